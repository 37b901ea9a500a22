"""The real calendar of 2026 and some offices' hours, for tests."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from congvu.base.working_time import STANDARD, Budget, Hours, SpecialDay, Timetable
from congvu.base.working_time.timetable import VIETNAM

SWAP = "12729/VPCP-KGVX"
OFF = {
    "2026-01-01": "Tết Dương lịch",
    "2026-02-16": "Giao thừa Tết Nguyên Đán",
    "2026-02-17": "Tết Nguyên Đán",
    "2026-02-18": "Mùng hai Tết Nguyên Đán",
    "2026-02-19": "Mùng ba Tết Nguyên Đán",
    "2026-02-20": "Mùng bốn Tết Nguyên Đán",
    "2026-04-26": "Ngày Giỗ Tổ Hùng Vương",
    "2026-04-27": "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)",
    "2026-04-30": "Ngày Chiến thắng",
    "2026-05-01": "Ngày Quốc tế Lao động",
    "2026-08-31": "Ngày nghỉ (thay cho ngày 22/08/2026)",
    "2026-09-01": "Quốc khánh",
    "2026-09-02": "Quốc khánh",
    "2026-11-24": "Ngày Văn hóa Việt Nam",
}
SPECIAL = {
    **{date.fromisoformat(day): SpecialDay(False, name) for day, name in OFF.items()},
    date(2026, 1, 2): SpecialDay(False, "Nghỉ Tết Dương lịch", SWAP),
    date(2026, 1, 10): SpecialDay(True, "Làm bù ngày 02/01/2026", SWAP),
    date(2026, 8, 22): SpecialDay(True, "Làm bù"),
}
SATURDAY = Hours(5, time(7, 30), time(11, 30))


def week(*spans: str, **more: str) -> tuple[Hours, ...]:
    """Monday to Friday: week("07:00-11:30", "14:00-17:30", season_from="04-16", season_to="10-15")."""
    return tuple(
        Hours(weekday, *(time.fromisoformat(end) for end in span.split("-")), **more)  # type: ignore[arg-type]
        for weekday in range(5)
        for span in spans
    )


OFFICES = {
    "": Timetable((STANDARD,), SPECIAL),
    "Saturday mornings count": Timetable(((*STANDARD, SATURDAY),), SPECIAL),
    "Saturday mornings only receive": Timetable(((*STANDARD, replace(SATURDAY, counts=False)),), SPECIAL),
    "summer hours": Timetable(
        (
            week("07:00-11:30", "14:00-17:30", season_from="04-16", season_to="10-15")
            + week("07:30-11:30", "13:30-17:00", season_from="10-16", season_to="04-15"),
        ),
        SPECIAL,
    ),
    "closes earlier from 09/03/2026": Timetable(
        (tuple(replace(hours, valid_from=date(2026, 3, 9)) for hours in week("08:00-11:30", "13:00-16:30")), STANDARD),
        SPECIAL,
    ),
}


def moment(text: str) -> datetime:
    """ "2026-03-02 15:20" on Vietnamese clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def budget(text: str) -> Budget:
    """ "3 working_day", or "same_day 15:00"."""
    first, second = text.split() if " " in text else (text, "")
    if first == "same_day":
        return Budget(Decimal(0), first, time.fromisoformat(second) if second else None)
    return Budget(Decimal(first), second)
