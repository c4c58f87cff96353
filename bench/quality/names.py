"""How many variants of names are joined, and how many look-alikes wrongly, on a list of name groups.

    python bench/quality/names.py LIST.jsonl [--misses]

Each line of LIST: ``{"id", "kind": "person|place|org", "canonical", "variants": [...], "not": [...]}``.
Prints JSON: per kind the share of variants joined with the canonical name, and the look-alikes joined.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from counterclaim.actors import compare_names


def score(path: Path, show: bool) -> dict[str, object]:
    """Counts and shares per kind for the groups in a file."""
    joined: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    wrong: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in path.read_text(encoding="utf-8").splitlines():
        group = json.loads(line)
        kind = {"org": "organisation"}.get(group["kind"], group["kind"])
        for names, tally, want in ((group["variants"], joined, True), (group["not"], wrong, False)):
            for name in names:
                found = compare_names(group["canonical"], name, kind)
                tally[kind][0] += found.same
                tally[kind][1] += 1
                if show and found.same is not want:
                    print(kind, group["canonical"], "|", name, "|", found.reasons[0], file=sys.stderr)
    return {
        "variants_joined": {k: f"{a}/{n} = {100 * a / n:.1f} %" for k, (a, n) in sorted(joined.items())},
        "look_alikes_joined": {k: f"{a}/{n}" for k, (a, n) in sorted(wrong.items())},
    }


if __name__ == "__main__":
    print(json.dumps(score(Path(sys.argv[1]), "--misses" in sys.argv), indent=1, ensure_ascii=False))
