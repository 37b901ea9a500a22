"""The archive that an office file is, opened so that a bomb in it does not go off; and its XML, walked without a tree.

What is bounded: the bytes of the file, of its directory, and of what is unpacked; the elements, their depth, and the
letters between two of them. What declares entities is refused, and nothing is fetched.
"""

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO, Protocol, Self

from django.utils.translation import gettext as _
from lxml import etree

from congvu.tabular.grids import Unreadable

MOST_BYTES = 20 * 1024 * 1024  # of the file
MOST_XML = 48 * 1024 * 1024  # unpacked, of all parts that are read
MOST_DIRECTORY = 1024 * 1024  # of the archive's list of its parts
MOST_GAP = 256 * 1024  # bytes without a tag
MOST_ELEMENTS = 500_000
MOST_DEPTH = 150
CHUNK = 64 * 1024
END = struct.Struct("<4s4H2LH")
TAIL = 65_536 + END.size
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, OSError, EOFError, ValueError, RuntimeError,
          NotImplementedError, etree.XMLSyntaxError, struct.error)  # fmt: skip


def broken() -> Unreadable:
    """What is said of a file that is not whole."""
    return Unreadable(_("Tệp bị hỏng hoặc không đúng định dạng. Hãy mở bằng LibreOffice, lưu lại rồi chọn lại."))


def too_large() -> Unreadable:
    """What is said of a file that unfolds without end."""
    return Unreadable(_("Tệp quá lớn sau khi mở ra. Hãy chép riêng bảng cần nhập sang một tệp mới."))


class Target(Protocol):
    """What hears of the elements."""

    def start(self, tag: str, attributes: Any) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...


class Archive:
    """A zip archive, read part by part. Whatever is wrong in it is `Unreadable`, with a sentence."""

    def __init__(self, source: bytes | Path | BinaryIO, *, most: int = MOST_XML) -> None:
        self.left = most
        stream = BytesIO(source) if isinstance(source, bytes) else source
        try:
            with stream.open("rb") if isinstance(stream, Path) else _kept(stream) as opened:
                _check(opened)
            self.zip = zipfile.ZipFile(stream)
        except BROKEN as error:
            raise broken() from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.zip.close()
        if isinstance(error, BROKEN):
            raise broken() from error

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self.zip.NameToInfo

    @contextmanager
    def part(self, name: str) -> Iterator["Part"]:
        """A part to read. Closed again at the end."""
        known = self.zip.getinfo(name)
        if known.flag_bits & 1:
            raise Unreadable(_("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi chọn lại."))
        if known.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken()
        if known.file_size > self.left:
            raise too_large()
        with self.zip.open(known) as stream:
            yield Part(stream, self)

    def beginning(self, name: str, letters: int = 200) -> bytes:
        """The first bytes of a part, or nothing where there is none."""
        if not self.has(name):
            return b""
        with self.part(name) as part:
            return part.read(letters)


class Part:
    """What is unpacked of one part, chunk by chunk, counted against what its archive may unfold to."""

    def __init__(self, stream: IO[bytes], archive: Archive) -> None:
        self.stream, self.archive = stream, archive

    def read(self, size: int = CHUNK) -> bytes:
        """The next bytes."""
        chunk = self.stream.read(size)
        self.archive.left -= len(chunk)
        if self.archive.left < 0:
            raise too_large()
        return chunk

    def walk(self, target: Target) -> Iterator[None]:
        """Tells the target of all elements; stops after every chunk, so that what was told can be taken away."""
        heard: Any = _Bounded(target)
        parser = etree.XMLParser(target=heard, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        gap = 0
        while chunk := self.read():
            last = chunk.rfind(b"<")
            gap = len(chunk) - last if last >= 0 else gap + len(chunk)
            if gap > MOST_GAP:  # one start tag with a million attributes, or a cell of millions of letters
                raise Unreadable(_("Tệp có một ô dài quá mức đọc được. Hãy rút ngắn nội dung ô đó."))
            parser.feed(chunk)
            yield
        parser.close()
        yield


class _Bounded:
    """A target that stops a document of too many elements or too deep ones."""

    def __init__(self, target: Target) -> None:
        self.target, self.elements, self.depth = target, 0, 0
        self.data = target.data

    def start(self, tag: str, attributes: Any) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > MOST_ELEMENTS or self.depth > MOST_DEPTH:
            raise too_large()
        self.target.start(tag, attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.target.end(tag)

    def doctype(self, _name: str, _public: str, _system: str) -> None:
        """No office writes one: it could only bring entities that unfold."""
        raise broken()

    def close(self) -> None:
        """lxml asks for it."""


@contextmanager
def _kept(stream: BinaryIO) -> Iterator[BinaryIO]:
    yield stream


def _check(stream: BinaryIO) -> None:
    """The directory is read whole by `zipfile`: one of hundreds of thousands of parts is refused before."""
    size = stream.seek(0, 2)
    if size > MOST_BYTES:
        raise too_large()
    stream.seek(max(size - TAIL, 0))
    tail = stream.read(TAIL)
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END.size:
        raise zipfile.BadZipFile
    directory = END.unpack_from(tail, at)[5]
    if directory > MOST_DIRECTORY or tail[max(at - 20, 0) : at].startswith(b"PK\x06\x07"):
        raise too_large()
