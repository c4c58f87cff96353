"""What in the words of a statement sets it against another's, though nothing in it is called a denial.

"The gates were shut" against "they had opened the gates"; "they were cut by rats" against "drivers cut the cables";
"nine hundred, not forty"; "another dog"; "he was in Rome that week"; "the theory is an insult to the dead". Here words
are read, of one statement or two; which is set against which is looked up by :mod:`~counterclaim.claims.rebutted`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from counterclaim.claims import lexicon
from counterclaim.claims.absences import is_small, stem, stems
from counterclaim.claims.answers import matter
from counterclaim.claims.contraries import is_accident
from counterclaim.claims.propositions import is_negated
from counterclaim.records import DenialType

#: What is dismissed is named by so few words, and a bare dismissal has no more than so many.
NAMING, BARE = 5, 7
#: So many words behind a negation tell what was not done.
UNDONE = 3
#: So many words may stand before what it is called ("called it *cheap Orlandian* theatre").
QUALIFIED = 2
#: Words that put one thing in another's place have at most so many, and those by which nothing was done to somebody.
REPLACING, NOTHING_DONE = 10, 14
#: Letters of a telling word.
LETTERS = 4
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SPACE = re.compile(r"\s+")
_DETERMINER = r"(?:the|this|that|these|those|such|any|all|both|his|her|its|their|our|your|a|an)"
_POINTED = re.compile(
    r"\W*(?:it|this|that|these|those|they|them|all\s+(?:this|that|of\s+it))\b\s*"
    r"(?:(?:is|was|are|were|['’]s|as|to\s+be)\b\s*)?",
    re.IGNORECASE,
)
_BEING = re.compile(r"\b(?:is|was|are|were|be|sounds?|amounts?\s+to)\b|['’]s\b", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?:(?:a|an|the|just|simply|only|pure|purely|complete|completely|utter|utterly|total|totally|absolute|absolutely|sheer"
    r"|nothing\s+but|nothing\s+more\s+than|another|so\s+much|mere|merely|old|silly|malicious|wicked|cruel)\s+)*",
    re.IGNORECASE,
)
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
_NOT_NUMBER = re.compile(
    r"(?P<yes>[\w,.-]+)(?:\s+[\w-]+){0,2}?,?\s+(?:and\s+)?not\s+(?:the\s+)?(?P<no>\d[\d,.]*|[a-z]+(?:-[a-z]+)?)\b"
    r"|\bnot\s+(?P<no2>\d[\d,.]*|[a-z]+(?:-[a-z]+)?)(?:\s+[\w-]+)?,?\s+but\s+(?P<yes2>[\w,.-]+)",
    re.IGNORECASE,
)
_TRUE_NUMBER = re.compile(
    r"\b(?:real|true|actual|correct|right)\s+(?:death\s+)?(?:number|figure|toll|count|total)\b[^.;:]{0,30}?\b(?:was|were|is|stood\s+at|stands\s+at)\s+",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:was|were|been|is|on|about|of|from|by|at|in)\s+(?:(?:a|some)\s+(?:\w+ly\s+)?(?:different|other)|another|the\s+wrong|the\s+other|someone\s+else['’]s|somebody\s+else['’]s)\s+"
    r"(?P<noun>[a-z][\w’'-]+(?:\s+[a-z][\w’'-]+)?)",
    re.IGNORECASE,
)
_UNIT = r"(?:second|minute|hour|day|week|month|year|kilomet(?:re|er)|mile|met(?:re|er)|yard)s?"
_MEASURE = re.compile(
    rf"(?P<count>\d[\d.,]*|[a-z]+(?:-[a-z]+)?)\s+(?P<unit>{_UNIT})\b(?P<more>\s+and\s+(?:a\s+half|[\w.-]+\s+{_UNIT})\b)?",
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


class Reply(NamedTuple):
    """What sets a statement against one that is on the same: why in words, how it denies, how sure that is."""

    why: str
    how: tuple[DenialType, ...]
    confidence: float


def is_put_in_mouth(words: str) -> bool:
    """Whether words only tell what an opponent says of the speaker's side ("they say we burned the mill")."""
    return bool(_IN_MOUTH.match(words)) and not re.match(r"\W*(?:We|I|My|Our)\s", words[:6])


@lru_cache(maxsize=65536)
def is_dismissal(cue: str, words: str) -> bool:
    """Whether somebody calls what was said untrue or unfit: "called the theory a disgrace", "pure invention".

    What merely happened is not denied by what it is called ("called the fire a disgrace").
    """
    if is_negated(cue):
        return False
    untrue, unfit = _told("untrue"), _told("unfit")
    is_called = bool(_calling().search(cue))
    if _named_saying(words, is_called):
        left = words[_named_saying(words, is_called) :]
        found = untrue.search(left) or unfit.search(left)
        return found is not None and not is_negated(left[: found.start()])
    pointed = _POINTED.match(words)
    rest = words[pointed.end() :] if pointed is not None and (is_called or _BEING.search(pointed.group())) else ""
    if not rest and len(words.split()) <= BARE and not _BEING.search(words):
        rest = words.lstrip("\"“”'‘’ ")
    at = _ARTICLE.match(rest)
    start = at.end() if at else 0
    starts = [0, start, *(m.end() for m in list(_SPACE.finditer(rest, start))[:QUALIFIED])]
    return bool(rest) and any(untrue.match(rest, i) for i in starts)


