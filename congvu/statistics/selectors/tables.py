"""Tables of counts: every number knows the list behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from congvu.dossiers.rules import Channel
from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.measures import LEG_STOCKS, STOCKS
from congvu.statistics.selectors.numbers import Numbers, Question, labels, numbers, of_group
from congvu.statistics.selectors.scope import scope
from congvu.tabular.tables import Column, Row, Table, Value


@dataclass(frozen=True, slots=True)
class Count:
    """A column that counts. `before` takes stocks at the beginning of the period. With `of`, it is the percentage of
    `measures` in `of`. `channel` counts that channel alone."""

    key: str
    label: Any
    measures: tuple[str, ...]
    kind: str = "number"
    group: Any = ""
    before: bool = False
    of: tuple[str, ...] = ()
    channel: str = ""


def head(by: str) -> str:
    """What the first column is called."""
    names = {"agency": _("Cơ quan"), "field": _("Lĩnh vực"), "procedure": _("Thủ tục"), "channel": _("Hình thức nộp")}
    return names[by]


def counted(
    key: str,
    title: Any,
    question: Question,
    columns: Sequence[Count],
    *,
    legs: bool = False,
    notes: Sequence[Any] = (),
) -> Table:
    """A table of counts, a row for each group that has any, and the total."""
    seen = scope(question.viewer)
    names = {str(value): str(label) for value, label in Channel.choices} if question.by == "channel" else {}
    names = names or dict(labels(question.by, seen))
    found = _Counts(question, columns, legs=legs)
    keys = sorted(found.keys, key=lambda one: (names.get(one, one), one))
    made = (Column("group", head(question.by), "text"), *(Column(c.key, c.label, c.kind, c.group) for c in columns))
    rows = tuple(found.row(one, names.get(one) or one or _("Không rõ")) for one in keys)
    return Table(key, title, made, rows, found.total(), tuple(notes))


class _Counts:
    """The numbers of all columns: the flows and closing stocks at once, the opening stocks once more where needed."""

    def __init__(self, question: Question, columns: Sequence[Count], *, legs: bool) -> None:
        self.question, self.columns, self.legs = question, columns, legs
        self.stocks = LEG_STOCKS if legs else STOCKS
        self.found = {slice_: self._read(*slice_) for slice_ in {(one.before, one.channel) for one in columns}}
        self.keys = {key for found in self.found.values() for key in found}

    def _read(self, before: bool, channel: str) -> Numbers:
        measures = {
            measure
            for one in self.columns
            if (one.before, one.channel) == (before, channel)
            for measure in (*one.measures, *one.of)
        }
        asked = self.question
        if channel and asked.channel not in ("", channel):
            return {}
        if channel:
            asked = replace(asked, channel=channel)
        return numbers(asked, measures, by=self.question.by, legs=self.legs, before=before)

    def row(self, key: str, name: str) -> Row:
        values = [self._value(one, [key], by=self.question.by, key=key) for one in self.columns]
        return Row(key, (Value(name), *values))

    def total(self) -> Row:
        values = [self._value(one, sorted(self.keys), by=None, key="") for one in self.columns]
        return Row("", (Value(_("Tổng cộng")), *values))

    def _value(self, column: Count, keys: Sequence[str], *, by: str | None, key: str) -> Value:
        found = self.found[column.before, column.channel]
        part = _sum(found, keys, column.measures)
        if column.of:
            whole = _sum(found, keys, column.of)
            return Value(100 * part / whole if whole else None)
        return Value(part, self._cell(column, by=by, key=key))

    def _cell(self, column: Count, *, by: str | None, key: str) -> Cell:
        words = of_group(self.question, by, key) | ({"channel": column.channel} if column.channel else {})
        period = self.question.period
        end = period.end
        if all(measure in self.stocks for measure in column.measures):
            end = period.start if column.before else self.question.closing
        start = min(period.start, end)
        return Cell(tuple(map(str, column.measures)), start, end, **words, legs=self.legs)


def _sum(found: Mapping[str, Mapping[str, int]], keys: Sequence[str], measures: Sequence[str]) -> int:
    return sum(found.get(key, {}).get(measure, 0) for key in keys for measure in measures)
