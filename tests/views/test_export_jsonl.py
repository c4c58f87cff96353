"""The JSON-lines export says what the ledger says, in the documented fields, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from casebuilder import WHEN, build, item

import counterclaim
from counterclaim.errors import UsageError
from counterclaim.ledger import Ledger
from counterclaim.records import Implicature, SecondReading, Span, Unread
from counterclaim.views.exports import export_jsonl
from counterclaim.views.query import Case, load_case

FIELDS = {
    "articles": "id file uri capture title title_span outlet byline language published credits text segments",
    "actors": "id name kind party aliases mentions",
    "parties": "id name actors",
    "attributions": "id article kind source cue content speaker parent chain act polarity hedge said venue confidence",
    "claims": "id label members referents",
    "relations": "a b type within_party reason confidence",
    "accounts": "id party referent claims excludes",
    "utterances": "id speaker said variants",
    "lineage": "from to type spans drift",
    "events": "id article span when value precision anchor alternatives",
    "framing": "article kind start end actor value about attribution confidence",
    "decisions": "id n who when what target before after why previous hash",
    "rejections": "capture file stage reason detail",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A case of two reports, one decision and a run."""
    folder = tmp_path_factory.mktemp("cases") / "lorne"
    build(folder, [item(1), item(2)])
    with Ledger.open(folder) as ledger:
        ledger.append_decision(who="R", what="note", target="clm_open", why="look")
        ledger.begin_run("build", program="0", models={"reader": "ab12"})
    return load_case(folder)


