"""What this room holds about the owner of an account, told to nobody else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from congvu.people.models import Account, Totp
from congvu.web.spelling import as_date, as_time

SHOWN_VISITS = 200


class Fact(NamedTuple):
    """One thing that is held: its name for machines, its name for people, and what it is."""

    key: str
    label: str
    value: Any

    @property
    def shown(self) -> str:
        """As a reader writes it."""
        if isinstance(self.value, datetime):
            return f"{as_time(self.value)} {as_date(self.value)}"
        return "" if self.value is None else str(self.value)


@dataclass(frozen=True, slots=True)
class Record:
    """Several facts about one thing."""

    facts: list[Fact]

    @property
    def plain(self) -> list[tuple[str, Any]]:
        """For machines: moments as ISO 8601, everything else as it is."""
        return [
            (fact.key, fact.value.isoformat() if isinstance(fact.value, datetime) else fact.value)
            for fact in self.facts
        ]


@dataclass(frozen=True, slots=True)
class Section:
    """Everything of one kind that is held, and why it is (`kept`)."""

    key: str
    title: str
    kept: str
    records: list[Record]


def record_of(row: Model, *names: str, **labels: str) -> Record:
    """The named fields of a row, with the words of their choices; a field without a name of its own gets a label."""
    facts = []
    for name in names:
        field = row._meta.get_field(name)
        shown = getattr(row, f"get_{name}_display", None)
        value = str(shown()) if shown else getattr(row, name)
        facts.append(Fact(name, labels.get(name) or capfirst(str(getattr(field, "verbose_name", name))), value))
    return Record(facts)


def about(account: Account) -> list[Section]:
    """The account, its party, mandates, consents, identities, second factors and sign-ins: nine queries."""
    return [
        Section("account", _("Tài khoản"), _("Đến khi ông/bà đóng tài khoản."), [_account(account)]),
        Section("companies", _("Vai trò ở tổ chức"), _("Lâu dài, vì là căn cứ của việc nộp thay."), _mandates(account)),
        Section("consents", _("Sự đồng ý xử lý dữ liệu"), _("Lâu dài, làm bằng chứng."), _consents(account)),
        Section(
            "identities",
            _("Định danh điện tử đã liên kết"),
            _("Đến khi ông/bà bỏ liên kết."),
            [
                record_of(
                    one, "issuer", "name", "number", "assurance", "linked_at", "seen_at",
                    issuer=_("Nơi định danh"), linked_at=_("Liên kết lúc"), seen_at=_("Xác thực lần cuối"),
                )
                for one in account.linked.order_by("pk")
            ],
        ),
        Section("factors", _("Cách xác thực"), _("Đến khi ông/bà bỏ."), _factors(account)),
        Section("visits", _("Những lần đăng nhập"), _("180 ngày."), _visits(account)),
    ]  # fmt: skip


def _account(account: Account) -> Record:
    record = record_of(account, "name", "email", "phone", "username", "assurance")
    party = getattr(account, "party", None)
    if party is None:
        return record
    own = record_of(party, "number", "made_at", number=_("Số định danh"), made_at=_("Tạo lúc"))
    return Record(record.facts + own.facts)


def _mandates(account: Account) -> list[Record]:
    told = []
    for mandate in account.mandates.select_related("party").order_by("given_at", "pk"):
        company = [
            Fact("company", _("Tổ chức"), mandate.party.name),
            Fact("number", _("Mã số"), mandate.party.number),
        ]
        rest = record_of(
            mandate, "role", "given_at", "confirmed_at", "ended_at",
            given_at=_("Từ"), confirmed_at=_("Xác nhận lúc"), ended_at=_("Kết thúc lúc"),
        )  # fmt: skip
        told.append(Record(company + rest.facts))
    return told


def _consents(account: Account) -> list[Record]:
    labels = {"version": _("Bản thông báo"), "given_at": _("Đồng ý lúc"), "withdrawn_at": _("Rút lúc")}
    return [record_of(one, *labels, **labels) for one in account.consents.order_by("given_at", "pk")]


def _factors(account: Account) -> list[Record]:
    apps = Totp.objects.filter(account=account, confirmed_at__isnull=False)
    app = Fact("kind", _("Loại"), _("Ứng dụng xác thực"))
    told = [Record([app, Fact("made_at", _("Từ"), one.made_at)]) for one in apps]
    for key in account.passkeys.all():
        kind = Fact("kind", _("Loại"), _("Khóa truy cập"))
        rest = record_of(key, "name", "made_at", "used_at", made_at=_("Từ"), used_at=_("Dùng lần cuối"))
        told.append(Record([kind, *rest.facts]))
    return told


def _visits(account: Account) -> list[Record]:
    latest = account.visits.order_by("-at")[:SHOWN_VISITS]
    return [record_of(one, "at", "way", "browser", "network", at=_("Lúc")) for one in latest]
