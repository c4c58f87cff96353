"""The reader on ONNX Runtime: text in, proposals out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property, partial
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.models import files
from counterclaim.models.reader import windows
from counterclaim.models.reader.coreference import Coreference
from counterclaim.models.reader.decoding import best_sequences
from counterclaim.models.reader.layout import (
    ACTS,
    CUE_BEGIN,
    CUE_INSIDE,
    EVIDENCE_TYPES,
    PAIR_ROLES,
    PLACE_USES,
    QUOTE_BEGIN,
    SCHEMES,
    SOURCE_BEGIN,
    SOURCE_INSIDE,
)
from counterclaim.reading.interface import LinkedMention, MentionProposal, RawAttribution
from counterclaim.records import Entity, EntityType, EvidenceMention, PlaceUse, Span

Floats = NDArray[np.float32]
FOLDER = Path(__file__).parent
#: probability from which a cue, or a quote without one, is proposed (set on the development data)
CUE_FROM = 0.40
#: probability from which a cue goes on
CUE_ON_FROM = 0.45
#: probability of a beginning from which a touching cue is one of its own
CUE_NEW_FROM = 0.6
QUOTE_FROM = 0.35
#: probability from which a piece is taken for the source of a cue that has none
SOURCE_FROM = 0.25
LOADED_FROM = 0.5
#: probability of a piece from which evidence is proposed, from which it reaches on over the pieces beside it, and from
#: which a single word is enough (development articles: half more mentions with most of their words, none more wrong)
EVIDENCE_FROM, EVIDENCE_ON_FROM, EVIDENCE_WORD_FROM = 0.5, 0.15, 0.8
GRAPHS = ("encoder", "pairs", "acts", "spans", "links")
#: anchors whose pairs with all pieces are held in memory at once (about 0.3 MB each)
ANCHORS = 32
#: pieces beside the source taken that count as part of it when another one is looked for
SOURCE_MARGIN = 3
#: the encoder's output that only the tagger of spans without links needs, and how wide its vectors are
MIDDLE, ENCODED = "middle", 384
#: word-piece ids that begin and end every window
WINDOW_BEGINS, WINDOW_ENDS = 101, 102


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    out: Floats = shifted / shifted.sum(-1, keepdims=True)
    return out


_LOADING = Lock()


@cache
def graphs(folder: Path) -> dict[str, Any]:
    """The sessions of a model folder, loaded once. Each runs in its caller's thread, so that threads are counted."""
    files.checked_card(folder)
    return {n: files.session(folder / f"{n}.onnx", 1) for n in GRAPHS}


class OnnxReader:
    """The shipped reader. Loads its files on first use; safe to share between calls of one process."""

    def __init__(
        self,
        folder: Path = FOLDER,
        *,
        threads: int = 2,
        scheme: Mapping[str, float] | None = None,
        unlinked: bool = False,
    ) -> None:
        """``unlinked``: run the tagger too, for ``counterclaim.models.reader.unlinked``."""
        self.folder = folder
        self.threads = threads
        self.unlinked = unlinked
        weights = scheme or {SCHEMES[0]: 1.0}
        self.scheme = np.array([weights.get(s, 0.0) for s in SCHEMES], dtype=np.float32)

    @cached_property
    def version(self) -> str:
        """Name, version and digest of the model files."""
        return files.version_of(self.folder)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The word-piece tokenizer, without truncation or padding."""
        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def sessions(self) -> dict[str, Any]:
        """The graphs, after their digests were checked; all readers of a process share them."""
        with _LOADING:
            return graphs(self.folder)

    @cached_property
    def tagger(self) -> Any:
        """The graph that tags spans without links; only readers made for it load it."""
        files.checked_card(self.folder)
        return files.session(self.folder / "tags.onnx", 1)

    @cached_property
    def transitions(self) -> NDArray[np.float64]:
        """The tagger's ``[7, 7]`` scores of one label after another."""
        nothing = np.zeros((1, 1, ENCODED), dtype=np.float32)
        found: NDArray[np.float64] = self.tagger.run(["transitions"], {MIDDLE: nothing})[0].astype(np.float64)
        return found

    @cached_property
    def pool(self) -> ThreadPoolExecutor | None:
        """Where windows are read side by side; None for one thread."""
        return ThreadPoolExecutor(self.threads, "counterclaim-reader") if self.threads > 1 else None

    def read(self, text: str) -> OnnxPass:
        """Read one text of any length; memory grows with its length, time linearly."""
        pieces = windows.cut(text, self.tokenizer)
        if not len(pieces.ids):
            return OnnxPass(self, pieces, [], [], np.zeros(0, dtype=np.int64))
        cuts, home = windows.plan(pieces)
        return OnnxPass(self, pieces, cuts, list(self.encode(pieces, cuts)), home)

    def encode(self, pieces: windows.Pieces, cuts: Sequence[tuple[int, int]]) -> Iterable[dict[str, Floats]]:
        """Hidden states and token logits of windows, in order, special tokens cut off again.

        Windows go through the encoder one by one, ``threads`` of them at a time: padding would cost as much as
        words, and the int8 encoder scales its numbers by the largest of a batch, so that a window's outputs would
        depend on its neighbours.
        """
        one = partial(self.encode_window, pieces)
        return map(one, cuts) if self.pool is None or len(cuts) == 1 else self.pool.map(one, cuts)

    def encode_window(self, pieces: windows.Pieces, cut: tuple[int, int]) -> dict[str, Floats]:
        """Hidden states ``[L, W]`` and token logits of one window."""
        s, e = cut
        ids = np.array([[WINDOW_BEGINS, *pieces.ids[s:e], WINDOW_ENDS]], dtype=np.int64)
        feats = np.array([[0, *pieces.feats[s:e], 0]], dtype=np.int64)
        feed = {"ids": ids, "feats": feats, "mask": np.ones_like(ids), "scheme": self.scheme}
        encoder = self.sessions["encoder"]
        names = [o.name for o in encoder.get_outputs() if self.unlinked or o.name != MIDDLE]
        found = dict(zip(names, encoder.run(names, feed), strict=True))
        if self.unlinked:
            found["roles"] = self.tagger.run(["roles"], {MIDDLE: found.pop(MIDDLE)})[0]
        return {n: out[0, 1:-1] for n, out in found.items()}


