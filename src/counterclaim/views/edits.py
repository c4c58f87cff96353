"""Articles that were edited between two captures of one address: which lines differ, and who no longer says what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.pipeline.watching import differences, media_kind, when_captured, words_of
from counterclaim.records import Article, Claim, Member, Stance
from counterclaim.views.query import Case

#: Stances that somebody takes; that an outlet merely reports a thing is not one.
_TAKEN = frozenset({Stance.AFFIRMS, Stance.DENIES, Stance.QUESTIONS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Two captures of one address after each other that say other things."""

    url: str
    before: Article
    after: Article
    lines: tuple[str, ...]


def edits(case: Case) -> list[Edit]:
    """Every edit that the case's captures show, by address and time.

    Only captures of one kind are compared: a feed's summary of a page is no earlier version of it.
    """
    versions: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for article in case.articles:
        capture = case.capture_by_id[article.capture]
        if capture.uri.startswith(("http://", "https://")):
            versions[capture.uri, media_kind(capture.media_type)].append(article)
    found = []
    for (url, _), articles in sorted(versions.items()):
        for before, after in pairwise(sorted(articles, key=lambda a: when_captured(case.capture_by_id[a.capture]))):
            lines = differences(before.alone(), after.alone())
            if lines:
                found.append(Edit(url=url, before=before, after=after, lines=lines))
    return found


def withdrawn(case: Case, edit: Edit) -> list[str]:
    """What somebody affirms, denies or questions in the earlier version in words that the later one does not have."""
    later = " ".join(words_of(edit.after))
    lines = []
    for claim, member in _members(case, edit.before):
        words = [" ".join(s.of(edit.before.text).split()) for s in member.spans]
        if member.stance in _TAKEN and not all(w in later for w in words):
            actor = case.actor_by_id.get(member.actor or "")
            who = actor.name if actor is not None else "somebody not named"
            label = " ".join(case.article_by_id[claim.label.article].text[claim.label.start : claim.label.end].split())
            lines.append(f"no longer in it: {who} {member.stance}: “{' … '.join(words)}” – of “{label}”")
    return list(dict.fromkeys(lines))


def _members(case: Case, article: Article) -> Iterator[tuple[Claim, Member]]:
    found = [(c, m) for c in case.claims for m in c.members if m.article == article.id]
    yield from sorted(found, key=lambda pair: (pair[1].spans, pair[0].id))
