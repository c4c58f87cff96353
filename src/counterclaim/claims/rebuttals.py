"""What in the words of a statement sets it against another's, though nothing in it is called a denial.

"The gates were shut" against "they had opened the gates"; "they were cut by rats" against "drivers cut the cables";
"another dog"; "he was in Rome that week". Here words are read, of one statement or two; which is set against which is
looked up by :mod:`~counterclaim.claims.rebutted`. Numbers are read by :mod:`~counterclaim.claims.corrections`, what
calls a thing untrue by :mod:`~counterclaim.claims.dismissals`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from counterclaim.claims import lexicon
from counterclaim.claims.contraries import is_accident
from counterclaim.claims.corrections import corrected, is_most, measures, true_numbers
from counterclaim.claims.negated import matter
from counterclaim.claims.propositions import is_negated
from counterclaim.claims.stems import is_small, stem, stems
from counterclaim.records import DenialType

#: So many words behind a negation tell what was not done.
UNDONE = 3
#: Words that put one thing in another's place have at most so many, and those by which nothing was done to somebody.
REPLACING, NOTHING_DONE = 10, 14
_BY = re.compile(
    r"\b(?:was|were|been|be|being|is|are|got)\s+(?:\w+ly\s+|also\s+|all\s+)?(?P<verb>[a-z]+)(?:\s+[a-z]+){0,2}?\s+"
    r"by\s+(?P<doer>[^,;:.]+)",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?P<verb>died|dead|killed|ill|sick|suffered)\s+(?:of|from)\s+(?P<of>[^,;:.]+)"
    r"|\b(?P<verb2>caused|destroyed|ruined|brought about|triggered|set off|started)\s+by\s+(?P<by>[^,;:.]+)"
    r"|\b(?:down to|due to|because of|result of|consequence of|work of|fault of|cause (?:was|is|lay in)"
    r"|culprit (?:was|is)|blame lies with|blamed? (?:it )?on)\s+(?P<due>[^,;:.]+)",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:was|were|been|is|on|about|of|from|by|at|in)\s+(?:(?:a|some)\s+(?:\w+ly\s+)?(?:different|other)|another|the\s+wrong|the\s+other|someone\s+else['’]s|somebody\s+else['’]s)\s+"
    r"(?P<noun>[a-z][\w’'-]+(?:\s+[a-z][\w’'-]+)?)",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\W*(?:he|she|they|we|i|it|all|both|everyone|everybody|(?:his|her|its|their|our|my|the)\s+(?:[\w’'-]+\s+){1,3}?)\s*"
    r"(?:was|were|had\s+been|have\s+been|has\s+been|spent|stayed|had\s+never|has\s+never|have\s+never|lay|never)\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:in|at|aboard|with|near)\s+(?!the\s+(?:time|moment|hour|end|start|beginning|same)\b)(?:[A-Z]|(?:the|a|an|his|her|their|our|my|its)\s+\w+|bed\b|port\b|sea\b|hospital\b|church\b)"
)
#: Words put in an opponent's mouth ("they say we burned the mill").
_IN_MOUTH = re.compile(
    r"\W*(?:they|he|she|some|others|people|everybody|everyone|our\s+(?:enemies|opponents|accusers|critics|neighbours|rivals)"
    r"|(?:the\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?)\s+(?:now\s+|also\s+|even\s+|always\s+|will\s+|keeps?\s+|would\s+have\s+it\s+)?"
    r"(?:says?|claims?|alleges?|accuses?|tells?|saying|claiming|pretends?|insists?|writes?)\b(?:\s+(?:you|everyone|everybody|the\s+world))?"
    r"(?:\s+that)?\s+(?:we|us|our|i|me|my)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:no(?!\s+(?:man['’]s|doubt|fewer|less|more|longer|one\s+knows))|not(?!\s+(?:only|just|least|so))|never|nothing|nobody|none)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,;:.]|\b(?:but|and|that|when|while)\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|shall|going to|would(?!\s+(?:never|not\s+have|have)))\b|\bwon['’]t\b", re.IGNORECASE)
#: Who is no other doer.
_NOBODY_KNOWN = re.compile(
    r"(?:some\s*one|some\s*body|an?\s+unknown|unknown|persons?\s+unknown|people|hand|mistake|accident|chance|force|error|law|name|post"
    r"|phone|e-?mail|the\s+end|then|now|far|surprise|all|both|either|many|most|himself|herself|itself|themselves)\b",
    re.IGNORECASE,
)
#: "Nobody had put any pressure on him": of the one who spoke.
_NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one|none of (?:us|our|its|his|her|their))\b"
    r".*\b(?:him|her|them|his|their)\b",
    re.IGNORECASE,
)


class Reply(NamedTuple):
    """What sets a statement against one that is on the same: why in words, how it denies, how sure that is."""

    why: str
    how: tuple[DenialType, ...]
    confidence: float


def is_put_in_mouth(words: str) -> bool:
    """Whether words only tell what an opponent says of the speaker's side ("they say we burned the mill")."""
    return bool(_IN_MOUTH.match(words)) and not re.match(r"\W*(?:We|I|My|Our)\s", words[:6])


@lru_cache(maxsize=65536)
def is_of_him(words: str) -> bool:
    """Whether words say that nothing of the kind was ever done to the one who just spoke."""
    return len(words.split()) <= NOTHING_DONE and bool(_NOBODY.search(words))


@cache
def retorts() -> re.Pattern[str]:
    """Words around a statement that set it against what was said before it."""
    flat = r"\bdisagree[ds]?\b(?=[,.;:])|(?-i:Not so|Not true|Wrong|Untrue)(?=[,.:;!]| according)"
    return re.compile(rf"{flat}|{_told('retorts').pattern}", re.IGNORECASE)


