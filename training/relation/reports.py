"""Pairs made from statements found in real reports: reworded, shortened, denied, negated, a number or name changed.

The statements are contents of attributions (PolNeAR and contested_news, train parts) and of reporting sentences in
unlabelled news, found by pattern. What is done to a statement decides the label.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.relation.corpora import Pair, mask, rows, share
from training.relation.wrapping import Wrapper, inside, sentence, tables

ANY_SAME = mask("same", "entails", "entailed")
BE_AND_HAVE = "is|are|was|were|has|have|had|will|would|can|could|should|must|does|did"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
#: words by which a clause is known to be a whole statement, and after which "not" is put
AUXILIARY = re.compile(rf"\b({BE_AND_HAVE}|may|might)\b(?! not|n't)")
NEGATED = re.compile(
    rf"\b({BE_AND_HAVE}|do) (not|never)\b|\b(is|are|was|were|has|have|had|would|could|should|does|did|do)n['’]t\b"
)
SAYING = re.compile(
    r"^(?P<x>[A-Z][\w.'’ -]{2,50}?) (?:said|says|claimed|claims|alleged|insisted|told reporters|stated|announced|denied"
    r"|argued|confirmed|maintained)(?: on \w+day)?(?: that)? (?P<s>[^“”\"]{30,220})\.$"
)
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
NUMBER_WORDS = {w: n for n, w in enumerate("two three four five six seven eight nine ten".split(), 2)}
NUMBER = re.compile(
    rf"(?<![\w$.,-])(\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}|{'|'.join(NUMBER_WORDS)}|dozens|hundreds)(?![\w.,-]\w)"
)
DAY, MONTH = re.compile(rf"\b({DAYS})\b"), re.compile(rf"\b({MONTHS.replace('May|', '')})\b")
#: where a statement can be cut so that the first part follows from the whole
TAIL = re.compile(
    r"(?:,? (?:because|after|while|although|even though|despite|where|amid|following)"
    r"|, (?:which|who|adding|saying|including|but|and))\b"
)
#: words that make a cut or a negation say something else
FRAGILE = re.compile(
    r"\b(if|unless|whether|only|until|neither|nor|except|or|either|nobody|nothing|none|no|never)\b", re.I
)
ADVERBIAL = re.compile(
    rf"^(?P<rest>[^,]{{20,}}?) (?P<when>(?:on|in) (?:\w+day|\w+day (?:morning|night)|{MONTHS})(?: \d{{1,4}})?)$"
)
IN_PLACE = re.compile(rf"\b(in|near|outside|at) (?!{MONTHS}|Congress)((?:[A-Z][a-z]+ ?){{1,2}})(?=[ ,.]|$)")
STARTS = frozenset("the a an he she they it there we his her its some many no".split())
#: how a source must look to be put before another statement
SPEAKER = re.compile(r"(?:[Tt]he|[Aa]n?|[A-Z][\w.’'-]+)(?: [\w.’'-]+){1,4}")
NOT_SPEAKER = re.compile(r"\b(said|says|by|my|our|his|her|and|according|who|many|some|law|laws)\b", re.I)


#: two statements and the mask of their labels
Made = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A statement in a document."""

    doc: str
    text: str


def is_statement(text: str) -> bool:
    """Whether a content is a whole clause of usable length."""
    words = text.split()
    if not 5 <= len(words) <= 38 or "\n" in text or text.count("“") != text.count("”") or text.count('"') % 2:
        return False
    starts = words[0][0].isupper() or words[0] in STARTS
    verb = AUXILIARY.search(text) or re.search(r"\b\w{3,}ed\b", text)
    # a verb that stands only after such a word is not the statement's own
    own = verb and not re.search(r"\b(that|who|which|whether|where|how|to|of whether|what)\b", text[: verb.start()])
    return bool(starts and own and verb and verb.start() > 1 and not text.endswith("?"))


def contents(path: Path) -> Iterator[Found]:
    """Contents of attributions that are whole statements."""
    for d in rows(path):
        for a in d["attributions"]:
            if len(a["content"]) == 1 and a.get("act") not in {"question", "demand"}:
                start, end = a["content"][0]
                text = d["text"][start:end].strip(" “”\"‘’',")
                text = text.removeprefix("that ")
                if is_statement(text):
                    yield Found(d["id"], text)


