"""Keys that are one actor: spelt alike, a short form beside the long one, or merged by a reviewer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from counterclaim.actors.article_base import Resolved
from counterclaim.actors.decisions import Ruling
from counterclaim.actors.lexicon import fold, organisations
from counterclaim.actors.names import skeleton

#: Words with fewer letters, and numbers, are compared as they are.
SOUND_FROM = 4
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
    """Let organisations that differ in how their words are romanised be one ("Al-Noor", "Al-Nour Brigades"); why.

    Args:
        ruling: what reviewers decided.
        out: the leading key of each key; changed in place.
    """
    first: dict[tuple[str, ...], str] = {}
    reasons = []
    for key in sorted(k for k, lead in out.items() if k == lead and k.startswith("org|")):
        words_ = fold(key[4:]).removeprefix("the ").split()
        if len(words_) < 2:
            continue
        lead = first.setdefault(
            tuple(w if len(w) < SOUND_FROM or not w.isalpha() else skeleton(w) for w in words_), key
        )
        if lead == key or ruling.forbids(lead[4:], key[4:]):
            continue
        for k in [k for k, of in out.items() if of == key]:
            out[k] = lead
        reasons.append((lead[4:], key[4:], "the same words, at most romanised differently", 0.85))
    return reasons


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
