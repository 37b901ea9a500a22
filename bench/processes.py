"""What processes have used, from /proc: CPU time of a tree, memory of one process."""

import os
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def tree(root: int) -> Iterator[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit() and (fields := _stat(int(folder.name))):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    waiting = [root]
    while waiting:
        process = waiting.pop()
        yield process
        waiting += children.get(process, [])


def cpu_seconds(root: int) -> float:
    """User and system time of a tree, with what its ended and awaited children used."""
    total = 0
    for process in tree(root):
        if fields := _stat(process):
            total += sum(map(int, fields[11:15]))
    return total / TICKS


def parent_of(process: int) -> int:
    """Who started it."""
    fields = _stat(process)
    if fields is None:
        raise ProcessLookupError(process)
    return int(fields[1])


def memory(process: int) -> tuple[float, float]:
    """(RSS, PSS) in MiB: PSS counts a page that processes share in equal parts for each."""
    found = {"Rss": 0.0, "Pss": 0.0}
    for line in (PROC / str(process) / "smaps_rollup").read_text().splitlines():
        name, _, rest = line.partition(":")
        if name in found:
            found[name] = int(rest.split()[0]) / 1024
    return found["Rss"], found["Pss"]


def _stat(process: int) -> list[str] | None:
    """The fields of /proc/N/stat behind the name: state, parent, …; None when it is gone."""
    try:
        text = (PROC / str(process) / "stat").read_text()
    except OSError:
        return None
    return text.rpartition(")")[2].split()
