"""What flows through the program: frozen records, in the order in which they come about.

Capture → Article → Reading (Attribution, Mention, Timex, …) → Actor, Party → Claim, Relation, Account
→ LineageLink, Origin; beside them Rejection and Decision.
"""

from counterclaim.records.actor import (
    Actor,
    ActorKind,
    ActorMention,
    Merge,
    Party,
    PartyEvidence,
    SpeakerLink,
)
from counterclaim.records.article import (
    READ_TYPES,
    Article,
    Credit,
    DateCandidate,
    Published,
    Segment,
    SegmentType,
)
from counterclaim.records.capture import Capture, Rejection
from counterclaim.records.claim import (
    Account,
    Claim,
    DenialType,
    Event,
    Exclusion,
    Label,
    Member,
    Referents,
    Relation,
    Stance,
    Utterance,
    Variant,
)
from counterclaim.records.codec import decode, encode, to_builtins
from counterclaim.records.decision import Decision
from counterclaim.records.ids import content_id
from counterclaim.records.lineage import Drift, LineageLink, LineageType, Origin, Passage
from counterclaim.records.reading import (
    Act,
    Attribution,
    Entity,
    EntityType,
    EvidenceMention,
    Framing,
    Mention,
    MentionForm,
    OwnVoice,
    PlaceUse,
    QuoteKind,
    Reading,
    Said,
    Timex,
)
from counterclaim.records.span import Span, hull, words_of

__all__ = [
    "READ_TYPES",
    "Account",
    "Act",
    "Actor",
    "ActorKind",
    "ActorMention",
    "Article",
    "Attribution",
    "Capture",
    "Claim",
    "Credit",
    "DateCandidate",
    "Decision",
    "DenialType",
    "Drift",
    "Entity",
    "EntityType",
    "Event",
    "EvidenceMention",
    "Exclusion",
    "Framing",
    "Label",
    "LineageLink",
    "LineageType",
    "Member",
    "Mention",
    "MentionForm",
    "Merge",
    "Origin",
    "OwnVoice",
    "Party",
    "PartyEvidence",
    "Passage",
    "PlaceUse",
    "Published",
    "QuoteKind",
    "Reading",
    "Referents",
    "Rejection",
    "Relation",
    "Said",
    "Segment",
    "SegmentType",
    "Span",
    "SpeakerLink",
    "Stance",
    "Timex",
    "Utterance",
    "Variant",
    "content_id",
    "decode",
    "encode",
    "hull",
    "to_builtins",
    "words_of",
]
