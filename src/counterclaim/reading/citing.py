"""“Dagen, citing two officials, reported that ...”: what is reported is said by those cited, as the citer tells it."""

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
    if len(draft.content) != 1 or not draft.cue or not _CITING.fullmatch(draft.anchor.of(text)):
        return draft
    who = draft.content[0]
    is_beside = text[draft.anchor.end : who.start] == " "
    home = next((s for s in sentences if s.contains(draft.anchor)), None)
    if not is_beside or home is None or not is_speaker(who, text, entities):
        return draft
    reports = [
        d for d in drafts if d is not draft and d.content and d.source == draft.source and home.contains(d.anchor)
    ]
    if not draft.source or not reports or any(c.overlaps(who) for c in reports[0].content):
        return draft
    return replace(draft, source=(who,), content=reports[0].content)
