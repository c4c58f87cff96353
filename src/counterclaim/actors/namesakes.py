"""Persons of one name whom an article itself tells apart: "no relation to the minister of the same name".

The name of whoever is told from another gets a word of the text added in brackets ("Ivan Petrash (farmer)"), and is
another name from there on. So does that of one with a trade that nobody has beside an office, where the article gives
an office to somebody of the name. A full name alone, after that, is whoever was named last in its paragraph. A body's
short name that is the surname of somebody named in the article is that person's there ("Moss" for Moss Radio).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from counterclaim.actors.collect import Ref, Text
from counterclaim.actors.lexicon import fold, words
from counterclaim.actors.naming import naming
from counterclaim.actors.printed import trade_of
from counterclaim.actors.tenures import office_of
from counterclaim.records import EntityType, Span

#: Said after a name of its bearer, as far as the sentence goes on without a new name of three words or a quotation.
_AFTER = re.compile(
    r"[^.;:“”\"\n]{0,80}?\b(?:(?:of|with) the same name|namesake|not to be confused with|shares? (?:a|the|his|her) name"
    r"|(?:no|not a) (?:relation|relative)\b(?! (?:to|of) [A-Z])|(?:not|un)[- ]?related to (?:the|a|that|this)\b)"
)
#: Said before a name.
_BEFORE = re.compile(
    r"(?:\b(?:also|likewise) (?:named|called)|\b(?:another|a different|a second) (?:[a-z]+ ){0,3}(?:named|called)"
    r"|\b[Aa]nother|\bnamesake,?) $"
)
#: What stands between a name and a trade that it is given: "Ivan Petrash, | a 40-year-old | bus driver".
_TRADE_AFTER = r",? (?:who is |who works as )?(?:an? |the )(?:[\w-]+ ){0,3}?"
_TRADE_BEFORE = r"\b(?:[Aa]n? |[Tt]he )?(?:[\w-]+ ){0,2}?"
ANOTHER = "another"


def tell_apart(text: Text) -> None:
    """Add to the names of those whom an article tells from others of their name what tells them."""
    by_name: dict[str, list[Ref]] = defaultdict(list)
    for ref in text.refs:
        name = _full_name(ref)
        if name:
            by_name[fold(name)].append(ref)
    for refs in by_name.values():
        which = _told(text, refs)
        for ref, added in zip(refs, which, strict=True):
            if added:
                name = f"{_full_name(ref)} ({added})"
                ref.phrase = replace(ref.phrase, name=name, kind="person", plural=False)


def prefer_persons(text: Text) -> None:
    """Take one word that a known body is called by for the surname of a person whom the article names in full: where
    the reader takes it for a person's, or where the article does not name the body by more words too.
    """
    surnames = {fold(name.split()[-1]) for ref in text.refs if (name := _full_name(ref))}
    bodies = [ref for ref in text.refs if ref.phrase.kind == "organisation"]
    in_full = {ref.phrase.org for ref in bodies if " " in ref.phrase.exact}
    for ref in bodies:
        is_persons = ref.type is EntityType.PER or ref.phrase.org not in in_full
        if is_persons and fold(ref.phrase.exact) in surnames:
            ref.phrase = replace(ref.phrase, name=ref.phrase.exact, kind="person", org=None, head="")


def _full_name(ref: Ref) -> str:
    found = naming(ref.phrase, ref.type)
    return found.name if found is not None and found.is_given and len(found.name.split()) > 1 else ""


def _told(text: Text, refs: Sequence[Ref]) -> list[str]:
    """What is added to each mention of one name; nothing for the first bearer."""
    body = text.article.text
    explicit = [_is_told(body, ref) for ref in refs]
    offices = [office_of(ref.phrase) is not None for ref in refs]
    if not any(explicit) and (not any(offices) or all(offices)):
        return [""] * len(refs)
    trades = [_trade(body, ref) for ref in refs]
    out: list[str] = []
    last: tuple[int, str] = (-1, "")
    for ref, trade, is_told, is_office in zip(refs, trades, explicit, offices, strict=True):
        here = text.paragraph(ref.span.start)
        added = (trade or ANOTHER) if is_told else trade
        if not added and not is_office and last[0] == here:
            added = last[1]
        last = here, added
        out.append(added)
    return out


def _is_told(body: str, ref: Ref) -> bool:
    """Whether the words around a mention say that its bearer is another than somebody of that name."""
    name = _name_span(body, ref)
    before = body[max(0, name.start - 60) : name.start]
    return _AFTER.match(body, name.end) is not None or _BEFORE.search(before) is not None


def _trade(body: str, ref: Ref) -> str:
    """The trade that is set beside a name, or that the mention itself tells."""
    own = trade_of(ref.phrase)
    if own:
        return own
    name = _name_span(body, ref)
    after, before = _beside()
    found = after.match(body, name.end) or before.search(body, max(0, name.start - 60), name.start)
    return found.group(1) if found is not None else ""


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A trade after a name, and one that ends before it."""
    trade = rf"({'|'.join(sorted(words()['trades'], key=lambda t: (-len(t), t)))})\b"
    return re.compile(_TRADE_AFTER + trade), re.compile(_TRADE_BEFORE + trade + r",? (?:also )?(?:named |called )?$")


def _name_span(body: str, ref: Ref) -> Span:
    """Where in a mention the name itself stands."""
    at = body.find(_full_name(ref), ref.span.start, ref.span.end)
    return ref.span if at < 0 else Span(at, at + len(_full_name(ref)))
