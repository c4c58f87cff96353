"""Keys that are one actor: spelt alike, a short form beside the long one, or merged by a reviewer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.actors.article_actors import Resolved
from counterclaim.actors.case import Case
from counterclaim.actors.lexicon import fold, organisations


def same_keys(case: Case, resolved: Sequence[Resolved]) -> dict[str, str]:
    """Keys that differ in letter case, blanks or a leading article only, and reviewers' merges.

    Of names that differ in case the one not all in capitals leads.
    """
    keys = sorted(
        {r.actor for res in resolved for r in res.text.refs if r.actor}
        | {k for res in resolved for k, _ in res.speakers.values()},
        key=lambda k: (k.partition("|")[2].isupper(), k),
    )
    first: dict[str, str] = {}
    out = {}
    for key in keys:
        kind, _, rest = key.partition("|")
        norm = f"{kind}|{fold(re.sub(r'(?i)^the ', '', rest))}" if kind in ("org", "per") else key
        out[key] = first.setdefault(norm, key)
    for result in resolved:
        _short_forms(result, out)
    by_form = {fold(k.split("|", 1)[1]): k for k in keys if k.startswith(("org|", "per|"))}
    for a, b in sorted(case.ruling.merged):
        x, y = by_form.get(a), by_form.get(b)
        if x and y:
            out[y] = out[x]
    return {k: v for k, v in out.items() if k != v}


def _short_forms(result: Resolved, out: dict[str, str]) -> None:
    """Organisations printed in a short form beside the long one in the same article."""
    keys = sorted({r.actor for r in result.text.refs if r.actor and r.actor.startswith("org|")})
    for short in keys:
        long = [k for k in keys if k != short and _is_short_for(short[4:], k[4:])]
        if len(long) == 1 and out[short] == short and out[long[0]] != short:
            out[short] = out[long[0]]
            result.named_by.append((long[0][4:], short[4:], "short form beside the long one in the same article", 0.7))


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


def rename(result: Resolved, alias: dict[str, str]) -> None:
    """Put the leading key in the place of every other, in the mentions and speakers of an article."""
    for ref in result.text.refs:
        if ref.actor in alias:
            ref.actor = alias[ref.actor]
    for attribution, (key, why) in list(result.speakers.items()):
        result.speakers[attribution] = (alias.get(key, key), why)
