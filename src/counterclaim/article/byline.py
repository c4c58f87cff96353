"""Who wrote it and where it appeared, as far as the page or the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from counterclaim.article.document import NameClaim, Stated
from counterclaim.records import Segment, SegmentType

#: What introduces a name; where it stands inside a line, the name follows it.
_BY = re.compile(
    r"^\W*(?:(?:written|reported|story|words|posted|published|text|recipe|analysis|veröffentlicht|"
    r"eine analyse|interview|publié|verfasst|geschrieben)?\s*(?:by|von|par|por)|"
    r"author|autor(?:in)?|auteur|di|av|af|door|автор|text)\s*:?\s+(?=\S)",
    re.I,
)
_INNER_BY = re.compile(r"\b(?:by|von|par|por)\s+(?=[^\W\d_])", re.I)
#: What is no name: addresses, numbers, buttons and labels.
_NEVER = re.compile(
    r"https?:|www\.|@|\[at\]|\d{3}|\b(?:published|updated|posted|read more|follow|share|comments?|kommentare?|alle|"
    r"newsletter|subscribe|click|admin|copied|logo|menu|profile|view all|more stories|posts|wrote|rights reserved|"
    r"please|enter|facebook|twitter|instagram|veröffentlicht|zeige|theme|min read|articles?|sign|photo|image|foto|"
    r"developer)\b",
    re.I,
)
#: In a printed byline also desks and roles.
_NOT_A_NAME = re.compile(
    r"\b(?:staff|desk|newsroom|correspondent|reporter|editor|agency|agencies|team|bureau|writer|redaktion|redacción|"
    r"rédaction|news|founder|reviewer|january|february|march|april|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\d",
    re.I,
)
_SPLIT = re.compile(r"\s*(?:;|,|／|、|・|·|•|\band\b|\bund\b|\bet\b|\by\b|&|\bwith\b|\s/\s|\n)\s*")
_PLACE = re.compile(r"\s+(?:in|at|from|für|for|am|on)\s+[A-Z].*$")
_ROLE = re.compile(
    r",?\s+(?:(?:(?:senior|staff|news|deputy|chief|political|special|contributing|freelance|lead|associate|digital|sports|"
    r"business)\s){0,3}(?:correspondent|reporter|editor|writer|columnist|journalist|contributor|producer)\b.*|"
    r"(?:the )?associated press|reuters|link copied|is an?\b.*)$",
    re.I,
)
_DATE = re.compile(r"\s+(?=(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d))")
_INITIALS = re.compile(r"\s*\([^()]{1,30}\)")
_MOST_WORDS = 6
#: Where a name was given, best first: within metadata the first source that names a person is believed.
_METADATA = ("JSON-LD", "meta")


def read_byline(text: str, segments: Sequence[Segment]) -> str | None:
    """The first byline line, as printed."""
    for segment in segments:
        if segment.type is SegmentType.BYLINE and segment.span.end - segment.span.start <= 200:
            return segment.span.of(text)
    return None


def read_authors(stated: Stated, byline: str | None) -> tuple[str, ...]:
    """Names of authors: those given from outside or by the page, else those in the byline.

    Of what a page states, persons go before organisations and the outlet's own name comes last: many pages name
    themselves as the author in their metadata and print the person's name.
    """
    known = tuple(dict.fromkeys(n for a in stated.authors for n in _names(a, is_stated=True)))
    if known:
        return known
    people, groups = _claimed(stated.names, stated.outlet or "")
    printed = _printed(byline)
    return people or printed or groups


def names_somebody(stated: Stated) -> bool:
    """Whether the page states a person as author."""
    return bool(stated.authors or _claimed(stated.names, stated.outlet or "")[0])


def _claimed(claims: Sequence[NameClaim], outlet: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The persons named by the most trusted source that names any, and the organisations."""
    groups: dict[str, None] = {}
    for source in dict.fromkeys(c.how for c in claims):
        people: dict[str, None] = {}
        agencies: dict[str, None] = {}
        for claim in (c for c in claims if c.how == source):
            for name in _names(claim.name, is_stated=source != "named element"):
                if _is_outlet(name, outlet):
                    groups.setdefault(name)
                elif claim.is_group:
                    agencies.setdefault(name)
                elif source.startswith(_METADATA) or _is_new(name, people):
                    people.setdefault(name)
        if people:
            return (*people, *agencies), tuple(groups)
        groups |= agencies
    return (), tuple(groups)


def _is_new(name: str, known: dict[str, None]) -> bool:
    """Whether a name on the page is another one, and not the same in a longer line."""
    plain = name.casefold()
    return not any(plain in k.casefold() or k.casefold() in plain for k in known)


def _is_outlet(name: str, outlet: str) -> bool:
    own, other = (re.sub(r"\W|^the ", "", x.casefold()) for x in (name, outlet))
    return bool(other) and (own == other or (len(own) > 4 and own in other) or (len(other) > 4 and other in own))


def _printed(byline: str | None) -> tuple[str, ...]:
    if byline is None:
        return ()
    is_marked = bool(_BY.match(byline))
    return tuple(dict.fromkeys(_names(byline, is_stated=False))) if is_marked or len(byline) < 40 else ()


def _names(text: str, *, is_stated: bool) -> Iterator[str]:
    """Names in a list of authors; addresses are left out, and in printed lines roles and desks."""
    if len(text) > 300 or text.lstrip()[:1] in (",", "|", "&"):
        return
    plain = _INITIALS.sub("", text)
    inner = None if is_stated or _BY.match(plain) else _INNER_BY.search(plain)
    plain = plain[inner.end() :] if inner else _BY.sub("", plain)
    # Behind a stroke stands the outlet or the desk.
    parts = _SPLIT.split(re.split(r"\s*[|–—]\s*|\s+-\s+", plain)[0])
    for part in parts:
        name = _DATE.split(_PLACE.sub("", part))[0].strip(" .·-–—/:\"'")
        name = _ROLE.sub("", name) if " " in _ROLE.sub("", name) else name
        if not name or _NEVER.search(name) or len(name.split()) > _MOST_WORDS:
            continue
        if is_stated or (_NOT_A_NAME.search(name) is None and _is_name_like(name)):
            yield name


def _is_name_like(name: str) -> bool:
    """Whether every word of a printed name is written like part of one; names without capitals are not Latin."""
    words = name.split()
    if not re.search(r"[a-z]", name, re.I):
        return True
    return len(words) >= 2 and all(w[0].isupper() or w.lower() in _PARTICLES for w in words)


_PARTICLES = frozenset("de da do dos das del della di la le el al bin ben ibn van von der den zu y e du af".split())
