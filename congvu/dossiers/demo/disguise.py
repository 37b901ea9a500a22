"""Telling an example of somebody else: other invented names, numbers, days and places, the same one everywhere."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from congvu.procedures.rules import Story

SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý",
    "Đinh", "Mai", "Lương", "Trịnh", "Đào",
)  # fmt: skip
MEN = (
    "An", "Bình", "Cường", "Dũng", "Đạt", "Đức", "Hải", "Hiếu", "Hòa", "Hùng", "Khánh", "Khoa", "Long", "Minh", "Nam",
    "Phong", "Phúc", "Quang", "Sơn", "Tâm", "Thắng", "Thịnh", "Trung", "Tú", "Tuấn", "Việt",
)  # fmt: skip
WOMEN = (
    "Châu", "Chi", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Huệ", "Hương", "Lan", "Linh", "Mai", "My", "Nga", "Ngọc",
    "Nhung", "Oanh", "Phương", "Quỳnh", "Thảo", "Thanh", "Thu", "Thủy", "Trang", "Vân", "Yến",
)  # fmt: skip
INVENTED = {"Mẫu", "Thử", "Dụ"}  # "specimen", "trial", "(for) example": no one reads them as somebody's name
FIRM = ("Công ty", "Hộ kinh doanh", "Doanh nghiệp", "Hợp tác xã")
NEAR = timedelta(days=3 * 365)  # days this near to the story move with it; births and old papers stay

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CITIZEN = re.compile(r"\b0\d{11}\b")
_TAX_CODE = re.compile(r"\b02\d{8}\b")
_PHONE = re.compile(r"(?:\+84|\b0)900\d{6}\b")
_HOUSE = re.compile(r"\b(Số|số|Tổ|tổ) \d+\b")
_PLACE = re.compile(r"\b[pP]hường Thử Nghiệm\b|\b[xX]ã (?:Thử Nghiệm|Ví Dụ)\b")


class Disguise:
    """One dossier's other self. What was the same in the example is the same in it."""

    def __init__(self, story: Story, *, received: datetime, place: str, random: Random) -> None:
        self.random = random
        self.story = story
        self.place = place
        self.received = received
        self.shift = received.date() - story.received.date()
        self.said: dict[str, str] = {}
        for name in sorted(_texts([story.applicant, story.answers, [deed.given for deed in story.then]])):
            if _is_person(name):
                self.said[name] = self._person(name)
            elif name.startswith(FIRM):
                self.said[name] = f"{name} {random.choice(WOMEN)}"
        self.names = sorted(self.said, key=len, reverse=True)

    def of(self, value: Any, key: str = "") -> Any:
        """The same value of somebody else; its type and its shape stay."""
        if isinstance(value, Mapping):
            return {inner: self.of(one, inner) for inner, one in value.items()}
        if isinstance(value, list):
            return [self.of(one, key) for one in value]
        return self._text(value, key) if isinstance(value, str) else value

    def _text(self, text: str, key: str) -> str:
        if _DAY.fullmatch(text):
            return self._day(text)
        for name in self.names:
            text = text.replace(name, self.said[name])
        if self.place:
            text = _PLACE.sub(self._place, text)
        text = _HOUSE.sub(lambda found: self._once(found[0], self._house), text)
        for shape, other in ((_CITIZEN, self._citizen), (_TAX_CODE, self._tax_code), (_PHONE, self._phone)):
            if shape.search(text):
                return shape.sub(lambda found, other=other: self._once(found[0], other), text)  # type: ignore[misc]
        return self._once(text, self._number) if key.endswith("number") else text

    def _once(self, text: str, other: Any) -> str:
        """The other self of a text, made when it is first met."""
        if text not in self.said:
            self.said[text] = other(text)
        return self.said[text]

    def _day(self, text: str) -> str:
        day = date.fromisoformat(text)
        return (day + self.shift).isoformat() if abs(day - self.story.received.date()) < NEAR else text

    def _person(self, name: str) -> str:
        random, woman = self.random, "Thị" in name
        surname, given = random.choice(SURNAMES), random.choice(WOMEN if woman else MEN)
        middle = "Thị" if woman else random.choice(("Văn", "Đức", "Quang", "Hữu"))
        shapes = (f"{surname} {middle} Mẫu {given}", f"{surname} Mẫu {given}", f"{surname} {middle} Thử")
        return random.choices(shapes, (6, 3, 1))[0]

    def _citizen(self, number: str) -> str:
        """Province, sex and year of birth stay; the number within them is from the end that is not given out yet."""
        return f"{number[:6]}99{self.random.randrange(10_000):04}"

    def _tax_code(self, _number: str) -> str:
        return f"02000{self.random.randrange(100_000):05}"

    def _phone(self, number: str) -> str:
        return f"{number[:-6]}000{self.random.randrange(1000):03}"

    def _place(self, found: re.Match[str]) -> str:
        begins = self.place[0].upper() if found[0][0].isupper() else self.place[0]
        return begins + self.place[1:]

    def _house(self, text: str) -> str:
        return f"{text.split()[0]} {self.random.randrange(1, 200)}"

    def _number(self, text: str) -> str:
        """Digits change, years become this year's."""

        def other(found: re.Match[str]) -> str:
            digits = found[0]
            if len(digits) == 4 and digits.startswith("20"):
                return str(self.received.year)
            first = "0" if digits[0] == "0" else str(self.random.randrange(1, 10))
            return first + "".join(str(self.random.randrange(10)) for _ in digits[1:])

        return re.sub(r"\d+", other, text)


def _texts(value: Any) -> set[str]:
    """Every text in a value, however deep."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        return set().union(*map(_texts, value))
    return {value} if isinstance(value, str) else set()


def _is_person(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 4 and words[0] in SURNAMES and not INVENTED.isdisjoint(words) and "," not in text
