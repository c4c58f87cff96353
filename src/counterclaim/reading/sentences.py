"""Sentence ends by rule: lines always end one; full stops after abbreviations and initials do not."""

from __future__ import annotations

import re

from counterclaim.records import Span

#: Words whose full stop ends no sentence (titles, months, ranks, Latin and newsroom abbreviations).
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col maj capt sgt cpl pvt cmdr adm brig rev hon st vs "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun approx est dept "
    "e.g i.e op cit viz messrs supt insp det cllr amb pres mt ft ave".split()
)
#: Abbreviations before a number only ("No. 5"; but "No.").
BEFORE_NUMBERS = frozenset("no nos art sec fig vol pp c ca".split())
#: Abbreviations that sentences do end with: they do so where the next word is one that opens sentences.
LAST_WORDS = frozenset("u.s u.n u.k e.u d.c a.m p.m inc ltd co corp jr sr al etc ph.d bros".split())
#: Words that, with a capital, open a sentence and are no part of a name.
OPENERS = frozenset(
    "the a an he she it they we i you his her its their our this that these those there here in on at but and or so "
    "if when while after before as for from to with by since although though however meanwhile officials police who "
    "what why how no not one two some many most all both each such then now also another any because during "
    "earlier last later more other several still under until yet".split()
)
_END = re.compile(r"(?P<stop>[.!?…]+)(?P<close>[\"”’»')\]]*)(?P<notes>(?:\s?\[\d{1,3}\])*)(?=\s+|$)")
_NEXT = re.compile(r"\s*[\"“‘«„(\[']*(?P<first>\S\w*)")
#: A site that is called by one letter ("posted it on X.").
_ON_A_SITE = re.compile(r"\b(?:on|to|via|from)\s+X$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")


def _is_end(text: str, match: re.Match[str], line_start: int) -> bool:
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    first = following["first"]
    if match["stop"] == ".":
        word = re.search(r"[\w.]+$", text[max(line_start, match.start() - 24) : match.start()])
        last = word.group() if word else ""
        is_closed = bool(match["close"]) and first[0].isupper()
        if last.casefold() in ABBREVIATIONS and not is_closed:
            return False
        if last.casefold() in BEFORE_NUMBERS and first[0].isdigit():
            return False
        if last == "X" and _ON_A_SITE.search(text, line_start, match.start()):
            return True
        if last.casefold() in LAST_WORDS or _INITIALS.fullmatch(last):
            return is_closed or (first[0].isupper() and first.casefold() in OPENERS and last != "I")
    # a stop inside closing marks, or three dots, go on when lower case follows
    return not (first[0].islower() and (match["close"] or match["stop"] not in ("!", "?")))


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order, trimmed; every non-blank character lies in exactly one."""
    out: list[Span] = []
    position = 0
    for line in text.splitlines(keepends=True):
        start, line_start = position, position
        for match in _END.finditer(text, position, position + len(line)):
            if _is_end(text[: position + len(line)], match, line_start):
                out.append(Span(start, match.end()))
                start = match.end()
        out.append(Span(start, position + len(line)))
        position += len(line)
    trimmed = (s.trimmed(text) for s in out)
    return tuple(s for s in trimmed if s.end > s.start)
