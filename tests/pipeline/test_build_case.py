"""The whole flow on the bundled example and on bad input, with the shipped models."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import Ledger, verify
from counterclaim.pipeline import Models, Outcome, build_case
from counterclaim.records import Article, Rejection, SegmentType
from counterclaim.views.cli.build import is_rejecting
from counterclaim.views.query import Case, load_case

EXAMPLE = Path(__file__).parents[2] / "example"
EXPECTED = json.loads((EXAMPLE / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def models() -> Models:
    return Models()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, models: Models) -> tuple[Path, Outcome]:
    case_dir = tmp_path_factory.mktemp("cases") / "example"
    return case_dir, build_case(case_dir, [EXAMPLE / "articles"], models)


@pytest.fixture(scope="module")
def case(built: tuple[Path, Outcome]) -> Case:
    return load_case(built[0])


def digest(case_dir: Path) -> str:
    with Ledger.open(case_dir, readonly=True) as ledger:
        return ledger.content_digest()


def test_everything_taken_in_is_kept_or_rejected(built: tuple[Path, Outcome]) -> None:
    """Inputs equal captures plus rejections; the broken and the empty file are told, nothing else is lost."""
    _, outcome = built

    assert outcome.taken_in == outcome.new + outcome.known + outcome.rejected_inputs
    assert {r.file for r in outcome.rejections} == {"15_quay_photo.html", "16_empty.txt"}
    assert outcome.articles == outcome.new
    assert [a.language for a in outcome.not_read] == ["es"]


def test_what_is_kept_without_an_article_counts_as_not_used(tmp_path: Path, models: Models) -> None:
    """An input of which no article comes is told, also when it is given again; what this run met goes before older ones."""
    for name, words in (
        ("a.html", b"<html><body><script>x()</script></body></html>"),
        ("b.txt", b""),
        ("c.txt", b"Gate open."),
    ):
        (tmp_path / name).write_bytes(words)

    first = build_case(tmp_path / "case", [tmp_path / "b.txt", tmp_path / "c.txt"], models)
    second = build_case(tmp_path / "case", [tmp_path / "a.html"], models)
    again = build_case(tmp_path / "case", [tmp_path / "a.html"], models)

    assert [(o.rejected_inputs, o.without_article) for o in (first, second, again)] == [(1, 0), (0, 1), (0, 1)]
    assert [is_rejecting(o) for o in (first, second, again)] == [True, True, True]
    assert [r.file for r in second.rejections] == ["a.html", "b.txt"]
    assert not is_rejecting(build_case(tmp_path / "case", [tmp_path / "c.txt"], models))


def test_the_case_matches_its_hashes(built: tuple[Path, Outcome]) -> None:
    """Everything just written verifies."""
    assert [f for f in verify(built[0]) if not f.is_note] == []


def test_building_again_changes_nothing(built: tuple[Path, Outcome], models: Models) -> None:
    """The same command twice: no article is read again, and the content is the same."""
    before = digest(built[0])

    again = build_case(built[0], [EXAMPLE / "articles"], models)

    assert (again.new, again.read, again.changed) == (0, 0, False)
    assert digest(built[0]) == before


@pytest.mark.slow
def test_articles_one_at_a_time_give_the_same_case(built: tuple[Path, Outcome], models: Models, tmp_path: Path) -> None:
    """Adding files singly and in reverse order ends in the same content as all at once."""
    for file in sorted((EXAMPLE / "articles").iterdir(), reverse=True):
        build_case(tmp_path / "case", [file], models)

    assert digest(tmp_path / "case") == digest(built[0])


def test_a_build_that_was_broken_off_goes_on(tmp_path: Path, models: Models) -> None:
    """Interrupted after some articles were extracted, the same command finishes with what an unbroken run gives."""
    files = sorted((EXAMPLE / "articles").glob("0[1-4]*"))

    class Stop(KeyboardInterrupt):
        pass

    def stop_in_reading(stage: str, done: int, total: int | None) -> None:
        if stage == "reading" and done == 2:
            raise Stop

    with pytest.raises(Stop):
        build_case(tmp_path / "a", files, models, progress=stop_in_reading)
    resumed = build_case(tmp_path / "a", files, models)
    build_case(tmp_path / "b", files, models)

    assert resumed.known == len(files)
    assert resumed.read == len(files) - 2
    assert digest(tmp_path / "a") == digest(tmp_path / "b")


def test_segments_cover_every_character_that_is_not_blank(case: Case) -> None:
    """Furniture is labelled, never dropped."""
    for article in case.articles:
        covered = {i for s in article.segments for i in range(*s.span)}
        assert {i for i, c in enumerate(article.text) if not c.isspace()} <= covered, article.file


def expected_of(case: Case) -> Iterator[tuple[Article, dict[str, Any]]]:
    """Every article of the case with its hand-made truth."""
    known = {(e["file"], str(e["part"]) if e.get("part") else None): e for e in EXPECTED["articles"]}
    for article in case.articles:
        part = case.capture_by_id[article.capture].part
        yield article, known[article.file, part]


def test_furniture_of_the_example_is_labelled(case: Case) -> None:
    """At least nine tenths of the snippets known to be furniture are kept from the reader."""
    readable = {SegmentType.HEADLINE, SegmentType.STANDFIRST, SegmentType.BODY, SegmentType.CAPTION}
    found = [
        (
            article.file,
            item["text"],
            segment.type if (segment := article.segment_at(article.text.find(item["text"]))) else None,
        )
        for article, known in expected_of(case)
        for item in known["furniture"]
    ]

    missed = [f for f in found if f[2] is None or f[2] in readable]
    assert len(found) > 40
    assert len(missed) <= len(found) / 10, missed


def test_publication_dates_of_the_example(case: Case) -> None:
    """Stated dates are read, scrape and photo dates do not win, and what is not stated may only be inferred."""
    wrong = [
        (article.file, article.published.value, known["published"])
        for article, known in expected_of(case)
        if known["published"]
        and known["published"]["value"]
        and (article.published.value or "")[:10] != known["published"]["value"]
    ]

    assert len(wrong) <= 2, wrong
    for article, known in expected_of(case):
        assert (article.published.value or "")[:10] not in (known["published"] or {}).get("not_these", ())


def test_look_alikes_of_the_example_stay_two_actors(case: Case) -> None:
    """Two bearers of one surname are never one actor."""
    for pair in EXPECTED["distinct"]:
        both = [a.name for a in case.actors if {pair["a"], pair["b"]} <= set(a.aliases)]
        assert both == [], pair


def test_copies_of_the_example_are_found(case: Case) -> None:
    """Reprints and shared passages between articles are linked; misses are few."""
    file_of = {a.id: a.file for a in case.articles}
    links = {frozenset((file_of.get(x.a, x.a), file_of.get(x.b, x.b))) for x in case.lineage}
    copies = [x for x in EXPECTED["lineage"] if x["type"] in ("reprint", "shared_passage")]

    missed = [x for x in copies if frozenset((x["from"], x["to"])) not in links]
    assert len(copies) >= 3
    assert len(missed) <= 1, missed


def test_every_claim_is_anchored_in_a_text(case: Case) -> None:
    """Labels and members point at words of an article in the case."""
    for claim in case.claims:
        text = case.article_by_id[claim.label.article].text
        assert text[claim.label.start : claim.label.end].strip()
        for member in claim.members:
            assert all(s.of(case.article_by_id[member.article].text).strip() for s in member.spans)


def test_both_sides_of_the_example_deny_something(case: Case) -> None:
    """The machinery sees denials of more than one party."""
    deniers = {m.actor for c in case.claims for m in c.members if m.stance == "denies" and m.actor}

    assert len({case.actor_by_id[a].party for a in deniers} - {None}) >= 2


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """A folder of everything that can be wrong with a file."""
    folder = tmp_path / "messy"
    (folder / "sub").mkdir(parents=True)
    good = (
        "The army said on Monday that the bridge was blown up by the rebels. The rebels denied any involvement.\n" * 4
    )
    (folder / "good.txt").write_text(good, encoding="utf-8")
    (folder / "sub" / "good.txt").write_text(
        good + "One line more, so that the bytes differ from the first.\n", encoding="utf-8"
    )
    (folder / "same.txt").write_text(good, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "latin.txt").write_bytes(
        ("Café owners said the troops left the fa\xe7ade untouched. " * 12).encode("latin-1")
    )
    (folder / "cut.html").write_text(
        "<html><head><title>Cut</title><body><p>" + good + "<p>and <b>then it", encoding="utf-8"
    )
    (folder / "foreign.txt").write_text(
        "Министерство заявило, что мост был взорван. Повстанцы это отрицают.\n" * 6, encoding="utf-8"
    )
    (folder / "lines.jsonl").write_text(
        '{"title": "A", "text": "' + good.replace("\n", " ") + '"}\n{broken\n', encoding="utf-8"
    )
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "locked.txt").write_text(good, encoding="utf-8")
    (folder / "locked.txt").chmod(0)
    return folder


def test_bad_input_is_recorded_and_the_run_goes_on(messy: Path, tmp_path: Path, models: Models) -> None:
    """Empty, binary, broken, looping and unreadable input each leave a record; the good files become articles."""
    outcome = build_case(tmp_path / "case", [messy], models)

    with Ledger.open(tmp_path / "case", readonly=True) as ledger:
        articles = {a.file: a for a in ledger.articles()}
        reasons = {r.file: r.reason for r in ledger.records(Rejection)}
    assert reasons["empty.txt"] == "empty"
    assert reasons["binary.txt"] == "binary"
    assert reasons["lines.jsonl"] == "bad_json"
    assert "loop" in reasons
    if os.geteuid():  # root may read everything
        assert reasons["locked.txt"] == "unreadable"
    assert {"good.txt", "sub/good.txt", "latin.txt", "cut.html", "foreign.txt"} <= set(articles)
    assert "same.txt" not in articles
    assert outcome.known >= 1
    assert "façade" in articles["latin.txt"].text
    assert articles["foreign.txt"].language not in (None, "en")
    assert [f for f in verify(tmp_path / "case") if not f.is_note] == []


@pytest.mark.slow
def test_a_line_of_fifty_megabytes_ends_in_a_record(tmp_path: Path, models: Models) -> None:
    """A huge file neither hangs nor kills the run."""
    (tmp_path / "huge.txt").write_bytes(b"word " * 10_500_000)
    shutil.copy(EXAMPLE / "articles" / "01_sna_first_report.txt", tmp_path / "good.txt")

    outcome = build_case(tmp_path / "case", [tmp_path / "huge.txt", tmp_path / "good.txt"], models)

    assert [r.reason for r in outcome.rejections] == ["too_large"]
    assert outcome.articles == 1
