"""Read one article: the whole reading stage in order."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from counterclaim.reading import assemble as asm
from counterclaim.reading import mentions as who
from counterclaim.reading.confidence import of_rule, scaled
from counterclaim.reading.draft import Draft
from counterclaim.reading.evidence import named_evidence
from counterclaim.reading.headings import with_headings
from counterclaim.reading.headlines import headline_attributions
from counterclaim.reading.interface import ReaderModel, ReadingPass
from counterclaim.reading.loaded import loaded
from counterclaim.reading.marks import scare_quotes
from counterclaim.reading.naming import settle_types, speaking_places
from counterclaim.reading.namings import with_called
from counterclaim.reading.narrators import narrations
from counterclaim.reading.occasions import Occasions, openings, with_one_occasion
from counterclaim.reading.polarity import distancing, hedges_of, polarity_of
from counterclaim.reading.quotes import Quote, find_quotes
from counterclaim.reading.second import second_readings
from counterclaim.reading.sections import joined, portions, set_aside
from counterclaim.reading.sentences import split_sentences
from counterclaim.reading.speech import Speech, spoken
from counterclaim.reading.text import ReadingText, reading_text
from counterclaim.reading.timexes import find_timexes, said_when
from counterclaim.reading.whole import WHOLE_TEXT, with_answers, with_whole_texts
from counterclaim.records import (
    Attribution,
    Entity,
    EvidenceMention,
    Framing,
    Mention,
    OwnVoice,
    Reading,
    Said,
    Segment,
    Span,
    Timex,
    content_id,
)

_LOG = logging.getLogger(__name__)
STEP = "reading/12"
#: Mean probability from which a sentence is proposed as the outlet asserting something contested: on the development
#: articles precision .43 and recall .47 half-way through training.
OWN_VOICE_FROM = 0.35


def read_text(
    text: str,
    model: ReaderModel,
    *,
    article: str = "text",
    segments: Sequence[Segment] = (),
    published: str | None = None,
    language: str | None = None,
) -> Reading:
    """Read one article.

    Args:
        text: the article's text; all offsets of the result count in it.
        model: the reader model.
        article: id of the article, for the ids of what is found.
        segments: typed stretches; only the article's own words are read. Empty: everything is read.
        published: ISO date or datetime that relative times are anchored to, if known.
        language: recorded as given; None: told from the words.

    Passages in another language than English are left unread and listed in ``unread``.
    """
    own, unread, told = set_aside(reading_text(text, segments))
    readings, done = [], 0
    for portion in portions(own):
        readings.append(read_portion(portion, model, article=article, published=published))
        done += len(portion.text)
        if len(portion.text) < len(own.text):  # a long text, whose reader waits
            _LOG.info("%s: %s of %s characters read", article, f"{done:,}", f"{len(own.text):,}")
    return replace(joined(readings, text), language=language or told, unread=unread)


def read_portion(own: ReadingText, model: ReaderModel, *, article: str, published: str | None) -> Reading:
    """Read one portion: the model's pass, then the rules."""
    found = model.read(own.text)
    entities = with_headings(settle_types(found.entities, own.text), own.text)
    entities = with_called(entities, own.text)
    sentences = split_sentences(own.text)
    quotes = find_quotes(own.text)
    raw = [*found.attributions]
    raw += headline_attributions(own, raw, entities)
    told = narrations(own.text, entities, [q.inner for q in quotes])
    drafts = with_answers(asm.assemble(raw, own.text, quotes, sentences, entities), told)
    drafts = with_whole_texts(drafts, told, own.text, quotes)
    entities = speaking_places(entities, [s for d in drafts if d.cue for s in d.source], own.text)
    timexes = find_timexes(own.text, published)
    made_by = f"{STEP} {model.version}"
    mentions = mentions_of(drafts, own.text, found, entities, told)
    attributions = finished(drafts, own, article, entities, mentions, sentences, timexes, made_by)
    return Reading(
        article=article,
        language=None,
        sentences=tuple(p for s in sentences for p in own.back(s)),
        entities=_moved([replace(e, confidence=round(scaled("name", e.confidence), 4)) for e in entities], own),
        timexes=_moved(timexes, own),
        mentions=_moved_mentions(mentions, own),
        attributions=attributions,
        own_voice=own_voice(found, own, sentences, drafts),
        evidence=_moved(named_evidence(own.text, found.evidence), own),
        framing=framing(found, own, quotes, drafts),
        made_by=made_by,
    )


def mentions_of(
    drafts: Sequence[Draft], text: str, found: ReadingPass, entities: Sequence[Entity], told: Sequence[Speech]
) -> tuple[Mention, ...]:
    """Mentions of the reading text, joined by name, by who speaks and by the model; ``told`` are its tellings."""
    names = who.Names(text, entities)
    rows = {r for t in told for r in t.rows}
    people = [s for d in drafts for s in (*d.source, *d.hearers)]
    spans = who.mention_spans(names, people, found.proposals, rows)
    return who.resolve(spans, names, found.linked(spans), [*spoken(drafts, text), *told])


