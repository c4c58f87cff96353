"""What a case says of the bearers of two like names beside the letters, and what that weighs for or against one person.

Two spellings that differ by more than a romanisation may be a slip of the pen or two people. What is told of them
decides: an office of both speaks for one person; offices that nobody holds together, states that differ, two trades in
one article, or both spellings over and over speak for two. In doubt they stay apart; a reviewer can merge them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from counterclaim.actors.lexicon import fold, role_named, roles, seats
from counterclaim.actors.names import PersonName
from counterclaim.actors.persons_compared import is_slip
from counterclaim.actors.printed import Fit, Printed
from counterclaim.actors.tenures import SINGLE, Told
from counterclaim.records import TenureStatus

#: Offices of which nobody holds two different ones at a time.
_EXCLUSIVE = (SINGLE - {"head", "chairperson", "king"}) | {"ambassador", "deputy minister", "minister", "judge"}
#: What evidence adds to the likeness of two names (0 to 1; one person from ``printed.FITS_FROM``, 0.6). A romanisation
#: (0.9) bears one that is light, a slip of the pen (0.75) none; the same letters (1.0) yield to offices of two states.
SAME_OFFICE, OTHER_OFFICE, OTHER_STATE_OFFICE = 0.2, -0.35, -0.6
OTHER_STATE, OTHER_TRADE, TRADE_AND_OFFICE = -0.2, -0.3, -0.5
INTRODUCED_TWICE, BOTH_RECUR, BOTH_ELSEWHERE = -0.6, -0.4, -0.3
#: So many articles with one spelling and as many with the other are no slip of a pen.
RECURS_IN = 3
#: A spelling printed so often in one article is meant.
RECURS = 2

Evidence = tuple[float, str]


@dataclass(slots=True)
class Bearing:
    """What is told of whoever is printed by one full name: how often, what office, state and trade, by article."""

    times: dict[str, int] = field(default_factory=dict)
    offices: set[tuple[str, str]] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    trades: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    in_office: set[str] = field(default_factory=set)

    def called(self) -> str:
        """What its bearer is called, in words; empty where nothing is told."""
        held = [f"{role} of {of.rpartition('|')[2]}" if "|" in of else role for role, of in sorted(self.offices)]
        return ", ".join(held or sorted(set().union(*self.trades.values())))


def bearings_of(
    wanted: Collection[str], parsed: Mapping[str, PersonName], named: Mapping[str, Mapping[str, int]],
    printed: Mapping[str, Printed], tenures: Mapping[str, Collection[Told]],
) -> dict[str, Bearing]:  # fmt: skip
    """What the case tells of the bearers of some full names.

    Args:
        wanted: the names.
        parsed: their parts.
        named: of each article the names of persons, with how often.
        printed: what each article prints of them.
        tenures: the offices that each article tells of.
    """
    out = {name: Bearing() for name in wanted}
    for article, counts in named.items():
        here = [name for name in counts if name in out]
        for name in here:
            out[name].times[article] = counts[name] + counts.get(parsed[name].surname, 0)
        if not here:
            continue
        for office in printed[article].offices:
            name = printed[article].names[office.name].text
            if name in out:
                _hear(out[name], article, office.role, office.state, office.trade)
        for told in tenures.get(article, ()):
            if told.name in out and told.status is not TenureStatus.LEFT:
                out[told.name].offices.add((told.role, told.of))
                out[told.name].in_office.add(article)
    return out


def _hear(bearing: Bearing, article: str, role: str | None, state: str | None, trade: str) -> None:
    if trade:
        bearing.trades[article].add(trade)
    if state is not None:
        bearing.states.add(state)
    if role == "judge":
        bearing.offices.add((role, ""))
        bearing.in_office.add(article)


def weighed(fit: Fit, names: tuple[PersonName, PersonName], one: Bearing, two: Bearing) -> Fit:
    """The likeness of two names with what speaks for and against one bearer, and the reasons in words."""
    found = list(_evidence(one, two, is_slip=is_slip(*names), is_exact=fit.score == 1.0))
    score = fit.score + sum(weight for weight, _ in found)
    return Fit(fit.short, fit.full, round(min(1.0, score), 3), "; ".join([fit.reason, *(why for _, why in found)]))


def _evidence(one: Bearing, two: Bearing, *, is_slip: bool, is_exact: bool) -> Iterator[Evidence]:
    office = _offices(one.offices, two.offices)
    if office is not None:
        yield office
    elif one.states and two.states and not one.states & two.states:
        yield OTHER_STATE, "of two states by what is said of them"
    is_held = office is not None and office[0] > 0
    yield from _trades(one, two)
    if is_exact:
        return
    both = one.times.keys() & two.times.keys()
    if any(min(one.times[a], two.times[a]) >= RECURS for a in both):
        yield BOTH_RECUR, "both printed more than once in one article"
    elif is_slip and not is_held and min(len(one.times.keys() - both), len(two.times.keys() - both)) >= RECURS_IN:
        yield BOTH_ELSEWHERE, f"each printed in {RECURS_IN} articles and more"


def _offices(one: Collection[tuple[str, str]], two: Collection[tuple[str, str]]) -> Evidence | None:
    """What the offices say that two names are called by."""
    pairs = [(a, b) for a in sorted(one) for b in sorted(two)]
    for (role, of), (other, other_of) in pairs:
        if _is_one_role(role, other) and _is_one_owner(of, other_of):
            return SAME_OFFICE, f"both called {role}"
    against = [(a, b) for a, b in pairs if {a[0], b[0]} <= _EXCLUSIVE or a[0] == b[0]]
    if not against:
        return None
    (role, of), (other, other_of) = against[0]
    is_abroad = all(not _is_one_owner(a[1], b[1]) for a, b in against)
    why = f"one is called {role}, the other {other}"
    return (OTHER_STATE_OFFICE, f"{why}, of two states") if is_abroad else (OTHER_OFFICE, why)


def _is_one_role(one: str, other: str) -> bool:
    """Whether two words for offices can mean one ("minister" for a foreign minister)."""
    if one == other:
        return True
    known = {role.name for role in roles().values()}
    return any(a in known and b in role_named(a).wider for a, b in ((one, other), (other, one)))


def _is_one_owner(one: str, other: str) -> bool:
    """Whether an office can be of both: equal, one not told, or one a place and the other a state.

    A seat is the office of its state that sits there.
    """
    kinds = {"place" if of.startswith("of|") else "other" for of in (one, other)}
    (state, body), (other_state, other_body) = _owner_of(one), _owner_of(other)
    is_one = state == other_state and (body == other_body or not (body and other_body))
    return not one or not other or is_one or len(kinds) > 1


def _owner_of(of: str) -> tuple[str, str]:
    """The state or body that an office is of, with the body of the state that is meant, empty where none is told."""
    seat = seats().get(fold(of.removeprefix("org|"))) if of.startswith("org|") else None
    if seat is not None:
        return seat.state, seat.office
    state, _, body = of.partition("|") if not of.startswith(("of|", "org|")) else (of, "", "")
    return state, body


def _trades(one: Bearing, two: Bearing) -> Iterator[Evidence]:
    """What the trades say that two names are called by; two that one article gives are two people's."""
    every = [set().union(*b.trades.values()) for b in (one, two)]
    for article in one.times.keys() & two.times.keys():
        here = [b.trades.get(article, set()) for b in (one, two)]
        told = [bool(h) or article in b.in_office for h, b in zip(here, (one, two), strict=True)]
        if all(told) and any(here) and not _is_one_trade(*here):
            yield INTRODUCED_TWICE, "introduced as two in one article"
            return
    if every[0] and every[1] and not _is_one_trade(*every):
        yield OTHER_TRADE, f"one is called {min(every[0])}, the other {min(every[1])}"
    for mine, other in ((every[0], two), (every[1], one)):
        if mine and other.offices and not (one.offices and two.offices):
            yield TRADE_AND_OFFICE, f"one is called {min(mine)}, the other {other.called()}"


def _is_one_trade(one: set[str], other: set[str]) -> bool:
    """Whether one of some words for what somebody does is another's, or its end ("driver", "bus driver")."""
    return any(a == b or a.endswith(f" {b}") or b.endswith(f" {a}") for a in one for b in other)
