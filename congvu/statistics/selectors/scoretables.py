"""Scores as tables to export: the ranking, and an agency's nine indices."""

from typing import Any

from django.utils.translation import gettext as _

from congvu.agencies.rules import Kind
from congvu.statistics.rules.scoring import CONTENT, INDICES, MOST
from congvu.statistics.selectors.scoring import BLOCKS, Sheet
from congvu.tabular.tables import Column, Row, Table, Value


def ranking_table(sheets: list[Sheet]) -> Table:
    """A row for each agency, by kind and place."""
    columns = (
        Column("kind", _("Loại cơ quan"), "text"),
        Column("place", _("Thứ hạng")),
        Column("agency", _("Cơ quan"), "text"),
        *(Column(f"index_{one.number}", str(one.number), group=_("Điểm tự chấm theo chỉ số")) for one in INDICES),
        Column("own", _("Tổng điểm tự chấm")),
        Column("appraised", _("Tổng điểm thẩm định")),
        Column("rank", _("Xếp loại"), "text"),
    )
    order = {kind: place for place, kind in enumerate(BLOCKS)}
    sorted_ = sorted(sheets, key=lambda one: (order[Kind(one.agency.kind)], one.place or 9999, one.agency.code))
    notes = (
        _(
            "Tổng điểm tối đa {most}. Từ 15 điểm: Xuất sắc; từ 12: Tốt; từ 9: Khá; từ 6: Trung bình; dưới 6: Yếu."
        ).format(most=MOST),
        _("Cơ quan chưa chấm đủ chín chỉ số thì chưa xếp loại."),
    )
    return Table(
        "ranking", _("Xếp loại giải quyết thủ tục hành chính"), columns, tuple(map(_ranked, sorted_)), None, notes
    )


def _ranked(sheet: Sheet) -> Row:
    own = [sheet.rows[one.number].points if one.number in sheet.rows else None for one in INDICES]
    values: tuple[Any, ...] = (
        str(Kind(sheet.agency.kind).label), sheet.place or None, sheet.agency.name, *own, sheet.own, sheet.appraised,
        None if sheet.rank is None else str(sheet.rank),
    )  # fmt: skip
    return Row(sheet.agency.code, tuple(Value(value) for value in values))


def sheet_table(sheet: Sheet) -> Table:
    """The nine indices of one agency."""
    columns = (
        Column("number", _("Chỉ số")),
        Column("name", _("Nội dung"), "text"),
        Column("computed", _("Hệ thống tính")),
        Column("own", _("Tự chấm")),
        Column("evidence", _("Minh chứng"), "text"),
        Column("reason", _("Lý do khác điểm hệ thống tính"), "text"),
        Column("appraised", _("Thẩm định")),
        Column("remark", _("Lý do thẩm định khác"), "text"),
    )
    rows = []
    for index in INDICES:
        row = sheet.rows.get(index.number)
        said = (row.points, row.evidence, row.reason, row.appraised, row.remark) if row else (None, "", "", None, "")
        values = (index.number, str(index.name), sheet.measured.points[index.number], *said)
        rows.append(Row(str(index.number), tuple(Value(value) for value in values)))
    total = (None, _("Cộng"), None, sheet.own, "", "", sheet.appraised, "")
    notes = (_("Xếp loại: {rank}.").format(rank=sheet.rank),) if sheet.rank is not None else ()
    if shares := sheet.measured.content.shares:
        told = ", ".join(f"{name} {round(share, 1):n}%" for name, share in zip(CONTENT, shares, strict=True))
        notes = (*notes, _("Mức độ hài lòng của người đã đánh giá: {shares}.").format(shares=told))
    title = _("Chấm điểm giải quyết thủ tục hành chính")
    return Table("score", title, columns, tuple(rows), Row("", tuple(Value(value) for value in total)), notes)
