"""The sections of the portal: what Decree 42/2022/NĐ-CP wants a state agency to publish there, as data."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Section:
    """`texts`: it holds legal and administrative texts, with number and date. `timed`: its pages hold for some days."""

    slug: str
    name: Any  # gettext's lazy string
    about: Any
    texts: bool = False
    timed: bool = False


NEWS, NOTICES, TEXTS = "tin-tuc", "thong-bao", "van-ban"
SECTIONS = (
    Section("gioi-thieu", _("Giới thiệu"), _("Chức năng, nhiệm vụ, tổ chức, địa chỉ và người đứng đầu cơ quan.")),
    Section(NEWS, _("Tin tức, sự kiện"), _("Việc đã và sắp diễn ra ở địa phương.")),
    Section(NOTICES, _("Thông báo"), _("Lịch làm việc, lịch nghỉ, bảo trì, điều cần biết ngay."), timed=True),
    Section("chi-dao-dieu-hanh", _("Chỉ đạo, điều hành"), _("Ý kiến chỉ đạo, kết luận, lịch công tác của lãnh đạo.")),
    Section("pho-bien-phap-luat", _("Phổ biến pháp luật"), _("Quy định mới, nói bằng lời dễ hiểu.")),
    Section("huong-dan", _("Hướng dẫn"), _("Cách làm thủ tục, nộp hồ sơ và nộp phí trực tuyến.")),
    Section(TEXTS, _("Văn bản"), _("Văn bản quy phạm pháp luật và văn bản hành chính."), texts=True),
    Section("chien-luoc-quy-hoach", _("Chiến lược, quy hoạch, kế hoạch"), _("Định hướng phát triển và kết quả.")),
    Section("chuong-trinh-cong-tac", _("Chương trình công tác"), _("Chương trình, kế hoạch công tác hằng năm.")),
    Section("du-an-mua-sam", _("Dự án, đấu thầu, mua sắm công"), _("Dự án đang làm, mời thầu, kết quả lựa chọn.")),
    Section("bao-cao-tai-chinh", _("Báo cáo tài chính"), _("Dự toán, quyết toán và báo cáo tài chính hằng năm.")),
    Section("thong-ke", _("Thống kê"), _("Số liệu của ngành, lĩnh vực.")),
    Section("dieu-uoc-thoa-thuan", _("Điều ước, thỏa thuận quốc tế"), _("Những gì địa phương đã ký, đang thực hiện.")),
    Section("khoa-hoc", _("Đề tài khoa học"), _("Chương trình, đề tài và kết quả nghiên cứu.")),
    Section(
        "thong-tin-cong-khai",
        _("Thông tin phải công khai"),
        _("Danh mục theo Luật Tiếp cận thông tin, và cách yêu cầu cung cấp thông tin."),
    ),
    Section("lay-y-kien", _("Lấy ý kiến"), _("Dự thảo đang chờ ý kiến góp ý của ông/bà."), timed=True),
    Section("lien-he", _("Liên hệ"), _("Điện thoại, thư điện tử, nơi tiếp công dân.")),
)
_BY_SLUG = {section.slug: section for section in SECTIONS}


def section_of(slug: str) -> Section | None:
    """The section of that name in the address."""
    return _BY_SLUG.get(slug)
