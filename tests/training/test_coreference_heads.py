"""Targets, losses and graphs of the coreference heads."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch")

from training.reader import coreference as cr  # noqa: E402 - after the check for torch
from training.reader.gold import Gold, GoldMention  # noqa: E402

TEXT = "Ivo Marten came late . He left the old harbour . Marten said so ."


def words(text: str) -> np.ndarray:
    out, at = [], 0
    for w in text.split():
        at = text.index(w, at)
        out.append((at, at + len(w)))
        at += len(w)
    return np.array(out)


def span(phrase: str, n: int = 1) -> tuple[int, int]:
    at = -1
    for _ in range(n):
        at = TEXT.index(phrase, at + 1)
    return at, at + len(phrase)


@pytest.fixture
def prepared() -> cr.Prepared:
    mentions = [
        GoldMention(*span("Ivo Marten"), "a", "person"), GoldMention(*span("He"), "a", "person"),
        GoldMention(*span("the old harbour"), "b", "other"), GoldMention(*span("Marten", 2), "a", "person"),
    ]  # fmt: skip
    spans = [(0, m.start, m.end) for m in mentions]
    return cr.prepare_gold(TEXT, Gold(mentions, spans, (1.0, 0.0, 0.0)))


def targets(prepared: cr.Prepared, first: int, last: int) -> cr.Targets:
    pieces = words(TEXT)[first:last]
    found = cr.coreference_targets(prepared, pieces[:, 0], pieces[:, 1])
    assert found is not None
    return found


def test_a_window_has_the_mentions_it_holds(prepared: cr.Prepared) -> None:
    """Mentions are pieces of the window; what crosses its edge is left out."""
    found = targets(prepared, 1, 9)

    assert list(zip(found.first.tolist(), found.last.tolist(), strict=True)) == [(4, 4)]
    assert found.spans.tolist() == [[0, 4, 4]]


def test_a_mention_cut_off_from_its_antecedent_teaches_nothing(prepared: cr.Prepared) -> None:
    """Whoever was named before the window is not "nobody"."""
    whole, cut = targets(prepared, 0, 15), targets(prepared, 5, 15)

    assert whole.learns.tolist() == [1.0] * 4
    assert cut.learns.tolist() == [0.0, 1.0, 1.0]


def test_losses_fall_and_use_only_what_is_annotated(prepared: cr.Prepared) -> None:
    """A few steps on one window lower all three; the channels without annotation give no gradient."""
    torch.manual_seed(0)
    heads = cr.CoreferenceHeads()
    batch = cr.batch_tensors([None, targets(prepared, 0, 15)], "cpu")
    assert batch is not None
    hidden, mask = torch.randn(2, 17, cr.WIDTH), torch.ones(2, 17, dtype=torch.long)
    steps = torch.optim.AdamW(heads.parameters(), lr=2e-3)
    seen = []
    for _ in range(12):
        losses = cr.coreference_losses(heads, batch, hidden, mask)
        seen.append({k: v.item() for k, v in losses.items()})
        sum(losses.values()).backward()
        assert heads.spans.widths.grad[1].abs().sum() == 0
        assert heads.spans.widths.grad[0].abs().sum() > 0
        steps.step()
        steps.zero_grad()

    assert all(seen[-1][k] < seen[0][k] / 2 for k in ("mentions", "links", "kinds"))


def test_the_span_head_scores_one_window_as_it_does_a_batch() -> None:
    """Shapes with and without a batch axis give the same numbers."""
    head = cr.SpanHead()
    hidden = torch.randn(2, 9, cr.WIDTH)

    assert torch.allclose(head(hidden)[1], head(hidden[1]), atol=1e-5)


def test_the_link_graph_gives_the_rows_of_the_whole_matrix(prepared: cr.Prepared) -> None:
    """Asking for some rows gives what training computed for them."""
    heads = cr.CoreferenceHeads().eval()
    found = targets(prepared, 0, 15)
    hidden = torch.randn(15, cr.WIDTH)
    first, last, classes = (torch.from_numpy(x) for x in (found.first, found.last, found.words.classes))
    match = torch.from_numpy(cr.matches(found.words, found.words))
    place = torch.from_numpy(cr.places(found.words, found.words))
    graph, scheme = cr.LinkGraph(heads.links), torch.tensor([1.0, 0.0])

    whole, kinds = graph(hidden, first, last, classes, torch.arange(4), match, place, scheme)
    some, _ = graph(hidden, first, last, classes, torch.tensor([1, 3]), match[[1, 3]], place[[1, 3]], scheme)

    assert torch.allclose(whole[[1, 3]], some, atol=1e-5)
    assert kinds.shape == (4, 5)
