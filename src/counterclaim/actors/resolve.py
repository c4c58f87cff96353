"""From the readings of all articles to the actors of the case: the part's front door.

Order: what the case shares (names, states, acronyms) is gathered over all articles; each article is then
resolved on its own; the results are folded into actors, merges, parties and speaker links.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from counterclaim.actors.article_actors import ArticleActors, Resolved
from counterclaim.actors.case import Case, gather
from counterclaim.actors.decisions import merge_id, read_decisions
from counterclaim.actors.lexicon import fold, organisations, seats, words
from counterclaim.actors.names import person_name, skeleton
from counterclaim.actors.parties import Vote, assign, party_votes, principal_votes
from counterclaim.records import (
    Actor,
    ActorKind,
    ActorMention,
    Article,
    Decision,
    MentionForm,
    Merge,
    Party,
    PartyEvidence,
    Reading,
    SpeakerLink,
    content_id,
)

MADE_BY = "actors/1"


#: Likeness (0 to 100) from which two printings are spellings of one name.
SAME_SPELLING_FROM = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """Who is in the case, why mentions were taken together, for whom they speak, who speaks where."""

    actors: tuple[Actor, ...]
    merges: tuple[Merge, ...]
    parties: tuple[Party, ...]
    speakers: tuple[SpeakerLink, ...]


@dataclass(slots=True)
class _Draft:
    """One actor while its mentions are gathered."""

    key: str
    mentions: list[tuple[str, ActorMention, str]] = field(default_factory=list)
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)


def resolve_actors(
    articles: Sequence[Article], readings: Sequence[Reading], decisions: Sequence[Decision] = ()
) -> Actors:
    """Resolve mentions over the whole case.

    Args:
        articles: the case's articles, in any order.
        readings: their readings; an article without one is left out.
        decisions: what reviewers decided (see :mod:`counterclaim.actors.decisions` for the form).

    Returns:
        The actors, the merges behind them, the parties, and who speaks in each attribution.

    """
    ruling = read_decisions(decisions)
    case = gather(articles, readings, ruling)
    resolved = [ArticleActors(case, case.texts[k]).resolve() for k in sorted(case.texts)]
    alias = _same_keys(case, resolved)
    for result in resolved:
        _rename(result, alias)
    drafts = _drafts(resolved)
    speaking = frozenset(key for r in resolved for key, _ in r.speakers.values())
    kept = {k: d for k, d in drafts.items() if k in speaking or d.names}
    ids = _ids(kept)
    kinds = {k: _kind(d) for k, d in kept.items()}
    votes = party_votes(case, resolved, kinds)
    party_of, evidence = assign(votes, speaking)
    if principals := principal_votes(resolved, party_of):
        party_of, evidence = assign([*votes, *principals], speaking)
    return Actors(
        actors=_actors(case, kept, ids, kinds, party_of),
        merges=_merges(case, resolved, kept, ids),
        parties=_parties(case, party_of, evidence, ids),
        speakers=_speakers(resolved, ids),
    )


def _same_keys(case: Case, resolved: Sequence[Resolved]) -> dict[str, str]:
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


def _rename(result: Resolved, alias: dict[str, str]) -> None:
    for ref in result.text.refs:
        if ref.actor in alias:
            ref.actor = alias[ref.actor]
    for attribution, (key, why) in list(result.speakers.items()):
        result.speakers[attribution] = (alias.get(key, key), why)


def _drafts(resolved: Sequence[Resolved]) -> dict[str, _Draft]:
    drafts: dict[str, _Draft] = {}
    for result in resolved:
        text = result.text.article.text
        for ref in result.text.refs:
            if ref.actor is None or ref.phrase.kind == "document":
                continue
            draft = drafts.setdefault(ref.actor, _Draft(ref.actor))
            form = ref.form
            mention = ActorMention(article=result.text.article.id, span=ref.span, form=form)
            words_ = re.sub(r"\s+", " ", ref.span.of(text))
            draft.mentions.append((words_, mention, ref.why))
            profile = result.profiles.get(ref.actor)
            if profile is not None:
                draft.kinds[profile.kind] += 1
            if form is not MentionForm.PRONOUN:
                draft.forms[words_] += 1
                bare = ref.phrase.name or (ref.phrase.exact if ref.phrase.kind == "name" else "")
                if bare and bare in words_:
                    draft.forms[bare] += 0
            if form is MentionForm.NAME:
                draft.names[words_] += 1
        for key, _ in result.speakers.values():
            draft = drafts.setdefault(key, _Draft(key))
            if key in result.profiles:
                draft.kinds[result.profiles[key].kind] += 1
    return drafts


def _kind(draft: _Draft) -> ActorKind:
    if draft.key.startswith("per|"):
        return ActorKind.PERSON
    if not draft.kinds:
        return ActorKind.ORGANISATION
    return min(draft.kinds, key=lambda k: (-draft.kinds[k], k.value))


def _ids(drafts: dict[str, _Draft]) -> dict[str, str]:
    """Ids from what the actor is. A person's comes from the surname, so that a fuller name met later changes
    nothing; where two persons share a surname, from the given name as well.
    """
    bearers: dict[str, list[str]] = defaultdict(list)
    for key in drafts:
        if key.startswith("per|") and (name := person_name(key[4:])) is not None:
            bearers[name.key].append(key)
    out = {}
    for key in sorted(drafts):
        name = person_name(key[4:]) if key.startswith("per|") else None
        if name is None:
            out[key] = content_id("act", key.partition("|")[0], fold(key.partition("|")[2]))
        elif len(bearers[name.key]) == 1:
            out[key] = content_id("act", "person", name.key)
        else:
            out[key] = content_id("act", "person", name.key, *(skeleton(g) for g in name.given), fold(key[4:]))
    return out


def _actor_name(case: Case, draft: _Draft) -> str:
    kind, _, rest = draft.key.partition("|")
    if kind == "per":
        return _commonest_spelling(rest, draft)
    if kind == "state":
        return case.world.title(rest)
    if kind == "org" and (fold(rest) in organisations() or fold(rest) in seats()):
        return _printed_or_table(rest, draft)
    if kind == "of":
        owner, role = rest.rsplit("|", 2 if rest.endswith(("|", "|s")) else 1)[:2]
        heads = Counter({f.split()[-1].lower(): n for f, n in draft.forms.items() if f.split()})
        head = min(heads, key=lambda h: (-heads[h], h)) if heads else role
        return f"{head} of {_actor_name(case, _Draft(owner))}"
    bare = Counter[str]()
    for form, n in (draft.names or draft.forms).items():
        bare[_without_determiner(form)] += n
    if not bare:
        holder, _, role = rest.rstrip("|").partition("|")
        role = role.split("|")[0]
        if not role:
            return rest
        # a body known in one article only is held by that article; its id is no name for people
        return role if holder in case.texts else f"{role} of {case.world.title(holder)}"
    bound = [f for f in bare if kind in ("body", "forces", "plural", "group") and _names_state(case, f)]
    pool = bound or sorted(bare)
    best = min(pool, key=lambda f: (-bare[f], -len(f), f))
    return best.split(",")[0] if len(best) > 60 else best


def _commonest_spelling(name: str, draft: _Draft) -> str:
    """The spelling of a person's name that is printed most often, among those with as many words; a typo is rarer."""
    words_ = len(name.split())
    endings = Counter[str]()
    for form, n in draft.forms.items():
        ending = " ".join(form.split()[-words_:])
        if len(ending.split()) == words_ and fuzz.ratio(fold(ending), fold(name)) >= SAME_SPELLING_FROM:
            endings[ending] += n
    return min(endings, key=lambda e: (-endings[e], e != name, e)) if endings else name


