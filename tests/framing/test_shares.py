from counterclaim.framing.shares import party_shares
from counterclaim.records import QuoteKind

from .framing_factory import read, said

TEXT = 'Vos said "it was rain all day". Brandt said the field was dry, with "no drop" on it.'
VOS = said(TEXT, "1", "it was rain all day", kind=QuoteKind.DIRECT)
BRANDT = said(TEXT, "2", 'the field was dry, with "no drop" on it', kind=QuoteKind.MIXED)
SPEAKERS = {"1": "vos", "2": "brandt"}


def test_words_inside_and_outside_marks_are_counted_for_each_party() -> None:
    """A mixed quotation gives its quoted words to one count and the rest to the other."""
    shares = {
        s.party: s for s in party_shares(read("a", TEXT, [VOS, BRANDT]), TEXT, SPEAKERS, {"vos": "n", "brandt": "s"})
    }

    assert (shares["n"].quotes, shares["n"].quoted_words, shares["n"].reported_words) == (1, 5, 0)
    assert (shares["s"].quotes, shares["s"].quoted_words, shares["s"].reported_words) == (1, 2, 7)
    assert shares["s"].attributions == ("2",)


def test_swapping_the_parties_swaps_the_counts() -> None:
    """The same scale for all: nothing depends on which party it is."""
    reading = read("a", TEXT, [VOS, BRANDT])
    one = {
        s.party: (s.quotes, s.quoted_words, s.reported_words)
        for s in party_shares(reading, TEXT, SPEAKERS, {"vos": "n", "brandt": "s"})
    }
    other = {
        s.party: (s.quotes, s.quoted_words, s.reported_words)
        for s in party_shares(reading, TEXT, SPEAKERS, {"vos": "s", "brandt": "n"})
    }

    assert (one["n"], one["s"]) == (other["s"], other["n"])


def test_nested_words_count_once_for_the_inmost_speaker() -> None:
    """What a ministry says that a witness said is the witness's."""
    text = "The ministry said a witness saw that the gate was open."
    outer = said(text, "1", "a witness saw that the gate was open")
    inner = said(text, "2", "the gate was open", parent="1")
    shares = {
        s.party: s.reported_words
        for s in party_shares(read("a", text, [outer, inner]), text, {"1": "m", "2": "w"}, {"m": "n"})
    }

    assert shares == {"n": 4, None: 4}


def _counts(text: str, *contents: str) -> tuple[int, int]:
    """Quoted and told words of the first of several mixed statements, each inside the one before."""
    made = [said(text, str(n), words, kind=QuoteKind.MIXED) for n, words in enumerate(contents)]
    party_of = {"first": "p"}
    (share,) = [s for s in party_shares(read("a", text, made), text, {"0": "first"}, party_of) if s.party == "p"]
    return share.quoted_words, share.reported_words


def test_words_in_single_marks_are_quoted_and_an_apostrophe_is_no_mark() -> None:
    """Papers that quote in single marks give their speakers quoted words too."""
    assert _counts("Vos called it ‘a farmer’s tale’ and went home.", "it ‘a farmer’s tale’ and went home") == (3, 4)
    assert _counts("Vos called it 'a farmer's tale' and went home.", "it 'a farmer's tale' and went home") == (3, 4)
    assert _counts("Vos said the farmers' gate was the boys' own.", "the farmers' gate was the boys' own") == (0, 7)


def test_words_after_an_inner_statement_stay_inside_their_marks() -> None:
    """A quotation that goes on after another speaker's words in it is a quotation still."""
    text = "Vos said it was “rain, as Brandt said it was, all day”."

    assert _counts(text, "it was “rain, as Brandt said it was, all day”", "it was, all") == (5, 2)
