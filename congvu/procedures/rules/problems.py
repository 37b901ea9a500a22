"""What is wrong with a pack: always a file, a line and the mend."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right. A warning does not keep the pack from being published."""

    file: str
    line: int
    what: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.mend}"

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
