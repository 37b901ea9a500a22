"""A plan, its sections as they stand, its versions as they stood, and what was said of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.clocks.models import Clock
from congvu.plans.models.catalogue import LegalText
from congvu.plans.rules.sections import named
from congvu.plans.rules.words import SectionKind, State


class Plan(models.Model):
    """One plan of some years. `drafter` writes it, `issuer` approves it, and it concerns the issuer and all below it.

    `framework` is the key of the section tree it was begun from ("APP3"), `edition` that tree's version. `revision`
    counts what was written; `number` and `decided_on` are those of the decision that approved it. `specimen` plans are
    those of other provinces, kept to read and to compare: nobody reports on them unless it is said.
    """

    slug = models.SlugField(_("tên trong địa chỉ"), max_length=80, unique=True)
    title = models.CharField(_("tên kế hoạch"), max_length=300)
    framework = models.CharField(_("khung"), max_length=20)
    edition = models.CharField(max_length=40)
    drafter = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("cơ quan soạn"))
    issuer = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("cơ quan ban hành"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    year_from = models.PositiveSmallIntegerField(_("từ năm"))
    year_to = models.PositiveSmallIntegerField(_("đến năm"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFT)
    specimen = models.BooleanField(_("kế hoạch mẫu của nơi khác"), default=False)
    number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    comment_until = models.DateField(_("lấy ý kiến đến hết ngày"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField(_("lập lúc"))
    published_at = models.DateTimeField(_("công bố lúc"), null=True)
    clock = models.ForeignKey(Clock, models.PROTECT, null=True, related_name="+")  # of what it waits for now

    class Meta:
        verbose_name = _("kế hoạch")
        ordering = ("-year_from", "slug")
        constraints = [
            models.CheckConstraint(name="plan_ends_after_it_begins", condition=Q(year_to__gte=F("year_from"))),
            models.CheckConstraint(name="plan_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="plan_is_approved_by_a_decision",
                condition=Q(state__in=["draft", "comment", "submitted"])
                | Q(specimen=True)
                | ~Q(number="") & Q(decided_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """One section. `key` is its place in the framework ("II.2"), empty for one that was added. `body` is text with the
    mark-up of `content`; one that is left out says why in `skipped`."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    key = models.CharField(max_length=20, blank=True)
    number = models.CharField(_("số mục"), max_length=12, blank=True)
    title = models.CharField(_("tên mục"), max_length=300)
    kind = models.CharField(_("loại"), max_length=16, choices=SectionKind, default=SectionKind.TEXT)
    order = models.PositiveIntegerField()
    body = models.TextField(_("nội dung"), blank=True)
    skipped = models.CharField(_("lý do bỏ mục"), max_length=300, blank=True)
    legal = models.ManyToManyField(LegalText, related_name="+", blank=True)

    class Meta:
        verbose_name = _("mục")
        ordering = ("plan", "order")
        constraints = [
            models.UniqueConstraint(
                name="section_has_its_place", fields=["plan", "order"], deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(name="section_key_is_used_once", fields=["plan", "key"], condition=~Q(key="")),
            models.CheckConstraint(name="section_kind_is_known", condition=Q(kind__in=SectionKind.values)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return named(self.title, number=self.number, key=self.key)


class Version(models.Model):
    """The whole plan as it stood: `content` is all of it as plain values, and never changes. The one that a decision
    approved names it; of those that were published, everybody reads the last."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("bản số"))
    revision = models.PositiveIntegerField()
    reason = models.CharField(_("lý do lập bản"), max_length=300)
    content = models.JSONField()
    made_by = models.CharField(_("người lập"), max_length=120)
    made_at = models.DateTimeField(_("lập lúc"))
    decision = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    approver = models.CharField(_("người phê duyệt"), max_length=120, blank=True)
    published_at = models.DateTimeField(_("công bố lúc"), null=True)

    class Meta:
        ordering = ("plan", "-number")
        constraints = [
            models.UniqueConstraint(name="plan_version_number_is_used_once", fields=["plan", "number"]),
            models.CheckConstraint(
                name="plan_version_is_public_when_approved", condition=Q(published_at=None) | ~Q(decision="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} ({self.number})"


class Comment(models.Model):
    """What an agency says of the plan, or of one section, and what its drafter made of it."""

    class Answer(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Chưa trả lời")
        TAKEN = "taken", _("Tiếp thu")
        PARTLY = "partly", _("Tiếp thu một phần")
        REFUSED = "refused", _("Giải trình, không tiếp thu")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="comments")
    section = models.ForeignKey(Section, models.SET_NULL, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    text = models.TextField(_("ý kiến"))
    said_by = models.CharField(_("người góp ý"), max_length=120)
    said_at = models.DateTimeField(_("lúc"))
    answer = models.CharField(_("kết quả"), max_length=8, choices=Answer, default=Answer.OPEN)
    reply = models.TextField(_("trả lời"), blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("plan", "pk")
        constraints = [
            models.CheckConstraint(name="comment_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="comment_that_is_not_taken_is_answered",
                condition=~Q(answer__in=["partly", "refused"]) | ~Q(reply=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Confirmation(models.Model):
    """Somebody looked at a doubt of the plan and said what is right. `key` names the doubt, `facts` what it was about:
    where those change, the doubt is open again."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="confirmations")
    key = models.CharField(max_length=120)
    facts = models.CharField(max_length=300)
    remark = models.CharField(_("kết luận"), max_length=300)
    said_by = models.CharField(max_length=120)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="doubt_is_confirmed_once", fields=["plan", "key"]),
            models.CheckConstraint(name="confirmation_says_what_is_right", condition=~Q(remark="")),
        ]

    def __str__(self) -> str:
        return self.key
