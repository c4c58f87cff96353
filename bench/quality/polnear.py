"""The reader in PolNeAR's convention: its raw proposals under the scheme "polnear", with the least clean-up.

PolNeAR annotates other ends than we do. Its contents hold their quotation marks, the comma or full stop before a
closing mark, and an opening "that"; a token has one role in one attribution; nobody's words are split at the marks
inside a mixed quotation. So the reading stage, which brings everything to our convention, is not used, but for the
quotation marks and for speech told by the form of its line.

What rules are worth was measured twice (full.soft / full.strict / exact content). With the first weights, trained with
marks stripped, on all development documents: all of those below 67.2 / 34.5 / 54.5; contents as read 66.7 / 19.3 /
28.6; without whole quotes 67.0 / 32.3 / 51.3; with contents on other lines 67.0 / 32.6 / 53.8. With weights trained on
PolNeAR's own ends, on 14 documents: 78.1 / 56.5 / 68.8; as read 78.1 / 54.7 / 66.2; a threshold of 0.45 for 0.40 gave
79.8 / 57.7 / 69.2. Of the reading stage's other rules, cutting unquoted contents at sentence ends gave 0.3 of
full.strict but cost 1.1 on CofeNet's chunks; cues brought to their end and sources without dangling words moved nothing
by more than 0.2; keeping only the nearest of several sources cost 1.1 of full.soft: that one only imposes our
convention. Of 19 direct quotations missed in 30 documents 13 were of the form "words" ― name. ``python -m
bench.quality.polnear`` measures each rule by leaving it out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from bench.quality.confidence import Sample, applied, fit
from counterclaim.reading.headers import headed
from counterclaim.reading.interface import RawAttribution, ReadingPass
from counterclaim.reading.quotes import Quote, find_quotes, quoted_share
from counterclaim.reading.turns import turns
from counterclaim.records import Entity, Span

#: Slope and intercept of the logistic scaling that brings the proposals' confidence to the share that PolNeAR has;
#: fitted on 60 of its training articles (``--fit 60``): unlike contested news the reader does not know them by heart
#: (there 74.9 % of its proposals are right, on the development articles 74.6 %).
CONFIDENCE = (1.37, -0.902)
#: share of a quotation that contents hold to be taken for the whole of it
WHOLE_FROM = 0.5
_CLOSERS = re.compile(r"[.,?!…]{0,2}(?:[\"”»]|''|’’)")
_OPENERS = re.compile(r"(?:[\"“„«]|''|‘‘|``)$")
_THAT = re.compile(r"\bthat,?\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Convention:
    """Which rules bring the reader's proposals to PolNeAR's convention.

    ``own_line``: contents on other lines than the cue's are left to other cues. ``whole_quotes``: half of a quotation
    is the whole. ``extend_to_marks``: contents are widened to the marks and the "that" beside them. ``forms``: turns,
    and quotations signed with a dash, are added.
    """

    confident_from: float = 0.45
    own_line: bool = True
    whole_quotes: bool = True
    extend_to_marks: bool = True
    no_final_stop: bool = True
    no_repeats: bool = True
    forms: bool = True


#: ends mended by rule
MENDED = Convention()
#: ends as the reader gives them
AS_READ = replace(MENDED, whole_quotes=False, extend_to_marks=False, no_final_stop=False)
CONVENTIONS = {"mended": MENDED, "as_read": AS_READ}


def attributions(
    found: ReadingPass, text: str, convention: Convention = MENDED, scaling: tuple[float, float] = CONFIDENCE
) -> list[dict[str, Any]]:
    """Attributions of one text as the scorer reads them, with the confidence of each, scaled."""
    quotes = find_quotes(text)
    sure = [r for r in found.attributions if r.confidence >= convention.confident_from]
    if convention.no_repeats:
        sure = without_repeats(sure)
    if convention.forms:
        sure = with_forms(sure, text, quotes, found.entities)
    out = []
    for n, r in enumerate(sorted(sure, key=lambda r: (r.anchor, r.content))):
        content = contents(r, text, quotes, convention)
        share = quoted_share(content, quotes, text)
        out.append(
            {
                "id": str(n),
                "kind": "direct" if share >= 0.95 else "mixed" if share > 0 else "indirect",
                "source": [list(s) for s in joined([_trimmed(s, text, ",;:") for s in r.source], text)],
                "cue": [list(r.anchor)] if r.has_cue else [],
                "content": [list(s) for s in content],
                "parent": None,
                "speaker": None,
                "confidence": round(applied(scaling, r.confidence), 4),
            }
        )
    return out


def with_forms(
    known: Sequence[RawAttribution], text: str, quotes: Sequence[Quote], entities: Sequence[Entity]
) -> list[RawAttribution]:
    """The proposals with the speech that the reading stage tells by the form of its line (turns, "words" – name).

    PolNeAR does not nest: what such a speaker quotes is part of the speech, so proposals inside it give way. So do
    proposals that have such a line's colon or dash for their cue, which run on into the next lines; any other overlap
    keeps what is known.
    """
    forms = [*turns(text, (), entities), *headed(text, (), quotes, entities)]
    marks = [c for d in forms if d.content for c in d.cue]
    out = list(known)
    for d in forms:
        spans = (*d.source, *d.cue, *d.content)
        rivals = [r for r in out if any(t.overlaps(s) for t in (r.anchor, *r.content) for s in spans)]
        if d.content and all(_is_within(r, d.content) or any(m.overlaps(r.anchor) for m in marks) for r in rivals):
            out = [r for r in out if r not in rivals]
            out.append(
                RawAttribution(
                    anchor=d.anchor, has_cue=True, source=d.source, content=d.content, venue=(),
                    acts={}, confidence=d.confidence,
                )
            )  # fmt: skip
    return out


def _is_within(inner: RawAttribution, content: Sequence[Span]) -> bool:
    return all(any(c.contains(s) for c in content) for s in (inner.anchor, *inner.source, *inner.content))


def without_repeats(raw: Sequence[RawAttribution]) -> list[RawAttribution]:
    """The surer of two proposals with overlapping anchors; what has neither content nor source is dropped."""
    out: list[RawAttribution] = []
    for r in sorted(raw, key=lambda r: (-r.confidence, r.anchor)):
        if (r.content or r.source) and not any(r.anchor.overlaps(o.anchor) for o in out):
            out.append(r)
    return out


def contents(raw: RawAttribution, text: str, quotes: Sequence[Quote], convention: Convention) -> list[Span]:
    """The contents of a proposal with the ends that PolNeAR gives them."""
    out = joined([_trimmed(s, text) for s in raw.content], text)
    if convention.own_line and raw.has_cue:
        out = on_own_line(out, raw.anchor, text)
    if convention.whole_quotes:
        out = joined([*out, *_quotes_meant(out, raw, quotes, text)], text)
    if convention.extend_to_marks:
        out = joined([to_marks(s, text) for s in out], text)
    return [without_final_stop(s, text) for s in out] if convention.no_final_stop else out


def on_own_line(spans: Sequence[Span], cue: Span, text: str) -> list[Span]:
    """Of contents on several lines those on the cue's own, if there are any: other lines have their own cues."""
    start, end = text.rfind("\n", 0, cue.start) + 1, text.find("\n", cue.end)
    line = Span(start, end if end >= 0 else len(text))
    return [s for s in spans if s.overlaps(line)] or list(spans)


