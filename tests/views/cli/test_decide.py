"""``counterclaim decide`` as a reviewer uses it, on a case of two short invented reports."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from counterclaim.views.cli.decide import VERBS
from counterclaim.views.cli.main import group
from counterclaim.views.deciding import MAKERS

ONE = (
    "Army: rebels blew up bridge\n\nORST, 3 May 2031 - The army of Corvane said on Monday that rebels blew up the bridge at "
    "Orst. “We did not blow up the bridge,” rebel spokesman Ivo Marten told reporters.\n"
)
TWO = (
    "Rebels deny attack\n\nHALM, 4 May 2031 - Rebels blew up the bridge at Orst, the army said on Tuesday. Rebel spokesman "
    "Ivo Martin said: “We did not blow up the bridge.”\n"
)


def call(*args: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(group, list(args), env=env)


def rows(case: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in call("show", str(case), table, "--json").output.splitlines()]


def decide(case: Path, *words: str, why: str = "read both") -> Result:
    return call("decide", str(case), *words, "--why", why, "--who", "R. Viewer", "--quiet")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, case = tmp_path_factory.mktemp("reports"), tmp_path_factory.mktemp("decide") / "case"
    for name, text in (("a.txt", ONE), ("b.txt", TWO)):
        (folder / name).write_text(text, encoding="utf-8")
    assert call("build", str(folder), "--case", str(case), "--quiet").exit_code == 0
    return case


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "case"))


def names(case: Path) -> set[str]:
    return {r["name"] for r in rows(case, "actors")}


def test_every_verb_is_explained_and_made() -> None:
    """What the help lists is what there is."""
    assert set(VERBS) == set(MAKERS)


def test_a_decision_is_never_undone_by_a_rerun(case: Path) -> None:
    """Names taken apart stay apart when the case is built again and when an article is added; what changed is told."""
    assert {"Ivo Marten", "Ivo Martin"} - names(case)

    told = decide(case, "split", "Ivo Marten", "Ivo Martin", why="two men")
    (case.parent / "c.txt").write_text(ONE.replace("Monday", "Sunday").replace("Marten", "Martin"), encoding="utf-8")
    again = call("add", str(case), str(case.parent / "c.txt"), "--quiet")

    assert told.exit_code == 0, told.output
    assert "Decision 1 by R. Viewer: “Ivo Marten” and “Ivo Martin” are two actors" in told.output
    assert "→" in told.output
    assert again.exit_code == 0, again.output
    assert {"Ivo Marten", "Ivo Martin"} <= names(case)
    assert call("verify", str(case)).exit_code == 0


def test_the_log_is_listed_with_the_state_of_its_chain(case: Path) -> None:
    """Each decision is there with who, why, before and after; each follows from the one before it."""
    claim = rows(case, "claims")[0]["id"]
    decide(case, "note", claim, why="see the film")
    decide(case, "merge", "Ivo Marten", "Ivo Martin", why="one spelling is a typo")

    listed = rows(case, "decisions")

    assert [(r["n"], r["what"], r["why"], r["chain"]) for r in listed] == [
        (1, "note", "see the film", "holds"),
        (2, "merge", "one spelling is a typo", "holds"),
    ]
    assert json.loads(listed[1]["after"]) == {"a": "Ivo Marten", "b": "Ivo Martin"}


def test_statements_are_put_apart_and_together(case: Path) -> None:
    """A claim that holds two statements loses one of them, and gets it back."""
    claim = max(rows(case, "claims"), key=lambda r: r["reports"])["id"]
    inside = [r["id"] for r in rows(case, "statements") if r["claim id"] == claim]
    assert len(inside) > 1

    decide(case, "apart", claim, inside[0])
    parted = {r["id"]: r["claim id"] for r in rows(case, "statements")}
    decide(case, "together", inside[0], inside[1])
    joined = {r["id"]: r["claim id"] for r in rows(case, "statements")}

    assert parted[inside[0]] != parted[inside[1]]
    assert joined[inside[0]] == joined[inside[1]]


def test_a_stance_a_label_and_a_rejection_take_effect(case: Path) -> None:
    """The stance is the statement's, the claim bears the chosen words, what is rejected is gone until it is accepted."""
    claim = max(rows(case, "claims"), key=lambda r: r["reports"])["id"]
    first, last, *_ = [r["id"] for r in rows(case, "statements") if r["claim id"] == claim]

    stance = decide(case, "stance", first, "--to", "questions")
    label = decide(case, "edit", claim, "--to", last)
    after = {r["id"]: r for r in rows(case, "statements")}
    decide(case, "reject", first)
    gone = {r["id"] for r in rows(case, "statements")}
    back = decide(case, "accept", first)

    assert stance.exit_code == label.exit_code == 0, stance.output + label.output
    assert after[first]["stance"] == "questions"
    assert after[last]["words"].rstrip(".") in after[last]["claim"]
    assert first not in gone
    assert "taken back" in back.output
    assert first in {r["id"] for r in rows(case, "statements")}


