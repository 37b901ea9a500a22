"""The catalogues: every text of the code is in English, and what Django says to our readers is in Vietnamese."""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import congvu
from tools import messages

LOCALE = Path(congvu.__file__).parent / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w+\}")


def read(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=language)


def texts(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms_of(said: str | Sequence[str] | None) -> tuple[str, ...]:
    """The singular and the plural of a text, or the one form that it has."""
    return (said,) if isinstance(said, str) else tuple(said or ())


def key(message: Message) -> tuple[str, ...]:
    return (message.context or "", *forms_of(message.id))


def test_the_english_catalogue_holds_the_texts_of_the_code_and_no_others() -> None:
    today = {key(message) for message in texts(messages.collect(Catalog(locale="en")))}
    kept = {key(message) for message in texts(read("en"))}
    assert {"to add": today - kept, "to drop": kept - today} == {"to add": set(), "to drop": set()}, (
        "./run messages collects the texts; then translate the new ones"
    )


def test_every_text_is_translated_and_none_is_only_guessed() -> None:
    left = [message.id for message in texts(read("en")) if message.fuzzy or not messages.is_translated(message)]
    assert left == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_translation_has_the_placeholders_of_its_text(language: str) -> None:
    wrong = [
        (message.id, said)
        for message in texts(read(language))
        for said in forms_of(message.string)
        if set(PLACEHOLDER.findall(said)) != set(PLACEHOLDER.findall(forms_of(message.id)[-1]))
    ]
    assert wrong == []


def test_a_translation_begins_and_ends_like_its_text() -> None:
    """Spaces, colons and the closing full stop join a text to what stands beside it."""

    def edges(text: str) -> tuple[int, ...]:
        bare = text.strip()
        before, after = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
        return before, after, bare.endswith((".", "?", "…")), bare.endswith(":")

    wrong = [
        (message.id, said)
        for message in texts(read("en"))
        for said in forms_of(message.string)
        if edges(forms_of(message.id)[0]) != edges(said)
    ]
    assert wrong == []


@pytest.mark.parametrize(("language", "count"), [("en", 2), ("vi", 1)])
def test_a_text_that_counts_has_all_forms_of_the_language(language: str, count: int) -> None:
    catalogue = read(language)
    assert catalogue.num_plurals == count
    counting = [message for message in texts(catalogue) if not isinstance(message.id, str)]
    assert counting, "some texts count"
    assert [message.id for message in counting if len(forms_of(message.string)) != count] == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_catalogue_names_no_machine_and_nobody(language: str) -> None:
    text = (LOCALE / language / "LC_MESSAGES/django.po").read_text(encoding="utf-8")
    assert re.findall(r"^#: /.*|^#: .*\.\./.*", text, re.MULTILINE) == []
    assert set(re.findall(r"\S+@[\w.]+", text)) <= {"ten@coquan.vn.", "ten@hopthu.vn"}


def test_only_what_django_says_is_translated_into_vietnamese() -> None:
    known: set[tuple[str, ...]] = set()
    for part in ("conf", "contrib/auth"):
        with (Path(django.__file__).parent / part / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
            known |= {key(message) for message in texts(read_po(file))}
    assert {key(message) for message in texts(read("vi"))} - known == set()


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in messages.sources():
        if path.suffix == ".py":
            yield str(path.relative_to(messages.ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def names(module: ast.Module) -> dict[str, str]:
    """The functions of gettext that a module imports: its own name for each, and Django's."""
    return {
        each.asname or each.name: each.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for each in node.names
        if "gettext" in each.name
    }


def test_every_text_is_said_by_a_name_that_the_collector_knows() -> None:
    strange = [(place, name) for place, module in modules() for name in names(module) if name not in messages.KEYWORDS]
    assert strange == []


def test_no_text_is_translated_before_anybody_reads_it() -> None:
    """What a module says while it is imported must be lazy: there is no reader yet, and so no language."""

    def at_import(node: ast.AST) -> Iterator[ast.AST]:
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                yield child
                yield from at_import(child)

    early = [
        f"{place}:{node.lineno}"
        for place, module in modules()
        for node in at_import(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if names(module).get(node.func.id, "lazy") in {"gettext", "ngettext", "pgettext", "npgettext"}
    ]
    assert early == []


def test_no_text_hides_where_it_cannot_be_collected() -> None:
    """The collector reads literals outside f-strings only; anything else would stay Vietnamese in silence."""
    hidden = [
        f"{place}:{call.lineno}"
        for place, module in modules()
        for node in ast.walk(module)
        for call in (ast.walk(node) if isinstance(node, ast.JoinedStr) else [node])
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in messages.KEYWORDS
        if isinstance(node, ast.JoinedStr) or not (call.args and isinstance(call.args[0], ast.Constant))
    ]
    assert hidden == []
