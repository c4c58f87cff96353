"""Descriptions told of somebody by the form of a sentence: "Oda Renn is a diver", "Jan Olbrek, the harbour master,".

Nothing refers back to such a description, as nothing refers back to "a diver" in "she is a diver"; whom it describes is
printed right before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.records import Span

#: characters of the longest description that is taken
LONGEST = 120
_LED = r"(?:an?|the|my|our|your|his|her|its|their)"
_TOLD = re.compile(
    r"(?:\s+(?:am|is|was|are|were|became|remains?|remained)|[’'](?:m|s|re))\s+"
    r"(?:(?:also|just|only|still|now|once|really|basically|currently|simply)\s+)?(?=" + _LED + r"\s)"
)
_BESIDE = re.compile(r",\s+(?=" + _LED + r"\s)")
_AND = re.compile(r",?\s+and\s+(?=" + _LED + r"\s)")
_END = re.compile(
    r"[,;:.!?()\n“”\"–—]|\s-\s|\s(?:and|or)\s+(?:an?|the|[a-z]+ed|is|was|has|had|he|she|it|they|I|we|you)\b"
    r"|\s(?:but|when|while|because|although|though|so|if|as|until|before|after|since)\s"
)
#: "Jan, the dog and Per" is a row and no description
_ROW = re.compile(r"\s(?:and|or)\s+[A-Z]")
_CLOSES = re.compile(r"[,.;:)\n]|$")


def predicates(mentions: Sequence[Span], text: str) -> dict[Span, Span]:
    """Each description, with the mention it is told of.

    Args:
        mentions: in text order; those that end where a description begins are described.
        text: the text.
    """
    out: dict[Span, Span] = {}
    for who in mentions:
        opening = _TOLD.match(text, who.end) or _BESIDE.match(text, who.end)
        if opening is None:
            continue
        what = _phrase(opening.end(), text)
        is_beside = opening.group().lstrip().startswith(",")
        if what is None or (is_beside and not (_CLOSES.match(text, what.end) and not _ROW.search(text, *what))):
            continue
        out.setdefault(what, who)
        again = None if is_beside else _AND.match(text, what.end)
        second = _phrase(again.end(), text) if again else None
        if second is not None:
            out.setdefault(second, who)
    return out


def _phrase(start: int, text: str) -> Span | None:
    """From its article to the end of the phrase, None if it is too long to tell where it ends."""
    stop = _END.search(text, start)
    end = stop.start() if stop else len(text)
    return Span(start, end).trimmed(text) if 0 < end - start <= LONGEST else None
