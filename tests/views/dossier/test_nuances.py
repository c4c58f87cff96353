"""What is said with less than full plainness: second readings, negations, evidence, passages left unread."""

from dataclasses import replace

from counterclaim.records import Act, Entity, EntityType, EvidenceMention, Label, SecondReading, Span, Stance, Unread
from counterclaim.views.dossier import render_dossier
from counterclaim.views.dossier.articles import article_views
from counterclaim.views.dossier.assertions import assertion
from counterclaim.views.dossier.claims import claim_views
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.nuances import negation_remark
from counterclaim.views.query import Case

from .factory import HARBOUR, LATER, LUND, NEAR, RAMMED, SOUTH, VARN, at, claim, ferry, member, reading
from .page import Page, section

OTHER = SecondReading(of="source", value=None, spans=(at(HARBOUR.text, "the captain"),), confidence=0.4, taken=0.5)
MAYBE = SecondReading(of="act", value="accuse", spans=(), confidence=0.4, taken=0.45)
VIDEO = EvidenceMention(span=at(HARBOUR.text, "patrol boat of Southmark"), type="video", confidence=0.5)


def nuanced() -> Case:
    """The ferry case with two second readings, a negation, evidence, an unread passage and a denial that answers."""
    varn = replace(VARN, second=(OTHER, MAYBE))
    lund = replace(LUND, act=Act.DENY, polarity="negative", negation=(at(SOUTH.text, "denied"),))
    answer = Label(article=HARBOUR.id, start=varn.content[0].start, end=varn.content[0].end)
    denial = replace(member(lund, "act_lund", Stance.DENIES), answers=answer)
    rammed = claim(RAMMED.id, member(varn, "act_varn", Stance.AFFIRMS, evidence=("video",)), denial, contested=True)
    tail = Unread(span=at(SOUTH.text, "an insult to seafarers"), reason="language", detail="fr")
    case = ferry()
    return replace(
        case,
        claims=(rammed, *(c for c in case.claims if c.id != RAMMED.id)),
        readings=(
            replace(reading(HARBOUR, varn), evidence=(VIDEO,)),
            replace(reading(SOUTH, lund, NEAR), unread=(tail,)),
            *case.readings[2:],
        ),
    )


def test_every_remark_leads_to_the_words_it_names() -> None:
    """Links of remarks resolve, and ids stay unique."""
    page = Page(render_dossier(nuanced()))
    ids = page.ids

    assert len(ids) == len(set(ids))
    assert {"s2-att_varn-0", "neg-att_lund"} <= set(ids)
    assert {str(a["href"])[1:] for a in page.named("a") if str(a.get("href", "")).startswith("#")} <= set(ids)


def test_a_second_reading_is_told_in_words_beside_the_one_taken() -> None:
    """The other speaker is named with a link; the other act is told with the act taken."""
    index = Index(nuanced())
    shown = assertion(index, index.claim[RAMMED.id].members[0])

    assert [(r.lead, r.words, r.href) for r in shown.second] == [
        ("or said by", "the captain", "s2-att_varn-0"),
        ("read as a statement, or an accusation", "", ""),
    ]
    assert shown.second[0].title == "0.40, against 0.50 for the reading taken"


def test_a_denial_with_two_readings_shows_both() -> None:
    """Where a denial may answer either of two accusations, each of its places names the other one too."""
    case = nuanced()
    rammed = next(c for c in case.claims if c.id == RAMMED.id)
    denial = replace(rammed.members[1], id="unit_denial")
    answer = Label(article=HARBOUR.id, start=VARN.content[0].start, end=VARN.content[0].start + 15)
    other = replace(rammed, id="clm_other", members=(replace(denial, answers=answer),))
    here = replace(rammed, members=(rammed.members[0], denial))
    index = Index(replace(case, claims=(here, other)))

    shown = assertion(index, denial)

    answers = [r for r in shown.remarks if "negative" not in r.lead]
    assert [(r.lead, r.words) for r in answers] == [
        ("answers", "the patrol boat of Southmark rammed the ferry on 3 May"),
        ("or, read otherwise,", "the patrol boat"),
    ]
    assert all(r.href for r in answers)


def test_a_denial_shows_its_negating_words_and_what_it_answers() -> None:
    """Both are links to the words."""
    index = Index(nuanced())
    shown = assertion(index, index.claim[RAMMED.id].members[1])

    assert [(r.lead, r.words) for r in shown.remarks] == [
        ("negative by", "denied"),
        ("answers", "the patrol boat of Southmark rammed the ferry on 3 May"),
    ]
    assert shown.remarks[0].href == "neg-att_lund"


def test_a_negation_that_was_itself_negated_is_not_called_negative() -> None:
    """“did not deny” keeps its words and its sense."""
    both = replace(LUND, polarity="positive", negation=(at(SOUTH.text, "denied"),))
    case = replace(ferry(), claims=(), readings=(reading(SOUTH, both),))
    notes = [n for b in article_views(Index(case))[2].blocks for n in b.notes]

    assert [r.lead for n in notes for r in n.remarks] == ["not negative, in spite of"]


