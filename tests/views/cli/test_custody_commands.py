"""add, verify --against, checkpoint, custody, erase, limits, export --to wacz, as a person uses them."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[2] / "capture"))
sys.path.insert(0, str(Path(__file__).parents[2] / "ledger"))

from casebuilder import build as build_case
from casebuilder import item
from stampers import HAS_OPENSSL, Authority, Calendar
from webserver import site

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


def test_a_head_is_written_and_never_overwritten(case_dir: Path, tmp_path: Path) -> None:
    """-o keeps what is printed in a new file; a second time is an error, and so is a stamp without a file."""
    file = tmp_path / "head.txt"

    first = call("checkpoint", case_dir, "-o", file)

    assert file.read_text("ascii") == first.stdout
    assert "not overwritten" in str(call("checkpoint", case_dir, "-o", file).exception)
    assert "-o" in call("checkpoint", case_dir, "--opentimestamps").output


@pytest.mark.skipif(not HAS_OPENSSL, reason="openssl is missing")
def test_a_stamped_head_is_checked(case_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the command line: stamps are asked for, kept, and looked through; a head they are not over is a fault."""
    authority = Authority.made(tmp_path / "tsa")
    file = tmp_path / "head.txt"
    with site() as web:
        monkeypatch.setattr("counterclaim.capture.fetch.Fetcher", web.fetcher)
        address = authority.serve(web)
        stamped = call(
            "checkpoint", case_dir, "-o", file, "--timestamp-authority", address, "--calendar", Calendar(web).serve()
        )
        failed = call("checkpoint", case_dir, "-o", tmp_path / "b.txt", "--timestamp-authority", web.url("/none"))
        early = call("checkpoint", case_dir, "--complete", file)

    assert (stamped.exit_code, failed.exit_code, early.exit_code) == (0, 3, 3)
    assert "NOT stamped: http_status: the server answered 404" in failed.stderr
    assert (tmp_path / "b.txt").exists()

    good = call("verify", case_dir, "--quick", "--against", file, "--trust", authority.root)
    assert (good.exit_code, "signature checked" in good.output, "not proved yet" in good.output) == (0, True, True)

    file.write_text(call("checkpoint", case_dir).stdout, "ascii")  # a later head: the log tells of the stamps now
    other = call("verify", case_dir, "--quick", "--against", file)
    assert (other.exit_code, "over something else" in other.output) == (1, True)


def test_trust_needs_a_file_of_a_head(case_dir: Path, tmp_path: Path) -> None:
    """Stamps lie beside a file; roots without one are an error that says what to give."""
    (tmp_path / "roots.pem").touch()
    head = call("checkpoint", case_dir).stdout.strip()

    assert "--against" in call("verify", case_dir, "--against", head, "--trust", tmp_path / "roots.pem").output


def test_a_head_that_is_neither_a_file_nor_a_head(case_dir: Path) -> None:
    """A wrong name of a file is said to be one."""
    assert "no such file" in call("verify", case_dir, "--against", "nohead.txt").output


def test_build_without_files_brings_a_case_up_to_date(case_dir: Path, tmp_path: Path) -> None:
    """What add --no-build and erase name as the next command is one; without a case there is nothing to build."""
    (tmp_path / "a.txt").write_text("A text that is new.", encoding="utf-8")

    told = call("add", case_dir, tmp_path / "a.txt", "--no-build", "-q").output

    assert f"Next: counterclaim build --case {case_dir}" in told
    assert "name the files" in call("build", "--case", tmp_path / "none").output


def test_names_from_outside_do_not_steer_the_terminal(case_dir: Path, tmp_path: Path) -> None:
    """A file's name with an escape sequence or a direction mark is shown without it."""
    (tmp_path / "a\x1b[2J\u202eb.bin").write_bytes(b"\x00\x01" * 50)

    told = call("add", case_dir, tmp_path / "a\x1b[2J\u202eb.bin", "--no-build", "-q").output

    assert "a\ufffd[2J\ufffdb.bin: binary" in told
