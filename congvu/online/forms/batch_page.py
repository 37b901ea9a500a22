"""The page on which a sheet is sent in: for whom, where to, with which papers, and the sheet itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.services import Upload
from congvu.files import services as files
from congvu.files.rules import ODS
from congvu.files.selectors import Shelf, open_blob
from congvu.online.forms import batch, opendocument
from congvu.online.forms.papers import FILE, kept, missing, stored, token
from congvu.online.forms.plain import ReturnForm
from congvu.people.models import Party
from congvu.procedures.rules import PaperSpec
from congvu.procedures.selectors import Compiled

SHEET = "sheet"


class BatchForm(ReturnForm):
    """For whom and where to: the same for every line."""

    party = forms.ChoiceField(
        label=gettext_lazy("Nộp cho ai?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn nộp cho ai.")},
    )
    receiver = forms.ChoiceField(
        label=gettext_lazy("Nơi tiếp nhận hồ sơ"),
        error_messages={"required": gettext_lazy("Hãy chọn nơi tiếp nhận hồ sơ.")},
    )
    field_order = ("party", "receiver", "return_by", "return_address")

    def __init__(self, *args: Any, parties: Sequence[Party], receivers: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("party", parties), ("receiver", receivers)):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = [
                *([("", _("Hãy chọn"))] if name == "receiver" else []),
                *((one.pk, one.name) for one in rows),
            ]


@dataclass(slots=True)
class Box:
    """One paper that goes with every line."""

    spec: PaperSpec
    there: list[Upload]
    errors: list[str] = field(default_factory=list)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """(token, name) of what was sent already."""
        return [(token(one), one.name) for one in self.there]


@dataclass(slots=True)
class Sent:
    """What was sent: the papers, the sheet, and what the sheet says."""

    boxes: list[Box]
    sheet: Upload | None = None
    sheet_errors: list[str] = field(default_factory=list)
    read: batch.Read = field(default_factory=batch.Read)

    @property
    def sheet_token(self) -> str:
        return token(self.sheet) if self.sheet else ""

    @property
    def uploads(self) -> list[Upload]:
        return [one for box in self.boxes for one in box.there]


def blank(known: Compiled) -> Sent:
    """The page before anything is sent."""
    return Sent([Box(spec, []) for spec in known.pack.to_upload])


def taken(
    known: Compiled,
    typed: QueryDict,
    sent: "MultiValueDict[str, UploadedFile[Any]]",
    *,
    into: Shelf,
    by: Actor,
    at: datetime,
) -> Sent:
    """Everything that was sent, stored, and the sheet read. What is wrong stands at its place; nothing is lost."""
    before = kept(typed.getlist("kept"))
    found = Sent([_box(spec, before, sent, into=into, by=by, at=at) for spec in known.pack.to_upload])
    found.sheet = next((one for one in before if one.paper_key == SHEET), None)
    if new := sent.get(SHEET):
        name = (new.name or "")[-200:]
        try:
            found.sheet = Upload(files.store(_open(new), name=name, into=into, by=by, at=at), name, SHEET)
        except Refusal as refusal:
            found.sheet, found.sheet_errors = None, [refusal.sentence]
    if found.sheet:
        _read(known, found, into)
    elif not found.sheet_errors:
        found.sheet_errors = [_("Hãy chọn bảng đã điền.")]
    return found


def _open(sent: "UploadedFile[Any]") -> Any:
    assert sent.file  # a file that was sent is open
    sent.file.seek(0)
    return sent.file


def _box(
    spec: PaperSpec,
    before: Sequence[Upload],
    sent: "MultiValueDict[str, UploadedFile[Any]]",
    *,
    into: Shelf,
    by: Actor,
    at: datetime,
) -> Box:
    more, wrong = stored(
        sent.getlist(FILE + spec.key), paper_key=spec.key, paper_name=spec.name, into=into, by=by, at=at
    )
    there = [one for one in before if one.paper_key == spec.key] + more
    return Box(spec, there, wrong or ([missing(spec)] if spec.required and not there else []))


def _read(known: Compiled, found: Sent, shelf: Shelf) -> None:
    """The sheet's lines, or why none can be read; a sheet that is none is not kept."""
    assert found.sheet
    if found.sheet.blob.media_type != ODS.type:
        found.sheet, found.sheet_errors = None, [_("Bảng phải là tệp ODS. Hãy dùng bảng mẫu, hoặc lưu lại thành ODS.")]
        return
    with open_blob(found.sheet.blob.pk, at=shelf) as stream:
        try:
            table = opendocument.read(stream, rows=batch.MOST_ROWS + 1, columns=len(batch.columns_of(known)) + 10)
        except opendocument.Unreadable as unreadable:
            found.sheet, found.sheet_errors = None, [str(unreadable)]
            return
    found.read = batch.read(known, table)
