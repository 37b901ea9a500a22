"""Text broken into lines for a drawing, where nobody measures letters: widths are estimated."""

import unicodedata

_NARROW = set("iljtfrI.,;:!|()[]'’“” -")
_WIDE = set("mwMW@%—…ƠƯÔOQGDĐ")


def width(text: str, size: float) -> float:
    """The width of a text in pixels, estimated for an ordinary sans serif of that size."""
    letters = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    ems = (0.3 if one in _NARROW else 0.86 if one in _WIDE else 0.66 if one.isupper() else 0.545 for one in letters)
    return size * sum(ems)


def wrap(text: str, most: float, size: float, lines: int) -> list[str]:
    """The text in at most so many lines of at most that width; what does not fit ends in an ellipsis."""
    made: list[str] = []
    for word in text.split():
        if made and width(f"{made[-1]} {word}", size) <= most:
            made[-1] += f" {word}"
        else:
            made.append(word)
    if len(made) > lines:
        made = [*made[: lines - 1], " ".join(made[lines - 1 :])]
    return [_cut(line, most, size) for line in made]


def _cut(line: str, most: float, size: float) -> str:
    if width(line, size) <= most:
        return line
    while line and width(f"{line}…", size) > most:
        line = line[:-1]
    return f"{line.rstrip()}…"
