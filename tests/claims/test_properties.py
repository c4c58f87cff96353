"""What must hold of every case."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from case import CaseInWords, Says, WordEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.claims import build_claims
from counterclaim.records import Act, Origin

SIDES = {"Orland": "orland", "Vesna": "vesna"}
SENTENCES = (
    ("Vesna accused Orland of killing forty people in the square.", "accused", "Orland of killing forty people in the square", Act.ACCUSE),
    ("Vesna said Orland ships rammed the ferry.", "said", "Orland ships rammed the ferry", Act.ACCUSE),
    ("Vesna said the ferry sank within an hour.", "said", "the ferry sank within an hour", Act.ASSERT),
    ("Vesna demanded new sanctions on Orland.", "demanded", "new sanctions on Orland", Act.DEMAND),
)  # fmt: skip


def case_of(chosen: list[int], days: list[int]) -> CaseInWords:
    case = CaseInWords(SIDES)
    for n, day in zip(chosen, days, strict=False):
        text, cue, content, act = SENTENCES[n]
        case.add(text, Says("Vesna", cue, [content], act), published=f"2031-05-{day:02}")
    return case


cases = st.lists(st.integers(0, 3), min_size=1, max_size=6)


@settings(max_examples=20, deadline=None)
@given(cases, st.randoms())
def test_the_order_of_articles_does_not_matter(chosen: list[int], random: object) -> None:
    """A case is the same whatever order its articles come in."""
    material = case_of(chosen, [1] * 9).material()
    articles, readings = list(material.articles), list(material.readings)
    random.shuffle(articles)  # type: ignore[attr-defined]
    random.shuffle(readings)  # type: ignore[attr-defined]
    mixed = dataclasses.replace(material, articles=tuple(articles), readings=tuple(readings))

    assert build_claims(mixed, WordEncoder()) == build_claims(material, WordEncoder())


@settings(max_examples=20, deadline=None)
@given(cases)
def test_a_copy_changes_no_count_of_independent_origins(chosen: list[int]) -> None:
    """An article that is folded with another into one origin adds reports, and no origin."""
    case = case_of(chosen, [1] * 9)
    before = build_claims(case.material(), WordEncoder())
    copied = case_of([*chosen, chosen[0]], [1] * 9)
    copy = f"art{len(chosen)}"
    origin = Origin(id="org_1", articles=("art0", copy), reason="a reprint", made_by="test")

    after = build_claims(dataclasses.replace(copied.material(), origins=(origin,)), WordEncoder())

    counts = {c.members[0].article: c.origins for c in before.claims}
    assert all(c.origins == counts[c.members[0].article] for c in after.claims)
    assert sum(len(c.members) for c in after.claims) > sum(len(c.members) for c in before.claims)


@settings(max_examples=20, deadline=None)
@given(cases, st.integers(0, 3))
def test_ids_of_claims_are_stable_when_later_articles_are_added(chosen: list[int], added: int) -> None:
    """A claim is named after its earliest member; reports of later days join it under the same id."""
    before = build_claims(case_of(chosen, list(range(1, 9))).material(), WordEncoder())
    after = build_claims(case_of([*chosen, added], list(range(1, 9))).material(), WordEncoder())

    assert {c.id for c in before.claims} <= {c.id for c in after.claims}


@dataclass(frozen=True)
class Scores:
    same: float = 0.0
    entails: float = 0.0
    entailed: float = 0.0
    contradicts: float = 0.0
    unrelated: float = 0.0


@dataclass(frozen=True)
class OneAnswer:
    """A relation model that says the same of every pair."""

    version: str
    answer: Scores

    def compare(self, pairs: Sequence[tuple[str, str]]) -> list[Scores]:
        return [self.answer] * len(pairs)


CONTRARY = OneAnswer("contrary/1", Scores(contradicts=1.0))
YES = OneAnswer("yes/1", Scores(same=1.0))


def test_a_relation_model_splits_and_joins_what_words_leave_open() -> None:
    """Where there is a model it is asked about open pairs, and is named in what was made."""
    case = CaseInWords(SIDES)
    case.add("Vesna said the ferry left late.", Says("Vesna", "said", ["the ferry left late"]))
    case.add("Vesna said the ferry sailed far too late.", Says("Vesna", "said", ["the ferry sailed far too late"]))

    split = build_claims(case.material(), WordEncoder(), relation=CONTRARY)
    joined = build_claims(case.material(), WordEncoder(), relation=YES)

    assert (len(split.claims), len(joined.claims)) == (2, 1)
    assert "yes/1" in joined.claims[0].made_by


def test_a_model_does_not_overrule_what_tells_of_two_places() -> None:
    """Referents come first: the model is not asked whether two accidents are one."""
    case = CaseInWords(SIDES, places=["Astel", "Bruma"])
    case.add("Vesna said a ferry was rammed off Astel.", Says("Vesna", "said", ["a ferry was rammed off Astel"]))
    case.add("Vesna said a ferry was rammed off Bruma.", Says("Vesna", "said", ["a ferry was rammed off Bruma"]))

    assert len(build_claims(case.material(), WordEncoder(), relation=YES).claims) == 2
