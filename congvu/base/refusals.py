"""The one way a rule says no.

A room declares each of its noes once, in its `refusals.py`, beside the sentence that the user reads:

    NOT_YOURS = No("dossiers.not_yours", _("Hồ sơ {code} do cơ quan khác giữ. Hãy mở hộp việc của bạn."))

and a service raises `Refusal(refusals.NOT_YOURS, code=dossier.code)`.
"""

from dataclasses import dataclass
from string import Formatter
from typing import Any


@dataclass(frozen=True, slots=True)
class No:
    """A kind of refusal. `code` ("room.reason") is stable and for machines; `sentence` is for people and says what
    to do. `status` is the HTTP status that a page or the API answers with."""

    code: str
    sentence: Any  # str, or gettext's lazy string
    status: int = 409

    def facts(self) -> set[str]:
        return {field for _, field, _, _ in Formatter().parse(str(self.sentence)) if field}


class Refusal(Exception):
    """A rule forbids this. `field`, where given, names the input that the sentence stands at."""

    def __init__(self, no: No, *, field: str | None = None, **facts: object) -> None:
        if missing := no.facts() - set(facts):
            raise TypeError(f"{no.code} tells {sorted(no.facts())}, {sorted(missing)} is missing")
        super().__init__(no.code)
        self.no = no
        self.field = field
        self.facts = facts

    @property
    def code(self) -> str:
        return self.no.code

    @property
    def status(self) -> int:
        return self.no.status

    @property
    def sentence(self) -> str:
        """What the user reads, in the language active now."""
        return str(self.no.sentence).format(**self.facts)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"
