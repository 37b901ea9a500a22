"""A procedure's page of the catalogue, as Markdown, from its pack alone: what it asks, costs, takes and rests upon."""

import json
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import override

from congvu import flow, sheet
from congvu.agencies.rules import Role
from congvu.base import strict_yaml
from congvu.procedures.rules.folder import PROCESS, SCHEMA, YAML, Files
from congvu.procedures.rules.pack import Pack, PaperSpec
from congvu.procedures.rules.read import pack_of
from congvu.procedures.rules.story import story_of
from congvu.procedures.rules.wording import at_a_glance, time_words


def page(files: Files) -> str:
    """The page of a sound pack, in Vietnamese."""
    with override("vi"):
        pack = pack_of(strict_yaml.load(files.texts[YAML]), [])
        form = sheet.compile(json.loads(files.texts[SCHEMA]))
        return "\n".join(_lines(files, pack, form)) + "\n"


def line(files: Files) -> tuple[str, str, str, str]:
    """What the list of all procedures says of one: its field, its code, its name, and its legal time."""
    with override("vi"):
        pack = pack_of(strict_yaml.load(files.texts[YAML]), [])
        return pack.field.name, pack.code, pack.name, time_words(pack.time.budget)


def _lines(files: Files, pack: Pack, form: sheet.Sheet) -> Iterator[str]:
    yield f"# {pack.name}"
    yield ""
    yield f"{pack.name_en}. Mã {pack.code} · {pack.field.name} · bản {pack.number}, áp dụng từ {_day(pack.valid_from)}."
    yield ""
    if pack.words:
        yield f"Tìm được bằng: {', '.join(pack.words)}."
        yield ""
    if not pack.verified:
        yield "> Một số số liệu chưa được đối chiếu với văn bản đang có hiệu lực: xem *Số liệu lấy từ đâu*."
        yield ""
    yield from _table(("", ""), at_a_glance(pack))
    yield from _title("Giấy tờ cần có")
    papers = (
        (_paper(one), one.original or "", one.copy or "", "có" if one.required else "nếu có") for one in pack.papers
    )
    yield from _table(("Giấy tờ", "Bản chính", "Bản sao", "Bắt buộc"), papers)
    yield from _title("Các bước")
    yield from _table(("Bước", "Người làm", "Thời gian", "Lựa chọn"), _steps(files, pack))
    if pack.legs:
        yield from _title("Cơ quan phối hợp")
        legs = ((one.name, time_words(one.budget), one.law) for one in pack.legs.values())
        yield from _table(("Việc của cơ quan khác", "Thời gian", "Căn cứ"), legs)
    if pack.time.extensions:
        yield from _title("Gia hạn")
        rows = ((one.name, time_words(one.budget), one.law) for one in pack.time.extensions.values())
        yield from _table(("Trường hợp", "Thêm", "Căn cứ"), rows)
    yield from _title("Tờ khai hỏi gì")
    yield from _questions(form.fields(), "")
    yield from _title("Căn cứ pháp lý")
    yield from (f"- {one}" for one in pack.law)
    yield from _title("Số liệu lấy từ đâu")
    sources = (
        (one.what, one.where, _day(one.checked), "đã thấy ở nguồn" if one.verified else "**chưa kiểm chứng**")
        for one in pack.sources
    )
    yield from _table(("Số liệu", "Nguồn", "Ngày xem", ""), sources)
    yield from _title("Ví dụ đã kiểm thử")
    for key, text in files.examples.items():
        yield f"- {story_of(strict_yaml.load(text), key, []).name}"


def _steps(files: Files, pack: Pack) -> Iterator[Sequence[object]]:
    roles = dict(Role.choices)
    elements = flow.compile(files.texts[PROCESS], files.parts.__getitem__).elements
    for key, step in pack.steps.items():
        element = elements[key]
        choices = "\n".join(one.label + (" (nêu lý do)" if one.reason else "") for one in step.choices.values())
        yield element.name, roles.get(element.lane, ""), time_words(step.budget), choices
    for key, wait in pack.waits.items():
        yield wait.label, roles.get(elements[key].lane, ""), "đồng hồ dừng", wait.arrives


def _questions(fields: Iterable[sheet.Field], indent: str) -> Iterator[str]:
    for field in fields:
        if field.kind == "hidden":
            continue
        said = f"{indent}- {field.label}"
        if field.options and field.kind != "checkbox":
            said += ": " + "; ".join(str(label) for value, label in field.options if value)
        if field.kind != "group" and not field.required:
            said += " (không bắt buộc)"
        yield said
        yield from _questions(field.fields, indent + "  ")


def _paper(paper: PaperSpec) -> str:
    return f"{paper.name} ({paper.note})" if paper.note else paper.name


def _title(text: str) -> tuple[str, str, str]:
    return "", f"## {text}", ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(_cell(one) for one in row)} |"


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", "<br>")


def _day(day: object) -> str:
    return f"{day:%d/%m/%Y}"
