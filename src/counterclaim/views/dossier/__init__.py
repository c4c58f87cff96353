"""The dossier: one self-contained HTML page from a case. One module for each section; see :mod:`.render`."""

from counterclaim.views.dossier.render import render_dossier

__all__ = ["render_dossier"]
