"""When something was said where its own sentence does not tell: the occasion on which its speaker spoke.

A sentence has one occasion, and what a speaker goes on to say belongs to the last one given. A headline and a first
paragraph tell of what is dated below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from counterclaim.reading.timexes import opening_time
from counterclaim.records import Attribution, Mention, Said, Span, Timex

#: What may stand between the opening of a sentence and the name of its subject: "| Orlandish President | Ivo Brandt".
_TITLES = re.compile(r"(?:[\w’'.-]+ ){0,6}")


class Occasions:
    """When something was said, carried on: a sentence has one occasion, and a speaker the last one given."""

    def __init__(self) -> None:
        self.by_sentence: dict[Span, Said] = {}
        self.by_speaker: dict[int, Said] = {}

    def of(self, said: Said | None, sentence: Span, speaker: int | None) -> Said | None:
        """The occasion of one attribution: its own, else its sentence's, else its speaker's last."""
        said = said or self.by_sentence.get(sentence) or (self.by_speaker.get(speaker) if speaker is not None else None)
        if said is not None:
            self.by_sentence.setdefault(sentence, said)
            if speaker is not None:
                self.by_speaker[speaker] = said
        return said


def openings(
    text: str, sentences: Sequence[Span], timexes: Sequence[Timex], mentions: Sequence[Mention]
) -> dict[int, list[Said]]:
    """When each entity spoke by sentences that open with it, whatever their verb is ("In an interview on Monday, the
    minister compared the two").
    """
    told: dict[int, list[Said]] = {}
    for sentence in sentences:
        opened = opening_time(text, sentence, timexes)
        if opened is None:
            continue
        said, at = opened
        after = [m for m in mentions if at <= m.span.start < sentence.end and _TITLES.fullmatch(text, at, m.span.start)]
        if after:
            whole = min(after, key=lambda m: (m.span.start, -m.span.end))
            told.setdefault(whole.entity, []).append(said)
    return told


def with_one_occasion(
    attributions: Sequence[Attribution], speakers: Sequence[int | None], cues: Sequence[str],
    told: Mapping[int, Sequence[Said]],
) -> Iterator[Attribution]:  # fmt: skip
    """The attributions, each without a time given that of its speaker where all that is known of the speaker's are one
    and the same. What "had" been said was said another time.

    Args:
        attributions: of an article, in order.
        speakers: the entity that speaks in each.
        cues: the cue of each, or nothing.
        told: when speakers spoke by what else is known.
    """
    known = {speaker: list(given) for speaker, given in told.items()}
    for a, speaker in zip(attributions, speakers, strict=True):
        if a.said is not None and speaker is not None:
            known.setdefault(speaker, []).append(a.said)
    for a, speaker, cue in zip(attributions, speakers, cues, strict=True):
        found = known.get(speaker, ()) if speaker is not None and a.said is None else ()
        is_of_then = len({s.value for s in found}) == 1 and cue.split(" ")[0].lower() != "had"
        yield replace(a, said=min(found, key=lambda s: s.evidence or Span(0, 0))) if is_of_then else a
