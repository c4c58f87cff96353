"""The reading stage with a reader that proposes what the test says."""

import dataclasses

import pytest
from spoken import Spoken, Told, find, person, place, proposal

from counterclaim.reading import read_text
from counterclaim.records import Attribution, PlaceUse, QuoteKind, Reading, Segment, SegmentType, Span


def read(text: str, **told: object) -> Reading:
    return read_text(text, Spoken(Told(**told)), published="2031-05-06")  # type: ignore[arg-type]


def contents(text: str, a: Attribution) -> list[str]:
    return [s.of(text) for s in a.content]


def test_a_content_that_holds_most_of_a_quote_becomes_the_whole_quote() -> None:
    """The model may miss the end of a long quotation; the marks do not."""
    text = "“The bridge was blown up by the other side and we can prove it,” Oda Renn said."
    raw = proposal(text, cue="said", source=["Oda Renn"], content=["The bridge was blown up by the other side"])

    (a,) = read(text, attributions=[raw]).attributions

    assert contents(text, a) == ["The bridge was blown up by the other side and we can prove it"]
    assert a.kind is QuoteKind.DIRECT


def test_a_mixed_content_is_split_at_the_marks() -> None:
    """Quoted and unquoted words of one content are spans of their own."""
    text = "The mayor said that the fire was “an act of terror” by outsiders."
    raw = proposal(text, cue="said", source=["The mayor"], content=["the fire was “an act of terror” by outsiders"])

    (a,) = read(text, attributions=[raw]).attributions

    assert contents(text, a) == ["the fire was", "an act of terror", "by outsiders"]
    assert a.kind is QuoteKind.MIXED


def test_a_quote_over_paragraphs_is_one_content_to_its_end() -> None:
    """A paragraph that opens with a mark goes on with the quote that was not closed."""
    text = "“The first part of a long speech,\n“and here is the second part of it,” she said."
    raw = proposal(text, cue="said", source=["she"], content=["The first part of a long speech"])

    (a,) = read(text, attributions=[raw]).attributions

    assert contents(text, a)[-1].startswith("and here is the second part")


def test_a_quoted_line_nobody_proposed_is_speech_of_the_one_who_spoke_before() -> None:
    """A paragraph that is all quotation has no cue of its own; the speaker before it goes on."""
    text = "“We were at home,” Oda Renn said.\n“Nobody came to the bridge that night at all.”"
    raw = proposal(text, cue="said", source=["Oda Renn"], content=["We were at home"])

    first, second = read(text, attributions=[raw], entities=[person(text, "Oda Renn")]).attributions

    assert second.cue == ()
    assert second.source == ()
    assert second.speaker == first.speaker == "Oda Renn"


def test_coordinated_speakers_get_an_attribution_each() -> None:
    """“A and B said X” is said by A and is said by B."""
    text = "The army and the police said that nobody was hurt there."
    raw = proposal(text, cue="said", source=["The army", "the police"], content=["nobody was hurt there"])

    found = read(text, attributions=[raw]).attributions

    assert [s.of(text) for a in found for s in a.source] == ["The army", "the police"]
    assert found[0].id != found[1].id


def test_an_attribution_inside_anothers_content_is_nested_in_it() -> None:
    """“rejected the ministry's claim that X”: the claim is nested in the rejection."""
    text = "Oda Renn rejected the ministry’s claim that the army left early."
    outer = proposal(
        text, cue="rejected", source=["Oda Renn"], content=["the ministry’s claim that the army left early"], act="deny"
    )
    inner = proposal(text, cue="claim", source=["the ministry"], content=["the army left early"], act="accuse")

    found = {a.act: a for a in read(text, attributions=[outer, inner]).attributions}

    assert found["accuse"].parent == found["deny"].id
    assert found["deny"].parent is None
    assert found["deny"].polarity == "negative"


@pytest.mark.parametrize(
    ("headline", "who", "what"),
    [
        ("Ministry: bridge was blown up by the rebels", "Ministry", "bridge was blown up by the rebels"),
        ("Bridge was blown up by the rebels: ministry", "ministry", "Bridge was blown up by the rebels"),
        ("Bridge was blown up by rebels – police", "police", "Bridge was blown up by rebels"),
    ],
)
def test_headlines_attribute_with_a_colon_or_dash(headline: str, who: str, what: str) -> None:
    """A headline's verb is dropped; its colon or dash is the cue."""
    (a,) = read(headline).attributions

    assert [s.of(headline) for s in a.source] == [who]
    assert contents(headline, a) == [what]


def test_a_label_in_a_headline_is_no_speaker() -> None:
    """“Explained: how it happened” attributes nothing."""
    assert read("Explained: how the bridge was blown up").attributions == ()


