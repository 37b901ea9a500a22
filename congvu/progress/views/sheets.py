"""Scores as pages and files show them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from congvu.progress.models import Criterion, Ranking, Scheme, Score
from congvu.progress.rules.methods import METHODS, told
from congvu.progress.selectors.ranking import Sheet
from congvu.tabular.tables import Column, Row, Table, Value
from congvu.tabular.words import said

MOST = 5  # places of a block on a page that is about something else
ANSWERS = {True: "good", False: "bad", None: "plain"}


def points(value: Decimal | None) -> str:
    """7.50 -> "7,5"."""
    return said(value, "decimal")


def criterion_of(criterion: Criterion) -> dict[str, Any]:
    """A criterion with how it is scored."""
    return {
        "criterion": criterion,
        "points": points(criterion.points),
        "how": told(criterion.method, criterion.params, criterion.points),
        "method": METHODS[criterion.method].name,
        "indicator": criterion.indicator,
        "steady": METHODS[criterion.method].steady,
    }


def score_of(score: Score) -> dict[str, Any]:
    """The three points of one criterion, and why it does not apply where it does not."""
    return {
        "score": score,
        "own": points(score.own),
        "measured": points(score.measured),
        "verified": points(score.verified),
        **_in_short(score),
        "why_not": "" if score.applies else score.remark or score.reason,
    }


def _in_short(score: Score) -> dict[str, Any]:
    """The points as they count by now, and beside them what was said or measured otherwise."""
    counts = score.own if score.verified is None else score.verified
    beside = ((_("tự chấm"), score.own), (_("đo"), score.measured))
    return {
        "counts": points(counts),
        "beside": [(label, points(value)) for label, value in beside if value is not None and value != counts],
    }


def sheet_of(sheet: Sheet) -> dict[str, Any]:
    """An agency in the table of its block."""
    total = sheet.total
    answer = sheet.answer
    return {
        "agency": sheet.agency,
        "place": sheet.place,
        "own": points(sheet.own),
        "measured": points(sheet.measured),
        "verified": points(total.points if total else None),
        "points": points(sheet.points),
        "stretched": bool(total and total.of != total.whole and total.of),
        "of": points(total.of if total else None),
        "scores": [score_of(score) for score in sheet.scores],
        "answer": _answered(sheet),
        "answer_tone": ANSWERS[answer.agrees if answer else None],
        "answer_icon": "info" if answer is None else "check" if answer.agrees else "warning",
        "answer_text": answer.text if answer else "",
        "left_out": [score_of(score) for score in sheet.scores if not score.applies],
    }


def published_of(one: Ranking) -> dict[str, Any]:
    """A frozen ranking as people read it."""
    content = one.content
    agencies = [
        {**agency, **{name: _said(agency[name]) for name in ("points", "of", "own", "measured", "verified")}}
        for agency in content["agencies"]
    ]
    criteria = [{**criterion, "points": _said(criterion["points"])} for criterion in content["criteria"]]
    return {**content, "whole": _said(content["whole"]), "agencies": agencies, "criteria": criteria}


def first_of(one: Ranking, address: str) -> dict[str, Any]:
    """The first of a published ranking, for a page that is about something else."""
    content = published_of(one)
    placed = [agency for agency in content["agencies"] if agency["place"]]
    return {**content, "agencies": placed[:MOST], "more": max(0, len(placed) - MOST), "url": address}


def table_of(scheme: Scheme, criteria: Sequence[Criterion], sheets: Sequence[Sheet]) -> Table:
    """Agencies by criteria: self, measured and verified of each, and the place."""
    columns = [Column("place", _("Hạng"), "number"), Column("agency", _("Cơ quan"), "text")]
    for criterion in criteria:
        group = f"{criterion.code} {criterion.name} ({points(criterion.points)})"
        columns += [
            Column(f"{criterion.code}.own", _("Tự chấm"), "decimal", group),
            Column(f"{criterion.code}.measured", _("Hệ thống đo"), "decimal", group),
            Column(f"{criterion.code}.verified", _("Thẩm định"), "decimal", group),
        ]
    columns += [
        Column("own", _("Tổng tự chấm"), "decimal"), Column("verified", _("Tổng thẩm định"), "decimal"),
        Column("of", _("Trên điểm áp dụng"), "decimal"), Column("points", _("Điểm xếp hạng"), "decimal"),
    ]  # fmt: skip
    rows, notes = [], []
    for sheet in sheets:
        cells = [Value(sheet.place), Value(sheet.agency.name)]
        for score in sheet.scores:
            cells += [Value(score.own), Value(score.measured), Value(score.verified)]
        total = sheet.total
        cells += [
            Value(sheet.own), Value(total.points if total else None), Value(total.of if total else None),
            Value(sheet.points),
        ]  # fmt: skip
        rows.append(Row(sheet.agency.code, tuple(cells)))
        notes += [
            _("{agency}: tiêu chí {code} không áp dụng: {why}").format(
                agency=sheet.agency.name, code=criterion.code, why=score.remark or score.reason
            )
            for score, criterion in zip(sheet.scores, criteria, strict=True)
            if not score.applies
        ]
    title = _("Xếp hạng {block} năm {year}").format(block=scheme.block, year=scheme.year)
    return Table("ranking", title, tuple(columns), tuple(rows), notes=tuple(notes))


def _said(kept: str | None) -> str:
    return points(None if kept is None else Decimal(kept))


def _answered(sheet: Sheet) -> str:
    if sheet.answer is None:
        return _("Chưa trả lời")
    return _("Đồng ý") if sheet.answer.agrees else _("Không đồng ý")
