"""Polarity and hedges on given spans."""

from __future__ import annotations

from bench.quality.polarity import hedged, negatives


def row(text: str, cue: str, content: str, source: str = "", **more: object) -> dict[str, object]:
    """One annotated attribution by its words."""

    def at(words: str) -> list[list[int]]:
        return [[text.index(words), text.index(words) + len(words)]] if words else []

    return {"source": at(source), "cue": at(cue), "content": at(content), **more}


def test_negatives_are_counted_with_those_that_have_no_cue() -> None:
    """One told, one that no rule can tell, and one that is plain."""
    text = "The clerk did not say who left. The guard said it rained. Never mind the cart."
    rows = [
        row(text, "did not say", "who left", "The clerk", polarity="negative"),
        row(text, "", "the cart", polarity="negative"),
        row(text, "said", "it rained", "The guard", polarity="positive"),
    ]

    assert negatives([{"text": text, "attributions": rows}]) == (1, 1, 2)


def test_hedges_are_cues_of_nobody_that_are_no_nouns() -> None:
    """An adverb with distance counts and is found, a verb without counts, a noun and a speaker's verb do not."""
    text = "The guard allegedly left. It was noted that it rained. The accusations that he stole. The clerk said no."
    rows = [
        row(text, "allegedly", "left"),
        row(text, "noted", "it rained"),
        row(text, "accusations", "he stole"),
        row(text, "said", "no", "The clerk"),
    ]

    assert hedged([{"text": text, "attributions": rows}]) == (1, 2)
