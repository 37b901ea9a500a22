"""What every test may use. Tests that need Chromium, PostgreSQL or other programmes at the other end run only when
asked for, and then must run: by `--browser`, `--postgres` and `--peers`, or by what the run says itself with `-m`."""

import pytest

pytest_plugins = ["tests.browser"]
ASKED_FOR = ("browser", "peers", "postgres")
# Pure rooms, and long tests that ask the database for nothing particular: run on SQLite, and not again on PostgreSQL.
ONCE = (
    *(f"congvu/{room}/" for room in ("base", "flow", "papers", "places", "sheet", "web")),
    "congvu/cli/",
    "congvu/dossiers/tests/test_run_commands.py",
    "congvu/procedures/tests/test_check_packs.py",
    "congvu/procedures/tests/test_find_by_words.py",
    "congvu/site/tests/test_start_and_stop.py",
    "tests/docs/",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    for mark in ASKED_FOR:
        parser.addoption(f"--{mark}", action="store_true", help=f"run the tests marked {mark} too")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(ONCE):
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
