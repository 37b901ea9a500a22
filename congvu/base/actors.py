"""Who acts. A value, not a row: the journal must outlive the people in it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Seat:
    """The right to act in one role for one agency (an official's post, on the day the actor was made)."""

    agency_id: int
    role: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, or some part of the system, that acts.

    `id` is "official:17", "citizen:5", "system:seal"; `name` is what the journal shows a hundred years from now.
    """

    id: str
    name: str
    seats: frozenset[Seat] = field(default_factory=frozenset)

    @property
    def account_id(self) -> int | None:
        """The account behind the actor; None for strangers and for the system itself."""
        kind, _, key = self.id.partition(":")
        return int(key) if kind in {"official", "citizen"} else None

    def holds(self, *roles: str, at: int | None = None) -> bool:
        """Whether the actor has one of the roles, at the given agency or (without `at`) anywhere."""
        return any(seat.role in roles and at in (None, seat.agency_id) for seat in self.seats)

    def agencies(self, *roles: str) -> frozenset[int]:
        """The agencies at which the actor has one of the roles; without roles, any role."""
        return frozenset(seat.agency_id for seat in self.seats if not roles or seat.role in roles)


STRANGER = Actor("stranger", "Khách")


def system(part: str, name: str) -> Actor:
    """The system itself acting (a worker, the command line): it may do what an administrator may."""
    return Actor(f"system:{part}", name, frozenset({Seat(0, "admin")}))
