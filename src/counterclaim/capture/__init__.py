"""Bytes in: from the files and folders a user names to captures kept unchanged in the case's archive.

``iter_inputs`` finds items, ``Archive`` keeps their bytes. Next in the flow: ``article``.
"""

from counterclaim.capture.archive import Archive
from counterclaim.capture.bounds import DEFAULT_BOUNDS, Bounds
from counterclaim.capture.inputs import iter_inputs
from counterclaim.capture.item import InputItem
from counterclaim.capture.media import SUPPORTED

#: Why an input never became a capture.
REJECTION_REASONS = {
    "bad_json": "a line of JSON lines that is not one JSON object in UTF-8",
    "binary": "not text in any encoding",
    "empty": "no bytes, or nothing but blanks",
    "hidden": "its name begins with a dot and it was not named by the user",
    "link": "a link to a folder; folders are not followed",
    "link_outside": "a link to a file outside the given folder",
    "not_a_file": "a device, pipe or socket",
    "not_found": "no such file or folder",
    "too_deep": "folders nested beyond the bound",
    "too_large": "more bytes than the bound",
    "unreadable": "the system refused to read it",
    "unsupported_type": "an extension that is not read",
}

__all__ = [
    "DEFAULT_BOUNDS",
    "REJECTION_REASONS",
    "SUPPORTED",
    "Archive",
    "Bounds",
    "InputItem",
    "iter_inputs",
]
