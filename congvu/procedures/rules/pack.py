"""What a pack says, as values: the procedure as the law and the agency have set it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from congvu.base.working_time import Budget
from congvu.procedures.rules.fees import FeeRule


class Outcome(StrEnum):
    """How a dossier ends. NONE: still open."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Field:
    """The field of administration (lĩnh vực) that the procedure belongs to."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Competent:
    """Which kind of agency settles it; of departments, the one of this sector."""

    kind: str
    sector: str


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """`level` 1-4 of Decree 43/2011; `scope` full, partial or information of Decree 42/2022."""

    level: int
    scope: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure of the pack was seen, and whether somebody has compared it with the text in force."""

    what: str
    where: str
    checked: date
    verified: bool


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """One paper of the dossier and how many originals and copies are expected. Of one that is the `form` itself nothing
    is uploaded: who answers the form online has given it."""

    key: str
    name: str
    original: int
    copy: int
    required: bool
    note: str
    form: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """More time that the law allows once, on a ground."""

    key: str
    name: str
    budget: Budget
    law: str


@dataclass(frozen=True, slots=True)
class Time:
    """The legal time. Where `acceptance` is given it runs first, and `budget` starts anew when a choice accepts."""

    budget: Budget
    acceptance: Budget | None
    extensions: dict[str, Extension]


@dataclass(frozen=True, slots=True)
class Supplement:
    """How often, and within what time after receipt, the applicant may be asked to complete the dossier."""

    times: int
    ask_within: Budget | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to finish a step. `proposes` is an outcome, `extends` the key of an extension; `returns` says that it
    gives what the step's leg is asked for."""

    key: str
    label: str
    proposes: str
    extends: str
    reason: bool
    decides: bool
    sends_back: bool
    starts_clock: bool
    returns: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What an official does at one user task of the process."""

    key: str
    budget: Budget | None
    choices: dict[str, Choice]
    hand_over: bool


@dataclass(frozen=True, slots=True)
class Wait:
    """A message that the process waits for while the clock stands still; `role` says who enters that it has come."""

    key: str
    label: str
    ground: str
    arrives: str
    role: str


@dataclass(frozen=True, slots=True)
class Result:
    """The paper that the applicant gets. `asks` is the JSON Schema of what the specialist types for it."""

    name: str
    symbol: str
    asks: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Leg:
    """Another agency's share: a pool of the process, or a call activity. `returns` is the paper that it gives back."""

    key: str
    name: str
    agency: Competent
    budget: Budget
    law: str
    returns: Result | None


@dataclass(frozen=True, slots=True)
class Pack:
    """procedure.yaml, read. `words` are what people call it; `life_events` are keys of `everyday.LIFE_EVENTS`."""

    code: str
    name: str
    name_en: str
    field: Field
    number: str
    valid_from: date
    competent: Competent
    subjects: tuple[str, ...]
    channels: tuple[str, ...]
    service_level: ServiceLevel
    law: tuple[str, ...]
    sources: tuple[Source, ...]
    sets: int
    papers: tuple[PaperSpec, ...]
    fee: FeeRule
    time: Time
    supplement: Supplement
    steps: dict[str, Step]
    waits: dict[str, Wait]
    legs: dict[str, Leg]
    result: Result
    words: tuple[str, ...]
    life_events: tuple[str, ...]

    @property
    def to_upload(self) -> tuple[PaperSpec, ...]:
        """The papers that somebody who files online sends as files."""
        return tuple(paper for paper in self.papers if not paper.form)

    @property
    def outcomes(self) -> set[str]:
        """The outcomes that some choice proposes."""
        return {choice.proposes for _, choice in self.choices if choice.proposes}

    @property
    def choices(self) -> list[tuple[Step, Choice]]:
        return [(step, choice) for step in self.steps.values() for choice in step.choices.values()]

    @property
    def verified(self) -> bool:
        """Whether every figure's source has been compared with the text in force."""
        return all(source.verified for source in self.sources)