def reporting_sentences(path: Path, name: str) -> Iterator[Found]:
    """Statements in plain reporting sentences of unlabelled news."""
    for d in rows(path):
        for line in SENTENCE.split(d["text"]):
            got = SAYING.match(line)
            if got and is_statement(got["s"]):
                yield Found(f"{name}-{d['id']}", got["s"])


def speakers(path: Path) -> list[str]:
    """Short sources of attributions, as they stand."""
    found = set()
    for d in rows(path):
        for a in d["attributions"]:
            if len(a["source"]) == 1:
                text = d["text"][a["source"][0][0] : a["source"][0][1]]
                if SPEAKER.fullmatch(text) and not NOT_SPEAKER.search(text):
                    found.add(text[0].lower() + text[1:] if text.split()[0] in {"The", "A", "An"} else text)
    return sorted(found)


def negated(text: str, rng: random.Random) -> str | None:
    """The statement's denial by its first verb, or None."""
    if FRAGILE.search(text):
        return None
    had = NEGATED.search(text)
    if had:
        if re.search(r"\b(that|who|which|because)\b", text[: had.start()]):
            return None
        verb = had.group(1) or had.group(3)
        return text[: had.start()] + ("did in fact" if verb in {"did", "does", "do"} else verb) + text[had.end() :]
    verb = AUXILIARY.search(text)
    if not verb or re.search(r"\b(that|who|which|because|and|but)\b|,", text[: verb.start()]) or verb.start() < 2:
        return None
    word = verb.group(1)
    short = {
        "is": "isn't",
        "are": "aren't",
        "was": "wasn't",
        "were": "weren't",
        "has": "hasn't",
        "had": "hadn't",
        "did": "didn't",
    }
    form = (
        short[word] if word in short and rng.random() < 0.25 else f"{word} {rng.choice(('not', 'not', 'not', 'never'))}"
    )
    return text[: verb.start()] + form + text[verb.end() :]


def reworded(text: str, rng: random.Random) -> str:
    """The same statement with some words exchanged and a time moved to the front."""
    out = text
    table = [*tables()["reword"]["pairs"]]
    rng.shuffle(table)
    for one, other in table:
        for old, new in ((one, other), (other, one)):
            if re.search(rf"\b{re.escape(old)}\b", out) and rng.random() < 0.8:
                out = re.sub(rf"\b{re.escape(old)}\b", new, out, count=1)
                break
    got = ADVERBIAL.match(out.rstrip("."))
    if got and rng.random() < 0.7:
        out = f"{got['when']}, {inside(got['rest'])}"
    return out


def shortened(text: str) -> str | None:
    """A first part that follows from the whole, or None."""
    if FRAGILE.search(text):
        return None
    cuts = [m.start() for m in TAIL.finditer(text) if len(text[: m.start()].split()) >= 5]
    cuts = [c for c in cuts if AUXILIARY.search(text[:c]) or re.search(r"\w{3,}ed\b", text[:c])]
    return text[: cuts[-1]] if cuts and len(text[cuts[-1] :].split()) >= 3 else None


