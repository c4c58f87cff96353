"""Reads a noun phrase that names or describes somebody: name, office, the state or body it belongs to.

"Russia's deputy permanent representative with the organization, Jan Novak" is a person named Jan Novak
whose office is that of an ambassador of Russia; "the Kyiv regime" stands for a state; "the ministry" is
a body that something before must say more about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from counterclaim.actors.lexicon import Role, fold, organisations, seats, words
from counterclaim.actors.phrase_parts import (
    POSSESSIVE,
    Hit,
    head_end,
    is_proper,
    is_surname,
    organisation_in,
    possessor_of,
    role_hits,
    stands_for_state,
    state_in,
    tokens_of,
)
from counterclaim.actors.world import World

_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "i",
        "we",
        "you",
        "him",
        "her",
        "them",
        "his",
        "hers",
        "their",
        "theirs",
        "its",
        "himself",
        "herself",
        "themselves",
        "itself",
        "who",
        "whom",
        "which",
        "that",
        "this",
        "these",
        "those",
        "me",
        "us",
        "our",
        "my",
        "your",
        "whose",
        "one",
        "both",
    ]
)
_RELATIVE = frozenset(["who", "whom", "whose", "which", "where", "when", "that", "including", "according"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a noun phrase says. ``kind`` is a role class, or ``name`` for a bare proper name, or ``pronoun``."""

    text: str
    kind: str
    name: str = ""
    role: Role | None = None
    head: str = ""
    state: str | None = None
    state_words: str = ""
    org: str | None = None
    possessor: str = ""
    proper: str = ""
    mods: tuple[str, ...] = ()
    definite: bool = False
    plural: bool = False
    exact: str = ""
    body: str | None = None

    @property
    def is_person(self) -> bool:
        """Whether the phrase is about one human being."""
        return bool(self.name) or (self.kind in ("person", "relation") and not self.plural)


def read_phrase(text: str, world: World) -> Phrase:
    """What ``text`` says about whom it stands for."""
    clean = re.sub(r"\s+", " ", text).strip(' \t"“”„«»‘,;:—–-')
    clean = clean.strip("()") if clean.count("(") != clean.count(")") else clean
    if clean.lower() in _PRONOUNS:
        return Phrase(text, "pronoun", head=clean.lower())
    clean = re.sub(r"\s*\([^()]*\)|\s+(?:himself|herself|itself|themselves)$", "", clean) or clean
    parts = [p.strip() for p in re.split(r",\s+(?!Jr|Sr)|\s[–—]\s", clean) if p.strip()]
    parts = [p for i, p in enumerate(parts) if i == 0 or p.split()[0].lower() not in _RELATIVE] or [clean]
    read = [read_part(p, world) for p in parts]
    if len(read) == 1:
        return replace(read[0], text=text)
    return replace(_join(read), text=text)


def _join(parts: list[Phrase]) -> Phrase:
    """Name and description set beside each other are one phrase."""
    first = parts[0]
    others = [p for p in parts[1:] if p.is_person]
    if first.kind == "name" and others and not first.proper:
        office = next((p for p in others if p.role is not None), None)
        if office is not None:
            return replace(office, name=first.name or first.exact, kind="person", plural=False)
        return first
    named = next((p for p in parts[1:] if p.kind == "name" or p.name), None)
    if first.kind == "person" and not first.name and not first.plural and named is not None:
        return replace(first, name=named.name or named.exact)
    return first


def read_part(text: str, world: World) -> Phrase:
    """One comma-free stretch of a noun phrase."""
    text = re.sub(r"\s*\([^)]*\)", "", text).strip() or text
    tokens = tokens_of(text)
    definite = bool(tokens) and tokens[0].lower() in words()["definite"]
    whole = _whole(re.sub(r"(?i)^the ", "", " ".join(tokens)), world, text)
    tokens, plural = _without_determiners(tokens)
    whole = whole or _whole(" ".join(tokens), world, text)
    if whole is not None and whole.kind == "state" and _counts_people(text, world):
        whole = replace(whole, kind="plural", head="nationals", plural=True)
    if whole is not None:
        return replace(whole, definite=definite)
    hits = [h for h in role_hits(tokens) if not is_surname(tokens, h)]
    cut = head_end(tokens, hits)
    core = [h for h in hits if h.end <= cut]
    name_at = _name_start(tokens, core, cut, world)
    if name_at is not None:
        return _with_name(text, tokens, core, name_at, cut, world)
    phrase = _described(text, tokens, core, cut, world)
    return replace(
        phrase,
        definite=definite or bool(phrase.possessor),
        plural=phrase.plural or (plural and phrase.kind != "name"),
    )


