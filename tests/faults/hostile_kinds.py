"""More kinds of hostile files for ``hostile``: what each makes is about so many bytes long."""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

import brotli

sys.path.insert(0, str(Path(__file__).parent.parent / "capture"))

from makers import PAGE, WORDS, answer, mail, mhtml, pdf, record, wacz, warc, zipped

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Make = Callable[[int], bytes]
_URL = "https://l.example/x"


def page(inner: str, head: str = "<title>T</title>") -> bytes:
    """A page with something in it."""
    return f"<html><head>{head}</head><body>{inner}</body></html>".encode("utf-8", "replace")


def _times(unit: str, n: int) -> str:
    return unit * max(1, n // len(unit))


def _in_body(unit: str) -> Make:
    return lambda n: page(_times(unit, n) + f"<p>{WORDS}</p>")


def _in_head(unit: str) -> Make:
    return lambda n: page(f"<p>{WORDS}</p>", _times(unit, n))


def _ld(inner: Callable[[int], str]) -> Make:
    return lambda n: page(f"<p>{WORDS}</p>", f'<script type="application/ld+json">{inner(n)}</script>')


def _text(unit: str) -> Make:
    return lambda n: _times(unit, n).encode("utf-8", "surrogatepass")


def _alone(unit: str) -> Make:
    return lambda n: page(_times(unit, n))


def _noise(n: int) -> bytes:
    return random.Random(n).randbytes(n)


def _mixed_tags(n: int) -> bytes:
    chance = random.Random(n)
    names = (
        "p",
        "div",
        "table",
        "tr",
        "td",
        "b",
        "i",
        "a",
        "form",
        "select",
        "option",
        "ul",
        "li",
        "math",
        "svg",
        "title",
        "style",
    )
    return page("".join(f"<{'/' * chance.randrange(2)}{chance.choice(names)}>x" for _ in range(n // 6)))


#: What stands in a page, again and again, with an article's words after it.
_BODY = {
    "nested quotes": "“‘", "closing quotes": "”’", "open brackets": "([{", "percent signs": "5 %,", "amounts": "$4.5 m ", "ordinals": "the 4th ",
    "weekdays": "on Monday ", "months": "May ", "years": "2031 ", "iso times": "2031-05-04T10:00:00Z ", "bad dates": "99/99/9999 ", "clock": "10:00 am ",
    "urls": "https://l.example/a?b=c ", "mails": "a@b.example ", "initials": "A. B. ", "abbreviations": "Gen. Col. Mr. ", "ellipses": "… ", "dashes": "—–-", "dots": ".",
    "commas": ",", "apostrophes": "'s ", "all capitals": "HARBOUR BOARD SAID ", "one letter words": "a b c ", "said": "said ", "according": "according to ", "denied": "denied that it did not deny ",
    "agencies": "(AFP) Reuters TASS ", "copyright": "© 2031 ", "read also": "<p>Also Read - x</p>", "comments on it": "<div class=comment><p>x said: y</p></div>",
    "hidden": "<p style='display:none'>x</p>", "hidden by class": "<p class='sr-only hidden'>x</p>", "zero size": "<font size=0>x</font>", "inline svg text": "<svg><foreignObject><p>x</p></foreignObject></svg>",
    "math": "<math><mi>x</mi></math>", "ruby": "<ruby>x<rt>y</rt></ruby>", "details": "<details><summary>x</summary>y</details>", "buttons": "<button>x</button>", "selects": "<select><option>x",
    "textareas": "<textarea>x", "noscripts": "<noscript><p>x</p></noscript>", "objects": "<object><param>", "audio": "<audio><source>", "pictures": "<picture><source><img alt=x></picture>",
    "alt texts": f"<img alt='{WORDS}'>", "time elements": "<time datetime=2031-05-04>x</time>", "spans in spans": "<span><span>x</span></span>", "anchors": "<a name=x></a>", "javascript links": "<a href='javascript:x'>x</a>",
    "data links": "<a href='data:text/html,x'>x</a>", "bases": "<base href='//x'>", "plaintext": "<plaintext>x", "xmp": "<xmp>x", "listings": "<listing>x", "cdata": "<![CDATA[x]]>", "doctypes": "<!DOCTYPE html>",
    "instructions": "<?php x ?>", "conditional comments": "<!--[if IE]>x<![endif]-->", "odd names": "<x-y:z>x</x-y:z>", "long names": f"<{'x' * 300}>", "slashes": "<p/////>", "equals": "<p =x==y>", "quotes in tags": "<p a='\">x",
    "null references": "&#0;", "surrogate references": "&#xD800;", "old controls": "&#x80;", "half references": "&am", "tag characters": "\U000e0041", "variation selectors": "x\ufe0f", "soft hyphens": "so\u00adft ", "joiners": "x\u200dy",
    "isolates": "\u2066x\u2069", "hangul": "한국어 ", "thai": "ประเทศ", "devanagari": "नमस्ते ", "homoglyphs": "Наrbоur ", "private use": "\ue000", "noncharacters": "\ufdd0", "stacked accents": "x" + "\u0301" * 50,
}  # fmt: skip
#: What stands in a page's head, again and again.
_HEAD = {
    "titles": "<title>x</title>", "og titles": "<meta property='og:title' content='x'>", "authors": "<meta name=author content='A. Writer'>", "dates in meta": "<meta name=date content='2031-05-04'>",
    "bad meta dates": "<meta name=date content='99999-99-99T99:99'>", "canonicals": "<link rel=canonical href='https://l.example/x'>", "charsets": "<meta charset=utf-16>", "refreshes": "<meta http-equiv=refresh content='0;url=//x'>",
    "styles in head": "<style>@import 'x';</style>", "open title": "<title>x",
}  # fmt: skip
MORE: dict[str, Make] = {
    **{name: _in_body(unit) for name, unit in _BODY.items()},
    **{f"{name} in the head": _in_head(unit) for name, unit in _HEAD.items()},
    "only x": _alone("x"), "only newlines in pre": lambda n: page(f"<pre>{_times(chr(10), n)}</pre>"), "tags at random": _mixed_tags,
    "json-ld list": _ld(lambda n: "[" + ",".join(['{"@type":"NewsArticle","datePublished":"2031-05-04"}'] * (n // 55 + 1)) + "]"),
    "json-ld authors": _ld(lambda n: '{"@type":"NewsArticle","author":[' + ",".join(['{"name":"A"}'] * (n // 13 + 1)) + "]}"),
    "json-ld graph in graph": _ld(lambda n: '{"@graph":' * (n // 11) + "{}" + "}" * (n // 11)),
    "json-ld long string": _ld(lambda n: json.dumps({"@type": "NewsArticle", "articleBody": "x " * (n // 2)})),
    "json-ld numbers": _ld(lambda n: '{"@type":"NewsArticle","datePublished":' + "9" * n + "}"),
    "json-ld cut off": _ld(lambda n: '{"@type":"NewsArticle","headline":"' + "x" * n),
    "json-ld escapes": _ld(lambda n: '{"headline":"' + "\\ud800" * (n // 6) + '"}'),
    "text of datelines": _text("LORNE, May 4 (AFP) - x said.\n"), "text of lists": _text("1. x\n"), "text of tables": _text("a | b | c\n"), "text of rules": _text("-----\n"),
    "text of indents": _text("    x\n"), "text of carriage returns": _text("x\r"), "text of form feeds": _text("x\f"), "text of quotes": _text("> x\n"), "text of surrogates": _text("\ud800"), "text of tabs": _text("a\tb\t"),
    "noise": _noise, "noise as a page": lambda n: b"<html><body>" + _noise(n), "utf-32": lambda n: page("x" * (n // 4)).decode().encode("utf-32"), "utf-16 cut": lambda n: page("x" * (n // 2)).decode().encode("utf-16-le")[:-1],
    "shift-jis": lambda n: page("東京の港 " * (n // 10)).decode().encode("shift-jis", "replace"), "cp1251 called utf-8": lambda n: page("порт " * (n // 5), "<meta charset=utf-8>").decode().encode("cp1251", "replace"),
    "overlong utf-8": lambda n: page("").replace(b"</body>", b"\xc0\xbc" * (n // 2) + b"</body>"), "boms": lambda n: b"\xef\xbb\xbf" * (n // 3), "iso-2022": lambda n: page("x\x1b$B" * (n // 4)), "nel": lambda n: ("x\x85" * (n // 2)).encode(),
    "pdf long line": lambda n: pdf(["x" * n]), "pdf many objects": lambda n: pdf([WORDS]).replace(b"xref", b"9 0 obj\n<<>>\nendobj\n" * (n // 20) + b"xref"), "pdf names": lambda n: pdf([WORDS]).replace(b"/Type /Catalog", b"/Type /Catalog " + b"/A 1 " * (n // 5)),
    "pdf deep": lambda n: pdf([WORDS]).replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * (n // 2) + b"]" * (n // 2)), "pdf operators": lambda n: pdf(["x) Tj q Q ("] * (n // 16 + 1)), "pdf wrong length": lambda n: pdf([WORDS * (n // 100 + 1)]).replace(b"/Length ", b"/Length 9"),
    "pdf cut": lambda n: pdf([WORDS] * (n // 100 + 1))[: -n // 3], "pdf in noise": lambda n: _noise(500) + pdf([WORDS]) + _noise(n),
    "mail to many": lambda n: mail().replace(b"To: us", b"To: " + b"a@b.example, " * (n // 13) + b"us"), "mail nested": lambda n: b"From: a\nTo: b\nDate: c\nContent-Type: message/rfc822\n\n" * (n // 54 + 1) + b"x",
    "mail base64": lambda n: b"From: a\nTo: b\nDate: c\nContent-Transfer-Encoding: base64\n\n" + b"QUJD\n" * (n // 5), "mail quoted": lambda n: b"From: a\nTo: b\nDate: c\nContent-Transfer-Encoding: quoted-printable\n\n" + b"=C3=" * (n // 4),
    "mail boundary": lambda n: mail(attached=b"x").replace(b'boundary="b"', b'boundary="' + b"b" * (n // 2) + b'"'), "mail charset": lambda n: mail(body="x" * n).replace(b"utf-8", b"unknown-9"), "mhtml parts": lambda n: mhtml().replace(b"------x--", b"------x\n\ny\n" * (n // 11) + b"------x--"),
    "mailbox": lambda n: b"From x Mon May  5 10:00:00 2031\nFrom: a\nTo: b\n\nx\n\n" * (n // 50 + 1), "rss entities": lambda n: b"<rss><!ENTITY a 'b'>" + b"&a;" * (n // 3), "rss cdata": lambda n: b"<rss><channel><item><description><![CDATA[" + b"<p>x" * (n // 4) + b"]]></description></item></channel></rss>",
    "atom namespaces": lambda n: b"<feed xmlns='a'>" + b"".join(b"<e xmlns:n%d='b'/>" % i for i in range(n // 17)) + b"<entry><title>x</title></entry></feed>", "opml": lambda n: b"<opml><outline xmlUrl='x'/>" * (n // 24 + 1), "jsonl": lambda n: b'{"text":"x"}\n' * (n // 13 + 1), "jsonl broken": lambda n: b'{"text":"x"\n' * (n // 12 + 1),
    "json numbers": lambda n: b'{"text":"x","n":' + b"1" * n + b"}", "json keys": lambda n: json.dumps({f"k{i}": i for i in range(n // 12 + 1)} | {"text": WORDS}).encode(), "csv columns": lambda n: b",".join(b"c%d" % i for i in range(n // 5 + 1)) + b"\n1,2\n", "csv rows": lambda n: b"url,text\n" + b"https://l.example/1,x\n" * (n // 22 + 1),
    "csv nulls": lambda n: b"url,text\nx,\0" + b"y\0" * (n // 2), "zip of pages": lambda n: zipped({f"{i}.html": PAGE.encode() for i in range(n // 300 + 1)}), "zip cut": lambda n: zipped({"a.txt": _noise(n)})[: -n // 2 - 5], "zip twice": lambda n: zipped({"a.txt": WORDS.encode()}) * (n // 250 + 1),
    "warc brotli": lambda n: warc(answer(_URL, brotli.compress(b"<p>x" * n, quality=5), Content_Encoding="br")), "warc zstd": lambda n: zstd.compress(answer(_URL, zstd.compress(b"<p>x" * n), Content_Encoding="zstd")), "warc chunked": lambda n: warc(answer(_URL, b"1\r\nx\r\n" * (n // 6) + b"0\r\n\r\n", Transfer_Encoding="chunked")),
    "warc headers": lambda n: warc(record("response", _URL, b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * (n // 6) + b"\r\nx", "application/http")), "warc no ends": lambda n: b"WARC/1.0\r\n" * (n // 10), "wacz pages": lambda n: wacz(warc(answer(_URL, PAGE.encode())), [f"{_URL}/{i}" for i in range(n // 30 + 1)]),
    "gzip members": lambda n: gzip.compress(b"x", mtime=0) * (n // 21 + 1), "zstd frames": lambda n: zstd.compress(b"x\n") * (n // 12 + 1), "zstd empty frames": lambda n: b"\x50\x2a\x4d\x18\0\0\0\0" * (n // 8 + 1), "zstd of zeros": lambda n: zstd.compress(b"\0" * n * 30),
}  # fmt: skip
