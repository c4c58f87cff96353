"""Which of two articles with common words came before the other, as far as the case can tell.

Never who was first in the world: only which is earlier among the articles at hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from counterclaim.records import Article, Published


@dataclass(frozen=True)
class Order:
    """Two articles in order; ``directed`` is False where the order cannot be told and ids decide."""

    earlier: Article
    later: Article
    directed: bool
    reason: str


def order(a: Article, b: Article, a_credits_b: bool, b_credits_a: bool) -> Order:
    """The order of two articles, by credit before time: a credit is the later outlet's own statement."""
    if a_credits_b != b_credits_a:
        earlier, later = (b, a) if a_credits_b else (a, b)
        return Order(earlier, later, True, _credit_reason(earlier, later))
    by_time = _by_time(a, b)
    if by_time is not None:
        earlier, later = by_time
        dates = f"{earlier.published.value} against {later.published.value}"
        return Order(earlier, later, True, f"the other is the earlier in this case ({dates})")
    earlier, later = (a, b) if a.id <= b.id else (b, a)
    return Order(earlier, later, False, "which is the earlier cannot be told")


def _credit_reason(earlier: Article, later: Article) -> str:
    text = f"it credits {earlier.outlet}"
    if _by_time(later, earlier) == (later, earlier):
        text += ", though the publication dates read the other way"
    return text


def _by_time(a: Article, b: Article) -> tuple[Article, Article] | None:
    in_a, in_b = interval(a.published), interval(b.published)
    if in_a is None or in_b is None:
        return None
    if in_a[1] <= in_b[0] and in_a != in_b:
        return a, b
    if in_b[1] <= in_a[0] and in_a != in_b:
        return b, a
    return None


def interval(published: Published) -> tuple[datetime, datetime] | None:
    """When an article was published, as a half-open interval in UTC; None where it is not known."""
    value = published.value or ""
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?=$|[T ])", value)
    if match is None:
        return None
    try:
        return _interval(value, published.precision, *match.groups())
    except ValueError:
        return None


def _interval(
    value: str, precision: str | None, year: str, month: str | None, day: str | None
) -> tuple[datetime, datetime]:
    start = datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
    if month is None or precision == "year":
        return start.replace(month=1, day=1), datetime(int(year) + 1, 1, 1, tzinfo=UTC)
    if day is None or precision == "month":
        start = start.replace(day=1)
        return start, (start + timedelta(days=32)).replace(day=1)
    if len(value) <= 10 or precision == "day":
        return start, start + timedelta(days=1)
    moment = datetime.fromisoformat(value)
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment, moment
