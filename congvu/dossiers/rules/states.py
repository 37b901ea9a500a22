"""States of a dossier, and what may follow what. The states are the national list; labels are the law's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """The ten statuses that the national portal knows (TT 01/2018/TT-VPCP); 1 and 3 belong to online filing."""

    REGISTERED = "registered", _("Mới đăng ký")
    RECEIVED = "received", _("Đã tiếp nhận")
    NOT_RECEIVED = "not_received", _("Không được tiếp nhận")
    IN_PROGRESS = "in_progress", _("Đang giải quyết")
    AWAITING_SUPPLEMENT = "awaiting_supplement", _("Chờ bổ sung hồ sơ")
    AWAITING_OBLIGATION = "awaiting_obligation", _("Chờ thực hiện nghĩa vụ tài chính")
    WITHDRAWN = "withdrawn", _("Công dân đã rút hồ sơ")
    STOPPED = "stopped", _("Dừng giải quyết")
    DECIDED = "decided", _("Đã có kết quả")
    RETURNED = "returned", _("Đã trả kết quả")


NATIONAL_STATUS = {state: number for number, state in enumerate(State, start=1)}

WORKING = (State.RECEIVED, State.IN_PROGRESS)
PAUSED = (State.AWAITING_SUPPLEMENT, State.AWAITING_OBLIGATION)
OPEN = (*WORKING, *PAUSED, State.DECIDED)
ENDED = (State.NOT_RECEIVED, State.WITHDRAWN, State.STOPPED, State.RETURNED)


class Channel(models.TextChoices):
    """How a dossier came in; the national numbers are 1, 2 and 3."""

    COUNTER = "counter", _("Trực tiếp")
    ONLINE = "online", _("Trực tuyến")
    POST = "post", _("Bưu chính công ích")


class ReturnBy(models.TextChoices):
    """How the result comes back to the applicant."""

    ONLINE = "online", _("Bản điện tử trên cổng này")
    POST = "post", _("Bưu chính công ích, tận địa chỉ")
    COUNTER = "counter", _("Nhận trực tiếp tại Bộ phận Một cửa")


class ApplicantKind(models.TextChoices):
    """Who applies; the national numbers are 1 to 4."""

    CITIZEN = "citizen", _("Công dân")
    BUSINESS = "business", _("Doanh nghiệp")
    AGENCY = "agency", _("Cơ quan nhà nước")
    OTHER = "other", _("Tổ chức khác")


class Outcome(models.TextChoices):
    """What was proposed, and then decided."""

    GRANTED = "granted", _("Đồng ý giải quyết")
    REFUSED = "refused", _("Từ chối giải quyết")


class OpinionKind(models.TextChoices):
    """What is asked of a colleague or another unit beside the process."""

    OPINION = "opinion", _("Xin ý kiến")
    COUNTERSIGN = "countersign", _("Ký nháy, đồng ký")


def dossier_code(agency_code: str, day: str, number: int) -> str:
    """`agency-YYMMDD-XXXX`, the sequence restarting each day (Article 19 of TT 01/2018/TT-VPCP).

    A day with more than 9,999 dossiers goes on with five digits rather than refusing citizens.
    """
    return f"{agency_code}-{day}-{number:04d}"
