from __future__ import annotations

from itertools import permutations

from lineage_factory import article, attribution

from counterclaim.lineage import find_utterances
from counterclaim.records import Article, Attribution, QuoteKind

FULL = "We did not open the gates that night. The pumps were old. Nobody in this town was ever warned by my office."


def quote(name: str, words: str, lead: str = "She spoke.", **more: str) -> tuple[Article, Attribution]:
    """An article that quotes ``words``."""
    text = f"{lead} “{words}” That was all."
    report = article(name, text)
    return report, attribution(report, words, kind=QuoteKind.DIRECT, **more)


def found(*pairs: tuple[Article, Attribution], speakers: dict[str, str] | None = None):
    """Utterances of these quotations, one speaker unless told otherwise."""
    known = {a.id: "act_mayor" for _, a in pairs} if speakers is None else speakers
    return find_utterances([a for a, _ in pairs], [x for _, x in pairs], known)


def differences(utterances, name: str) -> tuple[str, ...]:
    """What differs in the variant of one article."""
    (variant,) = [v for v in utterances[0].variants if v.article == name]
    return variant.differences


def test_a_shortened_quotation_is_a_variant_with_the_dropped_words() -> None:
    """Truncation at the end of a sentence is shown as the words that are missing."""
    got = found(quote("a", FULL), quote("b", "We did not open the gates that night."))

    assert [v.article for v in got[0].variants] == ["a", "b"]
    assert got[0].speaker == "act_mayor"
    assert differences(got, "a") == ()
    assert differences(got, "b") == (
        "cut off at the end: The pumps were old. Nobody in this town was ever warned by my office",
    )


def test_a_quotation_that_stops_in_mid_sentence_says_so() -> None:
    """Words missing from a sentence that goes on, or began earlier, are told from whole sentences left out."""
    got = found(
        quote("a", "We did not open the gates that night unless the engineers were told to"),
        quote("b", "We did not open the gates that night"),
        quote("c", "the gates that night unless the engineers were told to"),
    )

    assert differences(got, "b") == ("cut off at the end in mid-sentence: unless the engineers were told to",)
    assert differences(got, "c") == ("cut off at the start in mid-sentence: We did not open",)


def test_an_ellipsis_or_a_part_inside_a_sentence_is_no_hidden_truncation() -> None:
    """A shortening that the reader can see is shown as dropped words only."""
    part = "We did not open the gates that night"
    a, shown = quote("a", FULL), quote("b", f"{part} …")
    report = article("c", f"She swore “{part}” to all who asked.")
    mixed = attribution(report, part, kind=QuoteKind.MIXED)

    got = found(a, shown, (report, mixed))

    missing = "dropped: The pumps were old. Nobody in this town was ever warned by my office"
    assert differences(got, "b") == (missing,)
    assert differences(got, "c") == (missing,)


def test_words_that_an_article_prints_in_a_second_quotation_are_not_missing() -> None:
    """A quotation interrupted by its cue is not held against either of its halves."""
    one, two = (
        "We did not open the gates that night.",
        "The pumps were old. Nobody in this town was ever warned by my office.",
    )
    report = article("b", f"“{one}” she said. “{two}”")
    halves = [attribution(report, words, kind=QuoteKind.DIRECT) for words in (one, two)]
    whole = quote("a", FULL)

    (got,) = find_utterances([whole[0], report], [whole[1], *halves], {x.id: "m" for x in [whole[1], *halves]})

    assert [v.differences for v in got.variants] == [(), (), ()]


def test_another_translation_is_a_variant_with_the_changed_words() -> None:
    """Word-level changes read from the longest variant to this one."""
    got = found(
        quote("a", "We did not open the gates during that terrible night"),
        quote("b", "We did not open the sluices during that awful night"),
    )

    assert differences(got, "b") == ("changed: gates -> sluices", "changed: terrible -> awful")


def test_two_sentences_joined_in_one_pair_of_marks_are_a_splice() -> None:
    """A joint over left-out words is named unless an ellipsis shows it."""
    joined = "We did not open the gates that night. Nobody in this town was ever warned by my office."
    shown = joined.replace("night. ", "night … ")

    assert differences(found(quote("a", FULL), quote("b", joined)), "b") == (
        "dropped: The pumps were old",
        "splice: two sentences joined: gates that night. Nobody in this",
    )
    assert differences(found(quote("a", FULL), quote("b", shown)), "b") == ("dropped: The pumps were old",)


def test_a_splice_is_seen_where_another_article_prints_the_sentences_far_apart() -> None:
    """The longest variant may be the spliced one."""
    one, two = "We did not open the gates that night.", "Nobody in this town was ever warned by my office."
    text = f"“{one}” she began, and then spoke for an hour about pumps, pipes, money and the weather. “{two}”"
    apart = article("b", text)
    parts = [attribution(apart, words, kind=QuoteKind.DIRECT) for words in (one, two)]
    whole, spliced = quote("a", f"{one} {two}")

    (got,) = find_utterances([whole, apart], [spliced, *parts], {x.id: "m" for x in [spliced, *parts]})

    (variant,) = [v for v in got.variants if v.article == "a"]
    assert variant.differences == ("splice: two sentences joined: gates that night. Nobody in this",)


