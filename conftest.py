"""What every test may use. Tests that need Chromium, PostgreSQL or other programmes at the other end run only when
asked for, and then must run: by `--browser`, `--postgres` and `--peers`, or by what the run says itself with `-m`."""

import importlib
from pathlib import Path
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

pytest_plugins = ["tests.browser"]
ASKED_FOR = ("browser", "peers", "postgres")
# Pure rooms, and long tests that ask the database for nothing particular: run on SQLite, and not again on PostgreSQL.
ONCE = (
    # Killed processes: what survives is the queue's and the outbox' doing, the same in any database.
    "congvu/notices/tests/test_killed",
    "congvu/payments/tests/test_killed",
    "tests/journeys/test_killed_services.py",
    *(f"congvu/{room}/" for room in ("base", "flow", "papers", "places", "sheet", "tabular", "web")),
    "congvu/cli/",
    "congvu/dossiers/tests/test_run_commands.py",
    "congvu/procedures/tests/test_check_packs.py",
    "congvu/procedures/tests/test_find_by_words.py",
    "congvu/site/tests/test_start_and_stop.py",
    "tests/docs/",
    # Pages and forms; what they ask the database for, the tests of their selectors and services ask on both.
    "congvu/agencies/tests/test_open_pages.py",
    "congvu/api/tests/test_catalogue.py",
    "congvu/dossiers/tests/test_bad_input.py",
    "congvu/dossiers/tests/test_print_forms.py",
    "congvu/online/tests/test_wizard.py",
    "congvu/statistics/tests/test_pages.py",
    # Much work whose questions to the database are those of other tests.
    "congvu/clocks/tests/test_hold_whatever_happens.py",
    "congvu/dossiers/tests/test_refuse.py",
    "congvu/dossiers/tests/test_stories.py",
    "congvu/statistics/tests/test_proving.py::test_a_changed",
    "congvu/statistics/tests/test_proving.py::test_a_dossier",
    "congvu/statistics/tests/test_proving.py::test_a_f",
    "congvu/statistics/tests/test_proving.py::test_lines",
    "congvu/statistics/tests/test_proving.py::test_tables",
    "congvu/statistics/tests/test_proving.py::test_the_c",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    for mark in ASKED_FOR:
        parser.addoption(f"--{mark}", action="store_true", help=f"run the tests marked {mark} too")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        place = item.nodeid.partition("::")[0]
        # A page asks the database by services and selectors, whose own tests run on both.
        shows_pages = "client" in getattr(item, "fixturenames", ()) or place.endswith(("_page.py", "_pages.py"))
        if item.nodeid.startswith(ONCE) or shows_pages:
            item.add_marker(pytest.mark.once)
    if config.getoption("-m"):
        return
    left_out = [
        item
        for item in items
        if any(item.get_closest_marker(mark) and not config.getoption(f"--{mark}") for mark in ASKED_FOR)
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,  # noqa: ARG001
    django_db_use_migrations: bool,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """The tables are made of the models at once, and what only migrations put up, guards and search, is put up then:
    walking through the migrations takes eight times as long. That both ways lead to the same, a test of `cli` shows."""
    from django.db import connection, migrations

    if django_db_use_migrations:
        return
    with django_db_blocker.unblock():
        for path in sorted(Path(__file__).parent.glob("congvu/*/migrations/0*.py")):
            module = importlib.import_module(".".join(path.relative_to(Path(__file__).parent).with_suffix("").parts))
            for step in module.Migration.operations:
                if isinstance(step, migrations.RunPython):
                    with connection.schema_editor() as editor:
                        put_up: Any = step.code  # none of ours asks for the apps
                        put_up(None, editor)


@pytest.fixture(autouse=True, scope="session")
def _journal_may_be_emptied() -> None:
    """The journal refuses to be emptied, even after a test that needed real transactions."""
    from congvu.journal.testing import let_tests_flush

    let_tests_flush()


@pytest.fixture(autouse=True, scope="session")
def _editions_may_be_emptied() -> None:
    """Published editions refuse to be deleted, as the journal does."""
    from congvu.procedures.testing import let_tests_flush

    let_tests_flush()