def _quotes_meant(spans: Sequence[Span], raw: RawAttribution, quotes: Sequence[Quote], text: str) -> list[Span]:
    """The quotations of which contents hold at least half, or a part if they stand beside the speaker and the cue."""
    outside = [*raw.source, raw.anchor] if raw.has_cue else list(raw.source)
    out = []
    for inner in (q.inner for q in quotes):
        held = sum(max(0, min(s.end, inner.end) - max(s.start, inner.start)) for s in spans)
        if held == 0 or any(o.overlaps(inner) for o in outside):
            continue
        if held >= WHOLE_FROM * (inner.end - inner.start) or any(_is_beside(inner, o, text) for o in outside):
            out.append(inner)
    return out


def _is_beside(quote: Span, other: Span, text: str) -> bool:
    gap = text[quote.end : other.start] if quote.end <= other.start else text[other.end : quote.start]
    return not any(c.isalnum() or c == "\n" for c in gap)


def to_marks(span: Span, text: str) -> Span:
    """A content widened to the quotation marks beside it, what stands before a closing one, and a "that" before it."""
    start, end = span
    opener = _OPENERS.search(text, max(0, start - 2), start)
    closer = _CLOSERS.match(text, end)
    start = opener.start() if opener else start
    if closer is not None and (opener or _is_open(text, start, end)):
        end = closer.end()
    that = _THAT.search(text, max(0, start - 8), start)
    return Span(that.start() if that else start, end)


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a quotation that begins inside the span is still open at its end."""
    inside = text[start:end]
    curly = max(inside.rfind("“") - inside.rfind("”"), inside.rfind("«") - inside.rfind("»"))
    return inside.count('"') % 2 == 1 or curly > 0 or inside.count("''") % 2 == 1


def without_final_stop(span: Span, text: str) -> Span:
    """A content without the full stop of its sentence, which PolNeAR keeps only before a closing mark."""
    is_stop = text[span.end - 1 : span.end] == "." and text[span.end : span.end + 1].isspace()
    is_abbreviation = re.search(r"\b(?:[A-Z]\.|[A-Z][a-z]{1,3}\.)$", text[span.start : span.end]) is not None
    return Span(span.start, span.end - 1) if is_stop and not is_abbreviation else span


def joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Pieces with nothing but blanks and marks between them made one, as PolNeAR has them."""
    out: list[Span] = []
    for s in sorted(s for s in spans if s.end > s.start):
        if out and s.start - out[-1].end <= 3 and not any(c.isalnum() for c in text[out[-1].end : s.start]):
            out[-1] = Span(out[-1].start, max(out[-1].end, s.end))
        else:
            out.append(s)
    return out


