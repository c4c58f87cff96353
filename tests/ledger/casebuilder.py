"""Builds small whole cases about an invented event: every kind of record, every span on its words."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from counterclaim.capture import Archive, InputItem
from counterclaim.ledger import Ledger
from counterclaim.records import (
    Account,
    Act,
    Actor,
    ActorKind,
    ActorMention,
    Article,
    Attribution,
    Claim,
    Credit,
    DateCandidate,
    DenialType,
    Drift,
    Entity,
    EntityType,
    Event,
    EvidenceMention,
    Exclusion,
    Framing,
    Label,
    LanguageSpan,
    LineageLink,
    LineageType,
    Member,
    Mention,
    MentionForm,
    Merge,
    Origin,
    OwnVoice,
    Party,
    PartyEvidence,
    Passage,
    Published,
    QuoteKind,
    Reading,
    Referents,
    Rejection,
    Relation,
    Said,
    Segment,
    SegmentType,
    Span,
    SpeakerLink,
    Stance,
    StatedCredit,
    TextWarning,
    Timex,
    Utterance,
    Variant,
    content_id,
)

MADE_BY = "test/1"
WHEN = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def page(number: int) -> bytes:
    """The bytes of an invented report; numbers tell the reports apart."""
    return (
        f"Fire at Lorne depot {number}\n\n"
        f"Harbour board says gate {number} was open on Monday.\n"
        f"“Nobody opened gate {number},” said Ines Vidal, the union’s speaker.\n"
    ).encode()


def item(number: int, name: str | None = None) -> InputItem:
    """A report as found in a folder."""
    return InputItem(name=name or f"r{number}.txt", part=None, data=page(number), media_type="text/plain")


def find(text: str, words: str) -> Span:
    """Where ``words`` stand in ``text``."""
    start = text.index(words)
    return Span(start, start + len(words))


def article_of(source: InputItem, made_by: str = MADE_BY) -> Article:
    """The article a report gives."""
    text = source.data.decode()
    title = text.split("\n")[0]
    body = Span(text.index("Harbour"), len(text))
    return Article(
        id=content_id("art", source.sha256),
        capture=source.sha256,
        file=source.name,
        uri=None,
        title=title,
        title_span=Span(0, len(title)),
        outlet="Lorne Courier",
        byline=None,
        authors=("A. Writer",),
        language="en",
        published=Published(
            value="2031-05-04",
            precision="day",
            method="test",
            evidence=find(text, "Monday"),
            reason="a weekday",
            alternatives=(
                DateCandidate(
                    value="2031-05", precision="month", kind="event", method="test", span=None, confidence=0.2
                ),
            ),
        ),
        credits=(Credit(name="Harbour board", kind="source", span=find(text, "Harbour board")),),
        text=text,
        segments=(
            Segment(type=SegmentType.HEADLINE, span=Span(0, len(title))),
            Segment(type=SegmentType.BODY, span=body),
        ),
        made_by=made_by,
        agreement=0.5,
        passages=(LanguageSpan(language="de", span=find(text, "Nobody")),),
        warnings=(TextWarning(kind="invisible", span=find(text, "gate"), detail="U+200B"),),
        stated_credits=(StatedCredit(name="AFP", kind="copy", method="item field", words="AFP", start=0, end=3),),
    )


def reading_of(article: Article, made_by: str = MADE_BY) -> Reading:
    """What is read from the article: an accusation, and a denial nested in it for the chain's sake."""
    text = article.text
    accusation = _attribution(article, "Harbour board", "says", "gate", None, made_by)
    denial = _attribution(article, "Ines Vidal", "said", "Nobody", accusation.id, made_by)
    vidal = find(text, "Ines Vidal")
    return Reading(
        article=article.id,
        language="en",
        sentences=tuple(s.span for s in article.segments),
        entities=(Entity(span=vidal, type=EntityType.PER, use=None, confidence=0.9),),
        timexes=(Timex(span=find(text, "Monday"), type="DATE", value="2031-05-03", precision="day", rule="weekday"),),
        mentions=(Mention(span=vidal, entity=0, form=MentionForm.NAME, type=EntityType.PER, confidence=1.0),),
        attributions=(accusation, denial),
        own_voice=(OwnVoice(span=find(text, "Fire"), confidence=0.5),),
        evidence=(EvidenceMention(span=find(text, "gate"), type="other", confidence=0.4),),
        framing=(
            Framing(kind="loaded", span=find(text, "Nobody"), confidence=0.3),
            Framing(kind="loaded", span=find(text, "Fire"), confidence=0.3),
        ),
        made_by=made_by,
    )


