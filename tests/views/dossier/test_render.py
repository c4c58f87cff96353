import base64
import hashlib
import re
from dataclasses import replace

import pytest

from counterclaim.records import Attribution, Member, Stance
from counterclaim.views.dossier import render_dossier
from counterclaim.views.query import Case

from .factory import CAPTAIN, HARBOUR, OWN, PRESS, VARN, attribution, claim, ferry, member, reading
from .page import Page, section


@pytest.fixture(scope="module")
def html() -> str:
    """The dossier of the invented case."""
    return render_dossier(ferry())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    """The same, read back."""
    return Page(html)


def test_the_same_case_gives_the_same_bytes_whatever_the_order_of_its_records() -> None:
    """Tuples turned around change nothing."""
    case = ferry()
    turned = replace(
        case,
        articles=case.articles[::-1],
        readings=case.readings[::-1],
        actors=case.actors[::-1],
        parties=case.parties[::-1],
        claims=tuple(replace(c, members=c.members[::-1]) for c in case.claims[::-1]),
        accounts=case.accounts[::-1],
        events=case.events[::-1],
    )

    assert render_dossier(turned) == render_dossier(case) == render_dossier(ferry())


def test_elements_are_properly_nested_and_all_closed(page: Page) -> None:
    """No end tag is out of place and nothing stays open."""
    assert page.faults == []
    assert page.stack == []


def test_ids_are_unique(page: Page) -> None:
    """No two elements share an anchor."""
    assert sorted(page.ids) == sorted(set(page.ids))


def test_every_link_leads_to_something_on_the_page(page: Page) -> None:
    """Links are fragments, and each fragment exists."""
    targets = {a["href"] for a in page.named("a")}

    assert targets
    assert {t[1:] for t in targets if t} <= set(page.ids)


def test_nothing_is_fetched(html: str, page: Page) -> None:
    """No attribute or style names an outside resource, and no element that loads one exists."""
    loading = {"img", "iframe", "object", "embed", "video", "audio", "source", "form", "base", "image", "use"}

    assert not loading & {tag for tag, _ in page.tags}
    assert [a["href"] for a in page.named("link")] == ["data:,"]
    assert not [a for _, a in page.tags if "src" in a or "srcset" in a or "style" in a]
    assert not re.search(r"@import|url\((?!#)", html)
    assert not re.search(r"(?:https?:)?//[a-z]", re.sub(r"(?s)<script>.*?</script>", "", html))


def test_the_policy_allows_the_pages_own_script_and_no_other(html: str, page: Page) -> None:
    """The digest in the policy is that of the one script."""
    script = re.findall(r"(?s)<script>(.*?)</script>", html)
    policy = next(a["content"] for a in page.named("meta") if a.get("http-equiv"))

    assert len(script) == 1
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{digest}';" in policy


def test_the_opening_counts_reports_and_origins_and_names_what_was_not_read(html: str) -> None:
    """Four reports, of which two share an origin; one is in another language and one file is broken."""
    text = Page(section(html, "brief")).text

    assert "4 reports from 4 named outlets" in text
    assert "3 independent origins" in text
    assert "Published 4 to 6 May 2031." in text
    assert "Kept but not read: Journal du Détroit (fr)" in text
    assert "1 file could not be used" in text


def test_the_opening_says_who_affirms_and_who_denies_in_the_reports_words(html: str) -> None:
    """The contested claim stands with its label and both sides."""
    text = Page(section(html, "brief")).text

    assert "the patrol boat of Southmark rammed the ferry on 3 May" in text
    assert "Affirmed by Norland Ilse Varn □ Denied by Southmark Peer Lund" in text


def test_claims_give_exact_words_with_source_evidence_denial_and_chain(html: str) -> None:
    """A row tells the words, the denial's type, the evidence or its absence, the hedge and through whom."""
    text = Page(section(html, "claims")).text

    assert "Admiral Peer Lund of Southmark denied that the patrol boat rammed the ferry" in text
    assert "rejects involvement" in text
    assert "evidence: none stated" in text
    assert "evidence: testimony" in text
    assert "hedged reportedly" in text
    assert "through Harbour Times ‹ Norland Press ‹ the captain" in text


def test_an_outlets_own_statement_is_said_to_be_its_own(html: str) -> None:
    """Own-voice members name the outlet as the holder."""
    assert "Southmark Courier, in its own voice" in Page(section(html, "claims")).text


