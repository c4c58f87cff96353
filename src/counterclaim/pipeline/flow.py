"""bytes → capture → article → reading → actors → lineage → claims → ledger: the order of the stages.

What one article gives is kept and done again only when its bytes or the version of what read them changed; what
crosses articles is made anew from all of them, in an order that does not depend on how they came in, so that adding
articles one at a time or all at once gives the same case. Every step ends in a transaction: a run that is broken off
goes on where it stopped when the same command is given again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from counterclaim import __version__
from counterclaim.actors import resolve_actors
from counterclaim.article import ARTICLE_VERSION, extract_article
from counterclaim.capture import Archive, iter_inputs
from counterclaim.claims import Material, build_claims
from counterclaim.claims.build import STEP as CLAIMS_STEP
from counterclaim.errors import InputRejected
from counterclaim.ledger import Ledger
from counterclaim.lineage import MADE_BY as LINEAGE_STEP
from counterclaim.lineage import find_lineage, find_utterances
from counterclaim.pipeline.models import Models
from counterclaim.reading import read_text
from counterclaim.reading.read import STEP as READING_STEP
from counterclaim.records import Article, Attribution, Capture, Reading, Rejection, content_id

ACTORS_STEP = "actors/1"
#: Languages the reader was trained on; articles in others are kept and labelled, and not read.
READ_LANGUAGES = frozenset({"en"})


class Progress(Protocol):
    """Told of each step, so that a person can watch; ``total`` is None while it is not known."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """``done`` of ``total`` items of a stage are finished."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Progress for whoever does not watch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build did. ``taken_in`` equals ``new`` + ``known`` + ``rejected_inputs``."""

    taken_in: int
    new: int
    known: int
    rejected_inputs: int
    articles: int
    read: int
    not_read: tuple[Article, ...]
    rejections: tuple[Rejection, ...]
    changed: bool


def build_case(case_dir: Path, paths: Iterable[Path], models: Models, *, progress: Progress = silent) -> Outcome:
    """Take in files and folders and bring the whole case up to date.

    Raises:
        CaseError: if the case cannot be opened for writing.
        ModelError: if a shipped model file is missing or altered.
    """
    with Ledger.open(case_dir, create=True) as ledger:
        run = ledger.begin_run("build", program=__version__, models=models.versions())
        archive = Archive.open(case_dir, ledger.archive_ends())
        counts = take_in(ledger, archive, paths, progress)
        extract_new(ledger, archive, models, progress)
        read = read_new(ledger, models, progress)
        changed = relate(ledger, models, progress)
        ledger.end_run(run, "finished")
        articles = ledger.articles()
        return Outcome(
            taken_in=sum(counts),
            new=counts[0],
            known=counts[1],
            rejected_inputs=counts[2],
            articles=len(articles),
            read=read,
            not_read=tuple(a for a in articles if not is_read(a)),
            rejections=ledger.records(Rejection),
            changed=changed,
        )


def take_in(ledger: Ledger, archive: Archive, paths: Iterable[Path], progress: Progress) -> tuple[int, int, int]:
    """Keep the bytes of every input: how many were new, known, and rejected."""
    new = known = rejected = 0
    for item in iter_inputs(paths):
        if isinstance(item, Rejection):
            ledger.put_rejection(item)
            rejected += 1
        elif ledger.has_capture(item.sha256):
            ledger.put_sighting(item.sha256, item.name, item.part)
            known += 1
        else:
            ledger.put_capture(archive.add(item))
            new += 1
        progress("capture", new + known + rejected, None)
    return new, known, rejected


def extract_new(ledger: Ledger, archive: Archive, models: Models, progress: Progress) -> None:
    """An article, or a rejection, for every capture that has none by the present version."""
    made_by = f"{ARTICLE_VERSION}; {models.segmenter.version}; "
    done = {a.capture for a in ledger.articles() if a.made_by.startswith(made_by)}
    waiting = [c for c in ledger.records(Capture) if c.id not in done]
    for n, capture in enumerate(waiting):
        progress("article", n, len(waiting))
        try:
            ledger.put_article(extract_article(archive.read(capture), capture=capture, segmenter=models.segmenter))
        except InputRejected as error:
            ledger.put_rejection(rejection_of(capture, error))
    progress("article", len(waiting), len(waiting))


def rejection_of(capture: Capture, error: InputRejected) -> Rejection:
    """The record of a capture that is no article."""
    return Rejection(
        id=content_id("rej", "article", capture.id, error.reason, error.detail),
        capture=capture.id,
        file=capture.file or capture.uri,
        stage="article",
        reason=error.reason,
        detail=error.detail,
    )


def is_read(article: Article) -> bool:
    """Whether the article's language is one the reader knows; unknown languages are tried."""
    return article.language is None or article.language in READ_LANGUAGES


def read_new(ledger: Ledger, models: Models, progress: Progress) -> int:
    """A reading for every article that has none by the present version; how many were made."""
    made_by = f"{READING_STEP} {models.reader.version}"
    waiting = [a for a in ledger.articles() if ledger.reading_of(a.id, made_by) is None]
    for n, article in enumerate(waiting):
        progress("reading", n, len(waiting))
        ledger.put_reading(reading_of(article, models))
    progress("reading", len(waiting), len(waiting))
    return len(waiting)


def reading_of(article: Article, models: Models) -> Reading:
    """The reading of one article; an article in another language gets an empty one that says so."""
    if is_read(article):
        return read_text(
            article.text,
            models.reader,
            article=article.id,
            segments=article.segments,
            published=article.published.value,
            language=article.language,
        )
    return Reading(
        article=article.id, language=article.language, sentences=(), entities=(), timexes=(), mentions=(),
        attributions=(), own_voice=(), evidence=(), framing=(), made_by=f"{READING_STEP} {models.reader.version}",
    )  # fmt: skip


def relate(ledger: Ledger, models: Models, progress: Progress) -> bool:
    """Everything that crosses articles, made anew if anything before it changed; whether it was."""
    version = f"{ACTORS_STEP} {LINEAGE_STEP} {CLAIMS_STEP} {models.encoder.version}"
    if ledger.is_case_current(version):
        return False
    articles = tuple(sorted(ledger.articles(), key=lambda a: a.id))
    readings = tuple(sorted(ledger.readings(), key=lambda r: r.article))
    attributions: Sequence[Attribution] = [a for r in readings for a in r.attributions]
    progress("actors", 0, 3)
    people = resolve_actors(articles, readings, ledger.decisions())
    speaker_of = {s.attribution: s.actor for s in people.speakers}
    progress("lineage", 1, 3)
    lineage = find_lineage(articles, attributions)
    utterances = find_utterances(articles, attributions, speaker_of)
    progress("claims", 2, 3)
    claims = build_claims(
        Material(
            articles=articles, readings=readings, actors=people.actors, parties=people.parties,
            speakers=speaker_of, origins=lineage.origins,
        ),
        models.encoder,
    )  # fmt: skip
    ledger.replace_case(
        actors=people.actors, merges=people.merges, parties=people.parties, speakers=people.speakers,
        claims=claims.claims, relations=claims.relations, accounts=claims.accounts, utterances=utterances,
        lineage=lineage.links, origins=lineage.origins, events=claims.events, version=version,
    )  # fmt: skip
    progress("claims", 3, 3)
    return True
