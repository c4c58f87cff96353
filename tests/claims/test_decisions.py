"""What reviewers decided about claims outlives every rerun."""

import json
from dataclasses import replace
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


OTHER = "no ship was near the strait"


def test_a_stance_that_a_reviewer_set_is_the_members() -> None:
    """It stands in place of the proposed one, with who set it, and a later one replaces it."""
    case = case_of(SAME, OTHER)
    first = decision(1, "set_stance", {**member(case, 0, SAME), "stance": "questions"})
    second = decision(2, "set_stance", {**member(case, 0, SAME), "stance": "reports"})

    (held,) = claim_of(build(case, first), "art0").members
    (later,) = claim_of(build(case, first, second), "art0").members

    assert (held.stance, later.stance) == ("questions", "reports")
    assert held.why.startswith("Ada decided")


def test_a_rejected_assertion_is_in_no_claim_until_it_is_accepted() -> None:
    """The other assertion of the claim stays."""
    case = case_of(SAME, SAME)
    rejected = replace(
        decision(1, "reject", None, target="ast_x"), before=json.dumps({"members": [member(case, 0, SAME)]})
    )
    accepted = decision(2, "accept", {"members": [member(case, 0, SAME)]}, target="ast_x")

    assert articles_of(build(case)) == {"art0", "art1"}
    assert articles_of(build(case, rejected)) == {"art1"}
    assert articles_of(build(case, rejected, accepted)) == {"art0", "art1"}


def articles_of(found: Claims) -> set[str]:
    return {m.article for c in found.claims for m in c.members}


def test_an_accepted_claim_stays_one() -> None:
    """Its members are linked as by a merge."""
    case = case_of(SAME, OTHER)
    accepted = decision(1, "accept", {"members": [member(case, 0, SAME), member(case, 1, OTHER)]})

    assert len(build(case, accepted).claims) == 1


def test_a_claim_is_called_by_the_words_a_reviewer_chose() -> None:
    """The label is the words of the chosen member, whatever reads better."""
    case = case_of(SAME, SAME)
    labels = {
        n: claim_of(build(case, decision(1, "edit", member(case, n, SAME))), "art0").label.article for n in (0, 1)
    }

    assert labels == {0: "art0", 1: "art1"}


def test_a_rejected_relation_is_not_proposed_again() -> None:
    """Also not between claims whose ids changed, since the decision names words; accepted, it comes back."""
    one, other = "the tape of the call is authentic", "the tape of the call is a forgery"
    case = CaseInWords(SIDES)
    case.add(
        f"Orland said {one}. Later Orland said {other}.", Says("Orland", "said", [one]), Says("Orland", "said", [other])
    )
    ends = {"a": member(case, 0, one), "b": member(case, 0, other)}
    (proposed,) = (r for r in build(case).relations if r.type == "contradicts")
    said = {"type": "contradicts", **ends}
    rejected = replace(decision(1, "reject", None, target=proposed.id), before=json.dumps(said))
    accepted = decision(2, "accept", said, target=proposed.id)

    assert [r for r in build(case, rejected).relations if r.type == "contradicts"] == []
    assert [r.type for r in build(case, rejected, accepted).relations if r.type == "contradicts"] == ["contradicts"]


def test_of_two_assertions_with_the_same_words_the_one_named_is_meant() -> None:
    """A source that is read twice gives two assertions in one place; a decision on one leaves the other."""
    case = CaseInWords(SIDES)
    case.add(f"Orland and Vesna said {SAME}.", Says("Orland", "said", [SAME]), Says("Vesna", "said", [SAME]))
    (one, other) = sorted(m.id for c in build(case).claims for m in c.members)
    set_one = decision(1, "set_stance", {**member(case, 0, SAME), "id": one, "stance": "questions"})

    stances = {m.id: m.stance for c in build(case, set_one).claims for m in c.members}

    assert stances == {one: "questions", other: "affirms"}