def other_number(text: str, rng: random.Random) -> tuple[str, bool] | None:
    """The statement with one number changed, and whether it may be a year or a day."""
    found = list(NUMBER.finditer(text))
    if not found:
        return None
    m = rng.choice(found)
    old = m.group(1)
    if old in {"dozens", "hundreds"}:
        new = {"dozens": "hundreds", "hundreds": "dozens"}[old]
    elif old in NUMBER_WORDS:
        new = rng.choice([w for w in NUMBER_WORDS if w != old])
    else:
        n = int(old.replace(",", ""))
        n = max(1, n + rng.choice((-1, 1)) * rng.randint(1, max(1, n // 2))) if n > 1 else rng.randint(2, 9)
        new = f"{n:,}" if "," in old else str(n)
    after_date_word = re.search(rf"(?:{MONTHS}|in|of|since|by) $", text[: m.start()])
    date = bool(after_date_word) or (old.isdigit() and 1900 < int(old) < 2100)
    return (text[: m.start()] + new + text[m.end() :], date) if new != old else None


def other_time(text: str, rng: random.Random) -> str | None:
    """The statement moved to another day or month."""
    for pattern, names in (
        (DAY, DAYS.split("|")),
        (MONTH, MONTHS.split("|")),
    ):
        m = pattern.search(text)
        if m:
            return text[: m.start()] + rng.choice([n for n in names if n != m.group(0)]) + text[m.end() :]
    return None


class Reports:
    """Makes pairs of one statement, or of two of one document."""

    def __init__(
        self, rng: random.Random, wrapper: Wrapper, countries: Sequence[tuple[str, str]], places: Sequence[str]
    ) -> None:
        self.rng, self.wrapper, self.places = rng, wrapper, places
        self.countries = [c for c, _ in countries]
        self.adjectives = [d for _, d in countries]
        names = sorted({*self.countries, *self.adjectives}, key=len, reverse=True)
        self.named = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b")
        self.harm = re.compile(rf"\b({tables()['reword']['harm_verbs']})\b")
        self.ways: list[tuple[Callable[[str], Made | None], int]] = [
            (self.negate, 14), (self.deny, 14), (self.deny_negated, 4), (self.fake, 5), (self.same, 16),
            (self.shorten, 14), (self.number, 10), (self.time, 6), (self.elsewhere, 7), (self.other_party, 8),
            (self.hedge, 6), (self.ask, 6), (self.no_evidence, 2),
        ]  # fmt: skip

    def said(self, text: str) -> str:
        """The statement, reworded now and then, in a clause now and then."""
        return self.wrapper.said(reworded(text, self.rng) if self.rng.random() < 0.4 else text, 0.55)

    def negate(self, s: str) -> Made | None:
        """A statement and its negation."""
        no = negated(s, self.rng)
        return (self.said(s), self.said(no), mask("contradicts")) if no else None

    def deny(self, s: str) -> Made | None:
        """A statement and a denial that names it."""
        return self.said(s), self.wrapper.put("denying", reworded(s, self.rng)), mask("contradicts")

    def fake(self, s: str) -> Made | None:
        """A statement, and that it is untrue."""
        return self.said(s), self.wrapper.said(self.wrapper.put("denied", s), 0.5), mask("contradicts")

    def deny_negated(self, s: str) -> Made | None:
        """Two ways of denying one statement."""
        no = negated(s, self.rng)
        other = self.said(no) if no else self.wrapper.put("denying", s)
        return self.wrapper.put("denying", reworded(s, self.rng)), other, mask("same")

    def same(self, s: str) -> Made | None:
        """One statement in two clauses, reworded."""
        return self.wrapper.said(s, 0.6), self.wrapper.said(reworded(s, self.rng), 0.8), mask("same")

    def shorten(self, s: str) -> Made | None:
        """A statement and its first part."""
        short = shortened(s)
        return (self.said(s), self.said(short), mask("entails")) if short else None

    def number(self, s: str) -> Made | None:
        """Another count; other dates and years are another matter."""
        got = other_number(s, self.rng)
        if not got:
            return None
        return self.said(s), self.said(got[0]), mask("contradicts", "unrelated") if got[1] else mask("contradicts")

    def time(self, s: str) -> Made | None:
        """Another day."""
        got = other_time(s, self.rng)
        return (self.said(s), self.said(got), mask("unrelated")) if got else None

    def elsewhere(self, s: str) -> Made | None:
        """Another place."""
        m = IN_PLACE.search(s)
        if not m:
            return None
        other = self.rng.choice(self.places)
        moved = s[: m.start(2)] + other + (" " if m.group(2).endswith(" ") else "") + s[m.end(2) :]
        return self.said(s), self.said(moved), mask("unrelated")

    def other_party(self, s: str) -> Made | None:
        """Another country at the statement's beginning: did it somebody else, or is it about somebody else?"""
        m = self.named.search(s[:40])
        if not m:
            return None
        names = self.countries if m.group(1) in self.countries else self.adjectives
        moved = s[: m.start()] + self.rng.choice([n for n in names if n != m.group(1)]) + s[m.end() :]
        harm = self.harm.search(s[m.end() : m.end() + 40])
        return self.said(s), self.said(moved), mask("contradicts") if harm else mask("unrelated", "contradicts")

    def hedge(self, s: str) -> Made | None:
        """A statement and a guess that it is so."""
        return self.said(s), self.wrapper.put("hedged", s), mask("entails")

    def ask(self, s: str) -> Made | None:
        """A statement, and that somebody leaves open whether it is so."""
        return self.said(s), self.wrapper.put("open", s), mask("unrelated")

    def no_evidence(self, s: str) -> Made | None:
        """A statement, and that nothing shows it: an answer, though both can hold."""
        return self.said(s), self.wrapper.put("evidence", s), mask("contradicts", "unrelated")

    def two(self, s: str, other: str) -> Made | None:
        """Two statements of one document."""
        a, b = set(s.lower().split()), set(other.lower().split())
        return (self.said(s), self.said(other), mask("unrelated")) if len(a & b) < 0.5 * min(len(a), len(b)) else None

    def pairs(self, found: Sequence[Found], n: int) -> list[Pair]:
        """``n`` pairs; each statement is used some times at most."""
        by_doc: dict[str, list[str]] = {}
        for f in found:
            by_doc.setdefault(f.doc, []).append(f.text)
        order = list(found)
        out: list[Pair] = []
        seen: set[tuple[str, str]] = set()
        while len(out) < n and order:
            self.rng.shuffle(order)
            for f in order[: n - len(out)]:
                others = [t for t in by_doc[f.doc] if t != f.text]
                if others and self.rng.random() < 0.14:
                    made = self.two(f.text, self.rng.choice(others))
                else:
                    way = self.rng.choices([w for w, _ in self.ways], [k for _, k in self.ways])[0]
                    made = way(f.text)
                if made and made[:2] not in seen and sentence(made[0]).lower() != sentence(made[1]).lower():
                    seen.add(made[:2])
                    out.append(Pair("built_reports", "relation", *made))
        return out


def statements(root: Path, split: str) -> list[Found]:
    """All statements of a split's documents, each once."""
    sources = [
        *contents(root / "attribution/polnear/train.jsonl.gz"),
        *contents(root / "attribution/contested_news/train.jsonl.gz"),
        *reporting_sentences(root / "news/contested.jsonl.gz", "contested"),
        *reporting_sentences(root / "news/general.jsonl.gz", "general"),
    ]
    chosen = {f.text: f for f in sources if (share(f.doc) < 0.93) == (split == "train")}
    return [chosen[t] for t in sorted(chosen)]


#: words by which a sentence may speak against another of its article
AGAINST = re.compile(
    r"\b(den(?:y|ie)\w*|reject\w*|dismiss\w*|disput\w*|refut\w*|doubt\w*|not|never|false|wrong|but|however|despite|although|"
    r"said|says|say|told|according|claim\w*|alleg\w*|accus\w*|argu\w*|insist\w*|call\w*|would|could|may|might|if)\b|n['’]t",
    re.I,
)
#: pairs taken of one article, and how many of its sentences are looked at
MAX_OF_ARTICLE, FIRST_SENTENCES = 3, 40


def plain_sentences(text: str) -> list[str]:
    """The sentences of an article in which the outlet itself states something, without quotation or contrast."""
    found = (line.strip() for line in SENTENCE.split(text)[:FIRST_SENTENCES])
    plain = [t for t in found if t.endswith(".") and not re.search(r"[“”\"?]", t) and not AGAINST.search(t)]
    return [t for t in dict.fromkeys(plain) if is_statement(t)]


def overlap(a: str, b: str) -> float:
    """Share of the shorter statement's words that the other has."""
    x, y = set(a.lower().split()), set(b.lower().split())
    return len(x & y) / min(len(x), len(y))


def consistent(path: Path, split: str, wrapper: Wrapper, n: int) -> list[Pair]:
    """Pairs of statements that one article makes in its own voice, the likest first: no contradictions.

    Real statements on one matter mostly do not contradict each other, which made pairs alone would not teach.
    """
    found: list[tuple[float, str, str]] = []
    for d in rows(path):
        if (share(d["id"]) < 0.93) == (split == "train"):
            texts = plain_sentences(d["text"])
            pairs = [(overlap(a, b), a, b) for i, a in enumerate(texts) for b in texts[i + 1 :]]
            found += sorted((p for p in pairs if p[0] < 0.9), reverse=True)[:MAX_OF_ARTICLE]
    label = mask("same", "entails", "entailed", "unrelated")
    return [
        Pair("built_consistent", "relation", wrapper.said(a, 0.25), wrapper.said(b, 0.25), label)
        for _, a, b in sorted(found, reverse=True)[:n]
    ]
