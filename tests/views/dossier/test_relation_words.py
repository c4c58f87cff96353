"""The table of relations: which words stand in it."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.records import Label
from counterclaim.views.cli.tables import TABLES

from .factory import SOUTH, ferry


def test_the_words_that_a_relation_rests_on_are_shown() -> None:
    """A claim's label may be another wording than the one that excludes the other claim."""
    case = ferry()
    rests_on = tuple(Label(article=SOUTH.id, start=n, end=n + 9) for n in (0, 20))
    (relation,) = case.relations

    (row,) = TABLES["relations"].rows(replace(case, relations=(replace(relation, shown=rests_on),)))

    assert (row["a"], row["b"]) == (SOUTH.text[0:9].strip(), SOUTH.text[20:29].strip())


def test_without_them_the_claims_labels_are_shown() -> None:
    """An older record names no words; the labels of its claims stand for them."""
    case = ferry()
    (relation,) = case.relations
    label = case.claim_by_id[relation.a].label

    (row,) = TABLES["relations"].rows(case)

    assert row["a"] == case.article_by_id[label.article].text[label.start : label.end]
