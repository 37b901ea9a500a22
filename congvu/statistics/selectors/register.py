"""The register book of a receiving unit (form 07 of TT 03/2025, 06 of TT 01/2018): a year's dossiers in their order."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.base.actors import Actor
from congvu.dossiers.models import Dossier
from congvu.journal.models import Entry
from congvu.procedures.models import Procedure
from congvu.statistics.models import Life
from congvu.statistics.selectors.lists import PAGE
from congvu.statistics.selectors.scope import registers
from congvu.tabular.tables import Column, Row, Table, Value

RECEIVED, HANDED_OVER = "dossiers.received", "dossiers.handed_over"


def register(viewer: Actor, receiver: str, year: int, *, after: str = "", size: int = PAGE) -> Table:
    """The book's page from the key `after` on, in the order of receipt. Empty for whoever may not open the book."""
    title = _("Sổ theo dõi hồ sơ năm {year}").format(year=year)
    if receiver not in {agency.code for agency in registers(viewer)}:
        return Table("register", title, _columns(), ())
    start, end = (datetime(one, 1, 1, tzinfo=timezone.get_current_timezone()) for one in (year, year + 1))
    lives = Life.objects.filter(book=receiver, received_at__gte=start, received_at__lt=end).exclude(code="")
    number = 0
    if key := _read(after):
        at, pk, number = key
        lives = lives.filter(Q(received_at__gt=at) | Q(received_at=at, pk__gt=pk))
    found = list(lives.order_by("received_at", "pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    names = dict(Procedure.objects.filter(code__in={one.procedure for one in found}).values_list("code", "name"))
    dossiers = {one.code: one for one in Dossier.objects.filter(code__in=[one.code for one in found]).defer("answers")}
    clerks = _clerks([one.subject for one in found])
    rows = tuple(
        _row(place, life, names.get(life.procedure, life.procedure), dossiers.get(life.code), clerks)
        for place, life in enumerate(found, number + 1)
    )
    last = f"{found[-1].received_at.isoformat()}_{found[-1].pk}_{number + size}" if more else ""
    return Table("register", title, _columns(), rows, after=last)


def _clerks(subjects: list[str]) -> dict[tuple[str, str], str]:
    """Who received the dossiers and who handed them over, by the journal's subject and event."""
    lines = Entry.objects.filter(subject__in=subjects, event__in=[RECEIVED, HANDED_OVER]).order_by("pk")
    return {(subject, event): name for subject, event, name in lines.values_list("subject", "event", "actor_name")}


def _read(after: str) -> tuple[datetime, int, int] | None:
    try:
        at, pk, number = after.split("_")
        return datetime.fromisoformat(at), int(pk), int(number)
    except ValueError:
        return None


def _columns() -> tuple[Column, ...]:
    times, results = _("Thời gian"), _("Trả kết quả")
    return (
        Column("number", _("STT")),
        Column("code", _("Mã hồ sơ"), "text"),
        Column("procedure", _("Nội dung"), "text"),
        Column("sets", _("Số lượng (bộ)")),
        Column("applicant", _("Họ tên chủ hồ sơ"), "text"),
        Column("address", _("Địa chỉ"), "text"),
        Column("phone", _("Số điện thoại"), "text"),
        Column("received", _("Ngày nhận"), "moment", times),
        Column("due", _("Ngày hẹn trả"), "moment", times),
        Column("returned", _("Ngày nhận kết quả"), "moment", results),
        Column("giver", _("Bên giao"), "text", results),
        Column("taker", _("Bên nhận"), "text", results),
        Column("clerk", _("Người nhận hồ sơ"), "text"),
        Column("area", _("Địa bàn phát sinh"), "text"),
        Column("note", _("Ghi chú"), "text"),
    )


def _row(number: int, life: Life, procedure: str, dossier: Dossier | None, clerks: dict[tuple[str, str], str]) -> Row:
    returned = life.state == "returned"
    shown = (
        number,
        life.code,
        procedure,
        dossier.sets if dossier else None,
        dossier.represents or dossier.applicant if dossier else None,
        dossier.address if dossier else None,
        dossier.phone if dossier else None,
        life.received_at,
        life.due_at,
        life.closed_at if returned else None,
        clerks.get((life.subject, HANDED_OVER)) if returned else None,
        dossier.closed_with if dossier and returned else None,
        clerks.get((life.subject, RECEIVED)),
        None,
        "" if returned or not dossier else dossier.closed_with,
    )
    addresses = {1: f"/ho-so/{life.code}/"}
    return Row(life.code, tuple(Value(one, address=addresses.get(place, "")) for place, one in enumerate(shown)))