@lru_cache(maxsize=65536)
def _named_saying(words: str, is_called: bool) -> int:
    """Where words that begin by naming something said go on ("the uniform theory | is an insult"); 0 if they do not."""
    m = _saying().match(words)
    if m is None:
        return 0
    being = _BEING.search(words, m.end())
    if is_called or being is None:
        return m.end() if is_called else 0
    return being.end() if len(words[m.end() : being.start()].split()) <= NAMING * 2 else 0


@lru_cache(maxsize=65536)
def called_what(words: str) -> str:
    """What words that begin by naming something said call it, the last that they do ("the claim that it was staged |
    *obscene*"); empty where they do not begin so.
    """
    if not _named_saying_that().match(words):
        return ""
    found = [m for section in ("untrue", "unfit") for m in _told(section).finditer(words)]
    return max(found, key=lambda m: m.end()).group() if found else ""


@lru_cache(maxsize=65536)
def named_in(words: str) -> frozenset[str]:
    """Stems of what the words of a dismissal name ("the *uniform* theory", "the story of the *fax*")."""
    m = _saying().match(words)
    if m is None:
        return frozenset()
    being = _BEING.search(words, m.end())
    said = words[: being.start()] if being else words
    hollow = (_told("untrue"), _told("unfit"), lexicon.words("rebuttals", "sayings", "nouns"))
    for pattern in hollow:
        said = pattern.sub(" ", said)
    return stems(said)


@cache
def _saying() -> re.Pattern[str]:
    noun = lexicon.words("rebuttals", "sayings", "nouns").pattern
    return re.compile(rf"\W*(?:{_DETERMINER}\s+)?(?:[\w’'-]+\s+){{0,{NAMING - 1}}}?{noun}", re.IGNORECASE)


@cache
def _named_saying_that() -> re.Pattern[str]:
    noun = lexicon.words("rebuttals", "sayings", "nouns").pattern
    return re.compile(rf"\W*(?:{_DETERMINER}\s+)?(?:[\w’'-]+\s+){{0,2}}?(?:{noun})\s+(?:that|of)\b", re.IGNORECASE)


def _told(section: str) -> re.Pattern[str]:
    return lexicon.words("rebuttals", section)


def _calling() -> re.Pattern[str]:
    return lexicon.words("rebuttals", "calling", "verbs")


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
def corrected(words: str) -> frozenset[str]:
    """The numbers that words reject, while they give others ("nine thousand, *not four hundred*")."""
    out: frozenset[str] = frozenset()
    for m in _NOT_NUMBER.finditer(words):
        out |= lexicon.numbers_in(_phrase_from(words, m.start("no") if m["no"] else m.start("no2")))
    return out if out and lexicon.numbers_in(words) - out else frozenset()


def _phrase_from(words: str, at: int) -> str:
    return " ".join(re.split(r"[,;:.]\s|\bbut\b", words[at:], maxsplit=1)[0].split()[:3])


@lru_cache(maxsize=65536)
def is_procedural(words: str) -> bool:
    """Whether words say how a thing should be dealt with, and not whether it is so ("an inquiry must come first")."""
    return bool(_told("procedure").search(words))


@lru_cache(maxsize=65536)
def true_numbers(words: str) -> frozenset[str]:
    """The numbers that words give as the true ones ("the real number was four")."""
    return frozenset(
        n for m in _TRUE_NUMBER.finditer(words) for n in lexicon.numbers_in(" ".join(words[m.end() :].split()[:3]))
    )


@lru_cache(maxsize=65536)
def measures(words: str) -> dict[str, frozenset[str]]:
    """The counts of units of time and length that words name, by sort of unit."""
    found: dict[str, set[str]] = {}
    for m in _MEASURE.finditer(words):
        unit = m["unit"].casefold().rstrip("s")
        sort = "length" if unit[:4] in ("kilo", "mile", "metr", "mete", "yard") else "time"
        if numbers := lexicon.numbers_in(m["count"]):
            found.setdefault(sort, set()).update(f"{n} {unit}{m['more'] or ''}".casefold() for n in numbers)
    return {sort: frozenset(counts) for sort, counts in found.items()}


@lru_cache(maxsize=65536)
def is_most(words: str) -> bool:
    """Whether words name a number as all there was ("no more than forty")."""
    return any(lexicon.numbers_in(" ".join(words[m.end() :].split()[:2])) for m in _told("only").finditer(words))


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
