"""bytes → capture → article → reading → actors → lineage → claims → ledger: the order of the stages.

What one article gives is kept and done again only when its bytes or the version of what read them changed; what
crosses articles is made anew from all of them, in an order that does not depend on how they came in, so that adding
articles one at a time or all at once gives the same case. Every step ends in a transaction: a run that is broken off
goes on where it stopped when the same command is given again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from counterclaim import __version__
from counterclaim.actors import MADE_BY as ACTORS_STEP
from counterclaim.actors import Actors, resolve_actors
from counterclaim.article import ARTICLE_VERSION
from counterclaim.article.across import ACROSS_VERSION, name_shared_furniture
from counterclaim.capture import Archive
from counterclaim.capture.item import CONTAINER, placed
from counterclaim.capture.working import WORKING_VERSION
from counterclaim.claims import Claims, Encoder, Material, build_claims, statements
from counterclaim.claims.build import STEP as CLAIMS_STEP
from counterclaim.errors import InputRejected
from counterclaim.ledger import Ledger
from counterclaim.lineage import MADE_BY as LINEAGE_STEP
from counterclaim.lineage import Lineage, find_lineage, find_utterances
from counterclaim.pipeline.extraction import Extractor
from counterclaim.pipeline.kept import Kept
from counterclaim.pipeline.models import Models
from counterclaim.pipeline.progress import Progress, silent
from counterclaim.pipeline.taking_in import Taken, found_in, take_in
from counterclaim.pipeline.uncollected import uncollected
from counterclaim.pipeline.vectors import KeptVectors
from counterclaim.reading import read_text
from counterclaim.reading.read import STEP as READING_STEP
from counterclaim.records import (
    FORGETFUL,
    Article,
    Attribution,
    Capture,
    Decision,
    Keeper,
    Reading,
    Rejection,
    Span,
    Unread,
    Utterance,
    content_id,
    sources_of,
)

#: Languages the reader was trained on; articles in others are kept and labelled, and not read.
READ_LANGUAGES = frozenset({"en"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build did. ``taken_in`` equals ``new`` + ``known`` + ``rejected_inputs``.

    ``without_article`` are those of the new and the known that are kept and gave no article.
    ``rejections`` are all of the case's: those that this run met first, each part in the order of the files.
    ``findings`` are digests in archives given to it that do not match.
    """

    taken_in: int
    new: int
    known: int
    rejected_inputs: int
    articles: int
    read: int
    not_read: tuple[Article, ...]
    rejections: tuple[Rejection, ...]
    changed: bool
    without_article: int = 0
    findings: tuple[str, ...] = ()


def build_case(
    case_dir: Path, paths: Iterable[Path], models: Models, *, progress: Progress = silent,
    columns: Mapping[str, str] | None = None, urls: Iterable[str] = (),
) -> Outcome:  # fmt: skip
    """Take in files and folders and bring the whole case up to date.

    Args:
        case_dir: the case's folder; made if missing.
        paths: what to take in.
        models: the shipped models.
        progress: told of each step.
        columns: which column of a table holds what (``capture.parsed_map``).
        urls: addresses to fetch; without any, nothing reaches the network.

    Raises:
        CaseError: if the case cannot be opened for writing.
        ModelError: if a shipped model file is missing or altered.
    """
    with Ledger.open(case_dir, create=True) as ledger, Extractor() as extractor:
        run = ledger.begin_run("build", program=__version__, models=models.versions())
        archive = Archive.open(case_dir, ledger.archive_ends())
        taken = take_in(ledger, archive, found_in(paths, columns, urls), progress)
        met = (*taken.rejections, *extract_new(ledger, archive, models, progress, extractor))
        name_shared(ledger)
        vectors = KeptVectors(models.encoder, case_dir, partial(progress, "vectors"))
        read = read_new(ledger, models, vectors, progress)
        changed = relate(ledger, vectors, Kept(case_dir), progress)
        ledger.end_run(run, "finished")
        articles = ledger.articles()
        rejections = in_order(met, ledger.records(Rejection))
        return Outcome(
            taken_in=taken.total,
            new=taken.new,
            known=taken.known,
            rejected_inputs=taken.rejected,
            articles=len(articles),
            read=read,
            not_read=tuple(a for a in articles if not is_read(a)),
            rejections=rejections,
            changed=changed,
            without_article=len({r.capture for r in rejections} & taken.captures),
            findings=taken.findings,
        )


def in_order(met: Iterable[Rejection], every: Iterable[Rejection]) -> tuple[Rejection, ...]:
    """Rejections with those met now before the older ones, each part by file and place."""
    now = {r.id for r in met}
    return tuple(sorted(every, key=lambda r: (r.id not in now, r.file or "", r.detail)))


def add_inputs(
    case_dir: Path, paths: Iterable[Path], *, progress: Progress = silent, columns: Mapping[str, str] | None = None,
    urls: Iterable[str] = (),
) -> Taken:  # fmt: skip
    """Take in files, folders and addresses and leave the rest of the case as it is, to be brought up to date later.

    Raises:
        CaseError: if the case cannot be opened for writing.
    """
    with Ledger.open(case_dir, create=True) as ledger:
        run = ledger.begin_run("add", program=__version__)
        archive = Archive.open(case_dir, ledger.archive_ends())
        taken = take_in(ledger, archive, found_in(paths, columns, urls), progress)
        ledger.end_run(run, "finished")
    return taken


