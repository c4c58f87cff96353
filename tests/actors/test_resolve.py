"""Actors of a whole case, on an invented event."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from actors_factory import article, attribution, decision, find, reading, speaker

from counterclaim.actors import Actors, resolve_actors
from counterclaim.errors import UsageError
from counterclaim.records import (
    Act,
    ActorKind,
    Article,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    PlaceUse,
    QuoteKind,
    Reading,
    Span,
)

FIRST = """The Veldorian capital, Orst, was calm. Veldorian Foreign Minister Anna Kovar denied that Veldorian troops
had shelled the hospital in Marsk. Kovar said it was a lie. The minister added that the images were staged.

Tarnia's defence ministry said 12 people were killed. Tarnian President Petro Halmar called it murder. Orst rejected
the accusation. The Tarnian Defence Ministry showed a video. The ministry promised proof. It named a general."""
SECOND = """Anna Kowar told reporters on Tuesday that nobody in Veldoria fired. The Security Service of Tarnia (SST)
disagreed. The SST published a call by a Veldorian general, Ivo Brandt. He rejected that.

Marsk Liberation Front spokesman Dane Ruk accused both. The spokesman asked for help."""
PEOPLE = ("Anna Kovar", "Kovar", "Petro Halmar", "Anna Kowar", "Ivo Brandt", "Dane Ruk")
FIRST_SOURCES = [
    ("Veldorian Foreign Minister Anna Kovar", 1),
    ("Kovar", 2),
    ("The minister", 1),
    ("Tarnia's defence ministry", 1),
    ("Tarnian President Petro Halmar", 1),
    ("Orst", 2),
    ("The Tarnian Defence Ministry", 1),
    ("The ministry", 1),
    ("It", 1),
]
SECOND_SOURCES = [
    ("Anna Kowar", 1),
    ("The Security Service of Tarnia (SST)", 1),
    ("The SST", 1),
    ("He", 1),
    ("Marsk Liberation Front spokesman Dane Ruk", 1),
    ("The spokesman", 1),
]


def case() -> tuple[list[Article], list[Reading]]:
    """Two articles about one event."""
    articles = [article("a", FIRST), article("b", SECOND)]
    return articles, [reading("a", FIRST, FIRST_SOURCES, PEOPLE), reading("b", SECOND, SECOND_SOURCES, PEOPLE)]


@pytest.fixture(scope="module")
def actors() -> Actors:
    """The actors of the two articles."""
    return resolve_actors(*case())


@pytest.mark.parametrize(
    ("where", "source", "nth", "name"),
    [
        ("a", "Kovar", 2, "Anna Kovar"),
        ("a", "The minister", 1, "Anna Kovar"),
        ("b", "Anna Kowar", 1, "Anna Kovar"),
        ("a", "Orst", 2, "Veldoria"),
        ("a", "The Tarnian Defence Ministry", 1, "Tarnia's defence ministry"),
        ("a", "The ministry", 1, "Tarnia's defence ministry"),
        ("a", "It", 1, "Tarnia's defence ministry"),
        ("b", "The SST", 1, "Security Service of Tarnia (SST)"),
        ("b", "He", 1, "Ivo Brandt"),
        ("b", "The spokesman", 1, "Dane Ruk"),
    ],
)
def test_speakers(actors: Actors, where: str, source: str, nth: int, name: str) -> None:
    """Surnames, misprints, offices, metonyms, acronyms, bodies and pronouns lead to who speaks."""
    found = speaker(actors, where, source, nth)

    assert found is not None
    assert found.name == name


def test_aliases_are_all_forms_but_pronouns(actors: Actors) -> None:
    """Every printed form is kept, with nominals, without pronouns."""
    kovar = next(a for a in actors.actors if a.name == "Anna Kovar")

    assert {"Kovar", "Anna Kowar", "The minister", "Veldorian Foreign Minister Anna Kovar"} <= set(kovar.aliases)
    assert "He" not in {alias for a in actors.actors for alias in a.aliases}
    assert any(m.form is MentionForm.PRONOUN for a in actors.actors for m in a.mentions)


def test_parties_come_from_the_words(actors: Actors) -> None:
    """States and a named movement that speak are parties, each with the words it was read from."""
    parties = {p.name: p for p in actors.parties}
    by_id = {a.id: a.name for a in actors.actors}

    assert set(parties) == {"Veldoria", "Tarnia", "Marsk Liberation Front"}
    assert {"Anna Kovar", "Veldoria", "Ivo Brandt", "Veldorian troops"} <= {
        by_id[x] for x in parties["Veldoria"].actors
    }
    assert all(e.span.of({"a": FIRST, "b": SECOND}[e.article]) for p in actors.parties for e in p.evidence)


def test_kinds(actors: Actors) -> None:
    """A state, a person, an organisation and a group are told apart."""
    kinds = {a.name: a.kind for a in actors.actors}

    assert kinds["Veldoria"] is ActorKind.STATE
    assert kinds["Dane Ruk"] is ActorKind.PERSON
    assert kinds["Tarnia's defence ministry"] is ActorKind.ORGANISATION
    assert kinds["Veldorian troops"] is ActorKind.GROUP


def test_entities_are_not_needed() -> None:
    """A reading that saw no names still gives the speakers that the sources name."""
    articles, _ = case()
    found = resolve_actors(articles, [reading("a", FIRST, FIRST_SOURCES), reading("b", SECOND, SECOND_SOURCES)])

    assert speaker(found, "a", "The minister", 1) == next(a for a in found.actors if a.name == "Anna Kovar")


def test_order_of_articles_does_not_matter(actors: Actors) -> None:
    """The result is about the set of articles."""
    articles, readings = case()
    random.Random(1).shuffle(articles)

    assert resolve_actors(articles, readings[::-1]) == actors


def test_ids_stay_when_an_article_is_added(actors: Actors) -> None:
    """An actor keeps its id when another article is added, though its forms grow."""
    articles, readings = case()
    alone = resolve_actors(articles[:1], readings[:1])

    assert {a.id for a in alone.actors} <= {a.id for a in actors.actors}


TWINS = "Mayor Ivan Melnyk spoke first. Oleh Melnyk, a lawyer, answered. Melnyk said no more. Ivan Melnik left."


def test_a_surname_with_two_bearers_joins_neither() -> None:
    """Where two bearers of a surname are in the case, the surname alone is attached to neither."""
    text = article("t", TWINS)
    found = resolve_actors(
        [text],
        [reading("t", TWINS, [("Melnyk", 3), ("Ivan Melnik", 1)], ("Ivan Melnyk", "Oleh Melnyk", "Ivan Melnik"))],
    )

    alone, variant = speaker(found, "t", "Melnyk", 3), speaker(found, "t", "Ivan Melnik")
    assert alone is not None
    assert alone.name == "Melnyk"
    assert variant is not None
    assert "Mayor Ivan Melnyk" in variant.aliases


def test_a_description_does_not_glue_two_persons() -> None:
    """The words "the spokesman" in each article mean that article's own."""
    one = "Polish government spokesman Jan Nowak denied it. The spokesman gave no reason."
    two = "Czech police spokesman Karel Dvorak confirmed it. The spokesman gave a reason."
    sources = [("The spokesman", 1)]
    found = resolve_actors(
        [article("1", one), article("2", two)],
        [reading("1", one, sources, ("Jan Nowak",)), reading("2", two, sources, ("Karel Dvorak",))],
    )

    names = [a.name if (a := speaker(found, n, "The spokesman")) else None for n in ("1", "2")]
    assert names == ["Jan Nowak", "Karel Dvorak"]


