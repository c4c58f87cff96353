"""What the statements of one article are compared by, as far as that article alone tells."""

from __future__ import annotations

from counterclaim.claims.interface import Material
from counterclaim.claims.surroundings import compared_text
from counterclaim.claims.units import make_units
from counterclaim.records import Article, Reading


def statements(article: Article, reading: Reading) -> tuple[str, ...]:
    """The texts that the encoder will be given of an article, each once, so that they can be encoded as it is read.

    What the rest of a case tells (who speaks for whom) may cut a few of them otherwise; those come up later.
    """
    alone = Material(articles=(article,), readings=(reading,), actors=(), parties=(), speakers={}, origins=())
    told = (compared_text(u, article.text, reading.sentences) for u in make_units(alone))
    return tuple(dict.fromkeys(told))
