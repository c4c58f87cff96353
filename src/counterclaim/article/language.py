"""Which language an article is in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.article.bounds import LANGUAGE_SAMPLE_CHARS
from counterclaim.records import LanguageSpan, Segment, SegmentType, Span

_LEAST_LETTERS = 20
#: Letters from which on a passage's own language is told; in shorter ones names decide, and wrongly.
_PASSAGE_LETTERS = 80
#: Difference in log probability a letter by which another language must win over the article's.
_MARGIN = 0.25
_LETTERS = re.compile(r"[^\W\d_]+")
#: Words of a text, and the share of them among a language's commonest, from which on that language is beyond doubt.
_PLAIN_WORDS = 30
_PLAIN_SHARE = 0.22


def tell_language(text: str, segments: Sequence[Segment], stated: str | None) -> str | None:
    """The two-letter code of the body's language; the stated one where there is too little text to tell."""
    body = " ".join(s.span.of(text) for s in segments if s.type is SegmentType.BODY)[:LANGUAGE_SAMPLE_CHARS]
    sample = body or text[:LANGUAGE_SAMPLE_CHARS]
    if _letters(sample) < _LEAST_LETTERS:
        return stated if stated and re.fullmatch(r"[a-z]{2}", stated) else None
    if plain := _plain_case(sample):
        return plain
    import py3langid  # loads its model; needed only here

    return str(py3langid.classify(sample)[0])


def _letters(text: str) -> int:
    return sum(map(len, _LETTERS.findall(text)))


def _plain_case(sample: str) -> str | None:
    """English or German where the commonest words leave no doubt, which spares most articles the model.

    Neither has a relative that shares so many of its commonest words, as Spanish has in Catalan.
    """
    own = _LETTERS.findall(sample.casefold())
    shares = {code: sum(map(words.__contains__, own)) / max(1, len(own)) for code, words in _COMMON.items()}
    first, second = sorted(shares, key=lambda code: -shares[code])[:2]
    is_plain = len(own) >= _PLAIN_WORDS and shares[first] >= _PLAIN_SHARE and shares[second] < 0.6 * shares[first]
    return first if is_plain and first in ("en", "de") else None


def tell_passages(text: str, segments: Sequence[Segment], language: str | None) -> tuple[LanguageSpan, ...]:
    """Paragraphs of the running text, captions and comments that are in another language than the article.

    Only long ones are judged, and only where the other language is clearly likelier: quotations and names in a
    sentence do not make it foreign.
    """
    if language is None:
        return ()
    kinds = (SegmentType.BODY, SegmentType.STANDFIRST, SegmentType.CAPTION, SegmentType.COMMENT)
    found = ((s.span, _foreign(s.span.of(text)[:LANGUAGE_SAMPLE_CHARS], language)) for s in segments if s.type in kinds)
    return _joined([LanguageSpan(language=other, span=span) for span, other in found if other])


def _foreign(words: str, language: str) -> str | None:
    """The other language that a passage is clearly in, if it is."""
    letters = _letters(words) if len(words) >= _PASSAGE_LETTERS else 0
    if letters < _PASSAGE_LETTERS or not _may_be_foreign(words, language):
        return None
    import py3langid

    ranked = dict(py3langid.rank(words))
    best = max(ranked, key=lambda k: float(ranked[k]))
    lead = float(ranked[best]) - float(ranked.get(language, ranked[best] - letters))
    return str(best) if best != language and lead >= _MARGIN * letters else None


def _may_be_foreign(words: str, language: str) -> bool:
    """Whether a passage lacks its language's commonest words: a quick look that spares most passages the slow one."""
    common = _COMMON.get(language)
    if common is None:
        return True
    own = _LETTERS.findall(words.casefold())
    return sum(map(common.__contains__, own)) < 0.15 * len(own)


#: The commonest words of the languages most articles are in.
_COMMON = {
    code: frozenset(words.split())
    for code, words in (
        ("en", "the of and to in a is that for on with as was at by it from be are this he his has have said not"),
        ("de", "der die das und in den von zu mit ist auf für im nicht ein eine des dem sich als auch es an er"),
        ("fr", "le la les de des et en un une du que est pour dans qui au sur par pas il a plus ne se ce"),
        ("es", "el la los las de que y en un una del por con se para es su al lo no como más a ha"),
    )
}


def _joined(passages: Sequence[LanguageSpan]) -> tuple[LanguageSpan, ...]:
    """Neighbouring passages of one language as one."""
    out: list[LanguageSpan] = []
    for p in passages:
        if out and out[-1].language == p.language and p.span.start - out[-1].span.end <= 2:
            out[-1] = LanguageSpan(language=p.language, span=Span(out[-1].span.start, p.span.end))
        else:
            out.append(p)
    return tuple(out)