@pytest.mark.parametrize(
    "words", ["The baker", "The doctor", "The farmer", "The beekeeper", "The glazier", "The priest", "The captain"]
)
def test_another_trade_is_another_person(words: str) -> None:
    """After a teacher has spoken, "the baker" is not she."""
    text = f"Mila Orenko, a teacher, said that it was full. {words} said that it was empty. The teacher counted forty."
    given = reading("x", text, [("Mila Orenko", 1), (words, 1), ("The teacher", 1)], ("Mila Orenko",))

    found = resolve_actors([article("x", text)], [given])

    assert speaker(found, "x", words) != speaker(found, "x", "Mila Orenko")
    assert speaker(found, "x", "The teacher") == speaker(found, "x", "Mila Orenko")


@pytest.mark.parametrize(
    ("named", "words", "is_one"),
    [
        ("Capt. Ivo Brandt", "The captain", True),
        ("Lieutenant Colonel Ivo Brandt", "The colonel", True),
        ("Sergeant Ivo Brandt", "The officer", True),
        ("Sergeant Ivo Brandt", "The captain", False),
        ("Bus driver Ivo Brandt", "The driver", True),
        ("Dr. Ivo Brandt", "The doctor", True),
        ("Dr. Ivo Brandt", "The nurse", False),
        ("Imam Ivo Brandt", "The cleric", True),
        ("Imam Ivo Brandt", "The archbishop", False),
    ],
)
def test_a_rank_is_resumed_by_its_own_noun_or_a_wider_one(named: str, words: str, is_one: bool) -> None:
    """Nouns of one kind are not interchangeable."""
    text = f"{named} said that it was full. {words} said that it was empty."
    found = resolve_actors([article("x", text)], [reading("x", text, [(named, 1), (words, 1)], ("Ivo Brandt",))])

    assert (speaker(found, "x", words) == speaker(found, "x", named)) is is_one


