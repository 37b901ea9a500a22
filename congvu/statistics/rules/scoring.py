"""Quarterly scoring of agencies: nine indices of 0, 1 or 2 points (Decree 61/2018, Circular 01/2018/TT-VPCP).

Pure. What dates and channels tell is computed; the rest the agency says itself, with its evidence. The texts of the
points are the law's, shortened.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

POINTS = (0, 1, 2)
MOST = 18
# Shares from which index 9 gives points: of procedures online, and of dossiers online for two points and for one.
ONLINE_PROCEDURES, ONLINE_GOOD, ONLINE_FAIR = Fraction(20, 100), Fraction(30, 100), Fraction(15, 100)


@dataclass(frozen=True, slots=True)
class Scored:
    """One of the nine indices. `levels` says what 2, 1 and 0 points mean, in this order."""

    number: int
    name: Any  # gettext's lazy string
    levels: tuple[Any, Any, Any]
    computed: bool = False


_TIME = (_("Sớm hơn quy định"), _("Đúng quy định"), _("Chậm hơn quy định"))
INDICES = (
    Scored(1, _("Thời gian giải quyết so với quy định"), _TIME, computed=True),
    Scored(2, _("Thời gian của từng cơ quan tham gia so với quy định"), _TIME, computed=True),
    Scored(
        3,
        _("Số lần người dân phải liên hệ để hoàn thiện hồ sơ"),
        (_("Không lần nào"), _("Một lần"), _("Hơn một lần, không do lỗi của người nộp")),
    ),
    Scored(
        4,
        _("Số cơ quan người dân phải liên hệ"),
        (_("Không cơ quan nào"), _("Chỉ Bộ phận Một cửa"), _("Hơn một cơ quan")),
    ),
    Scored(
        5,
        _("Tiếp nhận, giải quyết, trả kết quả tại Bộ phận Một cửa"),
        (
            _("Giải quyết trọn tại chỗ: từ 20% (bộ, tỉnh), 50% (huyện), 100% (xã) danh mục"),
            _("Nhận và trả tại đây 100% thủ tục đủ điều kiện"),
            _("Dưới 100%"),
        ),
    ),
    Scored(
        6,
        _("Công khai thủ tục hành chính"),
        (
            _("Đúng, đủ, kịp thời; niêm yết và điện tử"),
            _("Niêm yết hoặc điện tử"),
            _("Chưa công khai đúng quy định"),
        ),
    ),
    Scored(
        7,
        _("Thái độ phục vụ"),
        (
            _("Sớm hạn và không có phản ánh"),
            _("Đúng hạn và không có phản ánh"),
            _("Có phản ánh được xác minh là đúng"),
        ),
    ),
    Scored(
        8,
        _("Tiếp thu, giải trình phản ánh, kiến nghị"),
        (
            _("Không có, hoặc 100% đúng hạn và không kéo dài"),
            _("Từ 90% đúng hạn và không kéo dài"),
            _("Dưới 90%, hoặc để kéo dài"),
        ),
    ),
    Scored(
        9,
        _("Dịch vụ công trực tuyến"),
        (
            _("Từ 20% thủ tục đủ điều kiện và từ 30% hồ sơ trực tuyến, không hồ sơ nào chậm"),
            _("Đã triển khai, từ 15% đến dưới 30% hồ sơ trực tuyến, không hồ sơ nào chậm"),
            _("Chưa triển khai, dưới 15%, hoặc có hồ sơ chậm"),
        ),
        computed=True,
    ),
)
CONTENT = (_("Rất hài lòng"), _("Hài lòng"), _("Không hài lòng"))
BY_NUMBER = {index.number: index for index in INDICES}


@dataclass(frozen=True, slots=True)
class Times:
    """How many settled dossiers (or legs) were early, on time and late."""

    early: int = 0
    on_time: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        return self.early + self.on_time + self.late


@dataclass(frozen=True, slots=True)
class Online:
    """What index 9 asks: procedures that may be filed online and those that are, dossiers, and late ones online."""

    procedures: int = 0
    procedures_online: int = 0
    dossiers: int = 0
    dossiers_online: int = 0
    late_online: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """How many of those who rated were very content, content and not. Silence counts for nothing here."""

    very: int = 0
    content: int = 0
    not_content: int = 0

    @property
    def total(self) -> int:
        return self.very + self.content + self.not_content

    @property
    def shares(self) -> tuple[float, float, float] | None:
        """In percent, in the same order; None where nobody rated."""
        if not self.total:
            return None
        very, content, not_content = (100 * one / self.total for one in (self.very, self.content, self.not_content))
        return very, content, not_content


def mean(times: Times) -> Decimal | None:
    """The mean of 2 for each early, 1 for each on time and 0 for each late; None where nothing was settled."""
    if not times.total:
        return None
    return (Decimal(2 * times.early + times.on_time) / times.total).quantize(Decimal("0.01"), ROUND_HALF_UP)


def of_times(times: Times) -> int | None:
    """Points of indices 1 and 2: the mean, to the nearest whole point; None where nothing was settled."""
    if not times.total:
        return None
    exact = Fraction(2 * times.early + times.on_time, times.total)
    return int(exact + Fraction(1, 2))


def of_online(online: Online) -> int | None:
    """Points of index 9; None where no dossier came in at all."""
    if not online.dossiers:
        return None
    share = Fraction(online.dossiers_online, online.dossiers)
    if online.late_online or share < ONLINE_FAIR:
        return 0
    deployed = Fraction(online.procedures_online, online.procedures) if online.procedures else Fraction(0)
    if share >= ONLINE_GOOD and deployed >= ONLINE_PROCEDURES:
        return 2
    return 1


def computed(whole: Times, shares: Times, online: Online) -> dict[int, int | None]:
    """What the data say: index -> points, None where the data have no answer. An agency without legs of its own
    and of others is judged in index 2 by its dossiers alone."""
    answers: dict[int, int | None] = {index.number: None for index in INDICES}
    return {**answers, 1: of_times(whole), 2: of_times(shares), 9: of_online(online)}


RANKS = (  # from so many points on; 15 itself is excellent
    (15, "excellent", _("Xuất sắc")),
    (12, "good", _("Tốt")),
    (9, "fair", _("Khá")),
    (6, "average", _("Trung bình")),
    (0, "weak", _("Yếu")),
)


def rank(points: int) -> Any:
    """The word for a sum of points of all nine indices."""
    return next(word for least, _code, word in RANKS if points >= least)


def must_explain(said: int | None, measured: int | None) -> bool:
    """Whether a score differs from another one so that it needs a reason. What is missing differs from nothing."""
    return said is not None and measured is not None and said != measured
