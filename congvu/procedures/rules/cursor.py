"""Reading a strict document key by key: every complaint gets its file and line, and reading goes on."""

from collections.abc import Collection, Iterator
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from congvu.base.strict_yaml import Document, Path
from congvu.base.working_time import Budget
from congvu.procedures.rules.problems import Problem

UNITS = ("working_hour", "half_day", "working_day", "day", "same_day")


class Cursor:
    """One mapping of the document. Asking for a key reads and checks it; `close` complains of keys nobody asked for."""

    def __init__(self, document: Document, file: str, problems: list[Problem], path: Path = ()) -> None:
        self.document = document
        self.file = file
        self.problems = problems
        self.path = path
        self.asked: set[str] = set()
        found: Any = document.data
        for part in path:
            found = found[part]
        self.here: dict[str, Any] = found if isinstance(found, dict) else {}
        if not isinstance(found, dict):
            self.complain(_("Chỗ này cần các cặp khóa: giá trị."), _("Xem bảng định dạng ở docs/packs.md."))

    def complain(self, what: str, mend: str, *path: str | int, warning: bool = False) -> None:
        line = self.document.line(*self.path, *path)
        self.problems.append(Problem(self.file, line, what, mend, warning))

    def has(self, key: str) -> bool:
        return self.here.get(key) is not None

    def close(self) -> None:
        for key in self.here.keys() - self.asked:
            self.complain(
                _("Khóa «%s» không có trong định dạng.") % key,
                _("Bỏ khóa này, hoặc sửa thành một trong: %s.") % ", ".join(sorted(self.asked)),
                key,
            )

    def _take(self, key: str, optional: bool) -> Any:
        self.asked.add(key)
        found = self.here.get(key)
        if found is None and not optional:
            self.complain(_("Thiếu «%s».") % key, _("Thêm khóa này."), key)
        return found

    def text(self, key: str, default: str | None = None) -> str:
        found = self._take(key, default is not None)
        if found is None:
            return default or ""
        if not isinstance(found, str) or not found.strip():
            self.complain(_("«%s» phải là chữ.") % key, _('Đặt giá trị trong dấu nháy, ví dụ "1.000656".'), key)
            return str(found)
        return found

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        found = self.text(key, default)
        if found and found not in allowed:
            self.complain(
                _("«%(key)s» không nhận giá trị «%(value)s».") % {"key": key, "value": found},
                _("Chọn một trong: %s.") % ", ".join(sorted(allowed)),
                key,
            )
        return found

    def number(self, key: str, default: int | None = None, least: int = 0) -> int:
        found = self._take(key, default is not None)
        if found is None:
            return default or 0
        if type(found) is not int or found < least:
            self.complain(
                _("«%s» phải là số nguyên.") % key, _("Viết số từ %d trở lên, không có dấu nháy.") % least, key
            )
            return least
        return found

    def flag(self, key: str, default: bool | None = False) -> bool:
        found = self._take(key, default is not None)
        if found is None:
            return bool(default)
        if not isinstance(found, bool):
            self.complain(_("«%s» phải là true hoặc false.") % key, _("Viết true hoặc false, không có dấu nháy."), key)
        return found is True

    def day(self, key: str) -> date:
        found = self.text(key)
        try:
            return date.fromisoformat(found)
        except ValueError:
            if found:
                self.complain(_("«%s» phải là ngày.") % key, _('Viết năm-tháng-ngày, ví dụ "2025-07-01".'), key)
            return date.min

    def texts(self, key: str, allowed: Collection[str] = (), optional: bool = False) -> tuple[str, ...]:
        found = self._take(key, optional)
        if not isinstance(found, list) or not all(isinstance(item, str) and item for item in found):
            if found is not None:
                self.complain(_("«%s» phải là danh sách chữ.") % key, _("Mỗi ý một dòng, bắt đầu bằng dấu gạch."), key)
            return ()
        for item in found:
            if allowed and item not in allowed:
                self.complain(
                    _("«%(key)s» không nhận giá trị «%(value)s».") % {"key": key, "value": item},
                    _("Chọn trong: %s.") % ", ".join(sorted(allowed)),
                    key,
                )
        return tuple(found)

    def mapping(self, key: str) -> dict[str, Any]:
        """A free mapping (answers, a schema), as it stands; empty where it is not given."""
        found = self._take(key, True)
        if found is not None and not isinstance(found, dict):
            self.complain(_("«%s» phải gồm các cặp khóa: giá trị.") % key, _("Viết dạng khóa: giá trị."), key)
        return found if isinstance(found, dict) else {}

    def child(self, key: str) -> "Cursor":
        self.asked.add(key)
        if not self.has(key):
            self.complain(_("Thiếu «%s».") % key, _("Thêm khóa này."), key)
            return Cursor(Document({}), self.file, [])
        return Cursor(self.document, self.file, self.problems, (*self.path, key))

    def children(self, key: str, optional: bool = False) -> Iterator["Cursor"]:
        """The mappings of a list."""
        found = self._take(key, optional)
        if found is not None and not isinstance(found, list):
            self.complain(_("«%s» phải là danh sách.") % key, _("Mỗi mục một dòng, bắt đầu bằng dấu gạch."), key)
        for place in range(len(found) if isinstance(found, list) else 0):
            yield Cursor(self.document, self.file, self.problems, (*self.path, key, place))

    def named(self, key: str, optional: bool = True) -> Iterator[tuple[str, "Cursor"]]:
        """The mappings of a mapping, with their keys."""
        self._take(key, optional)
        for name in self.mapping(key):
            yield name, Cursor(self.document, self.file, self.problems, (*self.path, key, name))

    def budget(self, key: str) -> Budget | None:
        """A stretch of legal time, or None where it is not given."""
        self.asked.add(key)
        if not self.has(key):
            return None
        cursor = self.child(key)
        found = cursor.budget_here()
        cursor.close()
        return found

    def budget_here(self) -> Budget:
        unit = self.one_of("unit", UNITS)
        written = self._take("amount", unit == "same_day")
        try:
            amount = Decimal(str(written if written is not None else 0))
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or amount < 0 or amount > 1000:
            self.complain(_("«amount» phải là số."), _('Viết số trong dấu nháy, ví dụ "0.5".'), "amount")
            amount = Decimal(0)
        cutoff = self.text("cutoff", "")
        try:
            return Budget(amount, unit, time.fromisoformat(cutoff) if cutoff else None)
        except ValueError:
            self.complain(_("Thời hạn không hợp lệ."), _('Xem lại đơn vị và giờ, ví dụ cutoff: "15:00".'))
            return Budget(Decimal(1), "working_day", None)
