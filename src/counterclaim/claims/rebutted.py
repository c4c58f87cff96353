"""Which statement another is set against: one that was made shortly before it, and cannot be so if it is so.

A reader takes "the gates were shut all week" for a denial where somebody has just said of that speaker's side that it
opened them. So what is looked at is close by: another's statement in the article, a few sentences before. Either it
speaks of the one who answers, or the words leave no other reading ("nine hundred, not forty", "begged to differ").
What is merely different denies nothing. What words say is read by :mod:`~counterclaim.claims.rebuttals`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims import lexicon
from counterclaim.claims.absences import (
    is_of_fact,
    is_of_now,
    is_said_not,
    is_small,
    is_supposed,
    predicate,
    stem,
    stems,
)
from counterclaim.claims.answers import Answered, matter, stems_of
from counterclaim.claims.commitments import STATING
from counterclaim.claims.propositions import is_anaphoric, is_negated
from counterclaim.claims.rebuttals import (
    Reply,
    can_reply,
    corrected,
    doers_of,
    is_away,
    is_dismissal,
    is_most,
    is_of_him,
    is_of_omission,
    is_outcome,
    is_to_come,
    is_unheard,
    measures,
    named_in,
    opposed_words,
    replaced,
    stand_for,
    undone,
)
from counterclaim.claims.unit import Unit
from counterclaim.records import (
    FORGETFUL,
    Act,
    Actor,
    Article,
    DenialType,
    Keeper,
    Reading,
    Span,
    content_id,
    key_of,
    words_of,
)

#: What is answered stands at most so many sentences before the answer; where it does not speak of who answers, so many.
WITHIN, NEXT = 3, 1
#: How far back a story may stand that is dismissed by name ("the sabotage theory").
FAR = 15
#: How alike two statements must be where one speaks of the other's speaker, and where they share few words.
FAINTLY, ALIKE, NEARLY, AKIN = 0.20, 0.30, 0.40, 0.50
#: So many words say that nothing is known of a thing; more say of what.
UNHEARD = 8
#: How sure it is that what stands right before is meant, where nothing else tells.
DOUBTFUL = 0.4
#: Words that a bare answer has at most ("within ten minutes").
BARE = 4
#: Acts by which a speaker says what may be set against what another has said.
SAYING = frozenset({Act.ASSERT, Act.ACCUSE, Act.EVALUATE, Act.ANNOUNCE})
#: Words by which one thing is told from another of its kind.
_IS_ANOTHER = re.compile(
    r"\b(?:another|other|rival|neighbouring|neighboring|second|different|nearby|previous|earlier)\b", re.I
)
_PLACE = (DenialType.DISPUTES_NUMBER_OR_PLACE,)
_REJECTS = (DenialType.REJECTS_INVOLVEMENT,)


@dataclass(frozen=True, slots=True)
class Found:
    """The id of a denial and what it answers."""

    denial: str
    answered: Answered


@dataclass(frozen=True, slots=True)
class Heard:
    """What of a case tells who speaks of whom: texts and sentences by article, the actors named in each article, and
    the party of each actor.
    """

    texts: Mapping[str, str]
    titles: Mapping[str, Span | None]
    sentences: Mapping[str, Sequence[Span]]
    named: Mapping[str, Sequence[tuple[Span, str]]]
    party: Mapping[str, str | None]

    @staticmethod
    def of(articles: Sequence[Article], readings: Sequence[Reading], actors: Sequence[Actor]) -> Heard:
        """That of a case."""
        named: dict[str, list[tuple[Span, str]]] = {}
        for a in actors:
            for m in a.mentions:
                named.setdefault(m.article, []).append((m.span, a.id))
        texts = {a.id: a.text for a in articles}
        sentences = {r.article: r.sentences for r in readings}
        titles = {a.id: a.title_span for a in articles}
        party = {a.id: a.party for a in actors}
        return Heard(texts, titles, sentences, {k: sorted(v) for k, v in named.items()}, party)

    def key(self, units: Sequence[Unit]) -> bytes:
        """The digest of all that matters to the units of one article."""
        named = [(span, actor, self.party.get(actor)) for span, actor in self.named.get(units[0].article, ())]
        said = [(u.digest, u.actor, u.party) for u in units]
        return key_of(self.texts[units[0].article], named, said)

    def inside(self, unit: Unit) -> Iterator[str]:
        """The actors that a unit's words name."""
        listed = self.named.get(unit.article, ())
        for span in unit.spans:
            at = bisect_right(listed, (Span(span.start, 0), ""))
            while at < len(listed) and listed[at][0].start < span.end:
                yield listed[at][1]
                at += 1

    def source(self, unit: Unit) -> str:
        """The words that name who speaks."""
        a = unit.attribution
        return words_of(a.source, self.texts[unit.article]) if a is not None else ""

    def is_title(self, unit: Unit) -> bool:
        """Whether a unit stands in its article's title, which tells what the text tells again."""
        title = self.titles[unit.article]
        return title is not None and any(title.overlaps(s) for s in unit.spans)

    def place(self, unit: Unit) -> int:
        """The number of a unit's sentence in its article."""
        return bisect_right(self.sentences[unit.article], unit.sentence)


