"""Who has left an office is no voice of the party that it was an office of."""

from dataclasses import replace

from case import CaseInWords, Says, WordEncoder

from counterclaim.claims import build_claims


def test_what_is_said_after_leaving_is_in_no_account_of_the_party() -> None:
    """Of two statements that cannot both hold, the one made out of office is not the party's: no contradiction in it."""
    one, other = "the tape of the call is authentic", "the tape of the call is a forgery"
    case = CaseInWords({"Kest": "orland"})
    case.add(f"Kest said {one}.", Says("Kest", "said", [one]))
    case.add(f"Kest said {other}.", Says("Kest", "said", [other]))

    def within(retired: frozenset[str]) -> list[str | None]:
        found = build_claims(replace(case.material(), retired=retired), WordEncoder())
        return [r.within_party for r in found.relations if r.within_party is not None]

    assert within(frozenset()) == ["orland"]
    assert within(frozenset({"art1.0"})) == []
