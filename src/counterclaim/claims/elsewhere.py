"""What a denial answers that stands in an article without what it answers: told in other reports of the case.

"The mine theory is a fairy tale" denies what another report tells of a mine; "we reject the accusations", where nothing
is named and nothing stands before it, the charge that the case makes most often against that side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set

from counterclaim.claims.dismissals import named_in
from counterclaim.claims.stems import stems
from counterclaim.claims.unit import Unit
from counterclaim.records import Act

#: Acts by which a story is told that another can dismiss.
_TELLING = frozenset({Act.ASSERT, Act.ACCUSE, Act.ANNOUNCE})


class Charges:
    """The accusations of a case, by whom they accuse and by whose they are: asked for once for each denial."""

    def __init__(self, accusations: Iterable[Unit]) -> None:
        self.against: dict[str, list[Unit]] = {}
        self.by: dict[str | None, list[Unit]] = {}
        for a in accusations:
            self.by.setdefault(a.party, []).append(a)
            for side in a.accused:
                self.against.setdefault(side, []).append(a)


def commonest(denial: Unit, charges: Charges, *, is_of_kind: bool) -> Unit | None:
    """The accusation of the denier's side that is like the most others of the case.

    Args:
        denial: what denies.
        charges: of the case.
        is_of_kind: whether only accusations of an act that the denial speaks of are meant.
    """
    if denial.party is None:
        return None
    against = [a for a in charges.against.get(denial.party, ()) if is_other(a, denial)]
    if is_of_kind:
        against = [a for a in against if a.kinds & denial.kinds]
    return _most_told(against)


def commonest_by(side: str, against: Set[str | None], charges: Charges) -> Unit | None:
    """The accusation of a side that is like the most others of the case, where only that it accuses is told.

    Args:
        side: who accuses.
        against: whom, any of these; empty where that is not told.
        charges: of the case.
    """
    return _most_told([a for a in charges.by.get(side, ()) if not against or against & a.accused])


def _most_told(accusations: Sequence[Unit]) -> Unit | None:
    counts = Counter(k for a in accusations for k in a.kinds)
    return max(accusations, key=lambda a: (sum(counts[k] for k in a.kinds), a.id), default=None)


def named_story(denial: Unit, units: Sequence[Unit]) -> Unit | None:
    """What other reports tell of the thing by whose name a story is dismissed ("the mine theory"), the likest first:
    what charges the denier's side, then what tells of an act, then what is told in the fewest words.

    Args:
        denial: what dismisses.
        units: of the case.
    """
    plain = " ".join(w for w in denial.words.split() if not w.strip("\"“”'‘’(")[:1].isupper())
    named = named_in(denial.words) & stems(plain)
    if not denial.is_denial or not named:
        return None
    told = [u for u in units if _may_name(u.words, named) and _tells(u, denial) and named <= stems(u.words)]
    return min(told, key=lambda u: _rank(u, denial)) if told else None


def _may_name(words: str, stems_: Set[str]) -> bool:
    """Whether some stems stand in words at all, which costs less to see than the stems of all of them."""
    folded = words.casefold()
    return all(stem in folded for stem in stems_)


def _rank(unit: Unit, denial: Unit) -> tuple[bool, bool, bool, int, str]:
    is_charge = denial.party is not None and denial.party in unit.accused
    return (not is_charge, not unit.is_accusation, unit.head is None, len(unit.words), unit.id)


def _tells(unit: Unit, denial: Unit) -> bool:
    a = unit.attribution
    is_put = a is not None and a.act in _TELLING and unit.actor is not None
    is_plain = not (unit.is_denial or unit.is_anaphoric or unit.is_declining or unit.is_retold or unit.is_open)
    return is_put and is_plain and unit.article != denial.article and is_other(unit, denial)


def is_other(unit: Unit, denial: Unit) -> bool:
    """Whether a unit is of another speaker and another side."""
    return unit.actor != denial.actor and (denial.party is None or unit.party != denial.party)
