"""The documentation says what the program does: lists are complete, links resolve, commands run."""

from __future__ import annotations

import importlib.util
import re
import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from pages import DOCS, PAGES, ROOT, Block, anchors, blocks, first_column, first_missing, links, pattern

from counterclaim.article import REJECTION_REASONS as ARTICLE_REASONS
from counterclaim.article import bounds as article_bounds
from counterclaim.article.item import FIELDS
from counterclaim.capture import REJECTION_REASONS as CAPTURE_REASONS
from counterclaim.capture import SUPPORTED
from counterclaim.capture.bounds import Bounds
from counterclaim.ledger.database import migrations
from counterclaim.records import Act, DenialType, LineageType, SegmentType, Stance
from counterclaim.views.cli.export import EXPORTERS
from counterclaim.views.cli.main import COMMANDS
from counterclaim.views.cli.show import TABLES
from counterclaim.views.exports.shapes import FILES

if TYPE_CHECKING:
    from conftest import Built, Workplace

REFERENCE = DOCS / "reference"
HOW_TOS = sorted((DOCS / "how-to").glob("*.md"))
MODELS = ROOT / "src/counterclaim/models"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_cli", DOCS / "generate_cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# The pages run ----------------------------------------------------------------------------------------------------


def test_the_tutorial_runs_and_its_output_is_as_shown(tutorial: Built) -> None:
    """Every command of the tutorial ends well on the bundled example and prints the lines that the page shows."""
    assert tutorial.faults == []


@pytest.mark.parametrize("page", HOW_TOS, ids=lambda p: p.stem)
def test_a_how_to_runs_after_the_tutorial(page: Path, after_tutorial: Workplace) -> None:
    """Every command, query and snippet of a how-to works on the tutorial's case."""
    assert after_tutorial.run(page) == []


def test_expected_lines_are_really_compared() -> None:
    """A line that the output lacks, or has in the wrong place, is a fault; … stands for anything."""
    output = "2 faults\nexit status 1"

    assert first_missing(("2 faults", "exit …"), output) is None
    assert first_missing(("exit status 1", "2 faults"), output) == "2 faults"
    assert first_missing(("3 faults",), output) == "3 faults"
    assert not pattern("a…c").fullmatch("abd")


def test_a_status_counts_as_well_only_where_the_page_says_so() -> None:
    """A command may end with another status than 0 if the words behind its own block name it, and not elsewhere."""
    said = Block("console", "$ x", "The exit status is 3: some inputs were rejected.")

    assert [said.may_end_with(n) for n in (0, 1, 3)] == [True, False, True]
    assert not Block("console", "$ x", "`add` ends with status 3 if anything was rejected.").may_end_with(3)
    first, second, *_ = blocks(DOCS / "tutorial.md")
    assert first.may_end_with(3)
    assert "The exit status is 3: done" not in second.after


def test_every_block_names_its_language() -> None:
    """A fence without a language would be neither run nor plainly marked as not to be run."""
    known = {"console", "sh", "python", "sql", "bash", "text", "json"}

    bare = {
        (page.name, block.language)
        for page in [DOCS / "tutorial.md", *HOW_TOS]
        for block in blocks(page)
        if block.language not in known
    }

    assert bare == set()


# Links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_between_pages_resolve(page: Path) -> None:
    """Every link to a file or a heading of the repository leads somewhere."""
    broken = []
    for link in links(page):
        path, _, fragment = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if path.startswith("docs/images/"):
            continue  # screenshots are taken from a finished build
        if not target.exists() or (fragment and fragment not in anchors(target)):
            broken.append(link)

    assert broken == []


def test_every_page_is_reached_from_the_readme() -> None:
    """No page stands alone: following links from README.md meets them all."""
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page in seen or page.suffix != ".md" or not page.is_file():
            continue
        seen.add(page)
        waiting += [page.parent / link.partition("#")[0] for link in links(page)]

    assert {p.resolve() for p in PAGES} - seen == set()


# Lists ------------------------------------------------------------------------------------------------------------


def test_cli_reference_is_what_the_commands_say(generator: ModuleType) -> None:
    """docs/reference/cli.md is up to date (else: python docs/generate_cli.py)."""
    assert (REFERENCE / "cli.md").read_text("utf-8") == generator.page()


def test_every_command_is_in_the_readme_or_a_how_to() -> None:
    """A command is not only in the reference: some page shows it at work."""
    shown = "\n".join(b.text for page in [ROOT / "README.md", DOCS / "tutorial.md", *HOW_TOS] for b in blocks(page))

    assert {c for c in COMMANDS if f"counterclaim {c} " not in shown} == set()


def test_every_rejection_reason_is_explained() -> None:
    """The page has a row for each reason of both stages, and for no other."""
    assert first_column(REFERENCE / "rejections.md") == set(CAPTURE_REASONS) | set(ARTICLE_REASONS)


def test_every_segment_type_is_explained() -> None:
    """The page has a row for each segment type, and for no other."""
    assert first_column(REFERENCE / "segments.md") == {t.value for t in SegmentType}


def test_every_denial_type_stance_and_act_is_explained() -> None:
    """The page has a row for each of them, and for no other."""
    expected = {x.value for kind in (DenialType, Stance, Act) for x in kind}

    assert first_column(REFERENCE / "denials.md") == expected


def test_every_table_export_and_link_type_is_explained() -> None:
    """Tables of the database, tables of `show`, export files and types of lineage have their rows."""
    with closing(sqlite3.connect(":memory:")) as db:
        for _, script in migrations():
            db.executescript(script)
        rows = db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    tables = {name for (name,) in rows if not re.match(r"sqlite_|article_search_", name)}
    files = {f"{name}.jsonl" for name, _ in FILES} | {"manifest.json"}
    shown = {f"show {name}" for name in TABLES}

    expected = tables | files | shown | {t.value for t in LineageType} | {f"--to {name}" for name in EXPORTERS}

    assert first_column(REFERENCE / "ledger.md") == expected


def test_every_model_is_explained() -> None:
    """Each folder of models/ has its row, and its card is there."""
    folders = {p.parent.name for p in MODELS.glob("*/__init__.py")}

    assert first_column(REFERENCE / "models.md") >= folders
    assert {f for f in folders if not (MODELS / f / "card.json").is_file()} == set()


def test_every_bound_is_explained_with_its_figure() -> None:
    """Each bound has a row, and the row holds the value in force."""
    values = {f.name: f.default for f in fields(Bounds)}
    values |= {name: value for name, value in vars(article_bounds).items() if name.isupper()}
    page = (REFERENCE / "bounds.md").read_text("utf-8")
    rows = {m.group(1): m.group(2) for m in re.finditer(r"^\| `(\w+)` \| ([\d,.]+)", page, re.M)}

    assert {name: float(told.replace(",", "")) for name, told in rows.items()} == values


def test_formats_and_fields_are_listed() -> None:
    """Every extension that is read and every JSON field that is recognised stands in the how-to."""
    page = (DOCS / "how-to/add-articles.md").read_text("utf-8")
    names = [*SUPPORTED, *(name for names in FIELDS.values() for name in names)]

    assert {name for name in names if f"`{name}`" not in page} == set()
