"""A case as one article asks it, and what it answered: as long as the answers stay, so does what became of them.

Resolving an article looks up names, offices and single words in what the case knows. One more article changes few
of those answers, and to ask again is far cheaper than to resolve again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from counterclaim.actors.case import Case
from counterclaim.actors.lexicon import fold, role_named
from counterclaim.actors.profile import Profile, leading
from counterclaim.actors.world import World

Q = TypeVar("Q")
T = TypeVar("T")


class Person(NamedTuple):
    """What the case knows of a person it names: gender, offices, states and bodies, without how often."""

    gender: str | None
    roles: tuple[str, ...]
    states: tuple[str, ...]
    orgs: tuple[str, ...]


class Led(NamedTuple):
    """Which state leads with a person where an article gives some so many times beside what the case counts."""

    person: str
    given: tuple[tuple[str, int], ...]
    state: str | None


class Holding(NamedTuple):
    """An office of some bodies or states, "*" for any; held at a moment, or left by then where ``is_past``."""

    role: str
    of: tuple[str, ...]
    states: tuple[str, ...]
    is_past: bool | None
    at: str


@dataclass(slots=True)
class Asked:
    """Questions with the answers that they had."""

    names: dict[str, str | None] = field(default_factory=dict)
    reasons: dict[str, str | None] = field(default_factory=dict)
    persons: dict[str, Person | None] = field(default_factory=dict)
    led: tuple[Led, ...] = ()
    words: dict[str, bool] = field(default_factory=dict)
    places: dict[str, bool] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    misprints: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    forbidden: dict[str, bool] = field(default_factory=dict)
    addressed: dict[str, str | None] = field(default_factory=dict)
    left: dict[str, tuple[str, ...]] = field(default_factory=dict)
    holders: tuple[tuple[Holding, tuple[str, ...]], ...] = ()


class Answers:
    """What a case answers."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._persons: dict[str, Person | None] = {}
        self._surnames: dict[str, list[str]] | None = None
        self._leavers = case.tenures.leavers()
        self._anywhere: dict[str, set[str]] = defaultdict(set)
        for (role, _), keys in case.holders.items():
            self._anywhere[role] |= keys

    def forbids(self, forms: str) -> bool:
        """Whether a reviewer said that two forms, on two lines, are not one actor."""
        a, _, b = forms.partition("\n")
        return self.case.ruling.forbids(a, b)

    def person(self, key: str) -> Person | None:
        """What is known of a person."""
        if key not in self._persons:
            found = self.case.profiles.get(key)
            self._persons[key] = None if found is None else _person(found)
        return self._persons[key]

    def addressed(self, form: str) -> str | None:
        """Of the persons of a surname the only one of a gender, the two on two lines, where there are others."""
        surname, _, gender = form.partition("\n")
        names = {self.case.people.names.get(n, n) for n in self._of_surname(fold(surname))}
        known = {n: self._gender(n) for n in names}
        fits = [n for n in sorted(names) if known[n] == gender] or [n for n in sorted(names) if known[n] is None]
        return fits[0] if len(names) > 1 and len(fits) == 1 else None

    def _of_surname(self, surname: str) -> Sequence[str]:
        if self._surnames is None:
            self._surnames = defaultdict(list)
            for name, parsed in self.case.people.parsed.items():
                if parsed.is_full:
                    self._surnames[fold(parsed.surname)].append(name)
        return self._surnames.get(surname, ())

    def _gender(self, name: str) -> str | None:
        told = self.case.profiles.get(f"per|{name}")
        parsed = self.case.people.parsed.get(name)
        return (told.gender if told is not None else None) or (parsed.gender if parsed is not None else None)

    def acronym(self, article: str, short: str) -> tuple[str, ...]:
        """The long form in an article, and what that says of states that only the case knows; nothing without one."""
        long = self.case.acronyms.get(short) or self.case.own_acronyms.get((article, short))
        return () if long is None else (long, *("\t".join(seen) for seen in self.case.world.beheld(long)))

    def holders(self, asked: Holding) -> tuple[str, ...]:
        """Who holds an office, or has left it."""
        role, tenures, states = asked.role, self.case.tenures, asked.states
        of = (
            self._anywhere.get(role, set()) if o == "*" else self.case.holders.get((role, o), set()) for o in asked.of
        )
        found = {key for keys in of for key in keys}
        if asked.is_past is not None:
            found = {k for k in found if not tenures.is_to_come(k, role, states, asked.at)}
            found = {k for k in found if tenures.has_left(k, role, states, asked.at) == asked.is_past}
        return tuple(sorted(found))

    def roles_left(self, person: str) -> tuple[str, ...]:
        """The roles that a person, named with a moment on two lines, had left by then."""
        key, _, at = person.partition("\n")
        return tuple(sorted(self.case.tenures.roles_left(key, at))) if key in self._leavers else ()

    def led(self, person: str, given: tuple[tuple[str, int], ...]) -> str | None:
        """Which state leads with a person, with those given by an article."""
        states = self.case.profiles[person].states.copy()
        for state, count in given:
            states[state] += count
        return leading(states)

    def are_still(self, asked: Asked, article: str) -> bool:
        """Whether all questions of an article have the answers that they had."""
        case = self.case
        return (
            all(person == self.person(key) for key, person in asked.persons.items())
            and all(name == case.people.of(article, text) for text, name in asked.names.items())
            and all(said == (word in case.surnames) for word, said in asked.words.items())
            and all(said == (word in case.places) for word, said in asked.places.items())
            and all(reason == case.people.reason(article, name) for name, reason in asked.reasons.items())
            and all(state == self.led(person, given) for person, given, state in asked.led)
            and all(found == self.holders(office) for office, found in asked.holders)
            and all(roles == self.roles_left(person) for person, roles in asked.left.items())
            and all(found == self.acronym(article, short) for short, found in asked.acronyms.items())
            and all(found == case.misprints.get(word) for word, found in asked.misprints.items())
            and all(said == self.forbids(forms) for forms, said in asked.forbidden.items())
            and all(name == self.addressed(form) for form, name in asked.addressed.items())
            and all(title == case.world.title(key) for key, title in asked.titles.items())
        )


