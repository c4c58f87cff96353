"""When an article was published, and which dates are not allowed to win."""

from datetime import UTC, datetime

import pytest
from article_factory import extract

P2 = "The owner of the trawler said his crew had counted eleven holes in the hull after the encounter at dawn."
P3 = "Both governments have promised to publish the recordings of the radio traffic before the end of the year."


def page(*lines: str) -> str:
    """Lines as paragraphs of plain text."""
    return "\n\n".join(lines)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("04.03.2021 14:43", "2021-03-04T14:43"),
        ("Published: March 4, 2021", "2021-03-04"),
        ("Thursday, 4 March 2021", "2021-03-04"),
        ("4 marzo 2021", "2021-03-04"),
        ("2021-03-04", "2021-03-04"),
        ("By Ida Roth - March 4, 2021", "2021-03-04"),
    ],
)
def test_date_line_is_the_date(line: str, value: str) -> None:
    """A date that stands by itself over the article is its date, with its words as evidence."""
    article = extract(page("Guard denies firing on trawler", line, P2, P3))

    assert article.published.value == value
    assert article.published.evidence is not None
    assert "202" in article.published.evidence.of(article.text)


def test_weather_widget_date_does_not_win() -> None:
    """The day shown beside the weather is that of the visit; the text's own words decide."""
    lead = "The guard will hold a hearing, its spokesman said Sunday. A session is to be held on Monday, May 3."

    article = extract(page("16.5 C", "Tuesday, June 18, 2024", "Guard calls hearing over trawler", lead, P2, P3))

    assert (article.published.value, article.published.method) == ("2021-05-02", "inferred")
    assert ("2024-06-18", "captured") in {(c.value, c.kind) for c in article.published.alternatives}


def test_header_date_that_contradicts_the_text_does_not_win() -> None:
    """An unlabelled date far from the dates of the text loses to them, and the reason says so."""
    lead = "The guard on Sunday denied the claim. A session to be held on Monday, May 3 was called off at once by it."

    article = extract(page("Guard calls hearing over trawler", "18 June 2024", lead, P2, P3))

    assert article.published.value == "2021-05-02"
    assert "does not agree" in article.published.reason


def test_photo_date_is_a_floor_and_no_answer() -> None:
    """The day of a photograph is not the day of publication; the weekday of the report after it is."""
    caption = "Divers at the wreck off Leven on September 16, 2021. © Jo Ek / AFP"
    lead = "The guard denied the claim again. Speaking to reporters on Friday, its chief called the story a bad joke."

    article = extract(page("Guard denies firing on trawler", caption, lead, P2, P3))

    assert (article.published.value, article.published.method) == ("2021-09-17", "inferred")
    assert ("2021-09-16", "photo") in {(c.value, c.kind) for c in article.published.alternatives}


def test_photo_date_alone_is_not_stated() -> None:
    """Without a word on when the report was made, its date is not stated."""
    article = extract(page("Guard denies firing", "Divers at the wreck on September 16, 2021. © Jo Ek / AFP", P2, P3))

    assert article.published.value is None
    assert article.published.method == "not stated"


def test_event_day_is_an_alternative_only() -> None:
    """A day named in the running text is no publication date."""
    article = extract(
        page("Guard denies firing", "The treaty of 12 May 2014 forbids such patrols, lawyers say now.", P2)
    )

    assert article.published.value is None
    assert [c.kind for c in article.published.alternatives] == ["event"]


def test_dateline_without_year_gets_one_from_the_weekday() -> None:
    """The year of a dateline is the latest in which its day has the weekday of the statement."""
    lead = "PORT LEVEN, March 9 (AFP) - The guard denied the claim again, its spokesman said on Tuesday at the port."

    article = extract(page("Guard denies firing on trawler", lead, P2))

    assert article.published.value == "2021-03-09"
    assert article.published.alternatives