@pytest.mark.parametrize("sure", [0.86, 0.99])
def test_the_readers_link_of_two_trades_is_not_followed(sure: float) -> None:
    """However sure it is that "the doctor" is "the baker"."""
    text = "The baker said that it was full. The doctor said that it was empty."
    mentions = tuple(
        Mention(span=find(text, w), entity=0, form=MentionForm.NOMINAL, type=EntityType.PER, confidence=sure)
        for w in ("The baker", "The doctor")
    )
    given = replace(reading("x", text, [("The baker", 1), ("The doctor", 1)]), mentions=mentions)
    found = resolve_actors([article("x", text)], [given])

    assert speaker(found, "x", "The baker") != speaker(found, "x", "The doctor")


def test_a_trade_can_be_a_surname() -> None:
    """With a capital and nothing after it, it is a name."""
    text = "Deni Baker spoke. Baker left. A baker, Tom Rusk, spoke. The baker left."
    forms = [("Deni Baker", 1), ("Baker", 2), ("A baker, Tom Rusk", 1), ("The baker", 1)]

    names = spoken_by(text, forms, ("Deni Baker", "Tom Rusk", "Baker"))

    assert names == ["Deni Baker", "Deni Baker", "Tom Rusk", "Tom Rusk"]


def test_a_quote_without_source_goes_on_with_the_speaker() -> None:
    """A quotation in the next paragraph with no words of saying belongs to whoever spoke before."""
    text = 'It was wrong, Jan Nowak said.\n\n"We will not accept this."'
    base = reading("q", text, [("Jan Nowak", 1)], ("Jan Nowak",))
    quote = attribution("q", text, None, "We will not accept this.", QuoteKind.DIRECT)
    given = Reading(
        **{f: getattr(base, f) for f in Reading.__dataclass_fields__} | {"attributions": (*base.attributions, quote)}
    )

    links = {s.attribution: s.actor for s in resolve_actors([article("q", text)], [given]).speakers}
    assert links[quote.id] == links["q:Jan Nowak:1"]


def test_a_hedge_has_no_speaker() -> None:
    """Nobody is made to say what the text lets nobody say."""
    text = "Jan Nowak spoke. The allegedly stolen grain was found."
    base = reading("h", text, [("Jan Nowak", 1)], ("Jan Nowak",))
    hedge = attribution("h", text, None, "stolen grain", QuoteKind.INDIRECT, Act.ACCUSE)
    given = Reading(**{f: getattr(base, f) for f in Reading.__dataclass_fields__} | {"attributions": (hedge,)})

    assert resolve_actors([article("h", text)], [given]).speakers == ()


