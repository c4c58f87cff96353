"""Of what body a mention says that somebody is, or for whom somebody speaks: police, a family, a company, a union.

States tell by their names; what is no state's tells by a noun ("the union's lawyer", "police chief Brill") or by a name
beside an office ("a spokesman for Carron Chemical"). This is read here article by article, from the words of the
mention alone; ``disputes`` looks over the whole case which of these bodies are its sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from counterclaim.actors.article_base import Resolved
from counterclaim.actors.collect import Ref
from counterclaim.actors.lexicon import fold, roles, rows, words
from counterclaim.actors.names import plain_name
from counterclaim.records import Span

FAMILY = "family"
#: Words that the name of a sort has at most.
SORT_WORDS = 3
_TOKEN = re.compile(r"[\w&]+(?:[.'’&-][\w&]+)*['’]?")
_POSSESSIVE = re.compile(r"(.+?)(?:['’]s|(?<=s)['’])$")
_PREPOSITION = re.compile(r"\s+(?:of|for|at|from|with|in)\s+", re.I)
_TAIL = re.compile(r"\s+(?:of|at|in|for)\s+(?:the\s+)?((?:[A-Z][\w’'-]*\s?)+)")
_WHO = re.compile(r",?\s+(?:who|which|that|whose|said|say|shot|killed|accused|on|to|after|when)\b.*$", re.S)
_SOME_OF = re.compile(r"^(?:one|two|three|some|many|most|several|all|both) of (?:the |his |her |its )?", re.I)
_LED_BY = re.compile(r"([^,.;:“”\"\n]{3,60}),? (?:which is )?(?:led|headed|chaired|run|represented) by (?:the )?$")
#: "The residents' | association of Orst": the reader leaves what stands before the capital out of the name.
_MANY_BEFORE = re.compile(r"\b[a-z]+s['’] $")
_REPRESENTS = re.compile(r",?\s+(?:who\s+)?represent(?:s|ed|ing)\s+([^,.;“”\"\n]{3,60})")
#: What is named, said after the name ("Brandt Works, | the Orlandian company that runs the port").
_IS_A = re.compile(r",\s+(?:the|an?) ([^,.;“”\"\n]{3,60})")
_OWN = frozenset(["his", "her", "its", "their"])


_UNTELLING = _OWN | {"our", "my", "your"} | words()["determiners"] - {"former"}
#: Sorts whose names are their own.
NAMED_SORTS = frozenset(["company", "union", "university", "party", "club", "hospital"])
#: Sorts that a person can be one of ("one of the accusers, Ivo Brandt").
_OF_MANY = frozenset(["police", "union", "workers", "students", "residents", "accusers", "protesters", "family"])


class Body(NamedTuple):
    """What words say of a body: its sort, the folded words of its name, small words that tell it from others."""

    sort: str
    names: tuple[str, ...] = ()
    mods: tuple[str, ...] = ()


class Tie(NamedTuple):
    """A mention that says that an actor is a body, or speaks for one; or for an actor, ``owner``."""

    actor: str
    body: Body
    article: str
    span: Span
    words: str
    is_body: bool
    owner: str = ""


@cache
def table(kind: str) -> Mapping[str, str]:
    """The words of a class with the sort each tells, plurals too."""
    out: dict[str, str] = {}
    for of, sort, cell in rows("sides.tsv"):
        for word in cell.split(";") if of == kind else ():
            for form in (fold(word), f"{fold(word)}s", re.sub(r"y$", "ies", fold(word))):
                out.setdefault(form, "" if sort == "-" else sort)
    return out


def ties_in(result: Resolved) -> Iterator[Tie]:
    """What each mention of an article says of the body that its actor is or speaks for."""
    text = result.text.article.text
    for ref in result.text.refs:
        if ref.actor is None or ref.phrase.kind in ("pronoun", "document") or is_observer(ref.phrase.text):
            continue
        profile = result.profiles.get(ref.actor)
        owners = sorted(profile.owners) if profile is not None else []
        after = _REPRESENTS.match(text, ref.span.end)
        before = text[max(0, ref.span.start - 9) : ref.span.start].removesuffix("\n").removesuffix("the ")
        led = _LED_BY.search(text, max(0, ref.span.start - 90), ref.span.start) if before.endswith("by ") else None
        many = _MANY_BEFORE.search(text, max(0, ref.span.start - 20), ref.span.start)
        own = f"{many.group()}{ref.phrase.text}" if many is not None else ref.phrase.text
        beside = [m for m in (after, led) if m is not None]
        served = ((body_in(m.group(1)), False, "") for m in beside)
        for body, is_body, owner in [*_of_phrase(ref, own, owners), *served]:
            if body is not None and not body.sort and is_body and not ref.phrase.is_person:
                body = _with_sort(body, text, ref.span.end)
            if body is not None or owner:
                told = "".join([*(led.group() if led else ""), own, *(after.group() if after else "")])
                yield Tie(ref.actor, body or Body(""), result.text.article.id, ref.span, told, is_body, owner)


def _with_sort(body: Body, text: str, end: int) -> Body:
    """A body known by its name alone, with the sort that an apposition after the name gives."""
    beside = _IS_A.match(text, end)
    told = body_in(beside.group(1)) if beside is not None else None
    return Body(told.sort, body.names) if told is not None and told.sort in NAMED_SORTS else body


def bodies_in(text: str, offset: int = 0) -> Iterator[tuple[int, Body]]:
    """Every noun for a body in some words, with the name beside it."""
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    i = 0
    while i < len(tokens):
        n = _sort_at([t for *_, t in tokens], i, table("body"))
        if n:
            start, end = _with_name(text, tokens, i, i + n)
            body = body_in(text[tokens[start][0] : tokens[end - 1][1]])
            if body is not None:
                yield offset + tokens[i][0], body
        i += max(n, 1)


def _with_name(text: str, tokens: Sequence[tuple[int, int, str]], start: int, end: int) -> tuple[int, int]:
    """A noun's place among tokens widened by the capitalised words on both sides."""
    while start > 0 and tokens[start - 1][2][:1].isupper() and text[tokens[start - 1][1] : tokens[start][0]] == " ":
        start -= 1
    while end < len(tokens) and text[tokens[end - 1][1] : tokens[end][0]] == " " and _is_of_name(tokens[end][2]):
        end += 1
    return start, end


