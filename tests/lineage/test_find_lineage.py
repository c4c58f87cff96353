from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lineage_factory import article, attribution

from counterclaim.lineage import find_lineage
from counterclaim.records import LineageLink, LineageType, QuoteKind, StatedCredit
from invented_reports import DAM, MILL

SPEECH = "The gates were closed on the order of the ministry and nobody asked the people who live below them"


def only(links: tuple[LineageLink, ...], kind: LineageType) -> LineageLink:
    """The one link of a kind."""
    (found,) = [link for link in links if link.type is kind]
    return found


def test_a_cut_down_copy_is_a_reprint_of_the_earlier_report_and_one_origin_with_it() -> None:
    """A shortened copy links to the report it was cut from, with equal words in both spans."""
    whole = article("z", DAM, outlet="Orlesk Courier", published="2031-03-02")
    cut = article("a", DAM[: len(DAM) // 2], outlet="Hill Gazette", published="2031-03-03")

    found = find_lineage([cut, whole])

    link = only(found.links, LineageType.REPRINT)
    assert (link.a, link.b, link.directed) == ("z", "a", True)
    assert [(p.a and p.a.of(DAM), p.b.of(cut.text)) for p in link.passages] == [
        (p.b.of(cut.text), p.b.of(cut.text)) for p in link.passages
    ]
    assert link.score > 0.95
    assert [o.articles for o in found.origins] == [("a", "z")]
    assert "earlier in this case" in link.reason
    assert "first" not in link.reason


def test_reports_without_common_words_are_origins_of_their_own() -> None:
    """Two unrelated reports have no link, and each origin says that it is alone."""
    found = find_lineage([article("a", DAM), article("b", MILL)])

    assert found.links == ()
    assert [o.articles for o in found.origins] == [("a",), ("b",)]
    assert "no copy" in found.origins[0].reason


def test_two_outlets_that_quote_one_speech_do_not_copy_each_other() -> None:
    """A long common quotation makes a reused_quote link and leaves two origins."""
    a = article("a", f"{DAM}\n\n“{SPEECH},” the mayor said.")
    b = article("b", f"{MILL}\n\nThe mayor was angry: “{SPEECH}.”")

    found = find_lineage([a, b])

    assert [link.type for link in found.links] == [LineageType.REUSED_QUOTE]
    assert SPEECH in (found.links[0].passages[0].a or found.links[0].passages[0].b).of(a.text)
    assert len(found.origins) == 2


def test_a_quotation_without_marks_is_known_by_its_attribution() -> None:
    """Direct content counts as quoted where the page lost its quotation marks."""
    a = article("a", f"{DAM}\n\n{SPEECH}, the mayor said.")
    b = article("b", f"{MILL}\n\nThe mayor was angry: {SPEECH}.")
    quotes = [attribution(x, SPEECH, kind=QuoteKind.DIRECT) for x in (a, b)]

    assert [link.type for link in find_lineage([a, b]).links] == [LineageType.SHARED_PASSAGE]
    assert [link.type for link in find_lineage([a, b], quotes).links] == [LineageType.REUSED_QUOTE]


def test_one_paragraph_in_common_is_a_shared_passage_and_folds_nothing() -> None:
    """A paragraph taken in from elsewhere links the reports but keeps both as origins."""
    paragraph = DAM.split(". ")[1] + "."
    found = find_lineage([article("a", DAM), article("b", f"{MILL}\n\n{paragraph}")])

    link = only(found.links, LineageType.SHARED_PASSAGE)
    assert paragraph.rstrip(".") == (link.passages[0].a or link.passages[0].b).of(DAM)
    assert len(found.origins) == 2


def test_a_reworded_copy_is_found() -> None:
    """A copy with every sixth word replaced is still a reprint."""
    words = DAM.split()
    reworded = " ".join("otherwise" if n % 6 == 5 else w for n, w in enumerate(words))

    link = only(find_lineage([article("a", DAM), article("b", reworded)]).links, LineageType.REPRINT)

    assert sum(len(p.b.of(reworded).split()) for p in link.passages) > 0.8 * len(words)


def test_furniture_links_nothing() -> None:
    """A long standing text labelled as furniture makes no link, and no passage runs over furniture."""
    box = DAM + " Read more in our weekly letter."
    a = article("a", f"{MILL}\n\n{box}", furniture=(box,))
    b = article("b", f"{DAM}\n\n{box}".replace(DAM, "A short note on football.", 1), furniture=(box,))
    advert = "Sign up for the evening letter with all the best stories."
    half = DAM.index("Trains")
    c = article("c", f"{DAM[:half]}\n{advert}\n{DAM[half:]}", furniture=(advert,))

    assert find_lineage([a, b]).links == ()
    passages = only(find_lineage([c, article("d", DAM)]).links, LineageType.REPRINT).passages
    assert len(passages) == 2
    assert not any(advert in (p.a or p.b).of(c.text) for p in passages)


def test_a_line_that_an_outlet_prints_everywhere_links_nothing() -> None:
    """A standing line left in the body of three pages of one outlet is no shared passage."""
    line = "Our reporters in nineteen cities work day and night so that readers everywhere know more tomorrow"
    texts = [DAM, MILL, "Chess players met in the old bath house and nobody could explain the lost bishop."]
    pages = [article(str(n), f"{text}\n{line}", outlet="Hill Gazette") for n, text in enumerate(texts)]

    assert find_lineage(pages).links == ()
    assert len(find_lineage(pages[:2]).links) == 1


def test_an_agency_is_linked_by_name_with_the_words_of_the_credit() -> None:
    """A credited agency that has no article in the case is the start of a credits link."""
    text = f"(NewsLink) {DAM}"
    found = find_lineage([article("a", text, credit=("NewsLink", "copy", "(NewsLink)"))])

    link = only(found.links, LineageType.CREDITS)
    assert (link.a, link.b, link.passages[0].a) == ("NewsLink", "a", None)
    assert link.passages[0].b.of(text) == "(NewsLink)"


def test_common_agency_copy_folds_and_a_mention_of_the_agency_does_not() -> None:
    """Copy of one agency is one origin, under any of its names; citing it for a sentence folds nothing."""
    a = article("a", f"{DAM} Associated Press", credit=("Associated Press", "copy", "Associated Press"))
    b = article("b", f"{MILL} Source: AP", credit=("AP", "source", "Source: AP"))
    c = article("c", "A goat was found, reported AP.", credit=("AP", "in_text", "reported AP"))
    photo = article("d", "A dog was seen. Photo AP", credit=("AP", "photo", "Photo AP"))

    found = find_lineage([a, b, c, photo])

    assert sorted(o.articles for o in found.origins) == [("a", "b"), ("c",), ("d",)]
    assert "carry copy of AP" in found.origins[0].reason
    assert {link.b for link in found.links} == {"a", "b", "c"}


def test_a_credit_tells_the_direction_where_the_dates_do_not() -> None:
    """The credited outlet is the earlier one, and a credits link goes from its article to the other."""
    one = article("z", DAM, outlet="Orlesk Courier")
    two = article("a", f"{DAM}\nSource: Orlesk Courier", credit=("Orlesk Courier", "source", "Source: Orlesk Courier"))

    links = find_lineage([one, two]).links

    assert {(k.a, k.b, k.type) for k in links} == {
        ("z", "a", LineageType.REPRINT),
        ("z", "a", LineageType.CREDITS),
        ("Orlesk Courier", "a", LineageType.CREDITS),
    }
    assert all(link.directed for link in links)


def test_the_direction_is_open_where_nothing_tells_it() -> None:
    """Without dates and credits the link is undirected and starts at the smaller id."""
    link = find_lineage([article("b", DAM), article("a", DAM)]).links[0]

    assert (link.a, link.b, link.directed) == ("a", "b", False)
    assert "cannot be told" in link.reason


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1000))
def test_the_order_of_articles_does_not_matter(seed: int) -> None:
    """Any order of the same articles gives equal lineage."""
    half = len(DAM) // 2
    case = [
        article("a", DAM, outlet="Orlesk Courier", published="2031-03-02"),
        article("b", DAM[:half] + MILL[:200], published="2031-03-02T10:00:00+00:00"),
        article("c", MILL + DAM[half:], published="2031-03-01"),
        article("d", f"Lead. {DAM[half:]} “{SPEECH}”"),
        article("e", f"{MILL[:150]} “{SPEECH}”"),
    ]
    shuffled = random.Random(seed).sample(case, len(case))

    assert find_lineage(shuffled) == find_lineage(case)


