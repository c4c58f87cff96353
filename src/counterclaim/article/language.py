"""Which language an article is in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.article.bounds import LANGUAGE_SAMPLE_CHARS
from counterclaim.records import Segment, SegmentType

_LEAST_LETTERS = 20


def tell_language(text: str, segments: Sequence[Segment], stated: str | None) -> str | None:
    """The two-letter code of the body's language; the stated one where there is too little text to tell."""
    body = " ".join(s.span.of(text) for s in segments if s.type is SegmentType.BODY)[:LANGUAGE_SAMPLE_CHARS]
    sample = body or text[:LANGUAGE_SAMPLE_CHARS]
    if len(re.findall(r"[^\W\d_]", sample)) < _LEAST_LETTERS:
        return stated if stated and re.fullmatch(r"[a-z]{2}", stated) else None
    import py3langid  # loads its model; needed only here

    return str(py3langid.classify(sample)[0])
