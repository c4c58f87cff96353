"""What every layer of resolving one article shares: the discourse, the profiles, names, pronouns, owners.

The layers build on each other: this one, then persons by description (``nominals``), bodies and groups
(``bodies``), papers (``documents``), and on top the walk through the article (``article_actors``).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace

from counterclaim.actors.asking import Asking
from counterclaim.actors.authors import author_of
from counterclaim.actors.case import kind_of
from counterclaim.actors.clusters import Clusters, Meant
from counterclaim.actors.collect import Ref, Text
from counterclaim.actors.discourse import Discourse
from counterclaim.actors.lexicon import fold, given_names, seats, words
from counterclaim.actors.names import gender_of, plain_name
from counterclaim.actors.naming import personal_name, principal_words
from counterclaim.actors.phrase import Phrase, read_phrase
from counterclaim.actors.profile import Profile, is_another
from counterclaim.records import ActorKind, EntityType, MentionForm, QuoteKind, Span

#: probability from which the reader's link of a description is taken without a matching office
RESUMES_FROM = 0.85
#: probability the reader gives to "I" and "you" where the text itself tells who speaks to whom
TOLD_FROM = 0.92
_FIRST_PERSON = frozenset(["i", "me", "my", "we", "us", "our"])
_ONE_SPEAKING = frozenset(["i", "me", "my"])
_ADDRESSED = frozenset(["you", "your"])
_FORMS = frozenset(["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"])
_NOBODY = frozenset(["those", "these", "this", "one", "both", "that", "what"])


@dataclass(slots=True)
class Resolved:
    """What resolving one article found: the actor of each ref (in the refs) and of each attribution."""

    text: Text
    profiles: dict[str, Profile]
    speakers: dict[str, tuple[str, str]] = field(default_factory=dict)
    named_by: list[tuple[str, str, str, float]] = field(default_factory=list)


class ArticleBase(ABC):
    """The state of resolving one article, and what all layers ask of it."""

    def __init__(self, case: Asking, text: Text) -> None:
        self.case = case
        self.text = text
        self.out = Resolved(text, {})
        self.talk = Discourse(text, self.out.profiles)
        self.clusters = Clusters(text.reading, text.refs)
        self.article = text.article.id
        self.issuers: dict[str, str] = {}
        self.later: list[tuple[str, Ref]] = []
        self.attributions = {a.id: a for a in text.reading.attributions}
        self.talk.quotes = [
            (s, a.id) for a in text.reading.attributions if a.kind is QuoteKind.DIRECT for s in a.content
        ]

    def _profile(self, key: str, ref: Ref) -> Profile:
        if key not in self.out.profiles:
            if key.startswith("per|"):
                kind, plural = ActorKind.PERSON, False
            else:
                kind = kind_of(ref.phrase, ref.type)
                plural = ref.phrase.plural or kind is ActorKind.GROUP
            profile = Profile(key, kind, plural)
            self.case.acquaint(profile)
            self.out.profiles[key] = profile
        return self.out.profiles[key]

    def _person(self, name: str, ref: Ref | None = None) -> tuple[str, str]:
        canonical = self.case.bearer(name)
        is_other = ref is not None and canonical is not None and self._is_of_other_gender(canonical, ref)
        addressed = self._addressed(name, ref) if ref is not None and (canonical is None or is_other) else None
        if addressed is not None:
            return addressed
        if is_other:
            return f"per|{name}", f"“{name}” with a form of address that {canonical} cannot have"
        reason = self.case.reason(name)
        if canonical is None or canonical == name:
            return f"per|{canonical or name}", "the name as printed" + (f"; {reason}" if reason else "")
        return f"per|{canonical}", f"“{plain_name(name)}” for {canonical}: {reason or 'a variant of the name'}"

    def _is_of_other_gender(self, canonical: str, ref: Ref) -> bool:
        """Whether a form of address is a woman's ("Ms Kovar") and the bearer a man, or the other way round."""
        form = ref.phrase.text.split()[0].lower()
        gender = gender_of((), form) if form in _FORMS else None
        known = self.case.person(f"per|{canonical}")
        own = known.gender if known is not None else None
        return gender is not None and own is not None and own != gender

    def _addressed(self, name: str, ref: Ref) -> tuple[str, str] | None:
        """Whom "Ms Kovar" means where the article has two of that surname: the only one who can be a woman."""
        gender = gender_of((), ref.phrase.text)
        if gender is None:
            return None
        people = [p for k, p in self.out.profiles.items() if k.startswith("per|") and fold(k).split()[-1] == fold(name)]
        people = [p for p in people if " " in p.key]
        fits = [p for p in people if p.gender == gender] or [p for p in people if p.gender is None]
        if len(people) > 1 and len(fits) == 1:
            return fits[
                0
            ].key, f"“{ref.phrase.text}”: the only one of the surname in the article who can be so addressed"
        other = self.case.addressed(name, gender) if len(people) < 2 else None
        return (f"per|{other}", f"“{ref.phrase.text}”: the only one of the surname in the case") if other else None

    def _pronoun(self, word: str, span: Span, own: tuple[Span, ...] = ()) -> tuple[str, str] | None:
        if word in _NOBODY:
            return None
        if word in _FIRST_PERSON | _ADDRESSED and (told := self._told_in_cluster(span)) is not None:
            return told
        if word in _ADDRESSED:
            return None
        if word in _FIRST_PERSON:
            holder = self._enclosing(span)
            speaker = self._speaker_of(holder) if holder is not None else None
            if speaker is not None:
                return speaker, f"“{word}” inside this speaker's words"
            return self._named_in_cluster(span) or (self._author(word) if holder is None else None)
        exclude = None
        quote = self.talk.in_quote(span)
        if quote is not None and quote in self.out.speakers:
            exclude = self.out.speakers[quote][0]
        return self.talk.pronoun(word, span.start, exclude, own, self._likely(span))

    def _likely(self, span: Span) -> dict[str, Meant]:
        """The actors that the reader's cluster of a mention names, by key."""
        return {m.actor: m for m in self.clusters.actors(span)}

    def _resumed_in_cluster(
        self, span: Span, kinds: frozenset[ActorKind], states: set[str], phrase: Phrase
    ) -> tuple[str, str] | None:
        """The actor of one of some kinds that a description's cluster surely names.

        Neither a state nor a trade may speak against it: the reader joins "the baker" and "the doctor" at times.
        """
        for meant in self.clusters.actors(span):
            profile = self.out.profiles[meant.actor]
            fits = profile.kind in kinds and not (states and profile.states and not states & set(profile.states))
            fits = fits and not is_another(phrase, profile)
            if fits and meant.sure >= RESUMES_FROM:
                text = self.text.article.text
                return meant.actor, f"“{span.of(text)}” is “{meant.words.of(text)}”"
        return None

    def _speaker_of(self, attribution: str) -> str | None:
        """Who speaks in an attribution; also where the name comes after the words, under a letter or a quotation."""
        if attribution in self.out.speakers:
            return self.out.speakers[attribution][0]
        named = (personal_name(r, self.case.surnames) for r in self.text.refs if attribution in r.source_of)
        name = next(named, None)
        return self._person(name)[0] if name is not None else None

    def _told_in_cluster(self, span: Span) -> tuple[str, str] | None:
        """Who "I" or "you" is where signature, byline, interview or quotation marks tell."""
        mention = self.clusters.of(span)
        is_told = mention is not None and mention.span == span and mention.confidence >= TOLD_FROM
        return self._named_in_cluster(span) if is_told else None

    def _named_in_cluster(self, span: Span) -> tuple[str, str] | None:
        """The actor a cluster names at all, also after the mention ("I" above the name of who is interviewed)."""
        word = span.of(self.text.article.text)
        for meant in self.clusters.actors(span):
            return meant.actor, f"“{word}” is “{meant.words.of(self.text.article.text)}”"
        for other in self.clusters.company(span):
            ref = self.clusters.ref(other)
            name = personal_name(ref, self.case.surnames) if ref is not None and ref.actor is None else None
            if name is not None:
                return self._person(name)[0], f"“{word}” is “{name}”, named farther on"
        return None

    def _author(self, word: str) -> tuple[str, str] | None:
        """The article's author for "I" outside everybody's words."""
        found = author_of(self.text.article) if word in _ONE_SPEAKING else None
        return (self._person(found[0])[0], f"“{word}” is the author: “{found[1]}”") if found else None

    def _enclosing(self, span: Span) -> str | None:
        inside = [
            (s.end - s.start, a.id) for a in self.text.reading.attributions for s in a.content if s.contains(span)
        ]
        return min(inside)[1] if inside else None

    def _owner(self, phrase: Phrase, position: int) -> str | None:
        """The actor that a possessive before the noun names ("his", "Trump's"), or for whom one speaks."""
        if not phrase.possessor:
            return self._principal(phrase, position)
        low = phrase.possessor.lower()
        if low in ("his", "her", "its", "their", "whose"):
            found = self.talk.pronoun(low, position)
            return found[0] if found else None
        if low in ("our", "my", "we"):
            found = self._pronoun(low, Span(position, position + 1))
            return found[0] if found else None
        if fold(low).split()[-1:] and fold(low).split()[-1] in ("country", "nation", "state"):
            near = self.talk.state_near(position)
            return f"state|{near[0]}" if near else None
        inner = read_phrase(phrase.possessor, self.case.world)
        inner = replace(inner, definite=inner.definite or phrase.text.lower().startswith("the "))
        span = Span(position, position + len(phrase.possessor))
        found = self._whom(Ref(span, inner, MentionForm.NOMINAL, None))
        return found[0] if found else None

    def _principal(self, phrase: Phrase, position: int) -> str | None:
        """Whom "a spokesman for Prime Minister Brandt", "a spokeswoman for the coast guard" speaks for."""
        words_ = principal_words(phrase)
        inner = read_phrase(words_, self.case.world) if words_ else None
        if inner is None or inner.kind in ("unknown", "document", "pronoun", "plural", "relation"):
            return None
        if inner.kind == "name" and len(words_.split()) < 2 and self.case.bearer(words_) is None:
            return self._met(words_)  # a word alone may be a place
        is_person = self.case.bearer(words_) is not None or fold(words_.split()[0]) in given_names()
        kind = EntityType.ORG if inner.kind == "name" and not is_person else None
        found = self._whom(Ref(Span(position, position), inner, MentionForm.NOMINAL, kind))
        return found[0] if found is not None and not found[0].startswith(("nom|", "group|")) else None

    def _met(self, surname: str) -> str | None:
        """The one person of a surname that the article has named."""
        found = [k for k in self.out.profiles if k.startswith("per|") and fold(k).split()[-1] == fold(surname)]
        return found[0] if len(found) == 1 else None

    def _context(self, phrase: Phrase, owner: str | None) -> tuple[set[str], set[str]]:
        states = {phrase.state} if phrase.state else set()
        if owner is not None and owner.startswith("state|"):
            states.add(owner.removeprefix("state|"))
        orgs = {o for o in (phrase.org, phrase.body) if o}
        if owner is not None and owner.startswith("org|"):
            orgs.add(owner.removeprefix("org|"))
        if phrase.org and phrase.state is None and fold(phrase.org) in seats():
            states.add(seats()[fold(phrase.org)].state)
        return states, orgs

    @abstractmethod
    def _whom(self, ref: Ref) -> tuple[str, str] | None:
        """The actor a ref stands for, and why; only the top layer knows all sorts of refs."""


def key_words(phrase: Phrase) -> str:
    """Return a description's words as a key: folded, without determiners."""
    tokens = fold(phrase.text).split()
    while len(tokens) > 1 and tokens[0] in words()["determiners"]:
        tokens.pop(0)
    return " ".join(tokens)
