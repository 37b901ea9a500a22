"""Columns that fill themselves, or keep what they are given as it was written."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

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


class WrittenJSONField(models.TextField):  # type: ignore[type-arg]
    """JSON whose keys stay in their order, as text: PostgreSQL sorts those of its own type, and in a form the order is
    that of the questions."""

    if TYPE_CHECKING:  # what the types of Django take and give
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Any:
        """As it is used."""
        return None if value is None else json.loads(value)

    def to_python(self, value: Any) -> Any:
        """As it is used; text is read."""
        return json.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> str | None:
        """As it is kept."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def value_to_string(self, obj: models.Model) -> str:
        """As fixtures write it."""
        return self.get_prep_value(self.value_from_object(obj)) or ""
