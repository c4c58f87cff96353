"""Actors while their mentions are gathered over the case: one draft a key, its kind and its id."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from counterclaim.actors.article_actors import Resolved
from counterclaim.actors.lexicon import fold
from counterclaim.actors.names import person_name, skeleton
from counterclaim.records import ActorKind, ActorMention, MentionForm, content_id


@dataclass(slots=True)
class ActorDraft:
    """One actor while its mentions are gathered."""

    key: str
    mentions: list[tuple[str, ActorMention, str]] = field(default_factory=list)
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)


def drafts_of(resolved: Sequence[Resolved]) -> dict[str, ActorDraft]:
    """A draft for each key that a mention stands for or that speaks; papers are none."""
    drafts: dict[str, ActorDraft] = {}
    for result in resolved:
        text = result.text.article.text
        for ref in result.text.refs:
            if ref.actor is None or ref.phrase.kind == "document":
                continue
            draft = drafts.setdefault(ref.actor, ActorDraft(ref.actor))
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
            draft = drafts.setdefault(key, ActorDraft(key))
            if key in result.profiles:
                draft.kinds[result.profiles[key].kind] += 1
    return drafts


def kind_of_draft(draft: ActorDraft) -> ActorKind:
    """What an actor is: the kind that most of its articles take it for."""
    if draft.key.startswith("per|"):
        return ActorKind.PERSON
    if not draft.kinds:
        return ActorKind.ORGANISATION
    return min(draft.kinds, key=lambda k: (-draft.kinds[k], k.value))


def ids_of(drafts: dict[str, ActorDraft]) -> dict[str, str]:
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
