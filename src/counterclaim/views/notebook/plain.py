"""A reading in plain lines: for ``print`` in a notebook and for ``counterclaim read`` on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counterclaim.records import Attribution, Reading, SecondReading, Span

#: characters of a content that are shown
SHOWN_CHARS = 300


def one_line(words: str, most: int = SHOWN_CHARS) -> str:
    """Words on one line: runs of blanks as one, control and direction characters shown as a sign, cut at ``most``."""
    joined = " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in words).split())
    return joined if len(joined) <= most else joined[: most - 1] + "…"


def words(spans: Sequence[Span], text: str) -> str:
    """The words of several spans on one line, gaps marked."""
    return one_line(" … ".join(s.of(text) for s in spans))


def summary(text: str, title: str | None, reading: Reading) -> str:
    """The reading in one line."""
    name = one_line(title or text, 50)
    counts = f"{len(reading.attributions)} attributions, {len(reading.entities)} names"
    left_out = f", {len(reading.unread)} passages unread" if reading.unread else ""
    size = f"{len(text.split())} words, {reading.language or 'language unknown'}"
    return f"<TextReading {name!r}: {size}, {counts}{left_out}>"


def listing(text: str, title: str | None, reading: Reading, speakers: Mapping[str, str]) -> str:
    """The reading as lines: what it is, who says what, what was left unread."""
    return "\n".join([summary(text, title, reading)[1:-1], *_lines(text, reading, speakers)])


def _lines(text: str, reading: Reading, speakers: Mapping[str, str]) -> Iterator[str]:
    number = {a.id: n for n, a in enumerate(reading.attributions, 1)}
    for a in reading.attributions:
        yield f"{number[a.id]:4}  {who(a, text, speakers)}  {what(a, text)}"
        if a.content:
            marks = "“{}”" if a.kind == "direct" else "{}"
            yield "      " + marks.format(words(a.content, text))
        if a.parent in number:
            yield f"      inside {number[a.parent]}"
        yield from (f"      or: {second(s, text)}" for s in a.second)
    for u in reading.unread:
        yield f"      unread ({u.reason}: {u.detail}): {one_line(u.span.of(text), 80)}"


def who(a: Attribution, text: str, speakers: Mapping[str, str]) -> str:
    """The speaker's best name, and the words of the source where they differ."""
    name, source = speakers.get(a.id), words(a.source, text)
    if name and source and name != source:
        return f"{one_line(name)} ({source})"
    return one_line(name or "") or source or "somebody"


def what(a: Attribution, text: str) -> str:
    """Cue, act, polarity where negative, kind, hedges, time of saying, confidence."""
    parts = [words(a.cue, text) or "(no cue)", str(a.act), str(a.kind)]
    parts += ["negative"] if a.polarity == "negative" else []
    parts += [f"hedged: {words(a.hedge, text)}"] if a.hedge else []
    parts += [f"said {a.said.value}"] if a.said is not None else []
    return "  ".join([*parts, f"{a.confidence:.2f}"])


def second(s: SecondReading, text: str) -> str:
    """A second reading in words."""
    other = words(s.spans, text) if s.spans else s.value
    return f"{s.of}: {other} ({s.confidence:.2f}, taken {s.taken:.2f})"