def test_a_pronoun_takes_the_name_of_what_the_model_links_it_to() -> None:
    """“he” is whoever the model's best antecedent is; the fullest name of the article is given."""
    text = "Governor Ivo Marten came. Later he said that all was calm."
    raw = proposal(text, cue="said", source=["he"], content=["all was calm"])
    told = {"attributions": [raw], "entities": [person(text, "Ivo Marten")]}

    (a,) = read(text, links={find(text, "he", 1): find(text, "Ivo Marten")}, **told).attributions

    assert a.speaker == "Ivo Marten"


def test_a_saying_is_dated_by_the_day_beside_its_cue() -> None:
    """“said on Monday that ... on March 30” was said on the Monday."""
    text = "The ministry said on Monday that the troops left on April 30."
    raw = proposal(text, cue="said", source=["The ministry"], content=["the troops left on April 30"])

    (a,) = read(text, attributions=[raw]).attributions

    assert a.said is not None
    assert a.said.value == "2031-05-05"


def test_furniture_is_not_read_and_offsets_count_in_the_article() -> None:
    """What is read is the article's own words; what is found points into the whole text."""
    text = "Weather: 12 C\nThe army said all was calm."
    body = Span(text.index("The"), len(text))
    own = text[body.start :]
    raw = proposal(own, cue="said", source=["The army"], content=["all was calm"])
    segments = [
        Segment(type=SegmentType.WIDGET, span=Span(0, 13)),
        Segment(type=SegmentType.BODY, span=body),
    ]

    reading = read_text(text, Spoken(Told(attributions=[raw])), segments=segments)

    (a,) = reading.attributions
    assert a.source[0].of(text) == "The army"
    assert a.content[0].of(text) == "all was calm"


def test_own_voice_leaves_out_sentences_that_are_somebodys_words() -> None:
    """A sentence that is mostly an attributed content is not the outlet's own."""
    text = "Rebels blew up the bridge. The army said that rebels blew up the bridge."
    raw = proposal(text, cue="said", source=["The army"], content=["rebels blew up the bridge"])
    sentences = {Span(0, 26): 0.9, Span(27, len(text)): 0.9}

    reading = read(text, attributions=[raw], own=sentences)

    assert [o.span.of(text) for o in reading.own_voice] == ["Rebels blew up the bridge."]


def test_reading_twice_gives_the_same_ids() -> None:
    """Identifiers come from content."""
    text = "The army said all was calm."
    raw = proposal(text, cue="said", source=["The army"], content=["all was calm"])

    assert read(text, attributions=[raw]) == read(text, attributions=[raw])


def test_place_names_keep_their_use() -> None:
    """A capital that denies is a government."""
    text = "Orst denied it."

    (entity,) = read(text, entities=[place(text, "Orst", PlaceUse.METONYMIC)]).entities

    assert entity.use is PlaceUse.METONYMIC


def test_a_transcript_is_turns_of_its_speakers() -> None:
    """NAME: words, each on its line, with marks that open and never close."""
    text = 'The talk as broadcast:\n"RENN: Were the troops there that night?\n"MARTEN: No. We were at home, all of us.'

    found = read(text).attributions

    assert [s.of(text) for a in found for s in a.source] == ["RENN", "MARTEN"]
    assert contents(text, found[1]) == ["No. We were at home, all of us."]


def test_a_colon_announces_the_quoted_lines_after_it() -> None:
    """A cue with nothing said yet takes the quotation below it, to the last of its paragraphs."""
    text = "The Harbour Post reports:\n“In the first week nobody came to the bridge at all.\n“In the second week they did.”"
    raw = proposal(text, cue="reports", source=["The Harbour Post"])

    (a,) = read(text, attributions=[raw]).attributions

    assert contents(text, a) == [
        "In the first week nobody came to the bridge at all.",
        "In the second week they did.",
    ]


def test_a_further_verb_has_the_source_of_the_one_before() -> None:
    """“The army rejected it, accusing Vesna ...”: the army accuses."""
    text = "The army rejected the report, accusing Vesna of staging the whole affair."
    first = proposal(text, cue="rejected", source=["The army"], content=["the report"], act="deny")
    second = proposal(text, cue="accusing", content=["Vesna of staging the whole affair"], act="accuse")

    found = read(text, attributions=[first, second]).attributions

    assert [s.of(text) for a in found for s in a.source] == ["The army", "The army"]