def extract_new(
    ledger: Ledger, archive: Archive, models: Models, progress: Progress, extractor: Extractor
) -> tuple[Rejection, ...]:  # fmt: skip
    """An article, or a rejection, for every capture that has none by the present version; the rejections."""
    made_by = f"{ARTICLE_VERSION}; {models.segmenter.version}; "
    done = {a.capture for a in ledger.articles() if is_made_by(a, made_by)} | ledger.erased()
    captures = [c for c in ledger.records(Capture) if c.id not in done and c.how != CONTAINER]
    waiting = [c for c in captures if ledger.rejected_by(c.id) != made_by]
    rejections: list[Rejection] = []
    for n, capture in enumerate(waiting):
        progress("article", n, len(waiting))
        try:
            ledger.put_article(extractor.extract(archive.read(capture), capture))
        except InputRejected as error:
            rejections.append(rejection_of(capture, error))
            ledger.put_rejection(rejections[-1], made_by)
    progress("article", len(waiting), len(waiting))
    return tuple(rejections)


def name_shared(ledger: Ledger) -> None:
    """Name what outlets print in several articles of the case as furniture, in the light of all of them.

    Done before they are read, since furniture is not. Articles whose lines are named otherwise than before lose their
    reading, and with it the proposals over the case.
    """
    if ledger.has_current_case(ACROSS_VERSION):
        return
    articles = ledger.articles()
    for before, after in zip(articles, name_shared_furniture(articles), strict=True):
        if after != before:
            ledger.put_article(after)


def is_made_by(article: Article, made_by: str) -> bool:
    """Whether the present versions of extraction, and of what makes its working copies, made the article."""
    has_copy = "; working/" in article.made_by
    return article.made_by.startswith(made_by) and (not has_copy or f"; {WORKING_VERSION}" in article.made_by)


def rejection_of(capture: Capture, error: InputRejected) -> Rejection:
    """The record of a capture that is no article."""
    detail = error.detail if capture.part is None else f"{placed(capture.part)}: {error.detail}"
    return Rejection(
        id=content_id("rej", "article", capture.id, error.reason, error.detail),
        capture=capture.id,
        file=capture.file or capture.uri,
        stage="article",
        reason=error.reason,
        detail=detail,
    )


def is_read(article: Article) -> bool:
    """Whether the article's language is one the reader knows; unknown languages are tried."""
    return article.language is None or article.language in READ_LANGUAGES


def read_new(ledger: Ledger, models: Models, vectors: KeptVectors, progress: Progress) -> int:
    """A reading, and vectors of its statements, for every article that has none by the present version; how many."""
    made_by = f"{READING_STEP} {models.reader.version}"
    waiting = [a for a in ledger.articles() if ledger.reading_of(a.id, made_by) is None]
    for n, article in enumerate(waiting):
        progress("reading", n, len(waiting))
        reading = reading_of(article, models)
        ledger.put_reading(reading)
        vectors.remember(statements(article, reading))
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
        unread=(Unread(span=Span(0, len(article.text)), reason="language", detail=str(article.language)),),
    )  # fmt: skip


def relate(ledger: Ledger, encoder: Encoder, keeper: Keeper, progress: Progress) -> bool:
    """Everything that crosses articles, made anew if anything before it changed; whether it was.

    What single articles, and pairs of them, gave before is taken from ``keeper``, which changes the time and no result.
    """
    version = f"{ACROSS_VERSION} {ACTORS_STEP} {LINEAGE_STEP} {CLAIMS_STEP} {encoder.version}"
    if ledger.is_case_current(version):
        return False
    with uncollected():
        found = proposals(ledger.articles(), ledger.readings(), ledger.decisions(), encoder, keeper, progress)
        ledger.replace_case(
            actors=found.people.actors, merges=found.people.merges, parties=found.people.parties,
            speakers=found.people.speakers, claims=found.claims.claims, relations=found.claims.relations,
            accounts=found.claims.accounts, utterances=found.utterances, lineage=found.lineage.links,
            origins=found.lineage.origins, events=found.claims.events, version=version,
        )  # fmt: skip
    progress("claims", 3, 3)
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """What crosses the articles of a case."""

    people: Actors
    lineage: Lineage
    utterances: tuple[Utterance, ...]
    claims: Claims


def proposals(
    articles: Sequence[Article], readings: Sequence[Reading], decisions: Sequence[Decision], encoder: Encoder,
    keeper: Keeper = FORGETFUL, progress: Progress = silent,
) -> Proposals:  # fmt: skip
    """All that crosses articles, from all of them in an order of its own; ``keeper`` changes the time and no result."""
    articles, readings = sorted(articles, key=lambda a: a.id), sorted(readings, key=lambda r: r.article)
    attributions: Sequence[Attribution] = [a for r in readings for a in r.attributions]
    progress("actors", 0, 3)
    sources = sources_of(articles, readings)
    people = resolve_actors(articles, readings, decisions, keeper, sources)
    speaker_of = {s.attribution: s.actor for s in people.speakers}
    progress("lineage", 1, 3)
    lineage = find_lineage(articles, attributions, speaker_of, keeper)
    utterances = find_utterances(articles, attributions, speaker_of, keeper)
    progress("claims", 2, 3)
    material = Material(
        articles=tuple(articles), readings=tuple(readings), actors=people.actors, parties=people.parties,
        speakers=speaker_of, origins=lineage.origins,
        retired=frozenset(s.attribution for s in people.speakers if s.has_left), sources=sources,
    )  # fmt: skip
    claims = build_claims(material, encoder, decisions=decisions, keeper=keeper)
    return Proposals(people=people, lineage=lineage, utterances=utterances, claims=claims)