def test_a_party_is_given(case: Path) -> None:
    """An actor speaks for whom the reviewer says, and `show parties` names the reviewer's act."""
    told = decide(case, "edit", "Ivo Marten", "--to", "Halm Front")

    assert "Ivo Marten speaks for Halm Front (before: nobody)" in told.output
    assert {r["name"]: r["party"] for r in rows(case, "actors")}["Ivo Marten"] == "Halm Front"


def test_who_is_called_as_no_text_prints_it_is_given_a_party(case: Path) -> None:
    """A name that the program made ("spokesman for ..." of "A spokesman for ...") decides as a printed one does."""
    text = ONE.replace("rebel spokesman Ivo Marten told", "a spokesman for the harbour board in Orst told")
    (case.parent / "c.txt").write_text(text, encoding="utf-8")
    assert call("add", str(case), str(case.parent / "c.txt"), "--quiet").exit_code == 0
    made = next(r for r in rows(case, "actors") if "a spokesman for the harbour board in Orst" in r["spellings"])
    assert made["name"] not in made["spellings"]

    told = decide(case, "edit", made["id"], "--to", "Halm Front")
    after = {r["name"]: r["party"] for r in rows(case, "actors")}
    decide(case, "edit", made["name"], "--to", "nobody")

    assert "Nothing in the case changed" not in told.output
    assert after[made["name"]] == "Halm Front"
    assert {r["name"]: r["party"] for r in rows(case, "actors")}[made["name"]] is None


def test_a_decision_can_wait_for_the_next_build(case: Path) -> None:
    """With --no-build it is in the log at once and takes effect with the next build."""
    told = decide(case, "split", "Ivo Marten", "Ivo Martin", "--no-build")
    waiting = names(case)
    call("build", "--case", str(case), "--quiet")

    assert f"counterclaim build --case {case}" in told.output
    assert len(rows(case, "decisions")) == 1
    assert not {"Ivo Marten", "Ivo Martin"} <= waiting
    assert {"Ivo Marten", "Ivo Martin"} <= names(case)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge", "Ivo Marten", "Nobody Here"), "nobody in the case is called “Nobody Here”"),
        (("merge", "Ivo Marten"), "two actors or more"),
        (("split", "mrg_0"), "two forms or more"),
        (("together", "clm_0", "clm_1"), "no claim or statement clm_0"),
        (("stance", "x", "--to", "doubts"), "it is one of affirms"),
        (("stance", "x"), "needs --to"),
        (("note", "x", "--to", "y"), "takes no --to"),
        (("note", "x", "y"), "one thing"),
        (("reject", "rel_0"), "nothing with the id rel_0"),
        (("edit", "act_0", "--to", "Corvane"), "there is no actor act_0"),
    ],
)
def test_what_cannot_be_decided_says_what_to_do(built: Path, words: tuple[str, ...], said: str) -> None:
    """The message names what is missing; nothing is put into the log."""
    result = call("decide", str(built), *words, "--why", "x", "--who", "R", "--quiet")

    assert result.exit_code != 0
    assert said in str(result.exception) + result.output
    assert call("show", str(built), "decisions").output.startswith("no decisions")


def test_who_and_why_are_never_empty(built: Path) -> None:
    """Who is an option, a variable or the login name; why has to be told."""
    words = ("decide", str(built), "note", "Ivo Marten")

    assert "it is not known who decides" in call(*words, "--why", "x", "--who", " ").output
    assert "--why is empty" in call(*words, "--why", " ", "--who", "R").output
    assert "Missing option '--why'" in call(*words, "--who", "R").output


def test_the_variable_names_who_decides(case: Path) -> None:
    """COUNTERCLAIM_WHO is for those who decide often."""
    claim = rows(case, "claims")[0]["id"]
    call("decide", str(case), "note", claim, "--why", "x", "--no-build", env={"COUNTERCLAIM_WHO": "A. Desk"})

    assert rows(case, "decisions")[0]["who"] == "A. Desk"
