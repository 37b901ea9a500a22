"""What strict YAML keeps as text, what it refuses, and that it knows its lines."""

import pytest

from congvu.base import strict_yaml


@pytest.mark.parametrize(
    "text", ["on", "NO", "yes", "Off", "0012", "2026-03-02", "12:30:45", "0x1F", "1e3", "+5", ".5", "1_000", "True"]
)
def test_what_other_readers_change_stays_text(text: str) -> None:
    assert strict_yaml.load(f"value: {text}").data == {"value": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("false", False), ("null", None), ("~", None), ("", None), ("7", 7), ("-3", -3), ("0", 0)],
)
def test_plain_words_and_decimals_have_their_type(text: str, value: object) -> None:
    found = strict_yaml.load(f"value: {text}").data["value"]
    assert found == value
    assert type(found) is type(value)


def test_plain_fractions_are_numbers_and_quoted_ones_are_text() -> None:
    assert strict_yaml.load("a: 0.5\nb: '0.5'\nc: |\n  7\n").data == {"a": 0.5, "b": "0.5", "c": "7\n"}


def test_keys_are_text_even_when_they_look_otherwise() -> None:
    assert strict_yaml.load("on: 1\n12: 2").data == {"on": 1, "12": 2}


def test_every_value_knows_its_line() -> None:
    document = strict_yaml.load("a: 1\nlist:\n  - x\n  - name: y\n    size: 3\n")
    assert document.line("a") == 1
    assert document.line("list", 1) == 4
    assert document.line("list", 1, "size") == 5
    assert document.line("list", 7, "nothing") == 2
    assert document.line("absent") == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\na: 2", 2),
        ("a: &x 1\nb: *x", 1),
        ("a: 1\nb: *x", 2),
        ("a: !!python/object:os.system x", 1),
        ("a: 1\nb: [1, 2", 2),
        ("? [a]\n: 1", 1),
        ("a: 1\n---\nb: 2", 2),
        ("a:\n\t- 1", 2),
        ("\n".join("  " * depth + "a:" for depth in range(30)), 21),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(strict_yaml.YamlError) as refused:
        strict_yaml.load(text)
    assert refused.value.line in {line, line + 1}
    assert refused.value.what
    assert refused.value.mend


def test_a_text_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(strict_yaml.YamlError):
        strict_yaml.load("a: " + "x" * strict_yaml.MOST_BYTES)


def test_control_characters_are_refused() -> None:
    with pytest.raises(strict_yaml.YamlError):
        strict_yaml.load("a: \x00")


def test_an_empty_text_says_nothing() -> None:
    assert strict_yaml.load("# only a comment\n").data is None
