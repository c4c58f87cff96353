"""Furniture that only shows when several articles of one outlet are seen together."""

from dataclasses import replace

from article_factory import extract, stretches

from counterclaim.article.across import name_shared_furniture
from counterclaim.records import Article

CALL = "Our reporters depend on readers who give a little each month to keep this work going."
COPY = "The harbour master said that no vessel had been given leave to sail on the night of the storm."


def article(outlet: str, *paragraphs: str) -> Article:
    got = extract("\n".join(paragraphs))
    return replace(got, outlet=outlet)


def story(n: int) -> tuple[str, str]:
    return (
        f"Report number {n} tells of a matter which the council of town {n} had kept for itself for years.",
        f"Witness number {n} said that nobody in town {n} had been told of the plans before they were made.",
    )


def test_line_in_two_articles_of_one_outlet_is_furniture() -> None:
    """A call that an outlet prints under two reports is its furniture."""
    first, second = name_shared_furniture([article("The Post", *story(1), CALL), article("The Post", *story(2), CALL)])

    assert stretches(first, "widget") == stretches(second, "widget") == [CALL]
    assert stretches(first, "body") == list(story(1))


def test_line_in_two_outlets_stays() -> None:
    """A line that two outlets print is somebody's copy and stays running text, also where one prints it twice."""
    articles = [
        article("The Post", *story(1), COPY),
        article("The Post", *story(2), COPY),
        article("Echo", *story(3), COPY),
    ]

    assert all(COPY in stretches(a, "body") for a in name_shared_furniture(articles))


def test_two_captures_of_one_article_say_nothing() -> None:
    """An edited article shares its lines with its earlier capture without becoming furniture."""
    articles = [article("The Post", *story(1), CALL), article("The Post", *story(1), CALL, *story(2))]

    assert name_shared_furniture(articles) == articles


def test_background_paragraph_needs_three_articles() -> None:
    """A long paragraph carried from one report into the next is text; in three reports it is a notice."""
    long = " ".join(["The dispute began when the river changed its bed and the border was drawn anew."] * 3)
    articles = [article("The Post", *story(n), long) for n in (1, 2, 3)]

    assert name_shared_furniture(articles[:2]) == articles[:2]
    assert all(stretches(a, "widget") == [long] for a in name_shared_furniture(articles))


def test_order_does_not_matter_and_twice_is_once() -> None:
    """The result is the same for any order of the articles, and naming again changes nothing."""
    articles = [article("The Post", *story(n), CALL) for n in (1, 2, 3)]
    named = name_shared_furniture(articles)

    assert name_shared_furniture(articles[::-1]) == named[::-1]
    assert name_shared_furniture(named) == named


def test_what_a_line_is_alone_is_kept() -> None:
    """A line named furniture keeps the type it has by itself, and the article can be had as it was."""
    articles = [article("The Post", *story(1), CALL), article("The Post", *story(2), CALL)]

    named = name_shared_furniture(articles)

    assert [[s.type.value for s in a.shared] for a in named] == [["body"], ["body"]]
    assert [a.alone() for a in named] == articles


def test_line_is_given_back_when_another_outlet_prints_it() -> None:
    """What was named furniture is running text again once it turns out to be copy."""
    post = name_shared_furniture([article("The Post", *story(1), COPY), article("The Post", *story(2), COPY)])
    assert all(stretches(a, "widget") == [COPY] for a in post)

    again = name_shared_furniture([*post, article("Echo", *story(3), COPY)])

    assert all(COPY in stretches(a, "body") and not a.shared for a in again)


def test_quotation_is_never_furniture() -> None:
    """Words in quotation marks that an outlet carries from report to report are somebody's, not the outlet's."""
    line = "“No vessel of ours left port that night,” the harbour master said."
    articles = [article("The Post", *story(n), line) for n in (1, 2, 3)]

    assert name_shared_furniture(articles) == articles
