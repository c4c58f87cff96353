"""Reading: one article's text to mentions, times and attributions (source, cue, content).

Needs that article alone. The model is given by whoever calls (``interface.ReaderModel``); rules for quotation
marks, continued quotes, headlines, times and hedges are here, their words in ``cues.toml``.
"""

from counterclaim.reading.interface import RawAttribution, ReaderModel, ReadingPass
from counterclaim.reading.read import read_text

__all__ = ["RawAttribution", "ReaderModel", "ReadingPass", "read_text"]
