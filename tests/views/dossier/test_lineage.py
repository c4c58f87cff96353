from dataclasses import replace

from counterclaim.records import Drift, LineageType, Origin
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.lineage import lineage_section

from .factory import FOREIGN, HARBOUR, LATER, SOUTH, ferry


def test_a_report_stands_to_the_right_of_what_it_takes_from() -> None:
    """Layers follow the links, agencies included."""
    case = ferry()
    link = case.lineage[0]
    agency = replace(link, id="lin_2", a="Norland Press", b=SOUTH.id, type=LineageType.CREDITS, passages=())
    nodes = {n.name: n for n in lineage_section(Index(replace(case, lineage=(link, agency)))).diagram.nodes}

    assert nodes["Norland Press"].x < nodes["Southmark Courier"].x < nodes["Evening Mail"].x
    assert nodes["Norland Press"].agency
    assert nodes["Norland Press"].href is None


def test_links_in_a_circle_still_give_a_drawing() -> None:
    """Where the order of two reports is unsure, each may be said to take from the other."""
    case = ferry()
    link = case.lineage[0]
    back = replace(link, id="lin_2", a=link.b, b=link.a, passages=(), directed=False)

    diagram = lineage_section(Index(replace(case, lineage=(link, back)))).diagram

    assert len(diagram.nodes) == 2
    assert diagram.width < 2000


def test_shared_passages_stand_side_by_side_with_their_exact_words() -> None:
    """Both texts are quoted and linked."""
    link = lineage_section(Index(ferry())).links[0]

    assert link.passages[0].a == link.passages[0].b == "Admiral Peer Lund of Southmark"
    assert (link.a, link.b) == ("Southmark Courier", "Evening Mail")


def test_origins_fold_what_is_not_independent_and_count_the_rest_singly() -> None:
    """Four reports, two of them of one origin, are three origins."""
    section = lineage_section(Index(ferry()))

    assert [len(o.articles) for o in section.origins] == [2, 1, 1]
    assert section.alone == (
        ("Harbour Times", f"art-{HARBOUR.id}"),
        ("Journal du Détroit", f"art-{FOREIGN.id}"),
    )


def test_an_origin_that_names_unknown_articles_counts_only_known_ones() -> None:
    """An article that was taken out of the case is not shown."""
    origins = (Origin(id="org_1", articles=(LATER.id, "art_gone"), reason="", made_by="test 1"),)

    section = lineage_section(Index(replace(ferry(), origins=origins)))

    assert all(len(o.articles) == 1 for o in section.origins)


def test_changes_are_named_for_what_they_are() -> None:
    """A hedge is dropped, an attribution lost; what has no words on one side is no quotation."""
    told = (
        Drift(what="hedge", a="allegedly", b="none"),
        Drift(what="attribution", a="The guild said: it was dark", b="own voice: it was dark"),
        Drift(what="speaker", a="Lund", b="nobody named"),
        Drift(what="cue", a="said", b="admitted"),
    )
    case = ferry()
    (link,) = lineage_section(Index(replace(case, lineage=(replace(case.lineage[0], drift=told),)))).links

    assert [(d.lead, d.a_by, d.a, d.b_by, d.b) for d in link.drift] == [
        ("hedge dropped", "", "allegedly", "", ""),
        ("attribution lost", "The guild said", "it was dark", "in its own voice", "it was dark"),
        ("speaker changed", "", "Lund", "nobody named", ""),
        ("cue changed", "", "said", "", "admitted"),
    ]