def test_one_more_copy_changes_no_count_of_origins() -> None:
    """A copy of any article of the case joins that article's origin and moves nothing else."""
    case = [
        article("a", DAM, outlet="Orlesk Courier"),
        article("b", DAM[: len(DAM) // 2] + " " + MILL[:90], outlet="Hill Gazette"),
        article("c", MILL, outlet="Hill Gazette"),
        article("d", "A goat was found on the roof of the town hall, and no ladder long enough was to be had."),
    ]
    before = len(find_lineage(case).origins)

    for n, original in enumerate(case[:3]):
        copy = article(f"copy{n}", original.text, outlet="Valley Mirror")
        assert len(find_lineage([*case, copy]).origins) == before


def test_a_number_that_changes_on_the_way_is_drift() -> None:
    """The number in each text is given with the words around it, in the direction of the link."""
    later = DAM.replace("eleven villages", "14 villages")
    links = find_lineage([article("b", DAM, published="2031-03-01"), article("a", later, published="2031-03-02")]).links

    (drift,) = links[0].drift
    assert (drift.what, drift.a, drift.b) == ("number", "in eleven villages", "in 14 villages")


def test_the_same_number_in_letters_is_no_drift() -> None:
    """Eleven and 11 are one number."""
    later = DAM.replace("eleven", "11")

    assert find_lineage([article("a", DAM), article("b", later)]).links[0].drift == ()


def test_many_copies_of_one_text_stay_one_origin() -> None:
    """Copy that more articles print than the index pairs up is still one origin."""
    copies = [article(f"{n:03}", f"{DAM} Note {n}.") for n in range(90)]

    assert [len(o.articles) for o in find_lineage(copies).origins] == [90]


def test_an_empty_case_has_no_lineage() -> None:
    """No articles, or articles without words, give no links."""
    assert find_lineage([]).origins == ()
    assert find_lineage([article("a", ""), article("b", "…")]).links == ()


def test_declared_copy_with_words_of_the_credited_article_is_no_origin_of_its_own() -> None:
    """A report that credits another as its source, and has a passage of it, folds with it."""
    passage = DAM.split(". ")[1]
    one = article("a", DAM, outlet="Orlesk Courier")
    text = f"{MILL} {passage}. Source: Orlesk Courier"
    declared = article("b", text, credit=("Orlesk Courier", "source", "Source: Orlesk Courier"))
    cited = article("b", text, credit=("Orlesk Courier", "in_text", "Source: Orlesk Courier"))

    assert len(find_lineage([one, declared]).origins) == 1
    assert "says it carries" in find_lineage([one, declared]).origins[0].reason
    assert len(find_lineage([one, cited]).origins) == 2


def test_an_agency_that_only_metadata_name_as_author_folds_like_one_that_is_printed() -> None:
    """Its credit has no words in the text; the link says where the words stand, and has no passage."""
    stated = StatedCredit(name="Reuters", kind="copy", method="JSON-LD author", words="Reuters", start=120, end=127)
    a = replace(article("a", DAM, outlet="Bay Echo"), stated_credits=(stated,))
    b = article("b", f"LORNE (Reuters) - {MILL}", outlet="Lorne Post", credit=("Reuters", "copy", "Reuters"))

    found = find_lineage([a, b])

    links = {x.b: x for x in found.links if x.type is LineageType.CREDITS}
    assert (links["a"].a, links["a"].passages, links["a"].score) == ("Reuters", (), links["b"].score)
    assert "“Reuters” (JSON-LD author, bytes 120 to 127 of the capture)" in links["a"].reason
    assert [set(o.articles) for o in found.origins] == [{"a", "b"}]


def test_an_agency_is_one_under_its_name_and_its_initials() -> None:
    """Two carriers fold, one of which prints the initials, with the agency's own article, which takes from nobody."""
    a = article("a", f"{DAM} (ONA)", credit=("ONA", "copy", "(ONA)"))
    b = article("b", f"{MILL} Orlesk News Agency", credit=("Orlesk News Agency", "copy", "Orlesk News Agency"))
    own = article("c", "A goat was found. (ONA)", outlet="Orlesk News Agency", credit=("ONA", "copy", "(ONA)"))

    found = find_lineage([a, b, own])

    assert [o.articles for o in found.origins] == [("a", "b", "c")]
    assert all(link.b != "c" for link in found.links)


def test_initials_of_two_agencies_are_neither_of_them() -> None:
    """Where two agencies of the case have the same initials, and for those of no agency, nothing is folded."""
    a = article("a", f"{DAM} (ONA)", credit=("ONA", "copy", "(ONA)"))
    b = article("b", f"{MILL} Orlesk News Agency", credit=("Orlesk News Agency", "copy", "Orlesk News Agency"))
    c = article("c", "A goat. Omber News Agency", credit=("Omber News Agency", "copy", "Omber News Agency"))
    post = article("d", "A dog. Old North Almanac", credit=("Old North Almanac", "copy", "Old North Almanac"))

    assert len(find_lineage([a, b, c]).origins) == 3
    assert len(find_lineage([a, post]).origins) == 2


def test_a_joint_credit_names_each_and_is_the_copy_of_none() -> None:
    """A source "NewsLink, Orst Wire" links to both where both are known, and folds with neither's own carriers."""
    joint = article("a", f"{DAM} NewsLink, Orst Wire", credit=("NewsLink, Orst Wire", "source", "NewsLink, Orst Wire"))
    one = article("b", f"{MILL} NewsLink", credit=("NewsLink", "copy", "NewsLink"))
    two = article("c", "A goat was found. Orst Wire", credit=("Orst Wire", "copy", "Orst Wire"))

    found = find_lineage([joint, one, two])

    assert {(x.a, x.b, x.score) for x in found.links} == {
        ("NewsLink", "a", 0.5), ("Orst Wire", "a", 0.5), ("NewsLink", "b", 1.0), ("Orst Wire", "c", 1.0),
    }  # fmt: skip
    assert len(found.origins) == 3


def test_a_comma_in_a_name_makes_no_joint_credit() -> None:
    """Parts that nothing else in the case knows are no names of their own."""
    found = find_lineage(
        [article("a", f"{DAM} Bay Echo, Lorne", credit=("Bay Echo, Lorne", "copy", "Bay Echo, Lorne"))]
    )

    assert [x.a for x in found.links] == ["Bay Echo, Lorne"]


def test_a_paper_that_names_itself_credits_nobody() -> None:
    """Its articles are not folded for that; only an agency's are."""
    made = [
        article(n, f"{text} Bay Echo", outlet="Bay Echo", credit=("Bay Echo", "source", "Bay Echo"))
        for n, text in (("a", DAM), ("b", MILL))
    ]

    assert len(find_lineage(made).origins) == 2


def test_reports_of_one_title_are_told_apart_in_the_reason() -> None:
    """Two copies under one headline are named with their files."""
    made = [replace(article(n, DAM), title="Water in Orlesk") for n in ("a", "b")]

    (origin,) = find_lineage(made).origins

    assert "“Water in Orlesk” (a.txt)" in origin.reason
    assert "“Water in Orlesk” (b.txt)" in origin.reason


def _with_own_words(shared: str, own: int, between: int = 0) -> str:
    """Words of ``shared`` and so many others, after every ``between`` of the shared ones, or all of them at the end."""
    words, n = shared.split(), 0
    out: list[str] = []
    for at in range(0, len(words), between or len(words)):
        out += words[at : at + (between or len(words))]
        share = own if not between else round(own * (at + between) / len(words)) - n
        out += [f"zulu{n + k}x" for k in range(share)]
        n += share
    return " ".join(out)


@pytest.mark.parametrize(
    ("own", "between", "is_one"),
    [
        (110, 0, True),  # 45 % in one stretch: more than a paragraph taken in
        (190, 0, False),  # 32 % in one stretch: a paragraph, perhaps
        (175, 13, True),  # 29 % strewn over six stretches: reworded throughout
        (400, 13, False),  # 18 % strewn
    ],
)
def test_a_reworded_copy_is_no_origin_of_its_own(own: int, between: int, is_one: bool) -> None:
    """How much of the shorter report stands in the other, and in how many stretches, tells a copy from a borrowing."""
    first = article("a", DAM + " " + " ".join(f"yank{n}x" for n in range(900)), published="2031-03-01")
    second = article("b", _with_own_words(DAM, own, between), published="2031-03-02")

    assert (len(find_lineage([first, second]).origins) == 1) is is_one
