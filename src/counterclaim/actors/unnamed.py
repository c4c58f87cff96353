"""Sources that name no actor, as both sides at once, and nouns that mean the state they are said of, or a body of one.

"Each side accuses the other" are words that no one actor of the case said, nor are those of "Nobody on the quay". An
attribution of such a source has no speaker, which is shown as such; it is no person called "Each side".
"""

from __future__ import annotations

import re

from counterclaim.actors.lexicon import words
from counterclaim.actors.phrase import Phrase

#: Both or all of those who quarrel: their words are no one's.
_TOGETHER = re.compile(
    r"(?:the )?(?:each|both|two|either|neither|opposing|warring|rival)(?: of the)?(?: \w+)? "
    r"(?:sides?|countries|country|states?|nations?|governments?|parties|party|neighbou?rs?)",
    re.I,
)
#: What nobody says has no speaker either.
_NOBODY = re.compile(r"(?:nobody|no[ -]one|none|not one|not a single)\b.*", re.I | re.DOTALL)

#: Bodies that a state alone has, beside its ministries.
_STATE_BODIES = frozenset(
    {
        "forces",
        "air force",
        "navy",
        "air defence",
        "coast guard",
        "border guard",
        "national guard",
        "general staff",
        "government",
        "authorities",
        "presidency",
        "parliament",
        "intelligence service",
        "security service",
    }
)


def is_everyone(phrase: Phrase) -> bool:
    """Whether a phrase stands for all who quarrel at once ("each side", "the two countries"), or for nobody."""
    text = phrase.text.strip()
    return _TOGETHER.fullmatch(text) is not None or _NOBODY.fullmatch(text) is not None


def means_state(phrase: Phrase) -> bool:
    """Whether a noun that is no office or body means the state it is said of ("the Veldorian side", "leadership")."""
    return phrase.role is None and phrase.definite and not phrase.plural and phrase.head in words()["state_nouns"]


def means_its_state(phrase: Phrase) -> bool:
    """Whether a source is "the capital" and no more: of which state, the words before it tell."""
    return phrase.head == "capital" and phrase.definite and not (phrase.mods or phrase.proper or phrase.possessor)


def is_official(role: str) -> bool:
    """Whether a body is a state's own, so that a state must be meant."""
    return role.endswith("ministry") or role in _STATE_BODIES
