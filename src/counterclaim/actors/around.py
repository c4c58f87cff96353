"""What the words of one article say of a mention whose country they do not print beside the office.

Each source of a hint is asked by itself: who owns the body, whose ministry of that field the article names, whose
capital it was said in, and so on. Which of them are believed is told by :mod:`~counterclaim.actors.contexts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from counterclaim.actors.article_base import Resolved
from counterclaim.actors.collect import Ref
from counterclaim.actors.datelines import reported_from
from counterclaim.actors.lexicon import fold, organisations
from counterclaim.actors.naming import employer_of
from counterclaim.actors.world import World

#: Offices of a state that news text prints without it at home; others ("senior official") may be anybody's.
HOME = frozenset(
    (
        *("president", "prime minister", "chancellor", "vice president", "foreign minister", "defence minister"),
        *("interior minister", "justice minister", "finance minister", "health minister", "information minister"),
        *("minister", "deputy minister", "attorney general"),
    )
)
#: Offices of which a state has one holder, who needs no state beside his name at home.
HEADS = frozenset({"president", "vice president", "prime minister", "chancellor"})
_FIELD = re.compile(
    r"\b((?:foreign|defen[cs]e|interior|justice|finance|health|information|transport|energy|culture) )?"
    r"(?:(?:minist(?:ry|er)|secretary)\b(?! general)|"
    r"(army|navy|air force|coast guard|border guard|embassy|ambassador)\b|(presiden)(?=[ct]))"
)
#: What is the president's: "presidential spokesman", "the presidency", a palace that the text explains. Two persons
#: called so are mostly of two states.
_PRESIDENT = "presiden"
_VENUE = re.compile(r"\W*In ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?), ")
#: Offices of a place inside a state.
OF_PLACES = frozenset(("governor", "mayor", "police chief"))
_SETTLED = r"(?:town|city|village|port|province|region|district|county|state)"
_PLACE_AFTER = re.compile(r"\bof (?:the )?([A-Z][\w’'-]+)")
_PLACE_BEFORE = re.compile(r"(?:[Tt]he )?([A-Z][\w’'-]+)(?: region| city)? (?:governor|mayor|police chief)\b")
#: Whom somebody serves, where it stands right before the name.
_SERVES_BEFORE = re.compile(
    r"\b(?:spokes\w+|officials?|officers?|representatives?|advis[eo]rs?) (?:for|of|at|in|from) (?:the )?"
    r"([A-Z][\w-]+)(?:['’]s)? [^,.;:\n]{3,40}, $"
)
#: Characters before a name in which that is looked for.
SERVED_WITHIN = 100
#: A state that spoke is meant if it did so at most so many sentences before.
NEAR = 1
Found = tuple[str, str]


class Around:
    """What one article says around its mentions."""

    def __init__(self, world: World, result: Resolved, party_of: Mapping[str, str]) -> None:
        self.world, self.result, self.party_of = world, result, party_of
        self.text = result.text.article.text
        self.placed = [(r, p) for r in result.text.refs if r.actor is not None and (p := party_of.get(r.actor))]

    def says(self, ref: Ref) -> Iterator[tuple[int, Found]]:
        """Parties with the reason, each with its rank; smaller is surer."""
        sources = (
            *(self._owner, self._same_field, self._same_office, self._venue, self._local),
            *(self._home, self._dateline, self._spoke_before),
        )
        for rank, source in enumerate(sources):
            found = source(ref) if rank == 0 or not ref.phrase.names_owner else None
            if found is not None and (rank == 0 or found[0].startswith("state|")):
                yield rank, found

    def served(self) -> Iterator[tuple[Ref, str, str, str]]:
        """Bodies whose named spokesman speaks for a state by other words ("Amber House spokeswoman Ada Roon")."""
        for ref, party in self.placed:
            key = self._served_by(ref)
            if key is not None and party.startswith("state|") and key not in self.party_of:
                yield ref, key, party, f"“{ref.phrase.text}” speaks for it"

    def _served_by(self, ref: Ref) -> str | None:
        """The body that a mention says somebody speaks for, by its name or by "its"."""
        phrase = ref.phrase
        if phrase.possessor.casefold() == "its":
            profile = self.result.profiles.get(ref.actor or "")
            owners = [o for o in profile.owners if o.startswith("org|")] if profile is not None else []
            is_spokesman = phrase.role is not None and phrase.role.name == "spokesperson"
            return owners[0] if is_spokesman and len(owners) == 1 else None
        employer = "" if phrase.names_owner else employer_of(phrase)
        return f"org|{employer}" if employer else None

    def says_before(self, ref: Ref) -> Iterator[tuple[int, Found]]:
        """The party of the state whose body a bare name serves ("a spokesman for Orland's navy, Ivo Brandt")."""
        text = self.result.text.article.text
        served = _SERVES_BEFORE.search(text, max(0, ref.span.start - SERVED_WITHIN), ref.span.start)
        word = self.world.word(served.group(1)) if served is not None and ref.phrase.kind == "name" else None
        if served is not None and word is not None:
            yield 0, (f"state|{word.key}", f"“{served.group().strip(' ,')}” stands before the name")

    def _owner(self, ref: Ref) -> Found | None:
        """The party of the body or actor whose officer it is."""
        phrase = ref.phrase
        if phrase.org is not None:
            known = organisations().get(fold(phrase.org))
            party = f"state|{known.state}" if known and known.state else self.party_of.get(f"org|{phrase.org}")
            return (party, f"“{phrase.text}” names {phrase.org}") if party else None
        profile = self.result.profiles.get(ref.actor or "")
        beside = self._named_beside(phrase.proper) if phrase.proper and phrase.is_person else None
        if beside is not None:
            return beside
        named = {p for o in (profile.owners if profile and phrase.possessor else ()) if (p := self.party_of.get(o))}
        return (next(iter(named)), f"“{phrase.text}”: of what is named before it") if len(named) == 1 else None

    def _named_beside(self, proper: str) -> Found | None:
        """The party of the body that the article names with these words or letters ("NDF chief": "the ... (NDF)")."""
        word = re.compile(rf"\b{re.escape(proper)}\b")
        found = [(r, p) for r, p in self.placed if not r.phrase.is_person and word.search(r.span.of(self.text))]
        return (
            (found[0][1], f"the article names “{found[0][0].phrase.text}”") if len({p for _, p in found}) == 1 else None
        )

    def _same_field(self, ref: Ref) -> Found | None:
        """The party of the one state whose ministry, army or police of that field the article names."""
        field = _FIELD.search(ref.phrase.text.lower())
        if field is None or not (_word(field) or "ministry" in field.group()):
            return None
        if _word(field) == _PRESIDENT and (ref.phrase.role is None or ref.phrase.role.name != "spokesperson"):
            return None
        beside = [(r, p) for r, p in self.placed if _is_of_field(r, _word(field)) and r.actor != ref.actor]
        if len({p for _, p in beside}) != 1:
            return None
        return beside[0][1], f"“{ref.phrase.text}”: the article names “{beside[0][0].phrase.text}”"

    def _same_office(self, ref: Ref) -> Found | None:
        """The party of the one state whose holder of that office the article tells of without a name.

        "Orland's envoy said so on Monday. ... Envoy Ivo Brandt": the state stands where the name does not. Not so with
        heads of state: beside "the Veldorian president" a bare "President Brandt" is the one at home.
        """
        role = ref.phrase.role
        if role is None or role.name not in (HOME - HEADS) | {"ambassador"} or not ref.phrase.name:
            return None
        every = (r for r, _ in self.placed if r.phrase.role is not None and r.phrase.role.name == role.name)
        nameless = [r for r in every if r.phrase.state is not None and not r.phrase.name]
        is_anothers = any((r.actor or "").startswith("per|") and r.actor != ref.actor for r in nameless)
        if is_anothers or len({r.phrase.state for r in nameless}) != 1:
            return None
        told = nameless[0].phrase
        return f"state|{told.state}", f"“{ref.phrase.text}”: the article names “{told.text}”"

    def _local(self, ref: Ref) -> Found | None:
        """The party of the state that the article puts a mayor's place in ("the Orlandian town of Velm")."""
        role = ref.phrase.role
        if role is None or role.name not in OF_PLACES:
            return None
        place = _PLACE_AFTER.search(ref.phrase.text) or _PLACE_BEFORE.match(ref.phrase.text)
        state = self.world.word(self._state_of(place.group(1)) or "") if place is not None else None
        if place is None or state is None:
            return None
        title = self.world.title(state.key)
        return f"state|{state.key}", f"“{ref.phrase.text}”: the article places {place.group(1)} in {title}"

    def _state_of(self, place: str) -> str | None:
        """The word for a state that stands before a place in the article ("the eastern Orlandian town of Velm")."""
        body = self.result.text.article.text
        found = re.search(rf"\b([A-Z][\w’'-]+)\s+(?:[\w-]+ )?{_SETTLED} of {re.escape(place)}\b", body)
        return found.group(1) if found is not None else None

    def _venue(self, ref: Ref) -> Found | None:
        """The party of the state in whose capital the sentence says that it was said ("In Orst, the premier said")."""
        text, body = self.result.text, self.result.text.article.text
        start = text.sentences[text.sentence(ref.span.start)]
        said_in = _VENUE.match(body, start, ref.span.start)
        word = self.world.word(said_in.group(1)) if said_in is not None and _is_of_office(ref) else None
        if said_in is None or word is None or word.how != "capital":
            return None
        return f"state|{word.key}", f"“{said_in.group().strip()} {ref.phrase.text}”"

    def _home(self, ref: Ref) -> Found | None:
        """The party of all other bare offices of state in the article, where they have one."""
        if not _is_of_home(ref):
            return None
        others = [(r, p) for r, p in self.placed if r.phrase.state is None and _is_of_home(r) and r.actor != ref.actor]
        if len({p for _, p in others}) != 1:
            return None
        return others[0][1], f"“{ref.phrase.text}” is printed without its state, as “{others[0][0].phrase.text}” is"

    def _dateline(self, ref: Ref) -> Found | None:
        """The party of the state that the report comes from."""
        if not (_is_of_home(ref) or ref.phrase.kind in ("body", "forces")):
            return None
        state, place = reported_from(self.world, self.result)
        return (f"state|{state}", f"“{ref.phrase.text}” in a report from {place}") if state else None

    def _spoke_before(self, ref: Ref) -> Found | None:
        """The party of whoever spoke last, in the sentence before."""
        near = self._before(ref, NEAR) if _is_of_home(ref) else None
        return (near[1], f"“{ref.phrase.text}” right after “{near[0].phrase.text}”") if near is not None else None

    def _before(self, ref: Ref, reach: int) -> tuple[Ref, str] | None:
        """The last one of a party that spoke before a mention, if nobody of another party did so nearby."""
        text = self.result.text
        here = text.sentence(ref.span.start)
        near = [
            (r, p)
            for r, p in self.placed
            if r.source_of and r.span.end <= ref.span.start and here - text.sentence(r.span.start) <= reach
        ]
        return near[-1] if near and len({p for _, p in near}) == 1 else None


def _is_of_office(ref: Ref) -> bool:
    role = ref.phrase.role
    return role is not None and role.name in HOME | {"spokesperson"}


def _is_of_field(ref: Ref, word: str) -> bool:
    """Whether a mention is of a ministry, minister or force of that field; of any ministry where none is told."""
    found = _FIELD.search(ref.phrase.text.lower())
    if word == _PRESIDENT and ref.phrase.is_person:
        return False
    return found is not None and (_word(found) == word if word else "ministry" in found.group())


def _word(field: re.Match[str]) -> str:
    """What tells two bodies of state apart: "defence", "army"; nothing for a bare "ministry"."""
    return (
        (field.group(3) or field.group(2) or field.group(1) or "")
        .strip()
        .replace("defense", "defence")
        .replace("ambassador", "embassy")
    )


def _is_of_home(ref: Ref) -> bool:
    return ref.phrase.role is not None and ref.phrase.role.name in HOME and not ref.phrase.possessor
