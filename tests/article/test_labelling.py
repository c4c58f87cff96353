"""What the stretches of a text are."""

import pytest
from article_factory import extract, stretches

P1 = "The coast guard on Monday denied that its cutter had fired on the trawler near the disputed reef."
P2 = "The owner of the trawler said his crew had counted eleven holes in the hull after the encounter at dawn."
P3 = "Both governments have promised to publish the recordings of the radio traffic before the end of the month."


def page(*lines: str) -> str:
    """Lines as paragraphs of plain text."""
    return "\n\n".join(lines)


@pytest.mark.parametrize(
    "pointer",
    [
        "Also Read - Fleet Owners Threaten To Block Port",
        "READ ALSO: Fleet owners threaten to block port",
        "Read more: Fleet owners threaten to block port",
        "Related: Fleet owners threaten to block port",
        "Watch: Fleet owners block port",
        "See also: Fleet owners threaten to block port",
        "Don’t miss: Fleet owners threaten to block port",
    ],
)
@pytest.mark.parametrize("gap", ["", " "])
def test_pointer_inside_a_paragraph_is_cut_out(pointer: str, gap: str) -> None:
    """A pointer to another article splits the paragraph that it was set into."""
    article = extract(page(P1, P2 + gap + pointer, P3))

    assert stretches(article, "related") == [pointer]
    assert stretches(article, "body") == [P1, P2, P3]


def test_pointer_ends_where_prose_resumes() -> None:
    """Text that goes on after a pointer's headline is body again."""
    resumed = "The minister added that the inquiry would go on for as long as it takes to find out."

    article = extract(page(P1, f"{P2} Read more: Fleet Owners Threaten To Block Port. {resumed}", P3))

    assert stretches(article, "related") == ["Read more: Fleet Owners Threaten To Block Port."]
    assert resumed in stretches(article, "body")


def test_ordinary_sentence_with_the_same_words_stays() -> None:
    """Words such as "related" and "watch" inside a sentence are words like any others."""
    sentence = "He asked the crew to watch: the cutter had turned and was coming back at speed along the reef."

    article = extract(page(P1, sentence, P3))

    assert sentence in stretches(article, "body")


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT LEVEN (Reuters) -",
        "PORT LEVEN, April 4 (AFP) —",
        "PORT LEVEN —",
        "PORT LEVEN, 4 April. /TASS/.",
        "date 2021-04-05 Port Leven:",
    ],
)
def test_dateline_is_cut_off_the_first_paragraph(dateline: str) -> None:
    """Where and by whom it was filed is not part of the first sentence."""
    long = P1[:-1] + ", a spokeswoman told reporters at the headquarters in the evening of the same day."

    article = extract(page(f"{dateline} {long}", P2, P3))

    assert stretches(article, "dateline") == [dateline]
    assert stretches(article, "body")[0] == long


def test_speaker_before_a_colon_is_no_dateline() -> None:
    """A headline with a colon is left whole."""
    article = extract(page("Coast guard: cutter never fired on the trawler", P1, P2))

    assert article.title == "Coast guard: cutter never fired on the trawler"


def test_repeated_headline_is_a_duplicate() -> None:
    """A line made of one or more copies of the headline is labelled as such."""
    head = "Coast guard denies firing on trawler"

    article = extract(page(head, f"{head} {head}", P1, P2))

    assert stretches(article, "headline") == [head]
    assert stretches(article, "duplicate") == [f"{head} {head}"]


def test_caption_and_photo_credit() -> None:
    """A sentence before a photo credit is a caption; the credit is one of its own."""
    article = extract(page("Coast guard denies firing", "The trawler in port on May 3, 2021. © Jo Ek / AFP", P1, P2))

    assert stretches(article, "caption") == ["The trawler in port on May 3, 2021."]
    assert stretches(article, "credit") == ["© Jo Ek / AFP"]
    assert [(c.name, c.kind) for c in article.credits] == [("AFP", "photo")]


def test_comment_section_is_told_from_the_body() -> None:
    """After the form of a comment section, prose is readers' comments."""
    rant = "Of course they fired, my cousin was on that boat and he saw it with his own eyes last week."

    article = extract(page(P1, P2, P3, "Source: Bay Echo", "Leave a comment", f"1. {rant}", "Wake up!", "Post Comment"))

    assert stretches(article, "comment") == [f"1. {rant}", "Wake up!"]
    assert stretches(article, "credit") == ["Source: Bay Echo"]
    assert stretches(article, "widget") == ["Leave a comment", "Post Comment"]


@pytest.mark.parametrize(
    "line",
    ["14.5 C", "82 %", "scattered clouds", "Most Read", "Advertisement", "37 comments", "Share on Facebook",
     "We use cookies to improve your experience.", "Sign up for our newsletter",
     "© 2021 Bay Echo. All rights reserved.",
     "Please enter your comment!", "Skip to main content"],
)  # fmt: skip
def test_widgets_are_labelled(line: str) -> None:
    """Parts of the page that are no article are widgets, wherever they stand."""
    article = extract(page(line, "Coast guard denies firing on trawler", P1, P2, P3))

    assert stretches(article, "widget").count(line) >= 1
    assert line not in stretches(article, "body")


def test_subheading_is_body() -> None:
    """A heading between two paragraphs of a page belongs to the body."""
    head = f"<html><body><article><h1>Guard denies firing</h1><p>{P1} {P1}</p>"
    html = head + f"<h2>What the owner said</h2><p>{P2} {P3}</p></article></body></html>"

    assert "What the owner said" in stretches(extract(html), "body")
