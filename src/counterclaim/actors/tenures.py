"""Who holds which office, as one article tells: person, office, whose office, and whether it is held, new or left.

"Defence Minister Anna Kest" holds it on the day of the report; "former defence minister Ilan Dorr", "Kest's
predecessor, Ilan Dorr", "Dorr, who resigned on Sunday" has left it; "Anna Kest was appointed defence minister" has it
from then on. An article is read by itself; what several say together is in ``offices``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from counterclaim.actors.collect import Ref, Text
from counterclaim.actors.lexicon import fold, words
from counterclaim.actors.names import plain_name
from counterclaim.actors.phrase import Phrase, read_phrase
from counterclaim.actors.world import World
from counterclaim.records import EntityType, Span, TenureStatus

#: Offices that one person holds at a time, so that whoever comes after somebody takes that one's place.
SINGLE = frozenset(
    (
        *("president", "prime minister", "chancellor", "vice president", "foreign minister", "secretary of state"),
        *("defence minister", "interior minister", "justice minister", "finance minister", "health minister"),
        *("information minister", "attorney general", "secretary-general", "governor", "mayor", "police chief"),
        *("speaker", "king", "pope", "head", "chairperson"),
    )
)
#: Offices of all sorts; "officer", "expert" and the like are none.
OFFICES = SINGLE | {"spokesperson", "ambassador", "general", "minister", "deputy minister", "leader", "prosecutor"}
_LEFT = "former|ex|one-?time|ousted|deposed|dismissed|sacked|fired|late|previous|past"
_EX = re.compile(r"\bex-(?=\w)", re.I)
_PAST = re.compile(rf"\b(?:(?:{_LEFT})[- ]|then-)(?=\w)", re.I)
_BEFORE_PAST = re.compile(rf"\b(?:(?:{_LEFT})(?:-|\s+)|then-|the then\s+)$", re.I)
_NEW = re.compile(r"\b(?:newly[- ](?:appointed|named|elected|installed)|new|incoming)\s+$", re.I)
_NEW_IN = re.compile(r"^(?:the |a )?(?:[A-Z]\S+ )?(?:newly[- ](?:appointed|named|elected)|new)\b", re.I)
_ACTING = re.compile(r"\b(?:acting|interim|caretaker)\b", re.I)
_NAME = r"((?:[A-Z][\w’'-]+ ){0,4}[A-Z][\w’-]+)"
#: Who dismisses somebody is not dismissed: these verbs count in the passive alone.
_BEEN = r"(?:(?:has|had|have) been|was|were|is|being)"
_HAS = r"(?:(?:has|had|have) )?"
_CAME = rf"(?:{_BEEN} (?:appointed|named|sworn in|installed|chosen|elected)|{_HAS}(?:took office|took over))"
_WENT = (
    rf"(?:{_BEEN} (?:dismissed|sacked|fired|removed|ousted|replaced)"
    rf"|{_HAS}(?:resigned|stepped down|quit|retired|left (?:the )?office))"
)
#: What is told of another time than that of the report is no news in it.
_LONG_AGO = re.compile(r"^[^.;\n]{0,60}?\b(?:in \d{4}|since \d{4}|years? ago|months? ago|last year|in the \d{4}s)\b")
#: After a name and its office: "..., who was appointed on Sunday".
_WHO_CAME = re.compile(rf",? who {_CAME}\b")
_WHO_WENT = re.compile(rf",? who {_WENT}\b")
_END = r"(?=\s(?:on|last|in|by|after|until|this|and|who|when)\b|[,.;:”\"\n]|$)"
_WHAT = rf"((?:the |a |an )?[A-Za-z][^,.;:“”\"\n]{{3,70}}?){_END}"
_APPOINTED = re.compile(rf"\b(?P<name>{_NAME}),? (?:who )?{_CAME}(?: as)? (?P<what>{_WHAT})")
_BECAME = re.compile(rf"\b(?P<name>{_NAME}),? (?:who )?(?:became|has become) (?P<what>{_WHAT})")
_FROM = r"(?:as|from (?:the |his |her )?(?:post|job|office)(?: of| as))"
_RESIGNED = re.compile(rf"\b(?P<name>{_NAME}),? (?:who )?{_WENT} {_FROM} (?P<what>{_WHAT})")
_REPLACED = re.compile(
    rf"\b{_NAME},? (?:who )?{_HAS}(?:replaced|replaces|succeeded|succeeds"
    rf"|(?:took|takes|taken) over(?: on [A-Z][a-z]+| last [a-z]+)? from) (?:the )?{_NAME}(?: as {_WHAT})?"
)
_FOLLOWER = re.compile(rf"\b{_NAME}['’]s? (predecessor|successor)(?: as {_WHAT})?,? {_NAME}")
_HIS_FOLLOWER = re.compile(rf"\b[Hh](?:is|er) (predecessor|successor)(?: as {_WHAT})?,? {_NAME}")
_IS_CALLED = re.compile(
    rf"\b(?:[Tt]he name of )?(?P<what>(?:[Tt]he )?[A-Z][^,.;:“”\"\n]{{3,60}}?) (?:is|is called) (?P<name>{_NAME})\b"
)
_IS = re.compile(rf"\b(?P<name>{_NAME}) (?:is|remains) (?P<what>{_WHAT})")
#: Clauses that give a person an office, with what they say of it.
_CLAUSES = (
    *((_APPOINTED, TenureStatus.NEW), (_BECAME, TenureStatus.NEW), (_RESIGNED, TenureStatus.LEFT)),
    *((_IS, TenureStatus.HOLDS), (_IS_CALLED, TenureStatus.HOLDS)),
)
#: Owners that point back to one named before.
_POINTING = frozenset(("his", "her", "its", "their", "our", "my", "your", "whose", "country", "nation", "state"))
#: Whose successor one is was named so many characters before at most.
FAR = 250
#: An office set beside a name stands within so many characters after it.
BESIDE = 90
#: A body named after "of" that is no state: "the commander of the Northern Fleet".
_OF = re.compile(r"\b(?:of|for) (?:the )?([A-Z][\w’'-]+(?: (?:of )?[A-Z][\w’'-]+)*)")


@dataclass(frozen=True, slots=True)
class Told:
    """One place where an article gives somebody an office. ``of`` is whose: a state's key, "org|…", or "" if not told.

    ``whose`` are the words for it, ``like`` the name of one whose office it is, where the office itself is not named;
    ``is_mention`` tells that the words are a mention of the person; ``words`` are those for the office, as printed.
    """

    name: str
    role: str
    of: str
    whose: str
    status: TenureStatus
    span: Span
    like: str = ""
    is_mention: bool = False
    words: str = ""


def tenures_in(text: Text, world: World) -> tuple[Told, ...]:
    """All offices that an article gives to persons, in text order."""
    mentions = {ref.span for ref in text.refs}
    every = [*_stated(text.article.text, world), *_followers(text, world)]
    stated = (replace(t, is_mention=t.span in mentions) for t in every)
    found = [*_titled(text, world), *stated]
    return tuple(sorted(set(found), key=lambda t: (t.span, t.name, t.role, t.status)))


def office_of(phrase: Phrase) -> tuple[str, str, str] | None:
    """The office of a phrase: role, whose (key), and the words for that; None where it is none."""
    role = phrase.role
    if role is None or role.name not in OFFICES or phrase.plural:
        return None
    is_deputy = re.search(rf"\b(?:deputy|vice)[- ]{re.escape(phrase.head)}", phrase.text, re.I) is not None
    name = f"deputy {role.name}" if is_deputy else role.name
    if phrase.org is not None:
        return name, f"org|{phrase.org}", phrase.org
    if phrase.state is not None and phrase.body is None:
        return name, phrase.state, phrase.state_words
    is_owned = bool(phrase.possessor) and phrase.possessor.lower().split()[-1] not in _POINTING
    if is_owned:
        return name, f"of|{fold(phrase.possessor)}", phrase.possessor
    after = _OF.search(phrase.text)
    if phrase.body is not None:
        before = re.sub(
            r"(?i)^(?:the|a|an) |[’']s$", "", phrase.text[: max(0, phrase.text.lower().find(phrase.head))].strip()
        )
        whose = before or (after.group(1) if after is not None else phrase.body)
        return name, f"{phrase.state or ''}|{phrase.body}", whose
    return (name, f"of|{fold(after.group(1))}", after.group(1)) if after is not None else (name, "", "")


def is_past(text: str, span: Span, phrase: str) -> bool:
    """Whether a mention speaks of somebody who has left the office it names."""
    if is_of_past(phrase):
        return True
    is_owner = text[span.end : span.end + 2] in ("'s", "’s")  # "dismissed Minister Kest's words"
    return not is_owner and _BEFORE_PAST.search(text[max(0, span.start - 16) : span.start]) is not None


@lru_cache(1 << 14)
def is_of_past(phrase: str) -> bool:
    """Whether a description says itself that its bearer has left the office ("the former minister")."""
    own = re.split(r",| of | for | to |['’]s ", phrase, maxsplit=1)[0]
    parts = phrase.split(", ")
    return _PAST.search(own) is not None or any(_PAST.match(re.sub("^(?:the|a|an) ", "", p)) for p in parts[1:])


def status_of(text: str, span: Span, phrase: Phrase) -> TenureStatus:
    """What the words in and around a mention say of the office that it names."""
    before, after = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 60]
    if is_past(text, span, phrase.text) or _WHO_WENT.match(after):
        return TenureStatus.LEFT
    if _WHO_CAME.match(after) or _NEW.search(before) or _NEW_IN.search(phrase.text):
        return TenureStatus.NEW
    return TenureStatus.ACTING if _ACTING.search(phrase.text + before[-9:]) else TenureStatus.HOLDS


def _titled(text: Text, world: World) -> Iterator[Told]:
    """Names with an office beside them."""
    for ref in text.refs:
        bare = _EX.sub("", ref.phrase.text)
        phrase = ref.phrase if bare == ref.phrase.text else read_phrase(bare, world)
        office = office_of(phrase) if ref.phrase.name else None
        if office is not None:
            status = status_of(text.article.text, ref.span, ref.phrase)
            at = _with_office(text.article.text, ref)
            yield Told(_bare(ref), *office, status, at, is_mention=True, words=_words(at.of(text.article.text), ref))


def _with_office(text: str, ref: Ref) -> Span:
    """The mention with the office that stands beside it ("Ivo Brandt, | the commander", "The envoy, | Ivo Brandt")."""
    head, end = ref.phrase.head, ref.span.end
    if head in ref.span.of(text).lower():
        return ref.span
    start = end - len(ref.phrase.text)
    if start >= 0 and text[start:end] == ref.phrase.text:
        return Span(start, end)
    at = text[end : end + BESIDE].lower().find(head)
    return ref.span if at < 0 else Span(ref.span.start, end + at + len(head))


def _words(printed: str, ref: Ref) -> str:
    """The words for an office in what is printed of its holder: the part with it, without the name."""
    name = plain_name(_bare(ref))
    parts = [part.strip(" ,") for piece in re.split(r",\s+", printed) for part in piece.split(name)]
    return next((_plain(p) for p in parts if ref.phrase.head in p.lower()), "")


def _plain(printed: str) -> str:
    """Words for an office on one line, without a determiner, or what tells that it is new or was left, before them."""
    line = " ".join(printed.split())
    return re.sub(
        rf"^(?:(?:the|an?|new|newly[- ]\w+|{_LEFT}|then|acting|another|suspended)\b[- ]*)+", "", line, flags=re.I
    ).strip(" ’'")


def _bare(ref: Ref) -> str:
    return re.sub(r"['’]s?$", "", ref.phrase.name)


def _stated(text: str, world: World) -> Iterator[Told]:
    """Offices that a clause gives: "was appointed", "resigned as", "replaced", "is the prime minister of"."""
    for pattern, status in _CLAUSES:
        for match in pattern.finditer(text):
            office = _named_office(match.group("what"), world)
            person = _person(match.group("name"), world)
            if office is None or person is None or (pattern is _IS and not office[1]):
                continue
            is_old = status is TenureStatus.NEW and _LONG_AGO.match(text[match.end() : match.end() + 80])
            said = TenureStatus.HOLDS if is_old else status
            said = TenureStatus.LEFT if is_of_past(match.group("what")) else said
            yield Told(person, *office, said, Span(*match.span()), words=_plain(match.group("what")))
    for match in _REPLACED.finditer(text):
        yield from _pair(match.group(1), match.group(2), match.group(3), Span(*match.span()), world)
    for match in _FOLLOWER.finditer(text):
        known, which, office_words, other = match.groups()
        new, old = (known, other) if which == "predecessor" else (other, known)
        yield from _pair(new, old, office_words, Span(*match.span()), world, known)


def _followers(text: Text, world: World) -> Iterator[Told]:
    """Who came after, or before, the person named last ("His successor as interior minister, Ivo Brandt")."""
    for match in _HIS_FOLLOWER.finditer(text.article.text):
        which, office_words, other = match.groups()
        named = [r for r in text.refs if r.span.end <= match.start() and (r.phrase.name or r.type is EntityType.PER)]
        if not named or match.start() - named[-1].span.end > FAR:
            continue
        known = named[-1].phrase.name or named[-1].phrase.exact
        new, old = (known, other) if which == "predecessor" else (other, known)
        yield from _pair(new, old, office_words, Span(*match.span()), world, known)


def _named_office(words: str, world: World) -> tuple[str, str, str] | None:
    phrase = read_phrase(words, world)
    return office_of(phrase) if not phrase.name and phrase.kind == "person" else None


def _person(name: str, world: World) -> str | None:
    """The name in capitalised words, without a day or title before it; None where it is no person's."""
    tokens = name.split()
    leading = words()["calendar"] | words()["determiners"] | words()["prepositions"] | words()["between"]
    while len(tokens) > 1 and tokens[0].lower() in leading:
        tokens.pop(0)
    phrase = read_phrase(" ".join(tokens), world)
    return re.sub(r"['’]s?$", "", phrase.name or phrase.exact) if phrase.name or phrase.kind == "name" else None


def _pair(new: str, old: str, what: str | None, span: Span, world: World, known: str = "") -> Iterator[Told]:
    """One who came after another: in the office named, or in that which the one or the other is known to hold."""
    titled = next((o for n in (old, new) if (o := office_of(read_phrase(n, world))) is not None), ("", "", ""))
    office = _named_office(what, world) if what else titled
    after, before, like = (_person(n, world) for n in (new, old, known or old))
    if office is None or after is None or before is None or like is None:
        return
    words = _plain(what or "")
    yield Told(before, *office, TenureStatus.LEFT, span, like, words=words)
    if known != new:
        yield Told(after, *office, TenureStatus.NEW, span, like, words=words)
