"""Attributions told by their form, with nothing proposed by the model."""

import pytest
from spoken import Spoken, Told, find, person, place, proposal

from counterclaim.reading import read_text
from counterclaim.records import Attribution, PlaceUse


def read(text: str, **told: object) -> tuple[Attribution, ...]:
    return read_text(text, Spoken(Told(**told)), published="2031-05-06").attributions  # type: ignore[arg-type]


def parts(text: str, a: Attribution) -> tuple[list[str], list[str], list[str]]:
    return ([s.of(text) for s in a.source], [s.of(text) for s in a.cue], [s.of(text) for s in a.content])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "According to the harbour office, nobody was on the bridge.",
            (["the harbour office"], ["According to"], ["nobody was on the bridge"]),
        ),
        (
            "Nobody was on the bridge, according to the harbour office.",
            (["the harbour office"], ["according to"], ["Nobody was on the bridge"]),
        ),
        (
            "Since last spring, according to court records, the two men met at the port.",
            (["court records"], ["according to"], ["Since last spring", "the two men met at the port"]),
        ),
        (
            "The mayor is said to have left the town.",
            ([], ["is said"], ["The mayor", "to have left the town"]),
        ),
        (
            "The mayor has not been accused of taking bribes.",
            ([], ["has not been accused"], ["The mayor", "of taking bribes"]),
        ),
        (
            "The guard allegedly opened the gate.",
            ([], ["allegedly"], ["The guard", "opened the gate"]),
        ),
        (
            "He was held for allegedly opening the gate.",
            ([], ["allegedly"], ["opening the gate"]),
        ),
        (
            "The harbour office did not respond.",
            (["The harbour office"], ["did not respond"], []),
        ),
        (
            "They read their claim that the gate was open.",
            (["their"], ["claim"], ["the gate was open"]),
        ),
        (
            "They heard his denial and left.",
            (["his"], ["denial"], []),
        ),
    ],
)
def test_a_construction_attributes_whatever_the_model_proposes(
    text: str, expected: tuple[list[str], list[str], list[str]]
) -> None:
    """Prepositions, passives, hedging adverbs, refusals and owned nouns of saying attribute by themselves."""
    (found,) = read(text)

    assert parts(text, found) == expected


@pytest.mark.parametrize("text", ["Their account was closed.", "His statement ran to a page.", "It is said."])
def test_things_are_no_sayings(text: str) -> None:
    """A noun that is a thing as often as a saying counts only with what it holds; a bare passive tells nothing."""
    assert read(text) == ()


def test_a_proposal_with_the_same_cue_is_completed_not_doubled() -> None:
    """The model's “is said” gets its subject and loses the speaker it was given."""
    text = "The mayor is said to have left the town."
    raw = proposal(text, cue="said", source=["The mayor"], content=["to have left"])

    (found,) = read(text, attributions=[raw])

    assert parts(text, found) == ([], ["is said"], ["The mayor", "to have left the town"])


def test_the_agent_of_a_passive_speaks() -> None:
    """“X was accused by Y of Z”: Y accuses, X and Z are what it says."""
    text = "Ivo Marten was accused by Oda Renn of hiding the ledger."
    raw = proposal(text, cue="accused", source=["Ivo Marten"], content=["hiding the ledger"], act="accuse")
    people = [person(text, "Ivo Marten"), person(text, "Oda Renn")]

    (found,) = read(text, attributions=[raw], entities=people)

    assert parts(text, found) == (["Oda Renn"], ["was accused"], ["Ivo Marten", "of hiding the ledger"])


def test_a_clause_before_its_reporting_verb_is_whole() -> None:
    """“CLAUSE, X said.” goes back to the start of the sentence, over subordinate insertions."""
    text = "The mayor, who had been ill since winter, will be at the port by noon, the harbour office said."
    raw = proposal(text, cue="said", source=["the harbour office"], content=["will be at the port by"])

    (found,) = read(text, attributions=[raw])

    assert parts(text, found)[2] == ["The mayor, who had been ill since winter, will be at the port by noon"]


def test_long_insertions_between_quote_and_verb_leave_the_quote_with_its_speaker() -> None:
    """“..., said X, who ..., of Y”: the quote is X's and the insertion is nobody's speech."""
    text = "“The gate was shut,” said Oda Renn, who has kept the port’s books since the spring, of the long night."
    raw = proposal(text, cue="said", source=["Oda Renn, who has kept the port’s books"], content=["The gate was"])

    (found,) = read(text, attributions=[raw], entities=[person(text, "Oda Renn")])

    assert parts(text, found) == (["Oda Renn"], ["said"], ["The gate was shut"])


def test_that_clauses_joined_by_and_are_contents_of_their_own() -> None:
    """“that X and that Y” is two contents."""
    text = "The office said that the gate was open and that nobody kept watch."
    raw = proposal(
        text, cue="said", source=["The office"], content=["that the gate was open and that nobody kept watch"]
    )

    (found,) = read(text, attributions=[raw])

    assert parts(text, found)[2] == ["the gate was open", "nobody kept watch"]