@pytest.fixture(scope="module")
def out(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its export."""
    folder = tmp_path_factory.mktemp("out") / "export"
    export_jsonl(case, folder)
    return folder


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    """The lines of one file of an export."""
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_lines_have_the_documented_fields(out: Path, name: str) -> None:
    """Every line of every file has every field the format names."""
    found = lines(out, name)

    assert found
    assert all(set(FIELDS[name].split()) <= set(line) for line in found)


@pytest.mark.parametrize("name", sorted(set(FIELDS) - {"framing"}))
def test_lines_are_sorted_by_id(out: Path, name: str) -> None:
    """Lines come in the order of their ids."""
    ids = [line["id"] for line in lines(out, name)]

    assert ids == sorted(ids)


def test_nested_shapes(out: Path) -> None:
    """Segments, mentions, members, exclusions and variants have the documented shapes."""
    article = lines(out, "articles")[0]
    denial = next(c for c in lines(out, "claims") if c["id"] == "clm_shut")

    assert set(article["segments"][0]) == {"type", "start", "end"}
    assert set(article["published"]) >= {"value", "precision", "method", "evidence", "alternatives"}
    assert set(article["credits"][0]) >= {"name", "start", "end"}
    assert set(lines(out, "actors")[0]["mentions"][0]) == {"article", "start", "end", "form"}
    assert denial["label"].keys() == {"article", "start", "end"}
    assert denial["members"][0]["denial"] == ["rejects involvement"]
    assert lines(out, "claims")[0]["members"][0]["denial"] is None
    assert set(denial["members"][0]) >= {"article", "attribution", "spans", "actor", "stance", "evidence"}
    assert lines(out, "accounts")[0]["excludes"] == [{"account": "acc_2", "relation": "rel_1"}]
    assert set(lines(out, "utterances")[0]["variants"][0]) == {"article", "attribution", "differences"}


def test_spans_are_the_words(out: Path) -> None:
    """Offsets in the export lead to the words in the exported text."""
    texts = {a["id"]: a["text"] for a in lines(out, "articles")}
    for line in lines(out, "attributions"):
        (start, end), = line["source"]  # fmt: skip
        assert texts[line["article"]][start:end] == line["speaker_name"]


def test_speakers_and_chains_are_actors(out: Path) -> None:
    """An attribution's speaker is an actor, and its chain runs from the outlet inwards."""
    nested = [line for line in lines(out, "attributions") if line["parent"] is not None]

    assert {line["speaker"] for line in nested} == {"act_vidal"}
    assert nested[0]["chain"] == ["act_courier", "act_board", "act_vidal"]


def test_unknown_hops_stay_in_the_chain(case: Case, tmp_path: Path) -> None:
    """A hop whose actor is not known is null, not left out."""
    export_jsonl(replace(case, speakers=(), actors=()), tmp_path)
    nested = next(line for line in lines(tmp_path, "attributions") if line["parent"] is not None)

    assert nested["speaker"] is None
    assert nested["chain"] == [None, None, None]


def test_framing_is_laid_to_who_said_it(out: Path) -> None:
    """A loaded word inside quotation marks is the speaker's, elsewhere the outlet's."""
    assert {(f["start"] == 0, f["actor"]) for f in lines(out, "framing") if f["kind"] == "loaded"} == {
        (True, "act_courier"),
        (False, "act_vidal"),
    }


def test_cues_are_exported_with_what_they_imply_and_whose_statement_they_introduce(case: Case, out: Path) -> None:
    """A cue's line leads to its attribution, its speaker and its words."""
    by_id = {a.id: a for a in case.attributions}
    cues = [f for f in lines(out, "framing") if f["kind"] == "cue"]

    assert {c["attribution"] for c in cues} == {a.id for a in case.attributions if a.cue}
    for cue in cues:
        assert [cue["start"], cue["end"]] in [list(s) for s in by_id[cue["attribution"]].cue]
        assert cue["value"] in {i.value for i in Implicature}
        assert cue["about"] == case.speaker_of.get(cue["attribution"])


def test_voices_count_each_articles_statements_by_party(case: Case, out: Path) -> None:
    """Every attribution with content stands in one line."""
    named = [a for line in lines(out, "voices") for a in line["attributions"]]

    assert sorted(named) == sorted(a.id for a in case.attributions if a.content)


def test_second_readings_negations_and_unread_passages_are_exported(case: Case, tmp_path: Path) -> None:
    """Nothing that a reading keeps is lost."""
    first = case.readings[0]
    other = SecondReading(of="act", value="deny", spans=(Span(0, 3),), confidence=0.4, taken=0.5)
    kept = replace(first.attributions[0], second=(other,), negation=(Span(1, 2),))
    unread = (Unread(span=Span(0, 4), reason="language", detail="fr"),)
    changed = replace(first, attributions=(kept, *first.attributions[1:]), unread=unread)
    export_jsonl(replace(case, readings=(changed, *case.readings[1:])), tmp_path)
    line = next(x for x in lines(tmp_path, "attributions") if x["id"] == kept.id)
    read = next(x for x in lines(tmp_path, "readings") if x["article"] == first.article)

    assert line["second"] == [{"of": "act", "value": "deny", "spans": [[0, 3]], "confidence": 0.4, "taken": 0.5}]
    assert line["negation"] == [[1, 2]]
    assert read["unread"] == [{"span": [0, 4], "reason": "language", "detail": "fr"}]


def test_lineage_spans_count_in_the_taker(out: Path) -> None:
    """``spans`` count in the article that takes, ``from_spans`` in the one taken from, null for an agency."""
    texts = {a["id"]: a["text"] for a in lines(out, "articles")}
    shared, credited = lines(out, "lineage")

    assert texts[shared["to"]][slice(*shared["spans"][0])] == "Harbour"
    assert texts[shared["from"]][slice(*shared["from_spans"][0])].startswith("Fire")
    assert shared["drift"] == [{"what": "number", "from": "1", "to": "2"}]
    assert (credited["from"], credited["from_spans"]) == ("Harbour board", [None])


def test_the_manifest_describes_the_files(case: Case, out: Path, tmp_path: Path) -> None:
    """The manifest counts and digests every file that is there, and names program and models."""
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    files = {p.name for p in out.iterdir()} - {"manifest.json"}

    assert manifest["format_version"] == 1
    assert manifest["program"] == f"counterclaim {counterclaim.__version__}"
    assert manifest["models"] == {"reader": "ab12"}
    assert set(manifest["files"]) == files
    for name, entry in manifest["files"].items():
        data = (out / name).read_bytes()
        assert entry == {"records": data.count(b"\n"), "sha256": hashlib.sha256(data).hexdigest()}
        assert manifest["counts"][name.removesuffix(".jsonl")] == entry["records"]


def test_the_same_ledger_gives_the_same_bytes(case: Case, out: Path, tmp_path: Path) -> None:
    """Exporting again, over a former export, gives the same bytes."""
    export_jsonl(case, tmp_path)
    export_jsonl(case, tmp_path)

    assert {p.name: p.read_bytes() for p in out.iterdir()} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}


def test_builds_at_other_times_export_the_same(tmp_path: Path) -> None:
    """Two builds of the same reports differ in the captures' times and nowhere else."""
    for name, days in (("a", 0), ("b", 3)):
        build(tmp_path / name, [item(1), item(2)], WHEN + timedelta(days=days))
        export_jsonl(load_case(tmp_path / name), tmp_path / f"out_{name}")

    differing = {
        p.name for p in (tmp_path / "out_a").iterdir() if p.read_bytes() != (tmp_path / "out_b" / p.name).read_bytes()
    }
    assert differing == {"captures.jsonl", "manifest.json"}


def test_a_folder_that_cannot_be_written_is_an_error(case: Case, tmp_path: Path) -> None:
    """A file in the place of the folder is a usage error that names it."""
    (tmp_path / "out").write_text("x")

    with pytest.raises(UsageError, match="out"):
        export_jsonl(case, tmp_path / "out")
