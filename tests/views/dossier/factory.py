"""A small invented case: a ferry collision in the strait of Orlo, told by four outlets for two parties."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from counterclaim.records import (
    READ_TYPES,
    Account,
    Act,
    Actor,
    ActorKind,
    ActorMention,
    Article,
    Attribution,
    Capture,
    Claim,
    DenialType,
    Event,
    Exclusion,
    Label,
    LineageLink,
    LineageType,
    Member,
    MentionForm,
    Merge,
    Origin,
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
    Utterance,
    Variant,
)
from counterclaim.views.query import Case

MADE = "test 1"


def at(text: str, words: str) -> Span:
    """The span of ``words`` in ``text``."""
    start = text.index(words)
    return Span(start, start + len(words))


def article(
    name: str,
    text: str,
    *,
    outlet: str | None,
    published: str | None = "2031-05-04",
    language: str = "en",
    title: str | None = None,
    segments: tuple[Segment, ...] | None = None,
) -> Article:
    """An article whose text is one body segment unless told otherwise."""
    whole = (Segment(type=SegmentType.BODY, span=Span(0, len(text))),)
    return Article(
        id=f"art_{name}",
        capture=f"{name}" * 8,
        file=f"{name}.txt",
        uri=None,
        title=title if title is not None else text.split("\n", 1)[0],
        title_span=None,
        outlet=outlet,
        byline=None,
        authors=(),
        language=language,
        published=Published(
            value=published, precision="day", method="header", evidence=None, reason="stands in the header"
        ),
        credits=(),
        text=text,
        segments=segments if segments is not None else whole,
        made_by=MADE,
    )


def attribution(
    ident: str,
    source: Article,
    content: tuple[str, ...],
    *,
    who: str = "",
    cue: str = "",
    kind: QuoteKind = QuoteKind.INDIRECT,
    parent: str | None = None,
    hedge: tuple[str, ...] = (),
    said: str | None = None,
) -> Attribution:
    """An attribution given by its words."""
    text = source.text
    return Attribution(
        id=ident,
        article=source.id,
        kind=kind,
        source=(at(text, who),) if who else (),
        cue=(at(text, cue),) if cue else (),
        content=tuple(at(text, c) for c in content),
        parent=parent,
        speaker=who or None,
        speaker_mention=None,
        act=Act.ASSERT,
        polarity="positive",
        hedge=tuple(at(text, h) for h in hedge),
        venue=None,
        said=Said(value=said, precision="day", evidence=None) if said is not None else None,
        confidence=0.8,
        act_confidence=0.8,
        made_by=MADE,
    )


def reading(source: Article, *attributions: Attribution) -> Reading:
    """A reading with nothing but attributions."""
    return Reading(
        article=source.id,
        language=source.language,
        sentences=(Span(0, len(source.text)),) if source.segments[0].type in READ_TYPES else (),
        entities=(),
        timexes=(),
        mentions=(),
        attributions=attributions,
        own_voice=(),
        evidence=(),
        framing=(),
        made_by=MADE,
    )


def member(
    source: Attribution,
    actor: str | None,
    stance: Stance,
    *denial: DenialType,
    evidence: tuple[str, ...] = (),
) -> Member:
    """A claim's member for an attribution."""
    return Member(
        article=source.article,
        attribution=source.id,
        spans=source.content,
        actor=actor,
        stance=stance,
        denial=denial,
        evidence=evidence,
        confidence=0.7,
        why="same proposition",
    )


def claim(ident: str, *members: Member, contested: bool, origins: int = 1) -> Claim:
    """A claim labelled by its first member."""
    first = members[0]
    return Claim(
        id=ident,
        label=Label(article=first.article, start=first.spans[0].start, end=first.spans[0].end),
        members=members,
        referents=Referents(places=("Orlo",), dates=(), numbers=()),
        contested=contested,
        origins=origins,
        made_by=MADE,
    )


def actor(ident: str, name: str, party: str | None, *aliases: str, mentions: tuple[ActorMention, ...] = ()) -> Actor:
    """A person."""
    return Actor(
        id=ident,
        name=name,
        kind=ActorKind.PERSON,
        party=party,
        aliases=(name, *aliases),
        mentions=mentions,
        made_by=MADE,
    )


