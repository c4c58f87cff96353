"""What is encoded of an article before the case is known."""

import pytest
from case import CaseInWords, Says

from counterclaim.claims import statements
from counterclaim.claims.surroundings import compared_text
from counterclaim.claims.units import make_units
from counterclaim.records import Act


def test_an_article_alone_tells_what_the_case_will_compare() -> None:
    """The texts of an article by itself are those of its units in the whole case, each once."""
    case = CaseInWords({"Orland": "orland", "Vesna": "vesna"})
    case.add(
        "Orland denied that its ships rammed the ferry. Vesna said the ferry sank.",
        Says("Orland", "denied", ["its ships rammed the ferry"], Act.DENY),
        Says("Vesna", "said", ["the ferry sank"]),
    )
    case.add("Vesna accused Orland of lying.", Says("Vesna", "accused", ["Orland of lying"], Act.ACCUSE))
    material = case.material()

    for article, reading in zip(material.articles, material.readings, strict=True):
        units = [u for u in make_units(material) if u.article == article.id]
        compared = {compared_text(u, article.text, reading.sentences) for u in units}
        assert compared == set(statements(article, reading))
        assert len(statements(article, reading)) == len(compared)


def test_of_two_attributions_of_the_same_words_the_fuller_source_counts() -> None:
    """“Port Lasken police said in a statement” is one saying by the police, whichever cue is read."""
    case = CaseInWords({"Port Lasken police": "police"})
    case.add(
        "Port Lasken police said in a statement that the man lunged at the officer.",
        Says("Port Lasken police", "said", ["the man lunged at the officer"], source="Port Lasken police"),
        Says("Port Lasken police", "statement", ["the man lunged at the officer"], source="Port Lasken"),
    )

    (unit,) = make_units(case.material())

    assert unit.attribution is not None
    assert [s.of(case.material().articles[0].text) for s in unit.attribution.source] == ["Port Lasken police"]


@pytest.mark.parametrize("charge", ["its charge that Vesna had shelled the ferry", "the claim", "that accusation"])
def test_who_repeats_a_charge_denies_nothing(charge: str) -> None:
    """“Repeated her charge that” puts the charge forward, even where the reader took it for a denial."""
    case = CaseInWords({"Orland": "orland", "Vesna": "vesna"})
    case.add(f"Orland repeated {charge}.", Says("Orland", "repeated", [charge], Act.DENY))
    case.add(
        "Vesna denied its charge that Orland had shelled the ferry.",
        Says("Vesna", "denied", ["its charge that Orland had shelled the ferry"], Act.DENY),
    )

    assert [u.is_denial for u in make_units(case.material())].count(True) == 1
    assert [u.is_denial for u in make_units(case.material()) if u.party == case.parties["Orland"]] == [False]