def _printed_or_table(name: str, draft: _Draft) -> str:
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


def _without_determiner(form: str) -> str:
    tokens = form.split()
    while len(tokens) > 1 and tokens[0].lower() in words()["definite"] | {"a", "an"}:
        tokens.pop(0)
    return " ".join(tokens).strip("“”\"'‘’ ")


def _actors(
    case: Case,
    drafts: dict[str, _Draft],
    ids: dict[str, str],
    kinds: dict[str, ActorKind],
    party_of: dict[str, str],
) -> tuple[Actor, ...]:
    out = []
    for key, draft in drafts.items():
        party = party_of.get(key)
        name = _actor_name(case, draft)
        out.append(
            Actor(
                id=ids[key],
                name=name,
                kind=kinds[key],
                party=content_id("pty", party) if party else None,
                aliases=tuple(sorted(draft.forms)),
                mentions=tuple(sorted((m for _, m, _ in draft.mentions), key=lambda m: (m.article, m.span))),
                made_by=MADE_BY,
            )
        )
    return tuple(sorted(out, key=lambda a: a.id))


def _merges(
    case: Case, resolved: Sequence[Resolved], drafts: dict[str, _Draft], ids: dict[str, str]
) -> tuple[Merge, ...]:
    """One merge for each surface form that is not the actor's own name."""
    found: dict[str, Merge] = {}
    for link in case.people.links.values():
        key = f"per|{case.people.names.get(link.a, link.a)}"
        if key in ids:
            found[merge_id(link.a, link.b)] = _merge(link.a, link.b, ids[key], link.reason, link.weight)
    for result in resolved:
        for a, b, reason, weight in result.named_by:
            key = f"per|{a}" if f"per|{a}" in ids else f"org|{a}"
            if key in ids:
                found.setdefault(merge_id(a, b), _merge(a, b, ids[key], reason, weight))
    for key, draft in drafts.items():
        if key.startswith("per|") or key not in ids:
            continue
        name = _actor_name(case, draft)
        for form, mention, why in sorted(draft.mentions, key=lambda m: (m[0], m[1].article, m[1].span)):
            if mention.form is not MentionForm.PRONOUN and fold(form) != fold(name):
                found.setdefault(
                    merge_id(name, form),
                    _merge(name, form, ids[key], why, 0.9 if mention.form is MentionForm.NAME else 0.5),
                )
    return tuple(sorted(found.values(), key=lambda m: m.id))


