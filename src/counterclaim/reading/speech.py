"""Who says "I" and who is told "you": the words one person speaks, and the mentions that follow from them.

A stretch of speech is a quotation or a turn with its source, or, around all of these, the telling of a text whose
narrator is sure (``narrators``). A first-person pronoun is the speaker of the innermost stretch it stands in; a "he"
inside somebody's quoted words is somebody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from counterclaim.reading.draft import Draft
from counterclaim.reading.pronouns import pronoun_of
from counterclaim.records import QuoteKind, Span

#: words of a quotation from which "he" in it is not its speaker: shorter ones are spliced into the reporter's sentence
WHOLE_WORDS = 6
#: turns from which a text is a transcript, in which paragraphs without a name go on with the last one
TRANSCRIPT_TURNS = 3
_OTHERS = frozenset({"he", "she"})


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of words that one speaks, the mention that names who does, and the one that names who is told them.

    ``quoted``: the words stand in quotation marks; ``whole``: they are sentences of the speaker's own. ``form`` is
    what a telling is known by ("letter", "record", "byline", "interview", "talk", "self"), empty for quotations and
    turns. ``group`` is the row that "we" stands for in it, where one is printed, and ``rows`` all that name the same.
    """

    words: Span
    speaker: Span | None
    addressee: Span | None = None
    quoted: bool = True
    whole: bool = True
    form: str = ""
    group: Span | None = None
    rows: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Voices:
    """What speech and form tell of mentions, by their numbers.

    ``same``: which stands for which; ``others``: which cannot.
    ``fronted`` are descriptions before the pronoun they are told of: nothing refers back to them.
    """

    same: Mapping[int, int]
    others: Mapping[int, int]
    fronted: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))


UNKNOWN = Voices(MappingProxyType({}), MappingProxyType({}))


def spoken(drafts: Sequence[Draft], text: str) -> list[Speech]:
    """The quotations and turns of attributions with a source; a quotation without cue or source goes on."""
    out: list[Speech] = _turns(drafts, text)
    last: Span | None = None
    for d in drafts:
        source = d.source[0] if d.source else None if d.cue else last
        if source is None or d.kind is QuoteKind.INDIRECT:
            continue
        last = source
        for words in d.content:
            whole = d.kind is QuoteKind.DIRECT and len(words.of(text).split()) >= WHOLE_WORDS
            out.append(Speech(words, source, whole=whole))
    return out


def _turns(drafts: Sequence[Draft], text: str) -> list[Speech]:
    """Unquoted words after a speaker's name and a colon; in a transcript they go on to the next speaker's name."""
    led = [d for d in drafts if d.source and d.cue and d.cue[0].of(text) == ":"]
    turns = [d for d in led if d.kind is QuoteKind.INDIRECT and d.content]
    ends = [d.content[-1].end for d in turns]
    if len(turns) >= TRANSCRIPT_TURNS:
        ends = [*(d.source[0].start for d in turns[1:]), len(text)]
    return [
        Speech(Span(d.content[0].start, max(end, d.content[-1].end)), d.source[0], quoted=False)
        for d, end in zip(turns, ends, strict=True)
    ]


def voices(spans: Sequence[Span], quoted: Sequence[bool], text: str, speeches: Sequence[Speech]) -> Voices:
    """What the speeches of a text tell of its mentions.

    Args:
        spans: the mentions, in text order.
        quoted: which of them stand in quotation marks.
        text: the text.
        speeches: who speaks where.
    """
    named_in = [s for x in speeches for s in (x.speaker, x.addressee, x.group) if s is not None]
    at = {s: _place(s, spans) for s in named_in}
    same: dict[int, int] = {}
    others: dict[int, int] = {}
    for i, span in enumerate(spans):
        pronoun = pronoun_of(span.of(text))
        around = [s for s in speeches if s.words.contains(span) and s.quoted == quoted[i]] if pronoun else []
        if pronoun is None or not around:
            continue
        speech = min(around, key=lambda s: s.words.end - s.words.start)
        told = {"i": speech.speaker, "we": _told_as_we(speech), "you": speech.addressee}.get(pronoun.group)
        named = at[told] if told is not None else None
        if named is not None and named != i:
            same[i] = named
        speaker = at[speech.speaker] if speech.speaker is not None else None
        is_own = (speech.quoted and speech.whole) or speech.form == "talk"
        if pronoun.group in _OTHERS and is_own and speaker is not None:
            others[i] = speaker
    for speech in speeches:  # whoever stands in a row with "I" is not the one who is told
        told_them = at[speech.addressee] if speech.group is not None and speech.addressee is not None else None
        inside = [i for i, s in enumerate(spans) if speech.group and speech.group.contains(s) and s != speech.group]
        others |= {i: told_them for i in inside if told_them is not None and i != told_them}
    return Voices(same, others)


def _told_as_we(speech: Speech) -> Span | None:
    """Whom "we" stands for: the row with "I"; else whoever speaks, though more may be meant; in a talk nobody."""
    return speech.group or (None if speech.form == "talk" else speech.speaker)


def _place(name: Span, spans: Sequence[Span]) -> int | None:
    """The number of the mention that is a name, or the shortest that ends with it ("Dr. | Marten")."""
    ending = [i for i, s in enumerate(spans) if s.end == name.end and s.contains(name)]
    return min(ending, key=lambda i: spans[i].end - spans[i].start, default=None)
