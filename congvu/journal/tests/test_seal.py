"""Lines are sealed in batches, in any order of commit, once each, quickly."""

import threading
import time
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.journal import rules, selectors, services
from congvu.journal.events import Event
from congvu.journal.models import Entry, Leaf, Node, Seal, Waiting

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
NOTED = Event("tests.noted", "Ghi {what}")
BY = system("tests", "Kiểm thử")


def write(count: int, start: int = 0) -> list[Entry]:
    return [
        services.record(NOTED, "tests.thing:1", by=BY, at=AT, what=f"điều {n}") for n in range(start, start + count)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("batches", [(1,), (2, 1), (3, 4, 1, 9), (64, 1, 63)])
def test_every_line_is_sealed_and_proved_whatever_the_batches(batches: tuple[int, ...]) -> None:
    entries: list[Entry] = []
    for count in batches:
        entries += write(count)
        seal = services.seal(at=AT)
        assert seal is not None
        assert seal.tree_size == len(entries)
    for entry in Entry.objects.all():
        assert rules.verify_proof(entry.leaf, selectors.proof(entry), bytes(Seal.objects.last().root))  # type: ignore[union-attr]
    assert not Waiting.objects.exists()
    assert list(selectors.verify(at=AT)) == []


@pytest.mark.django_db
def test_every_seal_continues_every_older_one() -> None:
    for count in (3, 4, 1, 9):
        write(count)
        services.seal(at=AT)
    seals = list(Seal.objects.order_by("tree_size"))
    for n, old in enumerate(seals):
        for new in seals[n:]:
            path = selectors.consistency(old, new)
            roots = bytes(old.root), bytes(new.root)
            assert rules.verify_consistency(old.tree_size, new.tree_size, *roots, path)


@pytest.mark.django_db
def test_a_line_is_proved_under_an_older_seal_too() -> None:
    entry = write(3)[1]
    old = services.seal(at=AT)
    write(10)
    services.seal(at=AT)
    assert old is not None
    proof = selectors.proof(entry, under=old)
    assert proof.tree_size == 3
    assert rules.verify_proof(Entry.objects.get(pk=entry.pk).leaf, proof, bytes(old.root))


@pytest.mark.django_db
def test_nothing_waiting_makes_no_seal() -> None:
    assert services.seal(at=AT) is None
    write(1)
    services.seal(at=AT)
    assert services.seal(at=AT) is None
    assert Seal.objects.count() == 1


@pytest.mark.django_db
def test_a_batch_is_bounded_and_the_rest_follows() -> None:
    write(5)
    sizes = []
    while seal := services.seal(at=AT, most=2):
        sizes.append(seal.tree_size)
    assert sizes == [2, 4, 5]


@pytest.mark.django_db
def test_an_unsealed_line_has_no_proof() -> None:
    with pytest.raises(Refusal) as caught:
        selectors.proof(write(1)[0])
    assert caught.value.code == "journal.not_sealed"


@pytest.mark.django_db
def test_a_line_with_a_lower_number_that_comes_late_is_sealed_later() -> None:
    early, late = write(1)[0].pk + 10, 0
    Entry.objects.create(pk=early, at=AT, event="e", subject="s", actor="a", actor_name="A", facts={})
    services.seal(at=AT)
    late = early - 5  # its transaction took the number before, and commits only now
    Entry.objects.create(pk=late, at=AT, event="e", subject="s", actor="a", actor_name="A", facts={})
    services.seal(at=AT)
    assert list(Leaf.objects.order_by("position").values_list("entry_id", flat=True))[1:] == [early, late]
    assert list(selectors.verify(at=AT)) == []


@pytest.mark.django_db
def test_a_line_of_a_deed_that_was_undone_never_waits() -> None:
    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)
    assert services.seal(at=AT) is None


@pytest.mark.django_db(transaction=True)
def test_sealers_at_once_seal_every_line_once() -> None:
    write(300)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(12):
                services.seal(at=AT, most=40)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(5):
        write(10, start=300 + 10 * n)
    for thread in threads:
        thread.join()
    while services.seal(at=AT):
        pass
    assert failures == []
    assert Leaf.objects.count() == 350
    assert list(selectors.verify(at=AT)) == []


@pytest.mark.django_db
def test_a_thousand_lines_are_sealed_in_a_fifth_of_a_second_by_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    line = {"at": AT, "event": "tests.noted", "subject": "s", "actor": "a", "actor_name": "A", "facts": {"what": "x"}}
    Entry.objects.bulk_create(Entry(**line) for _ in range(5000))
    services.seal(at=AT, most=1000)
    spent = []
    for _ in range(4):
        start = time.process_time()
        with django_assert_max_num_queries(25):
            services.seal(at=AT, most=1000)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.2
    assert Leaf.objects.count() == 5000
    assert Node.objects.count() == sum(5000 >> level for level in range(1, 13))


TABLES = ("journal_entry", "journal_leaf", "journal_node", "journal_seal")


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_the_database_refuses_to_change_what_is_written(table: str) -> None:
    write(2)
    services.seal(at=AT)
    column = {"journal_entry": "event", "journal_seal": "at"}.get(table, "hash")
    refused(f"UPDATE {table} SET {column} = {column}")  # noqa: S608
    refused(f"DELETE FROM {table}")  # noqa: S608


@pytest.mark.django_db
@pytest.mark.parametrize("table", [*TABLES, "journal_waiting"])
def test_the_database_refuses_to_empty_a_table(table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db
def test_the_database_refuses_to_replace_a_line_or_to_empty_the_queue() -> None:
    write(1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Waiting.objects.all().delete()
    if connection.vendor == "sqlite":
        refused("INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry")
    assert Waiting.objects.count() == Entry.objects.count() == 1