def finished(
    drafts: Sequence[Draft],
    own: ReadingText,
    article: str,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    sentences: Sequence[Span],
    timexes: Sequence[Timex],
    made_by: str,
) -> tuple[Attribution, ...]:
    """Drafts as records in article offsets, with speakers, nesting, times and ids."""
    text = own.text
    fullest = who.best_names(mentions, who.Names(text, entities))
    index = {m.span: i for i, m in enumerate(mentions)}
    ids = [
        content_id("att", article, *(own.back(s) for g in (d.source, d.cue, d.content) for s in g), len(d.cue))
        for d in drafts
    ]
    up = asm.parents(drafts)
    out: list[Attribution] = []
    previous: int | None = None
    occasions, speakers = Occasions(), list[int | None]()
    for i, d in enumerate(drafts):
        mention = index.get(d.source[0]) if d.source else None
        if mention is None and not d.cue and not d.source:
            mention = previous
        if d.content and mention is not None and d.rule != WHOLE_TEXT and not is_nested(up[i], drafts):
            previous = mention
        name = None
        if mention is not None:
            name = fullest.get(mentions[mention].entity)
            name = name or mentions[mention].span.of(text)
        sentence = next((s for s in sentences if s.contains(d.anchor)), d.extent)
        said = said_when(text, sentence, d.cue, d.content, timexes)
        speakers.append(mentions[mention].entity if mention is not None else None)
        said = occasions.of(said, sentence, speakers[-1])
        parent = up[i]
        turned = polarity_of(d, text)
        out.append(
            Attribution(
                id=ids[i],
                article=article,
                kind=d.kind,
                source=_back_all(d.source, own),
                cue=_back_all(d.cue, own),
                content=_back_all(d.content, own),
                parent=ids[parent] if parent is not None else None,
                speaker=name,
                speaker_mention=mention,
                act=d.act,
                polarity=turned[0],
                hedge=_back_all(hedges_of(d, text), own),
                venue=own.back_one(d.venue) if d.venue else None,
                said=_own_said(said, own) if said is not None else None,
                confidence=round(scaled("attribution", d.confidence) if d.rule is None else of_rule(d.rule), 4),
                act_confidence=round(scaled("act", d.act_confidence), 4),
                made_by=made_by if d.rule is None else f"{made_by}; rule: {d.rule}",
                second=second_readings(d, own),
                negation=_back_all(turned[1], own),
            )
        )
    opened = openings(text, sentences, timexes, mentions)
    told = {entity: [_own_said(s, own) for s in given] for entity, given in opened.items()}
    return tuple(with_one_occasion(out, speakers, [d.cue[0].of(text) if d.cue else "" for d in drafts], told))


def is_nested(outer: int | None, drafts: Sequence[Draft]) -> bool:
    """Whether a draft stands in another's words, a whole text's apart: in that, quotations go on as in any article."""
    return outer is not None and drafts[outer].rule != WHOLE_TEXT


def own_voice(
    found: ReadingPass, own: ReadingText, sentences: Sequence[Span], drafts: Sequence[Draft]
) -> tuple[OwnVoice, ...]:
    """Sentences the outlet itself puts forward and that are not mostly somebody else's words."""
    out: list[OwnVoice] = []
    for sentence in sentences:
        attributed = sum(
            max(0, min(c.end, sentence.end) - max(c.start, sentence.start))
            for d in drafts
            if d.source
            for c in d.content
        )
        probability = found.own_voice(sentence)
        if probability >= OWN_VOICE_FROM and attributed < 0.5 * (sentence.end - sentence.start):
            sure = round(scaled("own voice", probability), 4)
            out += [OwnVoice(span=s, confidence=sure) for s in own.back(sentence)]
    return tuple(out)


def framing(
    found: ReadingPass, own: ReadingText, quotes: Sequence[Quote], drafts: Sequence[Draft]
) -> tuple[Framing, ...]:
    """Loaded wording and hedges in the outlet's own voice, and words it puts into scare quotes."""
    spoken = [x for d in drafts if d.source for x in d.content]
    distant = distancing(own.text)
    taking_sides = loaded(found.loaded(), own.text, [e.span for e in found.entities], distant)
    marks = [("loaded", s, scaled("loaded", c)) for s, c in taking_sides]
    marks += [("distancing_cue", s, of_rule("distancing cue")) for s in distant]
    marks += [("scare_quote", s, of_rule("scare quote")) for s in scare_quotes(own.text, quotes, spoken)]
    outside = [m for m in marks if not any(x.overlaps(m[1]) for x in spoken)]
    out = [Framing(kind=k, span=p, confidence=round(c, 4)) for k, s, c in outside for p in own.back(s)]
    return tuple(sorted(out, key=lambda f: (f.span, f.kind)))


def _back_all(spans: Sequence[Span], own: ReadingText) -> tuple[Span, ...]:
    return tuple(p for s in spans for p in own.back(s))


Spanned = TypeVar("Spanned", Entity, EvidenceMention, Timex)


def _moved(items: Sequence[Spanned], own: ReadingText) -> tuple[Spanned, ...]:
    """Things with one span, carried back to the article; what lies in a joint only is dropped."""
    return tuple(replace(x, span=p) for x in items if (p := own.back_one(x.span)) is not None)


def _moved_mentions(mentions: Sequence[Mention], own: ReadingText) -> tuple[Mention, ...]:
    """Mentions carried back, none dropped, since attributions count them by place in the list."""
    return tuple(replace(m, span=own.back_one(m.span) or Span(0, 0)) for m in mentions)


def _own_said(said: Said, own: ReadingText) -> Said:
    """A time of saying with its words carried back to the article."""
    return replace(said, evidence=own.back_one(said.evidence)) if said.evidence is not None else said
