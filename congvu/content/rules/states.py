"""Where a version stands, in which language it is, and whether a legal text is in force."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Of a version. REPLACED: it was published until a newer version was."""

    DRAFT = "draft", _("Đang soạn")
    IN_REVIEW = "in_review", _("Chờ duyệt")
    SENT_BACK = "sent_back", _("Trả lại để sửa")
    PUBLISHED = "published", _("Đã đăng")
    REPLACED = "replaced", _("Đã có bản mới")
    WITHDRAWN = "withdrawn", _("Đã gỡ")


AT_WORK = (State.DRAFT, State.IN_REVIEW, State.SENT_BACK)
REVIEWED = (State.PUBLISHED, State.REPLACED, State.WITHDRAWN)


class Language(models.TextChoices):
    """Of a version; a page has one at work and one published in each."""

    VIETNAMESE = "vi", _("Tiếng Việt")
    ENGLISH = "en", _("Tiếng Anh")


class Validity(models.TextChoices):
    """Of a legal text, as the portal says it beside the text."""

    IN_FORCE = "in_force", _("Còn hiệu lực")
    NOT_YET = "not_yet", _("Chưa có hiệu lực")
    PARTLY = "partly", _("Hết hiệu lực một phần")
    EXPIRED = "expired", _("Hết hiệu lực")
