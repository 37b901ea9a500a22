"""The service-quality index of Decision 766/QĐ-TTg (23 June 2022): five groups, 100 points. Pure.

Which indicators there are, in which group and with how many points is the two tables below; to follow a change of the
national portal (it shows six groups today), change the tables. What cannot be measured here is not zero: it is left
out of the points and of the points that can be reached, and says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

GROUPS = (  # code, name, points; they add up to 100
    ("transparency", _("Công khai, minh bạch"), 18),
    ("progress", _("Tiến độ, kết quả giải quyết"), 20),
    ("digitisation", _("Số hóa hồ sơ"), 22),
    ("online", _("Cung cấp dịch vụ công trực tuyến, thanh toán trực tuyến"), 22),
    ("satisfaction", _("Mức độ hài lòng"), 18),
)

_NO_DECISIONS = _("phần mềm chưa ghi ngày quyết định công bố và hạn công khai của từng thủ tục")
_NO_NATIONAL = _("hệ thống này chưa kết nối Cổng Dịch vụ công quốc gia")
_NO_STORE = _("chưa kết nối kho dữ liệu điện tử của cá nhân, tổ chức")
_NO_CUTS = _("gói thủ tục chưa ghi thành phần nào được cắt giảm hay thay bằng dữ liệu")
_NO_COPIES = _("phần mềm chưa có chứng thực bản sao điện tử")
_NO_DICTIONARY = _("chưa có bảng đối chiếu với từ điển dữ liệu dùng chung")
_NO_QUESTIONS = _("phần mềm chưa nhận phản ánh, kiến nghị")
_NOT_SIGNED = _(
    "Đếm hồ sơ đã trả mà kết quả có bản điện tử kèm mã xác minh, mã băm ghi trong nhật ký; chưa xét chữ ký số của cơ"
    " quan."
)
_FEE_AS_OWED = _(
    "Đếm hồ sơ tiếp nhận trong kỳ có phí, lệ phí phải nộp, không kể hồ sơ được miễn; khoản đã hoàn hay đã hủy biên lai"
    " không tính là đã nộp trực tuyến."
)
_SILENCE_CONTENT = _(
    "Đếm hồ sơ có kết quả trong kỳ. Ai chưa đánh giá thì không tính là không hài lòng; phần mềm chưa ghi khiếu nại nên"
    " chưa trừ hồ sơ có khiếu nại."
)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. `above` and `below` say what is divided by what; `full_at` is the ratio that gives full marks.

    `why_not` is said where no data answer, `note` where they do. `shared_with` get the points of an indicator that had
    nothing to judge.
    """

    code: str
    group: str
    name: Any
    most: int
    above: Any
    below: Any
    why_not: Any
    note: Any = ""
    full_at: Fraction = Fraction(1)
    province_only: bool = False
    shared_with: tuple[str, ...] = ()


