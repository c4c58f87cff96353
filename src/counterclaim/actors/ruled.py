"""What reviewers decided about who is who, carried out on resolved articles, whatever kind of actor it is about.

Names of persons are kept apart or together before anything is resolved (``people``); here the same is done for all that
a form can stand for: bodies, states, descriptions. A form that stands for several actors decides nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from counterclaim.actors.aliases import Reason
from counterclaim.actors.article_base import Resolved
from counterclaim.actors.case import Case
from counterclaim.actors.collect import Ref
from counterclaim.actors.decisions import Ruling
from counterclaim.actors.drafts import ActorDraft
from counterclaim.actors.lexicon import fold
from counterclaim.actors.parties import Vote
from counterclaim.records import MentionForm

#: Which of two merged actors lends its key: what the key says for sure goes before what it only repeats.
_LEADING = ("state", "per", "org", "body", "forces", "office")
MERGED = "a reviewer merged them"
#: Of each key the folded forms that its mentions print, with how many do.
Forms = Mapping[str, Mapping[str, int]]


def join_ruled(ruling: Ruling, forms: Forms, out: dict[str, str]) -> list[Reason]:
    """Give the keys of forms that reviewers merged one leading key; the merges.

    Args:
        ruling: what reviewers decided.
        forms: what each key's mentions print.
        out: the leading key of each key; changed in place.
    """
    by_form, joined = _keys_by_form(forms), list[Reason]()
    for a, b in sorted(ruling.merged):
        one, two = _only(by_form.get(a)), _only(by_form.get(b))
        if one is None or two is None or out.get(one, one) == out.get(two, two):
            continue
        lead, other = sorted((out.get(one, one), out.get(two, two)), key=_rank)
        for key in [k for k in {*out, other} if out.get(k, k) == other]:
            out[key] = lead
        joined.append((lead.partition("|")[2], other.partition("|")[2], MERGED, 1.0))
    return joined


def _rank(key: str) -> tuple[int, str]:
    kind = key.partition("|")[0]
    return (_LEADING.index(kind) if kind in _LEADING else len(_LEADING)), key


def _only(keys: set[str] | None) -> str | None:
    return next(iter(keys)) if keys is not None and len(keys) == 1 else None


def _keys_by_form(forms: Forms) -> dict[str, set[str]]:
    """The keys that each folded form stands for; what a key is called by itself goes before what is printed."""
    printed: dict[str, set[str]] = defaultdict(set)
    own: dict[str, set[str]] = defaultdict(set)
    for key, counts in forms.items():
        for form in counts:
            printed[form].add(key)
        if key.startswith(("org|", "per|")):
            own[fold(key.partition("|")[2])].add(key)
    return {**printed, **own}


def forms_in(result: Resolved) -> dict[str, dict[str, int]]:
    """Of each key in an article the folded forms that its mentions print, with how many do; pronouns are none."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for ref in result.text.refs:
        if ref.actor is not None and ref.form is not MentionForm.PRONOUN:
            out[ref.actor].update(forms_of(ref))
    return {key: dict(counts) for key, counts in out.items()}


def forms_of(ref: Ref) -> set[str]:
    """The folded forms that a mention prints: all of it, and the bare name in it."""
    return {f for f in (fold(ref.phrase.text), fold(ref.phrase.name), fold(ref.phrase.exact)) if f}


def apart(ruling: Ruling, forms: Forms) -> list[tuple[str, str]]:
    """Keys with the form that each has to give away, since a reviewer said that it is not for whom its other one is.

    Args:
        ruling: what reviewers decided.
        forms: what the mentions of each leading key print.
    """
    return [
        (key, _lesser(key, a, b, forms[key]))
        for key in sorted(forms)
        for a, b in sorted(ruling.split_pairs)
        if forms[key].get(a) and forms[key].get(b)
    ]


def _lesser(key: str, a: str, b: str, counts: Mapping[str, int]) -> str:
    """Which of two forms leaves: not the one that the actor is called by, else the rarer one."""
    own = fold(key.partition("|")[2])
    return min((a, b), key=lambda f: (f == own, counts[f], f))


def put_apart(result: Resolved, key: str, form: str) -> None:
    """Let the mentions of an actor that print a form be another's."""
    for ref in result.text.refs:
        if ref.actor == key and ref.form is not MentionForm.PRONOUN and form in forms_of(ref):
            new = _own_key(key, ref, form)
            if key in result.profiles:
                result.profiles.setdefault(new, replace(result.profiles[key], key=new))
            ref.actor, ref.why = new, "a reviewer said that it is another"
            result.speakers.update((a, (new, ref.why)) for a in ref.source_of if a in result.speakers)


def _own_key(key: str, ref: Ref, form: str) -> str:
    if key.startswith("per|"):
        return f"per|{ref.phrase.name}" if ref.phrase.name and fold(ref.phrase.name) == form else f"nom|apart|{form}"
    return f"org|{ref.phrase.exact or ref.phrase.text}" if ref.form is MentionForm.NAME else f"group|apart|{form}"


def ruled_parties(
    case: Case,
    drafts: Iterable[ActorDraft],
    party_of: Mapping[str, str],
    evidence: Mapping[str, Sequence[Vote]],
    titles: Mapping[str, str],
) -> tuple[dict[str, str], dict[str, list[Vote]]]:
    """The parties with what reviewers said of them in place of what was proposed."""
    chosen = dict(party_of)
    votes = {party: list(v) for party, v in evidence.items()}
    for draft in sorted(drafts, key=lambda d: d.key):
        key = draft.key
        forms = {fold(f) for f in draft.forms} | {fold(key.partition("|")[2])}
        ruled = [case.ruling.parties[f] for f in sorted(forms & case.ruling.parties.keys())]
        if not ruled:
            continue
        chosen.pop(key, None)
        votes = {party: [v for v in of if v.actor != key] for party, of in votes.items()}
        name = ruled[-1].party
        if name is not None:
            party = _party_key(case, name, party_of.values(), titles)
            chosen[key] = party
            if not draft.mentions:
                continue
            _, mention, _ = min(draft.mentions, key=lambda m: (m[1].article, m[1].span))
            reason = f"{ruled[-1].who} decided that it speaks for {name}"
            votes.setdefault(party, []).append(Vote(key, party, mention.article, mention.span, reason))
    return chosen, {party: votes.get(party, []) for party in set(chosen.values())}


def _party_key(case: Case, name: str, known: Iterable[str], titles: Mapping[str, str]) -> str:
    """The key of a party by its name: one that the case has, a state, or one of that name."""
    word = case.world.word(name)
    if word is not None:
        return f"state|{word.key}"
    same = [p for p in sorted(set(known)) if fold(titles.get(p, p.partition("|")[2])) == fold(name)]
    return same[0] if same else f"org|{name}"
