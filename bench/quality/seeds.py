"""The whole main job on an annotated cluster: ``python bench/quality/seeds.py --data ../shared``.

Builds the five articles into a case, exports it, and scores it against both annotators.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from counterclaim.pipeline import Models, build_case
from counterclaim.views.exports.jsonl import export_jsonl
from counterclaim.views.query import load_case


def score_seeds(data: Path, folder: Path, models: Models) -> dict[str, Any]:
    """The shared scorer's answer for the five articles, with the seconds the build took.

    Args:
        data: folder with the articles, both annotations and the scorers.
        folder: where the case and its export are put.
        models: what the build reads with.
    """
    began = time.monotonic()
    build_case(folder / "case", [data / "seeds"], models)
    took = time.monotonic() - began
    export_jsonl(load_case(folder / "case"), folder / "export")
    golds = [str(data / "annotation" / f"annotator_{x}.gold.json") for x in "ab"]
    command = [sys.executable, str(data / "tools/score_case.py"), *golds, "--pred", str(folder / "export")]
    scores: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return scores | {"build_s": round(took, 1)}


def main() -> None:
    """Build, export, score, print."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--keep", type=Path, help="folder for the case and its export")
    o = p.parse_args()
    scores = score_seeds(o.data, o.keep or Path(tempfile.mkdtemp()), Models())
    for name, value in scores.items():
        print(f"{name:28} {json.dumps(value)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak_mb':28} {peak:.0f}")


if __name__ == "__main__":
    main()
