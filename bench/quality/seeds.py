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

from counterclaim.pipeline import Models, build_case
from counterclaim.views.exports.jsonl import export_jsonl
from counterclaim.views.query import load_case


def main() -> None:
    """Build, export, score, print."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--keep", type=Path, help="folder for the case and its export")
    o = p.parse_args()
    folder = o.keep or Path(tempfile.mkdtemp())
    began = time.monotonic()
    build_case(folder / "case", [o.data / "seeds"], Models())
    took = time.monotonic() - began
    export_jsonl(load_case(folder / "case"), folder / "export")
    golds = [str(o.data / "annotation" / f"annotator_{x}.gold.json") for x in "ab"]
    command = [sys.executable, str(o.data / "tools/score_case.py"), *golds, "--pred", str(folder / "export")]
    scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    for name, value in scores.items():
        print(f"{name:28} {json.dumps(value)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'build_s':28} {took:.1f}\n{'peak_mb':28} {peak:.0f}")


if __name__ == "__main__":
    main()
