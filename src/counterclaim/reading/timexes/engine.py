"""Finds time expressions: trigger words, the rules near them, the longest matches, then their values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from counterclaim.reading.timexes import clocks, dates, relative, spans
from counterclaim.reading.timexes.calendars import Days, days_of
from counterclaim.reading.timexes.context import Context, Direction, Hit, Value
from counterclaim.records import Span, Timex

RESOLVERS = dates.RESOLVERS | relative.RESOLVERS | spans.RESOLVERS | clocks.RESOLVERS

#: TIMEX3's values for times that no calendar holds ("recently", "now", "in the future")
REFERENCES = {"PAST_REF": "past", "PRESENT_REF": "present", "FUTURE_REF": "future"}
#: How far around a trigger word a rule may match, in characters.
_BEFORE, _AFTER = 64, 64
_BLANK = r"(?:[ \u00a0]{1,2}|[ ]?\n[ ]?)"
_FRAGMENT = re.compile(r"\{([a-z_0-9]+)(?::([a-z_0-9]+))?\}")
_CAPITALISED = ("month", "weekday", "short_weekday", "month2", "plural")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of ``rules.toml``, compiled."""

    name: str
    order: int
    about: str
    pattern: re.Pattern[str]
    resolver: str
    spans: tuple[str, ...]
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    only_after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, by the kind of trigger word they are tried near."""

    triggers: dict[str, re.Pattern[str]]
    by_trigger: dict[str, tuple[Rule, ...]]


@cache
def rules() -> Rules:
    """Return the rules that come with the package; read once."""
    raw = tomllib.loads(resources.files(__package__).joinpath("rules.toml").read_text("utf-8"))
    made = [_compile(order, entry, raw["fragment"]) for order, entry in enumerate(raw["rule"])]
    triggers = {k: re.compile(rf"(?<![A-Za-z]){v}", re.IGNORECASE) for k, v in raw["about"].items()}
    return Rules(triggers, {k: tuple(r for r in made if r.about == k) for k in triggers})


def _compile(order: int, entry: dict[str, str], fragments: dict[str, str]) -> Rule:
    body = _expand(entry["pattern"], fragments)
    tests = {k: entry.get(k) for k in ("not_after", "not_before", "only_after")}
    after = {k: re.compile(f"(?:{v})$", re.IGNORECASE) if v else None for k, v in tests.items()}
    before = tests["not_before"]
    return Rule(
        entry["name"],
        order,
        entry["about"],
        re.compile(rf"(?<!\w)(?:{body})(?![^\W\d_])", re.IGNORECASE),
        entry["resolver"],
        tuple(entry.get("spans", ())),
        after["not_after"],
        re.compile(before, re.IGNORECASE) if before else None,
        after["only_after"],
    )


def _expand(pattern: str, fragments: dict[str, str]) -> str:
    def put(found: re.Match[str]) -> str:
        name, alias = found.group(1), found.group(2)
        return f"(?P<{alias or name}>{fragments[name]})"

    return re.sub(r"(?<!\[) (?![\]?])", lambda _: _BLANK, _FRAGMENT.sub(put, pattern))


def find_timexes(text: str, published: str | None) -> tuple[Timex, ...]:
    """All time expressions in ``text``, in order, none overlapping.

    Args:
        text: an article's text, or any stretch of English.
        published: ISO date or datetime that relative expressions count from; None leaves them no value.

    Returns:
        Timex records. ``value`` follows TIMEX3; ``start`` and ``end`` are the first and last day it spans.

    """
    context = Context(text, date.fromisoformat(published[:10]) if published else None)
    found: list[Timex] = []
    for rule, hit in _longest(_hits(text)):
        value = RESOLVERS[rule.resolver](hit, context)
        if value is None:
            continue
        found.append(_timex(hit, value, context))
        if value.value is not None and days_of(value.value) is not None:
            context.seen.append((hit.start, hit.rule, value.value))
    return tuple(found)


def _timex(hit: Hit, value: Value, context: Context) -> Timex:
    days = value.days or (days_of(value.value) if value.value and value.type in ("DATE", "TIME") else None)
    return Timex(
        span=Span(hit.start, hit.end),
        type=value.type,
        value=value.value,
        precision=value.precision,
        start=days[0].isoformat() if days else None,
        end=days[1].isoformat() if days else None,
        direction=_direction(hit, value, days, context),
        rule=hit.rule,
    )


def _direction(hit: Hit, value: Value, days: Days | None, context: Context) -> str | None:
    """Where an expression lies as seen from the day of publication; the verb tells where no calendar does."""
    if value.type not in ("DATE", "TIME"):
        return None
    if value.value in REFERENCES:
        return REFERENCES[value.value]
    if days and context.published:
        return "past" if days[1] < context.published else "future" if days[0] > context.published else "present"
    told = context.direction(hit.start, hit.end)
    return None if told is Direction.OPEN else told.value


def _hits(text: str) -> Iterator[tuple[Rule, Hit]]:
    known = rules()
    for about, trigger in known.triggers.items():
        for start, end in _windows(text, trigger):
            for rule in known.by_trigger[about]:
                for match in rule.pattern.finditer(text, start, end):
                    if _allowed(rule, match, text):
                        yield from _as_hits(rule, match)


def _windows(text: str, trigger: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield stretches around trigger words, run together where they meet, cut at blanks."""
    start = end = -1
    for match in trigger.finditer(text):
        if match.start() - _BEFORE > end:
            if end > 0:
                yield start, _at_blank(text, end)
            start = max(0, match.start() - _BEFORE)
        end = match.end() + _AFTER
    if end > 0:
        yield start, _at_blank(text, end)


def _at_blank(text: str, position: int) -> int:
    while position < len(text) and not text[position].isspace():
        position += 1
    return min(position, len(text))


def _allowed(rule: Rule, match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 24) : match.start()]
    if rule.not_after is not None and rule.not_after.search(before):
        return False
    if rule.only_after is not None and not rule.only_after.search(before):
        return False
    if rule.not_before is not None and rule.not_before.match(text, match.end()):
        return False
    groups = match.groupdict()
    return all(not groups.get(k) or groups[k][0].isupper() for k in _CAPITALISED if k in groups)


def _as_hits(rule: Rule, match: re.Match[str]) -> Iterator[tuple[Rule, Hit]]:
    groups = {k: v for k, v in match.groupdict().items() if v is not None}
    groups = {k: " ".join(v.split()) if k in _CAPITALISED else " ".join(v.lower().split()) for k, v in groups.items()}
    if not rule.spans:
        start, end = match.span()
        yield rule, Hit(rule.name, rule.resolver, start, end, groups | {"all": match.group()})
        return
    for index, name in enumerate(rule.spans):
        start, end = match.span(name)
        own = groups | {"all": match.group(name)}
        if index:
            own["day"] = own["day2"]
        yield rule, Hit(rule.name, rule.resolver, start, end, own)


def _longest(hits: Iterable[tuple[Rule, Hit]]) -> list[tuple[Rule, Hit]]:
    """Of overlapping matches the longest, then the rule that stands first; in text order."""
    ranked = sorted(hits, key=lambda rh: (rh[1].start - rh[1].end, rh[0].order, rh[1].start))
    taken: dict[int, None] = {}
    kept = []
    for rule, hit in ranked:
        stretch = range(hit.start, hit.end)
        if any(position in taken for position in stretch):
            continue
        taken.update(dict.fromkeys(stretch))
        kept.append((rule, hit))
    return sorted(kept, key=lambda rh: rh[1].start)
