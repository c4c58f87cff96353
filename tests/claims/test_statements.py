"""What is encoded of an article before the case is known."""

from case import CaseInWords, Says

from counterclaim.claims import statements
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
        compared = {u.context for u in make_units(material) if u.article == article.id}
        assert compared == set(statements(article, reading))
        assert len(statements(article, reading)) == len(compared)
