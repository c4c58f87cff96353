"""Bodies, forces and groups: "the Veldorian defence ministry", "the military", "Western governments"."""

from __future__ import annotations

import re

from counterclaim.actors.article_base import key_words
from counterclaim.actors.collect import Ref, is_place
from counterclaim.actors.lexicon import fold, organisations, words
from counterclaim.actors.nominals import Nominals
from counterclaim.actors.phrase import Phrase, read_phrase
from counterclaim.actors.unnamed import is_official, means_its_state, means_state
from counterclaim.records import ActorKind, EntityType

_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.GROUP, ActorKind.MEDIA})
_ALIKE = {"analyst": "expert", "man": "person"}


class Bodies(Nominals):
    """Resolving of descriptions and names of more than one human being."""

    def _body(self, ref: Ref) -> tuple[str, str]:
        phrase = ref.phrase
        owner = self._owner(phrase, ref.span.start)
        states, orgs = self._context(phrase, owner)
        role = phrase.role.name if phrase.role else phrase.head
        ruler = self.out.profiles[owner].state if owner in self.out.profiles else None
        if ruler is not None and not states and is_official(role):
            states, owner = {ruler}, None
        if owner is not None and not owner.startswith("state|") and not states:
            return (
                f"of|{owner}|{_ALIKE.get(role, role)}|{'s' if phrase.plural else ''}",
                "belongs to the actor named before it",
            )
        if phrase.proper and phrase.kind in ("body", "forces"):
            return self._ministry(phrase, states) or self._named_body(ref)
        if not states and ref.source_of and means_its_state(phrase):
            near = self.talk.state_near(ref.span.start)
            states = {near[0]} if near else states
        if (phrase.kind == "state" or means_state(phrase)) and states:
            state = min(states)
            return f"state|{state}", f"“{phrase.text}” stands for {self.case.title(state)}"
        if not states and phrase.body is not None and is_official(phrase.body):
            near = self.talk.state_near(ref.span.start)
            states = {near[0]} if near else states
        if states or orgs:
            return self._bound(phrase, states, orgs)
        found = self._resumed_group(ref) if phrase.plural and phrase.definite and not phrase.proper else None
        if found is not None:
            return found
        if phrase.definite and not phrase.proper:
            found = self._resumed_in_cluster(ref.span, _BODIES, states, phrase)
        if found is not None:
            return found
        if phrase.kind in ("body", "forces", "state") and (phrase.definite or phrase.role is not None):
            found = self._resumed_body(ref, role)
            if found is not None:
                return found
        if phrase.proper:
            return f"group|{key_words(phrase)}", "the description as printed"
        return f"group|{self.article}|{key_words(phrase)}", "the description as printed"

    def _resumed_group(self, ref: Ref) -> tuple[str, str] | None:
        """The group that the article told of by the same noun ("two engineers at the dam ... the engineers")."""
        phrase = ref.phrase
        if phrase.mods or phrase.kind in ("body", "forces", "state") or " " in key_words(phrase):
            return None
        before = (r for r in reversed(self.text.refs) if r.span.end <= ref.span.start and r.phrase.plural)
        for other in before:
            if other.actor is not None and other.phrase.head == phrase.head:
                return other.actor, f"“{phrase.text}” after “{other.phrase.text}”"
        return None

    def _resumed_body(self, ref: Ref, role: str) -> tuple[str, str] | None:
        phrase = ref.phrase
        if phrase.definite or phrase.kind == "state":
            found = self.talk.description(phrase, ref.span.start, set(), set())
            if found is not None:
                return found
        official = is_official(role)
        near = self.talk.state_near(ref.span.start, 3 if phrase.definite else 1)
        known = self._known_branch(role) if phrase.kind == "forces" and phrase.definite else None
        if known is not None and near is None:
            return self._bound(phrase, {known}, set())[
                0
            ], f"“{phrase.text}”: the only such branch that the case tells of"
        if known is not None and near is not None and known != near[0]:
            return None
        if official and near is not None and phrase.definite:
            return self._bound(phrase, {near[0]}, set())[0], f"“{phrase.text}” with {near[1]}"
        return None

    def _known_branch(self, role: str) -> str | None:
        """The one state of which the case tells such a branch; if another spoke last, it is open whose is meant."""
        known = self.case.holders(f"the {role}", ["*"], (), None) if role != "forces" else ()
        return known[0] if len(known) == 1 else None

    def _bound(self, phrase: Phrase, states: set[str], orgs: set[str]) -> tuple[str, str]:
        role = phrase.role.name if phrase.role else phrase.head
        role = _ALIKE.get(role, role)
        if phrase.kind == "state" and len(states) == 1:
            return f"state|{min(states)}", f"“{phrase.text}” stands for {self.case.title(min(states))}"
        title = self.case.title(min(states)) if states else min(orgs)
        known = organisations().get(fold(re.sub(r"^the ", "", phrase.exact)))
        if known is not None:
            return f"org|{known.name}", f"a name of {known.name}"
        mods = " ".join(
            sorted(m for m in phrase.mods if phrase.kind not in ("forces",) and m not in words()["determiners"])
        )
        bound = "+".join(sorted(states | orgs))
        kind = phrase.kind if phrase.kind in ("body", "forces", "plural") else "group"
        extra = f"{mods} {fold(phrase.proper)}".strip()
        return f"{kind}|{bound}|{role}|{extra}", f"the {phrase.head} of {title}"

    def _ministry(self, phrase: Phrase, states: set[str]) -> tuple[str, str] | None:
        """A state's ministry by its field, however that is put ("Ministry of Roads", "Roads Ministry")."""
        if phrase.role is None or phrase.role.name != "ministry" or len(states) != 1 or "minist" not in phrase.head:
            return None
        tokens = (t for t in phrase.exact.split() if self.case.world.word(re.sub(r"['’]s?$", "", t)) is None)
        field = sorted(
            w for t in tokens for w in fold(t).split() if w not in ("ministry", "of", "for", "the", "and", "s")
        )
        return f"body|{min(states)}|ministry|{' '.join(field)}", f"the {phrase.text} of {self.case.title(min(states))}"

    def _named_body(self, ref: Ref) -> tuple[str, str]:
        return self._organisation(re.sub(r"(?i)^the ", "", ref.phrase.exact), ref)

    def _proper(self, ref: Ref) -> tuple[str, str]:
        meant = self.case.misprint(fold(ref.phrase.exact)) if ref.type in (None, EntityType.LOC) else None
        if meant is not None:
            return f"state|{meant[0]}", f"“{ref.phrase.exact}” is a misprint of “{meant[1]}”"
        return self._organisation(ref.phrase.exact, ref)

    def _organisation(self, name: str, ref: Ref) -> tuple[str, str]:
        """An organisation by its own name; an acronym the text introduced stands for its long form."""
        long = self.case.acronym(name.replace(".", ""))
        if long is not None:
            phrase = read_phrase(long, self.case.world)
            self.out.named_by.append((long, name, "the acronym is introduced in the text", 0.95))
            found = None if phrase.kind == "name" else self._whom(Ref(ref.span, phrase, ref.form, EntityType.ORG))
            return found[0] if found else f"org|{long}", f"“{name}” is introduced for {long}"
        for other in self._longer(name) if not is_place(self.text.article.text, ref) else ():
            self.out.named_by.append(
                (other.removeprefix("org|"), name, "short form of a name in the same article", 0.7)
            )
            return other, f"“{name}” is short for {other.removeprefix('org|')}"
        return f"org|{name}", "the name as printed"

    def _longer(self, name: str) -> list[str]:
        """An organisation already met in the article of whose name this is the beginning."""
        key = fold(name)
        if len(key) < 4:
            return []
        found = {k for k in self.out.profiles if k.startswith("org|") and fold(k[4:]).startswith(key + " ")}
        return sorted(found) if len(found) == 1 else []
