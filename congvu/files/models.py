"""Bytes by their digest: the same bytes are kept once, whoever hands them in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Blob(models.Model):
    """One content. What it is called and what it is for, the row that points here says.

    `pages` counts what a preview can show: pages of a PDF, images of a TIFF, 1 for a photo, 0 for office documents.
    """

    sha256 = models.CharField("SHA-256", max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(_("số byte"))
    media_type = models.CharField(_("loại tệp"), max_length=100)
    pages = models.PositiveSmallIntegerField(_("số trang"))
    created_at = models.DateTimeField(_("lưu lúc"))
    created_by = models.CharField(_("người nộp đầu tiên"), max_length=60)

    class Meta:
        verbose_name = _("tệp")
        constraints = [
            models.CheckConstraint(name="blob_is_named_by_its_digest", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="blob_is_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