def _attribution(
    article: Article, source: str, cue: str, content: str, parent: str | None, made_by: str
) -> Attribution:
    text = article.text
    is_denial = source == "Ines Vidal"
    return Attribution(
        id=content_id("att", article.id, source),
        article=article.id,
        kind=QuoteKind.DIRECT if is_denial else QuoteKind.INDIRECT,
        source=(find(text, source),),
        cue=(find(text, cue),),
        content=(find(text, content),),
        parent=parent,
        speaker=source,
        speaker_mention=0 if is_denial else None,
        act=Act.DENY if is_denial else Act.ACCUSE,
        polarity="negative" if is_denial else "positive",
        hedge=(),
        venue=None,
        said=Said(value="2031-05-03", precision="day", evidence=find(text, "Monday")),
        confidence=0.8,
        act_confidence=0.7,
        made_by=made_by,
    )


def proposals(articles: Sequence[Article]) -> dict[str, Any]:
    """Case-level records over the articles, as ``Ledger.replace_case`` takes them."""
    ordered = sorted(articles, key=lambda a: a.id)
    return {**_people(ordered), **_words(ordered)}


def _people(articles: Sequence[Article]) -> dict[str, Any]:
    where = {"act_board": "Harbour board", "act_vidal": "Ines Vidal"}
    mentions = {
        key: tuple(ActorMention(article=a.id, span=find(a.text, name), form=MentionForm.NAME) for a in articles)
        for key, name in where.items()
    }
    kinds = {"act_board": ActorKind.ORGANISATION, "act_vidal": ActorKind.PERSON}
    actors = [
        Actor(
            id=key,
            name=name,
            kind=kinds[key],
            party=f"par_{key}",
            aliases=(name,),
            mentions=mentions[key],
            made_by=MADE_BY,
        )
        for key, name in where.items()
    ]
    outlet = Actor(
        id="act_courier",
        name="Lorne Courier",
        kind=ActorKind.MEDIA,
        party=None,
        aliases=("Lorne Courier",),
        mentions=(),
        made_by=MADE_BY,
    )
    parties = [
        Party(
            id=f"par_{key}",
            name=name,
            actors=(key,),
            evidence=(
                PartyEvidence(actor=key, article=articles[0].id, span=find(articles[0].text, name), reason="named"),
            ),
            made_by=MADE_BY,
        )
        for key, name in where.items()
    ]
    speakers = [
        SpeakerLink(attribution=content_id("att", a.id, name), actor=key, why="same words", made_by=MADE_BY)
        for a in articles
        for key, name in where.items()
    ]
    merge = Merge(id="mrg_1", actor="act_vidal", a="Ines Vidal", b="Vidal", reason="family name", weight=0.9)
    return {"actors": [*actors, outlet], "parties": parties, "speakers": speakers, "merges": [merge]}