def _person(profile: Profile) -> Person:
    roles, states, orgs = (tuple(sorted(part)) for part in (profile.roles, profile.states, profile.orgs))
    return Person(profile.gender, roles, states, orgs)


class Asking:
    """A case for one article, which notes what is asked."""

    def __init__(self, answers: Answers, article: str, at: str = "") -> None:
        self._answers, self._article, self._at = answers, article, at
        self._asked, self._led = Asked(), list[Profile]()
        self._holders: dict[Holding, tuple[str, ...]] = {}
        self.surnames = _Noted(answers.case.surnames, self._asked.words)

    @property
    def world(self) -> World:
        """The states; a text cannot ask for others than ``World.beheld`` tells."""
        return self._answers.case.world

    def asked(self) -> Asked:
        """All that was asked so far."""
        self._asked.led = tuple(Led(p.key, given, s) for p in self._led for given, s in sorted(p.led.items()))
        self._asked.holders = tuple(self._holders.items())
        return self._asked

    def is_place(self, word: str) -> bool:
        """Whether a single name is a place's."""
        return _noted(self._asked.places, word, self._answers.case.places.__contains__)

    def bearer(self, name: str) -> str | None:
        """The canonical name of a printed one."""
        return _noted(self._asked.names, name, lambda n: self._answers.case.people.of(self._article, n))

    def addressed(self, surname: str, gender: str) -> str | None:
        """Whom a surname with a form of address means, of several in the case."""
        return _noted(self._asked.addressed, f"{surname}\n{gender}", self._answers.addressed)

    def reason(self, name: str) -> str | None:
        """Why a printed name is taken for its canonical one."""
        return _noted(self._asked.reasons, name, lambda n: self._answers.case.people.reason(self._article, n))

    def forbids(self, a: str, b: str) -> bool:
        """Whether a reviewer said that two forms are not one actor."""
        return _noted(self._asked.forbidden, f"{a}\n{b}", self._answers.forbids)

    def person(self, key: str) -> Person | None:
        """What is known of a person."""
        return _noted(self._asked.persons, key, self._answers.person)

    def acquaint(self, profile: Profile) -> None:
        """Tell a profile what the case knows of that person."""
        known = self.person(profile.key) if profile.key.startswith("per|") else None
        if known is not None:
            profile.gender = known.gender
            profile.roles.update((role, role_named(role)) for role in known.roles)
            profile.orgs.update(known.orgs)
            profile.base = self._answers.case.profiles[profile.key].states
            profile.states.update(profile.base)
            self._led.append(profile)
        if profile.key.startswith("per|"):
            left = _noted(self._asked.left, f"{profile.key}\n{self._at}", self._answers.roles_left)
            profile.left = frozenset(left)

    def title(self, state: str) -> str:
        """The name of a state; of one that the case learned it may change."""
        title = self.world.title
        return _noted(self._asked.titles, state, title) if state.startswith("x-") else title(state)

    def acronym(self, short: str) -> str | None:
        """What an acronym stands for."""
        found = _noted(self._asked.acronyms, short, lambda s: self._answers.acronym(self._article, s))
        return found[0] if found else None

    def misprint(self, word: str) -> tuple[str, str] | None:
        """The state that a word is a misprint of, with its form."""
        return _noted(self._asked.misprints, word, self._answers.case.misprints.get)

    def holders(self, role: str, of: Iterable[str], states: Iterable[str], is_past: bool | None) -> tuple[str, ...]:
        """Who holds an office of bodies or states ("*" for any) when the article came out, or has left it by then."""
        asked = Holding(role, tuple(of), tuple(sorted(states)), is_past, self._at)
        return _noted(self._holders, asked, self._answers.holders)


class _Noted:
    """A set that notes what is looked for."""

    def __init__(self, words: frozenset[str], asked: dict[str, bool]) -> None:
        self._words, self._asked = words, asked

    def __contains__(self, word: object) -> bool:
        return _noted(self._asked, str(word), self._words.__contains__)


def _noted(asked: dict[Q, T], question: Q, answer: Callable[[Q], T]) -> T:
    if question not in asked:
        asked[question] = answer(question)
    return asked[question]
