"""A speaker's own "we reject" inside what he says."""

from dataclasses import replace

import pytest
from spoken import Spoken, Told, proposal

from counterclaim.reading import read_text
from counterclaim.records import Act, Attribution

TEXT = "“We categorically reject any accusations. The port must be opened,” the mayor said."


def read(text: str, inner_cue: str, said: str) -> tuple[Attribution, ...]:
    """The saying of the mayor with one proposal inside it, and the model sure that the mayor demands."""
    whole = proposal(text, cue="said", source=["the mayor"], content=[said], act="demand")
    inner = proposal(text, cue=inner_cue, source=["We"], content=["any accusations"], act="deny")
    return read_text(text, Spoken(Told(attributions=[whole, inner]))).attributions


def test_an_own_rejection_is_part_of_the_saying_and_makes_it_a_denial() -> None:
    """“We reject X,” the mayor said: one attribution, the mayor's, and it denies."""
    (found,) = read(TEXT, "categorically reject", "We categorically reject any accusations. The port must be opened")

    assert [s.of(TEXT) for s in found.source] == ["the mayor"]
    assert found.act is Act.DENY


def test_a_rejection_told_later_does_not_make_the_saying_a_denial() -> None:
    """Only the opening words decide."""
    text = "“The port must be opened for all the ships that lie there. We reject any accusations,” the mayor said."
    (found,) = read(
        text, "reject", "The port must be opened for all the ships that lie there. We reject any accusations"
    )

    assert found.act is Act.DEMAND


@pytest.mark.parametrize("cue", ["rejected", "have rejected"])
def test_what_the_speaker_said_before_is_a_saying_of_its_own(cue: str) -> None:
    """“We rejected X,” the mayor said: told of another occasion, so nested."""
    text = f"“We {cue} any accusations,” the mayor said."

    found = read(text, cue, f"We {cue} any accusations")

    assert len(found) == 2
    assert sum(a.parent is not None for a in found) == 1


def test_a_performative_in_nobodys_words_stays() -> None:
    """Without a saying around it there is nothing it could be part of."""
    text = "We reject any accusations."
    raw = replace(proposal(text, cue="reject", source=["We"], content=["any accusations"], act="deny"), confidence=0.9)

    assert len(read_text(text, Spoken(Told(attributions=[raw]))).attributions) == 1
