"""Offices over time: who holds which, as all articles of the case tell together, and who has left it by when.

A report counts for the day it came out. Who was called a minister on one day and a former one on a later day has left
by then; so has whoever another is told to have come after. Two who are both told to hold one office, with no word of a
change, are both possible: neither is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from counterclaim.actors.lexicon import roles
from counterclaim.actors.names import plain_name
from counterclaim.actors.people import People
from counterclaim.actors.profile import Profile
from counterclaim.actors.tenures import SINGLE, Told
from counterclaim.records import Tenure, TenureEvidence, TenureStatus

#: The office, and whose: a state's key, "org|…", "of|…".
Office = tuple[str, str]
_ORDER = {s: i for i, s in enumerate((TenureStatus.HOLDS, TenureStatus.ACTING, TenureStatus.NEW, TenureStatus.LEFT))}


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement about a person's office, with the report's day; "" where that is not known."""

    day: str
    article: str
    told: Told

    @property
    def is_mention(self) -> bool:
        """Whether the words are a mention of that person, which is looked at by itself."""
        return self.told.is_mention

    @property
    def order(self) -> tuple[str, int, str, int]:
        """By day; of one day, what is new goes after what was."""
        return self.day, _ORDER[self.told.status], self.article, self.told.span.start


@dataclass(slots=True)
class Offices:
    """What is stated of the offices of a case, in order of time, by person and office."""

    stated: dict[str, dict[Office, list[Stated]]] = field(default_factory=dict)
    gone: dict[tuple[str, Office], str] = field(default_factory=dict)
    #: Who came after whom in office, with the place that says so.
    followers: list[tuple[str, str, Stated]] = field(default_factory=list)
    #: Whether an article says itself that a person has left an office.
    here: dict[tuple[str, Office, str], bool] = field(default_factory=dict)

    def has_left(self, person: str, role: str, ofs: Iterable[str], at: str) -> bool:
        """Whether a person had left an office of that role when a report came out (``moment``).

        It is asked of one of ``ofs``, if any are given. Who has the role of somebody else's still has not left it.
        """
        wanted = set(ofs)
        fits = [o for o in self.stated.get(person, {}) if o[0] == role and (not wanted or not o[1] or o[1] in wanted)]
        return bool(fits) and all(self._is_gone(person, o, at) for o in fits)

    def _is_gone(self, person: str, office: Office, at: str) -> bool:
        """What the report says itself goes before what others say; for one without a day others say nothing."""
        day, _, article = at.partition("@")
        if (person, office, article) in self.here:
            return self.here[person, office, article]
        since = self.gone.get((person, office))
        return since is not None and (not since or bool(day)) and since <= day

    def leavers(self) -> frozenset[str]:
        """Who has left an office by any report."""
        return frozenset({p for p, _ in self.gone} | {p for (p, _, _), is_left in self.here.items() if is_left})

    def is_to_come(self, person: str, role: str, ofs: Iterable[str], at: str) -> bool:
        """Whether a person is told to be new in an office of that role by later reports alone."""
        day = at.partition("@")[0]
        wanted = set(ofs)
        fits = [s for o, s in self.stated.get(person, {}).items() if o[0] == role and (not wanted or o[1] in wanted)]
        first = [s[0] for s in fits]
        return bool(first) and all(s.told.status is TenureStatus.NEW and day and s.day > day for s in first)

    def roles_left(self, person: str, at: str) -> frozenset[str]:
        """The roles that a person had held and holds no more when a report came out."""
        return frozenset(role for role, _ in self.stated.get(person, {}) if self.has_left(person, role, (), at))

    def has_left_all(self, person: str, at: str) -> bool:
        """Whether a person had left every office that the case gives to it when a report came out."""
        offices = self.stated.get(person, {})
        return bool(offices) and all(self._is_gone(person, o, at) for o in offices)

    def tenures(self, person: str, title: Callable[[str], str]) -> tuple[Tenure, ...]:
        """The offices of a person as records; ``title`` names a state by its key."""
        return tuple(
            self._tenure(person, office, found, title) for office, found in sorted(self.stated.get(person, {}).items())
        )

    def _tenure(self, person: str, office: Office, found: list[Stated], title: Callable[[str], str]) -> Tenure:
        held = [s.day for s in found if s.told.status is not TenureStatus.LEFT and s.day]
        whose = next((s.told.whose for s in found if s.told.whose), "")
        of = title(office[1]) if office[1] and "|" not in office[1] else whose
        evidence = (
            TenureEvidence(
                article=s.article, span=s.told.span, status=s.told.status, day=s.day or None, words=s.told.words
            )
            for s in found
        )
        called = Counter(s.told.words for s in found if s.told.words)
        return Tenure(
            office=office[0], of=of or None, first=min(held, default=None), last=max(held, default=None),
            left=self.gone.get((person, office)) or None, evidence=tuple(evidence),
            words=min(called, key=lambda w: (-called[w], w), default=""),
        )  # fmt: skip


