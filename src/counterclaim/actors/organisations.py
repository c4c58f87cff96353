"""Whether two names of organisations are one organisation's.

Three kinds of evidence: the alias table; a state's body by what it is ("Veldoria's Defence Ministry", "the
Veldorian MoD"); and the names' own words (the same words, an acronym, a short form).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.actors.lexicon import fold, organisations, seats
from counterclaim.actors.names import skeleton
from counterclaim.actors.phrase import Phrase, read_phrase
from counterclaim.actors.phrase_parts import role_of
from counterclaim.actors.world import World

_FILLER = frozenset(
    [
        "the",
        "of",
        "for",
        "and",
        "a",
        "an",
        "in",
        "on",
        "de",
        "la",
        "le",
        "des",
        "du",
        "to",
        "s",
        "group",
        "movement",
        "company",
        "agency",
        "news",
        "federal",
    ]
)


@dataclass(frozen=True, slots=True)
class OrganisationAgreement:
    """Whether two names can be one organisation, how sure, and why."""

    score: float
    reason: str


_NO = OrganisationAgreement(0.0, "nothing ties the two names together")


def compare_organisations(a: str, b: str, world: World) -> OrganisationAgreement:
    """Whether ``a`` and ``b`` can be one organisation."""
    if fold(_bare(a)) == fold(_bare(b)):
        return OrganisationAgreement(1.0, "the same name")
    known_a, known_b = _known(a), _known(b)
    if known_a is not None and known_b is not None:
        if known_a == known_b:
            return OrganisationAgreement(0.95, f"both are names of {known_a} in the alias table")
        return OrganisationAgreement(0.0, f"{known_a} and {known_b} are different organisations in the alias table")
    seat = _compare_seat(a, b, world) or _compare_seat(b, a, world)
    if seat is not None:
        return seat
    bodies = _compare_bodies(read_phrase(a, world), read_phrase(b, world))
    return bodies or _compare_words(a, b, world)


def _bare(name: str) -> str:
    return re.sub(r"(?i)^the ", "", name.strip())


def _known(name: str) -> str | None:
    """The table's name for a name, also with a state or a description before it ("Veldoria's VSB")."""
    key = fold(_bare(name))
    for form in (key, re.sub(r"^\w+s? ", "", key) if re.match(r"\S+['’]s? |the alliance ", name) else key):
        if form in organisations():
            return organisations()[form].name
        if form in seats():
            return seats()[form].name
    inner = [t for t in re.findall(r"\b[A-Z]{2,6}\b", name) if fold(t) in organisations()]
    rest = re.sub(r"\b[A-Z]{2,6}\b", "", name)
    if len(inner) == 1 and not re.search(r"\b[A-Z][a-z]+ [A-Z]", rest):
        return organisations()[fold(inner[0])].name
    return None


def _compare_seat(a: str, b: str, world: World) -> OrganisationAgreement | None:
    """The verdict where ``a`` is a seat of the table ("the Rada" is the parliament of its state)."""
    seat = seats().get(fold(_bare(a)))
    if seat is None:
        return None
    phrase = read_phrase(b, world)
    if (
        phrase.kind == "body"
        and not phrase.org
        and phrase.role is not None
        and phrase.state == seat.state
        and phrase.role.name == seat.office
    ):
        return OrganisationAgreement(0.8, f"{seat.name} is the {seat.office} of that state")
    return OrganisationAgreement(0.0, f"{seat.name} is one particular body")


def _compare_bodies(a: Phrase, b: Phrase) -> OrganisationAgreement | None:
    """The verdict where both names say which body of which state they are."""
    if a.role is None or b.role is None or a.state is None or b.state is None:
        return None
    if a.kind not in ("body", "forces") or b.kind not in ("body", "forces"):
        return None
    if a.state != b.state:
        return OrganisationAgreement(0.0, "bodies of two different states")
    if a.role.name == b.role.name and fold(a.proper) == fold(b.proper):
        return OrganisationAgreement(0.9, f"both are the {a.role.name} of the same state")
    return None


def _compare_words(a: str, b: str, world: World) -> OrganisationAgreement:
    one, other = sorted((_content(a, world), _content(b, world)), key=len)
    if one and one == other:
        return OrganisationAgreement(0.9, "the same words but for spelling, order and filler")
    if is_acronym(a, b) or is_acronym(b, a):
        return OrganisationAgreement(0.8, "one is the other's initials")
    if one and one < other and len(other) - len(one) == 1 and _only_type(other - one):
        return OrganisationAgreement(0.75, "the shorter name leaves out what sort of body it is")
    return _NO


def _content(name: str, world: World) -> frozenset[str]:
    return frozenset(_word(t, world) for t in fold(name).split() if t not in _FILLER)


def _word(token: str, world: World) -> str:
    entry = world.word(token.capitalize())
    return f"state:{entry.key}" if entry is not None else skeleton(token) or token


def _only_type(extra: frozenset[str]) -> bool:
    types = (
        "regiment",
        "battalion",
        "brigade",
        "party",
        "movement",
        "organisation",
        "organization",
        "service",
        "council",
    )
    return any(skeleton(t) in extra for t in types) or any(role_of(t) is not None for t in extra)


def is_acronym(short: str, long: str) -> bool:
    """Whether ``short`` is the initials of ``long``, with or without its small words."""
    letters = re.sub(r"[^A-Za-z]", "", _bare(short))
    if not (2 <= len(letters) <= 7) or not letters[:1].isupper() or " " in _bare(short):
        return False
    tokens = _bare(long).split()
    big = "".join(t[0] for t in tokens if t[:1].isupper())
    everything = "".join(t[0] for t in tokens if t[:1].isalpha())
    return len(tokens) >= 2 and letters.upper() in (big.upper(), everything.upper())
