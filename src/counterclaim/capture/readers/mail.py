"""E-mail messages, mailboxes, and saved pages in MHTML. A message is kept whole; its attachments are items too.

Here only what stands around a message is looked at; its text is taken out later, in the process that may be killed
(``working``).
"""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser, BytesParser
from io import BytesIO

from counterclaim.capture.item import Container, Found, InputItem, rejection
from counterclaim.capture.media import MAIL, SAVED_PAGE
from counterclaim.capture.source import Source, Work
from counterclaim.capture.times import mail_time
from counterclaim.errors import InputRejected


def read_mail(source: Source, work: Work) -> Iterator[Found]:
    """A message and its attachments.

    Raises:
        InputRejected: ``too_large``, ``too_many`` or ``too_deep``.
    """
    if source.depth > work.bounds.nesting:
        raise InputRejected("too_deep", f"more than {work.bounds.nesting} files inside each other")
    data = source.read(work.bounds.whole_bytes)
    yield from _message(data, source, None, work)


def read_saved_page(source: Source, work: Work) -> Iterator[Found]:
    """A page saved with all its parts as one MIME message; one item.

    Raises:
        InputRejected: ``too_large``.
    """
    data = source.read(work.bounds.whole_bytes)
    headers = BytesHeaderParser(policy=policy.compat32).parsebytes(data)
    address = str(headers.get("Snapshot-Content-Location") or headers.get("Content-Location") or "").strip()
    yield InputItem(
        name=source.name, part=None, data=data, media_type=SAVED_PAGE, how=source.how,
        url=address if address.startswith(("http://", "https://")) and len(address) < 4000 else None,
        claimed_at=mail_time(str(headers.get("Date") or "")), container=source.container,
    )  # fmt: skip


def read_mailbox(source: Source, work: Work) -> Iterator[Found]:
    """Every message of an mbox file, with its own bytes as they stand there.

    Raises:
        InputRejected: ``too_many``.
    """
    number = 0
    for data in _messages(source, work):
        number += 1
        work.budget.count()
        part = f"message {number}"
        if data is None:
            yield rejection(source.name, "too_large", f"more than {work.bounds.item_bytes} bytes", part)
        else:
            yield from _guarded(data, source, part, work)
    yield Container(
        name=source.name, format="mailbox", sha256=source.sha256(), size_bytes=source.size,
        counts=(("messages", number),), container=source.container,
    )  # fmt: skip


def _guarded(data: bytes, source: Source, part: str, work: Work) -> Iterator[Found]:
    try:
        yield from _message(data, source, part, work)
    except InputRejected as error:
        yield rejection(source.name, error.reason, error.detail, part)


def _messages(source: Source, work: Work) -> Iterator[bytes | None]:
    """The messages between "From " lines; None for one over the bound."""
    source.stream.seek(0)
    lines: list[bytes] = []
    size, was_blank, is_first = 0, True, True
    while line := source.stream.readline(1024 * 1024):
        if was_blank and line.startswith(b"From "):
            if not is_first:
                yield b"".join(lines) if size <= work.bounds.item_bytes else None
            lines, size, is_first = [], 0, False
        else:
            size += len(line)
            if size <= work.bounds.item_bytes:
                lines.append(line)
        was_blank = not line.strip()
    if not is_first:
        yield b"".join(lines) if size <= work.bounds.item_bytes else None


def _message(data: bytes, source: Source, part: str | None, work: Work) -> Iterator[Found]:
    """A message and its attachments; an attachment is a file of its own, found by its bytes."""
    message = parsed_message(data)
    item = InputItem(
        name=source.name, part=part, data=data, media_type=MAIL, how="e-mail" if part else source.how,
        claimed_at=None, container=source.container,
    )  # fmt: skip
    yield item
    parts = list(_parts(message, work.bounds.mail_parts))
    for number, attached in enumerate((p for p in parts if _is_attached(p)), 1):
        yield from _attachment(attached, f"{source.name}/{number}", item.sha256, source, work)


def _attachment(message: Message, stem: str, key: str, source: Source, work: Work) -> Iterator[Found]:
    name = f"{stem} {safe_name(str(message.get_filename() or message.get_content_type()))}"
    data = content_of(message)
    if not data or message.get_content_maintype() in ("image", "audio", "video", "font"):
        yield rejection(name, "unsupported_type", f"an attachment of type {message.get_content_type()}")
        return
    work.budget.spend(len(data))
    work.budget.count()
    inner = Source(
        name=name, stream=BytesIO(data), size=len(data), how="e-mail attachment", depth=source.depth + 1, container=key
    )
    yield from work.descend(inner, work)


def parsed_message(data: bytes) -> EmailMessage:
    """A message.

    Raises:
        InputRejected: ``damaged``, whatever the standard library stumbles over.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
    except Exception as error:
        # The email package raises many kinds of errors on hostile headers; all mean the same here.
        raise InputRejected("damaged", f"not a message: {type(error).__name__}") from error
    return message


def _parts(message: Message, most: int) -> Iterator[Message]:
    """The parts of a message in order; a message that is attached whole is one part."""
    waiting: list[Message] = [message]
    count = 0
    while waiting:
        part = waiting.pop()
        count += 1
        if count > most:
            raise InputRejected("too_many", f"more than {most} parts")
        yield part
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            waiting += reversed([p for p in inner if isinstance(p, Message)])


def _is_attached(part: Message) -> bool:
    try:
        is_message = part.get_content_maintype() == "message"
        return is_message or (not part.is_multipart() and part.get_content_disposition() == "attachment")
    except Exception:  # as above: a header that cannot be parsed attaches nothing
        return False


def content_of(part: Message) -> bytes:
    """A part's content with its transfer encoding undone."""
    try:
        if part.get_content_type() == MAIL:
            return bytes(part.get_payload(0).as_bytes())  # type: ignore[union-attr]
        payload = part.get_payload(decode=True)
    except Exception:  # as above
        return b""
    return payload if isinstance(payload, bytes) else b""


def safe_name(name: str) -> str:
    """A name as it may be shown: without folders, controls, or characters that turn the line around."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[:120] or "unnamed"