def rebutted(
    units: Sequence[Unit], vectors: NDArray[np.float32], heard: Heard, keeper: Keeper = FORGETFUL
) -> Mapping[str, Answered]:
    """For each answer in words of its own the statement that it is set against, where there is one.

    The answer is called by the id that its denial has (``denial_id``), which need not be a unit yet.

    Args:
        units: of the case, in order.
        vectors: their unit vectors, row by row.
        heard: who speaks of whom.
        keeper: has what was found in articles that are as they were.
    """
    articles = [[i for i, _ in rows] for _, rows in groupby(enumerate(units), key=lambda r: r[1].article)]

    def make(at: Sequence[int]) -> list[tuple[Found, ...]]:
        return [tuple(_found_in(articles[n], units, vectors, heard)) for n in at]

    keys = [heard.key([units[i] for i in rows]) for rows in articles]
    kept = keeper.recall("rebutted", keys, tuple[Found, ...], make)
    return {f.denial: f.answered for found in kept for f in found}


def _found_in(
    rows: Sequence[int], units: Sequence[Unit], vectors: NDArray[np.float32], heard: Heard
) -> Iterator[Found]:
    """What is found in one article."""
    denials = {units[i].id for i in rows if units[i].is_denial}
    asked = [i for i in rows if _can_be_set_against(units[i], denials)]
    told = [j for j in rows if _is_told(units[j]) and not heard.is_title(units[j])] if asked else []
    places = {i: heard.place(units[i]) for i in {*asked, *told}}
    for i in asked:
        within = FAR if is_dismissing(units[i], heard) else WITHIN
        before = [j for j in told if 0 <= places[i] - places[j] <= within and can_be_set(units[j], units[i])]
        if not (_has_words(units[i]) or any(is_of_omission(units[j].words) for j in before)):
            continue
        found = [(j, r) for j in before if (r := _reply(units, vectors, heard, j, i, places)) is not None]
        if found:
            j, r = max(found, key=lambda f: (f[1].confidence, places[f[0]], units[f[0]].spans[0], units[f[0]].id))
            cosine = float(vectors[j] @ vectors[i])
            yield Found(denial_id(units[i]), Answered(units[j].id, "", cosine, r.how, r.confidence, r.why))


def denial_id(unit: Unit) -> str:
    """The id of the unit by which a unit's speaker denies what its words are set against."""
    a = unit.attribution
    is_own = unit.is_denial or a is None
    return unit.id if is_own or a is None else content_id("unit", unit.article, a.id, *unit.spans, True)