def test_a_hedge_has_nobodys_voice() -> None:
    """“allegedly” keeps its content without a speaker even after somebody spoke."""
    text = "The army said troops left, and the mayor was allegedly killed by them."
    first = proposal(text, cue="said", source=["The army"], content=["troops left"])
    second = proposal(text, cue="allegedly", content=["killed by them"], act="accuse")

    hedged = next(a for a in read(text, attributions=[first, second]).attributions if a.cue[0].of(text) == "allegedly")

    assert hedged.source == ()
    assert hedged.speaker is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The ministry on Tuesday", "The ministry"),
        ("Oda Renn, who", "Oda Renn"),
        ("nothing more. Renn", "Renn"),
    ],
)
def test_a_source_ends_where_the_name_does(source: str, expected: str) -> None:
    """Days, dangling pronouns and the sentence before are no part of a source."""
    text = f"He added nothing more. Renn came. {source} said that all was calm there."
    raw = proposal(text, cue="said", content=["that all was calm there"])
    start = text.rindex(source + " said")
    raw = dataclasses.replace(raw, source=(Span(start, start + len(source)),))

    (a,) = read(text, attributions=[raw]).attributions

    assert [s.of(text) for s in a.source] == [expected]
    assert contents(text, a) == ["all was calm there."] or contents(text, a) == ["all was calm there"]


def test_a_speaker_goes_on_speaking_on_the_same_day() -> None:
    """What somebody adds was said when the first was, unless another day is given."""
    text = "Oda Renn said on Monday that all was calm. Renn added that nobody was hurt."
    first = proposal(text, cue="said", source=["Oda Renn"], content=["all was calm"])
    second = proposal(text, cue="added", source=["Renn"], content=["nobody was hurt"])
    second = dataclasses.replace(second, source=(find(text, "Renn", 2),))
    people = [person(text, "Oda Renn"), person(text, "Renn", 2)]

    found = read(text, attributions=[first, second], entities=people).attributions

    assert [a.said.value if a.said else None for a in found] == ["2031-05-05", "2031-05-05"]


def test_a_turn_has_all_of_its_line_and_asks_where_it_only_asks() -> None:
    """A name in capitals and a colon begin a turn, whatever part of it and of the lines above the model took."""
    text = "The trial went on.\nJUDGE: Who gave the order?\nRENN: I did not. Ask him."
    raw = [
        proposal(text, cue=":", source=["The trial went on.\nJUDGE"], content=["Who gave"]),
        proposal(text, cue=":", source=["RENN"], content=["I did not"], act="deny", n=2),
    ]

    judge, renn = read(text, attributions=raw).attributions

    assert [judge.source[0].of(text), *contents(text, judge), judge.act] == ["JUDGE", "Who gave the order?", "question"]
    assert [*contents(text, renn), renn.act] == ["I did not. Ask him.", "deny"]


@pytest.mark.parametrize(
    ("line", "is_speech"), [("“Let them come.”", True), ("“Nothing.”", False), ("“The Long Night”", False)]
)
def test_a_short_quoted_sentence_below_speech_is_speech_too(line: str, is_speech: bool) -> None:
    """Below a line of quoted speech two words that end a sentence are enough; a title is none."""
    text = f"“We hide nothing,” Oda Renn said.\n{line}"
    raw = proposal(text, cue="said", source=["Oda Renn"], content=["We hide nothing"])

    found = read(text, attributions=[raw], entities=[person(text, "Oda Renn")]).attributions

    assert [contents(text, a) for a in found[1:]] == ([["Let them come."]] if is_speech else [])


def test_words_in_the_next_sentence_belong_to_the_verb_there() -> None:
    """A content that the model gives to two verbs stays with the one in its own sentence."""
    text = "Renn predicted a hard winter. Voss asked whether the bridge was safe."
    raw = [
        proposal(text, cue="predicted", source=["Renn"], content=["a hard winter", "whether the bridge was safe"]),
        proposal(text, cue="asked", source=["Voss"], content=["whether the bridge was safe"]),
    ]

    renn, voss = read(text, attributions=raw).attributions

    assert contents(text, renn) == ["a hard winter"]
    assert contents(text, voss) == ["whether the bridge was safe"]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("The mayor said „it is a lie“ and left.", "it is a lie“ and left", ["it is a lie"]),
        ("The mayor said “it” and the deal were lies.", "it” and the deal were lies", ["it", "and the deal were lies"]),
        ("The mayor said “it is a lie”\nRain fell.", "it is a lie”\nRain fell", ["it is a lie"]),
        ("The mayor said – without proof – that they fled.", "without proof – that they fled", ["they fled"]),
    ],
)
def test_a_content_ends_where_the_speech_does(text: str, content: str, expected: list[str]) -> None:
    """What the speaker did next, the line below and an aside between dashes are the outlet's own words."""
    raw = proposal(text, cue="said", source=["The mayor"], content=[content])

    (a,) = read(text, attributions=[raw]).attributions

    assert contents(text, a) == expected


