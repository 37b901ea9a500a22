"""The house plan. A room may use the rooms on the floors below its own."""

FLOORS = (  # from the top down; rooms on one floor do not know each other
    ("cli",),
    ("site",),
    ("portal", "desk", "api"),
    ("progress",),
    ("reporting",),
    ("plans",),
    ("measures",),
    ("notices", "statistics", "reorganisation"),
    ("payments",),
    ("online",),
    ("dossiers",),
    ("procedures", "content"),
    ("inbox", "clocks", "queues"),
    ("tabular",),
    ("papers",),
    ("files",),
    ("agencies",),
    ("people",),
    ("journal",),
    ("flow", "sheet", "web"),
    ("places",),
    ("base",),
)
HEIGHT = {room: -floor for floor, rooms in enumerate(FLOORS) for room in rooms}

SHELVES = (  # inside a room, from the top down
    ("apps", "urls", "commands", "tests", "demo"),
    ("views", "middleware", "tasks"),
    ("forms",),
    ("services", "testing"),
    ("selectors",),
    ("events", "refusals"),
    ("models",),
    ("rules",),
)
REACH = {shelf: -level for level, shelves in enumerate(SHELVES) for shelf in shelves}
DOORS = {"models", "services", "selectors", "events", "refusals", "rules", "testing"}
GROUND = {"base", "web", "flow", "sheet", "papers", "tabular", "places"}  # all door: pure, no tables


def may_use(room: str, other: str) -> bool:
    """Whether code in `room` may import `other`."""
    return room == other or HEIGHT[other] < HEIGHT[room]