def with_denials(
    units: Sequence[Unit], vectors: NDArray[np.float32], found: Iterable[str]
) -> tuple[list[Unit], NDArray[np.float32]]:
    """Units with a denial beside each that is set against another and has none yet, and the vectors of all of them."""
    wanted = set(found) - {u.id for u in units}
    out: list[Unit] = []
    rows: list[int] = []
    for i, u in enumerate(units):
        out.append(u)
        rows.append(i)
        if denial_id(u) in wanted and denial_id(u) != u.id:
            wanted.discard(denial_id(u))
            out.append(_denial_of(u))
            rows.append(i)
    return out, vectors[rows]


def _denial_of(unit: Unit) -> Unit:
    """The denial that a unit's words are beside what they put forward."""
    accused = frozenset({unit.party}) if unit.party is not None else frozenset()
    return replace(
        unit, id=denial_id(unit), is_denial=True, is_anaphoric=True, is_tentative=True, accused=accused, charge=None,
        digest=key_of(unit.digest, "denial"),
    )  # fmt: skip


def _has_words(unit: Unit) -> bool:
    """Whether a unit's words, or those around it, can set it against another."""
    return unit.is_denial or unit.retort is not None or can_reply(unit.words)


def _can_be_set_against(unit: Unit, denials: Set[str]) -> bool:
    a = unit.attribution
    if a is None or unit.actor is None or unit.children or unit.is_declining:
        return False
    if unit.is_denial:
        return unit.is_anaphoric
    return a.act in SAYING and not unit.is_anaphoric and denial_id(unit) not in denials


def _is_told(unit: Unit) -> bool:
    """Whether somebody puts it forward."""
    a = unit.attribution
    is_plain = not (unit.is_denial or unit.is_anaphoric or unit.is_declining or unit.is_tentative)
    is_asked = unit.words.rstrip("\"”' ").endswith("?")
    return is_plain and not is_asked and a is not None and a.act in STATING and bool(unit.actor or a.source)


def can_be_set(told: Unit, answer: Unit) -> bool:
    """Whether a statement can be answered by another: it stands before it, is of another side, and tells of no such
    answer, nor is told in it.
    """
    own, theirs = answer.attribution, told.attribution
    if own is None or theirs is None or own.id in (theirs.id, theirs.parent) or own.parent == theirs.id:
        return False
    is_same_side = told.actor == answer.actor or (told.party is not None and told.party == answer.party)
    is_before = told.spans[0] < answer.spans[0]
    return is_before and not is_same_side and not any(s.overlaps(o) for s in told.spans for o in answer.spans)


def _reply(
    units: Sequence[Unit], vectors: NDArray[np.float32], heard: Heard, j: int, i: int, places: Mapping[int, int]
) -> Reply | None:
    """What sets one unit against an earlier one."""
    told, answer, away = units[j], units[i], places[i] - places[j]
    cosine = float(vectors[j] @ vectors[i])
    if is_dismissing(answer, heard):
        return dismissal_of(told, answer, heard, away)
    if away > WITHIN or (is_to_come(answer.words) and not is_to_come(told.words)):
        return None
    is_spoken_of = speaks_of(told, answer, heard)
    if not (is_told_as_fact(told) and is_told_as_fact(answer)):
        return _retort(told, answer, heard, away, is_spoken_of)
    found = plain_reply(told, answer, heard, cosine) if away <= NEXT or is_spoken_of else None
    if found is None and is_spoken_of and cosine >= ALIKE:
        found = answer_of_accused(told, answer, heard, cosine)
    if found is None and is_spoken_of and cosine >= AKIN and is_called_denial(answer) and not is_negated(told.words):
        found = Reply("is said to deny something, and this is said of its side right before it", _REJECTS, 0.5)
    return found or _retort(told, answer, heard, away, is_spoken_of)


