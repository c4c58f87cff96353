"""Reads a noun phrase that names or describes somebody: name, office, the state or body it belongs to.

"Russia's deputy permanent representative with the organization, Jan Novak" is a person named Jan Novak
whose office is that of an ambassador of Russia; "the Kyiv regime" stands for a state; "the ministry" is
a body that something before must say more about.
"""

from __future__ import annotations

import re
from dataclasses import replace

from counterclaim.actors.lexicon import words
from counterclaim.actors.phrase_described import described
from counterclaim.actors.phrase_parts import (
    POSSESSIVE,
    Hit,
    head_end,
    is_proper,
    is_surname,
    role_hits,
    tokens_of,
)
from counterclaim.actors.phrase_whole import Phrase, whole_phrase
from counterclaim.actors.world import World
from counterclaim.records import EntityType

__all__ = ["Phrase", "read_part", "read_phrase", "without_namesake"]

#: pronouns in capitals that are a state or a body ("US accuses ...")
_ACRONYMS = frozenset(["US", "WHO", "IT"])
_RELATIVE = frozenset(["who", "whom", "whose", "which", "where", "when", "that", "including", "according"])

#: A source that is a clause about somebody named before it ("who have examined a copy").
_CLAUSE = re.compile(r"(who|which) [a-z]")
#: That an office was left is told from the phrase's whole text; what office it was, without these letters.
_EX = re.compile(r"\b[Ee]x-(?=[a-z]{4})(?!wife|husband|girlfriend|boyfriend|partner)")
#: Whose role word begins the name of a body of many as often as it stands before a name.
_MANY = frozenset(["witness", "doctor", "journalist", "activist"])
_BODIES = frozenset(["body", "forces"])

#: Phrases that a world remembers; a case of a thousand articles prints about half as many.
REMEMBERED = 1 << 17


def read_phrase(text: str, world: World) -> Phrase:
    """What ``text`` says about whom it stands for; in one world the same words always say the same."""
    found = world.phrases.get(text)
    if found is None:
        if len(world.phrases) >= REMEMBERED:
            world.phrases.clear()
        found = world.phrases[text] = fresh_phrase(text, world)
    return found


def fresh_phrase(text: str, world: World) -> Phrase:
    """The same, read anew."""
    clean = " ".join(text.split()).strip(' \t"“”„«»‘,;:—–-')
    clean = clean.strip("()") if clean.count("(") != clean.count(")") else clean
    if clean.lower() in words()["pronouns"] and clean not in _ACRONYMS:
        return Phrase(text, "pronoun", head=clean.lower())
    if clean.lower() in words()["many"]:
        return Phrase(text, "plural", head=clean.lower(), exact=clean, plural=True)
    if (clause := _CLAUSE.match(clean)) is not None:
        return Phrase(text, "pronoun", head=clause.group(1))
    clean = re.sub(r"\s*\([^()]*\)|\s+(?:himself|herself|itself|themselves)$", "", clean) or clean
    clean = _EX.sub("", clean) or clean
    parts = [p.strip() for p in re.split(r",\s+(?!Jr|Sr)|\s[–—]\s", clean) if p.strip()]
    parts = [p for i, p in enumerate(parts) if i == 0 or p.split()[0].lower() not in _RELATIVE] or [clean]
    read = [read_part(p, world) for p in parts]
    joined = read[0] if len(read) == 1 else _join(read)
    return replace(_without_topic(_with_body_after(joined, clean, world), clean, world), text=text)


def _without_topic(phrase: Phrase, text: str, world: World) -> Phrase:
    """The phrase without the state that somebody only knows about ("a Russia expert"): he speaks for no such state."""
    word = world.word(phrase.state_words) if phrase.state_words else None
    if word is None or phrase.kind == "state" or word.how not in ("name", "adjective"):
        return phrase
    nouns = words()["on_states" if word.how == "name" else "of_languages"]
    told = re.search(rf"\b{re.escape(phrase.state_words)}[ -](\w+)", text)
    is_topic = told is not None and told.group(1) in nouns
    return replace(phrase, state=None, state_words="") if is_topic else phrase


def without_namesake(phrase: Phrase, kind: EntityType | None, world: World) -> Phrase:
    """A person's name without the state that a part of it is called as: Chad Renn is of no Chad, and Oda Israel of no
    Israel; "Veldorian Anna Kovar" is of Veldoria.
    """
    word = world.word(phrase.state_words) if phrase.state_words else None
    if kind is not EntityType.PER or phrase.kind != "name" or word is None:
        return phrase
    is_before = phrase.exact.startswith(f"{phrase.state_words} ") and word.how == "adjective"
    return phrase if is_before else replace(phrase, state=None, state_words="")


