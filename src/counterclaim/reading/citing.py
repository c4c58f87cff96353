"""“Dagen, citing two officials, reported that ...”: what is reported is said by those cited, as the citer tells it.

So is “Citing two officials, Dagen reported that ...”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.draft import Draft
from counterclaim.reading.headlines import is_speaker
from counterclaim.records import Entity, Span

_CITING = re.compile(r"citing|quoting", re.IGNORECASE)


def with_cited_speakers(
    drafts: Sequence[Draft], text: str, sentences: Sequence[Span], entities: Sequence[Entity]
) -> list[Draft]:
    """The drafts, those of "citing SOMEBODY" with whom they cite for a source and the report's words for a content."""
    return [_cited(d, drafts, text, sentences, entities) for d in drafts]


def _cited(
    draft: Draft, drafts: Sequence[Draft], text: str, sentences: Sequence[Span], entities: Sequence[Entity]
) -> Draft:
    who = _whom(draft, text)
    home = next((s for s in sentences if s.contains(draft.anchor)), None)
    if who is None or home is None or not is_speaker(who, text, entities):
        return draft
    is_fronted = not any(c.isalnum() for c in text[home.start : draft.anchor.start])
    others = [d for d in drafts if d is not draft and d.content and d.source and home.contains(d.anchor)]
    reports = [d for d in others if d.anchor.start > who.end] if is_fronted else others
    reports = reports if is_fronted else [d for d in reports if d.source == draft.source]
    if not reports or any(c.overlaps(who) for c in reports[0].content):
        return draft
    return replace(draft, source=(who,), content=reports[0].content)


def _whom(draft: Draft, text: str) -> Span | None:
    """Whom "citing" cites: the words right after it, which a model takes for its content or for its source."""
    if not draft.cue or not _CITING.fullmatch(draft.anchor.of(text)):
        return None
    told = draft.content[:1] if draft.content and draft.source else () if draft.content else draft.source
    return next((s for s in told if text[draft.anchor.end : s.start] == " "), None)
