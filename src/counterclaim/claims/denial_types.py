"""How a denial denies: that it happened, where, by whom, that there is evidence; or whom it blames instead.

Told by its words, its cue, what the same speaker says beside it, and what it answers; the words are listed in
``denials.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.claims import lexicon
from counterclaim.claims.dismissals import called_what
from counterclaim.claims.propositions import evidence_denied, is_anaphoric, is_negated
from counterclaim.claims.unit import Unit
from counterclaim.records import Article, DenialType, words_of

#: "Dismissed the pictures as fake": how it is denied stands after "as".
_AS = re.compile(r"\bas\b", re.IGNORECASE)
#: To deny having been somewhere is to dispute the place.
_BEEN = re.compile(r"\b(?:ever been|been (?:to|in|at)|visiting|was (?:in|at|near) the)\b", re.IGNORECASE)


def denial_types(
    unit: Unit, article: Article, siblings: Sequence[Unit], how: tuple[DenialType, ...] = ()
) -> tuple[DenialType, ...]:
    """How the denial denies: from its words, its cue, what the same speaker says in the same sentence, and ``how`` it
    is set against what it answers.
    """
    a = unit.attribution
    if a is None:
        return ()
    beside = [s for s in siblings if s.actor == unit.actor and s.sentence == unit.sentence and s.id != unit.id]
    extra = {DenialType.COUNTER_ACCUSES} if any(s.is_accusation and not s.is_anaphoric for s in beside) else set()
    extra |= set(how)
    if _blames_other(unit):
        extra.add(DenialType.BLAMES_OTHER)
    others = (s for s in beside if s.attribution is None or s.attribution.id != a.id)
    said_beside = " ".join(s.words for s in others if not s.is_anaphoric)
    return types_of_words(words_of(a.cue, article.text), unit.words, beside=said_beside, extra=frozenset(extra))


def types_of_words(
    cue: str, content: str, *, beside: str = "", extra: frozenset[DenialType] = frozenset()
) -> tuple[DenialType, ...]:
    """The types of a denial by its words; one that shows none of them rejects involvement.

    Args:
        cue: its reporting words.
        content: what is said, or what is denied: of "denied that X" only what follows "as" tells how.
        beside: what the speaker says beside it.
        extra: types known otherwise.
    """
    is_named = bool(lexicon.words("denials", "named").search(cue)) and not is_anaphoric(content)
    told = f"{cue} {_AS.split(content, maxsplit=1)[-1] if is_named and _AS.search(content) else content} {beside}"
    if is_named and not _AS.search(content) and not is_negated(content):
        told = f"{cue} {beside} {_place_of(content)}"
    if called := called_what(content):
        told = f"{cue} {called} {beside}"
    if unproven := evidence_denied(content):
        told = f"{cue} {unproven} {beside}"
    found = {DenialType(n) for n, p in lexicon.denial_patterns().items() if p.search(told)} | extra
    if unproven:
        found = (found | {DenialType.SAYS_NO_EVIDENCE}) - {DenialType.REJECTS_INVOLVEMENT}
    if DenialType.DECLINES_TO_COMMENT in found:
        found.discard(DenialType.REJECTS_INVOLVEMENT)
    return tuple(sorted(found)) or (DenialType.REJECTS_INVOLVEMENT,)


def _place_of(content: str) -> str:
    found = _BEEN.search(content)
    return "ever been" if found else ""


def _blames_other(unit: Unit) -> bool:
    """Whether the words name another side as the doer."""
    harm = lexicon.act_class("harm")
    return unit.party is not None and any(
        d.doer not in (None, unit.party) and d.kind in harm and not d.negated for d in unit.deeds
    )