def hold_offices(
    told: Mapping[str, Iterable[Told]], days: Mapping[str, str | None], people: People, profiles: Mapping[str, Profile],
    holders: dict[Office, set[str]],
) -> Offices:  # fmt: skip
    """The offices of a case; those that a clause gives ("was appointed ...") go to ``profiles`` and ``holders`` too.

    Args:
        told: what each article tells.
        days: of the articles, ISO, None where it is not known.
        people: whose names are one person's.
        profiles: what is known of persons; changed in place.
        holders: who holds an office, by role and state or body; changed in place.
    """
    by_surname: dict[str, set[str]] = defaultdict(set)
    for full in people.names.values():
        by_surname[plain_name(full).split()[-1]].add(full)

    def person_of(article: str, name: str) -> str:
        alone = by_surname.get(name, set())
        return f"per|{people.of(article, name) or (min(alone) if len(alone) == 1 else name)}"

    offices = offices_of(told, days, person_of)
    for person, held in offices.stated.items():
        for role, of in held:
            if person in profiles and role in roles() and of and not of.startswith("of|"):
                known = roles()[role]  # "deputy head" is told by its printed name, and known by its own
                profiles[person].roles.setdefault(known.name, known)
                holders.setdefault((role, of.removeprefix("org|")), set()).add(person)
    return offices


def offices_of(
    told: Mapping[str, Iterable[Told]], day_of: Mapping[str, str | None], person_of: Callable[[str, str], str]
) -> Offices:
    """Put together what the articles tell.

    Args:
        told: by article.
        day_of: the day of each article, ISO, None where it is not known.
        person_of: the key of the person that a name printed in an article stands for.
    """
    stated: dict[str, dict[Office, list[Stated]]] = defaultdict(lambda: defaultdict(list))
    later: list[tuple[str, str, Stated]] = []
    for article in sorted(told):
        for t in told[article]:
            one = Stated((day_of.get(article) or "")[:10], article, t)
            if t.role and (t.of or not t.like):
                stated[person_of(article, t.name)][t.role, t.of].append(one)
            else:
                later.append((person_of(article, t.name), person_of(article, t.like), one))
    _join_untold(stated)
    for person, like, one in later:
        known = [o for o in stated.get(like, {}) if one.told.role in ("", o[0])]
        for office in known or ([(one.told.role, "")] if one.told.role else []):
            stated[person][office].append(one)
    out = Offices({p: {o: sorted(s, key=lambda x: x.order) for o, s in of.items()} for p, of in stated.items()})
    out.gone = _gone(out.stated)
    out.followers = [(person, like, one) for person, like, one in later if person != like]
    for person, of in out.stated.items():
        for office, s in ((o, s) for o, found in of.items() for s in found):
            key = person, office, s.article
            out.here[key] = out.here.get(key, False) or s.told.status is TenureStatus.LEFT
    return out


def _join_untold(stated: Mapping[str, dict[Office, list[Stated]]]) -> None:
    """Give an office without an owner ("Defence Minister Kest") the one that the person's same office has elsewhere."""
    for offices in stated.values():
        for role, of in [o for o in offices if not o[1]]:
            owners = [o for o in offices if o[0] == role and o[1]]
            if len(owners) == 1:
                offices[owners[0]] += offices.pop((role, of))


def _gone(stated: Mapping[str, Mapping[Office, list[Stated]]]) -> dict[tuple[str, Office], str]:
    """For each person and office that was left, since which day; a person who came back has not left."""
    holders: dict[Office, list[tuple[str, list[Stated]]]] = defaultdict(list)
    for person in sorted(stated):
        for office, found in stated[person].items():
            holders[office].append((person, found))
    gone = {}
    for office, held in holders.items():
        for person, found in held:
            is_single = office[0] in SINGLE and office[1]
            since = [_left(found), _followed(person, found, held) if is_single else None]
            if any(s is not None for s in since):
                gone[person, office] = min(s for s in since if s is not None)
    return gone


def _left(found: list[Stated]) -> str | None:
    """The day of the first report after the last that says the office is held; None where it is held to the end.

    Where that report has no day, and others say that the office is held, it is not known which came first: None.
    """
    last = max((i for i, s in enumerate(found) if s.told.status is not TenureStatus.LEFT), default=-1)
    since = found[last + 1].day if last + 1 < len(found) else None
    return None if since == "" and last >= 0 else since


def _followed(person: str, found: list[Stated], held: list[tuple[str, list[Stated]]]) -> str | None:
    """The day since which another is told to be new in the office, if nothing later says that this one holds it.

    One who has left again, by that time or later, is no reason: "before he became president" tells of the past.
    """
    last = max((s.day for s in found if s.told.status is not TenureStatus.LEFT), default="")
    others = [theirs for other, theirs in held if other != person and _left(theirs) is None]
    new = [s.day for theirs in others for s in theirs if s.told.status is TenureStatus.NEW]
    after = [day for day in new if day and day > last]
    return min(after, default=None)


def moment(article: str, day: str | None) -> str:
    """When a report came out, and which it is: what offices are asked for."""
    return f"{day or ''}@{article}"


def day_of(published: str | None) -> str | None:
    """The day of a publication date; None where it is not known to the day."""
    return published[:10] if published and len(published) >= len("2031-05-03") else None
