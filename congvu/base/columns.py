"""A column that the database keeps for searching."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from congvu.base.text import fold


class FoldedField(models.CharField):  # type: ignore[type-arg]
    """Other columns' text without diacritics, filled whenever the row is saved: `FoldedField(of=("name", "code"))`.

    A save with `update_fields` must name it beside the columns that it is made of.
    """

    def __init__(self, *args: Any, of: Sequence[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        super().__init__(*args, **{"max_length": 400, **kwargs, "editable": False})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return str(name), path, args, {**kwargs, "of": self.of}

    def pre_save(self, instance: models.Model, add: bool) -> str:  # noqa: ARG002
        folded = " ".join(filter(None, (fold(str(getattr(instance, column) or "")) for column in self.of)))
        setattr(instance, self.attname, folded)
        return folded
