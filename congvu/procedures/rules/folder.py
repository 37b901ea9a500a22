"""The files of a pack, from a folder or a .zip, bounded before anything is read.

A process may call parts: small processes that many procedures share, such as asking another agency for its opinion. A
pack brings its own in `parts/`; those that it does not bring are taken from the house, into the edition, so that an
edition holds all that it runs on.
"""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from congvu.procedures.rules.problems import Problem

YAML, SCHEMA, PROCESS, RESULT, README = "procedure.yaml", "form.schema.json", "process.bpmn", "result.typ", "README.md"
NEEDED = (YAML, SCHEMA, PROCESS, RESULT, README)
EXAMPLES, PARTS = "examples", "parts"
OF_THE_HOUSE = Path(__file__).resolve().parent.parent / PARTS
_CALLS = re.compile(r"calledElement=[\"']([\w.-]+)[\"']")
MOST_BYTES = 512 * 1024  # of one file
MOST_FILES = 60
PART = (".bpmn", ".yaml")  # a part is its process, and what its steps offer


class FolderError(ValueError):
    """The folder or archive cannot be a pack."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Files:
    """The texts of a pack by their names ("examples/late.yaml")."""

    texts: dict[str, str]

    @property
    def digest(self) -> str:
        """SHA-256 over everything that an edition keeps; the README may be improved without a new edition."""
        whole = hashlib.sha256()
        for name in sorted(self.texts.keys() - {README}):
            body = self.texts[name].encode()
            whole.update(f"{name}\0{len(body)}\0".encode() + body)
        return whole.hexdigest()

    @property
    def examples(self) -> dict[str, str]:
        """The stories' texts by their keys, in order."""
        return self._in(EXAMPLES, ".yaml")

    @property
    def parts(self) -> dict[str, str]:
        """The processes that may be called, by their keys."""
        return self._in(PARTS, ".bpmn")

    def _in(self, folder: str, suffix: str) -> dict[str, str]:
        found = sorted(name for name in self.texts if name.startswith(f"{folder}/") and name.endswith(suffix))
        return {PurePosixPath(name).stem: self.texts[name] for name in found}


def is_pack(folder: Path) -> bool:
    return (folder / YAML).is_file()


def packs_in(folder: Path) -> list[Path]:
    """The folder itself if it is a pack, else every pack beneath it."""
    if is_pack(folder):
        return [folder]
    return sorted(path.parent for path in folder.glob(f"*/**/{YAML}"))


def from_folder(folder: Path) -> Files:
    """Read a folder; raises FolderError where it holds no procedure.yaml or too much."""
    if not is_pack(folder):
        raise _error(YAML, _("Thư mục này không có procedure.yaml."), _("Chọn thư mục của một gói thủ tục."))
    named = {name: folder / name for name in NEEDED}
    named |= {f"{EXAMPLES}/{path.name}": path for path in sorted((folder / EXAMPLES).glob("*.yaml"))}
    named |= {f"{PARTS}/{path.name}": path for path in sorted((folder / PARTS).glob("*")) if path.suffix in PART}
    return _with_parts(_texts({name: path for name, path in named.items() if path.is_file()}))


def _with_parts(files: Files) -> Files:
    """With the house's parts that the processes call and the pack does not bring."""
    texts, ahead = dict(files.texts), [files.texts.get(PROCESS, "")]
    while ahead:
        for key in _CALLS.findall(ahead.pop()):
            if f"{PARTS}/{key}.bpmn" not in texts and (OF_THE_HOUSE / f"{key}.bpmn").is_file():
                texts |= {f"{PARTS}/{key}{end}": (OF_THE_HOUSE / f"{key}{end}").read_text("utf-8") for end in PART}
                ahead.append(texts[f"{PARTS}/{key}.bpmn"])
    return Files(texts)


def _texts(named: dict[str, Path]) -> Files:
    if len(named) > MOST_FILES:
        raise _too_many()
    found = {}
    for name, path in named.items():
        if path.stat().st_size > MOST_BYTES:
            raise _too_big(name)
        found[name] = _decode(name, path.read_bytes())
    return Files(found)


def from_zip(packed: bytes) -> Files:
    """Read an archive that holds one pack, at its root or in one folder. Nothing is written to the disk."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            return _with_parts(_archived(archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _error("zip", _("Không mở được tệp nén."), _("Nén lại thư mục gói thành tệp .zip thường.")) from error


def _archived(archive: zipfile.ZipFile) -> Files:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES * 2:
        raise _too_many()
    roots = [PurePosixPath(entry.filename).parent for entry in entries if PurePosixPath(entry.filename).name == YAML]
    if len(roots) != 1:
        raise _error("zip", _("Tệp nén phải có đúng một procedure.yaml."), _("Nén từng gói thủ tục một."))
    found = {}
    for entry in entries:
        path = PurePosixPath(entry.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in entry.filename:
            raise _error(entry.filename, _("Đường dẫn trong tệp nén không an toàn."), _("Nén lại từ thư mục gói."))
        if not path.is_relative_to(roots[0]) or not _wanted(name := str(path.relative_to(roots[0]))):
            continue
        if entry.file_size > MOST_BYTES:
            raise _too_big(name)
        with archive.open(entry) as stream:
            body = stream.read(MOST_BYTES + 1)  # the size an archive states may be a lie
        if len(body) > MOST_BYTES:
            raise _too_big(name)
        found[name] = _decode(name, body)
    return Files(found)


def _wanted(name: str) -> bool:
    path = PurePosixPath(name)
    folder = str(path.parent)
    return (
        name in NEEDED or (folder == EXAMPLES and path.suffix == ".yaml") or (folder == PARTS and path.suffix in PART)
    )


def _decode(name: str, body: bytes) -> str:
    try:
        return body.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise FolderError(Problem(name, line, _("Tệp không phải UTF-8."), _("Lưu lại tệp bằng UTF-8."))) from error


def _too_many() -> FolderError:
    return _error("", _("Gói có quá nhiều tệp."), _("Giữ dưới %d tệp.") % MOST_FILES)


def _too_big(name: str) -> FolderError:
    return _error(name, _("Tệp quá lớn."), _("Giữ mỗi tệp dưới %d KB.") % (MOST_BYTES // 1024))


def _error(file: str, what: str, mend: str) -> FolderError:
    return FolderError(Problem(file, 1, what, mend))
