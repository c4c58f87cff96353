"""What units are compared by."""

import numpy as np
from case import CaseInWords, Says, WordEncoder

from counterclaim.claims.structure import LITTLE_COST, structure_terms
from counterclaim.claims.surroundings import compared_text, vectors_of
from counterclaim.claims.unit import Unit
from counterclaim.claims.units import make_units
from counterclaim.records import Act, Span, unmarked


def vectors(case: CaseInWords) -> dict[str, np.ndarray]:
    """The vector of each unit, by its words."""
    material = case.material()
    units = make_units(material)
    texts = {a.id: a.text for a in material.articles}
    made = vectors_of(units, texts, {r.article: r for r in material.readings}, WordEncoder())
    return {u.words: v for u, v in zip(units, made, strict=True)}


def said(case: CaseInWords) -> list[tuple[Unit, str]]:
    """Each unit with what it is compared by."""
    material = case.material()
    texts = {a.id: a.text for a in material.articles}
    readings = {r.article: r for r in material.readings}
    return [(u, compared_text(u, texts[u.article], readings[u.article].sentences)) for u in make_units(material)]


def test_what_is_pointed_at_is_named_by_the_sentence_before() -> None:
    """“There” is more like the place its own report names than the place another report names."""
    case = CaseInWords({})
    case.add(
        "Vesna spoke of the depot. It said no guard had ever been there.",
        Says(None, "said", ["no guard had ever been there"]),
    )
    case.add(
        "Orland spoke of the clinic. It said nobody had ever been there.",
        Says(None, "said", ["nobody had ever been there"]),
    )
    case.add("A guard, it said, had been in the depot.", Says(None, "said", ["A guard", "had been in the depot"]))
    made = vectors(case)

    named = next(v for words, v in made.items() if "in the depot" in words)
    assert made["no guard had ever been there"] @ named > made["nobody had ever been there"] @ named


def test_a_statement_is_read_in_its_sentence_after_the_one_before() -> None:
    """Its own words are marked, and who says it stands around them; in the first sentence nothing stands before."""
    case = CaseInWords({})
    case.add(
        "Vesna said the ferry sank. Orland said the ferry was late.",
        Says("Vesna", "said", ["the ferry sank"]),
        Says("Orland", "said", ["the ferry was late"]),
    )
    first, second = (unmarked(text) for _, text in said(case))

    assert first == ("Vesna said the ferry sank.", (Span(11, 25),))
    assert second == ("Vesna said the ferry sank. Orland said the ferry was late.", (Span(39, 57),))


def test_vectors_are_of_length_one() -> None:
    """Cosines are products of rows."""
    case = CaseInWords({})
    case.add("Vesna said the ferry sank.", Says("Vesna", "said", ["the ferry sank"]))

    for vector in vectors(case).values():
        assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5)


def test_a_bare_name_is_not_what_its_sentence_says() -> None:
    """“Over the ferry” names a thing: what the sentences around it tell does not make it the same as they tell."""
    case = CaseInWords({})
    case.add(
        "Officials blamed the ferry. Officials said the ferry was a military transport. "
        "Sailors said the ferry was a transport of the army.",
        Says("Officials", "blamed", ["the ferry"], Act.ACCUSE),
        Says("Officials", "said", ["the ferry was a military transport"]),
        Says("Sailors", "said", ["the ferry was a transport of the army"]),
    )
    bare, told, other = sorted(make_units(case.material()), key=lambda u: len(u.words))[:3]

    assert structure_terms(bare, told) <= -LITTLE_COST
    assert structure_terms(told, other) > structure_terms(bare, told)
