"""Persons by description: "the Kremlin spokesman", "the president", "his lawyer".

A description attaches mention by mention: to somebody met before in the article, else to the one person of
the case who holds the office, else it stands for itself. It never joins two persons.
"""

from __future__ import annotations

import re
from collections import Counter

from counterclaim.actors.article_base import ArticleBase, key_words
from counterclaim.actors.collect import Ref
from counterclaim.actors.discourse import phrase_gender
from counterclaim.actors.lexicon import fold, words
from counterclaim.actors.naming import personal_name
from counterclaim.actors.phrase import Phrase
from counterclaim.actors.profile import is_one_head
from counterclaim.actors.tenures import OFFICES, is_of_past
from counterclaim.records import ActorKind

_PEOPLE = frozenset({ActorKind.PERSON})
#: A noun that no table holds, for what somebody does: "the glazier" is not "the beekeeper".
_WORK = re.compile(r"[a-z]{3,}(?:er|or|ist|ician|eer|smith|man|woman)$")
#: A spokesman and a spokeswoman of one are two.
_GENDERED = {"m": "spokesman", "f": "spokeswoman"}
_NO_WORK = frozenset(
    "elder younger youngster former latter other outsider insider newcomer winner loser victor foreigner islander "
    "survivor fighter prisoner mourner owner holder believer".split()
)


#: Words before a description that bring in somebody new; of "a beloved | Veldorian leader" they stand before its span.
_NEW = frozenset({"a", "an", "another", "one", "some"})
_NEW_BEFORE = re.compile(r"\b(?:an?|another)\s+(?:[a-z][\w-]*\s+){0,2}$", re.IGNORECASE)
BEFORE = 40


