"""The assertion unit: one proposition put forward in one place, with all that comparing it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from counterclaim.claims import lexicon
from counterclaim.claims.deeds import Deed
from counterclaim.claims.referents import Scene
from counterclaim.records import Act, Attribution, Span

#: Shorter contents are compared together with their source and cue, since they mean little alone.
SHORT_CONTENT_WORDS = 7


class Unit(Struct, frozen=True, kw_only=True, array_like=True):
    """One proposition in one place. A struct, as those of a case are decoded at each run: a dataclass takes three times
    as long.

    ``words`` are its own, ``context`` is what is compared, ``topic`` what it is on:
    with the sentence before it where it begins with a pronoun.

    ``deeds`` are the acts it tells of, ``kinds`` their kinds, ``charge`` the side charged with harm whose means are not
    told, ``accused`` the sides it charges, ``scene`` where, when and about what;
    ``is_denial`` where the speaker denies it; ``is_anaphoric`` where its words do not name what is denied or charged;
    ``is_tentative`` where it denies only if something is found that it answers;
    ``digest`` is that of all the rest as it is read from the article, whatever the actor is called in the case;
    ``is_retold`` where it only tells over what the other side has said, ``is_open`` where the speaker leaves it open;
    ``retort`` are words around it that set it against what was said before ("begged to differ").
    """

    id: str
    article: str
    attribution: Attribution | None
    spans: tuple[Span, ...]
    words: str
    context: str
    topic: str
    sentence: Span
    actor: str | None
    party: str | None
    accused: frozenset[str]
    scene: Scene
    numbers: frozenset[str]
    deeds: tuple[Deed, ...]
    kinds: frozenset[str]
    charge: str | None
    things: frozenset[str]
    evidence: tuple[str, ...]
    hedge: tuple[Span, ...]
    said: str | None
    is_denial: bool
    is_anaphoric: bool
    is_declining: bool
    is_part: bool
    is_question: bool = False
    is_tentative: bool = False
    is_retold: bool = False
    is_open: bool = False
    children: tuple[str, ...] = ()
    retort: Span | None = None
    digest: bytes = b""

    @property
    def is_short(self) -> bool:
        """Whether the unit's own words are too few to stand alone."""
        return len(self.words.split()) < SHORT_CONTENT_WORDS

    @property
    def is_accusation(self) -> bool:
        """Whether the speaker accuses somebody."""
        return self.attribution is not None and self.attribution.act is Act.ACCUSE

    @property
    def head(self) -> Deed | None:
        """What it is mainly about."""
        return self.deeds[0] if self.deeds else None

    @property
    def mentions(self) -> frozenset[str]:
        """The kinds of all acts that its words name, told or not."""
        return frozenset(d.kind for d in self.deeds)

    @property
    def clears_own_side(self) -> bool:
        """Whether it says, by whatever reporting verb, that the speaker's own side did not do a thing."""
        a, head = self.attribution, self.head
        if self.is_denial or self.party is None or a is None or a.act not in (Act.ASSERT, Act.ACCUSE, Act.EVALUATE):
            return False
        answered = lexicon.act_class("harm") | {"carry", "present", "delay", "blame"}
        return head is not None and head.negated and head.doer == self.party and head.kind in answered

    @property
    def is_count(self) -> bool:
        """Whether it tells how many were killed or hurt, and not by whom."""
        head = self.head
        return bool(self.numbers) and head is not None and head.kind in ("kill", "hurt") and head.doer is None

    @property
    def order(self) -> tuple[str, Span, bool, str]:
        """Case-wide order: article, place, what is said before what is denied by the same words, id."""
        return (self.article, self.spans[0], self.is_denial, self.id)


def by_attribution(units: Sequence[Unit]) -> Mapping[str, list[Unit]]:
    """Units by the attribution they come from."""
    out: dict[str, list[Unit]] = {}
    for u in units:
        if u.attribution is not None:
            out.setdefault(u.attribution.id, []).append(u)
    return out