def test_a_split_is_honoured_on_every_rerun(actors: Actors) -> None:
    """A merge that a reviewer split stays split, and its id stays the same without the decision."""
    merge = next(m for m in actors.merges if {m.a, m.b} == {"Anna Kovar", "Anna Kowar"})
    verdict = decision(1, "split", merge.id, before=json.dumps({"a": merge.a, "b": merge.b}))

    found = resolve_actors(*case(), [verdict])

    assert {"Anna Kovar", "Anna Kowar"} <= {a.name for a in found.actors}
    assert merge.id not in {m.id for m in found.merges}


def test_a_merge_is_honoured_whatever_the_names(actors: Actors) -> None:
    """Two names a reviewer joined are one actor, and a later split of them wins."""
    target = next(a.id for a in actors.actors if a.name == "Dane Ruk")
    joined = decision(1, "merge", target, after=json.dumps({"a": "Dane Ruk", "b": "Ivo Brandt"}))
    merged = resolve_actors(*case(), [joined])
    merge = next(m for m in merged.merges if {m.a, m.b} == {"Dane Ruk", "Ivo Brandt"})
    parted = decision(2, "split", merge.id, before=json.dumps({"a": merge.a, "b": merge.b}))

    assert speaker(merged, "b", "He") == speaker(merged, "b", "The spokesman")
    assert resolve_actors(*case(), [joined, parted]) == actors


def test_a_merge_decision_without_forms_is_refused() -> None:
    """A decision that cannot be honoured is an error, not ignored."""
    with pytest.raises(UsageError, match="two forms"):
        resolve_actors(*case(), [decision(1, "merge", "act_x")])


def mirrored(words: str) -> str:
    """The words with the two states' names exchanged."""
    return words.replace("Veldori", "@@").replace("Tarni", "Veldori").replace("@@", "Tarni").replace("SST", "SSV")


def test_renaming_the_parties_mirrors_the_result(actors: Actors) -> None:
    """Exchanging the two states' names changes names only: no side is treated otherwise."""
    texts = [mirrored(FIRST), mirrored(SECOND)]
    sources = [[(mirrored(s), n) for s, n in group] for group in (FIRST_SOURCES, SECOND_SOURCES)]

    found = resolve_actors(
        [article("a", texts[0]), article("b", texts[1])],
        [reading("a", texts[0], sources[0], PEOPLE), reading("b", texts[1], sources[1], PEOPLE)],
    )

    parties, names = ({p.id: p.name for p in x.parties} for x in (actors, found)), []
    for who, party in zip((actors, found), parties, strict=True):
        names.append({(a.name, party.get(a.party or ""), tuple(sorted(a.aliases))) for a in who.actors})
    assert names[1] == {
        (mirrored(n), mirrored(p) if p else p, tuple(sorted(map(mirrored, al)))) for n, p, al in names[0]
    }


def test_no_articles_give_no_actors() -> None:
    """An empty case is a case."""
    assert resolve_actors([], []) == Actors(actors=(), merges=(), parties=(), speakers=())


@pytest.mark.parametrize("shift", [-4, -1, 3, 7, 30])
def test_displaced_spans_do_not_break_it(shift: int) -> None:
    """Sources that a reader cut wrongly, down to lone marks, give a result and never an exception."""
    articles, readings = case()
    moved = []
    for text, given in zip(articles, readings, strict=True):
        cut = tuple(
            replace(a, source=tuple(_moved(s, shift, len(text.text)) for s in a.source)) for a in given.attributions
        )
        moved.append(replace(given, attributions=cut, entities=()))

    assert resolve_actors(articles, moved) == resolve_actors(articles[::-1], moved)


def _moved(span: Span, shift: int, size: int) -> Span:
    start = min(max(0, span.start + shift), size - 1)
    return Span(start, min(size, max(start + 1, span.end - shift)))


