"""Who is who: corpora, targets, heads and losses of the coreference component.

Two heads over one window. The span head scores every stretch of pieces as a mention, in three senses that
corpora annotate (any referring phrase; a phrase that corefers; a person, organisation or place). The link head
scores every earlier mention as antecedent of a later one against "none" (Lee et al. 2017, without their coarse
and higher-order steps), and says what kind of thing a mention is.

A corpus teaches only what it annotates: channels of the span head, rows of the link head and kinds are masked.
The losses work on padded tensors, without a loop over windows and without waiting for the device.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - the name everybody uses
from torch import Tensor, nn

from counterclaim.models.reader.mention_features import (
    M_NESTED,
    N_CLASSES,
    N_MATCHES,
    N_PLACES,
    Described,
    describe,
    matches,
    places,
)
from training.reader.gold import CHANNELS, KINDS, SCHEMES, Gold

WIDTH = 384
#: widest mention that is proposed, in pieces
MAX_WIDTH = 32
#: most mentions of one window; singletons are dropped first
MAX_MENTIONS = 96
#: pieces at a window's beginning in which a mention whose antecedents were cut off teaches nothing
CUT_OFF = 100
N_GAPS = 65


class SpanHead(nn.Module):
    """Scores of all stretches of up to ``MAX_WIDTH`` pieces in each channel."""

    def __init__(self, width: int = WIDTH, inner: int = 96) -> None:
        super().__init__()
        self.inner, self.channels = inner, len(CHANNELS)
        self.start = nn.Sequential(nn.Linear(width, inner * self.channels), nn.GELU())
        self.end = nn.Sequential(nn.Linear(width, inner * self.channels), nn.GELU())
        self.cross = nn.Parameter(torch.randn(self.channels, inner, inner) / inner)
        self.starts = nn.Linear(inner * self.channels, self.channels)
        self.ends = nn.Linear(inner * self.channels, self.channels)
        self.widths = nn.Parameter(torch.zeros(self.channels, MAX_WIDTH))
        nn.init.constant_(self.starts.bias, -3.0)

    def forward(self, hidden: Tensor) -> Tensor:
        """hidden ``[..., L, W]``. Returns log-odds ``[..., C, L, L]`` of (first piece, last piece); only those with
        ``0 <= last - first < MAX_WIDTH`` mean anything.
        """
        start, end = self.start(hidden), self.end(hidden)
        shape = (*hidden.shape[:-1], self.channels, self.inner)
        left, right = start.reshape(shape).transpose(-2, -3), end.reshape(shape).transpose(-2, -3)
        scores = left @ self.cross @ right.transpose(-1, -2) / self.inner**0.5
        scores = (
            scores + self.starts(start).transpose(-1, -2)[..., None] + self.ends(end).transpose(-1, -2)[..., None, :]
        )
        at = torch.arange(hidden.shape[-2], device=hidden.device)
        wide = (at[None] - at[:, None]).clamp(0, MAX_WIDTH - 1)
        return scores + self.widths[:, wide]


class LinkHead(nn.Module):
    """Antecedent scores and kinds of mentions."""

    def __init__(self, width: int = WIDTH, inner: int = 192) -> None:
        super().__init__()
        self.classes = nn.Embedding(N_CLASSES, 64)
        self.mention = nn.Sequential(nn.Linear(3 * width + 64, 320), nn.GELU(), nn.Dropout(0.1))
        self.left, self.right = nn.Linear(320, inner), nn.Linear(320, inner)
        self.gap = nn.Embedding(N_GAPS, inner)
        self.match = nn.Embedding(N_MATCHES, inner)
        self.place = nn.Embedding(N_PLACES, inner)
        self.scheme = nn.Embedding(len(SCHEMES), inner)
        self.pair = nn.Sequential(nn.GELU(), nn.Linear(inner, 64), nn.GELU(), nn.Linear(64, 1))
        self.kind = nn.Linear(320, len(KINDS))
        for table in (self.gap, self.match, self.place, self.scheme):
            nn.init.normal_(table.weight, std=0.1)

    def mentions(self, hidden: Tensor, first: Tensor, last: Tensor, classes: Tensor) -> Tensor:
        """Vectors of mentions: first, last and mean piece, and class. hidden ``[..., L, W]``, others ``[..., M]``."""
        at = torch.arange(hidden.shape[-2], device=hidden.device)
        inside = ((at >= first[..., None]) & (at <= last[..., None])).to(hidden.dtype)
        mean = (inside @ hidden) / inside.sum(-1, keepdim=True).clamp(min=1)
        ends = [pick(hidden, first), pick(hidden, last)]
        vectors: Tensor = self.mention(torch.cat([*ends, mean, self.classes(classes)], -1))
        return vectors

    def scores(
        self, later: Tensor, earlier: Tensor, gaps: Tensor, match: Tensor, place: Tensor, scheme: Tensor
    ) -> Tensor:
        """Log-odds ``[..., R, C]`` against "none". later ``[..., R, 320]``, earlier ``[..., C, 320]``, gaps in pieces,
        match and place ``[..., R, C]``; scheme ``[..., 1, 1, inner]``.
        """
        left, right = self.left(earlier)[..., None, :, :], self.right(later)[..., :, None, :]
        near = self.gap(buckets(gaps)) + self.match(match) + self.place(place) + scheme
        found: Tensor = self.pair(left + right + left * right + near)[..., 0]
        return found


class CoreferenceHeads(nn.Module):
    """Both heads, as one part of the reader."""

    def __init__(self) -> None:
        super().__init__()
        self.spans = SpanHead()
        self.links = LinkHead()


def pick(hidden: Tensor, at: Tensor) -> Tensor:
    """The rows ``at`` ``[..., M]`` of ``hidden`` ``[..., L, W]``."""
    if hidden.dim() == 2:
        return hidden[at]
    return hidden.gather(-2, at[..., None].expand(*at.shape, hidden.shape[-1]))


def buckets(distance: Tensor) -> Tensor:
    """Signed logarithmic distance in ``N_GAPS`` buckets."""
    scaled = torch.sign(distance) * torch.log2(1 + distance.abs().float()) * 4
    return scaled.round().long().clamp(-32, 32) + 32


@dataclass
class Targets:
    """What one window teaches: mentions (pieces of the window, without special tokens) and spans by channel."""

    first: np.ndarray  # [M]
    last: np.ndarray
    entity: np.ndarray  # number of who is meant
    learns: np.ndarray  # weight of the row in the link loss
    kind: np.ndarray  # index in KINDS or -100
    words: Described
    scheme: int
    spans: np.ndarray  # [S, 3]: channel, first, last
    channels: np.ndarray  # weight of each channel, 0 where it is not annotated


@dataclass
class Prepared:
    """A document's gold with the features of its mentions, made once and cut into windows anew each epoch."""

    gold: Gold
    words: Described
    start: np.ndarray
    end: np.ndarray
    entity: np.ndarray
    learns: np.ndarray
    kind: np.ndarray
    seen: np.ndarray  # whether an earlier mention of the same entity exists
    alone: np.ndarray
    spans: np.ndarray  # [S, 3]: channel, start, end


