"""Correlation clustering with must-links and cannot-links."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims.grouping import JOIN_FROM, Part, group
from counterclaim.claims.likeness import Likeness, Pair
from counterclaim.claims.structure import NEVER
from counterclaim.records import Forgetful


def like(*triples: tuple[int, int, float], never: tuple[Pair, ...] = ()) -> Likeness:
    return Likeness.of({(a, b): s for a, b, s in triples}, never)


def test_alike_units_are_one_group() -> None:
    """Groups are joined by the mean of their pairs."""
    assert group(3, like((0, 1, 0.9), (1, 2, 0.2), (0, 2, 0.2))) == [[0, 1], [2]]


def test_a_chain_of_likes_is_not_one_group() -> None:
    """Two ends that are not alike stay apart, though each is like the middle."""
    assert len(group(3, like((0, 1, 0.7), (1, 2, 0.7)))) == 2


def test_what_can_never_be_one_keeps_whole_groups_apart() -> None:
    """One impossible pair between two groups is enough."""
    found = group(4, like((0, 1, 1.0), (2, 3, 1.0), (0, 2, 0.9), (1, 3, 0.9), (0, 3, 0.9), never=((1, 2),)))

    assert found == [[0, 1], [2, 3]]


def test_reviewers_go_before_the_text_and_the_text_before_likeness() -> None:
    """A pair decided apart stays apart though a denial binds it; a pair decided together though it is unlike."""
    unlike = like((0, 1, 0.9), (2, 3, 0.0), never=((2, 3),))

    assert group(4, unlike, bound=[(0, 1)], apart=[(1, 0)], together=[(2, 3)]) == [[0], [1], [2, 3]]


def test_a_unit_moves_to_the_group_it_is_more_like() -> None:
    """What average linking joined early is put right."""
    pairs = like((0, 1, 0.80), (1, 2, 0.79), (1, 3, 0.95), (2, 3, 0.62), (0, 2, 0.1), (0, 3, 0.1))

    assert [1, 2, 3] in group(4, pairs)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(-1, 1.5)), max_size=28))
def test_groups_are_a_partition_and_keep_what_was_decided(
    triples: list[tuple[int, int, float]],
) -> None:
    """Every unit is in one group; no impossible or decided pair is ever in the wrong place."""
    scores = {(min(a, b), max(a, b)): s for a, b, s in triples if a != b}
    never = dict.fromkeys(list(scores)[::3], "test")
    together = [p for p in list(scores)[1::4] if p not in never][:1]
    apart = [p for p in scores if p not in never and p not in together][:2]

    found = group(
        8, Likeness.of({k: v for k, v in scores.items() if k not in never}, never), together=together, apart=apart
    )

    home = {i: n for n, g in enumerate(found) for i in g}
    assert sorted(home) == list(range(8))
    assert all(home[a] != home[b] for a, b in apart)
    assert all(home[a] == home[b] for a, b in together)


class Remembering(Forgetful):
    """Has what was made for each key, and counts what is made."""

    def __init__(self) -> None:
        self.kept: dict[bytes, object] = {}
        self.made = 0

    def recall(self, step, keys, kind, make, holds=None):  # type: ignore[no-untyped-def]
        missing = [i for i, k in enumerate(keys) if k not in self.kept]
        self.made += len(missing)
        self.kept.update((keys[i], r) for i, r in zip(missing, make(missing), strict=True))
        return [self.kept[k] for k in keys]


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1]), st.floats(-1, 1.5), max_size=20
)
LINKS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] != p[1]), max_size=2)


@given(st.lists(st.tuples(PAIRS, PAIRS, LINKS, LINKS), min_size=1, max_size=3))
def test_groups_of_parts_are_those_of_the_whole(
    runs: list[tuple[dict[Pair, float], dict[Pair, float], list[Pair], list[Pair]]],
) -> None:
    """Whatever was kept of other runs, the groups are those of all units taken as one part."""
    keeper = Remembering()
    for scores, never, bound, apart in runs:
        likeness = Likeness.of(scores, never)
        whole = Part(
            np.arange(12), likeness.left, likeness.right, likeness.score, (), sorted(map(ordered, bound)), apart
        )

        found = group(12, likeness, bound=bound, apart=apart, keeper=keeper)

        assert found == sorted(map(list, whole.groups(JOIN_FROM)))


def ordered(pair: Pair) -> Pair:
    return (min(pair), max(pair))


def test_only_parts_that_changed_are_grouped_again() -> None:
    """A pair more in one part leaves the other as it was."""
    keeper = Remembering()
    group(5, like((0, 1, 0.9), (2, 3, 0.8)), keeper=keeper)
    before = keeper.made

    found = group(6, like((0, 1, 0.9), (2, 3, 0.8), (3, 5, 0.9)), keeper=keeper)

    assert (before, keeper.made) == (2, 3)
    assert [0, 1] in found
    assert [4] in found


def test_further_pairs_that_can_never_be_one_are_added_in_order() -> None:
    """A pair with a likeness loses it, one without gets an entry, whichever way round it is given."""
    found = like((0, 1, 0.9), (1, 2, 0.8)).without([(2, 1), (4, 3)])

    assert list(found.pairs().items()) == [((0, 1), 0.9), ((1, 2), NEVER), ((3, 4), NEVER)]