def test_evidence_leads_to_its_words_where_they_stand_near() -> None:
    """A type that names no words stands alone."""
    index = Index(nuanced())
    first, second = (assertion(index, m) for m in index.claim[RAMMED.id].members)

    assert [(r.lead, r.words) for r in first.evidence] == [("video", "patrol boat of Southmark")]
    assert [(r.lead, r.words) for r in second.evidence] == [("none stated", "")]


def test_hedges_of_the_statement_and_of_its_cue_are_told_once() -> None:
    """The member's own hedging words and the attribution's are one list."""
    index = Index(nuanced())
    hedged = replace(index.claim[RAMMED.id].members[0], hedge=(at(HARBOUR.text, "rammed"),))
    index.attribution = {**index.attribution, VARN.id: replace(VARN, hedge=(at(HARBOUR.text, "rammed"),))}

    assert assertion(index, hedged).hedge == ("rammed",)


def test_a_passage_left_unread_is_marked_and_listed_with_its_reason() -> None:
    """The head of the report says why, and leads there."""
    html = section(render_dossier(nuanced()), "articles")
    view = article_views(Index(nuanced()))[2]

    assert [(r.lead, r.words) for r in view.unread] == [("in another language (fr)", "an insult to seafarers")]
    assert "1 passage left unread" in Page(html).text
    assert f'id="{view.unread[0].href}"' in html


def test_a_report_not_read_at_all_is_not_marked_word_by_word() -> None:
    """Its head says so once."""
    case = ferry()
    foreign = case.articles[3]
    whole = Unread(span=Span(0, len(foreign.text)), reason="language", detail="fr")
    read = replace(reading(foreign), sentences=(), unread=(whole,))
    html = render_dossier(replace(case, readings=(*case.readings, read)))

    assert 'class="un"' not in section(html, "articles").split('class="alist"')[1]


def test_words_that_two_reports_print_alike_are_told_once() -> None:
    """A reprint of a statement is named with the first, and the statement is not repeated."""
    case = ferry()
    copy = replace(LATER, text=SOUTH.text)
    again = replace(LUND, id="att_copy", article=LATER.id)
    both = claim(
        "clm_rammed", member(LUND, "act_lund", Stance.DENIES), member(again, "act_lund", Stance.DENIES), contested=True
    )
    readings = (*(r for r in case.readings if r.article != LATER.id), reading(copy, again))
    articles = tuple(copy if a.id == LATER.id else a for a in case.articles)

    (view,) = claim_views(Index(replace(case, articles=articles, readings=readings, claims=(both,))))
    (shown,) = [a for g in view.groups for h in g.holders for a in h.assertions]

    assert (shown.outlet, [outlet for outlet, _, _ in shown.also]) == ("Southmark Courier", ["Evening Mail"])
    assert view.assertions == 2


def test_a_negation_of_another_part_of_the_words_is_not_shown_for_this_one() -> None:
    """Of one attribution with two statements each has its own words of denial; those beside the cue are of both."""
    first, second = at(SOUTH.text, "the patrol boat rammed"), at(SOUTH.text, "the ferry")
    lund = replace(LUND, content=(first, second), polarity="negative", negation=(at(SOUTH.text, "boat rammed"),))
    beside = replace(lund, negation=(at(SOUTH.text, "denied"),))
    index = Index(ferry())

    assert [r.words for r in negation_remark(index, lund, (first,))] == ["boat rammed"]
    assert negation_remark(index, lund, (second,)) == ()
    assert [r.words for r in negation_remark(index, beside, (second,))] == ["denied"]


def test_places_in_a_reason_are_named_as_the_texts_print_them() -> None:
    """Records fold names to lower case; what no text prints stays as it is."""
    case = ferry()
    town = Entity(span=at(HARBOUR.text, "Orlo"), type=EntityType.LOC, use=None, confidence=1.0)
    readings = tuple(replace(r, entities=(town,)) if r.article == HARBOUR.id else r for r in case.readings)
    index = Index(replace(case, readings=readings))

    assert index.in_words("different places: orlo, the quay / velm") == "different places: Orlo, the quay / velm"
    assert index.in_words("orlo on 2031-05-04") == "orlo on 4 May 2031"


def test_who_denies_the_words_of_a_label_is_not_named_as_saying_them() -> None:
    """A label taken from a denial says so; one that somebody puts forward names who."""
    case = ferry()
    denied = claim("clm_denied", member(LUND, "act_lund", Stance.DENIES), contested=True)
    said = claim("clm_said", member(VARN, "act_varn", Stance.AFFIRMS), contested=False)

    views = claim_views(Index(replace(case, claims=(denied, said))))

    assert [v.label_by for v in views] == ["as denied by Peer Lund", "Ilse Varn"]
