from dataclasses import replace

from counterclaim.records import Account
from counterclaim.views.dossier import render_dossier
from counterclaim.views.dossier.accounts import party_views
from counterclaim.views.dossier.index import Index

from .factory import ABSENT, RAMMED, RESCUED, ferry
from .page import Page, section


def _with(claims: tuple[tuple[str, ...], ...], kind: str = "contradicts", reason: str = "why") -> Index:
    """The case with these accounts of Southmark's, and its relation of this type."""
    case = ferry()
    accounts = tuple(
        Account(id=f"acc_{n}", party="par_south", referent="orlo", claims=c, excludes=(), made_by="test")
        for n, c in enumerate(claims)
    )
    relation = replace(case.relations[0], type=kind, reason=reason)
    return Index(replace(case, accounts=accounts, relations=(relation,)))


def test_a_claim_that_stands_in_every_account_is_printed_once() -> None:
    """Accounts show what sets them apart, and what they share stands below for all of them."""
    index = _with(((RAMMED.id, ABSENT.id), (RAMMED.id, RESCUED.id)))
    (matter,) = next(p for p in party_views(index) if p.name == "Southmark").matters

    assert [s.claim.number for s in matter.shared] == [index.claim_number[RAMMED.id]]
    assert sorted(s.claim.number for a in matter.accounts for s in a.statements) == sorted(
        index.claim_number[c] for c in (ABSENT.id, RESCUED.id)
    )
    assert matter.claims == 3


def test_a_single_account_is_all_that_is_said() -> None:
    """Nothing is set apart where nothing excludes anything."""
    (matter,) = next(p for p in party_views(_with(((RAMMED.id, ABSENT.id),))) if p.name == "Southmark").matters

    assert (len(matter.shared), [a.statements for a in matter.accounts]) == (2, [()])


def test_a_change_over_time_is_no_contradiction_and_has_its_dates_in_words() -> None:
    """Later words that replace earlier ones stand under a heading of their own."""
    reason = "changed over time, 2031-05-05 to 2031-05-06: one says none was there"
    south = next(
        p for p in party_views(_with(((ABSENT.id,), (RESCUED.id,)), "updates", reason)) if p.name == "Southmark"
    )

    assert south.clashes == ()
    assert [c.reason for c in south.changes] == ["changed over time, 5 May 2031 to 6 May 2031: one says none was there"]


def test_the_page_tells_contradictions_from_changes() -> None:
    """Each is counted and headed as what it is."""
    html = render_dossier(_with(((ABSENT.id,), (RESCUED.id,)), "updates").case)

    text = Page(section(html, "parties")).text
    assert "0 pairs of statements that exclude each other, 1 change over time" in text
    assert "Later words that replace earlier ones" in text
