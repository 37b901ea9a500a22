"""Inbox, board, reports and lists stay flat: they read as much of 50,000 dossiers as of 5,000.

What is real: the stories of some packs played by the services, the tables filled by the journal's fold, and every page
asked for over the test client by a signed-in official. What is not: of those few dossiers all others are copies
(`statistics.testing` says what a copy has). The work at hand stays the same: five hundred open dossiers, and 4,500 or
49,500 that are closed, on the same days. So ten times as much lies in every day, month and list.

PostgreSQL counts the rows that each node of the plan read (EXPLAIN ANALYZE), those it threw away too. SQLite has no
such count: there the steps of its virtual machine are counted, and its plan must not go through a whole table that
grows. Both are the same on every run and on every machine.
"""

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_post
from congvu.base.refusals import Refusal
from congvu.dossiers.models import CashDay, Dossier
from congvu.dossiers.services.intake import receive
from congvu.dossiers.services.stories import DEEDS, Stage, filing_of, play
from congvu.dossiers.testing import a_stage_for, moment
from congvu.people.models import Account
from congvu.people.testing import make_account
from congvu.procedures.models import Edition
from congvu.procedures.rules import Story
from congvu.procedures.selectors import stories
from congvu.procedures.testing import edition
from congvu.statistics import services
from congvu.statistics.models import LegTally, Tally
from congvu.statistics.rules import Cell
from congvu.statistics.rules.measures import LEG_OPEN, OPEN, RETURNED, SETTLED, M
from congvu.statistics.rules.periods import Period
from congvu.statistics.selectors import REPORTS
from congvu.statistics.testing import multiply, sum_up

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PACKS = ("dat-dai/bien-dong", "xay-dung/gpxd-nha-o")
AT = moment("2026-12-31 20:00")
FEW, MANY, OPENED = 4_500, 49_500, 500
DAYS = 200  # on which the copies lie
YEAR = "ky=nam&nam=2026"
GROW = ("dossiers_", "clocks_", "inbox_", "journal_", "statistics_life", "statistics_leg", "statistics_mark")
MORE, CONSTANT = 1.2, 500  # how much more may be read at 50,000; steps are some twenty to a row
STEPS = 20


@pytest.fixture
def pages() -> dict[str, tuple[Client, str]]:
    """Every page that is asked for, with who asks."""
    province = _play()
    counter, agency = (Agency.objects.get(code=code) for code in ("H98.31.01", "H98.31"))
    clerk, worker = _signed_in(counter, Role.CLERK), _signed_in(agency, Role.SPECIALIST)
    leader = _signed_in(province, Role.LEADER)
    closed = Dossier.objects.filter(receiver=counter).exclude(closed_at=None).order_by("pk")[0]
    day = CashDay.objects.order_by("-day")[0]
    cashier = _signed_in(day.counter, Role.CLERK)
    found: dict[str, tuple[Client, str]] = {
        "inbox of a clerk": (clerk, "/ban-lam-viec/"),
        "inbox of a specialist": (worker, "/ban-lam-viec/"),
        "inbox, overdue": (worker, "/ban-lam-viec/?nhom=overdue"),
        "search by code": (clerk, f"/ban-lam-viec/tim/?q={closed.code}"),
        "search by words": (clerk, f"/ban-lam-viec/tim/?q={closed.code.split('-')[-1]}+99"),
        "dossier": (clerk, f"/ho-so/{closed.code}/"),
        "look-up": (Client(), f"/tra-cuu/{closed.lookup_key}/"),
        "dossiers": (clerk, "/ho-so/"),
        "dossiers of who has few": (_signed_in(_quiet(province), Role.SPECIALIST), "/ho-so/"),
        "dossiers, an older page": (clerk, "/ho-so/?truoc=3000000"),
        "dossiers in a state": (clerk, "/ho-so/?trang-thai=returned"),
        "cash days": (cashier, "/so-quy/"),
        "cash day": (cashier, f"/so-quy/{day.day}/"),
        "register": (clerk, f"/thong-ke/so-theo-doi/?noi={counter.code}&nam=2026"),
        "due today": (leader, "/thong-ke/den-han-hom-nay/"),
        "index 766": (leader, f"/thong-ke/chi-so-766/?{YEAR}"),
        "scoring": (leader, "/thong-ke/cham-diem/"),
    }
    if connection.vendor == "sqlite":  # whose index gives the newest first; PostgreSQL's gives all in no order
        found["search by a name that many have"] = (clerk, "/ban-lam-viec/tim/?q=" + closed.folded.split()[0])
    for by in ("co-quan", "linh-vuc", "thu-tuc", "hinh-thuc"):
        found[f"board, {by}"] = (leader, f"/thong-ke/?{YEAR}&theo={by}")
    for key in REPORTS:
        found[f"report {key}"] = (leader, f"/thong-ke/bao-cao/{key}/?{YEAR}")
    for key in ("can-doi", "chi-tiet-thu-ly", "chi-tiet-tra", "rut-dung", "phoi-hop-dang-mo"):
        found[f"report {key} of one agency"] = (worker, f"/thong-ke/bao-cao/{key}/?{YEAR}")
    period = Period.year(2026)
    for name, measures, more in (
        ("received", (M.RECEIVED,), {}),
        ("settled", SETTLED, {}),
        ("returned under an agency", RETURNED, {"under": agency.code}),
        ("open", OPEN, {}),
        ("open in summer", OPEN, {"end": Period.month(2026, 3).end}),
        ("returned of a procedure", RETURNED, {"procedure": closed.edition.procedure.code}),
        ("open legs", LEG_OPEN, {"legs": True}),
    ):
        cell = Cell(tuple(map(str, measures)), period.start, **{"end": period.end, **more})  # type: ignore[arg-type]
        found[f"list of {name}"] = (leader, f"/thong-ke/danh-sach/?{cell.query()}")
    return found


