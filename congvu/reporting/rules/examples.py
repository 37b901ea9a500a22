"""Surveys that come with the software, to begin with: each a form as JSON Schema, in `data/surveys`."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "data" / "surveys"


@dataclass(frozen=True, slots=True)
class Example:
    """A form that somebody may begin from; its title and description are the form's own."""

    key: str
    form: dict[str, Any]

    @property
    def title(self) -> str:
        """What the form calls itself."""
        return str(self.form["title"])

    @property
    def about(self) -> str:
        """What it asks."""
        return str(self.form.get("description", ""))


@cache
def examples() -> dict[str, Example]:
    """All of them, by their keys."""
    paths = sorted(FOLDER.glob("*.json"))
    return {path.stem: Example(path.stem, json.loads(path.read_text("utf-8"))) for path in paths}
