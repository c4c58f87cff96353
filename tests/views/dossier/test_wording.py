"""The wording section: counts by outlet and party, cues, names of places, each leading to the words."""

from dataclasses import replace

from counterclaim.records import Entity, EntityType, Framing, PlaceUse
from counterclaim.views.dossier import render_dossier
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.wording import wording
from counterclaim.views.query import Case

from .factory import HARBOUR, LUND, SOUTH, at, ferry, reading
from .page import Page, section


def placed(*named: tuple[str, str]) -> Case:
    """The ferry case in which words of an article were read as a place."""
    found: dict[str, list[Entity]] = {}
    case = ferry()
    for article, words in named:
        span = at(case.article_by_id[article].text, words)
        place = Entity(span=span, type=EntityType.LOC, use=PlaceUse.LITERAL, confidence=1.0)
        found.setdefault(article, []).append(place)
    return replace(case, readings=tuple(replace(r, entities=tuple(found.get(r.article, ()))) for r in case.readings))


def respelled() -> Case:
    """The ferry case in which one outlet spells the place in another way."""
    case = placed(("art_harbour", "Southmark"), ("art_south", "Southmark"))
    south = replace(SOUTH, text=SOUTH.text.replace("Southmark", "Southmarq"))
    return replace(case, articles=tuple(south if a.id == south.id else a for a in case.articles))


def test_each_outlet_has_a_cell_for_each_party_and_empty_ones_stay_empty() -> None:
    """Columns are the parties by alphabet and a last one for speakers without any."""
    found = wording(Index(ferry()))
    rows = {o.name: [s and (s.statements, s.reported_words) for s in o.shares] for o in found.outlets}

    assert found.parties == ("Norland", "Southmark", "no party read")
    assert rows["Harbour Times"][:2] == [(1, 11), None]
    assert rows["Southmark Courier"] == [None, (2, 12), None]


def test_outlets_come_by_alphabet_and_reports_not_read_are_left_out() -> None:
    """No order favours one."""
    assert [o.name for o in wording(Index(ferry())).outlets] == ["Evening Mail", "Harbour Times", "Southmark Courier"]


def test_cues_stand_under_the_party_whose_statements_they_introduce() -> None:
    """Each with its implicature, its number and a link to the statement."""
    claimed = replace(LUND, cue=(at(SOUTH.text, "denied that"),))
    case = replace(ferry(), readings=(reading(SOUTH, claimed),), claims=())
    (outlet,) = (o for o in wording(Index(case)).outlets if o.cues)
    (party,) = outlet.cues

    assert party.party == "Southmark"
    assert [(c.implicature, c.count, c.uses[0].words, c.uses[0].hrefs) for c in party.cues] == [
        ("neutral", 1, "denied that", ("w-att_lund",))
    ]


def test_a_place_spelled_in_two_ways_shows_who_uses_which() -> None:
    """Each form leads to its words in the report."""
    html = render_dossier(respelled())
    (place,) = wording(Index(respelled())).places

    assert [(form, [u.words for u in users]) for form, _, users in place.forms] == [
        ("Southmark", ["Harbour Times"]),
        ("Southmarq", ["Southmark Courier"]),
    ]
    assert {h for _, _, users in place.forms for u in users for h in u.hrefs} <= set(Page(html).ids)


def test_wording_in_the_outlets_own_voice_leads_to_the_words() -> None:
    """Loaded words, scare quotes and words of distance are listed by outlet."""
    insult = Framing(kind="loaded", span=at(SOUTH.text, "insult"), confidence=0.6)
    case = ferry()
    marked = tuple(replace(r, framing=(insult,)) if r.article == SOUTH.id else r for r in case.readings)
    html = render_dossier(replace(case, readings=marked))
    page = Page(html)

    assert "Wording that takes a side: insult" in Page(section(html, "wording")).text
    assert {str(a["href"])[1:] for a in page.named("a") if str(a.get("href", "")).startswith("#")} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_a_case_without_names_to_compare_says_that_none_were_found() -> None:
    """The absence is that of the reports read."""
    assert "No place was found under two names or spellings" in Page(section(render_dossier(ferry()), "wording")).text


def test_the_section_gives_no_grade() -> None:
    """No word of the section ranks an outlet."""
    text = Page(section(render_dossier(respelled()), "wording")).text.casefold()

    assert not any(word in text for word in ("biased", "unfair", "balanced", "reliable", "propaganda", "score"))
    assert HARBOUR.outlet is not None
    assert HARBOUR.outlet.casefold() in text