class OnnxPass:
    """One pass over one text; implements ``counterclaim.reading.interface.ReadingPass``."""

    def __init__(
        self,
        reader: OnnxReader,
        pieces: windows.Pieces,
        cuts: list[tuple[int, int]],
        outputs: list[dict[str, Floats]],
        home: NDArray[np.int64],
    ) -> None:
        self.reader, self.pieces, self.cuts, self.outputs, self.home = reader, pieces, cuts, outputs, home

    def gathered(self, name: str) -> Floats:
        """Probabilities of one token head for every piece, each from its home window."""
        return softmax(self.logits(name)) if self.outputs else np.zeros((0, 1), dtype=np.float32)

    def logits(self, name: str) -> Floats:
        """What one token head puts out for every piece, each from its home window."""
        bounds = np.searchsorted(self.home, np.arange(len(self.cuts) + 1))
        parts = [
            o[name][a - start : b - start]
            for o, (start, _), a, b in zip(self.outputs, self.cuts, bounds[:-1], bounds[1:], strict=True)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, 1), dtype=np.float32)

    def span(self, first: int, last: int) -> Span:
        """The characters of pieces ``first`` to ``last``, widened to whole words."""
        text = self.pieces.text
        start, end = int(self.pieces.starts[first]), int(self.pieces.ends[last])
        while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
        return Span(start, end)

    def one_line(self, span: Span) -> Span:
        """The longest part of a span that lies on one line: no name runs over a line's end."""
        text = self.pieces.text
        parts, start = [], span.start
        for line in span.of(text).split("\n"):
            parts.append(Span(start, start + len(line)).trimmed(text))
            start += len(line) + 1
        return max(parts, key=lambda p: p.end - p.start)

    @cached_property
    def attributions(self) -> list[RawAttribution]:
        """Proposals in text order, each read in the home window of its anchor."""
        found = list(self.anchors())
        out: list[RawAttribution] = []
        for w, (start, _) in enumerate(self.cuts):
            mine = [(a, b, cue, p) for a, b, cue, p in found if self.home[a] == w]
            for i in range(0, len(mine), ANCHORS):
                out += self.read_anchors(w, start, mine[i : i + ANCHORS])
        return sorted(out, key=lambda r: (r.anchor, r.content))

    def anchors(
        self, cue_from: float = CUE_FROM, quote_from: float = QUOTE_FROM
    ) -> Iterator[tuple[int, int, bool, float]]:
        """First and last piece, whether it is a cue, and probability of every anchor.

        Begin and inside count together, so that a doubtful beginning does not cut a cue; a sure one ends the cue
        before it ("denies | allegations").
        """
        probs = self.gathered("anchors")
        cue = probs[:, CUE_BEGIN] + probs[:, CUE_INSIDE] if len(probs) else np.zeros(0, dtype=np.float32)
        i = 0
        while i < len(probs):
            if cue[i] >= cue_from:
                j = i
                while j + 1 < len(probs) and cue[j + 1] >= CUE_ON_FROM and probs[j + 1, CUE_BEGIN] < CUE_NEW_FROM:
                    j += 1
                yield i, j, True, float(cue[i : j + 1].max())
                i = j
            elif probs[i, QUOTE_BEGIN] >= quote_from:
                yield i, i, False, float(probs[i, QUOTE_BEGIN])
            i += 1

    def read_anchors(self, w: int, start: int, anchors: list[tuple[int, int, bool, float]]) -> list[RawAttribution]:
        """Source, content, venue and act of the anchors of one window."""
        probs, where = self.pairs(w, [(a, b) for a, b, _, _ in anchors])
        labels = best_sequences(probs)
        content = np.isin(labels, (3, 4)).astype(np.float32)
        content /= np.maximum(content.sum(-1, keepdims=True), 1)
        feed = {**where, "content": content}
        acts = softmax(self.reader.sessions["acts"].run(None, feed)[0])
        out = []
        for n, (a, b, cue, p) in enumerate(anchors):
            if cue and not np.isin(labels[n], (SOURCE_BEGIN, SOURCE_INSIDE)).any():
                labels[n] = with_likely_source(labels[n], probs[n])
            roles = self.roles(labels[n], start)
            used = np.isin(labels[n], (1, 2, 3, 4))
            sure = float(probs[n][used].max(-1).mean()) if used.any() else 0.5
            taken, other, likely = other_source(labels[n], probs[n])
            out.append(
                RawAttribution(
                    anchor=self.span(a, b), has_cue=cue, source=roles["source"], content=roles["content"],
                    venue=roles["venue"], acts=dict(zip(ACTS, map(float, acts[n]), strict=True)), confidence=p * sure,
                    anchor_confidence=p, source_confidence=taken, other_source_confidence=likely,
                    other_source=self.span(start + other[0], start + other[1]) if other else None,
                )
            )  # fmt: skip
        return out

    def pairs(self, w: int, anchors: Sequence[tuple[int, int]]) -> tuple[Floats, dict[str, Any]]:
        """Probabilities ``[N, L, roles]`` of each piece of a window to be what of each anchor, and where these are."""
        hidden = np.ascontiguousarray(self.outputs[w]["hidden"])
        start = self.cuts[w][0]
        first = np.array([a - start for a, _ in anchors], dtype=np.int64)
        last = np.minimum(np.array([b - start for _, b in anchors], dtype=np.int64), len(hidden) - 1)
        where = {"hidden": hidden, "first": first, "last": last}
        probs = softmax(self.reader.sessions["pairs"].run(None, {**where, "scheme": self.reader.scheme})[0])
        return probs, where

    def roles(self, labels: NDArray[np.int64], start: int) -> dict[str, tuple[Span, ...]]:
        """Character spans of each role from one anchor's labels."""
        out: dict[str, tuple[Span, ...]] = {}
        for r, role in enumerate(PAIR_ROLES):
            runs = tag_runs(labels, 1 + 2 * r, 2 + 2 * r)
            out[role] = tuple(self.span(start + a, start + b) for a, b in runs)
        return out

    @cached_property
    def entities(self) -> list[Entity]:
        """Named entities; places carry the use with the highest mean probability."""
        probs = self.gathered("entities")
        uses = self.gathered("places")
        labels = best_sequences(probs[None], 0.0)[0] if len(probs) else np.zeros(0, dtype=np.int64)
        out = []
        for t, kind in enumerate(EntityType):
            for a, b in tag_runs(labels, 1 + 2 * t, 2 + 2 * t):
                use = PlaceUse(PLACE_USES[int(uses[a : b + 1].mean(0).argmax())]) if kind == EntityType.LOC else None
                sure = float(probs[a : b + 1, 1 + 2 * t : 3 + 2 * t].sum(-1).mean())
                out.append(Entity(span=self.one_line(self.span(a, b)), type=kind, use=use, confidence=sure))
        return sorted(out, key=lambda e: e.span)

    @cached_property
    def evidence(self) -> list[EvidenceMention]:
        """Mentions of evidence with the type of the highest mean probability."""
        types, probs = self.gathered("evidence_type"), self.gathered("evidence")[:, 1:].sum(-1)
        out = []
        for a, b in grown_runs(probs, EVIDENCE_FROM, EVIDENCE_ON_FROM):
            here, span = probs[a : b + 1], self.span(a, b)
            if here.max() < EVIDENCE_WORD_FROM and len(span.of(self.pieces.text).split()) == 1:
                continue
            kind = EVIDENCE_TYPES[int(types[a : b + 1].mean(0).argmax())]
            sure = float(here[here >= EVIDENCE_FROM].mean())
            out.append(EvidenceMention(span=span, type=kind, confidence=sure))
        return out

    @cached_property
    def own_voice_probability(self) -> Floats:
        """Probability of each piece to be contested own voice."""
        return self.gathered("own_voice")[:, -1]

    def own_voice(self, span: Span) -> float:
        """Mean probability over the pieces of ``span``."""
        first, last = self.pieces.covering(*span)
        return float(self.own_voice_probability[first : last + 1].mean()) if last >= first else 0.0

    def loaded(self) -> list[tuple[Span, float]]:
        """Stretches whose pieces are likelier loaded than not."""
        probs = self.gathered("loaded")[:, -1]
        labels = (probs >= LOADED_FROM).astype(np.int64) * 2
        return [(self.span(a, b), float(probs[a : b + 1].mean())) for a, b in tag_runs(labels, 1, 2)]

    @cached_property
    def coreference(self) -> Coreference:
        """The coreference heads over this text."""
        hidden = [o["hidden"] for o in self.outputs]
        return Coreference(self.reader.sessions, self.pieces, self.cuts, self.home, hidden)

    @property
    def proposals(self) -> list[MentionProposal]:
        """Likely mentions in text order."""
        return self.coreference.proposals

    def linked(self, mentions: Sequence[Span]) -> list[LinkedMention]:
        """For each of the mentions, given in text order, its antecedents and its kind."""
        return self.coreference.linked(mentions)