def is_told_as_fact(unit: Unit) -> bool:
    """Whether a unit tells what was or is so: a clause, a charge, or a bare number or measure in answer."""
    if is_supposed(unit.words):
        return False
    return (
        unit.is_accusation or is_of_fact(unit.words) or len(unit.words.split()) <= BARE or bool(corrected(unit.words))
    )


def is_called_denial(answer: Unit) -> bool:
    """Whether the reader takes an answer in negative words of its own for a denial."""
    return answer.is_denial and not answer.is_tentative and is_said_not(answer.words) and not is_anaphoric(answer.words)


def _retort(told: Unit, answer: Unit, heard: Heard, away: int, is_spoken_of: bool) -> Reply | None:
    """What the words around an answer say of it; the contrary of a negative statement on nobody only affirms."""
    if answer.retort is None or away > 1 + NEXT:
        return None
    words = answer.retort.of(heard.texts[answer.article])
    is_turned = is_of_omission(told.words) and not is_negated(answer.words.removeprefix(words))
    if is_turned and not is_spoken_of:
        return None
    return Reply(f"is set against what stands before it (“{words}”)", (), 0.5 - 0.05 * away)


def dismissal_of(told: Unit, answer: Unit, heard: Heard, away: int) -> Reply | None:
    """How sure it is that a statement is the one that is dismissed: by what it is called, else as the last before."""
    if is_negated(told.words):
        return None
    if topic(told.words, told, heard) & named_in(answer.words):
        return Reply("dismisses what it names", (), 0.7)
    is_next = away <= NEXT and not named_in(answer.words)
    return Reply("dismisses what was said right before it", (), DOUBTFUL) if is_next else None


def is_dismissing(answer: Unit, heard: Heard) -> bool:
    """Whether a unit calls what was said untrue or unfit."""
    a = answer.attribution
    return a is not None and is_dismissal(words_of(a.cue, heard.texts[answer.article]), answer.words)


def plain_reply(told: Unit, answer: Unit, heard: Heard, cosine: float) -> Reply | None:
    """What sets two statements against each other whoever they speak of."""
    one, two = told.words, answer.words
    if corrected(two) & told.numbers and not corrected(two) & told_also(two):
        return Reply("gives another number and rejects this one", _PLACE, 0.65)
    if replaced(two) & stems(one) and not replaced(one) and cosine >= ALIKE and not is_negated(two):
        return Reply("puts another in its place", _REJECTS, 0.5)
    if is_unheard(two) and cosine >= FAINTLY and (len(two.split()) <= UNHEARD or matter(two) & stems_of(one)):
        return Reply("says that nothing of the kind is known", _REJECTS, 0.55)
    if is_of_him(two) and cosine >= AKIN and not is_of_omission(one):
        return Reply("says that nothing of the kind was done to the one who spoke", _REJECTS, 0.5)
    shared = topic(one, told, heard) & topic(two, answer, heard)
    if are_opposed(one, two) and cosine >= (NEARLY if shared else AKIN):
        return Reply("says the opposite of the same", (), 0.55)
    return None


def are_opposed(one: str, two: str) -> bool:
    """Whether two statements use opposite words of what may be one thing ("another school" is not the school)."""
    return opposed_words(one, two) and bool(_IS_ANOTHER.search(one)) == bool(_IS_ANOTHER.search(two))


def told_also(words: str) -> frozenset[str]:
    """The numbers that words give and do not reject."""
    return lexicon.numbers_in(words) - corrected(words)


