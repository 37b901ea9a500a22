"""Look-up and catalogue read a handful of rows, however many dossiers, requests and editions there are.

PostgreSQL tells of every statement that a page asks how many rows its plan read out of each table and index, those it
threw away too (EXPLAIN ANALYZE). The many are copies of one dossier (`statistics.testing` says what a copy has), of one
request that waits, and of one edition.
"""

import json
from collections import Counter
from collections.abc import Callable
from copy import copy
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Max
from django.test import Client
from django.utils import timezone

from congvu.clocks.models import Clock
from congvu.dossiers.models import Dossier
from congvu.dossiers.testing import a_dossier
from congvu.online.models import LookupFailure, Submission
from congvu.online.testing import a_submission
from congvu.procedures.models import Edition
from congvu.procedures.testing import edition
from congvu.statistics.testing import multiply

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MANY, FEW = 2_000, 5  # of each; rows that one page may read of a table
EDITIONS = 100
OTHERS = ("ho-tich/khai-sinh", "thuong-mai/hoi-cho", "chung-thuc/ban-sao")
GROW = ("dossiers_", "clocks_", "online_", "procedures_")
CATALOGUE = ("/thu-tuc/", "/thu-tuc/?q=khai+tu", "/thu-tuc/?linh-vuc=ho-tich")


class Read:
    """What a page read: of each table how many rows, how many statements, and which tables from end to end."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self.statements: list[str] = []
        self.whole: set[str] = set()

    def too_much(self) -> dict[str, int]:
        """The tables that grow of which more than a handful was read. Others, as the few agencies of a test, the
        planner may read from end to end because they are small."""
        return {table: rows for table, rows in self.rows.items() if rows > FEW and table.startswith(GROW)}

    def execute(self, run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("SELECT", "WITH")):
            cursor = context["cursor"].cursor
            cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql, params)
            found = cursor.fetchone()[0]
            plan = json.loads(found) if isinstance(found, str) else found
            self._add(plan[0]["Plan"], "")
            self.statements.append(sql)
        return run(sql, params, many, context)

    def _add(self, node: dict[str, Any], above: str) -> None:
        table = node.get("Relation Name", above)
        if "Relation Name" in node or node["Node Type"] == "Bitmap Index Scan":
            away = sum(node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
            self.rows[table] += round((node["Actual Rows"] + away) * node["Actual Loops"])
        if node["Node Type"] == "Seq Scan":
            self.whole.add(table)
        for one in node.get("Plans", ()):
            self._add(one, table)


def read(address: str, typed: dict[str, str] | None = None) -> Read:
    """Ask for a page without signing in, and measure. What a process keeps of an edition it has read before."""
    found = Read()
    _ask(address, typed)
    with connection.execute_wrapper(found.execute):
        _ask(address, typed)
    return found


def _ask(address: str, typed: dict[str, str] | None) -> None:
    answer = Client().post(address, typed) if typed else Client().get(address)
    assert answer.status_code == 200, address


def settle() -> None:
    """The planner knows how large the tables are, as on any day but the first; and many have guessed wrongly today."""
    now = timezone.now()
    LookupFailure.objects.bulk_create(LookupFailure(source=f"{number:064x}", at=now) for number in range(MANY))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture
def dossier() -> Dossier:
    """One of two thousand."""
    made, _stage = a_dossier()
    assert multiply(1, MANY, opened=True) == MANY
    settle()
    return made


@pytest.fixture
def submission() -> Submission:
    """One of two thousand that wait for their counters, and no dossier among them."""
    made = a_submission()
    _copy_requests(made)
    settle()
    return made


def _copy_requests(one: Submission) -> None:
    names = [f"{one.code}.{number}" for number in range(MANY)]
    clocks = Clock.objects.bulk_create(_copied(one.clock, label=name) for name in names)
    keys = ("code", "lookup_key", "intake_key", "draft_key")
    Submission.objects.bulk_create(
        _copied(one, clock=clock, **dict.fromkeys(keys, name[-32:])) for name, clock in zip(names, clocks, strict=True)
    )


def _copied(one: Any, **other: Any) -> Any:
    made = copy(one)
    made._state = copy(one._state)
    made._state.fields_cache = {}
    made.pk = None
    for name, value in other.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize("what", ["dossier", "submission"])
def test_a_look_up_reads_a_handful_of_rows(what: str, request: pytest.FixtureRequest) -> None:
    sought: Dossier | Submission = request.getfixturevalue(what)
    assert type(sought)._default_manager.count() > MANY
    for found in (
        read("/tra-cuu/", {"code": sought.code, "digits": sought.id_number[-4:]}),
        read(f"/tra-cuu/{sought.lookup_key}/"),
    ):
        assert 1 <= found.rows[sought._meta.db_table] <= FEW
        assert found.too_much() == {}
        assert found.whole & {sought._meta.db_table, "clocks_clock", "online_lookupfailure"} == set()


def test_the_catalogue_reads_as_much_of_many_dossiers_and_editions_as_of_few() -> None:
    for pack in OTHERS:
        edition(pack)
    made, _stage = a_dossier()
    settle()
    before = [read(address) for address in CATALOGUE]
    multiply(1, MANY, opened=True)
    _copy_editions(made.edition)
    settle()
    after = [read(address) for address in CATALOGUE]
    assert [len(each.statements) for each in after] == [len(each.statements) for each in before]
    for each in after:
        assert each.too_much() == {}
        assert each.whole & {"dossiers_dossier", "procedures_edition"} == set()


def _copy_editions(one: Edition) -> None:
    last = Edition.objects.aggregate(last=Max("valid_from"))["last"]
    assert last < timezone.localdate()
    Edition.objects.bulk_create(
        _copied(one, number=f"c{number}", digest=f"{number:064x}", valid_from=last + timedelta(days=number))
        for number in range(1, EDITIONS + 1)
    )