def _words(articles: Sequence[Article]) -> dict[str, Any]:
    first, last = articles[0], articles[-1]
    claims = [_claim("clm_open", "Harbour board", articles), _claim("clm_shut", "Ines Vidal", articles)]
    relation = Relation(
        id="rel_1",
        a="clm_open",
        b="clm_shut",
        type="contradicts",
        within_party=None,
        reason="one gate",
        confidence=0.6,
        made_by=MADE_BY,
    )
    accounts = [
        Account(
            id="acc_1",
            party="par_act_board",
            referent="gate",
            claims=("clm_open",),
            excludes=(Exclusion(account="acc_2", relation="rel_1"),),
            made_by=MADE_BY,
        ),
        Account(
            id="acc_2",
            party="par_act_board",
            referent="gate",
            claims=("clm_shut",),
            excludes=(),
            made_by=MADE_BY,
        ),
    ]
    variants = tuple(
        Variant(article=a.id, attribution=content_id("att", a.id, "Ines Vidal"), differences=("gate",))
        for a in articles
    )
    title = first.title_span or Span(0, 1)
    return {
        "claims": claims,
        "relations": [relation],
        "accounts": accounts,
        "utterances": [
            Utterance(id="utt_1", speaker="act_vidal", said="2031-05-03", variants=variants, made_by=MADE_BY)
        ],
        "lineage": [
            LineageLink(
                id="lin_1",
                a=first.id,
                b=last.id,
                type=LineageType.SHARED_PASSAGE,
                passages=(Passage(a=title, b=find(last.text, "Harbour")),),
                drift=(Drift(what="number", a="1", b="2"),),
                score=0.5,
                directed=True,
                reason="shared words",
                made_by=MADE_BY,
            ),
            LineageLink(
                id="lin_2",
                a="Harbour board",
                b=last.id,
                type=LineageType.CREDITS,
                passages=(Passage(a=None, b=find(last.text, "Harbour board")),),
                drift=(),
                score=1.0,
                directed=True,
                reason="credited",
                made_by=MADE_BY,
            ),
        ],
        "origins": [Origin(id="ori_1", articles=tuple(a.id for a in articles), reason="copies", made_by=MADE_BY)],
        "events": [
            Event(
                id="evt_1",
                article=first.id,
                span=find(first.text, "open"),
                when=find(first.text, "Monday"),
                value="2031-05-03",
                precision="day",
                anchor="published",
                attribution=content_id("att", first.id, "Harbour board"),
                made_by=MADE_BY,
            )
        ],
    }


def _claim(key: str, speaker: str, articles: Sequence[Article]) -> Claim:
    is_denial = speaker == "Ines Vidal"
    words = "Nobody" if is_denial else "gate"
    members = tuple(
        Member(
            article=a.id,
            attribution=content_id("att", a.id, speaker),
            spans=(find(a.text, words),),
            actor="act_vidal" if is_denial else "act_board",
            stance=Stance.DENIES if is_denial else Stance.AFFIRMS,
            denial=(DenialType.REJECTS_INVOLVEMENT,) if is_denial else (),
            evidence=(),
            confidence=0.9,
            why="same gate",
        )
        for a in articles
    )
    label = find(articles[0].text, words)
    return Claim(
        id=key,
        label=Label(article=articles[0].id, start=label.start, end=label.end),
        members=members,
        referents=Referents(places=("Lorne depot",), dates=("2031-05-03",), numbers=()),
        contested=True,
        origins=1,
        made_by=MADE_BY,
    )


def take_in(ledger: Ledger, archive: Archive, source: InputItem, when: datetime = WHEN) -> Article:
    """What a build does with one report: bytes, capture, article, reading."""
    if ledger.has_capture(source.sha256):
        ledger.put_sighting(source.sha256, source.name, source.part)
    else:
        ledger.put_capture(archive.add(source, captured_at=when))
    article = article_of(source)
    with ledger.transaction():
        ledger.put_article(article)
        ledger.put_reading(reading_of(article))
    return article


def build(case_dir: Path, sources: Sequence[InputItem], when: datetime = WHEN) -> None:
    """A whole case from reports, with one rejection and its proposals."""
    with Ledger.open(case_dir, create=True) as ledger:
        archive = Archive.open(case_dir, ledger.archive_ends())
        for source in sources:
            take_in(ledger, archive, source, when)
        ledger.put_rejection(
            Rejection(id="rej_1", capture=None, file="x.pdf", stage="capture", reason="unsupported_type", detail="")
        )
        ledger.replace_case(**proposals(ledger.articles()), version="v1")


LOOP = Path(__file__).parent / "build_loop.py"


def build_and_kill(case_dir: Path, first: int, acknowledged: int, after_s: float) -> int:
    """Run the build loop, kill it some time after some acknowledgements; the last number it told."""
    command = [sys.executable, str(LOOP), str(case_dir), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(1 + acknowledged)]
        time.sleep(after_s)
        process.kill()
        told += process.stdout.read().splitlines(keepends=True)
    assert told[0] == "open\n"
    whole = [int(line) for line in told[1:] if line.endswith("\n")]
    return max(whole, default=first - 1)
