"""A pack from a .zip: bounded, and never outside its folder."""

import io
import zipfile

import pytest

from congvu.procedures.rules import FolderError, from_folder, from_zip
from congvu.procedures.rules.folder import MOST_BYTES
from congvu.procedures.testing import PACKS

PACK = PACKS / "ho-tich" / "khai-tu"


def packed(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize("prefix", ["", "khai-tu/", "a/b/"])
def test_an_archive_says_the_same_as_its_folder(prefix: str) -> None:
    files = from_folder(PACK)
    found = from_zip(packed({f"{prefix}{name}": text for name, text in files.texts.items()}))
    assert found.digest == files.digest


def test_what_does_not_belong_to_a_pack_is_left_out() -> None:
    assert set(from_zip(packed({"p/procedure.yaml": "", "p/evil.sh": "", "other.txt": ""})).texts) == {"procedure.yaml"}


@pytest.mark.parametrize(
    "files",
    [
        {"readme.txt": ""},
        {"a/procedure.yaml": "", "b/procedure.yaml": ""},
        {"procedure.yaml": "", "../evil": ""},
        {"procedure.yaml": "", "/etc/passwd": ""},
        {"procedure.yaml": "x" * (MOST_BYTES + 1)},
        {"procedure.yaml": "", **{f"examples/{number}.yaml": "" for number in range(200)}},
    ],
)
def test_an_archive_that_is_no_pack_is_refused(files: dict[str, str]) -> None:
    with pytest.raises(FolderError):
        from_zip(packed(files))


def test_something_else_than_an_archive_is_refused() -> None:
    with pytest.raises(FolderError):
        from_zip(b"MZ not an archive")


def test_text_that_is_not_utf_8_names_its_line() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("procedure.yaml", b"code: x\nname: \xff\n")
    with pytest.raises(FolderError) as refused:
        from_zip(buffer.getvalue())
    assert refused.value.problem.line == 2
