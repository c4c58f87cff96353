"""E-mail, mailboxes, MHTML and PDF: kept whole, and their text is taken out by ``working_copy``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from makers import PAGE, WORDS, found_in, mail, mhtml, pdf, small

from counterclaim.capture import working_copy
from counterclaim.capture.working import reflowed
from counterclaim.errors import InputRejected


def test_a_message_is_kept_whole_and_its_attachment_is_an_item(tmp_path: Path) -> None:
    """The message keeps its bytes; what is attached is read by its own bytes, under a name without folders."""
    data = mail(attached=PAGE.encode())
    (tmp_path / "m.eml").write_bytes(data)

    (message, page), rejected, _ = found_in(tmp_path / "m.eml")

    assert (message.data, message.media_type, rejected) == (data, "message/rfc822", [])
    assert (page.name, page.media_type, page.container) == ("m.eml/1 x.html", "text/html", message.sha256)
    assert page.data.strip() == PAGE.encode()


def test_a_message_as_an_item() -> None:
    """Subject without its prefixes, date in UTC, and the text."""
    data, media_type = working_copy(mail(), "message/rfc822")

    assert media_type == "application/json"
    assert json.loads(data) == {"title": "Gate seven", "published": "2031-05-05T08:00:00Z", "text": WORDS}


def test_messages_of_a_mailbox(tmp_path: Path) -> None:
    """Each message of an mbox file is an item with its own bytes; one over the bound is a rejection."""
    lines = b"From a Mon May  5 10:00:00 2031\n"
    messages = [mail("One"), mail("Two", body="x" * 3000), mail("Three")]
    (tmp_path / "box").write_bytes(b"\n".join(lines + m for m in messages))

    items, rejected, (told,) = found_in(tmp_path / "box", bounds=small(item_bytes=2000))

    assert [i.part for i in items] == ["message 1", "message 3"]
    assert items[0].data.strip() == messages[0].strip()
    assert [(r.reason, r.detail[:9]) for r in rejected] == [("too_large", "message 2")]
    assert dict(told.counts) == {"messages": 3}


def test_a_forwarded_message_is_an_item(tmp_path: Path) -> None:
    """A message attached whole to another is read too."""
    outer = (
        b"From: a@b.example\nTo: c@d.example\nSubject: see below\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="q"\n\n--q\nContent-Type: text/plain\n\nlook\n'
        b"--q\nContent-Type: message/rfc822\n\n" + mail("Inner", attached=PAGE.encode()) + b"\n--q--\n"
    )
    (tmp_path / "m.eml").write_bytes(outer)

    items, _, _ = found_in(tmp_path / "m.eml")

    assert [i.media_type for i in items] == ["message/rfc822", "message/rfc822", "text/html"]
    assert json.loads(working_copy(items[1].data, items[1].media_type)[0])["title"] == "Inner"


def test_a_saved_page(tmp_path: Path) -> None:
    """MHTML is one item with the address and time it states; its page is the working copy."""
    (tmp_path / "p.mht").write_bytes(mhtml())

    (item,), _, _ = found_in(tmp_path / "p.mht")
    data, media_type = working_copy(item.data, item.media_type)

    assert (item.url, media_type) == ("https://lorne.example/gate", "text/html")
    assert item.claimed_at is not None
    assert item.claimed_at.isoformat() == "2031-05-06T08:00:00+00:00"
    assert WORDS in data.decode("utf-8-sig")


def test_a_pdf_is_kept_and_its_text_taken_out(tmp_path: Path) -> None:
    """A PDF keeps its bytes; broken lines are joined to paragraphs and hyphens closed."""
    data = pdf(["Gate seven", "", "The harbour board of Lorne said on Monday that gate se-",
                "ven had been left open by the night shift, a spokes-", "man told reporters at the quay."])  # fmt: skip
    (tmp_path / "noname").write_bytes(data)

    (item,), _, _ = found_in(tmp_path / "noname")
    text = working_copy(item.data, item.media_type)[0].decode()

    assert item.data == data
    assert "said on Monday that gate seven had been left open by the night shift, a spokesman told" in text
    assert text.startswith("Gate seven\n")


def test_letters_that_a_font_joins_are_separate() -> None:
    """Words of a PDF can be searched."""
    assert reflowed("Oﬃcials aﬃrm the ﬁnding") == "Officials affirm the finding"


@pytest.mark.parametrize(
    ("data", "media_type", "reason"),
    [
        (b"%PDF-1.4 nothing", "application/pdf", "damaged"),
        (pdf([]), "application/pdf", "no_text"),
        (b"Subject: x\n\n", "message/rfc822", "no_text"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n", "multipart/related", "no_text"),
    ],
)
def test_what_holds_no_text_says_so(data: bytes, media_type: str, reason: str) -> None:
    """A capture that cannot be read keeps its bytes and gets a reason."""
    with pytest.raises(InputRejected) as error:
        working_copy(data, media_type)
    assert error.value.reason == reason


def test_a_page_declares_another_charset_than_its_part() -> None:
    """The charset of the MIME part goes before what the page says of itself."""
    page = '<html><head><meta charset="windows-1251"></head><body>café</body></html>'
    data, _ = working_copy(mhtml(page), "multipart/related")

    assert data.startswith(b"\xef\xbb\xbf")
    assert "café" in data.decode("utf-8-sig")
