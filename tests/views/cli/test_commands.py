"""The command line as a person uses it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.views.cli.main import COMMANDS, group

TEXT = (
    "Rebels blew up the bridge, army says\n\nORST, 3 May 2031 - The army said on Monday that rebels blew up the bridge at Orst, "
    "killing four people. “We had nothing to do with it,” rebel spokesman Ivo Marten told reporters. He denied any involvement.\n"
)


def call(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(group, list(args), input=stdin)


@pytest.fixture(scope="module")
def case_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT.replace("four", "five").replace("Monday", "Tuesday"), encoding="utf-8")
    (folder / "c.txt").write_bytes(b"")
    result = call("build", str(folder), "--case", str(folder / "case"))
    assert result.exit_code == 3, result.output  # done, and one input was rejected
    assert "2 articles" in result.output
    assert "c.txt: empty" in result.output
    return folder / "case"


def test_build_ends_with_zero_where_rejections_are_allowed(case_dir: Path) -> None:
    """Taken in = kept + rejected, and the exit status says so unless it is told not to."""
    again = ("build", str(case_dir.parent / "c.txt"), "--case", str(case_dir), "--quiet")
    assert call(*again).exit_code == 3
    assert call(*again, "--lenient").exit_code == 0


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_has_help_with_an_example(command: str) -> None:
    """--help of each command shows how it is called."""
    result = call(command, "--help")

    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"counterclaim {command}" in result.output


def test_help_and_import_load_no_model() -> None:
    """`--help` and `import counterclaim` start at once, without numpy or ONNX Runtime."""
    code = (
        "import sys; import counterclaim; from counterclaim.views.cli.main import group; group.main(['--help'], standalone_mode=False); "
        "heavy = {'numpy', 'onnxruntime', 'tokenizers', 'lxml', 'trafilatura'} & set(sys.modules); sys.exit(str(heavy) if heavy else 0)"
    )
    began = time.monotonic()

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert time.monotonic() - began < 5  # half a second on an idle machine


def test_show_gives_every_table(case_dir: Path) -> None:
    """Every table prints, as text and as JSON lines."""
    from counterclaim.views.cli.tables import TABLES

    for table in TABLES:
        assert call("show", str(case_dir), table).exit_code == 0
        rows = call("show", str(case_dir), table, "--json")
        assert all(json.loads(line) for line in rows.output.splitlines() if not line.startswith("no "))


def test_dossier_export_and_verify(case_dir: Path, tmp_path: Path) -> None:
    """The page, the export and the check work on a fresh case."""
    page, out = tmp_path / "page.html", tmp_path / "out"

    assert call("dossier", str(case_dir), "-o", str(page)).exit_code == 0
    assert call("export", str(case_dir), "--to", "jsonl", str(out)).exit_code == 0
    assert "Everything matches" in call("verify", str(case_dir)).output

    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert {"articles.jsonl", "claims.jsonl", "manifest.json"} <= {p.name for p in out.iterdir()}


def test_verify_names_what_was_altered(case_dir: Path, tmp_path: Path) -> None:
    """A changed byte in the archive is a fault with the capture's name, and exit status 1."""
    import shutil

    copy = tmp_path / "case"
    shutil.copytree(case_dir, copy)
    warc = next((copy / "archive").glob("*.warc.gz"))
    data = bytearray(warc.read_bytes())
    data[len(data) // 2] ^= 1
    warc.write_bytes(bytes(data))

    result = call("verify", str(copy))

    assert result.exit_code == 1
    assert "FAULT" in result.output


def test_stages_pipe_into_each_other(case_dir: Path) -> None:
    """extract | read and extract | lineage speak JSON lines; a read line keeps id and offsets."""
    extracted = call("extract", str(case_dir.parent / "a.txt"), str(case_dir.parent / "b.txt"))
    articles = [json.loads(line) for line in extracted.output.splitlines() if line.startswith("{")]

    read = call("read", "-", stdin="\n".join(map(json.dumps, articles)))
    links = call("lineage", "-", stdin="\n".join(map(json.dumps, articles)))

    readings = [json.loads(line) for line in read.output.splitlines()]
    assert [r["id"] for r in readings] == [a["id"] for a in articles]
    for reading, article in zip(readings, articles, strict=True):
        for a in reading["attributions"]:
            assert all(article["text"][s:e].strip() for s, e in a["content"])
    assert any(json.loads(line)["type"] in ("reprint", "shared_passage") for line in links.output.splitlines())


def test_read_needs_only_id_and_text() -> None:
    """A bare object is read; a line that is not JSON is told and skipped."""
    result = call("read", "-", stdin='{"id": "x", "text": "The army said that rebels blew up the bridge."}\n{oops\n')

    assert '"id": "x"' in result.output
    assert "line 2: not JSON" in result.output + (result.stderr or "")


def test_a_case_that_is_none_is_one_clear_line(tmp_path: Path) -> None:
    """No traceback: what is wrong, and where."""
    done = subprocess.run(
        [sys.executable, "-m", "counterclaim", "show", str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "no case here" in done.stderr


def test_compare_names_gives_reasons() -> None:
    """Two romanisations of one name are the same, and it says why."""
    result = call(
        "compare-names", "-", stdin='{"id": 1, "a": "Dmitri Ivanov", "b": "Dmitriy Ivanov", "kind": "person"}\n'
    )

    row = json.loads(result.output)
    assert row["same"] is True
    assert row["reasons"]


def test_what_is_not_json_lines_is_refused_with_the_way_to_make_them(tmp_path: Path) -> None:
    """A plain text ends after a few lines with one error that says which command takes it, not with a line each."""
    plain = tmp_path / "article.txt"
    plain.write_text("The ministry denied it.\n" * 500, encoding="utf-8")
    result = CliRunner().invoke(group, ["read", str(plain)])
    assert result.exit_code == 1
    assert "counterclaim extract" in result.output
    assert result.output.count("not JSON:") == 10


def test_two_statements_are_compared(tmp_path: Path) -> None:
    """A claim against its denial contradicts, against itself says the same; a line without both texts is an error."""
    given = tmp_path / "pairs.jsonl"
    pairs = [("The mill was shelled.", "Nobody shelled the mill."), ("The mill was shelled.", "The mill was shelled.")]
    given.write_text("".join(json.dumps({"id": n, "a": a, "b": b}) + "\n" for n, (a, b) in enumerate(pairs)))
    rows = [json.loads(line) for line in call("compare-statements", str(given)).stdout.splitlines()]
    assert [r["relation"] for r in rows] == ["contradicts", "same"]
    assert all(abs(sum(r["probs"].values()) - 1) < 0.01 for r in rows)
    given.write_text('{"id": 1, "a": "The mill was shelled."}\n')
    assert "needs two texts" in call("compare-statements", str(given)).output
