"""Which language a passage is in, by its script and its most frequent words.

Passages of an article that are in another language than English are left unread: a reader trained on English finds
"cues" in any words. The article stage tells the language of an article as a whole; this tells that of a paragraph,
which is too short for letter statistics but seldom too short for function words (Grefenstette, "Comparing two
language identification schemes", 1995: from fifteen words on the two do equally well).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources

#: fewer words than these are not enough to tell
MIN_WORDS = 8
#: letters from which a script alone tells a language
MIN_LETTERS = 8
#: share of a passage's words that must be another language's function words, and how many times English's share
OTHER_FROM, TIMES_ENGLISH = 0.2, 2.0
#: so many different ones: "a a a a" is no Romanian
MIN_DIFFERENT = 3
#: share of English function words from which a passage is English
ENGLISH_FROM = 0.12
#: so many words without one English function word in fifty are in some language that is not known
UNKNOWN_WORDS, UNKNOWN_BELOW = 30, 0.02
UNKNOWN = "und"
#: only so much of a passage is looked at
SAMPLE_CHARS = 4000
_WORD = re.compile(r"[^\W\d_]+")
#: first word of a letter's Unicode name → language; letters that only one language of a script has decide below
_SCRIPTS = {
    "CYRILLIC": "ru", "ARABIC": "ar", "HEBREW": "he", "GREEK": "el", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja",
    "HANGUL": "ko", "DEVANAGARI": "hi", "THAI": "th", "GEORGIAN": "ka", "ARMENIAN": "hy", "BENGALI": "bn",
    "TAMIL": "ta", "ETHIOPIC": "am", "KHMER": "km", "MYANMAR": "my", "LAO": "lo",
}  # fmt: skip
_OWN_LETTERS = {"uk": "іїєґ", "fa": "پچژگ", "ur": "ٹڈڑے", "ja": "のはをにが"}


@cache
def _function_words() -> dict[str, frozenset[str]]:
    lines = resources.files(__package__).joinpath("languages.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {code: frozenset(words.split()) for code, words in rows}


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ", 1)[0]


def passage_language(passage: str) -> str | None:
    """The two-letter code of a passage's language, ``und`` for one not known, None where it cannot be told."""
    sample = passage[:SAMPLE_CHARS].casefold()
    letters = Counter({c: n for c, n in Counter(sample).items() if c.isalpha()})
    total = sum(letters.values())
    if total < MIN_LETTERS:
        return None
    latin = sum(n for c, n in letters.items() if c.isascii() or _script(c) in ("LATIN", "FULLWIDTH", "MATHEMATICAL"))
    if latin * 2 < total:
        return _by_script(letters)
    return _by_words(_WORD.findall(passage[:SAMPLE_CHARS]))


def _by_script(letters: Counter[str]) -> str:
    for code, own in _OWN_LETTERS.items():
        if sum(letters[c] for c in own) * 100 > sum(letters.values()):
            return code
    scripts = Counter[str]()
    for letter, n in letters.items():
        scripts[_script(letter)] += n
    most = max(scripts, key=lambda s: (s != "LATIN", scripts[s], s))
    return _SCRIPTS.get(most, UNKNOWN)


def _by_words(printed: Sequence[str]) -> str | None:
    words = [w.casefold() for w in printed]
    if len(words) < MIN_WORDS:
        return None
    counts = Counter(words)
    share = {code: sum(counts[w] for w in counts.keys() & own) / len(words) for code, own in _function_words().items()}
    english = share.pop("en")
    other = max(share, key=lambda code: (share[code], code))
    is_varied = len(counts.keys() & _function_words()[other]) >= MIN_DIFFERENT
    if is_varied and share[other] >= OTHER_FROM and share[other] >= TIMES_ENGLISH * english:
        return other
    if english >= ENGLISH_FROM and english > share[other]:
        return "en"
    # tables of names and results have no function words either
    plain = sum(w.islower() for w in printed)
    is_prose = plain >= UNKNOWN_WORDS and 2 * plain >= len(printed)
    return UNKNOWN if is_prose and english < UNKNOWN_BELOW else None
