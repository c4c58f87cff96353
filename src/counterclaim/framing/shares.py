"""How many statements and words an article gives to each party: counted alike for all, graded for none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from counterclaim.framing.interface import STEP
from counterclaim.records import Attribution, PartyShare, QuoteKind, Reading, Span, hull

_WORD = re.compile(r"\w+(?:[-’'.,]\w+)*")
#: Single marks open where no word ends and close where none goes on, so that an apostrophe does neither.
_QUOTED = re.compile(
    r"“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"\n]*\"|(?<!\w)‘[^\n]*?(?<!\s)’(?!\w)|(?<!\w)'(?=\w)[^\n]*?(?<!\s)'(?!\w)"
)


def party_shares(
    reading: Reading, text: str, speaker_of: Mapping[str, str], party_of: Mapping[str, str]
) -> Iterator[PartyShare]:
    """What one article gives to each party, parties by id and speakers without one last.

    Args:
        reading: the article's reading.
        text: its text.
        speaker_of: actor by attribution.
        party_of: party by actor.
    """
    owned = _inmost_words(reading, text)
    by_party: dict[str | None, list[Attribution]] = defaultdict(list)
    for a in sorted((a for a in reading.attributions if a.content), key=lambda a: (min(a.content), a.id)):
        by_party[party_of.get(speaker_of.get(a.id, ""))].append(a)
    for party in sorted(by_party, key=lambda p: (p is None, p or "")):
        found = by_party[party]
        counts = [_counts(a, owned[a.id], text) for a in found]
        yield PartyShare(
            article=reading.article,
            party=party,
            attributions=tuple(a.id for a in found),
            quotes=sum(a.kind is not QuoteKind.INDIRECT for a in found),
            quoted_words=sum(quoted for quoted, _ in counts),
            reported_words=sum(reported for _, reported in counts),
            made_by=STEP,
        )


def _inmost_words(reading: Reading, text: str) -> dict[str, list[Span]]:
    """The words of each attribution's content, each word once, for the shortest content that holds it."""
    owned: dict[str, list[Span]] = defaultdict(list)
    taken: set[int] = set()
    for a in sorted(reading.attributions, key=lambda a: (sum(s.end - s.start for s in a.content), a.id)):
        for span in a.content:
            for match in _WORD.finditer(text, span.start, span.end):
                if match.start() not in taken:
                    taken.add(match.start())
                    owned[a.id].append(Span(*match.span()))
    return owned


def _counts(attribution: Attribution, words: list[Span], text: str) -> tuple[int, int]:
    """How many of the words stand inside quotation marks, and how many do not."""
    if attribution.kind is QuoteKind.DIRECT:
        return len(words), 0
    if attribution.kind is QuoteKind.INDIRECT or not words:
        return 0, len(words)
    whole = hull(attribution.content)  # a mark may open before words that are an inner speaker's
    start, end = max(0, whole.start - 2), whole.end + 2
    marked = [Span(*m.span()) for m in _QUOTED.finditer(text, start, end)]
    quoted = sum(any(m.contains(w) for m in marked) for w in words)
    return quoted, len(words) - quoted