def _counts_people(text: str, world: World) -> bool:
    """Whether a demonym with a number before it means people ("most Veldorese"), not the state."""
    first, _, rest = text.partition(" ")
    entry = world.word(rest)
    return (
        first.lower() in ("most", "many", "some", "several", "few", "all")
        and entry is not None
        and entry.how == "adjective"
    )


def _without_determiners(tokens: list[str]) -> tuple[list[str], bool]:
    dets, plural = words()["determiners"], False
    out = list(tokens)
    while len(out) > 1 and (out[0].lower() in dets or out[0] in "\"“”'‘"):
        if out[0] in ("New", "One", "Top", "Most", "All") and is_proper(out[1]):
            break
        plural |= out[0].lower() in (
            "many",
            "several",
            "two",
            "three",
            "four",
            "some",
            "various",
            "multiple",
            "these",
            "those",
            "both",
        )
        if out[0].lower() == "one" and len(out) > 3 and out[1].lower() == "of":
            out = out[2:]
            continue
        out.pop(0)
    return out, plural


def _whole(bare: str, world: World, text: str) -> Phrase | None:
    """A phrase that as a whole is a state, a seat or an organisation of the tables."""
    if not any(c.isupper() for c in bare):
        return None
    key = fold(re.sub(r"['’]s?$", "", bare))
    if key in seats():
        seat = seats()[key]
        return Phrase(text, "seat", org=seat.name, state=seat.state, exact=bare, head=seat.office)
    entry = world.word(re.sub(r"['’]s?$", "", bare))
    if entry is not None and not (entry.how == "adjective" and _is_plural_people(bare, world)):
        return Phrase(text, "state", state=entry.key, state_words=bare, exact=bare)
    if key in organisations():
        known = organisations()[key]
        return Phrase(text, "organisation", org=known.name, state=known.state, exact=bare, head=known.kind)
    if entry is not None:
        return Phrase(text, "plural", state=entry.key, state_words=bare, exact=bare, head="nationals", plural=True)
    return None


def _is_plural_people(word: str, world: World) -> bool:
    """Whether a demonym is a plural ("Veldorians"), which means people and not the state."""
    return bool(word.endswith("s") and world.word(word[:-1]) is not None) or word.endswith("men")


def _name_start(tokens: list[str], core: list[Hit], cut: int, world: World) -> int | None:
    """Where a personal name begins after the last office ("Ukrainian President | Anna Kovalenko")."""
    people = [h for h in core if h.role.kind in ("person", "relation", "plural") and h.end < cut and not h.plural]
    for hit in reversed(people):
        rest = tokens[hit.end : cut]
        if POSSESSIVE.match(tokens[hit.end - 1]):
            continue
        proper = [t for t in rest if is_proper(t)]
        particles = words()["particles"]
        if proper and all(is_proper(t) or t.lower() in particles or t in ".\"“”'‘’" for t in rest):
            if world.word(" ".join(rest)) is not None and len(rest) == 1 and rest[0].endswith("s"):
                continue
            if not (hit.start > 0 and any(h.start >= hit.end for h in core if h.role.kind in ("body", "forces"))):
                return hit.end
    honour = words()["honorifics"] | words()["honorifics_male"] | words()["honorifics_female"]
    owned = any(POSSESSIVE.match(t) for t in tokens[1 : cut - 1])
    if tokens and tokens[0].lower() in honour and len(tokens) > 1 and is_proper(tokens[1]) and not owned:
        return 1
    return None


def _with_name(text: str, tokens: list[str], core: list[Hit], at: int, cut: int, world: World) -> Phrase:
    before = _described(text, tokens[:at], [h for h in core if h.end <= at], at, world)
    name = " ".join(tokens[at:cut])
    name = re.sub(r"['’]s$", "", name)
    role = before.role
    return replace(before, kind="person", name=name, exact=name, role=role, plural=False)


