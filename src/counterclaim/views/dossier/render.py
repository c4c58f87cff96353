"""A case as one self-contained HTML page: no outside request, no need of JavaScript, deterministic."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from counterclaim import __version__
from counterclaim.views.dossier.accounts import party_views
from counterclaim.views.dossier.actors import actor_groups
from counterclaim.views.dossier.articles import article_views
from counterclaim.views.dossier.claims import claim_views
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.lineage import lineage_section
from counterclaim.views.dossier.matrix import matrix
from counterclaim.views.dossier.method import method
from counterclaim.views.dossier.opening import opening
from counterclaim.views.dossier.timeline import timeline
from counterclaim.views.dossier.utterances import utterance_views
from counterclaim.views.dossier.wording import wording
from counterclaim.views.dossier.words import isolated, plain, shown
from counterclaim.views.query import Case


def render_dossier(case: Case) -> str:
    """The dossier of a case.

    Args:
        case: the records of the case, as :mod:`counterclaim.views.query` reads them.

    Returns:
        An HTML document with its style and script inside. All words of the articles are escaped, and the
        page's own policy forbids any script but the one below and any request at all.

    """
    index = Index(case)
    claims = claim_views(index)
    script = _asset("dossier.js")
    page = _environment().get_template("dossier.html.j2")
    html = page.render(
        name=case_title(case.name),
        is_current=case.is_current,
        version=__version__,
        policy=content_policy(script),
        css=Markup(_asset("dossier.css")),
        script=Markup(script),
        opening=opening(index, claims),
        contested=[c for c in claims if c.contested],
        shared=[c for c in claims if not c.contested and c.assertions > 1],
        single=[c for c in claims if not c.contested and c.assertions == 1],
        matrix=matrix(index),
        parties=party_views(index),
        timeline=timeline(index),
        lineage=lineage_section(index),
        utterances=utterance_views(index),
        actor_groups=actor_groups(index),
        wording=wording(index),
        articles=article_views(index),
        method=method(index),
        read_count=sum(1 for a in index.articles if index.is_read(a.id)),
    )
    # A lone surrogate cannot be written as UTF-8; words of articles show it, elsewhere it becomes "?".
    return html.encode("utf-8", "replace").decode("utf-8")


def case_title(name: str) -> str:
    """A case's folder name as a headline: ``bridge-at-lorn`` as ``Bridge at lorn``; a title is kept."""
    spaced = name.replace("_", " ").replace("-", " ").strip() if " " not in name else name
    return spaced[:1].upper() + spaced[1:] or "Untitled case"


def content_policy(script: str) -> str:
    """The page's Content-Security-Policy: nothing may load; only its own script, by digest, may run."""
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _asset(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(words=isolated, shown=shown, plain=plain)
    return environment
