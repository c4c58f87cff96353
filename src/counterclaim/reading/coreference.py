"""Mentions of one article joined into clusters: by name, by who speaks, then by the model's antecedents.

"I" is whoever says the words it stands in (``speech``); the model links what is left. A link is refused where it
would put contradicting number, gender or kind, or two different full names, into one cluster. So one wrong link
cannot pull two people together through everything already joined to them, which is how chains of links fail on long
texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from counterclaim.reading.agreement import Traits, together
from counterclaim.reading.interface import LinkedMention
from counterclaim.reading.speech import UNKNOWN, Voices
from counterclaim.records import MentionForm, Span

#: log-odds from which an antecedent is preferred to "none", by the form of the mention
LINK_FROM = {MentionForm.PRONOUN: 0.0, MentionForm.NOMINAL: 0.0, MentionForm.NAME: 0.0}


#: log-odds given to a link by name, and by who speaks
BY_NAME = 3.0
BY_SPEECH = 2.5
#: mentions before and after one in the list that can overlap it
REACH = 40
#: words that make another name of the one after them ("Old Harwick" is not all of Harwick)
DISTINGUISHING = frozenset(
    "old new north south east west northern southern eastern western upper lower inner outer central white".split()
)
#: latest mentions with a common key that a name is compared with
RECENT = 20


@dataclass(frozen=True, slots=True)
class Described:
    """One mention as clustering sees it. ``name`` is its key: folded words of the name it prints, empty if none;
    ``person`` tells a personal name from others.
    """

    span: Span
    form: MentionForm
    traits: Traits
    name: tuple[str, ...] = ()
    person: bool = False


@dataclass
class Cluster:
    """Mentions taken for one thing so far."""

    members: list[int]
    traits: Traits
    names: set[tuple[str, ...]] = field(default_factory=set)
    #: mentions that no mention of the cluster can stand for
    apart: set[int] = field(default_factory=set)

    def admits(self, other: Cluster) -> Traits | None:
        """The traits of both together, None where they cannot be one."""
        if any(are_rivals(a, b) for a in self.names for b in other.names):
            return None
        return together((self.traits, other.traits))


def are_rivals(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names are of two things: neither's words are among the other's, initials counted as words."""
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if a != b and long[-len(short) :] == short and set(long[: -len(short)]) <= DISTINGUISHING:
        return True
    if "".join(w[0] for w in long) == "".join(short) and len(long) > 1:
        return False
    return not all(any(_is_word_of(w, v) for v in long) for w in short)


def _is_word_of(w: str, v: str) -> bool:
    """Whether two words of names are one, or one the initial of the other."""
    return w == v or (min(len(w), len(v)) == 1 and w[0] == v[0])


class Clusters:
    """Clusters being built over the mentions of one article, in text order."""

    def __init__(self, mentions: Sequence[Described], apart: Mapping[int, int] = MappingProxyType({})) -> None:
        self.mentions = mentions
        self.of = list(range(len(mentions)))
        self.clusters = {
            i: Cluster([i], m.traits, {m.name} if m.name else set(), {apart[i]} if i in apart else set())
            for i, m in enumerate(mentions)
        }

    def join(self, a: int, b: int) -> bool:
        """Join the clusters of two mentions, unless they cannot be one. Returns whether they are one now."""
        one, two = self.of[a], self.of[b]
        if one == two:
            return True
        traits = self.clusters[one].admits(self.clusters[two])
        if traits is None or self._overlap(one, two) or self._apart(one, two):
            return False
        kept, gone = min(one, two), max(one, two)
        other = self.clusters.pop(gone)
        self.clusters[kept].members += other.members
        self.clusters[kept].names |= other.names
        self.clusters[kept].apart |= other.apart
        self.clusters[kept].traits = traits
        for m in other.members:
            self.of[m] = kept
        return True

    def _apart(self, one: int, two: int) -> bool:
        """Whether a mention of one cluster was told to be nobody of the other."""
        return any(self.of[x] == b for a, b in ((one, two), (two, one)) for x in self.clusters[a].apart)

    def _overlap(self, one: int, two: int) -> bool:
        """Whether mentions of two clusters overlap: "his" is never "his lawyer"."""
        few, many = sorted((one, two), key=lambda c: len(self.clusters[c].members))
        return any(
            self.of[x] == many and self.mentions[x].span.overlaps(self.mentions[y].span)
            for y in self.clusters[few].members
            for x in range(max(0, y - REACH), min(len(self.mentions), y + REACH + 1))
        )


def clustered(
    mentions: Sequence[Described], linked: Sequence[LinkedMention], voices: Voices = UNKNOWN
) -> tuple[list[int], list[float]]:
    """The cluster number of each mention, and the log-odds of the link that joined it (3 where a name did).

    Args:
        mentions: in text order.
        linked: what the model says of each.
        voices: which mentions are whoever says them or is told them, and which cannot be.
    """
    clusters = Clusters(mentions, voices.others)
    scores = [0.0] * len(mentions)
    join_names(clusters, scores)
    for i, speaker in voices.same.items():
        if clusters.join(speaker, i):
            scores[i] = BY_SPEECH
    for i, (mention, model) in enumerate(zip(mentions, linked, strict=True)):
        if scores[i] and (mention.form is MentionForm.NAME or i in voices.same):
            continue
        for j in sorted(model.antecedents.keys() - voices.fronted, key=lambda j: (-model.antecedents[j], -j)):
            score = model.antecedents[j]
            if score <= LINK_FROM[mention.form]:
                break
            if clusters.join(j, i):
                scores[i] = score
                break
    for described, subject in voices.fronted.items():
        if clusters.join(described, subject):
            scores[described] = BY_SPEECH
    numbers: dict[int, int] = {}
    return [numbers.setdefault(c, len(numbers)) for c in clusters.of], scores


def join_names(clusters: Clusters, scores: list[float]) -> None:
    """Join mentions that print one name: the same words, a surname after a full name, an acronym after its words."""
    seen: dict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(clusters.mentions):
        if not mention.name:
            continue
        near = {j for key in _keys(mention) for j in seen[key][-RECENT:]}
        for j in sorted(near, key=lambda j: (clusters.mentions[j].name != mention.name, -j)):
            if is_one_name(clusters.mentions[j], mention) and clusters.join(j, i):
                scores[i] = BY_NAME
                break
        for key in _keys(mention):
            seen[key].append(i)


def _keys(mention: Described) -> set[str]:
    """Two names without a common key are never compared."""
    name = mention.name
    return {name[0], name[-1], "".join(w[0] for w in name) if len(name) > 1 else name[0]}


def is_one_name(earlier: Described, later: Described) -> bool:
    """Whether two names are printed forms of one."""
    a, b = earlier.name, later.name
    if a == b:
        return True
    if earlier.person != later.person:
        return False
    if earlier.person:
        short, long = sorted((a, b), key=len)
        if len(short) == 1:
            return short[0] in (long[-1], long[0]) and len(long) > 1
        return short[-1] == long[-1] and not are_rivals(a, b)
    return len(a) > 1 and len(b) == 1 and b[0] == "".join(w[0] for w in a)