def test_words_that_no_other_variant_has_are_flagged() -> None:
    """With three variants, words inside the marks that only one prints are named."""
    got = found(
        quote("a", "We did not open the gates that night"),
        quote("b", "We did not open the gates that night"),
        quote("c", "We did not open the rusty gates that night"),
    )

    assert differences(got, "c") == ("only here: rusty",)
    assert differences(got, "a") == ("dropped: rusty",)


def test_the_same_words_of_two_speakers_are_not_one_utterance() -> None:
    """Speakers are never mixed."""
    a, b = quote("a", FULL), quote("b", FULL)

    assert found(a, b, speakers={a[1].id: "act_mayor", b[1].id: "act_engineer"}) == ()


def test_a_quotation_of_unknown_speaker_joins_only_by_nearly_its_very_words() -> None:
    """An unresolved quotation is added where it is verbatim and one speaker only has it."""
    a, b, c, d = (
        quote("a", FULL),
        quote("b", FULL[:60]),
        quote("c", "We opened no gates at night"),
        quote("d", FULL),
    )

    (got,) = found(a, b, c, speakers={a[1].id: "act_mayor"})
    assert [v.article for v in got.variants] == ["a", "b"]
    assert found(a, b, d, speakers={a[1].id: "act_mayor", d[1].id: "act_engineer"}) == ()


def test_different_sentences_of_one_speaker_stay_apart() -> None:
    """A common speaker and common small words join nothing."""
    assert found(quote("a", "We did not open the gates"), quote("b", "The pumps were not what we wanted")) == ()


def test_two_quotations_in_one_article_are_no_utterance_of_several() -> None:
    """An utterance needs at least two articles."""
    text = f"“{FULL}” Later again: “{FULL[:60]}”"
    report = article("a", text)
    both = [attribution(report, words, kind=QuoteKind.DIRECT) for words in (FULL, "Nobody in this town was")]

    assert find_utterances([report], both, {x.id: "m" for x in both}) == ()


def test_the_day_is_given_only_where_the_variants_agree() -> None:
    """Readings of when it was said that exclude each other leave it open."""
    assert found(quote("a", FULL, said="2031-03"), quote("b", FULL, said="2031-03-02"))[0].said == "2031-03-02"
    assert found(quote("a", FULL, said="2031-03-01"), quote("b", FULL, said="2031-03-02"))[0].said is None


def test_the_order_does_not_matter() -> None:
    """Any order of articles and attributions gives equal utterances."""
    quotes = [
        quote("a", FULL),
        quote("b", FULL[:60]),
        quote("c", "The pumps were old and rusty"),
        quote("d", FULL[38:]),
    ]
    known = {quotes[0][1].id: "m", quotes[2][1].id: "m", quotes[3][1].id: "m"}

    assert len({found(*order, speakers=known) for order in permutations(quotes)}) == 1


def test_a_small_word_in_common_does_not_cut_a_difference_in_two() -> None:
    """Two changed stretches around one word of grammar are one difference."""
    got = found(
        quote("a", "The town was certainly quiet. We demand that the ministry listens to our arguments"),
        quote("b", "Police in the hills found papers. We demand that the ministry listens to our arguments"),
    )

    assert differences(got, "a") == ("changed: Police in the hills found papers -> The town was certainly quiet",)


def test_reports_that_pick_different_sentences_of_one_speech_quote_one_utterance() -> None:
    """One long sentence in common is enough, reworded in a word or two; a short one is said on any day."""
    long = "The pumps of the lower town were old and nobody in this office had asked for new ones."
    got = found(
        quote("a", f"We did not open the gates that night. {long}"),
        quote("b", f"Nobody was warned, and we regret it. {long.replace('this office', 'our office')} Ask the guild."),
    )
    short = found(
        quote("a", f"We were not told. {FULL}"), quote("b", "We were not told. The harbour is another matter.")
    )

    assert [[v.article for v in u.variants] for u in got] == [["a", "b"]]
    assert short == ()


def test_a_dropped_not_and_another_number_are_told() -> None:
    """The smallest word may turn what was said."""
    got = found(
        quote("a", "We did not open the nine gates that night before the river rose"),
        quote("b", "We did open the six gates that night before the river rose"),
    )

    assert differences(got, "b") == ("dropped: not", "changed: nine -> six")


def test_a_sentence_that_was_moved_is_not_missing() -> None:
    """Sentences in another order are no cut; what stands nowhere is."""
    got = found(
        quote(
            "a",
            "We did not open the gates. The pumps of the town were old. Nobody was ever warned by my office that night.",
        ),
        quote("b", "Nobody was ever warned by my office that night. The pumps of the town were old."),
    )

    assert not any("pumps" in d for d in differences(got, "b") if d.startswith(("dropped", "cut off")))
    assert any("We did not open the gates" in d for d in differences(got, "b"))
