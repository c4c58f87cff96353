"""What is kept of single articles and of pairs changes no link, origin or utterance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lineage_factory import article, attribution

from counterclaim.lineage import Lineage, find_lineage, find_utterances
from counterclaim.lineage import find as finding
from counterclaim.pipeline.kept import Kept
from counterclaim.records import FORGETFUL, Article, Attribution, Keeper, QuoteKind, Utterance

QUOTE = "We did not open the gates that night. The pumps were old and nobody was warned by my office."
#: Stretches of reports: copies, a sentence reworded, lines that an outlet prints everywhere, a quotation cut short.
PARTS = (
    "The old pump house by the northern gate was closed in the autumn of that year after the river had come over the "
    "eastern dam, and eleven families left the lower town for good.",
    "Eleven families left the lower town after the river came over the eastern dam, and twelve boats were lost there.",
    "Nine families had left the lower town after the river came over the eastern dam, and twelve boats were lost there.",
    f"“{QUOTE}” That was all.",
    "“We did not open the gates that night,” she said. “The pumps were old and nobody was warned by my office.”",
    "Sign up for the harbour letter and read it every morning with your bread and your coffee before the boats go out.",
    "Copies by Orst Wire were printed in the whole valley within the week, and nobody there could say who wrote them.",
)
PIECES = (QUOTE, "We did not open the gates that night,", "The pumps were old and nobody was warned by my office.")
reports = st.tuples(
    st.lists(st.integers(0, len(PARTS) - 1), max_size=4).map(tuple),
    st.sampled_from((None, "Orst Wire", "Valley Post")),
    st.sampled_from((None, "2031-05-03", "2031-05-09")),
    st.sampled_from((None, "act_mayor", "act_miller")),
)
Report = tuple[tuple[int, ...], str | None, str | None, str | None]
Case = tuple[Article, tuple[Attribution, ...], str | None]


def report(name: str, told: Report) -> Case:
    """An article, what it quotes, and who says that."""
    numbers, outlet, day, speaker = told
    text = f"Report {name}.\n" + "\n".join(PARTS[n] for n in numbers)
    credit = ("Orst Wire", "copy", "Copies by Orst Wire") if 6 in numbers else None
    made = article(name, text, outlet=outlet, published=day, credit=credit)
    said = [
        attribution(made, p, kind=QuoteKind.DIRECT, cue="said" if "said" in text else "") for p in PIECES if p in text
    ]
    return made, tuple({a.id: a for a in said}.values()), speaker


def made_of(cases: Sequence[Case], keeper: Keeper) -> tuple[Lineage, tuple[Utterance, ...]]:
    """Lineage and utterances of some articles."""
    articles, said = [a for a, _, _ in cases], [x for _, every, _ in cases for x in every]
    speakers = {x.id: who for _, every, who in cases for x in every if who is not None}
    return find_lineage(articles, said, speakers, keeper), find_utterances(articles, said, speakers, keeper)


@settings(max_examples=25, deadline=None)
@given(st.lists(reports, min_size=1, max_size=6), st.integers(0, 5))
def test_articles_one_by_one_give_what_all_at_once_give(
    tmp_path_factory: pytest.TempPathFactory, told: list[Report], gone: int
) -> None:
    """Whatever comes or goes, the result is that of a case of which nothing was kept."""
    folder = tmp_path_factory.mktemp("kept")
    cases = [report(f"r{n}", t) for n, t in enumerate(told)]
    for count in range(1, len(cases) + 1):
        assert made_of(cases[:count], Kept(folder)) == made_of(cases[:count][::-1], FORGETFUL)

    left = [c for n, c in enumerate(cases) if n != gone]
    assert made_of(left, Kept(folder)) == made_of(left, FORGETFUL)


def test_two_articles_are_compared_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more copy is compared with the others, and those no more with each other."""
    asked: list[set[str]] = []
    compare = finding.compare
    monkeypatch.setattr(finding, "compare", lambda a, b: asked.append({a.article, b.article}) or compare(a, b))
    # Not what is made again to see whether it is still so.
    monkeypatch.setattr(Kept, "_is_confirmed", lambda *_: True)
    cases = [report(name, ((0, 1), None, None, None)) for name in ("a", "b", "c")]
    made_of(cases[:2], Kept(tmp_path))

    asked.clear()
    found, _ = made_of(cases, Kept(tmp_path))

    assert sorted(map(sorted, asked)) == [["a", "c"], ["b", "c"]]
    assert {(link.a, link.b) for link in found.links} == {("a", "b"), ("a", "c"), ("b", "c")}