def _trimmed(span: Span, text: str, marks: str = "") -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in marks):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in marks):
        end -= 1
    return Span(start, end)


#: how CofeNet's tokens write quotation marks
_CHUNK_MARKS = {"``": "“", "''": "”", "`": "‘"}


def printed_marks(tokens: Sequence[str]) -> list[str | None]:
    """How each mark among the tokens is printed; None for words.

    Some papers' chunks have two apostrophes for opening and closing marks alike. There they take turns; an odd one
    means that the chunk begins inside a quotation, if the first stands where one closes: after a comma or a stop.
    """
    out = [_CHUNK_MARKS.get(t) for t in tokens]
    where = [i for i, t in enumerate(tokens) if t == "''"]
    if "``" in tokens or not where:
        return out
    is_inside = len(where) % 2 == 1 and where[0] > 0 and tokens[where[0] - 1] in {",", ".", "?", "!"}
    for i in where[is_inside::2]:
        if i + 1 < len(tokens):
            out[i] = "“"
    return out


def chunk_text(chunk: dict[str, Any]) -> tuple[str, list[tuple[int, int]]]:
    """A chunk's text with its marks as newspapers print them, and the place of each token in it.

    CofeNet's tokens hold the marks of the Penn Treebank (two backquotes, two apostrophes), which no article has.
    """
    text, offsets, end = "", [], 0
    for mark, (start, stop) in zip(printed_marks(chunk["tokens"]), chunk["offsets"], strict=True):
        gap = chunk["text"][end:start]
        if text.endswith("“"):
            gap = ""
        elif mark == "“" and text and not gap:
            gap = " "
        printed = mark or chunk["text"][start:stop]
        offsets.append((len(text + gap), len(text + gap) + len(printed)))
        text, end = text + gap + printed, stop
    return text, offsets


