"""What one article sees of its case."""

from dataclasses import replace
from pathlib import Path

from case import CaseInWords, Says
from msgspec import structs

from counterclaim.claims import Material
from counterclaim.claims.seen import seen_by_articles
from counterclaim.claims.sides import sides_of
from counterclaim.claims.units import make_units, units_of
from counterclaim.pipeline.kept import Kept
from counterclaim.records import FORGETFUL, Act


def material() -> Material:
    """Two reports in which two sides speak, one of them twice in the first."""
    case = CaseInWords({"Orland": "orland", "Vesna": "vesna"}, places=["Astel"])
    rammed = "Orland ships rammed the ferry off Astel"
    case.add(
        f"Vesna said {rammed}. Vesna added that it was dark. Orland denied it.",
        Says("Vesna", "said", [rammed], Act.ACCUSE),
        Says("Vesna", "added", ["it was dark"]),
        Says("Orland", "denied", ["it"], Act.DENY),
    )
    case.add("Orland said the sea was calm.", Says("Orland", "said", ["the sea was calm"]))
    return case.material()


def renamed(found: Material) -> Material:
    """The same with other ids of actors, in another order."""
    new = {"Orland": "zz", "Vesna": "aa"}
    return replace(
        found,
        actors=tuple(replace(a, id=new[a.id]) for a in reversed(found.actors)),
        speakers={attribution: new[actor] for attribution, actor in found.speakers.items()},
    )


def keys(found: Material) -> list[bytes]:
    return [s.key for s in seen_by_articles(found, sides_of(found.actors, found.articles))]


def test_what_an_actor_is_called_changes_nothing_that_is_read() -> None:
    """With other ids of actors each article has its key, and its units are the same but for the actor they name."""
    found, other = material(), renamed(material())

    assert keys(found) == keys(other)
    units, again = make_units(found), make_units(other)
    assert [structs.replace(u, actor=None) for u in units] == [structs.replace(u, actor=None) for u in again]
    assert [{"Orland": "zz", "Vesna": "aa"}[u.actor or ""] for u in units] == [u.actor for u in again]


def test_a_party_that_changes_is_seen() -> None:
    """Where an actor speaks for another party the articles that it speaks in or stands in have another key."""
    found = material()
    other = replace(found, actors=tuple(replace(a, party="other") if a.id == "Vesna" else a for a in found.actors))

    before, after = keys(found), keys(other)

    assert before[0] != after[0]
    assert before[1] == after[1]


def test_who_left_office_is_seen_where_he_speaks() -> None:
    """A statement of one who had left the office speaks for nobody; those made in office are as they were."""
    found = material()
    second = found.readings[0].attributions[1].id

    units = {u.attribution.id: u for u in make_units(replace(found, retired=frozenset({second}))) if u.attribution}

    assert units[second].party is None
    assert {u.party for a, u in units.items() if a != second} == {"orland", "vesna"}
    assert units[second].actor == "Vesna"


def test_what_actors_are_called_changes_nothing_that_is_kept(tmp_path: Path) -> None:
    """Statements kept under other ids of actors are those that are read from nothing."""
    for found in (material(), renamed(material()), material()):
        seen = seen_by_articles(found, sides_of(found.actors, found.articles))

        assert units_of(seen, Kept(tmp_path)) == units_of(seen, FORGETFUL)


def test_two_actors_that_were_one_are_told_apart(tmp_path: Path) -> None:
    """Where what was kept does not tell which of two is meant, the article is read again."""
    found = material()
    first, second = (a.id for a in found.readings[0].attributions[:2])
    retired = replace(found, retired=frozenset({first}))
    apart = replace(retired, speakers={**found.speakers, second: "Other"})
    for case in (retired, apart):
        seen = seen_by_articles(case, sides_of(case.actors, case.articles))

        assert units_of(seen, Kept(tmp_path)) == units_of(seen, FORGETFUL)
