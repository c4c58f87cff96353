"""Feeds: every entry is an item, whatever the dialect; hostile XML is refused."""

from __future__ import annotations

import json
from pathlib import Path

from makers import WORDS, found_in, small

RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Lorne Courier</title>
<item><title>Gate &amp; shift</title><link>https://l.example/1</link><pubDate>Mon, 05 May 2031 10:00:00 +0200</pubDate>
<dc:creator>Ana Writer</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>{WORDS}</p><p>More.</p>]]></content:encoded></item>
<item><title>Only a title</title><guid>urn:x:2</guid></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lorne Post</title>
<entry><title type="html">Gate</title><link rel="self" href="https://l.example/self"/><link href="https://l.example/2"/>
<updated>2031-05-06T01:00:00Z</updated><published>2031-05-05T09:00:00+01:00</published><author><name>B. Ro</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p></div></content></entry></feed>"""


def test_rss_entries_are_items(tmp_path: Path) -> None:
    """Title, address, author, date and the longest text of each entry are kept, and the feed's file whole."""
    (tmp_path / "feed").write_text(RSS, encoding="utf-8")

    (whole, first, second), rejected, _ = found_in(tmp_path / "feed")

    told = json.loads(first.data)
    assert whole.is_container
    assert rejected == []
    assert (told["title"], told["outlet"], told["author"]) == ("Gate & shift", "Lorne Courier", "Ana Writer")
    assert told["published"] == "2031-05-05T08:00:00Z"
    assert WORDS in told["html"]
    assert (first.url, first.part) == ("https://l.example/1", "entry 1")
    assert json.loads(second.data)["text"] == "Only a title"
    assert second.origin == (("guid", "urn:x:2"),)


def test_atom_entries_are_items(tmp_path: Path) -> None:
    """Atom's links, dates and XHTML content are read."""
    (tmp_path / "feed.atom").write_text(ATOM, encoding="utf-8")

    (_, entry), _, _ = found_in(tmp_path / "feed.atom")

    told = json.loads(entry.data)
    assert (told["author"], told["published"], entry.url) == ("B. Ro", "2031-05-05T08:00:00Z", "https://l.example/2")
    assert WORDS in told["html"]


def test_entities_are_refused(tmp_path: Path) -> None:
    """A feed that declares entities, small or exploding, is rejected before it is parsed."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    for number, declared in enumerate(
        ('<!ENTITY x SYSTEM "file:///etc/hostname">', f'<!ENTITY a0 "ha">{laughs}', "<!entity % p SYSTEM 'http://x'>")
    ):
        path = tmp_path / f"{number}.xml"
        path.write_text(f"<?xml version='1.0'?><!DOCTYPE rss [{declared}]><rss><channel/></rss>", encoding="utf-8")
        items, rejected, _ = found_in(path)
        assert (items, [r.reason for r in rejected]) == ([], ["xml_entities"])


def test_a_feed_that_is_cut_off_says_what_is_missing(tmp_path: Path) -> None:
    """Entries behind a break are counted and said."""
    broken = RSS.replace("<item><title>Only", "</channel></rss><item><title>Only")
    (tmp_path / "feed.xml").write_text(broken, encoding="utf-8")

    items, rejected, _ = found_in(tmp_path / "feed.xml")

    announced = 2
    assert len(items) - 1 + len(rejected) >= announced
    assert all(r.reason == "damaged" for r in rejected)


def test_a_feed_that_ends_within_an_entry_says_so(tmp_path: Path) -> None:
    """An entry whose end is missing is kept as far as it goes, and not taken for whole."""
    (tmp_path / "feed").write_text(RSS[: RSS.index("More.")], encoding="utf-8")
    (tmp_path / "utf16").write_bytes(ATOM.encode("utf-16"))

    items, rejected, _ = found_in(tmp_path / "feed")

    assert [i.part for i in items] == [None, "entry 1"]
    assert [(r.reason, "cut off" in r.detail) for r in rejected] == [("damaged", True)]
    assert found_in(tmp_path / "utf16")[1] == []


def test_a_feed_without_entries_is_a_rejection(tmp_path: Path) -> None:
    """An empty feed is said to be empty."""
    (tmp_path / "f.xml").write_text("<rss><channel><title>x</title></channel></rss>", encoding="utf-8")

    _, rejected, _ = found_in(tmp_path / "f.xml")

    assert [r.reason for r in rejected] == ["empty"]


def test_a_feed_with_too_many_entries(tmp_path: Path) -> None:
    """More entries than the bound reject the feed whole."""
    (tmp_path / "f.xml").write_text("<rss><channel>" + "<item/>" * 9 + "</channel></rss>", encoding="utf-8")

    items, rejected, _ = found_in(tmp_path / "f.xml", bounds=small(feed_entries=5))

    assert (items, [r.reason for r in rejected]) == ([], ["too_many"])
