"""An article is read again only in the stretches for which its case gives other answers."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from case import CaseInWords, Says

from counterclaim.claims import Material, filling, units
from counterclaim.claims.denial_types import denial_types
from counterclaim.claims.seen import seen_by_articles
from counterclaim.claims.sides import sides_of
from counterclaim.claims.unit import Unit
from counterclaim.pipeline.kept import Kept
from counterclaim.records import FORGETFUL, Act, Keeper, packed, unpacked

RAMMED, DARK = "Orland ships rammed the ferry off Astel", "it was dark over the bay"
SAILED = "the tug sailed at noon"


def material() -> Material:
    """Two reports; in the first two sides and a harbour master speak, and the outlet says a thing itself."""
    case = CaseInWords({"Orland": "orland", "Vesna": "vesna", "Keld": "keld"}, places=["Astel"])
    case.add(
        f"Vesna said {RAMMED}. Keld said {DARK}. Orland denied that {RAMMED}. The port of Astel stood empty.",
        Says("Vesna", "said", [RAMMED], Act.ACCUSE),
        Says("Keld", "said", [DARK]),
        Says("Orland", "denied", [f"that {RAMMED}"], Act.DENY),
        own=["The port of Astel stood empty."],
    )
    case.add(f"Orland said {SAILED}.", Says("Orland", "said", [SAILED]))
    return case.material()


def with_party(found: Material, actor: str, party: str | None) -> Material:
    """The same with an actor of another party."""
    return replace(found, actors=tuple(replace(a, party=party) if a.id == actor else a for a in found.actors))


def read(found: Material, keeper: Keeper) -> list[Unit]:
    """The units of a case."""
    return units.units_of(seen_by_articles(found, sides_of(found.actors, found.articles)), keeper)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of every statement that is read, as it is read."""
    words: list[str] = []
    real = filling.deeds_in

    def telling(text: str, spans: Sequence[object], *rest: object) -> object:
        words.append(" ".join(s.of(text) for s in spans))  # type: ignore[attr-defined]
        return real(text, spans, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(filling, "deeds_in", telling)
    return words


def test_only_the_stretches_with_other_answers_are_read_again(tmp_path: Path, told: list[str]) -> None:
    """Where one of three speakers changes sides what he says is read again, the others' words are not, and the units
    are those of a reading from nothing.
    """
    read(material(), Kept(tmp_path, "test"))
    changed = with_party(material(), "Keld", "other")
    told.clear()

    again = read(changed, Kept(tmp_path, "test"))

    is_sample = told.count(SAILED)  # the other article, which stays, is read again to see whether what is kept is right
    assert told == [*[SAILED] * is_sample, DARK] or told == [DARK, *[SAILED] * is_sample]
    assert again == read(changed, FORGETFUL)


@pytest.mark.parametrize("party", ["vesna", "other", None])
@pytest.mark.parametrize("actor", ["Orland", "Vesna", "Keld"])
def test_what_stays_is_what_would_be_read_now(tmp_path: Path, actor: str, party: str | None) -> None:
    """Whoever changes sides, and when he changes back, with names that changed too: all is as from nothing."""
    first, second = material(), with_party(material(), actor, party)
    called = {"Orland": "zz", "Vesna": "aa", "Keld": "mm"}
    third = replace(
        second,
        actors=tuple(replace(a, id=called[a.id]) for a in second.actors),
        speakers={a: called[speaker] for a, speaker in second.speakers.items()},
    )

    for found in (first, second, third, first):
        assert read(found, Kept(tmp_path, "test")) == read(found, FORGETFUL)


def test_what_was_kept_is_denied_as_what_was_just_read() -> None:
    """The words of one speech beside a denial tell how it is denied only where they stand in another attribution, also
    where that is another object with the same content.
    """
    case = CaseInWords({"Orland": "orland", "Vesna": "vesna"})
    said = "its ships did not ram the ferry and there was no evidence of a collision"
    case.add(f"Vesna said {RAMMED}. Orland said {said}.", Says("Orland", "said", [said]))
    found = case.material()
    fresh = units.make_units(found)
    kept = [unpacked(packed(u), Unit) for u in fresh]

    denial = next(u for u in fresh if u.is_denial)
    assert denial_types(denial, found.articles[0], kept) == denial_types(denial, found.articles[0], fresh)
