"""Pairs about contested statements, made by construction: half about invented events, half from real reports.

No public set has "X says that A bombed it" beside "B says that it did not". Here the label follows from how a pair is
made, so it is right as far as the rules are. The same seed gives the same pairs. ``python -m
training.relation.construct --data ../shared/data`` prints some.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

from training.relation import events, reports, stories, wording
from training.relation.corpora import RELATIONS, Pair, rows, share
from training.relation.wrapping import Wrapper, tables, with_article


def countries(root: Path, split: str) -> list[tuple[str, str]]:
    """Names and adjectives of countries; some are kept for development."""
    found = {
        (d["name"], d["demonym"])
        for d in rows(root / "names/countries/countries.jsonl.gz")
        if d["un_member"] and d["demonym"] and len(d["name"].split()) < 3
    }
    return sorted(c for c in found if (share(c[0]) < 0.8) == (split == "train"))


def places(root: Path, split: str) -> list[str]:
    """Names of towns; some are kept for development."""
    found = {
        d["name"]
        for d in rows(root / "names/geonames_places/places.jsonl.gz")
        if d["pop"] > 20000 and len(d["name"]) < 20
    }
    return sorted(p for p in found if (share(p) < 0.8) == (split == "train"))


def speakers(root: Path, known: Sequence[tuple[str, str]], rng: random.Random) -> list[str]:
    """Who speaks: general words, offices of countries, and names out of real reports."""
    words = tables()["speakers"]
    real = reports.speakers(root / "attribution/polnear/train.jsonl.gz")
    official = [with_article(p.format(c=c, d=d)) for p in words["country"] for c, d in known]
    return [
        *words["plain"] * 15,
        *rng.sample(official, min(len(official), 300)),
        *rng.sample(real, min(len(real), 600)),
    ]


def build(root: Path, split: str, n: int, seed: int) -> list[Pair]:
    """``n`` pairs, a quarter more of one article that do not contradict each other, as many of two outlets with twins.

    Documents, countries and towns of the two splits are apart.
    """
    rng = random.Random(f"{seed}-{split}")
    known, towns = countries(root, split), places(root, split)
    wrapper = Wrapper(rng, speakers(root, known, rng))
    made = wording.pairs(events.Events(rng, known, towns), wrapper, n // 2)
    made += reports.Reports(rng, wrapper, known, towns).pairs(reports.statements(root, split), n - n // 2)
    news = root / "news/contested.jsonl.gz"
    own = Wrapper(random.Random(f"{seed}-{split}-consistent"), wrapper.speakers)
    return [*made, *reports.consistent(news, split, own, n // 4), *twins(root, split, n // 4, seed)]


def twins(root: Path, split: str, n: int, seed: int) -> list[Pair]:
    """Pairs of sentences from two outlets on one story, and what becomes of them when one side is turned round."""
    rng = random.Random(f"{seed}-{split}-stories")
    known, towns = countries(root, split), places(root, split)
    wrapper = Wrapper(rng, speakers(root, known, rng))
    return stories.pairs(root, split, wrapper, reports.Reports(rng, wrapper, known, towns), n)


def main() -> None:
    """Print some pairs with their labels."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared/data"))
    p.add_argument("--show", type=int, default=40)
    p.add_argument("--seed", type=int, default=0)
    o = p.parse_args()
    for pair in build(o.data, "dev", 2000, o.seed)[:: max(1, 2000 // o.show)]:
        labels = "/".join(name for n, name in enumerate(RELATIONS) if int(pair.target) >> n & 1)
        print(f"{labels}\n  {pair.a}\n  {pair.b}")


if __name__ == "__main__":
    main()
