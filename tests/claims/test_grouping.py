"""Correlation clustering with must-links and cannot-links."""

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims.grouping import group
from counterclaim.claims.likeness import Likeness, Pair


def like(*triples: tuple[int, int, float], never: tuple[Pair, ...] = ()) -> Likeness:
    return Likeness({(a, b): s for a, b, s in triples}, dict.fromkeys(never, "test"))


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
        8, Likeness({k: v for k, v in scores.items() if k not in never}, never), together=together, apart=apart
    )

    home = {i: n for n, g in enumerate(found) for i in g}
    assert sorted(home) == list(range(8))
    assert all(home[a] != home[b] for a, b in apart)
    assert all(home[a] == home[b] for a, b in together)