def test_a_name_in_capitals_is_the_name() -> None:
    """A dateline or a table prints names in capitals; that makes no second actor, and no id twice."""
    text = "ORST said no. Later Orst said no again."
    given = reading("a", text, [("ORST", 1), ("Orst", 1)], people=("ORST", "Orst"))

    found = resolve_actors([article("a", text)], [given])

    assert len({x.id for x in found.actors}) == len(found.actors)


def test_the_commonest_spelling_is_the_name() -> None:
    """A name misprinted once is called as it is printed otherwise."""
    text = "Emran Tavash came. Emeran Tavash spoke. Emeran Tavash left."
    forms = [("Emran Tavash", 1), ("Emeran Tavash", 1), ("Emeran Tavash", 2)]
    given = reading("a", text, forms, people=("Emran Tavash", "Emeran Tavash"))

    found = resolve_actors([article("a", text)], [given])

    assert [a.name for a in found.actors if "Emran Tavash" in a.aliases] == ["Emeran Tavash"]


def test_a_spokesman_speaks_for_whom_his_principal_speaks() -> None:
    """“Anton Varga’s spokesman” is of the party of Prime Minister Varga."""
    text = "Hungarian Prime Minister Anton Varga spoke. Anton Varga’s spokesman, Imre Toldi, denied it. Toldi left. Hungary spoke."
    sources = [("Hungarian Prime Minister Anton Varga", 1), ("Anton Varga’s spokesman, Imre Toldi", 1), ("Toldi", 2)]
    given = reading("a", text, sources, people=("Anton Varga", "Imre Toldi"))

    found = resolve_actors([article("a", text)], [given])

    party = {a.name: a.party for a in found.actors}
    assert party["Imre Toldi"] == party["Anton Varga"] is not None


def spoken_by(text: str, sources: list[tuple[str, int]], people: tuple[str, ...]) -> list[str | None]:
    """The names of whoever speaks at each source of one article."""
    found = resolve_actors([article("x", text)], [reading("x", text, sources, people)])
    return [a.name if (a := speaker(found, "x", *s)) else None for s in sources]


def test_a_state_in_capitals_is_not_a_pronoun() -> None:
    """“US” speaks for the United States and not for “us”."""
    text = "Ivo Brandt left. US accused him of lying. The US said so twice."

    assert spoken_by(text, [("US", 1), ("The US", 1)], ("Ivo Brandt",)) == ["United States", "United States"]


def test_what_sort_of_body_it_is_stands_before_its_name() -> None:
    """“The news agency ORA” is ORA, and so is “the agency” after it; “the newspaper” is another."""
    text = "ORA saw a fire. The news agency ORA said it spread. The agency said more. The newspaper denied it."
    sources = [("ORA", 1), ("The news agency ORA", 1), ("The agency", 1), ("The newspaper", 1)]

    *agency, newspaper = spoken_by(text, sources, ())

    assert agency == ["ORA", "ORA", "ORA"]
    assert newspaper != "ORA"
    paper = "Orland's Morning Lamp newspaper said yes. The paper said more."
    printed, *again = spoken_by(paper, [("Orland's Morning Lamp newspaper", 1), ("The paper", 1)], ())
    assert again == [printed]
    company = "An imagery company Orbis Lumen said no."
    assert spoken_by(company, [("An imagery company Orbis Lumen", 1)], ()) == ["Orbis Lumen"]


def test_a_cut_form_names_nobody() -> None:
    """A form that ends in the middle of a name does not name, however often it is printed."""
    text = "The Concord of Littoral States met. The Concord of two said so. The Concord of three said so."
    sources = [("The Concord of Littoral States", 1), ("The Concord of", 2), ("The Concord of", 3)]

    assert "Concord of" not in spoken_by(text, sources, ())


def test_what_is_added_to_a_name_is_not_part_of_it() -> None:
    """“Oda Renn for the Port Authority” is Oda Renn, and so is the lawyer of whom the name is set beside."""
    text = "Oda Renn for the Port Authority denied it. The union's defence, Ivo Brandt, KC, said that it was true."
    sources = [("Oda Renn for the Port Authority", 1), ("The union's defence, Ivo Brandt, KC", 1)]

    assert spoken_by(text, sources, ("Oda Renn", "Ivo Brandt")) == ["Oda Renn", "Ivo Brandt"]


