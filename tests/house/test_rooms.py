"""The house plan holds: in imports, through doors, and in the database."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Field
from django.urls import URLPattern, URLResolver, get_resolver

import congvu
from congvu.site.rooms import DOORS, GROUND, HEIGHT, REACH, may_use

ROOT = Path(congvu.__file__).parent
WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}
MAY_WRITE = {"services.py", "services", "testing.py", "tests", "migrations", "demo.py", "demo"}
NOT_CODE = {"migrations"}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(ROOT.rglob("*.py")):
        if path.parent != ROOT:
            yield path.relative_to(ROOT).parts[0], path


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "congvu" and len(parts) > 1:
                yield parts[1], parts[2] if len(parts) > 2 else None


def pages(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from pages(entry)
        else:
            yield entry


def shelf_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[1].removesuffix(".py")


def test_every_package_is_a_room_on_the_plan() -> None:
    assert {room for room, _ in modules()} <= set(HEIGHT)


def test_rooms_look_down_only() -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {other}"
        for room, path in modules()
        for other, _ in imports(path)
        if not may_use(room, other)
    }
    assert wrong == set()


def test_other_rooms_are_entered_by_their_doors() -> None:
    wrong = {
        f"{path.relative_to(ROOT)} enters {other}.{door}"
        for room, path in modules()
        for other, door in imports(path)
        if other not in GROUND | {room} and room not in {"site", "cli"} and door not in DOORS | {None}
    }
    assert wrong == set()


def test_inside_a_room_pages_use_services_and_never_the_other_way() -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {shelf}"
        for room, path in modules()
        for other, shelf in imports(path)
        if other == room
        and shelf in REACH
        and shelf_of(path) in REACH
        and REACH[shelf] > REACH[shelf_of(path)]
        and not NOT_CODE & set(path.relative_to(ROOT).parts)
    }
    assert wrong == set()


def test_only_services_write() -> None:
    wrong = {
        f"{path.relative_to(ROOT)}:{node.lineno} calls {node.func.attr}()"
        for _, path in modules()
        if not MAY_WRITE & set(path.relative_to(ROOT).parts)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    }
    assert wrong == set()


def test_every_page_says_who_may_open_it() -> None:
    mute = {str(page.pattern) for page in pages(get_resolver()) if not hasattr(page.callback, "open_to")}
    assert mute == set()


def test_foreign_keys_look_down_only_and_leave_no_trace_below() -> None:
    for model in apps.get_models():
        if not model.__module__.startswith("congvu."):
            continue
        for field in model._meta.local_fields:
            if field.is_relation:
                check_foreign_key(field)


def check_foreign_key(field: "Field[object, object]") -> None:
    room = field.model.__module__.split(".")[1]
    other = field.related_model.__module__.split(".")[1]
    if room == other:
        return
    assert may_use(room, other), f"{field} looks up"
    relation = field.remote_field
    assert relation is not None
    assert relation.hidden, f"{field} needs related_name='+'"
    assert relation.on_delete is models.PROTECT, f"{field} needs PROTECT"


@pytest.mark.parametrize(("pattern", "limit"), [("*.py", 400), ("*.html", 150)])
def test_no_file_is_longer_than_it_can_be_read(pattern: str, limit: int) -> None:
    too_long = {
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in ROOT.rglob(pattern)
        if "migrations" not in path.parts and (lines := len(path.read_text(encoding="utf-8").splitlines())) > limit
    }
    assert too_long == set()


def test_no_function_is_longer_than_it_can_be_read() -> None:
    too_long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines"
        for _, path in modules()
        if "migrations" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and (length := (node.end_lineno or 0) - node.lineno + 1) > 60
    }
    assert too_long == set()


def test_every_module_says_what_it_is_for() -> None:
    mute = {
        str(path.relative_to(ROOT))
        for _, path in modules()
        if path.name != "__init__.py"
        and "migrations" not in path.parts
        and "tests" not in path.parts
        and not ast.get_docstring(tree(path))
    }
    assert mute == set()