def _is_of_name(token: str) -> bool:
    return token[:1].isupper() and fold(token) not in table("serves")


def is_observer(text: str) -> bool:
    """Whether a phrase describes one who only watches, measures, judges or tells."""
    first = re.split(r",|\b(?:of|for|at|from|in)\b", text, maxsplit=1)[0]
    tokens = _TOKEN.findall(first)
    return bool(_sorts_in(tokens, table("observer")))


def body_in(words_: str) -> Body | None:
    """The body that some words describe or name; None where they do neither."""
    words_ = _SOME_OF.sub("", _WHO.sub("", words_).strip(" ,"))
    if is_observer(words_):
        return None
    head = _PREPOSITION.split(words_, maxsplit=1)[0]
    tokens = [t for t in _TOKEN.findall(head) if t.lower() not in _UNTELLING]
    at = _sorts_in(tokens, table("body"))
    if not at:
        is_name = bool(tokens) and all(t[:1].isupper() or t.lower() in words()["particles"] for t in tokens)
        return Body("", tuple(_bare(t) for t in tokens)) if is_name and head == words_ else None
    last, n = at[-1]
    sort = table("body")[_folded(tokens[last : last + n])]
    proper = tuple(_bare(t) for i, t in enumerate(tokens) if t[:1].isupper() and not last <= i < last + n)
    before = tokens[:last]
    mods = tuple(_bare(t) for t in before if not t[:1].isupper() and _bare(t) not in table("plain") and not t.isdigit())
    tail = _TAIL.match(words_, len(head))
    names = proper or (tuple(fold(tail.group(1)).split()) if tail else ())
    return Body(sort, names, mods)


def _sort_at(tokens: Sequence[str], i: int, known: Mapping[str, str]) -> int:
    """How many words from a place on name a sort; none where none do."""
    longest = min(SORT_WORDS, len(tokens) - i)
    return next((n for n in range(longest, 0, -1) if _folded(tokens[i : i + n]) in known), 0)


def _sorts_in(tokens: Sequence[str], known: Mapping[str, str]) -> list[tuple[int, int]]:
    """Where sorts are named among tokens: each place with its length; the longest words go before those inside them."""
    out: list[tuple[int, int]] = []
    for i in range(len(tokens)):
        n = _sort_at(tokens, i, known)
        if n and (not out or i >= sum(out[-1])):
            out.append((i, n))
    return out


