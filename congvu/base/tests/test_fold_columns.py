"""The column for searching follows the columns that it is made of."""

from django.db import models

from congvu.base.columns import FoldedField


class Folded:
    """Any object with columns: the field asks for no more."""

    def __init__(self, name: str, code: str | None) -> None:
        self.name, self.code, self.folded = name, code, ""


def column() -> FoldedField:
    field = FoldedField(of=("name", "code"))
    field.set_attributes_from_name("folded")
    return field


def test_it_holds_every_column_without_diacritics() -> None:
    row = Folded("Đặng Thị Mẫu", "H24.01")
    assert column().pre_save(row, add=True) == row.folded == "dang thi mau h24 01"  # type: ignore[arg-type]


def test_an_empty_column_leaves_no_blank() -> None:
    assert column().pre_save(Folded("Mẫu", None), add=False) == "mau"  # type: ignore[arg-type]


def test_a_migration_can_make_it_again() -> None:
    _name, path, args, kwargs = column().deconstruct()
    assert path == "congvu.base.columns.FoldedField"
    assert isinstance(FoldedField(*args, **kwargs), models.CharField)
    assert kwargs["of"] == ("name", "code")
