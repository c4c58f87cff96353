"""Cue words and their implicature: "said" is neutral, "claimed" keeps a distance, "admitted" presupposes.

The distinctions follow Hooper (1975) and Kiparsky and Kiparsky (1970) on factive and assertive verbs, Karttunen (1971)
on implicatives, and Recasens et al. (2013) on how they show in news; the list in ``cues.tsv`` is this project's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from counterclaim.framing.interface import STEP
from counterclaim.records import Attribution, CueUse, Implicature, Reading

_NEGATOR = re.compile(
    r"\b(?:not|never|no|nor|neither|nobody|without|(?:fail(?:s|ed|ing)?|yet) to)\b|n['’]t\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def cue_uses(
    reading: Reading, text: str, speaker_of: Mapping[str, str], party_of: Mapping[str, str]
) -> Iterator[CueUse]:
    """The cues of one article in text order; an attribution without a cue has none."""
    for a in sorted((a for a in reading.attributions if a.cue), key=lambda a: (min(a.cue), a.id)):
        cue = " ".join(s.of(text) for s in sorted(a.cue))
        word, implicature = known_cue(cue)
        actor = speaker_of.get(a.id)
        yield CueUse(
            article=a.article,
            attribution=a.id,
            span=min(a.cue),
            word=word,
            implicature=Implicature.NEGATED if _is_negated(a, cue, text) else implicature,
            actor=actor,
            party=party_of.get(actor) if actor is not None else None,
            made_by=STEP,
        )


def _is_negated(attribution: Attribution, cue: str, text: str) -> bool:
    """Whether the cue is negated ("did not confirm", "no longer disputed"), which takes away what it would imply.

    The words of a denial ("denied") are its own negation, and no negated cue.
    """
    before = (n for n in attribution.negation for c in attribution.cue if 0 <= c.start - n.end <= 1)
    return bool(_NEGATOR.search(cue)) or any(_NEGATOR.search(n.of(text)) for n in before)


def known_cue(cue: str) -> tuple[str, Implicature]:
    """The list's entry for a cue, and its implicature: the longest phrase that stands in it, else the first word.

    >>> known_cue("pointed out")
    ('point out', <Implicature.ENDORSING: 'endorsing'>)
    >>> known_cue("hummed")
    ('hummed', <Implicature.UNLISTED: 'unlisted'>)
    >>> known_cue(":")
    (':', <Implicature.NEUTRAL: 'neutral'>)
    """
    if not any(c.isalnum() for c in cue):  # "Brandt: gate was open", and a dash
        return cue.strip(), Implicature.NEUTRAL
    words = [w.casefold().replace("’", "'") for w in _WORD.findall(cue)]
    listed = _entries()
    for length in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            entry = listed.get(" ".join(words[start : start + length]))
            if entry is not None:
                return entry
    return " ".join(words) or cue.strip(), Implicature.UNLISTED


@cache
def _entries() -> Mapping[str, tuple[str, Implicature]]:
    """Every form of every entry. Irregular forms stand in the list, regular ones are made."""
    found: dict[str, tuple[str, Implicature]] = {}
    for line in resources.files(__package__).joinpath("cues.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        lemma, implicature, irregular = [*line.split("\t"), ""][:3]
        head, _, rest = lemma.partition(" ")
        forms = {head, *irregular.split()} if irregular else {head, *_regular(head)}
        for form in sorted(forms):
            found.setdefault(f"{form} {rest}".strip(), (lemma, Implicature(implicature)))
    return found


def _regular(verb: str) -> Iterator[str]:
    """The forms of a regular English verb; the last consonant is doubled where the list does not say otherwise."""
    if verb.endswith("e"):
        yield from (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    elif verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    else:
        yield from (f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s", f"{verb}ed", f"{verb}ing")