#: Offices of those who speak for nobody, so that "a fisherman from Orland" is not Orland's.
_PRIVATE = frozenset(
    ["man", "witness", "activist", "analyst", "journalist", "doctor", "defendant", "lawyer", "relative", "judge"]
)


def _with_body_after(phrase: Phrase, text: str, world: World) -> Phrase:
    """The phrase with the state of the body named after the name ("Colonel Ivo Brandt, of the Veldorian navy")."""
    if not phrase.name or phrase.state is not None or phrase.role is None or phrase.role.name in _PRIVATE:
        return phrase
    after = re.search(re.escape(phrase.name.split()[-1]) + r",? (?:of|for|with) (?:the )?([A-Z].*)$", text)
    inner = read_part(after.group(1), world) if after is not None else None
    if inner is None or inner.state is None:
        return phrase
    return replace(phrase, state=inner.state, state_words=inner.state_words)


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
    if first.possessor and first.kind in ("relation", "unknown") and not first.plural and _is_name(parts[1]):
        return replace(first, kind="person", name=parts[1].exact)  # "Brandt's sister, Alicia", "his coach, Eli Dorn"
    return first


def _is_name(phrase: Phrase) -> bool:
    """Whether a phrase is nothing but one to three capitalised words of small letters."""
    tokens = phrase.exact.split()
    return phrase.kind == "name" and len(tokens) <= 3 and all(t[:1].isupper() and t[1:].islower() for t in tokens)


def read_part(text: str, world: World) -> Phrase:
    """One comma-free stretch of a noun phrase."""
    text = re.sub(r"\s*\([^)]*\)", "", text).strip() or text
    tokens = tokens_of(text)
    definite = bool(tokens) and tokens[0].lower() in words()["definite"]
    whole = whole_phrase(re.sub(r"(?i)^the ", "", " ".join(tokens)), world, text)
    tokens, plural = _without_determiners(tokens)
    whole = whole or whole_phrase(" ".join(tokens), world, text)
    if whole is not None and whole.kind == "state" and _counts_people(text, world):
        whole = replace(whole, kind="plural", head="nationals", plural=True)
    if whole is not None:
        return replace(whole, definite=definite)
    hits = [h for h in role_hits(tokens) if not is_surname(tokens, h)]
    called = _called(tokens, hits, world)
    if called is not None:
        return replace(called, text=text)
    cut = head_end(tokens, hits)
    core = [h for h in hits if h.end <= cut]
    name_at = _name_start(tokens, core, cut, world)
    if name_at is not None:
        return _with_name(text, tokens, core, name_at, cut, world)
    phrase = described(text, tokens, core, cut, world)
    return replace(
        phrase,
        definite=definite or bool(phrase.possessor),
        plural=phrase.plural or (plural and phrase.kind != "name"),
    )


def _called(tokens: list[str], hits: list[Hit], world: World) -> Phrase | None:
    """The name of a body after what it is ("the news agency | ORA", "the aid group | Open Hands")."""
    last = hits[-1] if hits else None
    if last is None or last.role.kind != "body" or last.plural or is_proper(tokens[last.end - 1]):
        return None
    rest = tokens[last.end :]
    if not rest or not all(map(is_proper, rest)):
        return None
    named = read_part(" ".join(rest), world)
    if named.kind == "name":
        return replace(named, role=last.role, head=" ".join(tokens[last.start : last.end]).lower())
    return named if named.kind == "organisation" else None


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
            is_many = hit.role.name in _MANY  # "the Student Assembly", "the Workers Council"
            if not ((hit.start > 0 or is_many) and any(h.start >= hit.end for h in core if h.role.kind in _BODIES)):
                return hit.end
    honour = words()["honorifics"] | words()["honorifics_male"] | words()["honorifics_female"]
    owned = any(POSSESSIVE.match(t) for t in tokens[1 : cut - 1])
    if tokens and tokens[0].lower() in honour and len(tokens) > 1 and is_proper(tokens[1]) and not owned:
        return 1
    return None


def _with_name(text: str, tokens: list[str], core: list[Hit], at: int, cut: int, world: World) -> Phrase:
    before = described(text, tokens[:at], [h for h in core if h.end <= at], at, world)
    name = " ".join(tokens[at:cut])
    name = re.sub(r"['’]s$", "", name)
    role = before.role
    return replace(before, kind="person", name=name, exact=name, role=role, plural=False)
