"""Pairs from two outlets on one story."""

import gzip
import json
import random
from pathlib import Path

import pytest
from training.relation import stories
from training.relation.corpora import mask
from training.relation.reports import Reports
from training.relation.wrapping import Wrapper

CONTRADICTS = mask("contradicts")
#: two outlets on a fire, and one of them on something else
ONE = "The cannery in Arica burned down on Monday night. Police said 12 workers were injured in the cannery fire."
OTHER = "Fire destroyed the cannery in Arica late on Monday. Officials reported that 12 workers were injured there."
ELSEWHERE = "The orchestra of Bongor was invited to Lima. The orchestra will play in the cathedral in spring."
#: what else was in the papers, long before, so that common words are known to be common
OTHERS = [
    ("Echo", f"2018-01-{10 + n}", f"The {who} in {where} said on Monday that {what}.")
    for n, (who, where, what) in enumerate(
        [("police", "Lille", "a late bus was injured"), ("officials", "Bongor", "night trains were reported"),
         ("mayor", "Lima", "workers planted trees"), ("guild", "Turin", "bells were rung at noon"),
         ("school", "Graz", "pupils sang on a hill"), ("museum", "Tartu", "coins were found in a ditch")]
    )
]  # fmt: skip


def written(folder: Path) -> Path:
    """A data folder with the files that are read."""
    lines = {
        "news/contested": [
            {"id": f"{n}", "outlet": outlet, "published": day, "text": f"{text} {text.replace('.', ' again.')}"}
            for n, (outlet, day, text) in enumerate(
                [("Lantern", "2019-02-04", ONE), ("Meridian", "2019-02-05", OTHER), ("Echo", "2019-02-05", ELSEWHERE),
                 ("Echo", "2019-03-20", OTHER), ("Echo", "4/2/19", OTHER), *OTHERS]
            )
        ],
        "news/general": [],
        "attribution/contested_news/dev": [],
    }  # fmt: skip
    for name, rows in lines.items():
        path = folder / f"{name}.jsonl.gz"
        path.parent.mkdir(parents=True, exist_ok=True)
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    return folder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, with every article in the train part."""
    monkeypatch.setattr(stories, "share", lambda key: 0.0)
    return written(tmp_path)


def test_a_story_is_what_two_outlets_tell_at_one_time(root: Path) -> None:
    """The fire is one story of two outlets; what is weeks later, on another matter, or undated is not."""
    found, _ = stories.articles(root, "train")

    assert [{a.key, b.key} for a, b in stories.stories(found)] == [{"0", "1"}]


def test_sentences_on_one_matter_are_paired_and_do_not_contradict(root: Path) -> None:
    """The same toll in other words comes out as a pair that allows everything but contradiction."""
    rng = random.Random(1)
    wrapper = Wrapper(rng, ["the mayor"])
    reports = Reports(rng, wrapper, [("Peru", "Peruvian")], ["Arica"])

    made = stories.pairs(root, "train", wrapper, reports, 10)

    plain = [p for p in made if p.set == "built_stories"]
    assert plain and all(int(p.target) & CONTRADICTS == 0 for p in plain)
    assert any("12 workers" in p.a and "12 workers" in p.b and p.a != p.b for p in plain)
    assert all(int(p.target) == CONTRADICTS for p in made if p.set == "built_twins")


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("12 workers were hurt", "12 people were hurt", True),
        ("12 workers were hurt", "19 workers were hurt", False),
        ("Workers were hurt", "No workers were hurt", False),
        ("The mayor denied it", "The mayor never denied it", True),
    ],
)
def test_turning_words_and_counts_set_sentences_apart(a: str, b: str, alike: bool) -> None:
    """A count that differs, or a turning word on one side only, keeps a pair out."""
    assert stories.agree(a, b) is alike


def test_a_twin_is_turned_round() -> None:
    """What becomes of a statement contradicts it: denied, negated, called fake, or counted otherwise."""
    rng = random.Random(2)
    wrapper = Wrapper(rng, ["the mayor"])
    twins = stories.Twins(rng, wrapper, Reports(rng, wrapper, [("Peru", "Peruvian")], ["Arica"]))
    statement = "12 workers were injured in the fire"

    made = [twins.turned(statement, statement) for _ in range(60)]

    texts = {t[0] for t in made if t is not None}
    assert all(label == CONTRADICTS for t in made if t is not None for label in t[1:])
    assert len(texts) > 10 and f"{statement}." not in texts
