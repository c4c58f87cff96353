"""Attribution by regular expressions alone: the floor that a trained reader has to be worth its size above.

Sixty lines of the kind one writes in an afternoon: quotation marks with a verb of saying beside them, "X said (that)
...", "according to X". No model, no syntax, no coreference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_VERB = (
    r"(?:(?:has|have|had|also|later|then) )*(?:said|says|say|told|tells|added|adds|wrote|writes|tweeted|argued|argues"
    r"|claimed|claims|alleged|alleges|denied|denies|insisted|insists|noted|notes|stated|states|announced|announces"
    r"|explained|explains|warned|warns|suggested|suggests|believes?|believed|thinks?|thought|admitted|acknowledged"
    r"|accused|declared|reported|reports|confirmed|confirms|asked|replied|responded|continued|concluded|called|testified)"
)
_NAME = r"(?:[A-Z][\w.’'-]+(?: (?:of|de|al|bin|van|von))? ?){1,4}"
_WHO = (
    rf"(?:(?:the |a |an |one |another |some |many |his |her |their )?(?:[\w’'-]+ ){{0,3}}?{_NAME}"
    r"|(?:[Tt]he|[Aa]|[Aa]n|[Oo]ne|[Ss]ome|[Hh]is|[Hh]er) (?:[\w’'-]+ ){0,3}[\w’'-]+"
    r"|[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Oo]fficials|[Pp]olice)"
)
_QUOTE = r"[\"“](?P<what>[^\"“”\n]{4,600})[\"”]"
_PATTERNS = tuple(
    re.compile(p)
    for p in (
        rf"{_QUOTE},? (?P<who>{_WHO}) ?(?:, [^,\n]{{1,60}},)? ?(?P<cue>{_VERB})\b",
        rf"{_QUOTE},? (?P<cue>{_VERB}) (?P<who>{_WHO})",
        rf"(?P<who>{_WHO}) ?(?:, [^,\n]{{1,60}},)? ?(?P<cue>{_VERB})\b[^\"“\n.]{{0,40}}?[,:]? {_QUOTE}",
        rf"(?P<who>{_WHO}) ?(?:, [^,\n]{{1,60}},)? ?(?P<cue>{_VERB})(?: on \w+day)? (?:that )?"
        r"(?P<what>[^\"“”\n]{8,400}?)(?=[.?!](?:\s|$)|\n|$)",
        rf"(?P<cue>[Aa]ccording to) (?P<who>{_WHO}),? (?P<what>[^\n]{{8,400}}?)(?=[.?!](?:\s|$)|\n|$)",
        rf"(?:^|(?<=[.?!] ))(?P<what>[A-Z][^\n.?!\"“”]{{8,400}}?),? (?P<cue>according to) (?P<who>{_WHO})",
    )
)


def attributions(text: str) -> list[dict[str, Any]]:
    """Attributions in text order; what an earlier pattern took, a later one leaves."""
    taken: list[tuple[int, int]] = []
    out: list[dict[str, Any]] = []
    for what, who, cue, is_quote in _found(text):
        if any(a < cue[1] and cue[0] < b for a, b in taken) or any(a < what[1] and what[0] < b for a, b in taken):
            continue
        taken += [cue, what]
        kind = "direct" if is_quote else "indirect"
        out.append({"kind": kind, "source": [who], "cue": [cue], "content": [what], "parent": None, "speaker": None})
    out.sort(key=lambda a: a["cue"][0])
    return [{"id": str(n), **a} for n, a in enumerate(out)]


def _found(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int], tuple[int, int], bool]]:
    for n, pattern in enumerate(_PATTERNS):
        for m in pattern.finditer(text):
            start, end = m.span("who")
            end -= len(m["who"]) - len(m["who"].rstrip())
            yield m.span("what"), (start, end), m.span("cue"), n < 3
