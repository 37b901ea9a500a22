import hashlib
import os
import subprocess
import sys
import threading
import time
import zlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from congvu.base.actors import STRANGER
from congvu.base.refusals import Refusal
from congvu.files import services
from congvu.files.models import Blob
from congvu.files.selectors import Shelf, open_blob
from congvu.files.testing import jpeg, locked_pdf, odt, package, pdf, picture, png

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def store(data: bytes, shelf: Shelf, name: str) -> Blob:
    return services.store(data, name=name, into=shelf, by=STRANGER, at=AT)


def refused(data: bytes, shelf: Shelf, name: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        store(data, shelf, name)
    assert not list(shelf.kept()), "a refused file must not stay on disk"
    assert not list(shelf.drafts.glob("*"))
    return caught.value


DOCX = package(_bracket="", **{"[Content_Types]_dot_xml": "<Types/>", "word__document_dot_xml": "<document/>"})
XLSX = package(**{"[Content_Types]_dot_xml": "<Types/>", "xl__workbook_dot_xml": "<workbook/>"})
ODS = package(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_dot_xml="<x/>")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name", "media_type", "pages"),
    [
        (pdf(3), "đơn.pdf", "application/pdf", 3),
        (jpeg(), "ảnh.JPG", "image/jpeg", 1),
        (jpeg(), "ảnh.jpeg", "image/jpeg", 1),
        (png(), "ảnh.png", "image/png", 1),
        (png(), "không đuôi", "image/png", 1),
        (picture("TIFF", frames=2), "quét.tif", "image/tiff", 2),
        (odt(), "đơn.odt", "application/vnd.oasis.opendocument.text", 0),
        (ODS, "bảng.ods", "application/vnd.oasis.opendocument.spreadsheet", 0),
        (DOCX, "đơn.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 0),
        (XLSX, "bảng.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 0),
    ],
)
def test_what_offices_hand_in_is_kept_under_its_digest(
    shelf: Shelf, data: bytes, name: str, media_type: str, pages: int
) -> None:
    blob = store(data, shelf, name)
    assert blob.pk == hashlib.sha256(data).hexdigest()
    assert (blob.size, blob.media_type, blob.pages, blob.created_by) == (len(data), media_type, pages, "stranger")
    assert shelf.path(blob.pk).relative_to(shelf.root).parts == (blob.pk[:2], blob.pk[2:4], blob.pk)
    with open_blob(blob.pk, at=shelf) as file:
        assert file.read() == data


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once(shelf: Shelf) -> None:
    first = store(png(), shelf, "a.png")
    assert store(png(), shelf, "b.png") == first
    assert len(list(shelf.kept())) == 1


NOISE = bytes(range(256)) * 60


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name", "code", "tells"),
    [
        (b"", "trống.pdf", "files.empty", "trống"),
        (b"MZ\x90\x00" + NOISE, "don.exe", "files.unknown", "chương trình Windows"),
        (b"MZ\x90\x00" + NOISE, "don.pdf", "files.disguised", "đuôi pdf nhưng nội dung là chương trình Windows"),
        (b"<!DOCTYPE html><script>1</script>", "don.pdf", "files.disguised", "trang web"),
        (package(a="b"), "don.pdf", "files.disguised", "tệp nén ZIP"),
        (package(a="b"), "don.docx", "files.disguised", "tệp nén ZIP"),
        (package(a="b"), "don.zip", "files.unknown", "tệp nén ZIP"),
        (png(), "don.pdf", "files.disguised", "đuôi pdf nhưng nội dung là PNG"),
        (pdf(), "don.exe", "files.disguised", "đuôi exe nhưng nội dung là PDF"),
        (b"\xd0\xcf\x11\xe0" + NOISE, "don.doc", "files.unknown", "Office đời cũ"),
        (b"RIFF0000WEBP" + NOISE, "anh.webp", "files.unknown", "WebP"),
        (NOISE, "la.bin", "files.unknown", "loại tệp khác"),
        (locked_pdf(), "khoa.pdf", "files.encrypted", "mật khẩu"),
        (b"%PDF-1.7\n" + NOISE, "hong.pdf", "files.broken", "hỏng"),
        (pdf(3)[:-40], "cut.pdf", "files.broken", "chưa tải đủ"),
        (pdf(301), "day.pdf", "files.too_many_pages", "301 trang, nhiều hơn 300"),
        (jpeg(size=(900, 900))[:-900], "cut.jpg", "files.broken", "chưa tải đủ"),
        (png(size=(300, 300))[:-60], "cut.png", "files.broken", "chưa tải đủ"),
        (b"\x89PNG\r\n\x1a\n", "cut.png", "files.broken", "chưa tải đủ"),
        (DOCX[:-30], "cut.docx", "files.broken", "chưa tải đủ"),
        (
            package(
                **{
                    "[Content_Types]_dot_xml": "",
                    "word__document_dot_xml": "",
                    "word__vbaProject_dot_bin": "x",
                }
            ),
            "macro.docx",
            "files.macros",
            "macro",
        ),
    ],
)
def test_what_cannot_be_worked_with_is_refused_in_words(
    shelf: Shelf, data: bytes, name: str, code: str, tells: str
) -> None:
    refusal = refused(data, shelf, name)
    assert refusal.code == code
    assert tells in refusal.sentence
    assert name in refusal.sentence


@pytest.mark.django_db
def test_a_picture_that_unfolds_to_gigabytes_is_refused_before_it_is_decoded(shelf: Shelf) -> None:
    small = png(size=(10, 10))
    ihdr = b"IHDR" + (30_000).to_bytes(4, "big") + (30_000).to_bytes(4, "big") + small[24:29]
    bomb = small[:12] + ihdr + zlib.crc32(ihdr).to_bytes(4, "big") + small[33:]
    refusal = refused(bomb, shelf, "bom.png")
    assert refusal.code == "files.too_many_pixels"
    refusal = refused(png(size=(10_000, 8_000)), shelf, "to.png")
    assert refusal.code == "files.too_many_pixels"
    assert "lớn hơn 75 triệu điểm ảnh" in refusal.sentence


@pytest.mark.django_db
def test_an_office_document_that_unfolds_too_far_is_refused(shelf: Shelf) -> None:
    bomb = package(
        mimetype="application/vnd.oasis.opendocument.text", content_dot_xml="<x/>", big="0" * (201 * 1024 * 1024)
    )
    assert refused(bomb, shelf, "bom.odt").code == "files.too_packed"


class Endless(BytesIO):
    """A sender that never stops."""

    sent = 0

    def read(self, size: int | None = -1) -> bytes:
        chunk = b"%PDF-" + b"0" * ((size or 0) - 5)
        self.sent += len(chunk)
        return chunk


@pytest.mark.django_db
def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    shelf, sender = Shelf(tmp_path, 3 * 1024 * 1024), Endless()
    with pytest.raises(Refusal) as caught:
        services.store(sender, name="dài.pdf", into=shelf, by=STRANGER, at=AT)
    assert (caught.value.code, caught.value.status) == ("files.too_big", 413)
    assert "lớn hơn 3 MB" in caught.value.sentence
    assert sender.sent <= 4 * 1024 * 1024
    assert not list(shelf.drafts.glob("*"))


@pytest.mark.django_db(transaction=True)
def test_two_who_store_the_same_bytes_at_once_share_one_blob(shelf: Shelf) -> None:
    data, found, wrong = pdf(2), [], []
    ready = threading.Barrier(4)

    def hand_in() -> None:
        try:
            ready.wait()
            found.append(store(data, shelf, "chung.pdf").pk)
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=hand_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert set(found) == {hashlib.sha256(data).hexdigest()}
    assert Blob.objects.count() == len(list(shelf.kept())) == 1


@pytest.mark.django_db
def test_the_database_knows_blobs_by_their_digest_only() -> None:
    with pytest.raises(IntegrityError, match="blob_is_named_by_its_digest"), transaction.atomic():
        Blob.objects.create(pk="x" * 64, size=1, media_type="a", pages=0, created_at=AT, created_by="b")


SLOW_SENDER = """
import sys, time, pathlib
from congvu.files.shelf import Shelf
class Slow:
    left = 40
    def read(self, size):
        time.sleep(0.02); self.left -= 1
        return b"x" * 50_000 if self.left >= 0 else b""
shelf = Shelf(pathlib.Path(sys.argv[1]), 10**9)
print("go", flush=True)
with shelf.draft(Slow()) as draft:
    shelf.put(draft)
"""


@pytest.mark.parametrize("after", [0.05, 0.4, 0.75, 0.85, 1.5])
def test_a_killed_process_leaves_a_whole_file_or_none(tmp_path: Path, after: float) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", SLOW_SENDER, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": "."},
    )
    assert child.stdout
    child.stdout.readline()
    time.sleep(after)
    child.kill()
    child.communicate()
    for path in Shelf(tmp_path, 0).kept():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
        assert path.stat().st_size == 2_000_000