HARBOUR = article(
    "harbour",
    "Ferry sunk off Orlo\n"
    "Minister Ilse Varn of Norland said the patrol boat of Southmark rammed the ferry on 3 May.\n"
    "Weather: 12 degrees\n"
    "“We saw no other ship”, the captain told the Norland Press, "
    "which quoted her as saying “it was reportedly dark”.",
    outlet="Harbour Times",
    segments=(
        Segment(type=SegmentType.HEADLINE, span=Span(0, 19)),
        Segment(type=SegmentType.BODY, span=Span(20, 110)),
        Segment(type=SegmentType.WIDGET, span=Span(111, 130)),
        Segment(type=SegmentType.BODY, span=Span(131, 243)),
    ),
)
SOUTH = article(
    "south",
    "Admiral Peer Lund of Southmark denied that the patrol boat rammed the ferry. "
    "He said no patrol boat was near Orlo.\n"
    "The minister's tale is an insult to seafarers.",
    outlet="Southmark Courier",
    published="2031-05-05",
)
LATER = article(
    "later",
    "Admiral Peer Lund of Southmark said the patrol boat tried to rescue passengers off Orlo.",
    outlet="Evening Mail",
    published="2031-05-06",
)
FOREIGN = replace(
    article("foreign", "Le traversier a coulé au large d’Orlo.", outlet="Journal du Détroit", language="fr"),
)

VARN = attribution(
    "att_varn",
    HARBOUR,
    ("the patrol boat of Southmark rammed the ferry on 3 May",),
    who="Minister Ilse Varn of Norland",
    cue="said",
    said="2031-05-04",
)
PRESS = attribution("att_press", HARBOUR, ("it was reportedly dark",), who="Norland Press", cue="quoted")
CAPTAIN = attribution(
    "att_captain",
    HARBOUR,
    ("it was reportedly dark",),
    who="the captain",
    cue="told",
    kind=QuoteKind.DIRECT,
    parent="att_press",
    hedge=("reportedly",),
)
LUND = attribution(
    "att_lund",
    SOUTH,
    ("the patrol boat rammed the ferry",),
    who="Admiral Peer Lund of Southmark",
    cue="denied",
    said="2031-05-05",
)
NEAR = attribution("att_near", SOUTH, ("no patrol boat was near Orlo",), who="He", cue="said")
RESCUE = attribution(
    "att_rescue",
    LATER,
    ("the patrol boat tried to rescue passengers off Orlo",),
    who="Admiral Peer Lund of Southmark",
    cue="said",
)

OWN = Member(
    article=SOUTH.id,
    attribution=None,
    spans=(at(SOUTH.text, "The minister's tale is an insult to seafarers."),),
    actor=None,
    stance=Stance.AFFIRMS,
    denial=(),
    evidence=(),
    confidence=0.5,
    why="own voice",
)
RAMMED = claim(
    "clm_rammed",
    member(VARN, "act_varn", Stance.AFFIRMS),
    member(LUND, "act_lund", Stance.DENIES, DenialType.REJECTS_INVOLVEMENT),
    contested=True,
    origins=2,
)
DARK = claim("clm_dark", member(CAPTAIN, None, Stance.AFFIRMS, evidence=("testimony",)), contested=False)
ABSENT = claim("clm_absent", member(NEAR, "act_lund", Stance.AFFIRMS), contested=False)
RESCUED = claim("clm_rescue", member(RESCUE, "act_lund", Stance.AFFIRMS), contested=False)
INSULT = claim("clm_insult", OWN, contested=False)


def _relation() -> Relation:
    return Relation(
        id="rel_1",
        a=ABSENT.id,
        b=RESCUED.id,
        type="contradicts",
        within_party="par_south",
        reason="a boat that is not there rescues nobody",
        confidence=0.6,
        made_by=MADE,
    )


