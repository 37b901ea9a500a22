"""What is sent and answered, as types: the OpenAPI description is drawn from them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from congvu.agencies.rules import Kind
from congvu.api.rules import MOST_URL, Topic
from congvu.dossiers.rules import State
from congvu.online.rules import ReturnBy
from congvu.procedures.rules import Outcome

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Code = Annotated[str, StringConstraints(min_length=1, max_length=60)]
MOST_FILES = 60


class Sent(Schema):
    """Something that is sent to us; a name that we do not know is a mistake and not passed over."""

    model_config = ConfigDict(extra="forbid")


class FieldOfLaw(Schema):
    code: str
    name: str


class ProcedureCard(Schema):
    """A procedure as the list shows it."""

    code: str = Field(description="The national code.", examples=["1.000656"])
    slug: str = Field(description="Its name in addresses.")
    name: str
    field: FieldOfLaw
    settled_by: Kind = Field(description="Kind of the agency that decides.")
    level: int = Field(description="Service level 1 to 4 (Decree 43/2011).")
    scope: Literal["full", "partial", "information"] = Field(description="Decree 42/2022.")
    digest: Digest = Field(description="Of the edition in force.")


class Procedures(Schema):
    """Some procedures, by code."""

    items: list[ProcedureCard]
    next: str | None = Field(description="Cursor of the next page; null on the last.")


class EditionFacts(Schema):
    number: str
    valid_from: date
    published_at: datetime
    digest: Digest = Field(description="SHA-256 of the pack; it changes when anything in it does.")


class PaperFacts(Schema):
    key: str = Field(description="By which a file says which paper it shows.")
    name: str
    original: int
    copies: int
    required: bool
    form: bool = Field(description="Whether the answers are this paper themselves: no file need be sent for it.")
    note: str


class FeeFacts(Schema):
    words: str
    rule: dict[str, Any] = Field(description="The fee rule of the pack (docs/packs.md), amounts in đồng.")


class BudgetFacts(Schema):
    amount: str
    unit: Literal["working_hour", "half_day", "working_day", "day", "same_day"]
    words: str


class TimeFacts(Schema):
    budget: BudgetFacts
    acceptance: BudgetFacts | None = Field(description="Where there is one, it runs first.")


class Procedure(ProcedureCard):
    """Everything that somebody who wants to file needs to know."""

    edition: EditionFacts
    law: list[str]
    channels: list[str]
    papers: list[PaperFacts]
    fee: FeeFacts
    time: TimeFacts
    supplements: int = Field(description="How often completing may be asked for.")
    applicant_form: dict[str, Any] = Field(description="JSON Schema of `applicant`.")
    form: dict[str, Any] = Field(description="JSON Schema of `answers`, as published.")
    result: str


class Receiver(Schema):
    """A counter that takes dossiers in."""

    code: str
    name: str
    address: str
    phone: str


class Receivers(Schema):
    items: list[Receiver]
    next: str | None


class Stored(Schema):
    """A file that was handed in; by its digest it is put beside a dossier."""

    digest: Digest
    size: int
    media_type: str
    pages: int


class FileUse(Sent):
    """A file of this client's, and which paper it shows."""

    digest: Digest
    paper: Annotated[str, StringConstraints(max_length=60)] = Field("", description="Key of a paper; empty: none.")
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(description="As people call it.")


class Filing(Sent):
    """One request to one procedure."""

    procedure: Code = Field(description="Slug of the procedure.")
    digest: Digest | None = Field(
        None, description="Edition that the answers were written for; refused when it is not in force any more."
    )
    receiver: Code | None = Field(
        None, description="Code of the counter; where only one is possible it may be left out."
    )
    settler: Code | None = Field(None, description="Code of the agency that decides, where several could.")
    applicant: dict[str, Any]
    answers: dict[str, Any]
    files: list[FileUse] = Field(default_factory=list, max_length=MOST_FILES)
    return_by: ReturnBy = ReturnBy.ONLINE
    return_address: Annotated[str, StringConstraints(max_length=300)] = ""


class Supplement(Sent):
    """What was asked for."""

    files: list[FileUse] = Field(min_length=1, max_length=MOST_FILES)


class Withdrawal(Sent):
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"\S")]


class ProcedureName(Schema):
    code: str
    slug: str
    name: str


class Asked(Schema):
    """What has to be handed in before work goes on."""

    items: list[str]
    reason: str
    asked_at: datetime


class LegFacts(Schema):
    """Another agency's share."""

    name: str
    agency: str
    state: str
    label: str
    since: datetime
    due_at: datetime
    answered_at: datetime | None
    late: bool


class Submission(Schema):
    """Where a request stands, whether a counter has accepted it yet or not."""

    code: str
    state: State
    label: str
    procedure: ProcedureName
    agency: str = Field(description="Who decides; empty while that is open.")
    receiver: str
    filed_at: datetime
    due_at: datetime | None = Field(description="Of the counter's answer, then of the result.")
    promised_at: datetime | None = Field(description="The new appointment, where there is one.")
    finished_at: datetime | None
    closed_at: datetime | None
    reason: str = Field(description="Why it was not accepted, or was taken back; else empty.")
    asked: Asked | None
    outcome: Outcome | None
    fee: int | None = Field(description="In đồng; null while no counter has accepted it.")
    legs: list[LegFacts]
    result_ready: bool = Field(description="Whether `…/result` gives the paper.")


class Listed(Schema):
    """A request as the list shows it."""

    code: str
    state: State
    procedure: ProcedureName
    applicant: str
    filed_at: datetime
    due_at: datetime


class Submissions(Schema):
    """Some requests, newest first."""

    items: list[Listed]
    next: str | None


class NewHook(Sent):
    url: Annotated[str, StringConstraints(min_length=1, max_length=MOST_URL)] = Field(description="https://…")
    topics: list[Topic] = Field(min_length=1, max_length=len(Topic))


class Topics(Sent):
    topics: list[Topic] = Field(min_length=1, max_length=len(Topic))


class HookFacts(Schema):
    """An address that is told."""

    id: int
    url: str
    topics: list[Topic]
    made_at: datetime
    arrived_at: datetime | None = Field(description="When a message last arrived.")
    failing_since: datetime | None = Field(description="Since when nothing arrives; after 5 days the webhook is ended.")


class HookWithSecret(HookFacts):
    secret: str = Field(description="For checking signatures (Standard Webhooks). Told once.")


class Hooks(Schema):
    items: list[HookFacts]
