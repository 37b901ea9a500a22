"""The kept tables: brought up to date in any batches they are the same, and every table of them balances."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.agencies.testing import make_agency
from congvu.base.actors import system
from congvu.journal.models import Entry
from congvu.statistics import services
from congvu.statistics.models import Gap, Kept, LegTally, Life, Mark, Tally
from congvu.statistics.rules import IN, LEG_IN, LEG_OPEN, LEG_OUT, OPEN, OUT, LegMeasure, Measure, Period
from congvu.statistics.rules.measures import LEG_STOCKS, MONEY, STOCKS
from congvu.statistics.rules.recount import count, count_legs, each_day
from congvu.statistics.selectors import REPORTS, Question, Table, board, listed, number, numbers, report
from congvu.statistics.services import keeping
from congvu.statistics.services.proving import kept_cells
from congvu.statistics.tests.inventing import AGENCIES, COUNTERS, FIRST, LAST, Invented, invent, journal
from congvu.statistics.tests.test_rules import own

pytestmark = pytest.mark.django_db
AT = datetime.fromisoformat("2026-07-01T08:00+07:00")
WHO = system("test", "Thử")
DAYS = each_day(FIRST, LAST)


@pytest.fixture
def province() -> Agency:
    root = make_agency("H98", Kind.PROVINCE_COMMITTEE)
    for code in AGENCIES:
        make_agency(code, Kind.DEPARTMENT, parent=root, sector=code)
    for code in COUNTERS:
        make_agency(code, Kind.ONE_STOP, parent=root)
    return root


@pytest.fixture
def lives(province: Agency) -> list[Invented]:
    made = list(invent(11, 150))
    journal(made)
    return made


def keep_all(most: int = 500) -> None:
    while services.keep(at=AT, most=most):
        pass


def state() -> tuple[object, ...]:
    """All that is kept, less keys and rows that came to nothing."""
    tallies = [
        sorted(
            model.objects.exclude(number=0).values_list(
                "grain", "measure", "day", "agency", "procedure", "channel", "number"
            )
        )
        for model in (Tally, LegTally)
    ]
    marks = sorted(Mark.objects.values_list("life__code", "measure", "agency", "since", "amount"))
    lives = sorted(Life.objects.values_list("code", "state", "agency", "receiver", "due_at"))
    return (*tallies, marks, lives)


def question(period: Period, **more: str) -> Question:
    return Question(WHO, period, LAST, **more)


def test_the_tables_say_of_every_day_what_the_lines_say(lives: list[Invented]) -> None:
    keep_all()
    told: dict[tuple[object, ...], int] = {}
    legs: dict[tuple[object, ...], int] = {}
    for one in lives:
        facts = one.lines[0][1].facts
        where = facts["procedure"], facts["channel"]
        for (measure, agency, day), found in count(own(one), DAYS).items():
            told[measure, agency, *where, day] = told.get((measure, agency, *where, day), 0) + found
        for (measure, agency, day), found in count_legs([line for _s, line in one.lines], one.code, DAYS).items():
            legs[measure, agency, *where, day] = legs.get((measure, agency, *where, day), 0) + found
    assert {key: n for key, n in told.items() if n} == {key: n for key, n in kept_cells(DAYS).items() if n}
    assert {key: n for key, n in legs.items() if n} == {key: n for key, n in kept_cells(DAYS, legs=True).items() if n}


def test_in_batches_of_any_size_or_made_anew_the_tables_are_the_same(lives: list[Invented]) -> None:
    keep_all()
    whole = state()
    services.rebuild(at=AT)
    assert state() == whole
    dice = random.Random(3)
    Life.objects.all().delete()
    Tally.objects.all().delete()
    LegTally.objects.all().delete()
    Kept.objects.update(entry=0)
    while services.keep(at=AT, most=dice.randint(1, 70)):
        pass
    assert state() == whole


def test_killed_half_way_the_same_lines_are_read_again(lives: list[Invented], monkeypatch: pytest.MonkeyPatch) -> None:
    services.keep(at=AT, most=100)
    before = state()

    def killed(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(keeping._Batch, "_write_legs", killed)
        with pytest.raises(KeyboardInterrupt):
            services.keep(at=AT)
    assert state() == before
    keep_all()
    after = state()
    services.rebuild(at=AT)
    assert state() == after


def test_a_line_committed_after_later_ones_were_read_is_read_too(province: Agency) -> None:
    one, two = invent(5, 2)
    journal([one])
    entries = list(Entry.objects.order_by("pk").values("at", "event", "subject", "facts"))
    last = Entry.objects.latest("pk").pk
    late = [
        Entry(
            pk=last + 1 + place,
            at=line.at,
            event=line.event,
            subject=subject,
            actor="x",
            actor_name="x",
            facts=dict(line.facts),
        )
        for place, (subject, line) in enumerate(two.lines)
    ]
    other = Entry.objects.create(
        pk=last + 500, at=AT, event="people.renamed", subject="x", actor="x", actor_name="x", facts={}
    )
    keep_all()
    assert Life.objects.count() == 1
    assert Gap.objects.count() == 499
    Entry.objects.bulk_create(late)
    assert services.keep(at=AT) == len(late)
    assert Life.objects.count() == 2
    assert services.keep(at=AT + timedelta(days=2)) == 0
    assert not Gap.objects.exists()
    assert entries
    assert Kept.objects.get().entry == other.pk


def splits() -> Iterator[list[date]]:
    """The half year cut at any days."""
    dice = random.Random(1)
    for _time in range(4):
        cuts = sorted(dice.sample(DAYS[1:], 5))
        yield [FIRST, *cuts, LAST + timedelta(days=1)]


@pytest.mark.parametrize("by", ["agency", "procedure", "channel", None])
def test_the_books_balance_however_the_time_is_cut(lives: list[Invented], by: str | None) -> None:
    keep_all()
    for cuts in splits():
        carried: dict[str, int] = {}
        for start, end in pairwise(cuts):
            asked = question(Period(start, end))
            flows = numbers(asked, Measure, by=by)
            opening = {
                key: sum(found.get(m, 0) for m in OPEN)
                for key, found in numbers(asked, OPEN, by=by, before=True).items()
            }
            assert {k: n for k, n in opening.items() if n} == {k: n for k, n in carried.items() if n}
            carried = {key: sum(found.get(m, 0) for m in OPEN) for key, found in flows.items()}
            for key, found in flows.items():
                inside = opening.get(key, 0) + sum(found.get(m, 0) for m in IN)
                assert inside == sum(found.get(m, 0) for m in OUT) + carried[key]


def test_the_books_of_legs_balance_by_themselves(lives: list[Invented]) -> None:
    keep_all()
    for cuts in splits():
        for start, end in pairwise(cuts):
            asked = question(Period(start, end))
            before = numbers(asked, LEG_OPEN, by="agency", legs=True, before=True)
            for key, found in numbers(asked, LegMeasure, by="agency", legs=True).items():
                inside = sum(before.get(key, {}).values()) + sum(found.get(m, 0) for m in LEG_IN)
                assert inside == sum(found.get(m, 0) for m in (*LEG_OUT, *LEG_OPEN))


def walked(cell: object, size: int = 7) -> list[object]:
    rows: list[object] = []
    after = ""
    while True:
        page = listed(WHO, cell, after=after, size=size)  # type: ignore[arg-type]
        rows += page.rows
        after = page.after
        if not after:
            return rows


@pytest.mark.parametrize(
    "period", [Period.month(2026, 2), Period.quarter(2026, 1), Period(date(2026, 1, 20), date(2026, 4, 3))]
)
def test_every_number_of_every_table_opens_a_list_as_long(lives: list[Invented], period: Period) -> None:
    keep_all()
    opened = 0
    for key, known in REPORTS.items():
        if known.detail:
            continue
        for by in known.by[:2]:
            table: Table = report(key, question(period, by=by))
            for row in [*table.rows, *([table.total] if table.total else [])]:
                for value in row.values:
                    if value.cell and value.value:
                        rows = walked(value.cell, size=400)
                        money = set(value.cell.measures) <= set(MONEY)
                        assert (sum(one.amount for one in rows) if money else len(rows)) == value.value  # type: ignore[attr-defined]
                        assert number(WHO, value.cell) == value.value
                        opened += 1
    assert opened > 200
    for figure in board(question(period)).figures:
        assert len(walked(figure.cell, size=100)) == figure.number


def test_detail_reports_page_without_loss(lives: list[Invented]) -> None:
    keep_all()
    asked = question(Period.year(2026))
    whole = [row.key for row in report("chi-tiet-tiep-nhan", asked, size=1000).rows]
    found: list[str] = []
    after = ""
    while True:
        table = report("chi-tiet-tiep-nhan", asked, after=after, size=13)
        found += [row.key for row in table.rows]
        after = table.after
        if not after:
            break
    assert found == whole
    assert len(set(found)) == len(lives)


def test_stocks_and_flows_are_not_mixed() -> None:
    assert not set(STOCKS) & set(IN + OUT)
    assert not set(LEG_STOCKS) & set(LEG_IN + LEG_OUT)


def test_a_tally_is_one_row_for_its_cell(lives: list[Invented]) -> None:
    keep_all()
    row = Tally.objects.first()
    assert row
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
