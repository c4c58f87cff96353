"""Sentence ends by rule: lines always end one; full stops after abbreviations and initials do not."""

from __future__ import annotations

import re

from counterclaim.records import Span

#: Words whose full stop ends no sentence (titles, months, ranks, Latin and newsroom abbreviations).
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col maj capt sgt cmdr adm brig rev hon st jr sr vs no nos art sec "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun approx est dept inc "
    "ltd co corp u.s u.n u.k e.g i.e a.m p.m fig op cit viz al".split()
)
_END = re.compile(r"(?P<stop>[.!?…]+)(?P<close>[\"”’»')\]]*)(?=\s+|$)")
_NEXT = re.compile(r"\s*[\"“‘«„(\[']*(?P<first>\S)")


def _is_end(text: str, match: re.Match[str], line_start: int) -> bool:
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    first = following["first"]
    if match["stop"] == ".":
        word = re.search(r"[\w.]+$", text[line_start : match.start()])
        last = word.group().casefold() if word else ""
        if last in ABBREVIATIONS and not (match["close"] and first.isupper()):
            return False
        if len(last) == 1 and last.isalpha() and word is not None and word.group().isupper():
            return False
    # a stop inside closing marks goes on when the reporting clause follows in lower case
    return not (first.islower() and (match["close"] or match["stop"] == "."))


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
