"""What is known of one actor while a case is resolved: what it is, its offices, its state, where it was met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from counterclaim.actors.lexicon import Role, words
from counterclaim.actors.phrase import Phrase
from counterclaim.actors.tenures import OFFICES, is_of_past
from counterclaim.records import ActorKind


def leading(states: Mapping[str, int]) -> str | None:
    """The state most often given; None without any."""
    return min(states, key=lambda s: (-states[s], s)) if states else None


@dataclass(slots=True)
class Profile:
    """One actor as far as some text tells.

    ``base`` counts the states that the case gives with it; what was asked of them together with those that the text
    gives is noted in ``led``: by how often the text gave each, which led.
    """

    key: str
    kind: ActorKind
    plural: bool = False
    gender: str | None = None
    roles: dict[str, Role] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    orgs: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    base: Mapping[str, int] = field(default_factory=dict)
    led: dict[tuple[tuple[str, int], ...], str | None] = field(default_factory=dict)

    def hear(self, gender: str | None, state: str | None, orgs: Iterable[str | None], count: int = 1) -> None:
        """Take in what so many mentions say beside the office."""
        if state is not None:
            self.states[state] += count
        self.orgs.update(org for org in orgs if org is not None)
        self.gender = self.gender or gender

    #: Roles that the person had left by the day of the article.
    left: frozenset[str] = frozenset()

    def fitting(self, *, is_past: bool) -> dict[str, Role]:
        """The roles by which a description may mean this one: those left for "the former ...", else the others."""
        if not self.left and not is_past:
            return self.roles
        return {n: r for n, r in self.roles.items() if n not in OFFICES or (n in self.left) == is_past}

    def learn(self, phrase: Phrase, gender: str | None, state: str | None) -> None:
        """Take in what one more mention says."""
        if phrase.role is not None:
            self.roles.setdefault(phrase.role.name, phrase.role)
            self.heads.add(phrase.head)
        self.hear(gender, state, (phrase.org, phrase.body))

    @property
    def state(self) -> str | None:
        """The state most often given with this actor."""
        found = leading(self.states)
        if self.base:
            own = tuple(sorted((s, n - self.base.get(s, 0)) for s, n in self.states.items() if n > self.base.get(s, 0)))
            self.led[own] = found
        return found


#: Roles whose nouns are not interchangeable: "the foundation" is not any organisation, "the victim" not any man.
_BROAD = frozenset(
    [
        "organisation",
        "company",
        "medium",
        "school",
        "witness",
        "man",
        "relative",
        "defendant",
        "activist",
        "commission",
        "party",
        "doctor",
        "nurse",
        "officer",
        "pope",
    ]
)
#: Whom "the leader" of a state may mean: not the head of any of its bodies.
_LEADING = frozenset(["president", "prime minister", "chancellor", "king", "leader"])
#: Ranks as they are printed before a name, and what a newspaper is called for short.
_WHOLE_WORDS = {
    "paper": "newspaper",
    "daily": "newspaper",
    "col": "colonel",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "maj": "major",
    "capt": "captain",
    "cpl": "corporal",
}
#: Nouns of those roles that may resume any of their kind.
_ANY = frozenset(
    [
        "organisation",
        "organization",
        "agency",
        "body",
        "group",
        "company",
        "firm",
        "outlet",
        "man",
        "woman",
        "person",
        "party",
        "panel",
        "doctor",
        "officer",
        "police officer",
        "policeman",
        "policewoman",
        "soldier",
        "pontiff",
        "cleric",
    ]
)


def role_match(phrase: Phrase, profile: Profile) -> float:
    """How well a description's noun fits an actor's known offices: 1 the same, 0.6 a wider term, 0 not."""
    if phrase.role is None:
        return 0.0
    head = phrase.head.rstrip(".").removesuffix("s")
    if profile.key.startswith("org|") and profile.kind is not ActorKind.PERSON:
        fit = _name_match(phrase.role.name, head, profile)
        if fit > 0.0 or not profile.roles:
            return fit
    roles = profile.fitting(is_past=is_of_past(phrase.text))
    if phrase.role.name == "leader" and phrase.state is not None:
        roles = {name: role for name, role in roles.items() if name in _LEADING}
    if phrase.role.name in roles:
        if phrase.role.name not in _BROAD or is_one_head(phrase.head, profile.heads):
            return 1.0
        return 0.6 if head in _ANY else 0.0
    names = {phrase.role.name, phrase.head.rstrip("."), head}
    wider = set().union(*(r.wider for r in roles.values())) if roles else set()
    return 0.6 if names & wider else 0.0


#: Roles of bodies that are told apart by what stands before their nouns ("the harbour office").
_TOLD_APART = frozenset(["organisation", "embassy"])


def is_told_apart(phrase: Phrase, profile: Profile) -> bool:
    """Whether words before a body's noun tell it from an actor that is not so called."""
    name = profile.key.lower()
    is_body = phrase.role is not None and phrase.role.name in _TOLD_APART and not profile.key.startswith("org|")
    return is_body and any(word.lower() not in name for word in phrase.mods)


#: Roles of which few have two.
_PROFESSIONS = frozenset(
    ["doctor", "nurse", "judge", "lawyer", "journalist", "prosecutor", "pope", "officer", "general"]
)


def is_another(phrase: Phrase, profile: Profile) -> bool:
    """Whether a description gives a trade or profession, and its actor is known by another ("baker", "doctor").

    So it is with "the army" and a militia.
    """
    if phrase.kind == "forces" and phrase.role is not None:
        armed = [role for role in profile.roles.values() if role.kind == "forces"]
        return bool(armed) and role_match(phrase, profile) == 0.0
    is_told = phrase.role is not None and (phrase.role.name in _PROFESSIONS or phrase.head in words()["trades"])
    is_known = profile.roles.keys() & _PROFESSIONS or profile.heads & words()["trades"]
    return is_told and bool(is_known) and role_match(phrase, profile) == 0.0


def is_one_head(head: str, known: Iterable[str]) -> bool:
    """Whether a noun is one of some known ones, or the end of one: "the driver" of a bus driver, "the colonel"."""
    mine = _whole_word(head)
    return any(mine == (k := _whole_word(other)) or k.endswith(f" {mine}") for other in known)


def _whole_word(head: str) -> str:
    """A noun in the singular, not abbreviated."""
    bare = head.rstrip(".").removesuffix("s")
    return " ".join(_WHOLE_WORDS.get(w.rstrip("."), w) for w in bare.split())


def _name_match(role: str, head: str, profile: Profile) -> float:
    """How well "the newspaper", "the company", "the bureau" fit an organisation of which the name is known."""
    if head in profile.key.lower().split() or is_one_head(head, profile.heads):
        return 0.9
    if role == "medium":
        return 0.8 if profile.kind is ActorKind.MEDIA and not profile.heads else 0.0
    if head in _ANY and head not in ("party", "panel"):
        return 0.5 if profile.kind is ActorKind.ORGANISATION else 0.0
    return 0.0
