"""The accounts of a party: what holds together and what does not, by the same procedure for all."""

import itertools
import random
from functools import partial

import pytest
from case import CaseInWords, Says, WordEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.claims import Claims, build_claims
from counterclaim.claims.accounts import holding_together
from counterclaim.records import Act, Claim, QuoteKind

STATEMENTS = (
    ("no {A} ship was in the area that night", Act.ASSERT),
    ("an {A} ship reached the wreck at midnight", Act.ASSERT),
    ("the ferry was scuttled by its crew", Act.ASSERT),
    ("the ferry struck a drifting mine of {B}", Act.ACCUSE),
    ("{B} ships rammed the ferry", Act.ACCUSE),
    ("the bodies on the quay were fake", Act.ASSERT),
    ("forty people were killed by {B} guns", Act.ACCUSE),
    ("there was no military cargo of any kind on the ferry", Act.ASSERT),
    ("the ferry carried a consignment of radio equipment", Act.ASSERT),
    ("{B} attacked the ferry", Act.ACCUSE),
    ("the ferry was rammed because {B} ships had no lights on", Act.ACCUSE),
)
NAMES = ("Orland", "Vesna")


def told(by: str, other: str, chosen: list[int], *, prefix: str = "") -> CaseInWords:
    """A case in which one side makes the chosen statements and the other denies the charges among them."""
    case = CaseInWords({by: "first", other: "second"})
    for n in chosen:
        words, act = STATEMENTS[n]
        words = words.format(A=by, B=other)
        text = f"{prefix}{by} said {words}."
        says = [Says(by, "said", [words], act)]
        if act is Act.ACCUSE:
            text += f" {other} denied the accusation."
            says.append(Says(other, "denied", ["the accusation"], Act.DENY))
        case.add(text, *says)
    return case


def shape(found: Claims) -> object:
    """A result without names: for each claim its members' places and stances, for each relation the claims by place."""
    place = {c.id: _place(c) for c in found.claims}
    relations = sorted(
        (r.type, sorted((place[r.a], place[r.b])), r.within_party or "", r.reason) for r in found.relations
    )
    accounts = sorted((a.party, sorted(place[c] for c in a.claims), len(a.excludes)) for a in found.accounts)
    claims = sorted(
        (place[c.id], sorted((m.article, str(m.stance), m.denial) for m in c.members)) for c in found.claims
    )
    return claims, relations, accounts


def _place(claim: Claim) -> list[tuple[str, str]]:
    return sorted((m.article, m.attribution or "") for m in claim.members)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, len(STATEMENTS) - 1), unique=True, min_size=2, max_size=6))
def test_renaming_the_parties_mirrors_the_result(chosen: list[int]) -> None:
    """With the names of the sides exchanged throughout, the result is the same with the names exchanged."""
    there = build_claims(told("Orland", "Vesna", chosen).material(), WordEncoder())
    mirrored = build_claims(told("Vesna", "Orland", chosen).material(), WordEncoder())

    assert shape(there) == shape(mirrored)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, len(STATEMENTS) - 1), unique=True, min_size=2, max_size=6), st.randoms())
def test_no_account_holds_two_claims_that_exclude_each_other(chosen: list[int], random: random.Random) -> None:
    """Whatever is said in whatever order: inside an account everything can hold together, and every claim is in one."""
    random.shuffle(chosen)
    found = build_claims(told("Orland", "Vesna", chosen).material(), WordEncoder())

    clashes = {
        frozenset((r.a, r.b)) for r in found.relations if r.within_party and r.type in ("contradicts", "updates")
    }
    for account in found.accounts:
        assert not clashes & {frozenset(p) for p in itertools.combinations(account.claims, 2)}
    assert {c for a in found.accounts for c in a.claims} <= {c.id for c in found.claims}


@pytest.mark.parametrize(
    ("clashes", "groups"),
    [
        ([], [["a", "b", "c", "d"]]),
        ([("a", "b")], [["a", "c", "d"], ["b", "c", "d"]]),
        ([("a", "b"), ("b", "c"), ("a", "c")], [["a", "d"], ["b", "d"], ["c", "d"]]),
        ([("a", "b"), ("a", "c")], [["a", "d"], ["b", "c", "d"]]),
    ],
)
def test_groups_are_few_and_free_claims_are_in_each(clashes: list[tuple[str, str]], groups: list[list[str]]) -> None:
    """A claim that excludes none belongs to every account of its party."""
    assert sorted(holding_together(["a", "b", "c", "d"], clashes)) == groups


