"""``counterclaim read`` on its own."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from counterclaim.views.cli.main import group

LINES = (
    '{"id": "a", "text": "Officials said that the bridge was gone. A spokesman for the rebels denied it.", "title": "Bridge gone"}\n'
    '{"id": "b"}\n'
    '{"id": "c", "text": "Le ministre a dit que les rebelles ont attaqué le pont et que la ville est en feu."}\n'
    '{"id": "d", "text": "He said \\ud800 so."}\n'
)


def call(*args: str) -> Result:
    return CliRunner().invoke(group, ["read", "-", *args], input=LINES)


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_everything_read_is_written() -> None:
    """Each line has every part of the reading, also what was left unread and what was nearly taken."""
    first = rows(call())[0]

    assert set(first) == {
        "id", "language", "sentences", "entities", "timexes", "mentions", "coreference", "attributions", "own_voice",
        "evidence", "framing", "unread", "made_by",
    }  # fmt: skip
    assert {"act", "polarity", "hedge", "said", "confidence", "act_confidence", "second", "parent"} <= set(
        first["attributions"][0]
    )  # type: ignore[index]


def test_a_line_that_cannot_be_read_is_told_in_its_place() -> None:
    """The rest is read; standard error tells it too."""
    result = call()

    assert [r["id"] for r in rows(result)] == ["a", "b", "c", "d"]
    assert rows(result)[1] == {"id": "b", "rejected": "not_text", "detail": "a text is a str, this is a NoneType"}
    assert "not read: b: not_text" in result.stderr
    assert result.exit_code == 0


def test_another_language_is_labelled_and_left_unread() -> None:
    """The line says which language, and what was left out."""
    line = rows(call())[2]

    assert line["language"] == "fr"
    assert line["attributions"] == []
    assert line["unread"] == [{"start": 0, "end": 82, "reason": "language", "detail": "fr"}]


def test_any_number_of_threads_writes_the_same() -> None:
    """--threads changes the time it takes and nothing else."""
    assert call("--threads", "1").stdout == call("--threads", "4").stdout
    assert call("--threads", "0").exit_code == 2


def test_a_table_is_for_people() -> None:
    """--table gives lines with who, how and the words."""
    told = call("--table").stdout

    assert "Bridge gone" in told
    assert "spokesman for the rebels" in told
    assert "unread (language: fr)" in told


def test_a_long_text_tells_how_far_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for a long text sees on standard error that it goes on; a short one says nothing."""
    monkeypatch.setattr("counterclaim.reading.sections.SECTION_CHARS", 60)

    lines = [line for line in call().stderr.splitlines() if line.endswith("characters read")]

    assert lines[0].startswith("a: ")
    assert {line.split(":")[0] for line in lines} == {"a"}
    assert lines[-1] == "a: 90 of 90 characters read"