def prepare_gold(text: str, gold: Gold) -> Prepared:
    """Features and arrays of a whole document; mentions in text order, shorter first."""
    mentions = sorted(gold.mentions, key=lambda m: (m.start, m.end))
    words = describe(text, [(m.start, m.end) for m in mentions])
    numbers: dict[str, int] = {}
    entity = np.array([numbers.setdefault(m.entity, len(numbers)) for m in mentions], dtype=np.int64)
    seen = repeated(entity)
    counts = np.bincount(entity, minlength=1) if len(entity) else np.zeros(1, dtype=np.int64)
    return Prepared(
        gold, words, words.start, words.end, entity, np.array([m.learns for m in mentions], dtype=np.float32),
        np.array([KINDS.index(m.kind) if m.kind else -100 for m in mentions], dtype=np.int64), seen,
        counts[entity] < 2 if len(entity) else np.zeros(0, dtype=bool),
        np.array(sorted(gold.spans), dtype=np.int64).reshape(-1, 3),
    )  # fmt: skip


def repeated(numbers: np.ndarray) -> np.ndarray:
    """Whether each number was met before."""
    out = np.ones(len(numbers), dtype=bool)
    out[np.unique(numbers, return_index=True)[1]] = False
    return out


def coreference_targets(
    prepared: Prepared, starts: np.ndarray, ends: np.ndarray, rng: random.Random | None = None
) -> Targets | None:
    """Targets of one window, None if nothing is to be learnt from it.

    Args:
        prepared: the document's gold.
        starts: character offset at which each piece of the window starts, ``[L]``.
        ends: where each ends.
        rng: chooses which singletons are dropped where there are too many mentions; None: the last ones.
    """
    if not len(starts):
        return None
    first, last, fits = pieces_of(prepared.start, prepared.end, starts, ends)
    keep = np.flatnonzero(fits)
    if len(keep) > MAX_MENTIONS:
        keep = fewer(keep, prepared.alone, rng)
    entity = prepared.entity[keep]
    learns = prepared.learns[keep].copy()
    learns[prepared.seen[keep] & ~repeated(entity) & (first[keep] < CUT_OFF)] = 0.0
    a, b, fit = pieces_of(prepared.spans[:, 1], prepared.spans[:, 2], starts, ends)
    fit &= b - a < MAX_WIDTH
    spans = np.stack([prepared.spans[fit, 0], a[fit], b[fit]], 1)
    channels = np.array(prepared.gold.channels, dtype=np.float32)
    if len(keep) < 2 and not channels.any():
        return None
    return Targets(
        first[keep], last[keep], entity, learns, prepared.kind[keep], prepared.words.take(keep),
        prepared.gold.scheme, spans, channels,
    )  # fmt: skip