def test_a_handle_does_not_name_its_bearer() -> None:
    """However often "@OdaRenn" is printed, the actor is called as the name is spelt."""
    text = "@OdaRenn said no. @OdaRenn said yes. Oda Renn said nothing. @OdaRenn asked why."
    found = resolve_actors([article("x", text)], [reading("x", text, [("Oda Renn", 1)], ("Oda Renn",))])

    assert [a.name for a in found.actors if a.kind is ActorKind.PERSON] == ["Oda Renn"]


def test_a_person_called_bill_is_no_paper() -> None:
    """What the reader takes for a person as a whole is one, though its word is a document's."""
    text = "Bill said that it was late."

    assert spoken_by(text, [("Bill", 1)], ("Bill",)) == ["Bill"]


def test_we_in_words_whose_speaker_is_named_after_them() -> None:
    """“We” inside somebody's words is that speaker, though the name stands below."""
    text = "The ministry left. We ask for the record, as we did before. Jan Olbrek"
    given = reading("x", text, [("The ministry", 1), ("We", 1)], ("Jan Olbrek",))
    whole = attribution("x", text, ("Jan Olbrek", 1), "We ask for the record, as we did before.")
    found = resolve_actors([article("x", text)], [replace(given, attributions=(*given.attributions, whole))])

    spoke = speaker(found, "x", "We")
    assert spoke is not None
    assert spoke.name == "Jan Olbrek"


def test_an_indictment_is_issued_by_prosecutors() -> None:
    """Named before or after it in the article, or not at all."""
    named = "The indictment said that he lied. Prosecutors in Orst asked for five years."
    alone = "The indictment said that he lied."

    assert spoken_by(named, [("The indictment", 1), ("Prosecutors in Orst", 1)], ())[0] is not None
    assert spoken_by(alone, [("The indictment", 1)], ()) == ["prosecutors"]


@pytest.mark.parametrize(("sure", "name"), [(0.93, "Oda Renn"), (0.6, None)])
def test_you_is_somebody_only_where_the_text_tells(sure: float, name: str | None) -> None:
    """The reader’s link of “you” counts if it comes from who speaks to whom, not if the model guessed it."""
    text = "The Gazette met Oda Renn. You say that it held?"
    oda, you = find(text, "Oda Renn"), find(text, "You")
    mentions = (
        Mention(span=oda, entity=0, form=MentionForm.NAME, type=EntityType.PER, confidence=0.95),
        Mention(span=you, entity=0, form=MentionForm.PRONOUN, type=EntityType.PER, confidence=sure),
    )
    given = replace(reading("x", text, [("You", 1)], ("Oda Renn",)), mentions=mentions)

    spoke = speaker(resolve_actors([article("x", text)], [given]), "x", "You")

    assert (spoke.name if spoke else None) == name


def test_a_full_stop_is_no_part_of_a_name() -> None:
    """A signature with a stop after it is called without it."""
    text = "“It was late.” – Oda Renn."

    assert spoken_by(text, [("Oda Renn.", 1)], ("Oda Renn",)) == ["Oda Renn"]


def test_the_leader_of_a_state_leads_no_mere_body_of_it() -> None:
    """“The Veldorian leader” is the premier, though the head of the coast guard has just spoken."""
    text = (
        "Veldorian Prime Minister Anna Kovar spoke. The head of the Veldorian coast guard, Ivo Brandt, said it was so. "
        "The Veldorian leader denied it. The leader gave no reason."
    )
    sources = [("Veldorian Prime Minister Anna Kovar", 1), ("The Veldorian leader", 1)]

    assert spoken_by(text, sources, ("Anna Kovar", "Ivo Brandt")) == ["Anna Kovar", "Anna Kovar"]


