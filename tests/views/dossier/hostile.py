"""The invented case with an attack in every string that comes from outside."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.records import Article, Segment, SegmentType, Span, Stance
from counterclaim.views.query import Case

from .factory import article, attribution, claim, ferry, member, reading

MARK = "document.documentElement.dataset.pwned=1"
PAYLOADS = (
    f"<script>{MARK}</script>",
    f'"><img src=x onerror="{MARK}">',
    f"'><svg onload='{MARK}'></svg>",
    f"</style></title><script>{MARK}</script>",
    f'</script><script>{MARK}</script><a href="javascript:{MARK}">x</a>',
    f"javascript:{MARK}",
    f'" onmouseover="{MARK}" autofocus onfocus="{MARK}',
    "{{ 7*7 }}{% raw %}",
    "<!-- <base href=//evil.example/>",
    "]]><svg><style><img src=x onerror=" + MARK + "></style></svg>",
)
ATTACK = " ".join(PAYLOADS)
HIDDEN = "\u202egnorw\u202c \u2066in\u2069 \ud800 \x00 \x1b[31m \u200b\ufeff"


def hostile() -> Case:
    """A case that must render as harmless words."""
    case = ferry()
    text = f"{ATTACK}\nA source said {ATTACK} {HIDDEN} {'x' * 3000}."
    bad = _hostile_article(text)
    said = replace(
        attribution("att_bad", bad, (), who="A source", cue="said"),
        content=(Span(text.index("said") + 5, len(text) - 1),),
        id='att"><b>',
    )
    spoken = claim("clm_bad'\"<", member(said, 'act"<', Stance.AFFIRMS), contested=True)
    return replace(
        case,
        name=ATTACK,
        articles=(*case.articles, bad),
        readings=(*case.readings, reading(bad, said)),
        actors=tuple(replace(a, name=ATTACK + a.id, aliases=(ATTACK, HIDDEN)) for a in case.actors),
        parties=tuple(replace(p, name=ATTACK + p.id) for p in case.parties),
        merges=tuple(replace(m, a=ATTACK, b=ATTACK, reason=ATTACK) for m in case.merges),
        claims=(*case.claims, spoken),
        relations=tuple(replace(r, reason=ATTACK) for r in case.relations),
        accounts=tuple(replace(a, referent=ATTACK) for a in case.accounts),
        lineage=tuple(replace(k, a=ATTACK, reason=ATTACK) for k in case.lineage),
        rejections=tuple(replace(r, file=ATTACK, detail=ATTACK) for r in case.rejections),
        captures=tuple(replace(c, how=ATTACK) for c in case.captures),
    )


def _hostile_article(text: str) -> Article:
    cut = text.index("\n")
    segments = (
        Segment(type=SegmentType.HEADLINE, span=Span(0, cut)),
        Segment(type=SegmentType.BODY, span=Span(cut + 1, len(text))),
    )
    bad = article("bad", text, outlet=ATTACK, segments=segments, language='en" onclick="x')
    published = replace(bad.published, value=ATTACK, reason=ATTACK, method=ATTACK)
    return replace(bad, uri=ATTACK, file=ATTACK, byline=ATTACK, published=published, made_by=ATTACK)