def pieces_of(
    start: np.ndarray, end: np.ndarray, starts: np.ndarray, ends: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First and last piece of character spans, and whether the window holds the whole of them."""
    first = np.searchsorted(ends, start, "right")
    last = np.searchsorted(starts, end, "left") - 1
    fits = (start >= starts[0]) & (end <= ends[-1]) & (last >= first)
    return first, last, fits


def fewer(keep: np.ndarray, alone: np.ndarray, rng: random.Random | None) -> np.ndarray:
    """At most ``MAX_MENTIONS`` of the mentions: those that stand alone go first."""
    order = list(range(len(keep)))
    if rng:
        rng.shuffle(order)
    order.sort(key=lambda i: bool(alone[keep[i]]))
    return np.sort(keep[order[:MAX_MENTIONS]])


def batch_tensors(
    targets: Sequence[Targets | None], device: torch.device | str, most: int = 64
) -> dict[str, Tensor] | None:
    """The targets of a batch as padded tensors on ``device``; None if no window has any.

    Args:
        targets: one for each window of the batch, in the order of its hidden states.
        device: where the encoder's hidden states are.
        most: windows used at most (memory grows with windows times mentions squared).
    """
    used = [i for i, t in enumerate(targets) if t is not None][:most]
    if not used:
        return None
    chosen = [t for i in used if (t := targets[i]) is not None]
    n, m = len(used), max(2, *(len(t.first) for t in chosen))
    out: dict[str, np.ndarray] = {
        "rows": np.array(used), "scheme": np.array([t.scheme for t in chosen]),
        "channels": np.stack([t.channels for t in chosen]),
        "match": np.zeros((n, m, m), dtype=np.uint8), "place": np.zeros((n, m, m), dtype=np.uint8),
        "learns": np.zeros((n, m), dtype=np.float32),
    }  # fmt: skip
    fills = {"first": 1, "last": 1, "classes": 0, "entity": -1, "kind": -100}
    out |= {k: np.full((n, m), fill, dtype=np.int64) for k, fill in fills.items()}
    spans = []
    for i, t in enumerate(chosen):
        k = len(t.first)
        out["first"][i, :k], out["last"][i, :k] = t.first + 1, t.last + 1
        out["classes"][i, :k], out["entity"][i, :k], out["kind"][i, :k] = t.words.classes, t.entity, t.kind
        out["learns"][i, :k] = t.learns
        out["match"][i, :k, :k], out["place"][i, :k, :k] = matches(t.words, t.words), places(t.words, t.words)
        spans.append(np.concatenate([np.full((len(t.spans), 1), i), t.spans + np.array([0, 1, 1])], 1))
    out["spans"] = np.concatenate(spans).astype(np.int64)
    return {k: torch.from_numpy(np.ascontiguousarray(v)).to(device, non_blocking=True) for k, v in out.items()}


def coreference_losses(
    heads: CoreferenceHeads, batch: dict[str, Tensor], hidden: Tensor, mask: Tensor
) -> dict[str, Tensor]:
    """Losses ``mentions`` (span head), ``links`` and ``kinds`` (link head) of a batch.

    Args:
        heads: the component.
        batch: what ``batch_tensors`` gave.
        hidden: ``[B, L, WIDTH]`` with the special tokens.
        mask: ``[B, L]``, 1 for pieces and special tokens.
    """
    h, pieces = hidden[batch["rows"]], mask[batch["rows"]]
    with torch.autocast(h.device.type, enabled=False):
        h = h.float()
        links, kinds = link_losses(heads.links, batch, h)
        return {"mentions": span_loss(heads.spans, batch, h, pieces), "links": links, "kinds": kinds}


def span_loss(head: SpanHead, batch: dict[str, Tensor], hidden: Tensor, mask: Tensor) -> Tensor:
    """Binary cross-entropy over all stretches, summed, for each gold mention one."""
    scores = head(hidden)
    gold = torch.zeros_like(scores)
    at = batch["spans"]
    gold[at[:, 0], at[:, 1], at[:, 2], at[:, 3]] = 1.0
    place = torch.arange(hidden.shape[1], device=hidden.device)
    wide = place[None] - place[:, None]
    last = mask.sum(1) - 1
    real = (place[None] > 0) & (place[None] < last[:, None])
    valid = ((wide >= 0) & (wide < MAX_WIDTH))[None] & real[:, :, None] & real[:, None]
    weight = valid[:, None].float() * batch["channels"][..., None, None]
    loss = F.binary_cross_entropy_with_logits(scores, gold, weight, reduction="sum")
    return loss / ((gold * weight).sum() + 10.0)


def link_losses(head: LinkHead, batch: dict[str, Tensor], hidden: Tensor) -> tuple[Tensor, Tensor]:
    """Marginal log-likelihood of the right antecedents (or of none), and cross-entropy of the kinds."""
    first, last, entity = batch["first"], batch["last"], batch["entity"]
    vectors = head.mentions(hidden, first, last, batch["classes"])
    gaps = first[:, :, None] - first[:, None]
    scheme = head.scheme(batch["scheme"])[:, None, None]
    scores = head.scores(vectors, vectors, gaps, batch["match"].long(), batch["place"].long(), scheme)
    m = first.shape[1]
    real = entity >= 0
    earlier = torch.ones(m, m, dtype=torch.bool, device=hidden.device).tril(-1) & real[:, None] & real[:, :, None]
    earlier &= batch["match"] != M_NESTED
    right = earlier & (entity[:, :, None] == entity[:, None])
    full = F.pad(scores.masked_fill(~earlier, -1e4), (1, 0))
    gold = torch.cat([~right.any(2, keepdim=True), right], 2)
    each = full.logsumexp(2) - full.masked_fill(~gold, -1e4).logsumexp(2)
    links = (each * batch["learns"]).sum() / (batch["learns"].sum() + 1e-3)
    kinds = head.kind(vectors).flatten(0, 1)
    known = (batch["kind"].flatten() >= 0).float()
    each = F.cross_entropy(kinds, batch["kind"].flatten().clamp(min=0), reduction="none")
    return links, (each * known).sum() / (known.sum() + 1e-3)


class SpanGraph(nn.Module):
    """``spans.onnx``: hidden ``[L, W]`` of one window to log-odds ``[C, L, L]``."""

    def __init__(self, head: SpanHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, hidden: Tensor) -> Tensor:
        """Log-odds of every (first, last) in every channel."""
        return self.head(hidden)  # type: ignore[no-any-return]


class LinkGraph(nn.Module):
    """``links.onnx``: antecedent scores of some mentions among all mentions of a stretch, and all kinds."""

    def __init__(self, head: LinkHead) -> None:
        super().__init__()
        self.head = head

    def forward(
        self, hidden: Tensor, first: Tensor, last: Tensor, classes: Tensor, rows: Tensor, match: Tensor,
        place: Tensor, scheme: Tensor,
    ) -> tuple[Tensor, Tensor]:  # fmt: skip
        """hidden ``[L, W]``; first, last, classes ``[M]``; rows ``[R]``; match, place ``[R, M]``; scheme ``[2]``.

        Returns: scores ``[R, M]`` against "none" (earlier mentions only mean anything), kinds ``[M, 5]`` logits.
        """
        vectors = self.head.mentions(hidden, first, last, classes)
        style = (scheme @ self.head.scheme.weight)[None, None]
        gaps = first[rows][:, None] - first[None]
        return self.head.scores(vectors[rows], vectors, gaps, match, place, style), self.head.kind(vectors)


def export_coreference(heads: CoreferenceHeads, folder: Path, write: Any) -> None:
    """Write ``spans.onnx`` and ``links.onnx`` with the exporter's own ``write``."""
    heads.eval()
    hidden, at, scheme = torch.randn(40, WIDTH), torch.tensor([3, 7, 20]), torch.tensor([1.0, 0.0])
    write(
        SpanGraph(heads.spans), (hidden,), {"hidden": {0: "pieces"}}, ["spans"], folder / "spans.onnx",
    )  # fmt: skip
    rows, pairs = torch.tensor([1, 2]), torch.zeros(2, 3, dtype=torch.long)
    some, few = {0: "mentions"}, {0: "rows", 1: "mentions"}
    write(
        LinkGraph(heads.links), (hidden, at, at + 1, torch.zeros_like(at), rows, pairs, pairs, scheme),
        {"hidden": {0: "pieces"}, "first": some, "last": some, "classes": some, "rows": {0: "rows"}, "match": few,
         "place": few, "scheme": {}},
        ["scores", "kinds"], folder / "links.onnx",
    )  # fmt: skip
