"""What is kept between two runs of a case changes no result: articles come and go, decisions change, files are damaged."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from case import CaseInWords, Says, WordEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.pipeline.flow import Proposals, proposals
from counterclaim.pipeline.kept import CHECKED, FOLDER, Kept, RecordFile
from counterclaim.records import FORGETFUL, Act, Decision, Keeper, QuoteKind

PLACES = ("Astel", "Bruma", "Pelluna")
QUOTE = "our ships were never near the ferry and nobody fired a shot that night"


def case() -> CaseInWords:
    """Twelve reports: claims, denials, copies, a quotation in two of them, names in short and in full, a reason given."""
    made = CaseInWords({}, places=PLACES)
    orland, vesna = "Orland foreign minister Ivan Dorn", "Vesna spokeswoman Mira Talen"
    rammed = "Orland ships rammed the ferry off Astel"
    made.add(f"{vesna} said {rammed}.", Says(vesna, "said", [rammed], Act.ACCUSE), published="2031-05-02")
    denied = f"{orland} denied that {rammed}."
    made.add(denied, Says(orland, "denied", [rammed], Act.DENY), published="2031-05-03")
    killed = "the ferry was rammed near Bruma and forty people were killed"
    made.add(f"Talen said {killed}.", Says("Talen", "said", [killed]), published="2031-05-03")
    said = f"“{QUOTE},” Dorn told reporters in Orst, the Orland capital."
    quoted = Says("Dorn", "told", [QUOTE], Act.DENY, kind=QuoteKind.DIRECT)
    made.add(f"The minister spoke at noon. {said}", quoted, published="2031-05-04")
    made.add(f"Reports came late to Pelluna. {said}", quoted, published="2031-05-05")
    fifty = "fifty people were killed off Astel"
    made.add(f"{vesna} said {fifty}.", Says(vesna, "said", [fifty]), own=[f"{vesna} said {fifty}."])
    faked = "the pictures of the ferry were faked"
    made.add(f"The Orland government said {faked}.", Says("The Orland government", "said", [faked]))
    made.add("The Pelluna harbour was shelled at night. Farmers near Bruma saw smoke over Astel.")
    shelled = "Orland shelled the harbour of Pelluna"
    made.add(f"The Vesna government said {shelled}.", Says("The Vesna government", "said", [shelled], Act.ACCUSE))
    made.add(f"Orland rejected the accusations. {denied}", Says(orland, "denied", [rammed], Act.DENY))
    made.add(f"Vesnian troops left Astel. {vesna} said {rammed}.", Says(vesna, "said", [rammed], Act.ACCUSE))
    late = "the ferry left the harbour late because Orland had closed the strait"
    made.add(f"{vesna} said {late}.", Says(vesna, "said", [late]))
    return made


ALL = case()
#: What the reports have to hold for the tests to say something.
TOLD = {"supports", "updates", "contradicts", "not_comparable", "refines"}
REVIEWED = Decision(
    id="dec_1", n=1, who="Ana", when=datetime(2031, 6, 1, tzinfo=UTC), what="merge_actors", target="Ivan Dorn",
    before=None, after="Mira Talen", why="for the test", previous="", hash="",
)  # fmt: skip


def made_of(chosen: Sequence[int], keeper: Keeper, decisions: Sequence[Decision] = ()) -> Proposals:
    """What crosses some of the articles."""
    articles, readings = [ALL.articles[n] for n in chosen], [ALL.readings[n] for n in chosen]
    return proposals(articles, readings, decisions, WordEncoder(), keeper)


@settings(max_examples=3, deadline=None)
@given(st.permutations(range(len(ALL.articles))), st.integers(0, len(ALL.articles) - 1))
def test_articles_added_one_by_one_give_what_a_build_from_nothing_gives(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], gone: int
) -> None:
    """In any order, and when one is taken out again, every record is the same as if nothing had been kept."""
    folder = tmp_path_factory.mktemp("kept")
    for count in range(1, len(order) + 1):
        assert made_of(order[:count], Kept(folder)) == made_of(order[:count], FORGETFUL)

    left = [n for n in order if n != gone]
    assert made_of(left, Kept(folder)) == made_of(left, FORGETFUL)


def test_the_reports_have_what_could_be_lost() -> None:
    """Claims of several members, relations with a reason given among them, copies, one utterance in two reports."""
    found = made_of(range(len(ALL.articles)), FORGETFUL)

    assert any(len(c.members) > 2 for c in found.claims.claims)
    assert "supports" in {r.type for r in found.claims.relations} <= TOLD
    assert found.lineage.links and found.utterances


def test_only_what_is_new_is_made(tmp_path: Path) -> None:
    """One more article, and the words of the others are not cut into statements again, but for those that check."""
    made: list[tuple[str, int]] = []

    class Telling(Kept):
        def recall(self, step, keys, kind, make, holds=None):  # type: ignore[no-untyped-def]
            def telling(at):  # type: ignore[no-untyped-def]
                made.append((step, len(at)))
                return make(at)

            return super().recall(step, keys, kind, telling, holds)

    made_of(range(10), Kept(tmp_path))
    found = made_of(range(11), Telling(tmp_path))

    assert {step for step, _ in made} >= {"units", "about", "claims", "traits", "words"}
    assert sum(n for step, n in made if step == "words") <= 3 + 1
    assert sum(n for step, n in made if step == "traits") < 3 + 10
    assert sum(n for step, n in made if step == "claims") < 3 + len(found.claims.claims)


def test_an_unchanged_case_makes_nothing_again(tmp_path: Path) -> None:
    """Run again over the same articles no step makes more than the few items that it checks."""
    made: dict[str, int] = {}

    class Telling(Kept):
        def recall(self, step, keys, kind, make, holds=None):  # type: ignore[no-untyped-def]
            def telling(at):  # type: ignore[no-untyped-def]
                made[step] = max(made.get(step, 0), len(at))
                return make(at)

            return super().recall(step, keys, kind, telling, holds)

    made_of(range(len(ALL.articles)), Kept(tmp_path))
    made_of(range(len(ALL.articles)), Telling(tmp_path))

    assert made.keys() >= {"units", "firsts", "placed", "printed", "groups"}
    assert {step: n for step, n in made.items() if n > CHECKED} == {}


def test_a_decision_is_seen_by_all_that_is_kept(tmp_path: Path) -> None:
    """With a decision, and without it again, the case is what it would be if nothing had been kept."""
    every = range(len(ALL.articles))
    for decisions in ([], [REVIEWED], []):
        assert made_of(every, Kept(tmp_path), decisions) == made_of(every, FORGETFUL, decisions)


def test_another_program_finds_nothing_of_this_one(tmp_path: Path) -> None:
    """What another version kept is removed, and everything is made again."""
    made_of(range(6), Kept(tmp_path, program="before"))
    before = {f.name for f in (tmp_path / FOLDER).iterdir()}

    made_of(range(6), Kept(tmp_path))

    after = {f.name for f in (tmp_path / FOLDER).iterdir()}
    assert {n.split("-")[0] for n in before} == {n.split("-")[0] for n in after}
    assert not before & after


@pytest.mark.parametrize("seed", range(4))
def test_damaged_files_change_no_result(tmp_path: Path, seed: int) -> None:
    """Whatever bytes of the kept files are changed, and wherever they are cut, the case is the same."""
    every, dice = range(len(ALL.articles)), random.Random(seed)
    right = made_of(every, FORGETFUL)
    made_of(every, Kept(tmp_path))
    for file in sorted((tmp_path / FOLDER).iterdir()):
        data = bytearray(file.read_bytes())
        for _ in range(dice.randrange(1, 4)):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        file.write_bytes(data[: dice.randrange(len(data) // 2, len(data))] if seed % 2 else data)

    assert made_of(every, Kept(tmp_path)) == right
    assert made_of(every, Kept(tmp_path)) == right


def test_what_was_kept_elsewhere_under_the_same_names_is_not_believed(tmp_path: Path) -> None:
    """Results that stand under right digests with right checksums and are not what is made here are all made again."""
    every = range(len(ALL.articles))
    right = made_of(every, FORGETFUL)
    made_of(every, Kept(tmp_path))
    for file in (tmp_path / FOLDER).iterdir():
        records = RecordFile(file).read()
        RecordFile(file).rewrite(dict.fromkeys(records, min(map(bytes, records.values()))))

    assert made_of(every, Kept(tmp_path)) == right
