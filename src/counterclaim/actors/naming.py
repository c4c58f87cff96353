"""Whether a mention names a person, and by what name; where its own words do not tell, what of the case would."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple

from counterclaim.actors.collect import Ref
from counterclaim.actors.lexicon import fold, given_names, organisations, words
from counterclaim.actors.names import plain_name
from counterclaim.actors.phrase import Phrase
from counterclaim.records import EntityType

MEDIA = re.compile(rf"\b({'|'.join(sorted(words()['media_words']))})\b|\.(com|org|net|ru|co)\b")
_ORG_WORD = re.compile(rf"\b({'|'.join(sorted(words()['organisation_words']))})\b")


class Naming(NamedTuple):
    """A person's name in a mention: one in any case, or one where ``surname`` is some person's in the case."""

    name: str
    is_given: bool
    surname: str = ""


def personal_name(ref: Ref, surnames: Container[str] = frozenset()) -> str | None:
    """The personal name a ref prints, or None where it is not a person's."""
    found = naming(ref.phrase, ref.type)
    is_named = found is not None and (found.is_given or (bool(found.surname) and found.surname in surnames))
    return found.name if found is not None and is_named else None


def naming(phrase: Phrase, kind: EntityType | None) -> Naming | None:
    """The personal name that a phrase may print, taken for an entity of some kind by the reader."""
    if phrase.name:
        tokens = _clean(plain_name(phrase.name)).split()
        while len(tokens) > 1 and tokens[-1].islower():  # "Mr. Kovalenko campaign"
            tokens.pop()
        return Naming(" ".join(tokens) + phrase.name[len(plain_name(phrase.name)) :], is_given=True)
    if phrase.kind != "name" or not phrase.exact or phrase.role is not None:  # a body is called so
        return None
    name = _clean(phrase.exact)
    if kind is EntityType.PER:
        name = _before_preposition(name)
    if any(t in ("and", "&", "or") or (t.islower() and t not in words()["particles"]) for t in name.split()):
        return None
    if kind is EntityType.PER:
        return Naming(name, is_given=True)
    if not _may_be_personal(name) or (kind is not None and len(name.split()) > 1):
        return None
    return Naming(name, is_given=kind is None and _looks_personal(name), surname=fold(name.split()[-1]))


_SPEAKS_FOR = re.compile(r"\bspokes\w+ (?:for|of) (.+)$")


def principal_words(phrase: Phrase) -> str:
    """The words for whom a nameless spokesman speaks; empty where they are not told, or the phrase is of another."""
    if phrase.role is None or phrase.role.name != "spokesperson" or phrase.name:
        return ""
    found = _SPEAKS_FOR.search(re.split(r",|\bwho\b", phrase.text, maxsplit=1)[0].strip())
    return phrase.possessor or (found.group(1).strip() if found is not None else "")


def employer_of(phrase: Phrase) -> str:
    """The name of the person or house that a named spokesman speaks for ("Amber House spokeswoman Ada Roon")."""
    if phrase.role is None or phrase.role.name != "spokesperson" or not phrase.name or phrase.state is not None:
        return ""
    if phrase.names_owner:
        return phrase.possessor
    before = re.sub(r"^[Tt]he ", "", phrase.text[: max(0, phrase.text.lower().find(phrase.head))]).split()
    return " ".join(before) if all(t[:1].isupper() for t in before) else ""


def _before_preposition(name: str) -> str:
    """A person's name without what is added to it ("Oda Renn | for the Port Authority"), if it has two words."""
    tokens = name.split()
    end = next((i for i, t in enumerate(tokens) if t in words()["prepositions"]), len(tokens))
    return " ".join(tokens[:end]) if end >= 2 else name


def _clean(name: str) -> str:
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).split()
    if len(name.split()) == 1 and len(parts) == 2 and fold(parts[0]) in given_names():  # the handle @AnnaKovalenko
        name = " ".join(parts)
    return re.sub(r"\s+", " ", name.replace("’s", "").strip(" .'’\"“”")) or name


def _may_be_personal(name: str) -> bool:
    """Whether nothing in a bare proper name says that it is something else's."""
    is_other = MEDIA.search(name) or _ORG_WORD.search(name) or fold(name) in organisations()
    return not is_other and 0 < len(name.split()) <= 5


def _looks_personal(name: str) -> bool:
    """Whether a bare proper name with no type is more likely a person's."""
    tokens = name.split()
    if fold(tokens[0]) in given_names():
        return True
    if len(tokens) == 1:
        return len(name) > 3 and not name.isupper() and name[1:].islower()
    lower = words()["particles"]
    return len(tokens) in (2, 3) and all(
        (t[:1].isupper() and t[1:].islower()) or "-" in t or len(t.rstrip(".")) == 1 or t in lower for t in tokens
    )