INDICATORS = (
    Indicator(
        "PUBLISH_ON_TIME",
        "transparency",
        _("Công bố thủ tục đúng hạn"),
        6,
        _("Thủ tục công bố đúng hạn"),
        _("Thủ tục phải công bố trong kỳ"),
        _NO_DECISIONS,
    ),
    Indicator(
        "PUBLIC_UPDATE_ON_TIME",
        "transparency",
        _("Cập nhật, công khai đúng hạn trên cơ sở dữ liệu quốc gia"),
        4,
        _("Thủ tục cập nhật, công khai đúng hạn"),
        _("Thủ tục phải cập nhật"),
        _NO_NATIONAL,
    ),
    Indicator(
        "PUBLIC_CONTENT_FULL",
        "transparency",
        _("Nội dung công khai đầy đủ, chính xác"),
        2,
        _("Thủ tục công khai đúng"),
        _("Thủ tục đã công khai"),
        _NO_DECISIONS,
    ),
    Indicator(
        "DOSSIER_SYNC",
        "transparency",
        _("Đồng bộ tiến độ hồ sơ"),
        6,
        _("Hồ sơ đồng bộ tiến độ đúng hạn"),
        _("Hồ sơ tiếp nhận, đang giải quyết hoặc đã trả trong kỳ"),
        _NO_NATIONAL,
    ),
    Indicator(
        "PROGRESS",
        "progress",
        _("Hồ sơ giải quyết đúng hạn"),
        20,
        _("Hồ sơ có kết quả sớm hạn, đúng hạn và đang giải quyết còn hạn"),
        _("Hồ sơ tiếp nhận và giải quyết trong kỳ"),
        _("trong kỳ không có hồ sơ nào"),
    ),
    Indicator(
        "ORIGINAL_RESULT_AVAILABLE",
        "digitisation",
        _("Cấp kết quả điện tử"),
        6,
        _("Hồ sơ có kết quả điện tử"),
        _("Hồ sơ đã trả kết quả"),
        _("trong kỳ không trả kết quả hồ sơ nào"),
        _NOT_SIGNED,
    ),
    Indicator(
        "DIGITISED_COMPONENTS",
        "digitisation",
        _("Số hóa giấy tờ khi giải quyết"),
        4,
        _("Hồ sơ số hóa đã đồng bộ với kho dữ liệu"),
        _("Hồ sơ thuộc thẩm quyền"),
        _NO_STORE,
    ),
    Indicator(
        "ELECTRONIC_CERTIFIED_COPY",
        "digitisation",
        _("Chứng thực bản sao điện tử"),
        2,
        _("Xã cung cấp bản sao chứng thực điện tử"),
        _("Tổng số xã"),
        _NO_COPIES,
    ),
    Indicator(
        "REUSED_DIGITIZED_DATA",
        "digitisation",
        _("Khai thác, sử dụng lại dữ liệu số hóa"),
        2,
        _("Hồ sơ có thành phần được cắt giảm, thay bằng dữ liệu"),
        _("Hồ sơ của thủ tục đã công bố cắt giảm"),
        _NO_CUTS,
        full_at=Fraction(8, 10),
    ),
    Indicator(
        "SYNCED_WITH_PERSONAL_STORAGE",
        "digitisation",
        _("Thành phần thay hẳn bằng dữ liệu"),
        4,
        _("Hồ sơ có thành phần được thay hẳn bằng dữ liệu"),
        _("Hồ sơ có thể thay"),
        _NO_STORE,
    ),
    Indicator(
        "CITIZEN_DATA_CONNECTED_DOSSIER",
        "digitisation",
        _("Thủ tục tái cấu trúc dùng lại dữ liệu"),
        2,
        _("Thủ tục tái cấu trúc có dùng lại dữ liệu"),
        _("Thủ tục đủ điều kiện"),
        _NO_CUTS,
    ),
    Indicator(
        "CITIZEN_DATA_CONNECTED_FORMALITY",
        "digitisation",
        _("Thủ tục đối chiếu từ điển dữ liệu"),
        2,
        _("Thủ tục đã đối chiếu từ điển dữ liệu"),
        _("Tổng số thủ tục"),
        _NO_DICTIONARY,
        province_only=True,
    ),
    Indicator(
        "FULL_ONLINE",
        "online",
        _("Hồ sơ trực tuyến toàn trình"),
        12,
        _("Hồ sơ nộp trực tuyến"),
        _("Hồ sơ của thủ tục toàn trình"),
        _("trong kỳ không có hồ sơ của thủ tục toàn trình"),
    ),
    Indicator(
        "ONLINE_PAYMENT",
        "online",
        _("Thanh toán trực tuyến"),
        10,
        _("Hồ sơ thanh toán trực tuyến"),
        _("Hồ sơ có phí, lệ phí phải nộp"),
        _("trong kỳ không có hồ sơ nào phải nộp phí, lệ phí"),
        _FEE_AS_OWED,
    ),
    Indicator(
        "PETITION_PROCESSING_ON_TIME",
        "satisfaction",
        _("Xử lý phản ánh, kiến nghị đúng hạn"),
        6,
        _("Phản ánh xử lý đúng hạn, đang xử lý còn hạn"),
        _("Phản ánh thuộc thẩm quyền"),
        _NO_QUESTIONS,
        full_at=Fraction(9, 10),
    ),
    Indicator(
        "PETITION_HANDLING_SATISFACTION",
        "satisfaction",
        _("Hài lòng về xử lý phản ánh, kiến nghị"),
        6,
        _("Phản ánh trừ không hài lòng, gửi lại, chậm"),
        _("Phản ánh đã xử lý"),
        _NO_QUESTIONS,
        full_at=Fraction(9, 10),
        shared_with=("PETITION_PROCESSING_ON_TIME", "DOSSIER_RECEIVING_SATISFACTION"),
    ),
    Indicator(
        "DOSSIER_RECEIVING_SATISFACTION",
        "satisfaction",
        _("Hài lòng về giải quyết thủ tục"),
        6,
        _("Hồ sơ trừ không hài lòng, chậm"),
        _("Hồ sơ đã giải quyết"),
        _("trong kỳ không có hồ sơ nào có kết quả"),
        _SILENCE_CONTENT,
        full_at=Fraction(9, 10),
    ),
)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


