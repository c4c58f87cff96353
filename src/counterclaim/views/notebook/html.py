"""A reading as a piece of HTML for a notebook cell: self-contained, styled inline, every word of the text escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise

from counterclaim.records import Attribution, Reading, Span
from counterclaim.views.notebook.plain import one_line, second, summary, what, who, words

#: characters of text and rows of the table that are shown; a notebook keeps what it shows
MAX_CHARS = 20_000
MAX_ROWS = 200
#: told apart by weight, slant and line as well as by colour
STYLES = {
    "source": "background:#cfe3ff;color:#111;font-weight:600",
    "cue": "background:#ffdcae;color:#111;font-style:italic",
    "content": "background:#dff2da;color:#111;border-bottom:1px solid #4a7a3f",
    "nested": "background:#bfe3b4;color:#111;border-bottom:3px double #4a7a3f",
    "unread": "color:#777;background:repeating-linear-gradient(45deg,#eee,#eee 4px,#fff 4px,#fff 8px)",
}
_CELL = "text-align:left;vertical-align:top;padding:2px 8px"


def page(text: str, title: str | None, reading: Reading, speakers: Mapping[str, str]) -> str:
    """The text with its sources, cues and contents marked, and below it who says what."""
    head = escape(summary(text, title, reading)[1:-1])
    legend = " ".join(f'<span style="{STYLES[k]}">{k}</span>' for k in ("source", "cue", "content", "nested"))
    more = f"<p>… {len(text) - MAX_CHARS:,} characters more</p>" if len(text) > MAX_CHARS else ""
    body = "".join(marked(text[:MAX_CHARS], reading))
    return (
        f"<div><p><strong>{head}</strong><br><small>{legend}</small></p>"
        f'<div style="white-space:pre-wrap;unicode-bidi:isolate;max-width:50em;line-height:1.5">{body}</div>{more}'
        f"{table(text, reading, speakers)}</div>"
    )


def marked(text: str, reading: Reading) -> Iterator[str]:
    """The text in stretches that are marked alike, each escaped, unmarked ones bare."""
    kinds = [(s, k) for s, k in _spans(reading) if s.start < len(text)]
    events: dict[int, list[tuple[int, str]]] = {0: [], len(text): []}
    for span, kind in kinds:
        events.setdefault(span.start, []).append((1, kind))
        events.setdefault(min(span.end, len(text)), []).append((-1, kind))
    live: dict[str, int] = {}
    for start, end in pairwise(sorted(events)):
        for step, kind in events[start]:
            live[kind] = live.get(kind, 0) + step
        style = _style({k: n for k, n in live.items() if n})
        words_ = escape(text[start:end])
        yield f'<span style="{style}">{words_}</span>' if style else words_


def _spans(reading: Reading) -> Iterator[tuple[Span, str]]:
    for a in reading.attributions:
        for kind, spans in (("source", a.source), ("cue", a.cue), ("content", a.content)):
            yield from ((s, kind) for s in spans)
    yield from ((u.span, "unread") for u in reading.unread)


def _style(live: Mapping[str, int]) -> str:
    if "source" in live or "cue" in live:
        return STYLES["source" if "source" in live else "cue"]
    if live.get("content", 0) > 1:
        return STYLES["nested"]
    return STYLES["content"] if "content" in live else STYLES["unread"] if "unread" in live else ""


def table(text: str, reading: Reading, speakers: Mapping[str, str]) -> str:
    """Who says what, row by row; empty where nobody says anything."""
    if not reading.attributions:
        return ""
    number = {a.id: n for n, a in enumerate(reading.attributions, 1)}
    rows = "".join(_row(a, number, text, speakers) for a in reading.attributions[:MAX_ROWS])
    left = len(reading.attributions) - MAX_ROWS
    more = f"<p>… {left} rows more</p>" if left > 0 else ""
    head = "".join(f'<th scope="col" style="{_CELL}">{h}</th>' for h in ("", "who", "how", "what", "or"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _row(a: Attribution, number: Mapping[str, int], text: str, speakers: Mapping[str, str]) -> str:
    inside = f" inside {number[a.parent]}" if a.parent is not None and a.parent in number else ""
    cells = (
        f"{number[a.id]}{inside}", who(a, text, speakers), what(a, text), words(a.content, text),
        "; ".join(second(s, text) for s in a.second),
    )  # fmt: skip
    return "<tr>" + "".join(f'<td style="{_CELL}"><bdi>{escape(one_line(c))}</bdi></td>' for c in cells) + "</tr>"
