"""Pages of the portal and their versions. What was published stays as it was; a newer version takes its place."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.content.rules import AT_WORK, REVIEWED, SECTIONS, Language, State, Validity
from congvu.files.models import Blob


class Page(models.Model):
    """What stands at one address. `listed_at` sorts it in lists: when it was first published, or a legal text issued;
    None while nothing of it is published."""

    section = models.CharField(_("mục"), max_length=40)
    slug = models.SlugField(_("tên trong địa chỉ"), max_length=120, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    listed_at = models.DateTimeField(_("xếp theo ngày"), null=True)
    made_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        verbose_name = _("trang")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["section", "-listed_at", "-id"], name="page_of_section_newest_first"),
            models.Index(fields=["-listed_at", "-id"], name="page_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(
                name="page_stands_in_a_section", condition=Q(section__in=[section.slug for section in SECTIONS])
            )
        ]

    def __str__(self) -> str:
        return self.slug


class Picture(models.Model):
    """A picture of a page. `width` and `height` are pixels of the largest size that is shown."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="pictures")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    alt = models.CharField(_("mô tả cho người không nhìn thấy ảnh"), max_length=300)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_by = models.CharField(max_length=60)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("ảnh")
        ordering = ("pk",)
        constraints = [models.CheckConstraint(name="picture_is_described", condition=~Q(alt=""))]

    def __str__(self) -> str:
        return self.alt


class Version(models.Model):
    """One version of a page in one language. `revision` counts how often it was saved; `writers` are all who saved it.

    `text_number`, `issuer`, `issued_on`, `effective_on`, `validity` and the attachment are those of a legal text.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("bản số"))
    language = models.CharField(_("ngôn ngữ"), max_length=2, choices=Language)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(_("tiêu đề"), max_length=200)
    summary = models.CharField(_("tóm tắt"), max_length=400, blank=True)
    body = models.TextField(_("nội dung"), blank=True)
    folded = models.TextField(editable=False)
    cover = models.ForeignKey(Picture, models.PROTECT, related_name="+", null=True, verbose_name=_("ảnh đại diện"))
    valid_from = models.DateField(_("hiện từ ngày"), null=True)
    valid_until = models.DateField(_("hiện đến hết ngày"), null=True)
    text_number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    effective_on = models.DateField(_("ngày có hiệu lực"), null=True)
    validity = models.CharField(_("tình trạng hiệu lực"), max_length=10, choices=Validity, blank=True)
    attachment = models.ForeignKey(Blob, models.PROTECT, related_name="+", null=True)
    attachment_name = models.CharField(max_length=150, blank=True)
    revision = models.PositiveIntegerField(default=1)
    writers = models.JSONField(default=list)
    written_by = models.CharField(max_length=60)
    written_by_name = models.CharField(_("người viết"), max_length=120)
    written_at = models.DateTimeField(_("viết lúc"))
    reviewed_by = models.CharField(max_length=60, blank=True)
    reviewed_by_name = models.CharField(_("người duyệt"), max_length=120, blank=True)
    published_at = models.DateTimeField(_("đăng lúc"), null=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bản của trang")
        ordering = ("page", "-number")
        constraints = [
            models.UniqueConstraint(name="version_number_is_used_once", fields=["page", "number"]),
            models.UniqueConstraint(
                name="page_has_one_version_at_work",
                fields=["page", "language"],
                condition=Q(state__in=[state.value for state in AT_WORK]),
            ),
            models.UniqueConstraint(
                name="page_shows_one_version", fields=["page", "language"], condition=Q(state="published")
            ),
            models.CheckConstraint(name="version_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="version_language_is_known", condition=Q(language__in=Language.values)),
            models.CheckConstraint(
                name="version_is_reviewed_by_somebody_else",
                condition=Q(reviewed_by="") | ~Q(reviewed_by=F("written_by")),
            ),
            models.CheckConstraint(
                name="version_is_reviewed_before_it_is_published",
                condition=~Q(state__in=[state.value for state in REVIEWED])
                | ~Q(reviewed_by="") & Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="version_that_was_taken_back_says_why",
                condition=~Q(state__in=["sent_back", "withdrawn"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="version_is_shown_until_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.title
