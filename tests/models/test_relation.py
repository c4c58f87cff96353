"""The relation model as shipped."""

import numpy as np
import pytest

from counterclaim.errors import ModelError
from counterclaim.models.relation import Comparison, RelationModel, WordIndex, passages
from counterclaim.models.relation.layout import HEADS, MAX_PAIR, MIRROR, N_OUTPUTS, RELATIONS
from counterclaim.models.relation.onnx import cut, feed

SHELLED = "Rebels shelled a market in Arica on Monday, killing 12 people."
DENIED = "The rebels denied that they had shelled a market in Arica."


@pytest.fixture(scope="module")
def model() -> RelationModel:
    return RelationModel(threads=1)


def test_a_denial_contradicts_what_it_denies(model: RelationModel) -> None:
    """A statement and its denial contradict each other, whoever speaks, and in either order."""
    found = model.compare([(SHELLED, DENIED), (DENIED, SHELLED), (SHELLED, "It is a lie that rebels shelled Arica.")])

    assert [c.label for c in found] == ["contradicts"] * 3


def test_a_rewording_is_the_same_and_a_shortening_follows(model: RelationModel) -> None:
    """One statement in two clauses is the same; a statement with less in it follows from the one with more."""
    same, less = model.compare(
        [
            ("The ministry said a hospital in Lima was bombed.", "A hospital in Lima was bombed, witnesses said."),
            ("French troops bombed a hospital in Lima on Monday.", "A hospital in Lima was bombed."),
        ]
    )

    assert (same.label, less.label) == ("same", "entails")


@pytest.mark.parametrize("said", ["The army shelled the town.", "It is a lie that rebels shelled Arica."])
def test_the_same_words_say_the_same(model: RelationModel, said: str) -> None:
    """Words beside themselves, with other marks and capitals or none, are the same; with others they are asked about."""
    other = f"“{said.upper().rstrip('.')}”"
    found = model.compare([(said, said), (said, other), (said, "Nobody shelled it.")])

    assert [c.same for c in found[:2]] == [1.0, 1.0]
    assert 0 < found[2].same < 1


def test_another_place_is_another_matter(model: RelationModel) -> None:
    """The same deed in another town is no contradiction."""
    found = model.compare([("Rebels shelled a market in Arica.", "Rebels shelled a market in Bongor.")])[0]

    assert found.contradicts < 0.5


def test_exchanging_the_statements_mirrors_the_answer(model: RelationModel) -> None:
    """How b stands to a is told by how a stands to b."""
    one, other = model.compare([(SHELLED, DENIED), (DENIED, SHELLED)])

    for name, i in zip(RELATIONS, MIRROR, strict=True):
        assert getattr(one, name) == pytest.approx(getattr(other, RELATIONS[i]), abs=1e-4)


def test_an_answer_does_not_depend_on_its_company(model: RelationModel) -> None:
    """A pair alone, and among longer and shorter ones in another order, gets the same probabilities."""
    others = [("It rained.", "He sang."), (SHELLED * 3, DENIED * 2)]

    alone = model.compare([(SHELLED, DENIED)])[0]
    among = model.compare([*others, (SHELLED, DENIED)])[2]

    assert alone.contradicts == pytest.approx(among.contradicts, abs=1e-4)
    assert alone.same == pytest.approx(among.same, abs=1e-4)


def test_probabilities_sum_to_one(model: RelationModel) -> None:
    """All heads give probabilities, also for empty statements and for too long ones."""
    pairs = [("", ""), ("word " * 300, "other " * 300)]

    for found in model.compare(pairs):
        assert sum(getattr(found, name) for name in RELATIONS) == pytest.approx(1, abs=1e-4)
    for stance in model.stances(pairs[:1]):
        assert stance.agrees + stance.disagrees + stance.discusses + stance.unrelated == pytest.approx(1, abs=1e-4)
    assert 0 <= model.matches(pairs[:1])[0] <= 1


def test_no_pairs_give_no_answers(model: RelationModel) -> None:
    """An empty list is fine."""
    assert model.compare([]) == []
    assert model.logits([]).shape == (0, N_OUTPUTS)


