"""What computes the rows. Each job reads one set and gives figures; ``python -m bench.quality.jobs NAME`` runs one."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.quality import entities, polnear, speed
from bench.quality.calibration import Match, calibration, matched
from bench.quality.data import Row, documents, score, scorer_module
from bench.quality.reading import Setting, read_all, told
from bench.quality.tagging import tagged_chunk
from counterclaim.models.reader.onnx import FOLDER

Job = Callable[[Setting], Row]
ATTRIBUTION = "score_attribution.py"


def polnear_bio(s: Setting) -> Row:
    """CofeNet's chunks of PolNeAR, each read alone, as BIO tags."""
    gold = documents(s.data, "polnear_bio")[: s.limit]
    reader = s.onnx_reader("polnear", unlinked=True)
    passes = [reader.read(polnear.chunk_text(d)[0]) for d in told(gold, "polnear_bio")]
    out: Row = {}
    for name, convention in polnear.CONVENTIONS.items():
        found = [
            {"id": d["id"], "spans": polnear.chunk_spans(d, one, convention)}
            for d, one in zip(gold, passes, strict=True)
        ]
        out[name] = score(s.data, ATTRIBUTION, gold, found, "--bio")["spans"]
    found = [{"id": d["id"], "spans": tagged_chunk(d, one)} for d, one in zip(gold, passes, strict=True)]
    out["tagged"] = score(s.data, ATTRIBUTION, gold, found, "--bio")["spans"]
    return {**out, **out["tagged"]}


def polnear_documents(s: Setting) -> Row:
    """PolNeAR's articles in PolNeAR's own convention."""
    gold = documents(s.data, "polnear")[: s.limit]
    reader = s.onnx_reader("polnear")
    passes = [reader.read(d["text"]) for d in told(gold, "polnear")]
    out: Row = {}
    for name, convention in polnear.CONVENTIONS.items():
        found = [
            {"id": d["id"], "attributions": polnear.attributions(one, d["text"], convention)}
            for d, one in zip(gold, passes, strict=True)
        ]
        out[name] = score(s.data, ATTRIBUTION, gold, found)
        out[name]["calibration"] = calibrated(matched(scorer_module(s.data), gold, found), out[name])
    return {**out, **out[s.convention]}


def polnear_ours(s: Setting) -> Row:
    """PolNeAR's articles as ``counterclaim read`` reads them, in our convention: what users get."""
    gold = documents(s.data, "polnear")[: s.limit]
    return score(s.data, ATTRIBUTION, gold, read_all(told(gold, "polnear_ours"), s.models()))


def contested(s: Setting) -> Row:
    """Our own annotation of contested news: attributions, nesting, speakers, acts, calibration."""
    gold = documents(s.data, "contested")[: s.limit]
    found = read_all(told(gold, "contested"), s.models())
    out = score(s.data, ATTRIBUTION, gold, found)
    pairs = matched(scorer_module(s.data), gold, found)
    by = {"acts": acts(gold, pairs), "acts_by_cue": acts_by_cue(gold, found)}
    return out | by | {"calibration": calibrated(pairs, out)}


def calibrated(pairs: list[Match], scores: Row) -> Row:
    """Calibration of the attributions' confidence.

    Raises:
        ValueError: if the matching here is not the scorer's any more.
    """
    right = round(scores["full"]["soft"]["p"] * scores["full"]["soft"]["n_pred"] / 100)
    if abs(right - sum(p.is_soft for p in pairs)) > 1:
        raise ValueError("calibration.py matches otherwise than score_attribution.py: bring them together again")
    return calibration([p.row["confidence"] for p in pairs], [p.is_soft for p in pairs])


def acts(gold: list[Row], pairs: list[Match]) -> Row:
    """Accuracy of the act on attributions whose content was found, and F1 of denials over all, in percent."""
    both = [(p.gold["act"], p.row["act"]) for p in pairs if p.is_content and p.gold is not None]
    denials = sum(a["act"] == "deny" for d in gold for a in d["attributions"])
    proposed = sum(p.row["act"] == "deny" for p in pairs)
    right = sum(g == q == "deny" for g, q in both)
    return {
        "accuracy": round(100 * sum(g == q for g, q in both) / max(1, len(both)), 1),
        "matched": len(both),
        "deny_f1": round(200 * right / max(1, denials + proposed), 1),
        "deny": {"gold": denials, "proposed": proposed, "right": right},
    }


def acts_by_cue(gold: list[Row], found: list[Row]) -> Row:
    """The same, with attributions taken for one another where their first cues overlap, whatever the content."""
    both, denials, proposed = [], 0, 0
    for g, p in zip(gold, found, strict=True):
        denials += sum(a["act"] == "deny" for a in g["attributions"])
        proposed += sum(a["act"] == "deny" for a in p["attributions"])
        for a in g["attributions"]:
            same = [b for b in p["attributions"] if _share_a_cue(a, b)]
            both += [(a["act"], same[0]["act"])] if same else []
    right = sum(x == y == "deny" for x, y in both)
    return {
        "accuracy": round(100 * sum(x == y for x, y in both) / max(1, len(both)), 1),
        "matched": len(both),
        "deny_f1": round(200 * right / max(1, denials + proposed), 1),
    }


def _share_a_cue(a: Row, b: Row) -> bool:
    return bool(a["cue"] and b["cue"]) and a["cue"][0][0] < b["cue"][0][1] and b["cue"][0][0] < a["cue"][0][1]