def _folded(tokens: Sequence[str]) -> str:
    return fold(" ".join(tokens))


def _bare(token: str) -> str:
    found = _POSSESSIVE.match(token)
    return fold(found.group(1) if found else token)


Found = tuple[Body | None, bool, str]


def _of_phrase(ref: Ref, own: str, owners: Sequence[str]) -> Iterator[Found]:
    """The bodies that a mention, in its own words, tells: the one it is or serves; or an owner in its place."""
    phrase = ref.phrase
    parts = [p.strip() for p in own.split(",")]
    for part in parts:
        served = _served(part, owners)
        if served is not None:
            yield served
            return
    if phrase.name:
        yield from ((body, False, "") for part in parts if (body := _one_of(part.replace(phrase.name, ""))) is not None)
        return
    body = body_in(own)
    if body is not None and not (not body.sort and _is_no_body(ref.actor or "")):
        is_one = phrase.kind == "person" or (ref.actor or "").startswith("per|")  # "the officer" is not the police
        yield body, not (body.sort and is_one and body.sort in _OF_MANY), ""


def _is_no_body(actor: str) -> bool:
    """Whether an actor that is called by a name alone is no body: a noun with a capital at the head of a sentence
    ("Critics say"), or a person whose full name is known ("Renn", where that is Oda Renn).
    """
    is_full = actor.startswith("per|") and len(plain_name(actor.removeprefix("per|")).split()) > 1
    return is_full or actor.startswith("group|")


def _one_of(part: str) -> Body | None:
    """The group that a named person is said to be one of."""
    tokens = [t for t in part.split() if (known := roles().get(t.lower())) is None or known.kind != "person"]
    body = body_in(" ".join(tokens)) if tokens else None  # a rank is no name: "Police Sergeant"
    return body if body is not None and body.sort in _OF_MANY else None


def _served(part: str, owners: Sequence[str]) -> Found | None:
    """What the holder of an office, or a relative, in one part of a mention speaks for."""
    tokens = _TOKEN.findall(part)
    for kind in ("serves", "kin"):
        known = table(kind)
        at = [(i, n) for i, n in _sorts_in(tokens, known) if not _POSSESSIVE.match(tokens[i + n - 1])]
        if not at:
            continue
        i, n = at[0]
        sort = known[_folded(tokens[i : i + n])]
        before, rest = tokens[:i], part[part.find(tokens[i + n - 1], 0) + len(tokens[i + n - 1]) :]
        if "minister" in tokens[i + n - 1].lower() and not any(_POSSESSIVE.match(t) for t in before):
            before = []  # "Environment Minister": a field is no body
        return _told_beside(sort, before, rest, owners, is_kin=kind == "kin")
    return None


def _told_beside(sort: str, before: Sequence[str], rest: str, owners: Sequence[str], *, is_kin: bool) -> Found | None:
    after = _PREPOSITION.match(rest)
    named = rest[after.end() :] if after is not None else ""
    at = next((k for k, t in enumerate(before) if _POSSESSIVE.match(t)), None)
    if not named and at is not None:
        named = _bare_words(before[: at + 1])
    if not named and before and before[0].lower() in _OWN:
        if is_kin:
            return (Body(sort, _surname(owners)), False, "")
        return (None, False, owners[0]) if owners else None
    if is_kin:
        names = [fold(t) for t in _TOKEN.findall(named) if t[:1].isupper()]
        return (Body(sort, tuple(names[-1:])), False, "") if named else None
    if not named:
        named = " ".join(before)
    found = body_in(named) if named else None
    if found is None and sort:
        found = Body(sort)
    if found is not None and not found.sort and sort in NAMED_SORTS:
        found = Body(sort, found.names)  # who has a chief executive is a company
    return (found, False, "") if found is not None else None


def _bare_words(tokens: Sequence[str]) -> str:
    found = _POSSESSIVE.match(tokens[-1])
    return " ".join([*tokens[:-1], found.group(1) if found else tokens[-1]])


def _surname(owners: Sequence[str]) -> tuple[str, ...]:
    names = [plain_name(k[4:]).split()[-1] for k in owners if k.startswith("per|")]
    return (fold(names[0]),) if len(names) == 1 else ()