def test_contested_claims_come_first_and_a_missing_side_is_said_with_what_was_scanned() -> None:
    """With nobody who affirms, the row says so and names the number of reports read."""
    case = ferry()
    denied = replace(case.claims[0], members=case.claims[0].members[1:])
    text = Page(section(render_dossier(replace(case, claims=(*case.claims[1:], denied))), "claims")).text

    assert text.index("contested") < text.index("Said once")
    assert "Nobody in the 3 reports read." in text


def test_parties_stand_in_alphabetical_order_under_one_procedure(html: str) -> None:
    """The party without clashes is told so in the same place where the other's clash stands."""
    says = section(html, "parties")
    text = Page(says).text

    assert says.index("Norland</h3>") < says.index("Southmark</h3>")
    assert "No two statements of Norland that exclude each other were found" in text
    assert "a boat that is not there rescues nobody" in text
    assert "no patrol boat was near Orlo" in text
    assert "the patrol boat tried to rescue passengers off Orlo" in text


def test_actors_show_every_spelling_why_they_are_one_and_what_the_party_rests_on(html: str) -> None:
    """Spellings, merges and party evidence are all there."""
    text = Page(section(html, "actors")).text

    assert "Admiral Peer Lund of Southmark" in text
    assert "the same name with a title" in text
    assert "named with the state" in text


def test_the_method_lists_captures_rejections_and_makers(html: str) -> None:
    """Hash, file, reason and versions can be read."""
    text = Page(section(html, "method")).text

    assert "harbour" * 8 in text
    assert "2031-05-07 08:30 UTC" in text
    assert "torn.html" in text
    assert "empty: no text" in text
    assert "test 1" in text
    assert "no reviewer has accepted" in text


def test_the_page_uses_no_word_of_verdict(html: str) -> None:
    """None of the program's own words ranks anybody by truth."""
    own = Page(re.sub(r'(?s)<div class="txt".*?</article>', "</article>", html)).text.lower()

    for word in (
        "credib",
        "reliab",
        "debunk",
        "misinformation",
        "disinformation",
        "liar",
        "propaganda",
        "trustw",
    ):
        assert word not in own


def test_an_empty_case_is_a_page_too() -> None:
    """Nothing captured yet gives a page that says so in every section."""
    page = Page(render_dossier(Case(name="empty")))

    assert page.faults == []
    assert "0 reports" in page.text
    assert {t["href"][1:] for t in page.named("a") if t["href"]} <= set(page.ids)


def test_a_stale_case_says_so(html: str) -> None:
    """Where articles came in after the last build, the opening warns."""
    stale = render_dossier(replace(ferry(), is_current=False))

    assert "build the case again" in stale
    assert "build the case again" not in html


def test_a_folder_name_becomes_a_headline_and_a_title_stays() -> None:
    """Hyphens of a folder name are blanks in the headline."""
    assert ">Ferry at orlo</h1>" in render_dossier(Case(name="ferry-at_orlo"))
    assert ">The half-sunk ferry</h1>" in render_dossier(Case(name="The half-sunk ferry"))


def test_a_case_like_the_examples_stays_under_a_megabyte(html: str) -> None:
    """Four short reports take well under a tenth of it."""
    assert len(html.encode()) < 90_000


def test_what_points_to_words_that_are_gone_is_left_out_and_counted() -> None:
    """A reading that was replaced since leaves orphans; they are a visible state, not a crash."""
    case = ferry()
    html = render_dossier(replace(case, readings=case.readings[1:]))

    assert "2 proposals point to words that are not in this case any more" in Page(section(html, "method")).text


def test_statements_without_words_of_their_own_lead_to_what_there_is() -> None:
    """An attribution of a hedge alone, one of nothing, and an own-voice member without spans have no dead links."""
    case = ferry()
    hedge = attribution("att_hedge", HARBOUR, (), hedge=("reportedly",))
    nothing = attribution("att_nothing", HARBOUR, ())
    own = replace(OWN, spans=())
    claims = (
        claim("clm_own", member(VARN, "act_varn", Stance.AFFIRMS), own, contested=False),
        replace(case.claims[0], members=(*case.claims[0].members, *_bare(hedge), *_bare(nothing))),
    )
    page = Page(
        render_dossier(
            replace(
                case,
                readings=(reading(HARBOUR, VARN, PRESS, CAPTAIN, hedge, nothing), *case.readings[1:]),
                claims=claims,
            )
        )
    )

    assert "w-att_hedge" in page.ids
    assert {a["href"][1:] for a in page.named("a") if a["href"]} <= set(page.ids)


def _bare(source: Attribution) -> tuple[Member, ...]:
    return (member(source, None, Stance.REPORTS),)
