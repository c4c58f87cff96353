"""What is known of one actor while a case is resolved: what it is, its offices, its state, where it was met."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from counterclaim.actors.lexicon import Role
from counterclaim.actors.phrase import Phrase
from counterclaim.records import ActorKind


@dataclass(slots=True)
class Profile:
    """One actor as far as some text tells."""

    key: str
    kind: ActorKind
    plural: bool = False
    gender: str | None = None
    roles: dict[str, Role] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    orgs: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)

    def learn(self, phrase: Phrase, gender: str | None, state: str | None) -> None:
        """Take in what one more mention says."""
        if phrase.role is not None:
            self.roles.setdefault(phrase.role.name, phrase.role)
            self.heads.add(phrase.head)
        if state is not None:
            self.states[state] += 1
        for org in (phrase.org, phrase.body):
            if org is not None:
                self.orgs.add(org)
        self.gender = self.gender or gender

    @property
    def state(self) -> str | None:
        """The state most often given with this actor."""
        return min(self.states, key=lambda s: (-self.states[s], s)) if self.states else None


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
    ]
)
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
    if phrase.role.name in profile.roles:
        known = {h.rstrip(".").removesuffix("s") for h in profile.heads}
        if phrase.role.name not in _BROAD or head in known:
            return 1.0
        return 0.6 if head in _ANY else 0.0
    names = {phrase.role.name, phrase.head.rstrip("."), head}
    wider = set().union(*(r.wider for r in profile.roles.values())) if profile.roles else set()
    return 0.6 if names & wider else 0.0


def _name_match(role: str, head: str, profile: Profile) -> float:
    """How well "the newspaper", "the company", "the bureau" fit an organisation of which the name is known."""
    if head in profile.key.lower().split():
        return 0.9
    if role == "medium":
        return 0.8 if profile.kind is ActorKind.MEDIA else 0.0
    if head in _ANY and head not in ("party", "panel"):
        return 0.5 if profile.kind is ActorKind.ORGANISATION else 0.0
    return 0.0
