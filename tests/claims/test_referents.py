"""What is about the same thing, and what is not."""

import pytest
from case import CaseInWords, Says

from counterclaim.claims.referents import NOTHING, Scene, are_different_events, compare_scenes
from counterclaim.claims.seen import events_seen, seen_by_articles
from counterclaim.claims.sides import sides_of
from counterclaim.claims.units import make_units
from counterclaim.records import FORGETFUL


def scene(*places: str, days: tuple[tuple[str, str], ...] = ()) -> Scene:
    return Scene(frozenset(places), frozenset(days))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("pelluna", "pelun"),
        ("kalvesh strait", "qalvesh strait"),
        ("orsola", "orsolya"),
        ("belgorov", "belgoriv"),
        ("nadym", "nadim"),
        ("the strait", "kalvesh strait"),
    ],
)
def test_spellings_of_one_place_can_be_the_same(a: str, b: str) -> None:
    """Transliterations and a bare “strait” do not make two places."""
    assert compare_scenes(scene(a), scene(b), NOTHING, NOTHING, is_event=True).is_comparable


@pytest.mark.parametrize(("a", "b"), [("pelluna", "pellano"), ("astel", "bruma"), ("astel strait", "bruma strait")])
def test_look_alikes_are_two_places(a: str, b: str) -> None:
    """A name that only looks like another, or shares “strait” with it, is another place; the reason names both."""
    verdict = compare_scenes(scene(a), scene(b), NOTHING, NOTHING, is_event=True)

    assert not verdict.is_comparable
    assert a in verdict.reason
    assert b in verdict.reason


def test_two_days_are_two_happenings_but_not_two_versions_of_a_move() -> None:
    """Dates tell happenings apart; for a withdrawal they are what may be disputed."""
    a, b = scene(days=(("2031-05-02", "2031-05-02"),)), scene(days=(("2031-05-04", "2031-05-04"),))

    assert "different dates" in compare_scenes(a, b, NOTHING, NOTHING, is_event=True).reason
    assert compare_scenes(a, b, NOTHING, NOTHING, is_event=False).is_comparable


@pytest.mark.parametrize(
    ("introduced", "places"), [("The ferry Marisol", {"astel"}), ("The Marisol", {"astel", "marisol"})]
)
def test_a_ship_is_no_place(introduced: str, places: set[str]) -> None:
    """What one report calls "the ferry Marisol" is nowhere a place, whatever the reader took it for."""
    case = CaseInWords({"Orland": "orland"}, places=["Astel", "Marisol"])
    case.add(f"{introduced} sank off Astel.")
    case.add(
        "Orland said the Marisol had been hit off Astel.",
        Says("Orland", "said", ["the Marisol had been hit off Astel"]),
    )

    (unit,) = (u for u in make_units(case.material()) if u.attribution is not None)

    assert unit.scene.places == places


def test_a_town_after_which_a_ship_is_called_stays_a_place() -> None:
    """“The frigate Bruma” takes nothing from what happened "in Bruma"."""
    case = CaseInWords({"Orland": "orland"}, places=["Bruma"])
    case.add("The frigate Bruma sailed. In Bruma people waved. From Bruma it was seen for hours.")
    case.add("Orland said shots were heard in Bruma.", Says("Orland", "said", ["shots were heard in Bruma"]))

    (unit,) = (u for u in make_units(case.material()) if u.attribution is not None)

    assert unit.scene.places == {"bruma"}


def test_articles_on_two_accidents_are_on_two_events() -> None:
    """A name in passing on one side makes no common event; names on both sides do."""
    case = CaseInWords({"Orland": "orland"}, places=["Astel", "Bruma"])
    case.add("The ferry Marisol sank off Astel on Monday. Divers reached the Marisol at noon.")
    case.add("Orland asked why the Marisol had left Astel so late.")
    case.add(
        "A tug hit the barge Corvina at Bruma. Nobody was hurt. The loss of the Marisol was another thing, they said."
    )
    material = case.material()

    events = events_seen(seen_by_articles(material, sides_of(material.actors)), FORGETFUL)

    assert not are_different_events(events["art0"], events["art1"])
    assert are_different_events(events["art0"], events["art2"])


def test_names_of_other_things_keep_no_two_articles_apart() -> None:
    """Two reports that name no place in common, and no place at all, may be on one dispute."""
    case = CaseInWords({"Orland": "orland"})
    case.add("Orland Denies Report Of Marisol Loss. The Marisol sank on Monday.")
    case.add("Why Nobody Asked The Council. The Council met in secret.")
    material = case.material()

    events = events_seen(seen_by_articles(material, sides_of(material.actors)), FORGETFUL)

    assert not are_different_events(events.get("art0", NOTHING), events.get("art1", NOTHING))


def test_whereabouts_are_no_place() -> None:
    """“Near Bruma” does not say that it happened in Bruma."""
    case = CaseInWords({"Orland": "orland"}, places=["Astel", "Bruma"])
    case.add("Forty people were killed in Astel near Bruma.", own=["Forty people were killed in Astel near Bruma."])
    from counterclaim.claims.units import make_units

    (unit,) = make_units(case.material())

    assert unit.scene.places == {"astel"}