class Nominals(ArticleBase):
    """Resolving of descriptions of one human being."""

    def _nominal_person(self, ref: Ref) -> tuple[str, str] | None:
        phrase = ref.phrase
        owner = self._owner(phrase, ref.span.start) or self._whose(phrase, ref.span.start)
        states, orgs = self._context(phrase, owner)
        if self._resumes(ref):
            found = self.talk.description(phrase, ref.span.start, states, orgs, owner)
            if found is not None and self._may_be(found[0], phrase, states):
                return self._nominal(found, phrase)
            holder = self._spokesman_of(phrase, owner) or self._holder(phrase, states, orgs)
            holder = holder or self._dominant(phrase, states, orgs)
            if holder is not None and not self._forbidden(holder, phrase.text):
                return self._nominal(
                    (holder, f"“{phrase.head}”: the one person of the case who fits that office"), phrase
                )
            found = None if phrase.possessor else self._resumed_in_cluster(ref.span, _PEOPLE, states, phrase)
            if found is not None and self._may_be(found[0], phrase, states):
                return self._nominal(found, phrase)
            last = self.talk.last_speaker(ref.span.start, _PEOPLE, 3)
            if last is not None and last.startswith("per|") and self._loose(phrase, last, states):
                return self._nominal((last, f"“{phrase.text}” right after that person spoke"), phrase)
        return self._own_key(phrase, owner, states, orgs), self._readings(phrase, states, orgs)

    def _nominal(self, found: tuple[str, str], phrase: Phrase) -> tuple[str, str]:
        if found[0].startswith("per|"):
            self.out.named_by.append((found[0].removeprefix("per|"), phrase.text, found[1], 0.5))
        return found

    def _whose(self, phrase: Phrase, position: int) -> str | None:
        """Whose "colleague" or "widow" it is where a headline says no more: of the person named before in it."""
        if phrase.kind != "relation" or phrase.text.strip().lower() != phrase.head or phrase.plural:
            return None
        near = [
            p for p in self.talk.before(position) if self.text.sentence(p.span.start) == self.text.sentence(position)
        ]
        people = [p.actor for p in near if self.out.profiles[p.actor].kind is ActorKind.PERSON]
        return people[-1] if people else None

    def _forbidden(self, key: str, form: str) -> bool:
        return key.startswith("per|") and self.case.forbids(key.removeprefix("per|"), form)

    def _resumes(self, ref: Ref) -> bool:
        """Whether a description can be about somebody already met: "the spokesman", not "a spokesman"."""
        first = ref.phrase.text.strip("\"“'").split()[0].lower()
        before = self.text.article.text[max(0, ref.span.start - BEFORE) : ref.span.start]
        return first not in _NEW and _NEW_BEFORE.search(before) is None

    def _holder(self, phrase: Phrase, states: set[str], orgs: set[str]) -> str | None:
        """The one person of the case who holds the office described."""
        return self._only(phrase, self._holders(phrase, states, orgs))

    def _may_be(self, key: str, phrase: Phrase, states: set[str]) -> bool:
        """Whether somebody met before may be meant: no reviewer forbids it, and where nothing is told of his state the
        case knows nobody else who holds the office in the state that is named.
        """
        profile = self.out.profiles.get(key)
        if self._forbidden(key, phrase.text):
            return False
        if not states or profile is None or profile.states or phrase.role is None or not key.startswith("per|"):
            return True
        holders = self._holders(phrase, states, set())
        return not holders or key in holders

    def _spokesman_of(self, phrase: Phrase, owner: str | None) -> str | None:
        """The one person of the case who is printed as a person's or a house's spokesman."""
        if owner is None or not owner.startswith(("per|", "org|")) or not _is_spokesman(phrase):
            return None
        return self._only(phrase, self.case.holders("spokesperson", [owner], (), None))

    def _only(self, phrase: Phrase, found: tuple[str, ...]) -> str | None:
        """The one found, if the noun does not tell another gender ("spokeswoman")."""
        known = self.case.person(found[0]) if len(found) == 1 else None
        gender = phrase_gender(phrase)
        is_other = known is not None and known.gender is not None and gender is not None and known.gender != gender
        return found[0] if len(found) == 1 and not is_other else None

    def _readings(self, phrase: Phrase, states: set[str], orgs: set[str]) -> str:
        """Why a description stands for itself; with all whom it may mean, where these are several."""
        found = self._holders(phrase, states, orgs)
        names = " or ".join(k.removeprefix("per|") for k in found)
        return f"“{phrase.head}” may be {names}: left open" if len(found) > 1 else "a description that names nobody"

    def _holders(self, phrase: Phrase, states: set[str], orgs: set[str]) -> tuple[str, ...]:
        """The persons of the case who hold the office described, or have left it, where it is a former one."""
        role = phrase.role.name if phrase.role is not None else ""
        if role in ("", "official", "man", "lawyer") or (phrase.possessor and not (states or orgs)):
            return ()
        is_anywhere = phrase.definite and role in words()["offices_of_state"]
        of = sorted(orgs or states) or (["*"] if is_anywhere else [])
        past = is_of_past(phrase.text) if role in OFFICES else None
        return self.case.holders(role, of, states, past) if of else ()

    def _dominant(self, phrase: Phrase, states: set[str], orgs: set[str]) -> str | None:
        """Whom "the president" means where nobody is introduced as one: the person the article is about,
        if it names one person without any office clearly more often than all others.
        """
        if states or orgs or not phrase.definite or phrase.possessor or phrase.role is None:
            return None
        if phrase.role.name not in ("president", "prime minister", "senator", "governor", "chancellor"):
            return None
        counts = Counter(p for r in self.text.refs if (p := self._bare_person(r)) is not None)
        ranked = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
        if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
            return None
        key = ranked[0][0]
        return key if key in self.out.profiles else None

    def _bare_person(self, ref: Ref) -> str | None:
        name = personal_name(ref, self.case.surnames)
        key = f"per|{self.case.bearer(name) or name}" if name else None
        known = self.case.person(key) if key else None
        return key if known is not None and not known.roles else None

    def _loose(self, phrase: Phrase, key: str, states: set[str]) -> bool:
        """Whether a description without a matching office may still mean the last speaker."""
        profile = self.out.profiles[key]
        if phrase.kind == "relation" or phrase.possessor:
            return False
        if states and profile.states and not states & set(profile.states):
            return False
        if profile.heads and _is_work(phrase) and not is_one_head(phrase.head, profile.heads):
            return False
        generic = phrase.role is None or phrase.role.name in (
            "man",
            "politician",
            "leader",
            "official",
            "diplomat",
        )
        return phrase.definite and generic

    def _own_key(self, phrase: Phrase, owner: str | None, states: set[str], orgs: set[str]) -> str:
        role = phrase.role.name if phrase.role else phrase.head
        if owner is not None and phrase.kind in ("relation", "person"):
            role = _GENDERED.get(phrase_gender(phrase) or "", role) if _is_spokesman(phrase) else role
            role = phrase.head if phrase.kind == "relation" else role  # his wife is not his brother
            return (
                f"of|{owner}|{role}"
                if owner.startswith(("per|", "state|", "org|", "body|", "forces|", "nom|"))
                else f"nom|{self.article}|{fold(phrase.text)}"
            )
        bound = "+".join(sorted(states | orgs))
        if bound and phrase.definite:
            return f"office|{role}|{bound}"
        return f"nom|{self.article}|{key_words(phrase)}"


def _is_spokesman(phrase: Phrase) -> bool:
    return phrase.role is not None and phrase.role.name == "spokesperson"


def _is_work(phrase: Phrase) -> bool:
    """Whether a description tells what somebody does by a noun that is in no table."""
    return phrase.role is None and _WORK.match(phrase.head) is not None and phrase.head not in _NO_WORK
