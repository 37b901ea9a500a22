"""A drawing as plain shapes: where each element stands, how each flow runs, where each label goes. In pixels."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def moved(self, x: float, y: float) -> "Box":
        return replace(self, x=self.x + x, y=self.y + y)


Point = tuple[float, float]


@dataclass(slots=True)
class Picture:
    """Shapes, lines and labels by the id of their element."""

    shapes: dict[str, Box] = field(default_factory=dict)
    lines: dict[str, list[Point]] = field(default_factory=dict)
    labels: dict[str, Box] = field(default_factory=dict)

    def add(self, other: "Picture", x: float, y: float) -> None:
        """Takes over another picture, moved."""
        self.shapes |= {id: box.moved(x, y) for id, box in other.shapes.items()}
        self.lines |= {id: [(a + x, b + y) for a, b in points] for id, points in other.lines.items()}
        self.labels |= {id: box.moved(x, y) for id, box in other.labels.items()}
