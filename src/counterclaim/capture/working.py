"""From a capture's bytes to bytes that article extraction reads: PDF, e-mail and MHTML to text, page or JSON item.

The capture itself stays as it came; this is the working copy beside the evidentiary one. It runs in the process that
may be killed, since these formats are where hostile files live.
"""

from __future__ import annotations

import html
import io
import json
import logging
import re
import warnings
from email.message import EmailMessage, Message

from counterclaim.capture.bounds import DEFAULT_BOUNDS, Bounds
from counterclaim.capture.media import HTML, JSON, MAIL, PDF, PLAIN, SAVED_PAGE
from counterclaim.capture.readers.mail import content_of, parsed_message
from counterclaim.capture.times import mail_time
from counterclaim.errors import InputRejected

#: Step and version, for the record of what an article was made by.
WORKING_VERSION = "working/1"
_NAME = re.compile(rb"/?([a-zA-Z][a-zA-Z0-9]*)")
_BREAKING = frozenset(
    b"p div br h1 h2 h3 h4 h5 h6 li tr td ul ol article section header footer title blockquote figcaption".split()
)
_UNSEEN = frozenset((b"script", b"style", b"noscript", b"template", b"svg"))
#: Letters that fonts join; as separate letters they can be searched and read.
_JOINED = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_BOM = "\ufeff"
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad]\n(?=[a-zà-ÿ])")
_ENDS = re.compile(r"[.!?:;…»”\"')\]]\s*$")


def working_copy(data: bytes, media_type: str, bounds: Bounds = DEFAULT_BOUNDS) -> tuple[bytes, str]:
    """Bytes and media type for article extraction; most captures are their own working copy.

    Raises:
        InputRejected: ``damaged``, ``encrypted``, ``no_text``, ``too_many`` or ``too_large``.
    """
    if media_type == PDF:
        return pdf_text(data, bounds).encode("utf-8"), PLAIN
    if media_type == MAIL:
        return mail_item(data), JSON
    if media_type == SAVED_PAGE:
        return saved_page(data), HTML
    return data, media_type


def crude_text(data: bytes, media_type: str) -> tuple[bytes, str]:
    """The words of a page without looking at its structure, in time that grows with its length alone.

    Raises:
        InputRejected: ``no_text``, if it is no page: then there is no cheaper way.
    """
    kind = media_type.partition(";")[0]
    page = data
    if kind == JSON:
        page = _page_of_item(data)
    elif kind != HTML:
        raise InputRejected("no_text", "there is no cheaper way to read this")
    charset = re.search(r"charset=([\w.:-]{2,30})", media_type)
    words = html.unescape(_decoded_as(_without_markup(page), charset.group(1) if charset else "utf-8"))
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return "\n".join(line for line in lines if line).encode("utf-8", "replace"), PLAIN


def _without_markup(page: bytes) -> bytes:
    """Text between tags, a line break where a block begins or ends; no pattern that could explode."""
    out: list[bytes] = []
    unseen: bytes | None = None
    for number, part in enumerate(page.split(b"<")):
        found = _NAME.match(part) if number else None
        name = found.group(1).lower() if found is not None else b""
        if unseen is not None:
            unseen = None if part.startswith(b"/") and name == unseen else unseen
            continue
        if name in _UNSEEN and not part.startswith(b"/"):
            unseen = name
            continue
        out += (b"\n" if name in _BREAKING else b" ", part.partition(b">")[2] if number else part)
    return b"".join(out)


def _page_of_item(data: bytes) -> bytes:
    try:
        item = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputRejected("no_text", "an item that cannot be read") from error
    page = item.get("html") if isinstance(item, dict) else None
    if not isinstance(page, str):
        raise InputRejected("no_text", "there is no cheaper way to read this")
    return page.encode("utf-8", "replace")


# PDF ------------------------------------------------------------------------------------------------------------