def test_a_further_verb_of_the_same_speaker_ends_what_was_said() -> None:
    """“promised that ... and warned ...”: the second verb and its words are no part of the promise."""
    text = "Renn promised that nobody would be hurt and warned the rebels to leave."
    raw = [
        proposal(
            text, cue="promised", source=["Renn"], content=["nobody would be hurt and warned the rebels to leave"]
        ),
        proposal(text, cue="warned", source=["Renn"], content=["the rebels to leave"], act="demand"),
    ]

    promised, warned = read(text, attributions=raw).attributions

    assert contents(text, promised) == ["nobody would be hurt"]
    assert (contents(text, warned), warned.parent) == (["the rebels to leave"], None)


def test_what_is_added_is_held_by_the_verb_that_adds_it() -> None:
    """“said ..., stressing that ...” in two stretches: the second one belongs to the second verb alone."""
    text = "Renn said the road was open, stressing that no shot had been fired."
    raw = [
        proposal(text, cue="said", source=["Renn"], content=["the road was open", "no shot had been fired"]),
        proposal(text, cue="stressing", source=["Renn"], content=["no shot had been fired"]),
    ]

    said, stressed = read(text, attributions=raw).attributions

    assert contents(text, said) == ["the road was open"]
    assert contents(text, stressed) == ["no shot had been fired"]


def test_another_speaker_is_no_part_of_what_was_said() -> None:
    """A speaker named between the verb and its clause is left out of the content."""
    text = "The ministry denied, through its envoy Oda Renn, that they fled, adding that all was calm."
    raw = [
        proposal(text, cue="denied", source=["The ministry"], content=["its envoy Oda Renn", "they fled"], act="deny"),
        proposal(text, cue="adding", source=["its envoy Oda Renn"], content=["all was calm"]),
    ]

    denied, _ = read(text, attributions=raw).attributions

    assert contents(text, denied) == ["they fled"]


def test_an_impersonal_it_is_nobody() -> None:
    """“It is said” has no source, “It said” has one."""
    text = "It is said the general fled. It said nothing more."
    raw = [
        proposal(text, cue="is said", source=["It"], content=["the general fled"]),
        proposal(text, cue="said", source=["It"], content=["nothing more"], n=2),
    ]

    assert [len(a.source) for a in read(text, attributions=raw).attributions] == [0, 1]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("The mayor urged calm as she left the talks.", ["calm as she left the talks"], ["calm"]),
        ("The mayor urged calm as she left the talks.", ["calm", "she left the talks"], ["calm"]),
        ("The mayor urged calm while not taking sides.", ["calm while not taking sides"], ["calm"]),
        ("The mayor said guards fired while it was dark.", ["guards fired while it was dark"], None),
        ("The mayor described Jan as a liar.", ["Jan as a liar"], None),
    ],
)
def test_when_something_was_urged_is_no_part_of_it(text: str, content: list[str], expected: list[str] | None) -> None:
    """A short object ends before the outlet's clause of circumstance; a clause of the speaker's keeps its own."""
    cue = text.split()[2]
    (found,) = read(text, attributions=[proposal(text, cue=cue, source=["The mayor"], content=content)]).attributions

    assert contents(text, found) == (expected or content)


def test_a_cue_goes_on_to_its_verb() -> None:
    """“Went on to | say”: the cue is whole."""
    text = "The mayor went on to say that the gate was open."
    raw = [proposal(text, cue="went on to", source=["The mayor"], content=["the gate was open"])]

    assert read(text, attributions=raw).attributions[0].cue[0].of(text) == "went on to say"


def test_a_quotation_with_a_speaker_of_its_own_is_not_the_verbs_before_it() -> None:
    """What was disputed stands in the sentence of "disputed"; the quotation behind it has its own speaker."""
    text = "The family disputed that account. “He never carried a knife in his life,” his mother said at the door."
    quote = "He never carried a knife in his life,"
    raw = [
        proposal(text, cue="disputed", source=["The family"], content=[quote], act="deny"),
        proposal(text, cue="said", source=["his mother"], content=[quote], act="deny"),
    ]

    disputed, said = read(text, attributions=raw).attributions

    assert contents(text, disputed) == ["that account"]
    assert contents(text, said) == [quote.rstrip(",")]


def test_quoted_words_are_cut_at_sentences_only() -> None:
    """A content that stops inside a quotation of several sentences goes on to the end of the one it stops in."""
    text = (
        "She warns of haste, with a word on guns. “The same tube stands in both armies. Nobody can tell whose it was.”"
    )
    raw = proposal(text, cue="warns of", source=["She"], content=["haste", "The same tube stands in both"])

    (found,) = read(text, attributions=[raw]).attributions

    assert "The same tube stands in both armies." in contents(text, found)
