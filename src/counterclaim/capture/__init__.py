"""Bytes in: from the files and folders a user names to captures kept unchanged in the case's archive.

``iter_inputs`` finds items, ``Archive`` keeps their bytes. Next in the flow: ``article``.
"""

from counterclaim.capture.archive import Archive
from counterclaim.capture.bounds import DEFAULT_BOUNDS, Bounds
from counterclaim.capture.inputs import iter_found, iter_inputs
from counterclaim.capture.item import Container, InputItem
from counterclaim.capture.media import SUPPORTED
from counterclaim.capture.readers.tables import parsed_map
from counterclaim.capture.working import working_copy

#: Why an input never became a capture.
REJECTION_REASONS = {
    "bad_json": "a line of JSON lines that is not one JSON object in UTF-8",
    "bad_row": "a row of a table that does not fit its header",
    "binary": "not text in any encoding",
    "damaged": "a file, or a stretch of it, that does not hold what its format promises",
    "empty": "no bytes, or nothing but blanks",
    "encoding": "an HTTP body in an encoding that is not read",
    "encrypted": "it needs a password",
    "erased": "bytes that were erased from the case on request",
    "hidden": "its name begins with a dot and it was not named by the user",
    "http_status": "a page that the server answered with an error",
    "link": "a link to a folder, which is not followed, or a link inside an archive",
    "link_outside": "a link to a file outside the given folder",
    "missing": "a page that an archive lists and does not hold",
    "not_fetched": "an address that gave no whole answer",
    "no_columns": "a table in which no column is known to hold a text, a page or an address",
    "no_text": "no text in it, such as a PDF of pictures",
    "not_a_file": "a device, pipe or socket",
    "not_parsed": "kept, and no article could be made of it within the bounds of time and memory",
    "not_found": "no such file or folder",
    "refused": "an address that is never fetched, such as one of a machine that is not public",
    "robots": "a site that asks programs not to fetch this",
    "too_deep": "folders or archives nested beyond the bound",
    "too_large": "more bytes than the bound, or unpacking to far more than its size",
    "too_many": "more items, parts, pages or entries than the bound",
    "unreadable": "the system refused to read it",
    "unsafe_name": "a member whose name leads out of its archive",
    "unsupported_type": "a kind of file that is not read",
    "xml_entities": "XML that declares entities",
}

__all__ = [
    "DEFAULT_BOUNDS",
    "REJECTION_REASONS",
    "SUPPORTED",
    "Archive",
    "Bounds",
    "Container",
    "InputItem",
    "iter_found",
    "iter_inputs",
    "parsed_map",
    "working_copy",
]
