from dataclasses import replace
from itertools import pairwise

from counterclaim.records import Span
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.timeline import timeline

from .factory import HARBOUR, LATER, ferry


def test_rows_are_in_the_order_of_dates_and_hold_all_three_clocks() -> None:
    """What happened on the 3rd was said on the 4th and published from the 4th on."""
    rows = timeline(Index(ferry())).rows

    assert [r.value for r in rows] == ["2031-05-03", "2031-05-04", "2031-05-05", "2031-05-06"]
    assert [i.lane for i in rows[0].items] == ["happened"]
    assert {i.lane for i in rows[1].items} == {"said", "published"}
    assert all(a.y < b.y for a, b in pairwise(rows))


def test_a_line_leads_from_when_it_was_said_to_when_it_is_said_to_have_happened() -> None:
    """One line for each pair of dates."""
    found = timeline(Index(ferry()))

    assert found.links == ((235, found.rows[1].y, 150, found.rows[0].y),)


def test_gaps_of_more_than_a_day_are_named_and_vague_dates_have_their_own_row() -> None:
    """Rows are not to scale, so the time between them is said."""
    case = ferry()
    event = case.events[0]
    early = [replace(event, id=f"evt_{v}", value=v) for v in ("2024", "2031-04", "2031-04-20")]
    rows = timeline(Index(replace(case, events=(*early, event)))).rows

    assert [(r.label, r.gap) for r in rows[:4]] == [
        ("2024", None),
        ("April 2031", "7 years"),
        ("20 April 2031", "19 days"),
        ("3 May 2031", "13 days"),
    ]


def test_undated_happenings_are_counted() -> None:
    """They are not silently left out."""
    case = ferry()

    found = timeline(Index(replace(case, events=(replace(case.events[0], value=None),))))

    assert found.undated == 1


def test_what_a_reprint_tells_is_told_once() -> None:
    """The same words of the same speaker in two reports are one thing, with both reports."""
    case = ferry()
    event = case.events[0]
    again = replace(event, id="evt_2", article=LATER.id, span=Span(0, 10), when=Span(0, 7), attribution=None)
    copy = replace(event, id="evt_3", article=LATER.id, attribution=None)
    later = replace(LATER, text=HARBOUR.text)
    articles = tuple(later if a.id == LATER.id else a for a in case.articles)

    alone = replace(event, attribution=None)
    found = timeline(Index(replace(case, articles=articles, events=(alone, copy, again))))

    happened = [i for i in found.rows[0].items if i.lane == "happened"]
    assert [(i.outlet, [name for name, _ in i.also]) for i in happened] == [
        ("Harbour Times", ["Evening Mail"]),
        ("Evening Mail", []),
    ]