def tags(rows: Sequence[dict[str, Any]], offsets: Sequence[Sequence[int]]) -> list[str]:
    """One BIO tag for each token of a chunk, as CofeNet tags it: a token has one role, the surest claim to it wins.

    Args:
        rows: the chunk's attributions.
        offsets: first and last character of each token.
    """
    out = ["O"] * len(offsets)
    for role in ("cue", "source", "content"):
        spans = [(row["confidence"], *span) for row in rows for span in row[role]]
        for _, start, end in sorted(spans, key=lambda s: (-s[0], s[1], -s[2])):
            inside = [i for i, (a, b) in enumerate(offsets) if a < end and b > start]
            if inside and all(out[i] == "O" for i in inside):
                out[inside[0]] = f"B-{role}"
                for i in inside[1:]:
                    out[i] = f"I-{role}"
    return out


def tagged_spans(labels: Sequence[str], offsets: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    """The runs of BIO tags as labelled character spans."""
    out: list[dict[str, Any]] = []
    for label, (start, end) in zip(labels, offsets, strict=True):
        if label.startswith("I-") and out:
            out[-1]["end"] = end
        elif label != "O":
            out.append({"label": label[2:], "start": start, "end": end})
    return out


def chunk_spans(chunk: dict[str, Any], found: ReadingPass, convention: Convention) -> list[dict[str, Any]]:
    """The labelled spans that the scorer compares, from the pass over one chunk's ``chunk_text``."""
    text, offsets = chunk_text(chunk)
    return tagged_spans(tags(attributions(found, text, convention), offsets), chunk["offsets"])


def fitted_confidence(data: Path, folder: Path, n: int) -> tuple[float, float]:
    """``CONFIDENCE`` from ``n`` training articles drawn with a fixed seed."""
    from bench.quality.calibration import matched
    from bench.quality.data import scorer_module
    from counterclaim.models.reader.onnx import OnnxReader

    with gzip.open(data / "data/attribution/polnear/train.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    random.Random(1).shuffle(gold)
    reader = OnnxReader(folder, threads=1, scheme={"polnear": 1.0})
    found = [
        {"id": d["id"], "attributions": attributions(reader.read(d["text"]), d["text"], scaling=(1.0, 0.0))}
        for d in gold[:n]
    ]
    pairs = matched(scorer_module(data), gold[:n], found)
    return fit([Sample("", p.row["confidence"], p.is_soft) for p in pairs])


def main() -> None:
    """Print what each rule is worth on the development documents, by leaving it out or putting it in."""
    from bench.quality.data import documents, score
    from counterclaim.models.reader.onnx import FOLDER, OnnxReader

    p = argparse.ArgumentParser(description=main.__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--reader", type=Path, default=FOLDER)
    p.add_argument("--base", choices=CONVENTIONS, default="mended")
    p.add_argument("--fit", type=int, metavar="N", help="fit CONFIDENCE on N training articles instead, and print it")
    o = p.parse_args()
    if o.fit is not None:
        print(fitted_confidence(o.data, o.reader, o.fit))
        return
    gold = documents(o.data, "polnear")
    reader = OnnxReader(o.reader, threads=1, scheme={"polnear": 1.0})
    passes = [reader.read(d["text"]) for d in gold]
    base = CONVENTIONS[o.base]
    variants: dict[str, Convention] = {o.base: base}
    for f in fields(base):
        old = getattr(base, f.name)
        for new in (0.35, 0.40, 0.50) if f.name == "confident_from" else (not old,):
            variants[f"{f.name}={new}"] = Convention(**(asdict(base) | {f.name: new}))
    for name, convention in variants.items():
        found = [
            {"id": d["id"], "attributions": attributions(f, d["text"], convention)}
            for d, f in zip(gold, passes, strict=True)
        ]
        s = score(o.data, "score_attribution.py", gold, found)
        exact = " / ".join(f"{s['spans'][r]['exact']['f1']:.1f}" for r in ("source", "cue", "content"))
        print(
            f"{name:28} soft {s['full']['soft']['f1']:5.1f} strict {s['full']['strict']['f1']:5.1f} exact {exact}",
            flush=True,
        )


if __name__ == "__main__":
    main()
