"""The deeds on clocks: the ledger grows, the projection follows, nonsense is refused."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind as AgencyKind
from congvu.agencies.testing import make_agency
from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.base.working_time import Hours
from congvu.clocks import selectors, services
from congvu.clocks.models import Clock, Tick
from congvu.clocks.rules import Kind, State, step_due
from congvu.clocks.tests.calendar_2026 import OFFICES, budget, moment
from congvu.journal.models import Entry

pytestmark = pytest.mark.django_db
BY = system("test", "Kiểm thử")
AT = moment("2026-03-02 08:00")
DAY = timedelta(days=1)


@pytest.fixture
def agency() -> Agency:
    return make_agency("H24")


@pytest.fixture
def clock(agency: Agency) -> Clock:
    return services.start(budget("3 working_day"), agency_id=agency.pk, label="H24-260302-0001", at=AT)


def test_a_clock_lives_from_start_to_stop(clock: Clock) -> None:
    assert (clock.state, clock.due_at) == (State.RUNNING, moment("2026-03-05 11:30"))
    paused = services.pause(clock.pk, ground="supplement", at=moment("2026-03-03 09:00"))
    assert (paused.state, paused.due_at) == (State.PAUSED, clock.due_at)
    resumed = services.resume(clock.pk, at=moment("2026-03-04 09:00"))
    assert (resumed.state, resumed.due_at) == (State.RUNNING, moment("2026-03-06 11:30"))
    longer = services.extend(
        clock.pk, budget("2 working_day"), ground="extension:verify", law="Điều 9", at=AT + 3 * DAY
    )
    assert longer.due_at == moment("2026-03-10 11:30")
    anew = services.restart(clock.pk, budget("10 day"), ground="acceptance", at=AT + 4 * DAY)
    assert anew.due_at == moment("2026-03-16 17:00")
    ended = services.stop(clock.pk, at=AT + 5 * DAY)
    assert (ended.state, ended.due_at) == (State.STOPPED, anew.due_at)
    kept = Clock.objects.get(pk=clock.pk)
    assert (kept.state, kept.due_at, kept.length) == (State.STOPPED, anew.due_at, 6)
    assert [tick.kind for tick in kept.ticks.all()] == ["start", "pause", "resume", "extend", "restart", "stop"]
    assert kept.ticks.get(kind=Kind.EXTEND).law == "Điều 9"


@pytest.mark.parametrize(
    ("before", "deed", "code"),
    [
        (["pause"], "pause", "paused_already"),
        ([], "resume", "not_paused"),
        (["stop"], "pause", "stopped"),
        (["stop"], "resume", "stopped"),
        (["stop"], "extend", "stopped"),
        (["stop"], "restart", "stopped"),
        (["stop"], "stop", "stopped"),
        (["later pause"], "resume", "backwards"),
        ([], "extend by nothing", "nothing_added"),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(clock: Clock, before: list[str], deed: str, code: str) -> None:
    at = AT + DAY
    deeds: dict[str, Callable[[], Clock]] = {
        "pause": lambda: services.pause(clock.pk, ground="supplement", at=at),
        "later pause": lambda: services.pause(clock.pk, ground="supplement", at=at + DAY),
        "resume": lambda: services.resume(clock.pk, at=at),
        "extend": lambda: services.extend(clock.pk, budget("1 day"), ground="extension:verify", at=at),
        "extend by nothing": lambda: services.extend(clock.pk, budget("same_day"), ground="extension:verify", at=at),
        "restart": lambda: services.restart(clock.pk, budget("1 day"), ground="acceptance", at=at),
        "stop": lambda: services.stop(clock.pk, at=at),
    }
    for name in before:
        deeds[name]()
    kept = Clock.objects.values().get(pk=clock.pk)
    with pytest.raises(Refusal) as refused, transaction.atomic():
        deeds[deed]()
    assert refused.value.code == f"clocks.{code}"
    assert "{" not in refused.value.sentence
    assert Clock.objects.values().get(pk=clock.pk) == kept
    assert Tick.objects.count() == kept["length"]


def test_agency_that_never_works_is_told_so(agency: Agency) -> None:
    only_receiving = [Hours(0, time(8), time(12), counts=False)]
    services.set_hours(agency, only_receiving, valid_from=date(2026, 1, 1), by=BY, at=AT)
    with pytest.raises(Refusal, match=r"clocks\.no_working_time"), transaction.atomic():
        services.start(budget("1 day"), agency_id=agency.pk, label="X", at=AT)


def test_deeds_take_four_queries(clock: Clock) -> None:
    deeds: list[Callable[[], Clock]] = [
        lambda: services.pause(clock.pk, ground="supplement", at=AT),
        lambda: services.resume(clock.pk, at=AT),
        lambda: services.extend(clock.pk, budget("1 working_day"), ground="extension:verify", at=AT),
        lambda: services.restart(clock.pk, budget("10 day"), ground="acceptance", at=AT),
        lambda: services.stop(clock.pk, at=AT),
    ]
    for deed in deeds:
        with CaptureQueriesContext(connection) as queries:
            deed()
        assert len(queries) == 4, queries.captured_queries
    with CaptureQueriesContext(connection) as queries:
        services.start(budget("1 day"), agency_id=clock.agency_id, label="another", at=AT)
    asks_for_the_lock = connection.vendor == "postgresql"
    assert len(queries) == 3 + asks_for_the_lock, queries.captured_queries


def test_a_label_belongs_to_one_clock(clock: Clock) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        services.start(budget("1 day"), agency_id=clock.agency_id, label=clock.label, at=AT)


def test_line_of_the_ledger_is_never_changed(clock: Clock) -> None:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Tick.objects.update(at=AT + DAY)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "pause"},
        {"kind": "pause", "ground": "supplement", "amount": 1, "unit": "day"},
        {"kind": "extend", "ground": "extension:verify"},
        {"kind": "extend", "ground": "extension:verify", "unit": "day"},
        {"kind": "start", "amount": 1, "unit": "day"},
        {"kind": "sleep"},
        {"kind": "stop", "sequence": 1},
    ],
    ids=str,
)
def test_database_keeps_what_makes_no_sense_out_of_the_ledger(clock: Clock, fields: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Tick.objects.create(**{"clock": clock, "sequence": 2, "at": AT, **fields})


def test_calendar_edit_moves_running_clocks_below_and_journals_why(agency: Agency) -> None:
    commune = make_agency("H24.50", parent=agency)
    elsewhere = make_agency("H25", AgencyKind.PROVINCE_COMMITTEE)
    clocks = {
        label: services.start(budget("3 working_day"), agency_id=where.pk, label=label, at=AT)
        for label, where in (("here", agency), ("below", commune), ("elsewhere", elsewhere), ("waits", commune))
    }
    services.start(budget("0 working_day"), agency_id=agency.pk, label="before the day", at=AT)
    services.pause(clocks["waits"].pk, ground="supplement", at=AT)
    moved = services.record_day(
        date(2026, 3, 4), works=False, name="Nghỉ bão số 3", decision="77/QĐ-UBND", agency=agency, by=BY, at=AT
    )
    assert moved == [clocks["here"].pk, clocks["below"].pk]
    due = dict(Clock.objects.values_list("label", "due_at"))
    assert due["here"] == due["below"] == moment("2026-03-06 11:30")
    assert due["elsewhere"] == due["waits"] == moment("2026-03-05 11:30")
    told = Entry.objects.filter(event="clocks.reprojected").order_by("pk")
    assert [line.facts["label"] for line in told] == ["here", "below"]
    assert told[0].facts["reason"] == "04/03/2026 Nghỉ bão số 3 77/QĐ-UBND"
    assert (told[0].facts["was"], told[0].facts["due"]) == ("11:30 05/03/2026", "11:30 06/03/2026")
    assert services.resume(clocks["waits"].pk, at=AT).due_at == moment("2026-03-06 11:30")
    assert services.remove_day(date(2026, 3, 4), agency=agency, by=BY, at=AT) == [
        clocks["here"].pk, clocks["below"].pk, clocks["waits"].pk,
    ]  # fmt: skip
    assert services.reproject(None, reason="kiểm tra", by=BY, at=AT) == []


def test_reprojecting_reads_many_clocks_in_few_queries(agency: Agency) -> None:
    for number in range(30):
        services.start(budget("3 working_day"), agency_id=agency.pk, label=f"clock {number}", at=AT)
    with CaptureQueriesContext(connection) as queries:
        services.reproject(None, reason="kiểm tra", by=BY, at=AT)
    reads = [query for query in queries if "calendarstamp" not in query["sql"]]
    assert len(reads) <= 6, queries.captured_queries


def test_explanation_names_the_holidays_the_pause_and_the_due_time(agency: Agency) -> None:
    services.seed_holidays([2026], by=BY, at=AT)
    start = moment("2026-02-12 15:20")
    clock = services.start(budget("3 working_day"), agency_id=agency.pk, label="H24-1", at=start, law="Điều 1")
    services.pause(clock.pk, ground="supplement", at=moment("2026-02-13 09:00"))
    services.resume(clock.pk, at=moment("2026-02-23 09:00"))
    told = [line.text for line in selectors.explain(selectors.labelled("H24-1"))]
    hours = "Giờ làm việc: thứ Hai đến thứ Sáu 07:30-11:30, 13:30-17:00."
    assert told[0] == f"Nhận 15:20 thứ Năm 12/02/2026. Thời hạn: 3 ngày làm việc, Điều 1. {hours}"
    assert told[2].startswith("Tạm dừng từ 09:00 thứ Sáu 13/02/2026 đến 09:00 thứ Hai 23/02/2026 (chờ bổ sung hồ sơ)")
    assert told[-1] == "Hạn trả kết quả: 17:00 thứ Tư 25/02/2026."
    assert Clock.objects.get().due_at == moment("2026-02-25 17:00")


def test_pauses_since_a_step_began_move_the_step(clock: Clock) -> None:
    services.pause(clock.pk, ground="supplement", at=AT)
    services.resume(clock.pk, at=AT + DAY)
    services.pause(clock.pk, ground="obligation", at=AT + 2 * DAY)
    services.resume(clock.pk, at=AT + 3 * DAY)
    began = AT + DAY + timedelta(hours=1)
    pauses = selectors.pauses(clock.pk, since=began)
    assert pauses == [(AT + 2 * DAY, AT + 3 * DAY)]
    assert step_due(began, budget("1 working_day"), pauses, OFFICES[""]) == moment("2026-03-05 11:30")
