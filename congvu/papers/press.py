"""The press: facts and a template in, PDF/A-2b out. Pure: no clock, no settings, no file but the template given."""

import atexit
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

MOST_FACTS = 8 * 1024 * 1024  # letters of JSON: a register book of about 20,000 dossiers
MOST_SECONDS = 20.0
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
BOX = "□"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
MOST_STRANGE = 100
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class PaperError(ValueError):
    """The template does not make a paper of these facts. `fact` is the name of the missing fact, where one is missing;
    `where` shows the line of the template."""

    def __init__(self, message: str, *, fact: str | None = None, where: str = "") -> None:
        super().__init__(message)
        self.fact = fact
        self.where = where


class _StrangeLetter(PaperError):
    """The font has no shape for a letter of the facts."""

    def __init__(self, letter: str, where: str) -> None:
        super().__init__(f"The font has no shape for {letter!r}", where=where)
        self.letter = letter


class _Press:
    """One child process for this process, started at the first paper, killed when a paper takes too long."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Have no child, whatever was before."""
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def print(self, job: bytes, seconds: float) -> bytes:
        with self._lock:
            child = self._running()
            assert child.stdin is not None
            assert child.stdout is not None
            stop = threading.Timer(seconds, child.kill)
            stop.start()
            try:
                child.stdin.write(job + b"\n")
                child.stdin.flush()
                answer = json.loads(child.stdout.readline())
                paper = child.stdout.read(answer.get("size", 0))
            except (OSError, ValueError) as error:  # the pipe broke, or half an answer came
                self.close()
                raise PaperError(f"The paper was given up: over {seconds} s, or over the memory allowed") from error
            finally:
                stop.cancel()
        if "error" in answer:
            raise _complaint(answer)
        return paper

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(
                [sys.executable, "-I", str(Path(__file__).with_name("child.py"))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._child

    def close(self) -> None:
        """Stop the child, if this process started one."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
        self._child = None


_press = _Press()
atexit.register(_press.close)
# A forked process leaves the pipes to its parent (two must not talk into one) and starts a child of its own.
os.register_at_fork(after_in_child=_press.forget)


def render(
    source: str | Path,
    facts: Mapping[str, Any],
    *,
    at: datetime = EPOCH,
    pictures: Mapping[str, bytes | str] | None = None,
    seconds: float = MOST_SECONDS,
) -> bytes:
    """The paper as PDF/A-2b. Same source, facts, pictures and `at` (the creation date written into it): same bytes.

    `source` is a template's text, or the path of one. It sees the facts as `facts` and the pictures (SVG text, or the
    bytes of a PNG or JPEG) by `picture("name")`, both from `/frame.typ`. Dates are given as `date` or aware `datetime`
    and reach the template as Vietnamese local time; texts are `str`. A letter that the font has not becomes "□".
    Raises PaperError, which names a missing fact.
    """
    text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
    drawn = {name: _picture(picture) for name, picture in (pictures or {}).items()}
    data = json.dumps({**_plain(facts), "pictures": drawn}, ensure_ascii=False)
    if len(data) > MOST_FACTS:
        raise PaperError(f"{len(data)} letters of facts are more than one paper takes ({MOST_FACTS})")
    for _ in range(MOST_STRANGE):
        job = {"source": text, "facts": data, "at": int(at.timestamp())}
        try:
            return _press.print(json.dumps(job).encode(), seconds)
        except _StrangeLetter as strange:
            # PDF/A forbids a letter without a shape; a name in such letters must not keep a receipt from printing.
            if strange.letter not in data:
                raise
            data = data.replace(strange.letter, BOX)
    raise PaperError(f"The facts hold more than {MOST_STRANGE} letters that the font has not")


def _plain(value: Any) -> Any:
    """The facts as JSON has them; what no paper can show is refused, a control character is shown as a box."""
    if isinstance(value, Mapping):
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(member) for member in value]
    if isinstance(value, str):
        return CONTROL.sub(BOX, value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError(f"{value!r} has no time zone")
        return value.astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if value is None or isinstance(value, int | float):
        return value
    raise TypeError(f"{value!r} is no fact that a paper can show")


def _picture(picture: bytes | str) -> str | list[int]:
    return picture if isinstance(picture, str) else list(picture)


def _complaint(answer: dict[str, Any]) -> PaperError:
    error, where = answer["error"], answer["where"]
    if missing := re.match(r'dictionary does not contain key "([^"]*)"', error):
        return PaperError(f'The paper lacks the fact "{missing[1]}"\n{where}', fact=missing[1], where=where)
    if strange := re.search(r'the text `"(.+)"` could not be displayed', error, re.DOTALL):
        letter = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), strange[1])
        return _StrangeLetter(letter, where)
    return PaperError(f"{error}\n{where}", where=where)
