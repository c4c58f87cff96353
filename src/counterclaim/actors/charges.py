"""What one article says of bodies and of charges between them: ties, accusations, denials, persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from counterclaim.actors.accused import alone_in
from counterclaim.actors.article_base import Resolved
from counterclaim.actors.principals import FAMILY, Body, Tie, bodies_in, ties_in
from counterclaim.records import Act, Attribution, Span, hull

#: To go to court against somebody who is named right there is to accuse.
_SUES = re.compile(r"\b(?:sue|sues|sued|suing) (?=(?:the )?[A-Z])")


class Charge(NamedTuple):
    """An accusation or a denial: who speaks, and whom its words name, as actors and as bodies, in text order."""

    is_denial: bool
    speaker: str | None
    named: tuple[tuple[str | None, Body | None], ...]


class Said(NamedTuple):
    """What an article says of bodies and charges; ``people`` are the first mentions of persons: key, article, place,
    words. ``alone`` are persons who speak for themselves in the whole case.
    """

    ties: tuple[Tie, ...]
    charges: tuple[Charge, ...]
    people: tuple[tuple[str, str, Span, str], ...]
    alone: tuple[str, ...] = ()


def said_in(result: Resolved) -> Said:
    """What a resolved article says of bodies and charges."""
    article, people = result.text.article, dict[str, tuple[str, str, Span, str]]()
    for ref in result.text.refs:
        if ref.actor is not None and ref.actor.startswith("per|") and ref.phrase.kind != "pronoun":
            people.setdefault(ref.actor, (ref.actor, article.id, ref.span, ref.phrase.text))
    alone = alone_in(result)
    ties = (t for t in ties_in(result) if t.actor not in alone or t.body.sort == FAMILY)
    always = tuple(sorted(key for key, is_always in alone.items() if is_always))
    return Said(tuple(ties), tuple(charges_in(result)), tuple(people.values()), always)


def charges_in(result: Resolved) -> Iterator[Charge]:
    """The accusations and denials of an article, with whom they name.

    What is denied in the next words is an accusation too, by whatever verb it was told ("the union said that Brandt
    had hidden the report. The company denied it").
    """
    every = sorted(result.text.reading.attributions, key=lambda a: hull(a.content or a.cue or a.source).start)
    for a, after in zip_longest(every, every[1:]):
        is_denied = after is not None and after.act is Act.DENY and not after.parent and _is_close(result, a, after)
        is_suit = a.act is not Act.DENY and any(_SUES.search(s.of(result.text.article.text)) for s in a.content)
        if a.act in (Act.ACCUSE, Act.DENY) or (a.act is Act.ASSERT and is_denied) or is_suit:
            speaker, named = result.speakers.get(a.id), tuple(_named(result, a))
            if a.act is Act.ASSERT:  # what is said of a person need not be a charge
                named = tuple(n for n in named if n[0] is None or not n[0].startswith("per|"))
            yield Charge(a.act is Act.DENY, speaker[0] if speaker else None, named)


def _is_close(result: Resolved, a: Attribution, after: Attribution) -> bool:
    """Whether a denial stands in the sentence after some words, or in theirs."""
    text = result.text
    first, then = (hull(x.content or x.cue or x.source).start for x in (a, after))
    return text.sentence(then) - text.sentence(first) <= 1


def _named(result: Resolved, a: Attribution) -> Iterator[tuple[str | None, Body | None]]:
    text = result.text.article.text
    for span in a.content:
        found: list[tuple[int, str | None, Body | None]] = [
            (r.span.start, r.actor, None)
            for r in result.text.refs
            if r.actor is not None and span.contains(r.span) and r.phrase.kind != "document"
        ]
        found += [(at, None, body) for at, body in bodies_in(span.of(text), span.start)]
        for _, actor, body in sorted(found, key=lambda f: f[0]):
            yield actor, body
