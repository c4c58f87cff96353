"""Who is who by the form of a sentence: "they called me NAME", "A student of law, she ...", "that's NAME"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from counterclaim.reading.agreement import head_end, traits_of
from counterclaim.records import Entity, EntityType, MentionForm, Span

#: what is told of a name that only such a sentence tells: nine of ten in the training texts
NAMED_SURE = 0.9
_CALLED_ME = re.compile(
    r"\b(?:call(?:s|ed)?|nicknam(?:es|ed)|dub(?:s|bed)|christened|baptised|baptized)\s+(?P<who>me|myself)\s+[\"“'‘]?"
    r"(?P<name>(?:[Tt]he\s+)?[A-Z][\w’'-]*[\w](?:\s+[A-Z][\w’'-]*\w)*)"
)
_FRONTED = re.compile(r"(?:^|(?<=[.!?…”\"\]]\s)|(?<=\n))(?P<what>An?\s[^.,;:!?\n]{3,80}),\s+(?P<who>he|she|it|they)\s")
_POINTED = re.compile(r"\b(?P<who>[Tt]his|[Tt]hat)(?:[’']s| is| was)\s+$")
_OWNER = re.compile(r"[’']s?$")
_LED = re.compile(r"(?:an?|the|his|her|their|my|our|your|its)\s", re.IGNORECASE)
_CLOSES = re.compile(r"[,.;)\n]|$")
_THE_TITLE = re.compile(r"[Tt]he (?P<title>\w+)(?:[’']s)?")
_AGED = re.compile(r"[Tt]he (?P<age>\d{1,3})-year-old\b")
_AGE_AFTER = re.compile(r",?\s+(?:\((?P<n>\d{1,3})\)|(?P<m>\d{1,3})(?=[,.;)]|$)|an?\s+(?P<y>\d{1,3})-year-old\b)")
_AGE_BEFORE = re.compile(r"(?P<age>\d{1,3})-year-old\s+(?:[\w’'-]+\s+){0,4}$")
_PEOPLE = re.compile(r"[Tt]he (?P<what>[A-Z]\w+) people(?:[’']s)?")
#: how a title is printed before a name
_TITLES = {
    "doctor": "dr", "professor": "prof(?:essor)?", "senator": "sen(?:ator)?", "judge": "judge", "justice": "justice",
    "general": "gen(?:eral)?", "colonel": "col(?:onel)?", "captain": "capt(?:ain)?", "governor": "gov(?:ernor)?",
    "bishop": "bishop", "prince": "prince", "queen": "queen", "king": "king", "princess": "princess",
}  # fmt: skip


def with_called(entities: Sequence[Entity], text: str) -> list[Entity]:
    """The entities, with the names that somebody says they are called by and that nothing else was found in."""
    out = list(entities)
    for match in _CALLED_ME.finditer(text):
        name = Span(*match.span("name"))
        if not any(e.span.overlaps(name) for e in out):
            out.append(Entity(span=name, type=EntityType.PER, use=None, confidence=NAMED_SURE))
    return sorted(out, key=lambda e: e.span)


def called(text: str) -> list[tuple[Span, Span]]:
    """Each name that somebody is called by, with the "me" it names."""
    return [(Span(*m.span("name")), Span(*m.span("who"))) for m in _CALLED_ME.finditer(text)]


def fronted(text: str) -> list[tuple[Span, Span]]:
    """Each description before its subject ("A student of law, she ..."), with the pronoun that is the subject."""
    return [(Span(*m.span("what")), Span(*m.span("who"))) for m in _FRONTED.finditer(text)]


def told_names(spans: Sequence[Span], people: Mapping[int, Span], text: str) -> dict[int, int]:
    """Mentions that a sentence gives a name: "that's NAME", "their only son, NAME,", "the doctor" where one is Dr NAME,
    "the 54-year-old" where one is.

    Args:
        spans: the mentions, in text order.
        people: those that are persons' names, with the name in each.
        text: the text.
    """
    at = {s.end: i for i, s in enumerate(spans)}
    out: dict[int, int] = {}
    for n in people:
        if _OWNER.search(spans[n].of(text)):
            continue
        pointed = _POINTED.search(text, max(0, spans[n].start - 12), spans[n].start)
        before = at.get(spans[n].start - len(pointed.group()) + len(pointed["who"])) if pointed else None
        beside = at.get(spans[n].start - 2) if text[spans[n].start - 2 : spans[n].start] == ", " else None
        if beside is not None and not (_is_person(spans[beside], text) and _CLOSES.match(text, spans[n].end)):
            beside = None
        out |= {i: n for i in (before, beside) if i is not None and i not in people}
    return out | dict(_titled(spans, people, text)) | dict(_aged(spans, people, text)) | _peoples(spans, text)


def _is_person(span: Span, text: str) -> bool:
    """Whether a description is of one person, told by its head."""
    words = span.of(text)
    traits = traits_of(words[: head_end(words)], MentionForm.NOMINAL, None)
    return (traits.number, traits.means) == ("s", "person") and bool(_LED.match(words))


def _titled(spans: Sequence[Span], people: Mapping[int, Span], text: str) -> Iterator[tuple[int, int]]:
    """“the doctor”, with the nearest who is called so by title, before it or else after."""
    found = [(i, m["title"].casefold()) for i, s in enumerate(spans) if (m := _THE_TITLE.fullmatch(s.of(text)))]
    asked = {title for _, title in found} & _TITLES.keys()
    called = {t: sorted(n for n, p in people.items() if _has_title(spans[n], p, text, _TITLES[t])) for t in asked}
    for i, title in found:
        bearers = called.get(title, [])
        if bearers:
            yield i, bearers[max(0, bisect_left(bearers, i) - 1)]


def _aged(spans: Sequence[Span], people: Mapping[int, Span], text: str) -> Iterator[tuple[int, int]]:
    """“the 54-year-old”, with the nearest who is told to be of that age, before it or else after.

    Where no age is told it is the one person named so far, if there is but one.
    """
    found = [(i, int(m["age"])) for i, s in enumerate(spans) if (m := _AGED.match(s.of(text)))]
    ages = {n: _age(name, text) for n, name in people.items()} if found else {}
    for i, age in found:
        bearers = sorted(n for n, a in ages.items() if a == age)
        before = [n for n in people if n < i]
        if bearers:
            yield i, bearers[max(0, bisect_left(bearers, i) - 1)]
        elif before and len({people[n].of(text).split()[-1] for n in before}) == 1:
            yield i, before[0]


def _age(name: Span, text: str) -> int | None:
    """The age told beside a name: "Oda Renn, 54,", "54-year-old Oda Renn", "Oda Renn, a 54-year-old baker"."""
    after = _AGE_AFTER.match(text, name.end)
    before = _AGE_BEFORE.search(text, max(0, name.start - 60), name.start)
    told = (after["n"] or after["m"] or after["y"]) if after else before["age"] if before else None
    return int(told) if told else None


def _has_title(span: Span, name: Span, text: str, title: str) -> bool:
    before = text[max(0, min(span.start, name.start) - len(title) - 2) : name.end].casefold()
    return re.search(r"\b" + title + r"\.?\s", before) is not None


def _peoples(spans: Sequence[Span], text: str) -> dict[int, int]:
    """“the Corvane people”, with "Corvanes" or "Corvanians" where the text has them."""
    said = {s.of(text): i for i, s in reversed(list(enumerate(spans)))}
    found = [(i, m["what"]) for i, s in enumerate(spans) if (m := _PEOPLE.fullmatch(s.of(text)))]
    return {i: said[what + "s"] for i, what in found if what + "s" in said}
