"""Mentions, antecedents and kinds from the hidden states of a text, with the span and link heads.

The link head looks back over ``LOOK_BACK`` pieces wherever windows end: each piece's hidden state comes from its
home window, so that the cuts between windows neither hide an antecedent nor count one twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.models.reader.mention_features import Described, describe, matches, places
from counterclaim.models.reader.windows import Pieces
from counterclaim.reading.interface import LinkedMention, MentionProposal
from counterclaim.records import EntityType, Span

Floats = NDArray[np.float32]
#: pieces an antecedent may lie back; farther ones were never seen in training
LOOK_BACK = 220
#: widest mention, in pieces
MAX_WIDTH = 32
#: log-odds from which a stretch is proposed in one of the senses: a probability of about 0.2
PROPOSE_FROM = -1.4
#: the link head's identity schemes: of things in the world, of actors
SCHEME = np.array([1.0, 0.0], dtype=np.float32)
REFERRING, COREFERENT, ACTOR = range(3)
KINDS = (EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.DATE, EntityType.MISC)


class Coreference:
    """The coreference heads over one text's windows."""

    def __init__(
        self,
        sessions: Mapping[str, Any],
        pieces: Pieces,
        cuts: Sequence[tuple[int, int]],
        home: NDArray[np.int64],
        hidden: Sequence[Floats],
    ) -> None:
        self.sessions, self.pieces, self.cuts, self.home, self.hidden = sessions, pieces, cuts, home, hidden

    @cached_property
    def proposals(self) -> list[MentionProposal]:
        """Stretches of whole words that are likely mentions, in text order."""
        out: list[MentionProposal] = []
        for w, (start, _) in enumerate(self.cuts):
            logits = self.sessions["spans"].run(None, {"hidden": np.ascontiguousarray(self.hidden[w])})[0]
            first, last = np.nonzero((logits[COREFERENT] >= PROPOSE_FROM) | (logits[ACTOR] >= PROPOSE_FROM))
            fits = (first <= last) & (last - first < MAX_WIDTH) & (self.home[start + first] == w)
            first, last = first[fits], last[fits]
            sure = 1 / (1 + np.exp(-logits[:, first, last].astype(np.float64)))
            starts, ends = self.pieces.starts[start + first].tolist(), self.pieces.ends[start + last].tolist()
            for s, e, coreferent, actor in zip(starts, ends, *sure[[COREFERENT, ACTOR]].tolist(), strict=True):
                if self.is_whole(span := Span(s, e)):
                    out.append(MentionProposal(span, coreferent, actor))
        return sorted(out, key=lambda m: m.span)

    def is_whole(self, span: Span) -> bool:
        """Whether a span begins and ends where words do."""
        text, (start, end) = self.pieces.text, span
        cut_left = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
        cut_right = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
        return not (cut_left or cut_right)

    def hidden_between(self, first: int, last: int) -> Floats:
        """Hidden states ``[last - first, W]`` of a stretch of pieces, each from its home window."""
        parts = []
        at = first
        while at < last:
            w = int(self.home[at])
            end = min(last, at + int(np.argmax(np.append(self.home[at:last] != w, True))))
            start = self.cuts[w][0]
            parts.append(self.hidden[w][at - start : end - start])
            at = end
        return np.concatenate(parts)

    def linked(self, mentions: Sequence[Span]) -> list[LinkedMention]:
        """For each mention (in text order) the scores of earlier ones as its antecedent, and its likeliest kind."""
        words = describe(self.pieces.text, mentions)
        ends = [self.pieces.covering(*m) for m in mentions]
        first = np.array([a for a, _ in ends], dtype=np.int64)
        last = np.maximum(first, np.array([b for _, b in ends], dtype=np.int64))
        out = [LinkedMention({}, None, 0.0) for _ in mentions]
        inside = np.flatnonzero((last < len(self.pieces.ids)) & (last - first < 4 * MAX_WIDTH))
        for w in range(len(self.cuts)):
            rows = inside[self.home[first[inside]] == w]
            if len(rows):
                self._link(rows, inside, first, last, words, out)
        return out

    def _link(
        self, rows: NDArray[np.int64], inside: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64],
        words: Described, out: list[LinkedMention],
    ) -> None:  # fmt: skip
        """Scores of one window's mentions among themselves and the ones before them."""
        begin = max(0, int(first[rows].min()) - LOOK_BACK)
        stretch = inside[(first[inside] >= begin) & (inside <= rows.max())]
        feed = {
            "hidden": self.hidden_between(begin, int(last[stretch].max()) + 1),
            "first": first[stretch] - begin,
            "last": last[stretch] - begin,
        }
        mine = np.searchsorted(stretch, rows)
        scores, kinds = self._run(feed, mine, words.take(stretch))
        for n, row in enumerate(rows):
            before = stretch[: mine[n]]
            near = np.flatnonzero((first[row] - first[before] <= LOOK_BACK) & (last[before] < first[row]))
            found = dict(zip(before[near].tolist(), scores[n, near].tolist(), strict=True))
            kind = int(kinds[mine[n]].argmax())
            out[int(row)] = LinkedMention(found, KINDS[kind], float(kinds[mine[n], kind]))

    def _run(
        self, feed: dict[str, Any], mine: NDArray[np.int64], words: Described
    ) -> tuple[Floats, NDArray[np.float64]]:
        """Scores ``[R, M]`` and probabilities of kinds ``[M, K]``."""
        rows = words.take(mine)
        more = {"classes": words.classes, "rows": mine, "match": matches(rows, words), "place": places(rows, words)}
        scores, kinds = self.sessions["links"].run(None, {**feed, **more, "scheme": SCHEME})
        odds = np.exp(kinds.astype(np.float64) - kinds.max(-1, keepdims=True))
        return scores, odds / odds.sum(-1, keepdims=True)