def test_two_mentions_of_one_event_match_better_than_two_events(model: RelationModel) -> None:
    """The event head tells the same happening from another one."""
    same, other = model.matches(
        [
            ("A quake * struck * Lima on Friday .", "Lima was hit by an * earthquake * on Friday ."),
            ("A quake * struck * Lima on Friday .", "The actress * checked * into a clinic ."),
        ],
        "event",
    )

    assert same > other + 0.3


def test_a_text_that_takes_its_distance_does_not_agree(model: RelationModel) -> None:
    """An article that calls the claim a hoax disagrees with it more than one that states it."""
    against, plain = model.stances(
        [
            ("The story that a crab giant lives in the harbour is a hoax; the photo is fake.", "Giant crab in harbour"),
            ("A giant crab lives in the harbour. Divers saw it on Monday.", "Giant crab in harbour"),
        ]
    )

    assert against.disagrees > plain.disagrees
    assert plain.label == "agrees"


def test_a_changed_model_file_is_refused(tmp_path) -> None:
    """A file that does not match its card is not used."""
    folder = RelationModel().folder
    (tmp_path / "card.json").write_bytes((folder / "card.json").read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"something else")

    with pytest.raises(ModelError, match="does not match its card"):
        RelationModel(tmp_path).compare([("a", "b")])


def test_label_is_the_likeliest() -> None:
    """The label of a comparison follows its probabilities, and the mirror exchanges the two entailments only."""
    found = Comparison(0.1, 0.5, 0.2, 0.1, 0.1)

    assert found.label == "entails"
    assert [RELATIONS[i] for i in MIRROR] == ["same", "entailed", "entails", "contradicts", "unrelated"]
    assert HEADS["match"].stop == N_OUTPUTS


def test_pairs_are_cut_to_the_length_of_training() -> None:
    """Two long statements share the room; a short one keeps all of it."""
    a, b = cut(list(range(160)), list(range(160)))
    long, short = cut(list(range(160)), list(range(20)))

    assert len(a) + len(b) + 3 <= MAX_PAIR
    assert (len(long), len(short)) == (160, 20)


def test_pieces_of_the_other_statement_are_marked() -> None:
    """The network is told which pieces both statements have; marks and padding are not among them."""
    got = feed([([7, 8], [8, 9]), ([5], [6])])

    assert got["seen"].tolist() == [[0, 0, 1, 0, 1, 0, 0], [0] * 7]
    assert got["kinds"].tolist()[0] == [0, 0, 0, 0, 1, 1, 1]
    assert np.array_equal(got["mask"].sum(1), [7, 5])


LONG = " ".join(f"Sentence number {n} is about the weather in town today and tomorrow." for n in range(40))


def test_passages_are_those_that_bear_on_the_claim() -> None:
    """Of a long text the sentences about the claim are kept, in order, within the limit."""
    text = f"{LONG} The harbour crab is a hoax. {LONG} Divers photographed the giant crab."

    got = passages(text, "Giant crab lives in the harbour", max_words=60)

    assert got.index("hoax") < got.index("photographed")
    assert len(got.split()) <= 60


def test_a_short_text_is_kept_whole() -> None:
    """Nothing is left out where everything fits."""
    assert passages("It rained. He sang.", "Crab") == "It rained. He sang."


def test_word_index_finds_texts_by_their_rare_words() -> None:
    """The text that shares the telling words comes first; one that shares none is not scored."""
    index = WordIndex({"1": "The harbour crab is a hoax", "2": "The mayor opened a bridge", "3": "A crab dish"})

    assert index.best("Is there a crab in the harbour?", 5) == ["1", "3"]
    assert "2" not in index.scores("crab")


def test_word_index_reads_the_parts_of_tags_and_handles() -> None:
    """A hashtag or handle written in one run finds the words it is made of, and is still found whole."""
    index = WordIndex({"1": "A giant crab lives in the harbour", "2": "Lima elects a mayor", "3": "Seen: #HarbourCrab"})

    assert set(index.best("Look at this #HarbourCrab2020", 5)) == {"1", "3"}
    assert "2" in index.scores("Sad! (@mayor_of_lima)")
    assert "3" in index.scores("#harbourcrab")
