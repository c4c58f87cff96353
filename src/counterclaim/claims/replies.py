"""What in the words of two statements sets the second against the first.

Whether they stand near enough, and whose they are, is looked at before (:mod:`~counterclaim.claims.rebutted`); what
words say by themselves is read by :mod:`~counterclaim.claims.rebuttals`.
"""

from __future__ import annotations

from counterclaim.claims import lexicon
from counterclaim.claims.corrections import corrected, is_most, measures, true_numbers
from counterclaim.claims.dismissals import is_dismissal, named_in
from counterclaim.claims.heard import IS_ANOTHER, Heard, names_of, topic
from counterclaim.claims.negated import matter, uninflected_words
from counterclaim.claims.of_fact import is_of_fact, is_of_now, is_said_not, is_supposed, predicate
from counterclaim.claims.propositions import is_anaphoric, is_negated
from counterclaim.claims.rebuttals import (
    Reply,
    doers_of,
    is_away,
    is_of_him,
    is_of_omission,
    is_outcome,
    is_procedural,
    is_unheard,
    opposed_words,
    replaced,
    undone,
)
from counterclaim.claims.stems import stems
from counterclaim.claims.unit import Unit
from counterclaim.records import DenialType, words_of

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
_PLACE = (DenialType.DISPUTES_NUMBER_OR_PLACE,)
REJECTS = (DenialType.REJECTS_INVOLVEMENT,)


def plain_reply(told: Unit, answer: Unit, heard: Heard, cosine: float) -> Reply | None:
    """What sets two statements against each other whoever they speak of."""
    one, two = told.words, answer.words
    if corrected(two) & told.numbers and not corrected(two) & told_also(two):
        return Reply("gives another number and rejects this one", _PLACE, 0.65)
    if (true := true_numbers(two)) and told.is_count and not true & told.numbers:
        return Reply("gives another number as the true one", _PLACE, 0.6)
    if replaced(two) & stems(one) and not replaced(one) and cosine >= ALIKE and not is_negated(two):
        return Reply("puts another in its place", REJECTS, 0.5)
    if is_unheard(two) and cosine >= FAINTLY and (len(two.split()) <= UNHEARD or matter(two) & uninflected_words(one)):
        return Reply("says that nothing of the kind is known", REJECTS, 0.55)
    if is_of_him(two) and cosine >= AKIN and not is_of_omission(one):
        return Reply("says that nothing of the kind was done to the one who spoke", REJECTS, 0.5)
    shared = topic(one, told, heard) & topic(two, answer, heard)
    if are_opposed(one, two) and cosine >= (NEARLY if shared else AKIN):
        return Reply("says the opposite of the same", (), 0.55)
    return None


def are_opposed(one: str, two: str) -> bool:
    """Whether two statements use opposite words of what may be one thing ("another school" is not the school)."""
    return opposed_words(one, two) and bool(IS_ANOTHER.search(one)) == bool(IS_ANOTHER.search(two))


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
        return Reply("says in negative words what is said of its side", REJECTS, 0.5)
    if undone(one) & topic(two, answer, heard) and not is_negated(two) and cosine >= AKIN:
        return Reply("says that what it is said to have left undone was done", REJECTS, 0.5)
    return None


def _another_doer(told: Unit, answer: Unit, heard: Heard) -> Reply | None:
    """Another who is named as the one who did it, or what it came of."""
    one = stems(told.words)
    own = names_of(answer, heard)
    for verb, who in doers_of(answer.words):
        if who & (one | own) or is_negated(answer.words):
            continue
        verbs = {v for v, _ in doers_of(told.words)}
        is_same = verb in verbs or verb in uninflected_words(told.words) or (verb == "cause" and bool(verbs))
        shared = topic(told.words, told, heard) & topic(answer.words, answer, heard)
        if is_same or (is_outcome(verb) and shared):
            return Reply("names another doer or cause", (DenialType.BLAMES_OTHER,), 0.55)
    return None


def _measures_apart(one: str, two: str) -> bool:
    a, b = measures(one), measures(two)
    return any(sort in b and not a[sort] & b[sort] for sort in a)


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


def retort(told: Unit, answer: Unit, heard: Heard, away: int, is_spoken_of: bool) -> Reply | None:
    """What the words around an answer say of it; the contrary of a negative statement on nobody only affirms."""
    if answer.retort is None or away > 1 + NEXT:
        return None
    words = answer.retort.of(heard.texts[answer.article])
    is_turned = is_of_omission(told.words) and not is_negated(answer.words.removeprefix(words))
    if is_turned and not is_spoken_of:
        return None
    return Reply(f"is set against what stands before it (“{words}”)", (), 0.5 - 0.05 * away)


def procedural(told: Unit, answer: Unit, away: int) -> Reply | None:
    """What answers a charge by how it should be dealt with; the charge is one of harm, or is called one."""
    is_charge = told.is_accusation or told.charge is not None or bool(told.kinds & lexicon.act_class("harm"))
    if away > NEXT or not is_charge or not is_procedural(answer.words):
        return None
    return Reply("says how it should be dealt with, and not whether it is so", (DenialType.PROCEDURAL,), 0.45)


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
