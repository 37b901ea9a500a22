"""Words of the organisation: kinds of agencies, and the roles in which a post may act."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an agency is. The levels of government are data: a province before July 2025 has three, after it two."""

    PROVINCE_COMMITTEE = "province_committee", _("Ủy ban nhân dân cấp tỉnh")
    DISTRICT_COMMITTEE = "district_committee", _("Ủy ban nhân dân cấp huyện")
    COMMUNE_COMMITTEE = "commune_committee", _("Ủy ban nhân dân cấp xã")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    DIVISION = "division", _("Phòng, đơn vị trực thuộc")
    ONE_STOP = "one_stop", _("Bộ phận Một cửa")
    OFFICE = "office", _("Đơn vị sự nghiệp, văn phòng")


class Role(models.TextChoices):
    """In what a post lets its holder act. The lanes of a procedure's process are named by these."""

    CLERK = "clerk", _("Cán bộ Một cửa")
    SPECIALIST = "specialist", _("Chuyên viên thụ lý")
    UNIT_HEAD = "unit_head", _("Lãnh đạo phòng, đơn vị")
    LEADER = "leader", _("Lãnh đạo cơ quan")
    PLANNER = "planner", _("Cán bộ kế hoạch, báo cáo")
    EDITOR = "editor", _("Biên tập viên cổng thông tin")
    ADMIN = "admin", _("Quản trị hệ thống")


# Longer is no absence but a vacancy: then somebody is appointed.
LONGEST_DELEGATION = timedelta(days=180)


# The subject of journal lines about the calendar that everybody works by.
EVERYBODY = "agencies.calendar:all"