def answer_of_accused(told: Unit, answer: Unit, heard: Heard, cosine: float) -> Reply | None:
    """What sets the words of somebody against a statement that speaks of him, his side or his people."""
    one, two = told.words, answer.words
    shared = topic(one, told, heard) & topic(two, answer, heard)
    if are_opposed(one, two) and (shared or cosine >= AKIN):
        return Reply("says the opposite of what is said of its side", (), 0.6)
    if (who := _another_doer(told, answer, heard)) is not None:
        return who
    if is_away(two) and not is_away(one) and not is_negated(one):
        return Reply("says that its side was elsewhere or otherwise engaged", _PLACE, 0.5)
    if _measures_apart(one, two) and (shared or len(two.split()) <= BARE):
        return Reply("gives another measure of it", _PLACE, 0.55)
    if is_most(two) and shared and told.numbers and answer.numbers and not told.numbers & answer.numbers:
        return Reply("gives a number as all there was", _PLACE, 0.5)
    is_past = is_negated(two) and not is_of_now(two) and is_said_not(two)
    if is_past and not is_of_omission(one) and cosine >= AKIN and predicate(two) & stems(one) & shared:
        return Reply("says in negative words what is said of its side", _REJECTS, 0.5)
    if undone(one) & topic(two, answer, heard) and not is_negated(two) and cosine >= AKIN:
        return Reply("says that what it is said to have left undone was done", _REJECTS, 0.5)
    return None


def _another_doer(told: Unit, answer: Unit, heard: Heard) -> Reply | None:
    """Another who is named as the one who did it, or what it came of."""
    one = stems(told.words)
    own = names_of(answer, heard)
    for verb, who in doers_of(answer.words):
        if who & (one | own) or is_negated(answer.words):
            continue
        verbs = {v for v, _ in doers_of(told.words)}
        is_same = verb in verbs or verb in stems_of(told.words) or (verb == "cause" and bool(verbs))
        shared = topic(told.words, told, heard) & topic(answer.words, answer, heard)
        if is_same or (is_outcome(verb) and shared):
            return Reply("names another doer or cause", (DenialType.BLAMES_OTHER,), 0.55)
    return None


def _measures_apart(one: str, two: str) -> bool:
    a, b = measures(one), measures(two)
    return any(sort in b and not a[sort] & b[sort] for sort in a)


def topic(words: str, unit: Unit, heard: Heard) -> frozenset[str]:
    """Stems of what a unit tells, without the names of who speaks and of places."""
    return stems(words) - names_of(unit, heard) - stems(" ".join(unit.scene.places))


def names_of(unit: Unit, heard: Heard) -> frozenset[str]:
    """Stems of the words that name who speaks."""
    return stems(heard.source(unit))


def speaks_of(told: Unit, answer: Unit, heard: Heard) -> bool:
    """Whether a statement speaks of who answers: by name, as the side it charges, or by the word for what he is."""
    party = answer.party
    charged = {*told.accused, told.charge, *(d.doer for d in told.deeds)}
    if party is not None and party in charged:
        return True
    for actor in heard.inside(told):
        if actor == answer.actor or (party is not None and heard.party.get(actor) == party):
            return True
    if _IS_ANOTHER.search(heard.source(answer)):
        return False
    plain, names = _described(heard.source(answer))
    words = stems(told.words)
    source = heard.source(answer)
    is_named = bool(plain and plain <= words) or bool(names and names <= words)
    return is_named or _is_for_him(source) or stand_for(source, told.words)


@lru_cache(maxsize=65536)
def _described(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the words for what a source is, and of its names; what anybody may be is left out."""
    generic = lexicon.entries("rebuttals", "generic", "words")
    said = [w.strip("’'\".,") for w in source.replace("’s", "").replace("'s", "").split()]
    telling = [w for w in said if len(w) > 2 and not is_small(w) and w.casefold() not in generic]
    plain = frozenset(stem(w) for w in telling if w[0].islower())
    return plain, frozenset(stem(w) for w in telling if w[0].isupper())


def _is_for_him(source: str) -> bool:
    """Whether a source is somebody who speaks for a person just named ("his lawyer")."""
    words = [w.strip(",.") for w in source.casefold().split()[:3]]
    return (
        bool(words)
        and words[0] in ("his", "her", "their")
        and bool(set(words[1:]) & lexicon.entries("rebuttals", "generic", "for_somebody"))
    )
