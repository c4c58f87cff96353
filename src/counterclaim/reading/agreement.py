"""Number, gender and kind of a mention as far as its words tell, and whether two mentions can agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from counterclaim.reading.pronouns import pronoun_of
from counterclaim.records import EntityType, MentionForm
from counterclaim.records.given_names import gender_of_given_name

#: words after which the head of a phrase has passed
_AFTER_HEAD = re.compile(
    r"\s(?:of|in|for|on|at|from|with|to|by|about|against|who|whom|which|that|whose|and|or)\s|[,;:(\[–—]|\s-\s"
)
#: forms of address: who is called so is told the words, and is no "she" in them
_ADDRESS = re.compile(
    r"(?:madam|mister|mr\.?)\s+(?:speaker|president|chair\w*|chief justice|secretary|vice president)"
    r"|your hono[u]?r|dear\s.+",
    re.IGNORECASE,
)
_COURTESY = frozenset("mr mister mrs ms miss madam sir lord lady dame".split())
_SAID_BY = {"i": "self", "we": "self", "he": "other", "she": "other", "it": "other", "they": "other"}
_OWNER = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a pronoun has to agree with: ``number`` (s, p), ``gender`` (m, f), ``means`` (person, thing) or "any".

    ``said_by`` is who speaks of it: "self" for "I" outside quotation marks, "other" for "he", "told" for
    "Mr President".
    """

    number: str = "any"
    gender: str = "any"
    means: str = "any"
    said_by: str = "any"

    def joined(self, other: Traits) -> Traits | None:
        """The traits of both together, or None where they contradict each other."""
        found = [_both(a, b) for a, b in zip(self.values(), other.values(), strict=True)]
        return None if None in found else Traits(*(f or "any" for f in found))

    def values(self) -> tuple[str, str, str, str]:
        """Number, gender, means, said_by."""
        return self.number, self.gender, self.means, self.said_by


def _both(a: str, b: str) -> str | None:
    if a == "any" or a == b:
        return b
    return a if b == "any" else None


@cache
def _table() -> dict[str, Traits]:
    lines = resources.files(__package__).joinpath("agreement.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {r[0]: Traits(*r[1:]) for r in rows[1:]}


def head_end(words: str) -> int:
    """Where the head of a phrase ends: before "of", "who", a comma or a bracket."""
    found = _AFTER_HEAD.search(words, 1)
    return found.start() if found else len(words)


def traits_of(words: str, form: MentionForm, kind: EntityType | None, is_quoted: bool = True) -> Traits:
    """What the words of a mention, its form and its kind tell.

    Args:
        words: the mention's text.
        form: name, nominal or pronoun.
        kind: what it stands for, if known surely.
        is_quoted: whether it stands in quotation marks, where "I" may be called "he" outside.
    """
    pronoun = pronoun_of(words)
    if pronoun is not None:
        said_by = "any" if is_quoted else _SAID_BY.get(pronoun.group, "any")
        return Traits(pronoun.number, pronoun.gender, pronoun.means, said_by)
    core = _OWNER.sub("", words[: head_end(words)].strip()).casefold()
    tokens = re.findall(r"[\w-]+", core)
    several = bool(re.search(r"\w,? and \w", words)) and form is not MentionForm.NAME
    if form is MentionForm.NAME:
        of_name = _of_name(tokens, kind)
        return replace(of_name, said_by="told") if not is_quoted and _ADDRESS.fullmatch(words) else of_name
    found = _table().get(tokens[-1] if tokens else "", Traits())
    number = found.number
    if several:
        number = "p"
    elif number == "any" and tokens and tokens[-1] not in _table():
        number = _number(tokens)
    elif tokens[-1:] and tokens[-1].endswith("s") and tokens[-1] not in _table():
        number = "p"
    means = found.means
    if means == "any" and number == "s" and kind is not None:
        means = "person" if kind is EntityType.PER else "thing"
    return Traits(number, found.gender, means)


def _number(tokens: list[str]) -> str:
    """Plural by its ending or a numeral; singular after "a" or "this"; else unknown."""
    last = tokens[-1]
    singular = _table().get(last[:-1]) if last.endswith("s") else None
    if singular is not None and singular.means == "person":
        return "p"
    if tokens[0] in ("these", "those", "many", "several", "both", "two", "three", "four", "five", "some"):
        return "p" if last.endswith("s") or tokens[0] in ("these", "those") else "any"
    if last.endswith("s") and not last.endswith(("ss", "us", "is")):
        return "p"
    return "s" if tokens[0] in ("a", "an", "this", "that", "another", "one") else "any"


def _of_name(tokens: list[str], kind: EntityType | None) -> Traits:
    """People are singular and of the gender that a title or the given name tells; others are things of any number."""
    if kind is EntityType.PER:
        return Traits("s", _gender(tokens), "person")
    if kind in (EntityType.ORG, EntityType.LOC, EntityType.FAC, EntityType.DATE):
        return Traits("any", "any", "thing")
    return Traits()


def without_title(name: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name, as folded words, without the offices before it ("Emperor"), so that it is told by itself.

    "Mrs" stays: it is what tells one of a name from the other.
    """
    for n, word in enumerate(name[:-1]):
        if word in _COURTESY or word not in _table() or _table()[word].means != "person":
            return name[n:]
    return name[-1:]


def _gender(tokens: list[str]) -> str:
    """The gender of a person's name. A name of one word may be a surname ("Thomas") and tells none."""
    titles = [_table()[t].gender for t in tokens[:-1] if t in _table() and _table()[t].gender != "any"]
    if titles:
        return titles[0]
    given = [t for t in tokens if t not in _table()]
    return (gender_of_given_name(given[0]) if len(given) > 1 else None) or "any"


def together(all_traits: Iterable[Traits]) -> Traits | None:
    """The traits of a whole cluster, or None where two of its mentions contradict each other."""
    out: Traits | None = Traits()
    for traits in all_traits:
        out = out.joined(traits) if out is not None else None
    return out