def _play() -> Agency:
    """Every story of the packs under one province; some stay open half-way."""
    for place, name in enumerate(PACKS):
        published = edition(name)
        stage = a_stage_for(published, code=f"H{98 - place}")
        for story in stories(published):
            play(story, published, stage)
        _leave_open(stories(published)[:3], published, stage)
    root = Agency.objects.get(code="H98")
    Agency.objects.filter(code="H97").update(parent=root)
    while services.keep(at=AT):
        pass
    return root


def _leave_open(some: Sequence[Story], published: Edition, stage: Stage) -> None:
    """The first deeds of some stories, and nothing more."""
    for deeds, story in enumerate(some):
        key = f"open {published.digest[:12]} {story.key}"
        clerk = stage.cast[Role.CLERK]
        filing = filing_of(story, published, stage)
        dossier = receive(filing, intake_key=key, lookup_key=key[:43], by=clerk, at=story.received)
        for deed in story.then[:deeds]:
            with contextlib.suppress(Refusal):
                DEEDS[deed.do](dossier, deed, stage)


def _quiet(province: Agency) -> Agency:
    """An agency with three old dossiers among all the others."""
    quiet = make_agency("H98.77", Kind.DEPARTMENT, parent=province, sector="quiet")
    for dossier in Dossier.objects.exclude(closed_at=None).order_by("pk")[:3]:
        Dossier.objects.filter(pk=dossier.pk).update(agency=quiet)
    return quiet


def _signed_in(agency: Agency, role: str) -> Client:
    if found := Account.objects.filter(username=f"{role}-{agency.code}".lower().replace(".", "-")).first():
        return _entered(found)
    account = make_account(f"{role}-{agency.code}".lower().replace(".", "-"))
    make_post(agency, role, account=account)
    return _entered(account)


def _entered(account: Account) -> Client:
    client = Client()
    client.force_login(account, "congvu.people.backends.AccountBackend")
    return client


def _sums() -> list[Any]:
    fields = ("grain", "measure", "day", "agency", "procedure", "channel", "number")
    return [sorted(model.objects.exclude(number=0).values_list(*fields)) for model in (Tally, LegTally)]


