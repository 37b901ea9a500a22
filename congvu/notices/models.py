"""The outbox, what has been told already, and who wants to be told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.notices.rules import CHANNELS, MOST_SUBJECT, MOST_TO, Channel, Delivery, Kind, Language, Occasion, State
from congvu.people.models import Account


class Message(models.Model):
    """One e-mail, SMS or call of a webhook. It is written in the transaction of what it tells, and sent afterwards.

    `to` is an e-mail address, a telephone number as E.164 writes it, or a web address. What is `urgent` somebody waits
    for now, a code for signing in or an answer: it goes out at night too, nobody but the receiver reads it, and its
    text is not kept.

    `key` says what the message is, so that telling twice makes one message. `token` belongs to the worker that sends it
    now; a message that is found being sent by a dead worker is sent again only if the transport knows it again.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(_("loại"), max_length=12, choices=Kind)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    channel = models.CharField(_("kênh"), max_length=8, choices=Channel, default=Channel.EMAIL)
    urgent = models.BooleanField(default=False)
    to = models.CharField(_("người nhận"), max_length=MOST_TO)
    subject = models.CharField(_("tiêu đề"), max_length=MOST_SUBJECT)
    text = models.TextField(blank=True)
    made_at = models.DateTimeField()
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=140, blank=True)  # "host:pid" of the worker
    token = models.CharField(max_length=32, blank=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(_("lỗi"), max_length=500, blank=True)
    parts = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=65, blank=True)  # by which the gateway reports of it
    delivery = models.CharField(_("kết quả nhận"), max_length=10, choices=Delivery, blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("thư")
        indexes = [
            models.Index(fields=["channel", "state", "next_try_at", "id"], name="message_by_next_try"),
            models.Index(fields=["number"], name="message_by_number", condition=~Q(number="")),
            models.Index(fields=["account", "-id"], name="message_by_account"),
        ]
        constraints = [
            models.CheckConstraint(name="message_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="message_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="message_channel_is_known", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(
                name="message_delivery_is_of_what_was_sent",
                condition=Q(delivery="", delivered_at=None)
                | Q(delivery__in=Delivery.values, delivered_at__isnull=False, state="sent"),
            ),
            models.CheckConstraint(
                name="message_is_sent_at_a_time",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None),
            ),
            models.CheckConstraint(
                name="message_being_sent_is_somebodys",
                condition=~Q(state="sending") | Q(claimed_at__isnull=False) & ~Q(token=""),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Warned(models.Model):
    """That a duty has been warned of: once for each due time when it is overdue, once at all when leaders are told."""

    key = models.CharField(max_length=140, unique=True)  # "overdue:dossiers.step:45:2026-11-22T09:00:00+00:00"
    kind = models.CharField(max_length=12, choices=Kind)
    subject = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    told = models.PositiveSmallIntegerField()  # how many people; none where nobody has an address

    class Meta:
        indexes = [models.Index(fields=["subject", "kind", "due_at"], name="warned_by_subject")]
        constraints = [models.CheckConstraint(name="warned_kind_is_known", condition=Q(kind__in=Kind.values))]

    def __str__(self) -> str:
        return self.key


class Preference(models.Model):
    """What somebody wants; who has no row wants all. `daily` and `at_once` are an official's letters: leaders are told
    of what stays overdue in any case. `by_email`, `by_sms` and the language are for news of one's own requests."""

    account = models.OneToOneField(Account, models.PROTECT, related_name="+")
    daily = models.BooleanField(_("nhận thư hằng ngày"), default=True)
    at_once = models.BooleanField(_("nhận thư ngay khi có việc quá hạn"), default=True)
    by_email = models.BooleanField(_("nhận tin hồ sơ bằng thư điện tử"), default=True)
    by_sms = models.BooleanField(_("nhận tin hồ sơ bằng tin nhắn"), default=True)
    language = models.CharField(_("ngôn ngữ"), max_length=2, choices=Language, default=Language.VI)

    def __str__(self) -> str:
        return f"{self.account_id}"


class Morning(models.Model):
    """That the officials of an agency have had their letters of a day."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(name="morning_comes_once_a_day", fields=["agency", "day"])]

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.day}"


class Template(models.Model):
    """The province's own words for an occasion, in place of the software's."""

    occasion = models.CharField(_("khi nào"), max_length=12, choices=Occasion)
    channel = models.CharField(_("kênh"), max_length=8, choices=Channel)
    language = models.CharField(_("ngôn ngữ"), max_length=2, choices=Language)
    subject = models.CharField(_("tiêu đề"), max_length=MOST_SUBJECT)
    text = models.TextField(_("nội dung"))

    class Meta:
        verbose_name = _("mẫu tin báo")
        constraints = [
            models.UniqueConstraint(name="template_is_one_per_occasion", fields=["occasion", "channel", "language"]),
            models.CheckConstraint(name="template_occasion_is_known", condition=Q(occasion__in=Occasion.values)),
            models.CheckConstraint(name="template_channel_reaches_a_person", condition=Q(channel__in=CHANNELS)),
            models.CheckConstraint(name="template_language_is_known", condition=Q(language__in=Language.values)),
            models.CheckConstraint(name="template_says_something", condition=~Q(subject="") & ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.occasion}:{self.channel}:{self.language}"


class Followed(models.Model):
    """The one row that says how far the journal has been read for those who are to be told."""

    ONLY = 1

    entry = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(name="followed_is_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.entry}"


class Passed(models.Model):
    """A number of the journal that was not there yet when later ones were read: its transaction was still open, or was
    rolled back."""

    entry = models.PositiveBigIntegerField(unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.entry}"


class Asked(models.Model):
    """That somebody asked by text message. `source` and `key` are digests: they can be counted and compared, not
    read."""

    source = models.CharField(max_length=64)  # of the telephone number
    key = models.CharField(max_length=64)  # of the number, the text, and the gateway's reference where it gives one
    slot = models.PositiveBigIntegerField()  # the ten minutes in which it came
    at = models.DateTimeField()
    answered = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["source", "at"], name="asked_by_source")]
        constraints = [models.UniqueConstraint(name="question_is_answered_once", fields=["source", "key", "slot"])]

    def __str__(self) -> str:
        return self.key[:8]
