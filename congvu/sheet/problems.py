"""What is wrong with a schema, all of it at once."""

from typing import Any


class Unsupported(Exception):
    """The schema lies outside the supported part. `problems` are (JSON pointer, sentence with the mend)."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{pointer or '/'}: {sentence}" for pointer, sentence in problems))


class Problems:
    """Collects problems while a schema is read."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def add(self, pointer: str, sentence: Any, /, **facts: object) -> None:
        """Note one problem."""
        self.found.append((pointer, str(sentence).format(**facts)))


def escape(key: str) -> str:
    """A key as a step of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")