def _accounts() -> tuple[Account, ...]:
    return tuple(
        Account(
            id=f"acc_{n}",
            party="par_south",
            referent="the patrol boat",
            claims=(own,),
            excludes=(Exclusion(account=f"acc_{3 - n}", relation="rel_1"),),
            made_by=MADE,
        )
        for n, own in ((1, ABSENT.id), (2, RESCUED.id))
    )


def _actors() -> tuple[Actor, ...]:
    spelling = ActorMention(
        article=SOUTH.id, span=at(SOUTH.text, "Admiral Peer Lund of Southmark"), form=MentionForm.NAME
    )
    return (
        actor("act_lund", "Peer Lund", "par_south", "Admiral Peer Lund of Southmark", mentions=(spelling,)),
        actor("act_varn", "Ilse Varn", "par_nord"),
    )


def _parties() -> tuple[Party, ...]:
    basis = PartyEvidence(
        actor="act_lund", article=SOUTH.id, span=at(SOUTH.text, "of Southmark"), reason="named with the state"
    )
    return (
        Party(id="par_south", name="Southmark", actors=("act_lund",), evidence=(basis,), made_by=MADE),
        Party(id="par_nord", name="Norland", actors=("act_varn",), evidence=(), made_by=MADE),
    )


def _link() -> LineageLink:
    passage = Passage(a=at(SOUTH.text, "Admiral Peer Lund of Southmark"), b=Span(0, 30))
    return LineageLink(
        id="lin_1",
        a=SOUTH.id,
        b=LATER.id,
        type=LineageType.SHARED_PASSAGE,
        passages=(passage,),
        drift=(),
        score=0.7,
        directed=True,
        reason="thirty characters in common",
        made_by=MADE,
    )


def _event() -> Event:
    return Event(
        id="evt_1",
        article=HARBOUR.id,
        span=at(HARBOUR.text, "rammed the ferry on 3 May"),
        when=at(HARBOUR.text, "on 3 May"),
        value="2031-05-03",
        precision="day",
        anchor="published",
        attribution=VARN.id,
        made_by=MADE,
    )


def ferry() -> Case:
    """The whole case."""
    articles = (HARBOUR, SOUTH, LATER, FOREIGN)
    return Case(
        name="The ferry at Orlo",
        captures=tuple(_capture(a) for a in articles),
        articles=articles,
        readings=(
            reading(HARBOUR, VARN, PRESS, CAPTAIN),
            reading(SOUTH, LUND, NEAR),
            reading(LATER, RESCUE),
        ),
        actors=_actors(),
        merges=(
            Merge(
                id="mrg_1",
                actor="act_lund",
                a="Peer Lund",
                b="Admiral Peer Lund of Southmark",
                reason="the same name with a title",
                weight=0.9,
            ),
        ),
        parties=_parties(),
        speakers=tuple(
            SpeakerLink(attribution=a, actor=b, why="named", made_by=MADE)
            for a, b in (
                ("att_varn", "act_varn"),
                ("att_lund", "act_lund"),
                ("att_near", "act_lund"),
                ("att_rescue", "act_lund"),
            )
        ),
        claims=(RAMMED, DARK, ABSENT, RESCUED, INSULT),
        relations=(_relation(),),
        accounts=_accounts(),
        utterances=(_utterance(),),
        lineage=(_link(),),
        origins=(Origin(id="org_1", articles=(SOUTH.id, LATER.id), reason="a passage in common", made_by=MADE),),
        events=(_event(),),
        rejections=(
            Rejection(id="rej_1", capture=None, file="torn.html", stage="article", reason="empty", detail="no text"),
        ),
    )


def _capture(source: Article) -> Capture:
    return Capture(
        id=source.capture,
        uri=f"file:{source.file}",
        file=source.file,
        part=None,
        media_type="text/plain",
        size_bytes=len(source.text.encode()),
        captured_at=datetime(2031, 5, 7, 8, 30, tzinfo=UTC),
        how="read from a file",
    )


def _utterance() -> Utterance:
    return Utterance(
        id="utt_1",
        speaker="act_lund",
        said="2031-05-05",
        variants=tuple(Variant(article=a.article, attribution=a.id, differences=()) for a in (NEAR, RESCUE)),
        made_by=MADE,
    )
