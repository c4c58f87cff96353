"""What reviewers decided about claims outlives every rerun."""

import json
from datetime import UTC, datetime

import pytest
from case import CaseInWords, Says, WordEncoder

from counterclaim.claims import Claims, build_claims
from counterclaim.errors import UsageError
from counterclaim.records import Claim, Decision

SIDES = {"Orland": "orland", "Vesna": "vesna"}
SAME = "forty people were killed there"


def decision(n: int, what: str, after: object, target: str = "clm_x") -> Decision:
    return Decision(
        id=f"dec_{n}", n=n, who="Ada", when=datetime(2031, 5, 6, tzinfo=UTC), what=what, target=target, before=None,
        after=json.dumps(after), why="read both", previous="", hash="",
    )  # fmt: skip


def case_of(*statements: str) -> CaseInWords:
    case = CaseInWords(SIDES)
    for n, words in enumerate(statements):
        who = ("Vesna", "Orland")[n % 2]
        case.add(f"{who} said {words}.", Says(who, "said", [words]))
    return case


def member(case: CaseInWords, n: int, words: str) -> dict[str, object]:
    start = case.articles[n].text.index(words)
    return {"article": f"art{n}", "start": start, "end": start + len(words)}


def claim_of(found: Claims, article: str) -> Claim:
    return next(c for c in found.claims if any(m.article == article for m in c.members))


def build(case: CaseInWords, *decisions: Decision) -> Claims:
    return build_claims(case.material(), WordEncoder(), decisions=decisions)


def test_a_split_keeps_like_words_apart() -> None:
    """Two members that a reviewer put in two groups are never one claim again."""
    case = case_of(SAME, SAME)
    split = decision(1, "split", {"groups": [[member(case, 0, SAME)], [member(case, 1, SAME)]]})

    assert len(build(case).claims) == 1
    assert len(build(case, split).claims) == 2


def test_a_merge_brings_unlike_words_together() -> None:
    """Members that a reviewer called one claim are one, though the program sees a claim and its opposite."""
    other = "no ship was near the strait"
    case = case_of(SAME, other)
    merge = decision(1, "merge", {"members": [member(case, 0, SAME), member(case, 1, other)]})

    assert claim_of(build(case, merge), "art0") == claim_of(build(case, merge), "art1")


def test_the_newest_decision_on_a_pair_holds() -> None:
    """A reviewer can change his mind, and the log keeps both."""
    case = case_of(SAME, SAME)
    members = [member(case, 0, SAME), member(case, 1, SAME)]
    split = decision(1, "split", {"groups": [[members[0]], [members[1]]]})
    merge = decision(2, "merge", {"members": members})

    assert len(build(case, split, merge).claims) == 1
    assert len(build(case, merge, decision(3, "split", {"groups": [[members[0]], [members[1]]]})).claims) == 2


def test_a_decision_holds_when_articles_are_added() -> None:
    """A third article with the same words joins one of the two, and does not bring them together."""
    case = case_of(SAME, SAME, SAME)
    split = decision(1, "split", {"groups": [[member(case, 0, SAME)], [member(case, 1, SAME)]]})

    found = build(case, split)

    assert claim_of(found, "art0") != claim_of(found, "art1")
    assert len(found.claims) == 2


def test_a_decision_without_members_is_refused() -> None:
    """It names the decision and what is missing; it is not passed over."""
    with pytest.raises(UsageError, match=r"dec_1.*members"):
        build(case_of(SAME), decision(1, "merge", {}))


def test_decisions_on_other_things_are_left_alone() -> None:
    """A merge of actors is not of claims."""
    assert len(build(case_of(SAME), decision(1, "merge", {"a": "x", "b": "y"}, target="act_1")).claims) == 1
