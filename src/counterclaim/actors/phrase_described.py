"""Phrases without a personal name at their end: an office, a body, a group, or a bare proper name."""

from __future__ import annotations

import re

from counterclaim.actors.lexicon import fold, organisations, words
from counterclaim.actors.phrase_parts import (
    Hit,
    is_proper,
    organisation_in,
    possessor_of,
    role_hits,
    stands_for_state,
    state_in,
)
from counterclaim.actors.phrase_whole import Phrase, whole_phrase
from counterclaim.actors.world import World


def described(text: str, tokens: list[str], core: list[Hit], cut: int, world: World) -> Phrase:
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
    whole = whole_phrase(" ".join(rest), world, text)
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