def test_words_before_an_office_tell_it_from_another() -> None:
    """“The harbour office” is not the prime minister's, which “the office” after it is."""
    text = "The prime minister's office denied it. The office said no more. The harbour office had no comment."
    sources = [("The prime minister's office", 1), ("The office", 1), ("The harbour office", 1)]

    first, same, harbour = spoken_by(text, sources, ())

    assert first == same
    assert harbour == "harbour office"


def test_he_around_whose_words_it_stands_is_their_subject() -> None:
    """“Ivo Brandt has never, he says, been asked”: he is Brandt, and not who was named before."""
    text = "Dane Ruk came. Ivo Brandt has kept a log and has never, he says, been asked to change it."
    said = attribution("x", text, ("he", 1))
    around = (find(text, "Ivo Brandt has kept a log and has never"), find(text, "been asked to change it"))
    given = replace(reading("x", text, [], ("Dane Ruk", "Ivo Brandt")), attributions=(replace(said, content=around),))

    found = speaker(resolve_actors([article("x", text)], [given]), "x", "he")

    assert found is not None
    assert found.name == "Ivo Brandt"


@pytest.mark.parametrize("source", ["Nobody on the quay", "No one", "Neither side"])
def test_what_nobody_says_has_no_speaker(source: str) -> None:
    """There is no actor called “Nobody”."""
    assert spoken_by(f"{source} believes it.", [(source, 1)], ()) == [None]


def test_the_capital_alone_is_no_person() -> None:
    """Of which country it is may be open, and whoever “he” is, it is not the capital."""
    text = "The capital said so."

    found = resolve_actors([article("x", text)], [reading("x", text, [("The capital", 1)])])

    assert [a.kind for a in found.actors] == [ActorKind.STATE]


def test_a_place_where_things_are_is_no_actor() -> None:
    """“The Marsk garrison” does not make Marsk a state; where Marsk speaks it may be one."""
    text = "The Marsk garrison was empty. Ivo Brandt said so."
    marsk = Entity(span=find(text, "Marsk"), type=EntityType.LOC, use=PlaceUse.MODIFIER, confidence=1.0)
    given = reading("x", text, [("Ivo Brandt", 1)], ("Ivo Brandt",))
    given = replace(given, entities=(*given.entities, marsk))

    assert [a.name for a in resolve_actors([article("x", text)], [given]).actors] == ["Ivo Brandt"]


def test_an_owner_s_name_is_compared_like_any_other() -> None:
    """“President Emran Tavash's office” is that of Emeran Tavash, who is named elsewhere, and speaks for whom he does."""
    text = "Orlandish President Emeran Tavash spoke. President Emran Tavash's office denied it. Orland said so."
    sources = [("Orlandish President Emeran Tavash", 1), ("President Emran Tavash's office", 1), ("Orland", 2)]
    given = reading("x", text, sources, ("Emeran Tavash",))

    found = resolve_actors([article("x", text)], [given])

    office = speaker(found, "x", "President Emran Tavash's office")
    assert office is not None
    assert office.name == "office of Emeran Tavash"
    assert office.party is not None
    assert {a.party for a in found.actors if a.name == "Emeran Tavash"} == {office.party}


@pytest.mark.parametrize("source", ["several", "Many", "Others"])
def test_several_are_a_group(source: str) -> None:
    """Whoever they are, they are more than one."""
    text = f"Of the islanders {source} believe it."

    found = resolve_actors([article("x", text)], [reading("x", text, [(source, 1)])])

    assert [a.kind for a in found.actors] == [ActorKind.GROUP]


def test_the_owner_of_an_office_is_the_one_who_holds_it() -> None:
    """“The prime minister’s office” is that of the one premier of the case."""
    text = "Orlandish Prime Minister Ivo Brandt spoke. Orland was calm. The prime minister’s office denied it."
    sources = [("Orlandish Prime Minister Ivo Brandt", 1), ("The prime minister’s office", 1)]

    assert spoken_by(text, sources, ("Ivo Brandt",)) == ["Ivo Brandt", "office of Ivo Brandt"]


