"""A case read from the ledger holds every record, with lookups that agree with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from casebuilder import build, item

from counterclaim.errors import CaseError
from counterclaim.ledger import Ledger
from counterclaim.records import Span
from counterclaim.views.query import Case, load_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A case of two reports, one of them under two names, and one decision."""
    folder = tmp_path_factory.mktemp("cases") / "lorne"
    build(folder, [item(1), item(2), item(2, "again.txt")])
    with Ledger.open(folder) as ledger:
        ledger.append_decision(who="R", what="note", target="clm_open", why="look")
    return load_case(folder)


def test_a_case_holds_everything(case: Case) -> None:
    """Every kind of record is there in its number, and the case has its folder's name."""
    counts = {name: len(getattr(case, name)) for name in (
        "captures", "sightings", "articles", "readings", "attributions", "actors", "merges", "parties",
        "speakers", "claims", "relations", "accounts", "utterances", "lineage", "origins", "events",
        "rejections", "decisions")}  # fmt: skip

    assert case.name == "lorne"
    assert counts == {
        "captures": 2, "sightings": 3, "articles": 2, "readings": 2, "attributions": 4, "actors": 3,
        "merges": 1, "parties": 2, "speakers": 4, "claims": 2, "relations": 1, "accounts": 2,
        "utterances": 1, "lineage": 2, "origins": 1, "events": 1, "rejections": 1, "decisions": 1,
    }  # fmt: skip


def test_lookups_lead_to_the_records(case: Case) -> None:
    """Each lookup by id leads to the record of that id, each grouping to the records that name the key."""
    claim = case.claim_by_id["clm_open"]
    member = claim.members[0]

    assert member.attribution is not None
    assert case.claims_of_actor["act_board"] == (claim,)
    assert set(case.claims_of_article[member.article]) == set(case.claims)
    assert case.claims_of_attribution[member.attribution] == (claim,)
    assert case.relations_of_claim["clm_open"] == case.relations
    assert case.speaker_of[member.attribution] == "act_board"
    assert case.reading_by_article[member.article].article == member.article
    assert case.article_by_id[member.article].capture in case.capture_by_id
    assert case.party_by_id["par_act_vidal"].actors == ("act_vidal",)
    assert case.relation_by_id["rel_1"].a in case.claim_by_id
    assert case.account_by_id["acc_1"].excludes[0].account in case.account_by_id


def test_every_name_of_a_capture_is_known(case: Case) -> None:
    """The same bytes under two names list both."""
    assert [s.file for s in case.names_of_capture[item(2).sha256]] == ["again.txt", "r2.txt"]


def test_the_chain_runs_from_the_outermost_attribution(case: Case) -> None:
    """The chain of a nested attribution begins with the one it is nested in."""
    nested = next(a for a in case.attributions if a.parent is not None)

    assert [a.id for a in case.chain(nested)] == [nested.parent, nested.id]
    assert case.outlet_actor_of[nested.article] == "act_courier"


def test_words_are_exact(case: Case) -> None:
    """Words at a span are the article's own."""
    article = case.articles[0]

    assert case.words(article.id, Span(0, 4)) == "Fire"


def test_a_decision_makes_the_proposals_out_of_date(case: Case) -> None:
    """After a decision the case says that its proposals were made without it."""
    assert not case.is_current


def test_no_case_is_an_error(tmp_path: Path) -> None:
    """Loading a folder without a case says so."""
    with pytest.raises(CaseError, match="no case here"):
        load_case(tmp_path)
