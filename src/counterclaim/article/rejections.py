"""Why an input cannot be used as an article: every reason code, each with one line that explains it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from counterclaim.errors import InputRejected

#: Reason code to what it means. The bytes of a rejected input stay in the archive.
REJECTION_REASONS: Final = MappingProxyType(
    {
        "empty": "The input has no bytes.",
        "no_text": "The input has no visible text.",
        "too_large": "The input, or its text, is larger than an article can be (see counterclaim.article.bounds).",
        "binary": "The bytes are not text in any encoding known here.",
        "unsupported_format": "The bytes are of a known format that is not read as an article (PDF, ZIP, image, ...).",
        "undecodable": "The bytes look like text, but no encoding reads them without loss.",
        "bad_json": "The item is not valid JSON, or not an object.",
        "no_text_field": "The JSON object has no field that holds an article's text.",
        "unparseable": "The HTML could not be parsed.",
    }
)


def rejected(reason: str, detail: str) -> InputRejected:
    """The error to raise for an input that cannot be used; ``reason`` must be one of the codes above."""
    if reason not in REJECTION_REASONS:
        raise ValueError(f"unknown rejection reason {reason!r}")
    return InputRejected(reason, detail)