def test_nothing_is_published_after_its_capture() -> None:
    """A date after the capture is not believed."""
    article = extract(page("Guard denies firing", "5 May 2023", P2), captured_at=datetime(2022, 1, 1, tzinfo=UTC))

    assert article.published.value is None


def test_a_stated_date_after_the_capture_is_shown_and_not_believed() -> None:
    """What the source states is not passed over in silence: it is a candidate that cannot be, and the reason says so."""
    head = "---\ndate: 2023-05-05\n---\n"

    published = extract(head + page(P2, P3), captured_at=datetime(2022, 1, 1, tzinfo=UTC)).published

    (late,) = [c for c in published.alternatives if c.value == "2023-05-05"]
    assert (published.value, late.method, late.confidence) == (None, "item field, after the capture", 0.0)
    assert "cannot be: 2023-05-05 (item field, after the capture)" in published.reason


def test_slash_dates_keep_both_readings() -> None:
    """Where day and month may be exchanged the other reading is an alternative."""
    article = extract(page("Guard denies firing on trawler", "04/05/2021", P2, P3))

    assert {article.published.value} | {c.value for c in article.published.alternatives} == {"2021-05-04", "2021-04-05"}


def page_with(*metas: tuple[str, str], ld: str = "", line: str = "") -> str:
    """A page that states dates in meta elements, in JSON-LD, and in a printed line."""
    head = "".join(f'<meta property="{name}" content="{value}">' for name, value in metas)
    script = f'<script type="application/ld+json">{ld}</script>' if ld else ""
    words = "The harbour board said that the crane had been inspected in the spring and found to be sound by all."
    body = f"<h1>Crane was sound</h1><p>{line}</p>" + "".join(f"<p>{words} Part {n}.</p>" for n in range(4))
    return f"<html><head>{head}{script}</head><body>{body}</body></html>"


def test_day_of_most_kinds_of_sources_wins() -> None:
    """Where JSON-LD gives one day, and a meta element and the printed line another, the second is believed."""
    ld = '{"@type": "NewsArticle", "datePublished": "2022-01-04T07:29:00Z"}'
    article = extract(page_with(("article:published_time", "2022-01-06T08:29"), ld=ld, line="January 6, 2022"))

    assert article.published.value == "2022-01-06T08:29"
    assert "most sources" in article.published.reason


def test_bare_day_does_not_overrule_an_instant() -> None:
    """A day without a time of day, repeated in print, does not win over a stated instant."""
    ld = '{"@type": "NewsArticle", "datePublished": "2022-01-04T07:29:00Z"}'
    article = extract(page_with(("date", "2022-01-06"), ld=ld, line="January 6, 2022"))

    assert article.published.value == "2022-01-04T07:29Z"
    assert article.published.alternatives[0].zone in ("known", "none")


def test_publication_that_repeats_the_last_change_is_not_believed() -> None:
    """Of two stated publications the earlier counts where the later is the time of the last change."""
    metas = (
        ("article:published_time", "2022-03-05T19:49Z"),
        ("article:modified_time", "2022-03-05T19:49Z"),
        ("datePublished", "2022-03-04T13:23Z"),
    )

    assert extract(page_with(*metas)).published.value == "2022-03-04T13:23Z"


def test_publication_after_the_last_change_is_not_believed() -> None:
    """A stated publication on a day after the last change gives way to the printed date."""
    metas = (("article:published_time", "2022-03-05T10:00Z"), ("article:modified_time", "2022-03-02T10:00Z"))

    assert extract(page_with(*metas, line="Published 1 March 2022")).published.value == "2022-03-01"


def test_date_as_a_program_prints_it_is_read() -> None:
    """A stated date in the form in which C and Java print one is read with its clock."""
    ld = '{"@type": "NewsArticle", "datePublished": "Fri Apr 29 19:20:36 CEST 2022"}'

    assert extract(page_with(ld=ld)).published.value == "2022-04-29T19:20"