def gum(s: Setting) -> Row:
    """GUM under its own scheme, all genres, and the two news genres alone.

    Its speakers are titles of Wikipedia, which writes "Organization" where a text may print "Organisation".
    """
    gold = documents(s.data, "gum")[: s.limit]
    found = [with_z(d) for d in read_all(told(gold, "gum"), s.models("gum"))]
    out = score(s.data, ATTRIBUTION, gold, found)
    return out | {"news_interview": score(s.data, ATTRIBUTION, gold, found, "--limit-genre", "news,interview")}


def with_z(doc: Row) -> Row:
    """A reading whose speakers' names are spelt with -ization, as Wikipedia has them."""
    rows = [{**a, "speaker": (a["speaker"] or "").replace("isation", "ization") or None} for a in doc["attributions"]]
    return {**doc, "attributions": rows}


def ner(name: str) -> Job:
    """A named-entity set, its types and ours brought together by ``entities.MAPS``."""

    def job(s: Setting) -> Row:
        gold = documents(s.data, name)[: s.limit]
        found = read_all(told(gold, name), s.models(), speakers=False)
        with tempfile.TemporaryDirectory() as folder:
            types = Path(folder) / "map.json"
            types.write_text(json.dumps(entities.type_map(name)), encoding="utf-8")
            options = ("--map", str(types), "--types", ",".join(entities.TYPES[name]))
            answer = score(s.data, "score_ner.py", gold, found, *options)
        return answer | {"percent": round(100 * answer["strict"]["f1"], 1)}

    return job


def places(s: Setting) -> Row:
    """How places of GeoWebNews are taken: as a place, as its government, as a modifier."""
    gold = documents(s.data, "geowebnews")[: s.limit]
    return entities.place_uses(gold, read_all(told(gold, "places"), s.models(), speakers=False))


def coreference(s: Setting) -> Row:
    """What ``bench/quality/coref.py`` measures, its dotted names as nested answers."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "coref.json"
        command = [
            sys.executable,
            str(Path(__file__).parent / "coref.py"),
            "--data",
            str(s.data),
            "--json",
            str(answer),
        ]
        command += ["--model", str(s.reader)] + (["--limit", str(s.limit)] if s.limit is not None else [])
        subprocess.run(command, check=True, stdout=sys.stderr)
        figures: dict[str, float] = json.loads(answer.read_text(encoding="utf-8"))
    out: Row = {}
    for name, value in figures.items():
        *way, last = name.split(".")
        at = out
        for step in way:
            at = at.setdefault(step, {})
        at[last] = value
    return out


def timexes(s: Setting) -> Row:
    """Values of time expressions, in percent."""
    from bench.quality.timexes import score as score_timexes

    out: Row = {}
    for name in ("tempeval3", "meantime"):
        answer = score_timexes(s.data, f"{name}/dev", None)
        out[name] = answer | {"percent": round(100 * answer["value"]["f1"], 1)}
    return out


def seeds(s: Setting) -> Row:
    """The whole main job on the annotated cluster."""
    from bench.quality.seeds import score_seeds

    with tempfile.TemporaryDirectory() as folder:
        return score_seeds(s.data, Path(folder), s.models())


def invented(s: Setting) -> Row:
    """The whole main job on two invented events of our own."""
    from bench.quality.invented_events import score_invented

    with tempfile.TemporaryDirectory() as folder:
        return score_invented(s.data, Path(folder), s.models())


def read_since(s: Setting) -> Row:
    """The whole main job on two invented events of unusual wording, read after a time of only being scored."""
    from bench.quality.invented_events import READ_SINCE, score_invented

    with tempfile.TemporaryDirectory() as folder:
        return score_invented(s.data, Path(folder), s.models(), READ_SINCE)


def unread(s: Setting) -> Row:
    """The whole main job on two invented events that were not read while rules were made."""
    from bench.quality.invented_events import UNREAD, score_invented

    with tempfile.TemporaryDirectory() as folder:
        return score_invented(s.data, Path(folder), s.models(), UNREAD)


#: every job by name; ``speed`` needs the machine to itself and runs last
JOBS: dict[str, Job] = {
    "polnear_bio": polnear_bio,
    "polnear": polnear_documents,
    "polnear_ours": polnear_ours,
    "contested": contested,
    "gum": gum,
    "conll2003": ner("conll2003"),
    "worldwide": ner("worldwide"),
    "crossner_politics": ner("crossner_politics"),
    "geowebnews": places,
    "coref": coreference,
    "timexes": timexes,
    "seeds": seeds,
    "invented": invented,
    "read_since": read_since,
    "unread": unread,
    "speed": speed.measure,
}
ALONE = ("speed",)
#: the jobs that a second precision of the weights is compared on
PRECISION = ("contested", "polnear", "polnear_bio", "conll2003")


def main() -> None:
    """Run one job and write its figures."""
    p = argparse.ArgumentParser(description=main.__doc__)
    p.add_argument("name", choices=JOBS)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--reader", type=Path, default=FOLDER)
    p.add_argument("--convention", choices=polnear.CONVENTIONS, default="mended")
    p.add_argument("--limit", type=int)
    p.add_argument("--out", type=Path, help="default: standard output")
    o = p.parse_args()
    began = time.monotonic()
    setting = Setting(o.data, o.reader, o.limit, convention=o.convention)
    setting = replace(setting, threads=2) if o.name in ALONE else setting
    figures = JOBS[o.name](setting) | {"seconds": round(time.monotonic() - began, 1)}
    text = json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    if o.out is None:
        sys.stdout.write(text)
    else:
        partial = o.out.with_suffix(".partial")
        partial.write_text(text, encoding="utf-8")
        partial.replace(o.out)  # a job that is cut short leaves nothing that looks finished


if __name__ == "__main__":
    main()