def _merge(a: str, b: str, actor: str, reason: str, weight: float) -> Merge:
    return Merge(id=merge_id(a, b), actor=actor, a=a, b=b, reason=reason, weight=weight)


def _parties(
    case: Case, party_of: dict[str, str], evidence: dict[str, list[Vote]], ids: dict[str, str]
) -> tuple[Party, ...]:
    out = []
    for key in sorted(set(party_of.values())):
        members = sorted(ids[a] for a, p in party_of.items() if p == key and a in ids)
        votes = sorted((v for v in evidence[key] if v.actor in ids), key=lambda v: (ids[v.actor], v.article, v.span))
        proof = [PartyEvidence(actor=ids[v.actor], article=v.article, span=v.span, reason=v.reason) for v in votes]
        kind, _, rest = key.partition("|")
        name = case.world.title(rest) if kind == "state" else rest
        if members:
            out.append(
                Party(
                    id=content_id("pty", key),
                    name=name,
                    actors=tuple(members),
                    evidence=tuple(proof),
                    made_by=MADE_BY,
                )
            )
    return tuple(sorted(out, key=lambda p: p.id))


def _speakers(resolved: Sequence[Resolved], ids: dict[str, str]) -> tuple[SpeakerLink, ...]:
    out = [
        SpeakerLink(attribution=a, actor=ids[key], why=why, made_by=MADE_BY)
        for result in resolved
        for a, (key, why) in result.speakers.items()
        if key in ids
    ]
    return tuple(sorted(out, key=lambda s: s.attribution))
