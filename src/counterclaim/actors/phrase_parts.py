"""The parts of a noun phrase: its words, the roles, states and organisations among them, where its head ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.actors.lexicon import Role, fold, given_names, organisations, roles, seats, words
from counterclaim.actors.world import StateWord, World

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][a-z]{0,4}\.(?=\s[A-Z])|[\w&]+(?:[.'’&/-][\w&]+)*(?:['’](?=\s))?|[^\w\s]")
POSSESSIVE = re.compile(r"(.+?)(?:['’]s|(?<=s)['’])$")
_PREFIXED = re.compile(
    r"^(pro|anti|ex|non)-"
    r"|-(backed|led|based|born|linked|held|controlled|occupied|affiliated|made|aligned|dominated)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A role noun among a phrase's tokens."""

    start: int
    end: int
    role: Role
    plural: bool


def tokens_of(text: str) -> list[str]:
    """The words and marks of a phrase; a possessive stays on its word."""
    return _TOKEN.findall(text)


@cache
def role_of(word: str) -> tuple[Role, bool] | None:
    """The role of some words, and whether they are plural."""
    low = word.lower().rstrip(".") if word.lower() not in roles() else word.lower()
    low = low.replace("‘", "'").replace("’", "'")
    if low in roles():
        return roles()[low], roles()[low].kind in ("plural", "forces") or low.endswith("smen")
    for ending, singular in (("ies", "y"), ("men", "man"), ("s", ""), ("es", "")):
        if low.endswith(ending) and low[: -len(ending)] + singular in roles():
            role = roles()[low[: -len(ending)] + singular]
            return role, True
    head, _, rest = low.partition(" ")  # "ministers of defence", "secretaries of state"
    if rest.startswith("of ") and head.endswith("s") and f"{head[:-1]} {rest}" in roles():
        return roles()[f"{head[:-1]} {rest}"], True
    return None


def role_hits(tokens: list[str]) -> list[Hit]:
    """Role nouns in a phrase, longest first at each place, left to right, not overlapping."""
    out, i = [], 0
    while i < len(tokens):
        for n in range(min(6, len(tokens) - i), 0, -1):
            found = role_of(" ".join(tokens[i : i + n]))
            if found is None and n == 1:
                bare = POSSESSIVE.match(tokens[i])
                found = role_of(bare.group(1)) if bare else None
            if found is not None:
                out.append(Hit(i, i + n, *found))
                i += n - 1
                break
        i += 1
    return [h for h in out if not (tokens[h.start] == "Post" and h.end - h.start == 1)]


def is_surname(tokens: list[str], hit: Hit) -> bool:
    """Whether a role word is a surname: it ends the phrase after a given name ("Stephen King").

    Trades are not printed with a capital but before a name ("Farmer Ivo Brandt"): "Deni Baker", "Baker" are names.
    """
    if tokens[hit.start][0].isupper() and " ".join(tokens[hit.start : hit.end]).lower() in words()["trades"]:
        return hit.start > 0 or hit.end == len(tokens)
    before = tokens[hit.start - 1] if hit.start else ""
    single = hit.end - hit.start == 1 and tokens[hit.start][0].isupper() and hit.role.kind == "person"
    return (
        single
        and fold(before) in given_names()
        and before[:1].isupper()
        and (hit.end == len(tokens) or not is_proper(tokens[hit.end]))
    )


def is_proper(token: str) -> bool:
    """Whether a token can be part of a name: capitalised, and not a weekday or month."""
    if token.lower() in words()["calendar"]:
        return False
    return token[:1].isupper() or (any(c.isupper() for c in token) and "-" in token)


def head_end(tokens: list[str], hits: list[Hit]) -> int:
    """Where the head's part ends: at the first preposition that is not inside a role or a name."""
    inside = {i for h in hits for i in range(h.start, h.end)}
    stops = words()["prepositions"]
    for i, token in enumerate(tokens):
        if i > 0 and i not in inside and token.lower() in stops and token.islower():
            return i
    return len(tokens)


def possessor_of(tokens: list[str], cut: int, core: list[Hit]) -> tuple[str, int]:
    """Return the owner before the head ("the country’s", "his") and where the head's part begins."""
    inside = {i for h in core for i in range(h.start, h.end - 1)}
    for i in range(cut - 1):
        owner = POSSESSIVE.match(tokens[i]) if i not in inside else None
        if owner is not None and not _begins_name(tokens[i:cut], [h for h in core if h.start > i]):
            return " ".join([*tokens[:i], owner.group(1)]), i + 1
    if cut > 1 and tokens[0].lower() in ("his", "her", "its", "their", "our", "my", "your", "whose"):
        return tokens[0].lower(), 1
    return "", 0


#: "The Dockers' Union", "the People's Front": those that many belong to.
_OF_MANY = re.compile(r"(?:[A-Z]\w+s['’]|(?:People|Women|Men|Children)['’]s)$")


def _begins_name(tokens: list[str], heads: list[Hit]) -> bool:
    """Whether a possessive is the first word of a body's name and no owner: nobody's office follows it."""
    is_name = _OF_MANY.match(tokens[0]) is not None and len(tokens) > 1 and tokens[1][:1].isupper()
    return is_name and all(h.role.kind in ("body", "forces") for h in heads)


def state_in(tokens: list[str], world: World) -> tuple[StateWord, int, int] | None:
    """The first state word among tokens, with its place; compounds such as "pro-Xian" do not count."""
    for i in range(len(tokens)):
        for n in range(min(4, len(tokens) - i), 0, -1):
            chunk = " ".join(tokens[i : i + n])
            owner = POSSESSIVE.match(chunk)
            entry = world.word(owner.group(1) if owner else chunk)
            if entry is not None and not _PREFIXED.search(chunk):
                if (
                    entry.how == "name"
                    and chunk.isupper() is False
                    and n == 1
                    and fold(chunk) == "us"
                    and chunk != "US"
                ):
                    continue
                return entry, i, i + n
    return None


def organisation_in(tokens: list[str]) -> tuple[str, str | None, int, int] | None:
    """Return the first known organisation or seat among tokens, its state, and its place."""
    for i in range(len(tokens)):
        for n in range(min(6, len(tokens) - i), 0, -1):
            chunk = " ".join(tokens[i : i + n])
            if not any(c.isupper() for c in chunk) or (n == 1 and chunk.islower()):
                continue
            key = fold(re.sub(r"['’]s?$", "", chunk))
            if key in seats():
                return seats()[key].name, seats()[key].state, i, i + n
            if key in organisations():
                return organisations()[key].name, organisations()[key].state, i, i + n
    return None


def stands_for_state(tokens: list[str], end: int, hit: Hit) -> bool:
    """Whether a capital before a noun means the state ("the Kyiv regime"): only before what is a state's own."""
    if POSSESSIVE.match(tokens[end - 1]) or hit.role.kind in ("state", "forces"):
        return True
    return hit.role.name in ("government", "presidency") or hit.role.name.endswith("ministry")