def test_pages_read_as_much_of_many_dossiers_as_of_few(pages: dict[str, tuple[Client, str]]) -> None:
    by_the_fold = _sums()
    sum_up()
    assert _sums() == by_the_fold
    opened, closed = (Dossier.objects.filter(closed_at__isnull=one).count() for one in (True, False))
    multiply(1, OPENED // opened, opened=True)
    few = _copies(1, FEW // closed)
    for client, address in pages.values():  # what a worker keeps in memory is there now
        assert client.get(address, follow=True).status_code == 200, address
    before = {name: read(*page) for name, page in pages.items()}
    many = _copies(1 + FEW // closed, MANY // closed)
    after = {name: read(*page) for name, page in pages.items()}
    assert few >= FEW - closed
    assert few + many >= MANY - closed
    most = CONSTANT * (1 if connection.vendor == "postgresql" else STEPS)
    grown = [
        f"{name}: {was.sum} -> {now.sum}\n    {_worst(was, now)}"
        for name in pages
        for was, now in [(before[name], after[name])]
        if now.sum > MORE * was.sum + most
    ]
    assert not grown, "\n".join(["", *grown])
    whole = {f"{name}: {plan}" for name in pages for plan in after[name].scans}
    assert not whole, "\n".join(["", *sorted(whole)])


def _copies(first: int, last: int) -> int:
    added = multiply(first, last, days=DAYS)
    sum_up()
    return added


class Read:
    """What one page read: of each query how much, and which tables that grow it went through as a whole."""

    def __init__(self) -> None:
        self.queries: list[tuple[int, str]] = []
        self.scans: list[str] = []

    @property
    def sum(self) -> int:
        return sum(number for number, _sql in self.queries)


def read(client: Client, address: str) -> Read:
    """Ask for a page, and measure."""
    counted = Read()
    counter = _rows if connection.vendor == "postgresql" else _steps
    with connection.execute_wrapper(counter(counted)):
        assert client.get(address).status_code in (200, 302), address
    return counted


def _rows(counted: Read) -> Callable[..., Any]:
    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("SELECT", "WITH")):
            cursor = context["cursor"].cursor
            cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql, params)
            found = cursor.fetchone()[0]
            plan = json.loads(found) if isinstance(found, str) else found
            counted.queries.append((_of_node(plan[0]["Plan"]), sql))
        return run(sql, params, many, context)

    return execute


def _of_node(node: dict[str, Any]) -> int:
    """The rows that a node and those below it read out of tables and indexes."""
    rows = 0
    if "Relation Name" in node or node["Node Type"] == "Bitmap Index Scan":
        away = sum(node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
        rows = (node["Actual Rows"] + away) * node["Actual Loops"]
    return round(rows) + sum(_of_node(one) for one in node.get("Plans", ()))


def _steps(counted: Read) -> Callable[..., Any]:
    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SELECT", "WITH")):
            return run(sql, params, many, context)
        database, cursor = connection.connection, context["cursor"].cursor
        cursor.execute("EXPLAIN QUERY PLAN " + sql, params or ())
        plans = [row[-1] for row in cursor.fetchall()]
        counted.scans += [f"{plan}\n    {sql}" for plan in plans if plan.startswith("SCAN") and _grows(plan)]
        with _counted(database) as steps:
            cursor.execute(sql, params or ())
            cursor.fetchall()
        counted.queries.append((steps[0], sql))
        return run(sql, params, many, context)

    return execute


@contextmanager
def _counted(database: Any) -> Iterator[list[int]]:
    steps = [0]

    def one_more() -> int:
        steps[0] += STEPS
        return 0

    database.set_progress_handler(one_more, STEPS)
    try:
        yield steps
    finally:
        database.set_progress_handler(None, STEPS)


def _grows(plan: str) -> bool:
    return plan.split()[1].startswith(GROW) and ":M" not in plan  # M: full-text search, which is an index


def _worst(was: Read, now: Read) -> str:
    """The query that reads most more."""
    if len(was.queries) != len(now.queries):
        return f"{len(was.queries)} queries became {len(now.queries)}"
    more = [(after - before, after, sql) for (before, _sql), (after, sql) in zip(was.queries, now.queries, strict=True)]
    _more, after, sql = max(more)
    return f"{after}: {sql}"
