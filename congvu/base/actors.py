"""Who acts. A value, not a row: the journal must outlive the people in it."""

from dataclasses import dataclass, field, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Seat:
    """The right to act in one role for one agency (an official's post, when the actor was made).

    A seat that somebody who is absent gave over has the moment at which that ends (`until`) and the name of who gave
    it (`for_name`). `for_accounts` are the absent ones whose work in hand may be worked here; one's own seat has them
    too where colleagues with the same seat gave theirs over. Two seats are the same by agency and role alone.
    """

    agency_id: int
    role: str
    until: datetime | None = field(default=None, compare=False)
    for_name: str = field(default="", compare=False)
    for_accounts: frozenset[int] = field(default=frozenset(), compare=False)

    def lasts(self, on: datetime | None) -> bool:
        """Whether the seat still counts at a moment; without a moment it does."""
        return on is None or self.until is None or on < self.until


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, or some part of the system, that acts.

    `id` is "official:17", "citizen:5", "system:seal"; `name` is what the journal shows a hundred years from now. An
    official has seats; a citizen has parties: those for whom the citizen may file, itself and companies.
    """

    id: str
    name: str
    seats: frozenset[Seat] = field(default_factory=frozenset)
    parties: frozenset[int] = field(default_factory=frozenset)

    @property
    def account_id(self) -> int | None:
        """The account behind the actor; None for strangers and for the system itself."""
        kind, _, key = self.id.partition(":")
        return int(key) if kind in {"official", "citizen"} else None

    def holds(self, *roles: str, at: int | None = None, on: datetime | None = None) -> bool:
        """Whether the actor has one of the roles, at the given agency or (without `at`) anywhere.

        With `on`, a seat that was delegated until then or earlier counts no more, whenever the actor was made.
        """
        return any(self._in(roles, at, on))

    def agencies(self, *roles: str, on: datetime | None = None) -> frozenset[int]:
        """The agencies at which the actor has one of the roles; without roles, any role."""
        return frozenset(seat.agency_id for seat in self._in(roles, None, on))

    def name_at(self, agency_id: int, *roles: str) -> str:
        """The name under which the actor acts there: "Nguyễn Mẫu An (thay Trần Mẫu Bình)" in a delegated seat only."""
        seats = self._in(roles, agency_id, None)
        if not seats or any(not seat.for_name for seat in seats):
            return self.name
        return f"{self.name} (thay {', '.join(sorted({seat.for_name for seat in seats}))})"

    def acting(self, agency_id: int, *roles: str) -> "Actor":
        """The actor under the name of `name_at`: what a deed hands to the journal."""
        return replace(self, name=self.name_at(agency_id, *roles))

    def stands_for(self, account_id: int | None, agency_id: int, role: str) -> bool:
        """Whether this is the account itself, or somebody to whom it gave this seat over."""
        own = self.account_id is not None and self.account_id == account_id
        return own or any(account_id in seat.for_accounts for seat in self._in((role,), agency_id, None))

    def _in(self, roles: tuple[str, ...], at: int | None, on: datetime | None) -> list[Seat]:
        return [
            seat
            for seat in self.seats
            if (not roles or seat.role in roles) and at in (None, seat.agency_id) and seat.lasts(on)
        ]


STRANGER = Actor("stranger", "Khách")


def system(part: str, name: str) -> Actor:
    """The system itself acting (a worker, the command line): it may do what an administrator may."""
    return Actor(f"system:{part}", name, frozenset({Seat(0, "admin")}))