@pytest.mark.parametrize(("named_in", "referent"), [(1, "the event"), (3, "astel")])
def test_an_account_is_about_a_place_that_many_reports_name(named_in: int, referent: str) -> None:
    """A place that one of eight reports names is not what a case is about; one that three name is."""
    case = CaseInWords({"Orland": "first"}, places=["Astel"])
    for n in range(8):
        words = "the ferry sank off Astel" if n < named_in else f"the crew of boat {n} saw no lights"
        case.add(f"Orland said {words}.", Says("Orland", "said", [words]))

    found = build_claims(case.material(), WordEncoder())

    assert {a.referent for a in found.accounts} == {referent}


def _tug(text: str, *says: Says) -> list[str]:
    """The reasons why statements about a tug exclude each other."""
    case = CaseInWords({"Orland": "first"})
    case.add(text, *says)
    return [r.reason for r in build_claims(case.material(), WordEncoder()).relations if r.type == "contradicts"]


def test_what_is_quoted_in_one_breath_is_meant_to_hold_together() -> None:
    """A speaker who corrects what was said contradicts nobody; in two quotations far apart the same words do."""
    quoted = partial(Says, "Orland", "said", kind=QuoteKind.DIRECT)
    denied, told = "No ship rammed the tug", "An Orland ship rammed the tug at noon"

    assert _tug(f"Orland said: “{denied}. {told}.”", quoted([denied, told])) == []
    assert _tug(f"“{denied},” Orland said. “{told}.”", quoted([denied]), quoted([told])) == []
    assert _tug(
        f"“{denied},” Orland said. The harbour was shut for a day and the fishermen stayed at home. Later: “{told}.”",
        quoted([denied]), quoted([told]),
    )  # fmt: skip


def test_what_a_report_sums_up_may_be_of_several_days() -> None:
    """In the report's own words two statements of one side exclude each other though they stand side by side."""
    summed = partial(Says, "Orland", "said")

    assert _tug(
        "Orland said that no ship rammed the tug and that an Orland ship rammed the tug at noon.",
        summed(["no ship rammed the tug"]), summed(["an Orland ship rammed the tug at noon"]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "excludes"),
    [
        ("Vesna had not presented any evidence that Orland guns shelled the market", False),
        ("the accusation that Orland guns shelled the market was shameful", False),
        ("there was evidence that Orland guns shelled the market", True),
        ("Orland guns shelled the market", True),
    ],
)
def test_what_is_only_passed_on_commits_nobody(words: str, excludes: bool) -> None:
    """Who names a charge, or says that nothing shows it, does not hold it and contradicts no other word of the side."""
    case = CaseInWords({"Orland": "first", "Vesna": "second"})
    case.add(f"Orland said that {words}.", Says("Orland", "said", [words]))
    case.add(
        "Orland said that Vesna guns shelled the market.", Says("Orland", "said", ["Vesna guns shelled the market"])
    )
    found = build_claims(case.material(), WordEncoder()).relations

    assert bool([r for r in found if r.type == "contradicts" and r.within_party]) is excludes


@pytest.mark.parametrize(
    ("who", "is_within"), [("the Orland gunship", False), ("the Orland patrol", True), ("the Orland leadership", True)]
)
def test_a_ship_says_nothing_for_its_side(who: str, is_within: bool) -> None:
    """Words that were given to a thing are nobody's account; what people aboard say is their side's."""
    case = CaseInWords({"Orland": "first", who: "first"})
    case.add(
        f"Then {who} said no Orland soldier shelled the market.",
        Says(who, "said", ["no Orland soldier shelled the market"]),
    )
    case.add("Orland said Orland guns shelled the market.", Says("Orland", "said", ["Orland guns shelled the market"]))

    found = build_claims(case.material(), WordEncoder()).relations

    assert [r.within_party == "first" for r in found if r.type == "contradicts"] == [is_within]
