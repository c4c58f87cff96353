"""The WACZ export holds every original, opens elsewhere, and can be taken in again."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from casebuilder import build, item
from warcio.archiveiterator import ArchiveIterator

from counterclaim.capture import InputItem, iter_found
from counterclaim.capture.item import Container
from counterclaim.errors import IntegrityError
from counterclaim.ledger import Ledger
from counterclaim.pipeline import add_inputs
from counterclaim.records import Rejection
from counterclaim.views.exports.wacz import export_wacz, surt


@pytest.fixture(scope="module")
def case_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of three reports."""
    folder = tmp_path_factory.mktemp("wacz") / "case"
    build(folder, [item(n) for n in range(3)])
    return folder


def test_every_file_has_its_digest_and_records_are_where_the_index_says(case_dir: Path, tmp_path: Path) -> None:
    """Digests, sizes, index and pages agree with the files; WARC files lie unpacked in the ZIP."""
    written = export_wacz(case_dir, tmp_path / "x.wacz")

    archive = zipfile.ZipFile(written.path)
    package = json.loads(archive.read("datapackage.json"))
    stated = json.loads(archive.read("datapackage-digest.json"))["hash"]
    assert stated == f"sha256:{hashlib.sha256(archive.read('datapackage.json')).hexdigest()}"
    for resource in package["resources"]:
        data = archive.read(resource["path"])
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    assert archive.getinfo("archive/00001.warc.gz").compress_type == zipfile.ZIP_STORED
    index = archive.read("indexes/index.cdx").decode().splitlines()
    assert len(index) == 3
    warc = archive.read("archive/00001.warc.gz")
    for line in index:
        told = json.loads(line.split(" ", 2)[2])
        begin = int(told["offset"])
        record = next(iter(ArchiveIterator(BytesIO(warc[begin : begin + int(told["length"])]))))
        assert f"sha256:{hashlib.sha256(record.content_stream().read()).hexdigest()}" == told["digest"]
    assert len(archive.read("pages/pages.jsonl").splitlines()) == 4
    with Ledger.open(case_dir, readonly=True) as ledger:
        assert package["counterclaim"]["custody_head"] == str(ledger.head())
        assert len(archive.read("custody.jsonl").splitlines()) == len(ledger.custody())
    archive.close()


def test_the_same_case_gives_the_same_bytes(case_dir: Path, tmp_path: Path) -> None:
    """Two exports are equal byte by byte."""
    assert export_wacz(case_dir, tmp_path / "a").sha256 == export_wacz(case_dir, tmp_path / "b").sha256


def test_an_export_can_be_taken_in_again(case_dir: Path, tmp_path: Path) -> None:
    """What was exported comes back with its bytes, and the package's digests match."""
    export_wacz(case_dir, tmp_path / "x.wacz")

    found = list(iter_found([tmp_path / "x.wacz"]))

    assert {f.data for f in found if not isinstance(f, Container)} == {item(n).data for n in range(3)}  # type: ignore[union-attr]
    assert [f.findings for f in found if isinstance(f, Container) and f.format == "WACZ"] == [()]


def test_a_case_whose_bytes_are_damaged_is_not_exported(case_dir: Path, tmp_path: Path) -> None:
    """An export must not hand out what does not match."""
    import shutil

    copy = Path(shutil.copytree(case_dir, tmp_path / "case"))
    path = copy / "archive" / "00001.warc.gz"
    data = bytearray(path.read_bytes())
    data[-30] ^= 1
    path.write_bytes(data)

    with pytest.raises(IntegrityError, match="verify"):
        export_wacz(copy, tmp_path / "x.wacz")


def test_sort_friendly_addresses() -> None:
    """Host parts are reversed, and what is no web address stays as it is."""
    assert surt("https://www.News.example/A?b=1") == "example,news)/a?b=1"
    assert surt("file:///a%20b.txt") == "file:///a%20b.txt"


def test_parts_of_one_file_are_the_pages_and_the_file_is_not(tmp_path: Path) -> None:
    """An entry of a feed without an address is listed as a part of its file; the file beside it is no page on the way back."""
    feed = b"<rss><channel><title>Courier</title><item><title>Gate</title><description>%b</description></item></channel></rss>"
    (tmp_path / "feed.xml").write_bytes(feed % (b"The gate was open, the board said. " * 5))
    add_inputs(tmp_path / "case", [tmp_path / "feed.xml"])
    export_wacz(tmp_path / "case", tmp_path / "out.wacz")

    items, rejected = [], []
    for found in iter_found([tmp_path / "out.wacz"]):
        (rejected if isinstance(found, Rejection) else items).append(found)

    assert rejected == []
    assert [i.part for i in items if isinstance(i, InputItem)] == ["record 3"]
