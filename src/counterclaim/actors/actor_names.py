"""What an actor is called: the form that the case prints, the fullest and commonest of those that name it."""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz import fuzz

from counterclaim.actors.case import Case
from counterclaim.actors.drafts import ActorDraft
from counterclaim.actors.lexicon import fold, organisations, roles, seats, words
from counterclaim.actors.names import plain_name
from counterclaim.actors.parties import SPOKESMEN

#: Likeness (0 to 100) from which two printings are spellings of one name.
SAME_SPELLING_FROM = 80
#: So many words a noun for somebody has at most ("national security adviser").
NOUN_WORDS = 3
#: Sorts of actors whose keys tell the state that they belong to.
_OF_STATES = frozenset(["body", "forces", "plural", "group"])
#: Words before what an actor is called that are no part of it.
_BEFORE_NAME = words()["definite"] | {"a", "an", "its", "his", "her", "their", "our"}
#: Words that no name ends with: a form that does was cut ("Concord of").
_CUT_AT = words()["prepositions"] | words()["definite"] | {"and"}
#: a full stop that ends a sentence or a signature, and no initial or "Jr."
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$")


def actor_name(case: Case, draft: ActorDraft) -> str:
    """The name of an actor, by what its key says it is."""
    kind, _, rest = draft.key.partition("|")
    if kind == "per":
        plain = plain_name(rest)
        return _commonest_spelling(plain, draft) + rest[len(plain) :]
    if kind == "state":
        return case.world.title(rest)
    if kind == "org" and (fold(rest) in organisations() or fold(rest) in seats()):
        return _printed_or_table(rest, draft)
    if kind == "of":
        owner, role = rest.rsplit("|", 2 if rest.endswith(("|", "|s")) else 1)[:2]
        heads = Counter({_head(f): n for f, n in draft.forms.items() if f.split()})
        head = min(heads, key=lambda h: (-heads[h], h)) if heads and role not in SPOKESMEN else role
        return f"{head} of {actor_name(case, ActorDraft(owner))}"
    bare = Counter[str]()
    for form, n in (draft.names or draft.forms).items():
        bare[_without_sort(_without_determiner(form), rest)] += n
    if not bare:
        holder, _, role = rest.rstrip("|").partition("|")
        role = role.split("|")[0]
        if not role:
            return rest
        # a body known in one article only is held by that article; its id is no name for people
        return _as_printed(case, role) if holder in case.articles else f"{role} of {case.world.title(holder)}"
    bound = [f for f in bare if kind in ("body", "forces", "plural", "group") and _names_state(case, f)]
    pool = bound or [f for f in sorted(bare) if f.rpartition(" ")[2] not in _CUT_AT] or sorted(bare)
    best = min(pool, key=lambda f: (-bare[f], -len(f), f))
    best = best.split(",")[0] if len(best) > 60 else best
    return best if bound or kind not in _OF_STATES else _with_owner(case, rest, best)


def _head(form: str) -> str:
    """The noun that a description ends with, which may be of several words ("coast guard")."""
    last = form.lower().split()[-NOUN_WORDS:]
    return next(
        (noun for i in range(len(last)) if (noun := " ".join(last[i:])) in roles() and " of " not in noun), last[-1]
    )


def _as_printed(case: Case, folded: str) -> str:
    """Folded words with the capitals of those for states."""
    return " ".join(w.capitalize() if case.world.word(w.capitalize()) is not None else w for w in folded.split())


def _with_owner(case: Case, rest: str, form: str) -> str:
    """A body's name with its state where no report prints that beside it ("its government": "government of Orland")."""
    owner = rest.partition("|")[0]
    title = case.world.title(owner)
    return form if title == owner or title.lower() in form.lower() else f"{form} of {title}"


def _commonest_spelling(name: str, draft: ActorDraft) -> str:
    """The spelling of a person's name that is printed most often, among those with as many words; a typo is rarer."""
    words_ = len(name.split())
    endings = Counter[str]()
    for form, n in draft.forms.items():
        if "@" in form:
            continue  # a handle is how the name is typed, not how it is spelt
        ending = _STOP.sub("", " ".join(form.split()[-words_:]))
        if len(ending.split()) == words_ and fuzz.ratio(fold(ending), fold(name)) >= SAME_SPELLING_FROM:
            endings[ending] += n
    return min(endings, key=lambda e: (-endings[e], e != name, e)) if endings else name


def _printed_or_table(name: str, draft: ActorDraft) -> str:
    """The table's name where it is printed; else the fullest printed form that is a name of it."""
    printed = [f for f in draft.forms if organisations().get(fold(_without_determiner(f))) is not None]
    if fold(name) in {fold(_without_determiner(f)) for f in printed} or not printed:
        return name
    return (
        min((_without_determiner(f) for f in printed), key=lambda f: (-len(f), f))
        if max(map(len, printed)) > 5
        else name
    )


def _names_state(case: Case, form: str) -> bool:
    return any(case.world.word(re.sub(r"['’]s?$", "", t)) is not None for t in form.split())


def _without_sort(form: str, name: str) -> str:
    """A form without the words that tell what sort of body it is ("imagery company | Orbis Lumen")."""
    before = form.removesuffix(f" {name}")
    return name if before != form and before.islower() else form


def _without_determiner(form: str) -> str:
    tokens = form.split()
    while len(tokens) > 1 and tokens[0].lower() in _BEFORE_NAME:
        tokens.pop(0)
    return " ".join(tokens).strip("“”\"'‘’ ")
