"""In whose hands a duty is."""

from congvu.agencies.rules import Role
from congvu.base.actors import Actor


def in_hands_of(by: Actor, *, account_id: int | None, agency_id: int, role: str) -> bool:
    """Whether a duty is the actor's to do: nobody has it yet, or the actor has it, or stands for whoever has it by a
    delegation of that seat. The seat itself is asked for elsewhere."""
    return account_id is None or by.stands_for(account_id, agency_id, role)


def may_assign(by: Actor, *, account_id: int | None, agency_id: int, parent_id: int | None, role: str) -> bool:
    """Whether the actor may give a step to somebody: who has it, who heads the unit, and for a counter also who heads
    the agency to which it belongs."""
    if account_id is not None and by.stands_for(account_id, agency_id, role):
        return True
    over = {agency_id, parent_id} if role == Role.CLERK else {agency_id}
    return any(by.holds(Role.UNIT_HEAD, Role.LEADER, at=place) for place in over if place)