def _described(text: str, tokens: list[str], core: list[Hit], cut: int, world: World) -> Phrase:
    """A phrase without a personal name at its end: an office, a body, a group, or a bare proper name."""
    possessor, start = possessor_of(tokens, cut, core)
    named = _owned_name(text, tokens, core, possessor, start, cut, world)
    if named is not None:
        return named
    hit = max((h for h in core if h.start >= start), key=lambda h: h.end, default=None)
    if hit is None or (hit.end < cut and is_proper(tokens[cut - 1]) and hit.role.kind != "document"):
        if not possessor and all(is_proper(t) or t.lower() in words()["particles"] or t in ".&" for t in tokens[:cut]):
            return _proper_name(text, tokens, cut, world)
        hit = hit if hit is not None and hit.end == cut else None
    head = " ".join(tokens[hit.start : hit.end]) if hit else (tokens[cut - 1] if cut else "")
    state, org = _belongs(tokens, cut, hit, world)
    used = set(range(hit.start, hit.end)) if hit else {cut - 1}
    rest = [t for i, t in enumerate(tokens[:cut]) if i not in used and i >= start and re.match(r"\w", t)]
    rest = [t for t in rest if world.word(t) is None or not state]
    in_hits = {t for h in core for t in tokens[h.start : h.end]}
    proper = " ".join(t for t in rest if is_proper(t) and t not in in_hits and fold(t) not in organisations())
    kind = hit.role.kind if hit else "unknown"
    bodies = [h for h in role_hits(tokens) if h is not hit and h.role.kind in ("body", "forces") and h != hit]
    if (
        hit
        and hit.role.kind in ("body", "forces")
        and tokens[hit.start][0].isupper()
        and tokens[cut : cut + 1] == ["of"]
    ):
        proper = proper or _of_name(tokens, cut, world)
    return Phrase(
        text, kind, role=hit.role if hit else None, head=head.lower(), state=state[0] if state else None,
        state_words=state[1] if state else "", org=org, possessor=possessor, proper=proper,
        mods=tuple(fold(t) for t in rest if not is_proper(t)),
        body=bodies[-1].role.name if bodies else None,
        plural=hit.plural if hit else head.endswith("s") and not head.endswith("ss"),
        exact=" ".join(tokens),
    )  # fmt: skip


def _of_name(tokens: list[str], cut: int, world: World) -> str:
    """The tail of an organisation's name ("Bank | of Veldoria"), unless it only tells the state."""
    tail = [t for t in tokens[cut + 1 :] if t.lower() != "the"]
    return "" if not tail or not is_proper(tail[0]) or world.word(" ".join(tail)) is not None else " ".join(tail)


def _owned_name(
    text: str, tokens: list[str], core: list[Hit], possessor: str, start: int, cut: int, world: World
) -> Phrase | None:
    """A name with its owner before it ("the Gazette's Jan Novak"): the name is what counts."""
    rest = tokens[start:cut]
    if not possessor or not rest or possessor.islower() or not all(is_proper(t) for t in rest):
        return None
    whole = _whole(" ".join(rest), world, text)
    if whole is not None:
        return whole
    if any(h.start >= start for h in core):
        return None
    return Phrase(text, "name", exact=" ".join(rest), possessor=possessor)


def _belongs(tokens: list[str], cut: int, hit: Hit | None, world: World) -> tuple[tuple[str, str] | None, str | None]:
    """The state and the organisation a description belongs to, from its modifiers and its "of" tail."""
    end = hit.start if hit else cut
    org = organisation_in(tokens[:end])
    found = state_in(tokens[:cut], world)
    if (
        found is not None
        and found[0].how == "capital"
        and hit is not None
        and not stands_for_state(tokens, found[2], hit)
    ):
        found = None
    if found is not None and org is not None and org[2] <= found[1] and found[2] <= org[3] and org[3] - org[2] > 1:
        found = None
    tail = tokens[cut:]
    if found is None and tail[:1] and tail[0] in ("of", "for", "from", "at", "with", "in"):
        stop = next(
            (i for i, t in enumerate(tail[1:], 1) if t.lower() in ("to", "who", "which", "on", "about", "by", "in")),
            len(tail),
        )
        inner = state_in(tail[1:stop], world) if tail[0] in ("of", "for") else None
        org = org or organisation_in(tail[1:stop])
        if inner is not None and inner[0].how != "capital":
            return (inner[0].key, " ".join(tail[1:stop][inner[1] : inner[2]])), org[0] if org else None
        if inner is None and org is None:
            inner = state_in(tail[1:stop], world)
            if inner is not None and inner[0].how == "adjective":
                return (inner[0].key, " ".join(tail[1:stop][inner[1] : inner[2]])), None
    if found is not None:
        return (found[0].key, " ".join(tokens[found[1] : found[2]])), org[0] if org else None
    if org is not None and org[1] is not None:
        return (org[1], org[0]), org[0]
    return None, org[0] if org else None


def _proper_name(text: str, tokens: list[str], cut: int, world: World) -> Phrase:
    """Capitalised words with no office after them: a person, or an organisation by its own name."""
    name = re.sub(r"['’]s?$", "", " ".join(tokens))
    state = state_in(tokens[:cut], world)
    words_ = " ".join(tokens[state[1] : state[2]]) if state else ""
    return Phrase(text, "name", exact=name, state=state[0].key if state else None, state_words=words_)