def test_names_joined_in_one_source_speak_each() -> None:
    """“A of X, B and C said” is three attributions."""
    text = "“It was shut,” Oda Renn of Orst, Ivo Marten and Lia Corr said."
    raw = proposal(text, cue="said", source=["Oda Renn of Orst, Ivo Marten and Lia Corr"], content=["It was shut"])
    known = [person(text, n) for n in ("Oda Renn", "Ivo Marten", "Lia Corr")] + [place(text, "Orst")]

    found = read(text, attributions=[raw], entities=known)

    assert [parts(text, a)[0] for a in found] == [["Oda Renn of Orst"], ["Ivo Marten"], ["Lia Corr"]]


def test_a_noun_before_a_noun_of_saying_is_what_is_said() -> None:
    """“misconduct claims” are claims of misconduct, not claims that misconduct makes."""
    text = "The mayor spoke after misconduct claims."
    raw = proposal(text, cue="claims", source=["misconduct"], act="accuse")

    (found,) = read(text, attributions=[raw])

    assert parts(text, found) == ([], ["claims"], ["misconduct"])


def test_an_owner_is_the_source_of_its_claim() -> None:
    """“Orst's claim was bold” attributes a claim to Orst and tells nothing of what it holds."""
    text = "Critics said Orst's claim was bold."
    raw = proposal(text, cue="claim", content=["bold"])

    (found,) = read(text, attributions=[raw], entities=[place(text, "Orst", PlaceUse.METONYMIC)])

    assert parts(text, found) == (["Orst"], ["claim"], [])
    assert find(text, "Orst") == found.source[0]


def test_a_request_for_comment_is_no_saying() -> None:
    """A reporter's request is proposed by no one, and not answering one holds no content."""
    text = "Oda Renn did not answer a request for comment."
    raw = [
        proposal(text, cue="did not answer", source=["Oda Renn"], content=["a request for comment"]),
        proposal(text, cue="request", source=["Oda Renn"], content=["for comment"]),
    ]

    (found,) = read(text, attributions=raw)

    assert parts(text, found) == (["Oda Renn"], ["did not answer"], [])


def test_a_hedge_before_a_verb_is_an_attribution_of_its_own() -> None:
    """“Reportedly rejected”: nobody named reports it, and the verb has its own speaker."""
    text = "The harbour office reportedly rejected the offer."
    raw = [proposal(text, cue="reportedly rejected", source=["The harbour office"], content=["the offer"])]

    found = [parts(text, a) for a in read(text, attributions=raw)]

    assert found == [
        ([], ["reportedly"], ["The harbour office", "rejected the offer"]),
        (["The harbour office"], ["rejected"], ["the offer"]),
    ]


def test_a_contracted_passive_has_no_speaker() -> None:
    """“Aren't expected to” tells of nobody's expecting, like "are not expected to"."""
    text = "The guards aren’t expected to return."
    raw = [proposal(text, cue="aren’t expected", source=["The guards"], content=["to return"])]

    (found,) = read(text, attributions=raw)

    assert parts(text, found) == ([], ["aren’t expected"], ["The guards", "to return"])


def test_what_is_refused_belongs_to_the_content() -> None:
    """“Has dismissed | accusations against the port”: the charge is what is denied, not part of the verb."""
    text = "The mayor has dismissed accusations against the harbour office."
    raw = [proposal(text, cue="has dismissed accusations", source=["The mayor"], content=["the harbour office"])]

    (found,) = read(text, attributions=raw)

    expected = ["accusations against the harbour office"]
    assert parts(text, found) == (["The mayor"], ["has dismissed"], expected)
    assert found.act == "deny"


def test_a_made_charge_stays_in_its_cue() -> None:
    """“Made accusations” is one verb."""
    text = "The mayor made accusations against the harbour office."
    raw = [proposal(text, cue="made accusations", source=["The mayor"], content=["the harbour office"])]

    (found,) = read(text, attributions=raw)

    assert parts(text, found)[1] == ["made accusations"]


@pytest.mark.parametrize(
    ("rest", "content"),
    [("over the loss of the ferry and left", []), ("that its boats had fired", ["its boats had fired"])],
)
def test_charges_are_made_by_whoever_follows_by(rest: str, content: list[str]) -> None:
    """“The accusations made by X over Y” are X's; what they are on is no content, a "that" clause is."""
    text = f"Vesna rejects the accusations made by Orland {rest}."
    raw = proposal(text, cue="accusations", content=[f"Orland {rest}"], act="accuse")

    found = read(text, attributions=[raw], entities=[place(text, "Orland", PlaceUse.METONYMIC)])

    assert [parts(text, a) for a in found] == [(["Orland"], ["accusations"], content)]


def test_what_a_colon_announces_goes_on_to_the_end_of_the_sentence() -> None:
    """A model stops too soon in “X was blunt: CLAUSE”; where somebody else's verb follows it may be right."""
    text = "Renn was blunt: nobody would sit down on Wednesday with such people."
    raw = proposal(text, cue="was blunt", source=["Renn"], content=["nobody would"])

    (found,) = read(text, attributions=[raw])

    assert [s.of(text) for s in found.content] == ["nobody would sit down on Wednesday with such people"]
