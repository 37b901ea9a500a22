"""Offices, posts and calendars: who may act for whom on which day, and when an office is open."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from congvu.agencies.rules import Kind, Role
from congvu.base.columns import FoldedField
from congvu.people.models import Account


class Agency(models.Model):
    """One agency, valid from a day until the day before `valid_to`. A merger closes it and names the successor."""

    code = models.CharField(_("mã định danh"), max_length=35, unique=True)
    name = models.CharField(_("tên cơ quan"), max_length=200)
    short_name = models.CharField(_("tên ngắn"), max_length=80)
    folded = FoldedField(of=("name", "code"))
    kind = models.CharField(_("loại"), max_length=20, choices=Kind)
    unit_code = models.CharField(_("mã đơn vị hành chính"), max_length=8, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày trước"), null=True, blank=True)

    class Meta:
        verbose_name = _("cơ quan")
        ordering = ("code",)
        indexes = [models.Index(fields=["parent", "kind"], name="agency_by_parent")]
        constraints = [
            models.CheckConstraint(name="agency_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="agency_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
            models.CheckConstraint(name="agency_is_not_its_own_parent", condition=~Q(parent=F("id"))),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """One person's right to act in one role for one agency, for a time; for no time at all if it was a mistake."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    role = models.CharField(_("vai trò"), max_length=12, choices=Role)
    title = models.CharField(_("chức danh"), max_length=120)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày trước"), null=True, blank=True)

    class Meta:
        verbose_name = _("vị trí công tác")
        ordering = ("agency", "role", "pk")
        constraints = [
            models.CheckConstraint(name="post_role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="post_ends_no_earlier_than_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                name="post_is_held_once_at_a_time", fields=["agency", "account", "role"], condition=Q(valid_to=None)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Remit(models.Model):
    """A field of the administration that is an agency's duty, from a day until the day before `valid_to`.

    A procedure names its field; the agency that has the remit on the day of receipt settles it. When a duty moves, the
    old row ends and a new one begins: the history stays.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="remits")
    sector = models.CharField(_("lĩnh vực"), max_length=40, help_text=_("ví dụ: construction, justice"))
    decision = models.CharField(_("số quyết định"), max_length=60, blank=True)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày trước"), null=True, blank=True)

    class Meta:
        verbose_name = _("lĩnh vực phụ trách")
        ordering = ("agency", "sector", "valid_from", "pk")
        indexes = [models.Index(fields=["sector", "agency"], name="remit_by_sector")]
        constraints = [
            models.CheckConstraint(name="remit_is_named", condition=~Q(sector="")),
            models.CheckConstraint(
                name="remit_ends_no_earlier_than_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                name="remit_is_held_once_at_a_time", fields=["agency", "sector"], condition=Q(valid_to=None)
            ),
        ]

    def __str__(self) -> str:
        return self.sector


class Delegation(models.Model):
    """A post that its absent holder gave over to a colleague, from one moment until just before another.

    It ends by itself. `ended_at` is set when somebody ended it earlier, or before it began.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(Account, models.PROTECT, related_name="+")
    valid_from = models.DateTimeField(_("từ lúc"))
    valid_until = models.DateTimeField(_("đến lúc"))
    reason = models.CharField(_("lý do"), max_length=200)
    decision = models.CharField(_("số văn bản ủy quyền"), max_length=60, blank=True)
    made_at = models.DateTimeField(_("lập lúc"))
    made_by = models.CharField(_("người lập"), max_length=200)
    ended_at = models.DateTimeField(_("kết thúc sớm lúc"), null=True)
    ended_by = models.CharField(_("người kết thúc"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ủy quyền")
        ordering = ("-valid_from", "-pk")
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_begins", condition=Q(valid_until__gt=F("valid_from"))
            ),
            models.CheckConstraint(
                name="delegation_is_ended_early_by_somebody",
                condition=Q(ended_at=None, ended_by="") | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} → {self.delegate}"

    @property
    def until(self) -> datetime:
        """When it is over: as it was dated, or as somebody ended it."""
        return min(self.valid_until, self.ended_at or self.valid_until)

    @property
    def last_day(self) -> date | None:
        """The day with whose end it ends, as it was typed; None where it ends at some hour."""
        end = timezone.localtime(self.valid_until)
        return end.date() - timedelta(days=1) if end.time() == time() else None


class Hours(models.Model):
    """Opening hours of an agency on one weekday, in one season. An agency without rows works by its parent's."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("thứ"), help_text=_("0 là thứ Hai, 6 là Chủ nhật"))
    opens = models.TimeField(_("mở cửa"))
    closes = models.TimeField(_("đóng cửa"))
    season_from = models.CharField(_("mùa từ"), max_length=5, default="01-01", help_text=_("tháng-ngày"))
    season_to = models.CharField(_("mùa đến"), max_length=5, default="12-31")
    counts = models.BooleanField(
        _("tính vào thời hạn"), default=True, help_text=_("bỏ chọn với buổi chỉ tiếp nhận, ví dụ sáng thứ Bảy")
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày trước"), null=True, blank=True)

    class Meta:
        verbose_name = _("giờ làm việc")
        ordering = ("agency", "valid_from", "season_from", "weekday", "opens")
        constraints = [
            models.CheckConstraint(name="hours_weekday_is_0_to_6", condition=Q(weekday__lte=6)),
            models.CheckConstraint(name="hours_close_after_they_open", condition=Q(closes__gt=F("opens"))),
            models.CheckConstraint(
                name="hours_end_after_they_begin", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.opens:%H:%M}–{self.closes:%H:%M}"


class CalendarDay(models.Model):
    """A day that differs from its weekday: a holiday, a day off in lieu, a Saturday worked instead.

    Rows without agency hold for everybody; an agency's own row wins for it and its children. `decision` is the number
    of the decision that orders it; holidays taken from the `holidays` package name the package as `source`.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="calendar_days")
    day = models.DateField(_("ngày"))
    works = models.BooleanField(_("làm việc"))
    name = models.CharField(_("lý do"), max_length=120)
    decision = models.CharField(_("số quyết định"), max_length=60, blank=True)
    source = models.CharField(_("nguồn"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("ngày đặc biệt")
        ordering = ("day", "pk")
        constraints = [
            models.UniqueConstraint(name="calendar_day_is_said_once_for_all", fields=["day"], condition=Q(agency=None)),
            models.UniqueConstraint(
                name="calendar_day_is_said_once_per_agency", fields=["agency", "day"], condition=~Q(agency=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"


class CalendarStamp(models.Model):
    """One row that is replaced whenever hours or days change: what workers keep in memory is known by it to be fresh.

    The stamp is random, so that one which was rolled back never comes again.
    """

    ONLY = 1

    value = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(name="calendar_stamp_is_only_one", condition=Q(pk=1))]

    def __str__(self) -> str:
        return str(self.value)
