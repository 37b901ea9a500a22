"""The words of plans: states, kinds of sections, projects, money and legal texts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Of a plan. In COMMENT the agencies read it and write remarks; SUBMITTED waits for the issuer's leader; APPROVED
    holds, and what is published is it. A plan is changed after that by a new version only."""

    DRAFT = "draft", _("Đang soạn")
    COMMENT = "comment", _("Đang lấy ý kiến")
    SUBMITTED = "submitted", _("Chờ phê duyệt")
    APPROVED = "approved", _("Đã phê duyệt")
    PUBLISHED = "published", _("Đã công bố")
    ENDED = "ended", _("Đã kết thúc")


WRITABLE = (State.DRAFT, State.COMMENT)
IN_FORCE = (State.APPROVED, State.PUBLISHED)
AMENDABLE = (*WRITABLE, State.SUBMITTED)  # a plan that was decided on holds as it was, while it is amended


class SectionKind(models.TextChoices):
    """What stands in a section of a framework."""

    TEXT = "richtext", _("nội dung")
    LEGAL = "legal_refs", _("căn cứ pháp lý")
    ASSESSMENT = "assessment", _("hiện trạng, đánh giá")
    TARGETS = "targets_per_year", _("mục tiêu, chỉ tiêu")
    TASKS = "tasks", _("nhiệm vụ, dự án")
    SOLUTIONS = "solutions", _("giải pháp")
    BUDGET = "budget_table", _("kinh phí")
    RESPONSIBILITIES = "responsibilities", _("tổ chức thực hiện")


class Op(models.TextChoices):
    """How a target is compared with what was reached."""

    GE = "ge", _("ít nhất")
    LE = "le", _("không quá")
    LT = "lt", _("dưới")
    EQ = "eq", _("đúng bằng")


class ProjectKind(models.TextChoices):
    """As budgets group them: projects (continuing, new, in preparation), outlines with an estimate, other tasks."""

    CONTINUING = "continuing", _("dự án chuyển tiếp")
    NEW = "new", _("dự án mới")
    PREPARATION = "prep", _("chuẩn bị đầu tư")
    OUTLINE = "outline", _("đề cương và dự toán chi tiết")
    OTHER = "other", _("không lập dự án, không lập đề cương")


class Progress(models.TextChoices):
    """How far a project is."""

    PLANNED = "planned", _("Chưa bắt đầu")
    RUNNING = "running", _("Đang thực hiện")
    DONE = "done", _("Hoàn thành")
    STOPPED = "stopped", _("Đã dừng")


class MoneyMeasure(models.TextChoices):
    """What an amount of money says of a project."""

    ESTIMATE = "estimate", _("dự kiến tổng kinh phí")
    NEED = "need", _("nhu cầu kế hoạch")
    ALLOCATED = "allocated", _("vốn đã bố trí")
    VOLUME = "volume_done", _("giá trị khối lượng thực hiện")
    PAID = "paid", _("vốn thanh toán")
    ADVANCE = "advance", _("tạm ứng")
    SETTLED = "settled", _("giá trị quyết toán")


# What is told while a plan is carried out; the others are its plan.
DONE_MEASURES = (
    MoneyMeasure.ALLOCATED, MoneyMeasure.VOLUME, MoneyMeasure.PAID, MoneyMeasure.ADVANCE, MoneyMeasure.SETTLED,
)  # fmt: skip


class Fund(models.TextChoices):
    """Where money comes from; the groups that the ministry's tables print follow from it (`FUND_GROUPS`)."""

    CENTRAL = "central", _("ngân sách Trung ương hỗ trợ")
    LOCAL_INVESTMENT = "local_investment", _("ngân sách địa phương, vốn đầu tư phát triển")
    LOCAL_IT = "local_it", _("ngân sách địa phương, sự nghiệp CNTT")
    LOCAL_RECURRENT = "local_recurrent", _("ngân sách địa phương, chi thường xuyên")
    LOCAL_REPAIR = "local_repair", _("mua sắm, sửa chữa lớn tài sản cố định")
    SCIENCE = "science", _("sự nghiệp khoa học và công nghệ")
    TRAINING = "training", _("kinh phí đào tạo, bồi dưỡng công chức")
    PROGRAMME = "programme", _("chương trình mục tiêu ứng dụng CNTT")
    RENT = "rent", _("thuê dịch vụ CNTT")
    ODA = "oda", _("vốn ODA")
    FDI = "fdi", _("vốn FDI")
    SPONSOR = "sponsor", _("quỹ, tài trợ")
    PRIVATE = "private", _("xã hội hóa, doanh nghiệp đầu tư")
    OTHER = "other", _("nguồn hợp pháp khác")
    WHOLE = "whole", _("chưa tách theo nguồn")  # who told it does not know the source


SOURCES = tuple(fund for fund in Fund if fund != Fund.WHOLE)
LOCAL = (Fund.LOCAL_INVESTMENT, Fund.LOCAL_IT, Fund.LOCAL_RECURRENT, Fund.LOCAL_REPAIR, Fund.SCIENCE, Fund.TRAINING,
         Fund.PROGRAMME, Fund.RENT)  # fmt: skip
BUDGET = (Fund.CENTRAL, *LOCAL)
NOT_BUDGET = tuple(fund for fund in SOURCES if fund not in BUDGET)


class LegalKind(models.TextChoices):
    """Of a legal text in the register."""

    LAW = "law", _("Luật")
    DECREE = "decree", _("Nghị định")
    RESOLUTION = "resolution", _("Nghị quyết")
    PM_DECISION = "pm_decision", _("Quyết định của Thủ tướng Chính phủ")
    DECISION = "decision", _("Quyết định")
    DIRECTIVE = "directive", _("Chỉ thị")
    CIRCULAR = "circular", _("Thông tư")
    LETTER = "letter", _("Công văn")
    STANDARD = "standard", _("Tiêu chuẩn")
