"""Kill a build with SIGKILL at random moments: what it acknowledged is there afterwards, whole, and the case verifies.

``python tests/faults/kills.py --cycles 300`` prints one line of JSON. Killing a process is not cutting the power:
what the system has taken, it still writes.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "ledger"))

from casebuilder import article_of, build_and_kill, item

from counterclaim.ledger import Ledger, verify

#: A case is begun anew after so many reports, so that verifying it stays quick.
_REPORTS = 25


def lost_in(case_dir: Path, kept: int) -> list[str]:
    """What is wrong with a case of which ``kept`` reports were acknowledged."""
    faults = [str(f) for f in verify(case_dir) if not f.is_note]
    with Ledger.open(case_dir, readonly=True) as ledger:
        articles = {a.id for a in ledger.articles()}
        readings = {r.article for r in ledger.readings()}
    faults += [
        f"report {n} was acknowledged and is not there" for n in range(kept) if article_of(item(n)).id not in articles
    ]
    return faults + [f"article {a} is there in part" for a in sorted(articles ^ readings)]


def run(cycles: int, seed: int) -> dict[str, Any]:
    """So many kills; how many reports were acknowledged over all, and what was wrong afterwards."""
    chance = random.Random(seed)
    began = time.monotonic()
    faults: list[str] = []
    total = kept = 0
    with tempfile.TemporaryDirectory() as folder:
        case_dir = Path(folder) / "case"
        for _ in range(cycles):
            last = build_and_kill(case_dir, kept, chance.randrange(3), chance.random() * 0.1)
            total += max(0, last + 1 - kept)
            kept = max(kept, last + 1)
            faults += lost_in(case_dir, kept)
            if kept > _REPORTS:
                shutil.rmtree(case_dir)
                kept = 0
    seconds = round(time.monotonic() - began, 1)
    return {"cycles": cycles, "seed": seed, "acknowledged": total, "faults": faults, "seconds": seconds}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--cycles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    result = run(options.cycles, options.seed)
    print(json.dumps({"test": "kills", **result}))
    sys.exit(bool(result["faults"]))
