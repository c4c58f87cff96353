"""Tables of ``counterclaim show`` on what was taken in: captures, reports, what came from where, what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.views.cli.cells import Row, outlet

if TYPE_CHECKING:
    from counterclaim.views.query import Case


def articles(case: Case) -> list[Row]:
    """Each report, by date."""
    rows = [
        {
            "published": a.published.value,
            "outlet": a.outlet,
            "title": a.title,
            "file": a.file,
            "language": a.language,
            "credits": sorted({c.name for c in a.credits} | {c.name for c in a.stated_credits}),
            "attributions": len(case.reading_by_article[a.id].attributions) if a.id in case.reading_by_article else 0,
            "id": a.id,
        }
        for a in case.articles
    ]
    return sorted(rows, key=lambda r: (r["published"] or "", r["file"] or "", r["id"]))


def lineage(case: Case) -> list[Row]:
    """Which report takes what from which, and what drifted."""

    def end(x: str) -> str:
        return outlet(case, x) if x in case.article_by_id else x

    return [
        {
            "from": end(x.a),
            "to": end(x.b),
            "type": str(x.type),
            "passages": len(x.passages),
            "score": round(x.score, 2),
            "reason": x.reason,
            "drift": [f"{d.what}: {d.a} -> {d.b}" for d in x.drift],
        }
        for x in case.lineage
    ]


def origins(case: Case) -> list[Row]:
    """Reports that fold to one origin."""
    return [{"articles": [outlet(case, a) for a in o.articles], "reason": o.reason} for o in case.origins]


def rejections(case: Case) -> list[Row]:
    """What could not be taken in or read."""
    return [{"file": r.file, "stage": r.stage, "reason": r.reason, "detail": r.detail} for r in case.rejections]


def captures(case: Case) -> list[Row]:
    """The bytes that were taken in, and where they are kept."""
    return [
        {
            "sha256": c.id,
            "file": c.file,
            "part": c.part,
            "type": c.media_type,
            "bytes": c.size_bytes,
            "captured": c.captured_at.isoformat(),
            "how": c.how,
            "in": f"{c.warc_file}@{c.warc_offset}",
        }
        for c in case.captures
    ]


def edits(case: Case) -> list[Row]:
    """Articles that say something else than at the capture before, with the lines that went and came."""
    from counterclaim.views.edits import edits, withdrawn

    return [
        {
            "address": e.url,
            "before": case.capture_by_id[e.before.capture].captured_at.isoformat(timespec="minutes"),
            "after": case.capture_by_id[e.after.capture].captured_at.isoformat(timespec="minutes"),
            "lines": list(e.lines),
            "withdrawn": withdrawn(case, e),
            "captures": [e.before.capture, e.after.capture],
        }
        for e in edits(case)
    ]