def with_likely_source(labels: NDArray[np.int64], probs: Floats) -> NDArray[np.int64]:
    """Labels with the likeliest source where none won outright: most verbs of saying have one.

    Args:
        labels: ``[L]`` of one anchor, without a source.
        probs: ``[L, roles]`` of the same anchor.
    """
    source = probs[:, SOURCE_BEGIN] + probs[:, SOURCE_INSIDE]
    best = int(source.argmax())
    if source[best] < SOURCE_FROM or labels[best] != 0:
        return labels
    a = b = best
    while a > 0 and source[a - 1] >= source[best] / 2 and labels[a - 1] == 0:
        a -= 1
    while b + 1 < len(source) and source[b + 1] >= source[best] / 2 and labels[b + 1] == 0:
        b += 1
    out = labels.copy()
    out[a], out[a + 1 : b + 1] = SOURCE_BEGIN, SOURCE_INSIDE
    return out


def other_source(labels: NDArray[np.int64], probs: Floats) -> tuple[float, tuple[int, int] | None, float]:
    """How likely the source taken is, the likeliest other one (first and last piece), and how likely that is.

    Args:
        labels: ``[L]`` of one anchor.
        probs: ``[L, roles]`` of the same anchor.
    """
    source = probs[:, SOURCE_BEGIN] + probs[:, SOURCE_INSIDE]
    is_taken = (labels == SOURCE_BEGIN) | (labels == SOURCE_INSIDE)
    near = np.convolve(is_taken, np.ones(2 * SOURCE_MARGIN + 1), "full")[SOURCE_MARGIN:-SOURCE_MARGIN] > 0
    free = np.where(near | (labels != 0), 0.0, source)
    best = int(free.argmax())
    taken = float(source[is_taken].max()) if is_taken.any() else 0.0
    if free[best] < SOURCE_FROM:
        return taken, None, 0.0
    a = b = best
    while a > 0 and free[a - 1] >= free[best] / 2:
        a -= 1
    while b + 1 < len(free) and free[b + 1] >= free[best] / 2:
        b += 1
    return taken, (a, b), float(free[best])


def grown_runs(probs: Floats, begin_from: float, on_from: float) -> list[tuple[int, int]]:
    """First and last index of each run of at least ``on_from`` that reaches ``begin_from`` somewhere."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], probs >= on_from, [False]])))
    runs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(a, b - 1) for a, b in runs if probs[a:b].max() >= begin_from]


def tag_runs(labels: NDArray[np.int64], begin: int, inside: int) -> list[tuple[int, int]]:
    """First and last index of each run of a BIO tag; a run may begin with "inside"."""
    out: list[tuple[int, int]] = []
    previous = -2
    for i in np.flatnonzero((labels == begin) | (labels == inside)):
        at = int(i)
        if labels[at] == inside and out and previous == at - 1:
            out[-1] = (out[-1][0], at)
        else:
            out.append((at, at))
        previous = at
    return out