@lru_cache(maxsize=65536)
def can_reply(words: str) -> bool:
    """Whether words have anything by which they could be set against another's: cheap, for every statement."""
    return bool(
        matter(words) or _sides_of(words) or _BY.search(words) or _CAUSE.search(words) or _ANOTHER.search(words)
        or _told("unheard").search(words) or is_of_him(words) or corrected(words) or measures(words) or is_away(words)
        or is_accident(words) or is_most(words) or true_numbers(words) or is_procedural(words)
    )  # fmt: skip


@lru_cache(maxsize=65536)
def is_away(words: str) -> bool:
    """Whether words say that those they are on were elsewhere, or otherwise engaged, at the time."""
    if not _AWAY.match(words) or words.rstrip("\"”' ").endswith("?"):
        return False
    is_then = lexicon.words("rebuttals", "away", "then").search(words) is not None
    return bool(_told("away").search(words)) or (is_then and _AT.search(words) is not None)


@lru_cache(maxsize=65536)
def is_unheard(words: str) -> bool:
    """Whether words say that nothing of the kind is known ("it knows of no visitors", "there is no such officer")."""
    return bool(_told("unheard").search(words))


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    listed = lexicon.table("rebuttals")["opposites"]["list"]
    return tuple((lexicon.compiled(a.split("|")), lexicon.compiled(b.split("|"))) for a, b in listed)


@lru_cache(maxsize=65536)
def _sides_of(words: str) -> frozenset[tuple[int, int]]:
    """The opposites of which words name one side, with that side; turned where the words are negative."""
    found = set()
    for n, pair in enumerate(_opposites()):
        named = [(side, m) for side, m in enumerate(p.search(words) for p in pair) if m is not None]
        if len(named) == 1:
            side, m = named[0]
            found.add((n, 1 - side if _is_turned(words, m.start()) else side))
    return frozenset(found)


def _is_turned(words: str, at: int) -> bool:
    """Whether a negation stands before a place in its clause."""
    return is_negated(_CLAUSES.split(words[:at])[-1])


def opposed_words(a: str, b: str) -> bool:
    """Whether each has one of two words that cannot both be so of one thing ("shut" / "opened")."""
    theirs = _sides_of(b)
    return any((n, 1 - side) in theirs for n, side in _sides_of(a))


@lru_cache(maxsize=65536)
def doers_of(words: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """What words say was done by whom, or came of what: stem of the verb, stems of who or what."""
    found = [(stem(m["verb"]), _head(m["doer"])) for m in _BY.finditer(words)]
    for m in _CAUSE.finditer(words):
        what = m["of"] or m["by"] or m["due"]
        found.append((stem(m["verb"] or m["verb2"] or "cause"), _head(what)))
    return tuple((verb, who) for verb, who in found if who)


def _head(phrase: str) -> frozenset[str]:
    """Stems of the first few telling words of a phrase."""
    if _NOBODY_KNOWN.match(phrase):
        return frozenset()
    cut = re.split(r"\b(?:in|on|at|from|with|who|which|that|after|before|and|when|while)\b", phrase, maxsplit=1)[0]
    return stems(cut)


@lru_cache(maxsize=65536)
def is_outcome(verb: str) -> bool:
    """Whether the stem of a verb is of what happened to a thing."""
    return verb in _outcomes()


@cache
def _outcomes() -> frozenset[str]:
    return frozenset(stem(w) for w in lexicon.entries("rebuttals", "outcomes", "words"))


@lru_cache(maxsize=65536)
def is_to_come(words: str) -> bool:
    """Whether words are of what will be, and say nothing of what was."""
    return bool(_TO_COME.search(words))


@lru_cache(maxsize=65536)
def replaced(words: str) -> frozenset[str]:
    """Stems of what is put in another's place ("it was *another dog*", "the report was on a *different valve*")."""
    if len(words.split()) > REPLACING:
        return frozenset()
    found = (m["noun"].split() for m in _ANOTHER.finditer(words))
    return frozenset(stem(w) for named in found for w in named if len(w) >= 3 and not is_small(w))


@lru_cache(maxsize=65536)
def is_procedural(words: str) -> bool:
    """Whether words say how a thing should be dealt with, and not whether it is so ("an inquiry must come first")."""
    return bool(_told("procedure").search(words))


@lru_cache(maxsize=65536)
def undone(words: str) -> frozenset[str]:
    """Stems of what words say was left undone: the telling words right behind a negation ("gave *no warning*")."""
    ends = [m.end() for m in _NEGATION.finditer(words)] + [m.end() for m in _told("omission").finditer(words)]
    return frozenset(s for end in ends for s in stems(" ".join(re.split(r"[,;:.]", words[end:])[0].split()[:UNDONE])))


def is_of_omission(words: str) -> bool:
    """Whether words tell of something left undone."""
    return bool(undone(words))


@lru_cache(maxsize=65536)
def stand_for(source: str, words: str) -> bool:
    """Whether somebody so described answers for those of whom words speak (the army for its soldiers)."""
    return any(a.search(source) and b.search(words) for a, b in _standing())


@cache
def _standing() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    listed = lexicon.table("rebuttals")["stands_for"]["list"]
    return tuple((lexicon.compiled(a.split("|")), lexicon.compiled(b.split("|"))) for a, b in listed)


def _told(section: str) -> re.Pattern[str]:
    return lexicon.words("rebuttals", section)