@dataclass(frozen=True, slots=True)
class Ratio:
    """What was counted. A ratio over several agencies is the sum above over the sum below, never a mean of ratios."""

    above: int
    below: int

    def __post_init__(self) -> None:
        if not 0 <= self.above <= self.below:
            raise ValueError(f"{self.above} of {self.below} is no share")

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.above + other.above, self.below + other.below)


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator as it came out. `points` is None where it was not measured; `why` then says why, else how."""

    indicator: Indicator
    most: Fraction
    ratio: Ratio | None = None
    points: Fraction | None = None
    why: Any = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group: `points` of `reachable` (what was measured) of `most` (what the decision gives)."""

    code: str
    name: Any
    most: int
    lines: tuple[Line, ...] = field(default=())

    @property
    def points(self) -> Fraction:
        return sum((line.points for line in self.lines if line.points is not None), Fraction(0))

    @property
    def reachable(self) -> Fraction:
        return sum((line.most for line in self.lines if line.points is not None), Fraction(0))


@dataclass(frozen=True, slots=True)
class Index:
    """The whole index."""

    groups: tuple[Group, ...]

    @property
    def points(self) -> Fraction:
        return sum((group.points for group in self.groups), Fraction(0))

    @property
    def reachable(self) -> Fraction:
        return sum((group.reachable for group in self.groups), Fraction(0))

    @property
    def most(self) -> int:
        return sum(group.most for group in self.groups)


def points(ratio: Ratio, *, most: Fraction, full_at: Fraction = Fraction(1)) -> Fraction | None:
    """The points of a ratio: proportional, full from `full_at` on; None where there was nothing to judge."""
    if not ratio.below:
        return None
    return min(most, most * Fraction(ratio.above, ratio.below) / full_at)


def evaluate(measured: Mapping[str, Ratio], *, commune: bool = False, why: Mapping[str, Any] | None = None) -> Index:
    """The index from what was counted: code -> ratio, without those that were not.

    `commune`: what concerns provinces alone gets full marks. `why` overrides reasons for not measuring.
    """
    if unknown := set(measured) - set(BY_CODE):
        raise ValueError(f"no indicator of Decision 766: {sorted(unknown)}")
    most = {indicator.code: Fraction(indicator.most) for indicator in INDICATORS}
    for indicator in INDICATORS:
        ratio = measured.get(indicator.code)
        if indicator.shared_with and ratio is not None and not ratio.below:
            for other in indicator.shared_with:
                most[other] += most[indicator.code] / len(indicator.shared_with)
            most[indicator.code] = Fraction(0)
    lines = [_line(one, measured.get(one.code), most[one.code], commune, why or {}) for one in INDICATORS]
    return Index(
        tuple(
            Group(code, name, whole, tuple(line for line in lines if line.indicator.group == code))
            for code, name, whole in GROUPS
        )
    )


def _line(one: Indicator, ratio: Ratio | None, most: Fraction, commune: bool, why: Mapping[str, Any]) -> Line:
    if commune and one.province_only:
        return Line(one, most, points=most, why=_("Không áp dụng với cấp xã: tính đủ điểm."))
    if ratio is None:
        return Line(one, most, why=why.get(one.code, one.why_not))
    found = points(ratio, most=most, full_at=one.full_at) if most else None
    return Line(one, most, ratio, found, one.note if found is not None else one.why_not)
