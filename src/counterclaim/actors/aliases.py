"""Keys that are one actor: spelt alike or misprinted, in short, without a country, or merged by a reviewer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from counterclaim.actors.article_base import Resolved
from counterclaim.actors.decisions import Ruling
from counterclaim.actors.lexicon import fold, organisations
from counterclaim.actors.names import skeleton
from counterclaim.actors.world import World

#: Words with fewer letters, and numbers, are compared as they are.
SOUND_FROM = 4
#: Of so many words at least is a name, and of so many letters the word in it, in which two exchanged are a misprint.
MISPRINT_WORDS, MISPRINT_LETTERS = 2, 5
#: Two forms of which the second is taken for the first, why, and how heavy that is.
Reason = tuple[str, str, str, float]


def same_keys(keys: Collection[str]) -> dict[str, str]:
    """For each key the one that leads among those that differ in letter case, blanks or a leading article only.

    Of names that differ in case the one not all in capitals leads.
    """
    first: dict[str, str] = {}
    out = {}
    for key in sorted(keys, key=lambda k: (k.partition("|")[2].isupper(), k)):
        kind, _, rest = key.partition("|")
        plain = rest[4:] if rest[:4].lower() == "the " else rest
        norm = f"{kind}|{fold(plain)}" if kind in ("org", "per") else key
        out[key] = first.setdefault(norm, key)
    return out


def join_spellings(ruling: Ruling, out: dict[str, str]) -> list[Reason]:
    """Let organisations that differ in how their words are romanised ("Al-Noor", "Al-Nour Brigades"), or by two letters
    exchanged ("Maritime Gaurd"), be one; why.

    Args:
        ruling: what reviewers decided.
        out: the leading key of each key; changed in place.
    """
    first: dict[tuple[str, ...], str] = {}
    printed: dict[tuple[str, ...], list[str]] = defaultdict(list)
    reasons = []
    for key in sorted(k for k, lead in out.items() if k == lead and k.startswith("org|")):
        words_ = fold(key[4:]).removeprefix("the ").split()
        if len(words_) < 2:
            continue
        lead = first.setdefault(
            tuple(w if len(w) < SOUND_FROM or not w.isalpha() else skeleton(w) for w in words_), key
        )
        letters = tuple("".join(sorted(w)) for w in words_)
        meant = [k for k in printed[letters] if _is_misprint(k, key)]
        why = "the same words, at most romanised differently"
        if lead == key and meant:
            lead, why = out[meant[0]], "the same words, two letters of one exchanged"
        printed[letters].append(key)
        if lead == key or ruling.forbids(lead[4:], key[4:]):
            continue
        for k in [k for k, of in out.items() if of == key]:
            out[k] = lead
        reasons.append((lead[4:], key[4:], why, 0.85))
    return reasons


def _is_misprint(one: str, other: str) -> bool:
    """Whether two names differ in two neighbouring letters that are exchanged ("Maritime Gaurd")."""
    a, b = fold(one), fold(other)
    differ = [i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    if len(a) != len(b) or len(differ) != 2 or differ[1] - differ[0] != 1 or a[differ[0]] != b[differ[1]]:
        return False
    word = a[a.rfind(" ", 0, differ[0]) + 1 :].partition(" ")[0]
    return a[differ[1]] == b[differ[0]] and len(a.split()) >= MISPRINT_WORDS and len(word) >= MISPRINT_LETTERS


def join_national(world: World, met: Sequence[Collection[str]], ruling: Ruling, out: dict[str, str]) -> list[Reason]:
    """Let a body that is printed with and without its country be one ("Orlandian Harbour Guard", "Harbour Guard"); why.

    Only where one country alone has a body of that name in the case, as many reports print it with the country as
    without, and all that print it without tell of that country.

    Args:
        world: tells countries by their names.
        met: the keys in each report.
        ruling: what reviewers decided.
        out: the leading key of each key; changed in place.
    """
    longer: dict[str, set[tuple[str, str]]] = defaultdict(set)
    bodies = [(key, key[4:].removeprefix("the ")) for key in out if key[:4] == "org|" and " " in key]
    countries = {first: world.word(first) for first in {name.partition(" ")[0] for _, name in bodies}}
    for key, name in bodies:
        first, _, rest = name.partition(" ")
        country = countries[first]
        if country is not None and _TWO_WORDS.match(rest):
            longer[fold(rest)].add((out[key], f"state|{country.key}"))
    reasons = []
    for key, name in sorted(bodies) if longer else ():
        found = longer.get(fold(name), set()) if out[key] == key else set()
        whole, country_key = next(iter(found)) if len(found) == 1 else (key, "")
        if whole == key or ruling.forbids(whole[4:], key[4:]):
            continue
        bare = [keys for keys in met if key in keys]
        full = sum(any(out[k] == whole for k in keys) for keys in met)
        if all(country_key in keys for keys in bare) and len(bare) <= full:
            for k in [k for k, of in out.items() if of == key]:
                out[k] = whole
            reasons.append((whole[4:], key[4:], "the name without its country, which one body alone has here", 0.75))
    return reasons


_TWO_WORDS = re.compile(r"[^\W\d_]\S*\s+[^\W\d_]")


def short_forms(keys: Collection[str], places: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
    """Of organisations named in one article those that are short for another, with each that they can be short for.

    One of the ``places`` is none: "Orst" is not short for "Orst city council".
    """
    names = sorted(k for k in keys if k.startswith("org|"))
    shorts = [k for k in names if k not in places]
    return tuple((s, long) for s in shorts for long in names if long != s and _is_short_for(s[4:], long[4:]))


def join_short(shorts: Sequence[tuple[str, str]], ruling: Ruling, out: dict[str, str]) -> list[Reason]:
    """Let organisations printed in a short form beside the one long form in an article be that; why.

    Args:
        shorts: of one article (``short_forms``).
        ruling: what reviewers decided.
        out: the leading key of each key; changed in place.
    """
    reasons = []
    for short in dict.fromkeys(s for s, _ in shorts):
        long = [k for s, k in shorts if s == short and not ruling.forbids(short[4:], k[4:])]
        if len(long) == 1 and out[short] == short and out[long[0]] != short:
            out[short] = out[long[0]]
            reasons.append((long[0][4:], short[4:], "short form beside the long one in the same article", 0.7))
    return reasons


def _is_short_for(short: str, long: str) -> bool:
    a, b = fold(short), fold(long)
    if fold(short) in organisations() or len(a) < 3 or not b or a == b:
        return False
    initials = "".join(t[0] for t in long.split() if t[0].isupper())
    joined = b.replace(" ", "").startswith(a.replace(" ", "")) and len(a) >= 4
    last = (
        " " not in a
        and a == b.split()[-1]
        and (fold(long) in organisations() or a in ("times", "post", "journal", "herald"))
    )
    return joined or last or (short.isupper() and short.replace(".", "") == initials)


def rename(result: Resolved, alias: Mapping[str, str]) -> None:
    """Put the leading key in the place of every other, in the mentions and speakers of an article."""
    for ref in result.text.refs:
        if ref.actor is not None:
            ref.actor = alias.get(ref.actor, ref.actor)
    for attribution, (key, why) in list(result.speakers.items()):
        result.speakers[attribution] = (alias.get(key, key), why)