@pytest.mark.parametrize(
    ("elsewhere", "ministry"),
    [("The Tarnian coast guard", "Interior Ministry"), ("The Tarnian mayor", "Interior Ministry of Veldoria")],
)
def test_past_a_body_that_nobody_knows_whose_it_is_no_state_is_taken(elsewhere: str, ministry: str) -> None:
    """A coast guard named after Veldoria's minister may be Tarnia's, and so may the ministry named after it."""
    text = "The Veldorian capital, Orst, was calm. Veldorian Foreign Minister Anna Kovar spoke. "
    text += "The coast guard denied it. Boats came, the Interior Ministry said. Veldoria was silent."
    sources = [("Veldorian Foreign Minister Anna Kovar", 1), ("The coast guard", 1), ("the Interior Ministry", 1)]
    other = f"{elsewhere} was late. Tarnia said so."
    given = [reading("x", text, sources, ("Anna Kovar",)), reading("y", other, [(elsewhere, 1), ("Tarnia", 2)])]

    found = resolve_actors([article("x", text), article("y", other)], given)

    said = speaker(found, "x", "the Interior Ministry")
    assert said is not None
    assert said.name == ministry


def test_a_body_keeps_its_noun_of_several_words() -> None:
    """“Ruk’s coast guard” is the coast guard of Ruk, and no guard."""
    text = "Ruk's coast guard denied it."

    assert spoken_by(text, [("Ruk's coast guard", 1)], ("Ruk",)) == ["coast guard of Ruk"]


@pytest.mark.parametrize(("name", "party"), [("Chad Renn", False), ("Oda Israel", False), ("Israeli Oda Renn", True)])
def test_a_persons_name_tells_no_state(name: str, party: bool) -> None:
    """Whoever is called like a state is not of it; a nationality before a name is no part of the name."""
    text = f"{name} spoke."
    people = (name.removeprefix("Israeli "),)

    found = speaker(resolve_actors([article("x", text)], [reading("x", text, [(name, 1)], people)]), "x", name)

    assert found is not None
    assert (found.party is not None) is party


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("President Ivo Brandt pressed the Veldorian president.", False),
        ("President Ivo Brandt is the Veldorian president.", True),
        ("President Ivo Brandt came late. The Veldorian president was tired.", True),
    ],
)
def test_two_in_one_clause_are_two(text: str, is_one: bool) -> None:
    """Whom somebody presses is not himself."""
    text = f"The Veldorian capital, Orst, was calm. {text}"
    words = "the Veldorian president" if "the Veldorian" in text else "The Veldorian president"
    given = reading("x", text, [(words, 1)], ("Ivo Brandt",))

    found = speaker(resolve_actors([article("x", text)], [given]), "x", words)

    assert found is not None
    assert (found.name == "Ivo Brandt") is is_one


def test_who_holds_an_office_of_a_state_is_no_one_else() -> None:
    """A president of whom no state is told is not Veldoria's, where the case knows who that is."""
    known = "The Veldorian capital, Orst, was calm. Veldorian President Anna Kovar spoke."
    text = "President Ivo Brandt came. He had rung up Orst. The Veldorian president was tired."
    given = [reading("x", known, [("Veldorian President Anna Kovar", 1)], ("Anna Kovar",))]
    given.append(reading("y", text, [("The Veldorian president", 1)], ("Ivo Brandt",)))

    found = speaker(resolve_actors([article("x", known), article("y", text)], given), "y", "The Veldorian president")

    assert found is not None
    assert found.name == "Anna Kovar"


def test_a_description_after_an_article_brings_in_somebody_new() -> None:
    """Words that a span leaves out count: "a beloved | Veldorian leader" is nobody named before."""
    text = (
        "The Veldorian capital, Orst, was calm. The leader Ivo Brandt came. He was met by a beloved Veldorian leader."
    )
    given = reading("x", text, [("Veldorian leader", 1)], ("Ivo Brandt",))

    found = speaker(resolve_actors([article("x", text)], [given]), "x", "Veldorian leader")

    assert found is not None
    assert found.name != "Ivo Brandt"
