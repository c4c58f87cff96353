"""add, verify --against, checkpoint, custody, erase, limits, export --to wacz, as a person uses them."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[2] / "ledger"))

from casebuilder import build as build_case
from casebuilder import item

from counterclaim.capture.bounds import explained
from counterclaim.views.cli.main import group


def call(*args: object) -> Result:
    return CliRunner().invoke(group, [str(a) for a in args])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "case"
    build_case(folder, [item(n) for n in range(2)])
    return folder


@pytest.fixture
def case_dir(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "case"))


def test_add_tells_what_became_of_every_input(case_dir: Path, tmp_path: Path) -> None:
    """Taken in equals new, known and rejected, and the exit status says that something was rejected."""
    (tmp_path / "a.txt").write_text("A text that is new.", encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(b"\x00\x01" * 50)

    result = call("add", case_dir, tmp_path / "a.txt", tmp_path / "b.bin", "--no-build", "-q")

    assert result.exit_code == 3
    assert "b.bin: binary" in result.output
    assert "2 taken in: 1 new, 0 known, 1 rejected." in result.output
    assert call("add", case_dir, tmp_path / "a.txt", "--no-build", "-q").exit_code == 0


def test_a_map_that_cannot_be_meant_is_an_error(case_dir: Path, tmp_path: Path) -> None:
    """A wrong target ends the command before anything is taken in."""
    result = call("add", case_dir, tmp_path, "--map", "nonsense=x", "--no-build")

    assert result.exit_code != 0
    assert "TARGET one of" in str(result.exception)


def test_a_checkpoint_kept_elsewhere_is_compared(case_dir: Path, tmp_path: Path) -> None:
    """The head that checkpoint prints verifies, from the command line or from a file; a later one does not."""
    head = call("checkpoint", case_dir).output.strip()
    (tmp_path / "head.txt").write_text(f"kept: {head}\n", encoding="utf-8")
    case, n, hashed = head.removeprefix("counterclaim:").split(":")

    assert call("verify", case_dir, "--quick", "--against", head).exit_code == 0
    assert call("verify", case_dir, "--quick", "--against", tmp_path / "head.txt").exit_code == 0
    later = call("verify", case_dir, "--quick", "--against", f"counterclaim:{case}:{int(n) + 1}:{hashed}")
    assert later.exit_code == 1
    assert "cut_off" in later.output


def test_the_custody_log_is_json_lines(case_dir: Path) -> None:
    """Every line is an entry; --of leaves those about one thing."""
    lines = [json.loads(line) for line in call("custody", case_dir).output.splitlines()]
    about = [json.loads(line) for line in call("custody", case_dir, "--of", item(1).sha256[:12]).output.splitlines()]

    assert [e["n"] for e in lines] == list(range(1, len(lines) + 1))
    assert {e["type"] for e in about} == {"capture", "name", "derive"}


def test_erase_then_verify(case_dir: Path) -> None:
    """An erased capture is said to be erased, which is no fault."""
    result = call("erase", case_dir, item(1).sha256[:10], "--who", "R", "--why", "request")

    assert (result.exit_code, "1 articles" in result.output) == (0, True)
    after = call("verify", case_dir, "--quick")
    assert after.exit_code == 0
    assert f"{item(1).sha256}: erased" in after.output


def test_limits_lists_every_bound() -> None:
    """Each bound of taking in is printed with its value and reason."""
    rows = {r["bound"]: r for r in map(json.loads, call("limits", "--json").output.splitlines())}

    for name, value, why in explained():
        assert (rows[name]["value"], rows[name]["why"]) == (value, why)
    assert "MAX_BLOCKS" in rows


def test_an_export_is_noted_in_the_log(case_dir: Path, tmp_path: Path) -> None:
    """Handing out the originals leaves an entry with the digest of what was handed out."""
    result = call("export", case_dir, tmp_path / "out", "--to", "wacz")

    assert result.exit_code == 0, result.output
    last = json.loads(call("custody", case_dir).output.splitlines()[-1])
    assert (last["type"], last["data"]) == ("export", {"form": "wacz"})
    assert last["subject"] in result.output
