"""What a noun phrase says, and the phrases that as a whole are in the tables: states, seats, organisations."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.actors.lexicon import Role, fold, organisations, role_named, seats, words
from counterclaim.actors.world import World


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a noun phrase says. ``kind`` is a role class, or ``name`` for a bare proper name, or ``pronoun``."""

    text: str
    kind: str
    name: str = ""
    role: Role | None = None
    head: str = ""
    state: str | None = None
    state_words: str = ""
    org: str | None = None
    possessor: str = ""
    proper: str = ""
    mods: tuple[str, ...] = ()
    definite: bool = False
    plural: bool = False
    exact: str = ""
    body: str | None = None

    @property
    def is_person(self) -> bool:
        """Whether the phrase is about one human being."""
        return bool(self.name) or (self.kind in ("person", "relation") and not self.plural)

    @property
    def names_owner(self) -> bool:
        """Whether its owner is named ("Orland's envoy"), and not only pointed at ("its", "the country's")."""
        small = words()["determiners"] | words()["pronouns"]
        return any(t[:1].isupper() and t.lower() not in small for t in self.possessor.split())


def whole_phrase(bare: str, world: World, text: str) -> Phrase | None:
    """A phrase that as a whole is a state, a seat or an organisation of the tables."""
    if not any(c.isupper() for c in bare):
        return None
    key = fold(re.sub(r"['’]s?$", "", bare))
    if key in seats():
        seat = seats()[key]
        return Phrase(text, "seat", org=seat.name, state=seat.state, exact=bare, head=seat.office)
    entry = world.word(re.sub(r"['’]s?$", "", bare))
    entry = None if entry is not None and entry.how == "body" else entry
    if entry is not None and entry.how == "seat":
        office = role_named("presidency")
        return Phrase(text, "body", role=office, head=office.name, state=entry.key, state_words=bare, exact=bare)
    if entry is not None and not (entry.how == "adjective" and _is_plural_people(bare, world)):
        return Phrase(text, "state", state=entry.key, state_words=bare, exact=bare)
    if key in organisations():
        known = organisations()[key]
        return Phrase(text, "organisation", org=known.name, state=known.state, exact=bare, head=known.kind)
    if entry is not None:
        return Phrase(text, "plural", state=entry.key, state_words=bare, exact=bare, head="nationals", plural=True)
    return None


def _is_plural_people(word: str, world: World) -> bool:
    """Whether a demonym is a plural ("Veldorians"), which means people and not the state."""
    return bool(word.endswith("s") and world.word(word[:-1]) is not None) or word.endswith("men")