def pdf_text(data: bytes, bounds: Bounds = DEFAULT_BOUNDS) -> str:
    """The text layer of a PDF, page after page, broken lines joined to paragraphs.

    Raises:
        InputRejected: as ``working_copy``.
    """
    import pypdf  # slow to import; few cases hold PDFs

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputRejected("encrypted", "needs a password")
            pages = reader.pages
            count = len(pages)
            if count > bounds.pdf_pages:
                raise InputRejected("too_many", f"{count} pages, the bound is {bounds.pdf_pages}")
            parts = _page_texts(pages, bounds)
        except InputRejected:
            raise
        except Exception as error:
            # pypdf raises many kinds of errors on damaged files, its own and Python's; all mean the same here.
            raise InputRejected(
                "damaged", f"a PDF that is cut off or damaged: it cannot be read ({type(error).__name__})"
            ) from error
    text = "\n\n".join(reflowed(part) for part in parts if part.strip())
    if not text.strip():
        raise InputRejected("no_text", "a PDF without a text layer, such as a scan")
    return text


def _page_texts(pages: object, bounds: Bounds) -> list[str]:
    parts: list[str] = []
    size = 0
    for page in pages:  # type: ignore[attr-defined]
        text = str(page.extract_text()).encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
        size += len(text)
        if size > bounds.text_bytes:
            raise InputRejected("too_large", f"more than {bounds.text_bytes} characters of text")
        parts.append(text)
    return parts


def reflowed(text: str) -> str:
    """Lines as the page breaks them, joined to paragraphs: a full line that does not end a sentence goes on."""
    lines = [line.rstrip() for line in _HYPHEN.sub("", text.translate(_JOINED)).replace("\r", "\n").split("\n")]
    widths = sorted(len(line) for line in lines if line)
    usual = widths[len(widths) * 3 // 4] if widths else 0
    out: list[str] = []
    goes_on = False
    for line in lines:
        words = line.strip()
        if goes_on and words:
            out[-1] += f" {words}"
        else:
            out.append(words)
        is_full = len(line) >= 0.7 * usual and usual > 25
        goes_on = bool(words) and is_full and (not _ENDS.search(line) or len(line) >= 0.95 * usual)
    return "\n".join(out).strip()


# E-mail and MHTML -----------------------------------------------------------------------------------------------


def mail_item(data: bytes) -> bytes:
    """A message as a JSON item: subject, date, and its text or page.

    Raises:
        InputRejected: ``damaged`` or ``no_text``.
    """
    message = parsed_message(data)
    told: dict[str, str] = {}
    subject = " ".join(_header(message, "Subject").split())
    if subject:
        told["title"] = re.sub(r"^(?:(?:fwd?|re|aw|wg|tr|rv)\s*:\s*)+", "", subject, flags=re.I) or subject
    when = mail_time(_header(message, "Date"))
    if when is not None:
        told["published"] = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    told |= _body(message)
    if not {"text", "html"} & set(told):
        raise InputRejected("no_text", "a message without text")
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")


def _header(message: Message, name: str) -> str:
    try:
        return str(message.get(name) or "").encode("utf-8", "replace").decode("utf-8")
    except Exception:  # the email package raises many kinds of errors on hostile headers; then it says nothing
        return ""


def _body(message: EmailMessage) -> dict[str, str]:
    """The plain text where it is more than a pointer to the page, else the page."""
    plain, page = _content(message, "plain"), _content(message, "html")
    if plain.strip() and (len(plain) >= 400 or not page.strip()):
        return {"text": plain.replace("\r\n", "\n").strip()}
    return {"html": page} if page.strip() else {}


def _content(message: EmailMessage, kind: str) -> str:
    try:
        part = message.get_body(preferencelist=(kind,))
    except Exception:  # as above
        part = None
    return _decoded(part) if part is not None else ""


def _decoded(part: Message) -> str:
    return _decoded_as(content_of(part), part.get_content_charset() or "utf-8")


def _decoded_as(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset, "replace")
    except (LookupError, UnicodeError, ValueError):  # no such charset, or a codec that is not one of text
        return data.decode("utf-8", "replace")


def saved_page(data: bytes) -> bytes:
    """The page of an MHTML file in UTF-8, with a byte order mark so that no declaration in it is believed.

    Raises:
        InputRejected: ``damaged`` or ``no_text``.
    """
    message = parsed_message(data)
    try:
        pages = [p for p in message.walk() if p.get_content_type() in (HTML, "application/xhtml+xml")]
    except Exception as error:  # as above
        raise InputRejected("damaged", f"not a saved page: {type(error).__name__}") from error
    text = _decoded(pages[0]).lstrip(_BOM) if pages else ""
    if not text.strip():
        raise InputRejected("no_text", "no page in it")
    return (_BOM + text).encode("utf-8", "replace")
