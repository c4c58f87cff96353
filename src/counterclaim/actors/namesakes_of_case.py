"""Persons of one spelling over the whole case: who of several articles is whom.

Within an article ``namesakes`` adds a word to the name of whoever the text tells from another of the name ("Ivan
Petrash (farmer)"). Here it is seen whether the case has another at all, and which of the two an article means that does
not tell them apart itself. An office and a trade that nobody has beside it make two of one name too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, MutableMapping

from counterclaim.actors.bearings import Bearing
from counterclaim.actors.names import PersonName, person_name, plain_name


def tell_apart(
    names: MutableMapping[str, str], local: MutableMapping[tuple[str, str], str],
    reasons: MutableMapping[tuple[str, str], str], parsed: MutableMapping[str, PersonName],
    bearings: Mapping[str, Bearing],
) -> None:  # fmt: skip
    """Tell persons of one full name apart.

    Args:
        names: the canonical name of each; changed in place, as are the others.
        local: the same, by article and name, where an article means another.
        reasons: why, by article and name.
        parsed: the parts of names.
        bearings: what the case tells of the bearers of each full name.
    """
    added: dict[str, list[str]] = defaultdict(list)
    for name in sorted(bearings):
        if plain_name(name) != name:
            added[plain_name(name)].append(name)
    for plain, told in added.items():
        _told(plain, told, names, local, parsed, bearings)
    for name, bearing in sorted(bearings.items()):
        if name not in added and bearing.trades and bearing.in_office and plain_name(name) == name:
            for article, trade in _in_trade(bearing):
                other = local[article, name] = f"{name} ({trade})"
                parsed[other] = parsed[name]
                reasons[article, name] = f"called {trade} here, and elsewhere {bearing.called()}"


def _told(
    plain: str, told: list[str], names: MutableMapping[str, str], local: MutableMapping[tuple[str, str], str],
    parsed: MutableMapping[str, PersonName], bearings: Mapping[str, Bearing],
) -> None:  # fmt: skip
    """Let a name with a word added be the plain one if no article has another; give it the articles that mean it."""
    other = bearings.get(plain)
    for name in told:
        mine = bearings[name]
        if other is None or not (other.offices or other.trades or other.times.keys() & mine.times.keys()):
            names[name] = names.get(plain, plain)
            parsed.setdefault(plain, _parsed(plain, parsed[name]))
            continue
        trades = set().union(*mine.trades.values())
        for article, here in other.trades.items():
            if here & trades and article not in other.in_office and article not in mine.times:
                local[article, plain] = names[name]


def _parsed(name: str, otherwise: PersonName) -> PersonName:
    return person_name(name) or otherwise


def _in_trade(bearing: Bearing) -> list[tuple[str, str]]:
    """The articles that call somebody by a trade and by no office, with it."""
    return [(a, min(t)) for a, t in sorted(bearing.trades.items()) if a not in bearing.in_office]
