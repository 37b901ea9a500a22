"""Finding a commune by the name it has or had."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from congvu.base.text import fold
from congvu.places.units import Commune, Former, commune, communes, former, provinces

EXACT, BEGINS, AROUND, WORDS = range(4)  # how well a unit fits: best first
SHORT = {
    "p": "phuong", "q": "quan", "x": "xa", "h": "huyen", "tt": "thi tran", "tx": "thi xa", "tp": "thanh pho",
    "tphcm": "thanh pho ho chi minh", "hcm": "ho chi minh",
}  # fmt: skip
KINDS = ("phuong ", "xa ", "dac khu ", "thi tran ", "huyen ")
FORMER = "cu"  # "phường Quán Toan cũ"
_NUMBERED = re.compile(r"([pq])0*(\d+)")
MOST_CHOICES = 12
LONGEST = 120  # characters; no name with its district and province is longer


@dataclass(frozen=True, slots=True)
class Place:
    """A commune that was found, and the former unit by whose name it was found."""

    commune: Commune
    was: Former | None = None

    @property
    def label(self) -> str:
        """What to choose by: the present name, and the former one that was looked for."""
        if self.was is None:
            return self.commune.label
        sentence = _("%(now)s (gồm một phần %(was)s)") if len(self.was.into) > 1 else _("%(now)s (trước là %(was)s)")
        return sentence % {"now": self.commune.label, "was": self.was.label}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name under which communes are found."""

    places: tuple[Place, ...]
    spelt: str
    name: str  # plain words, as all that follows
    core: str  # the name without its kind
    around: str  # the district and the provinces

    @property
    def words(self) -> set[str]:
        return set(f"{self.name} {self.around}".split())

    def rank(self, asked: str) -> int:
        names = (self.name, self.core)
        if any(f"{asked} ".startswith(f"{name} ") and self._goes_on(asked.removeprefix(name)) for name in names):
            return EXACT
        if any(name.startswith(asked) for name in names):
            return BEGINS
        return AROUND if asked in self.around else WORDS

    def _goes_on(self, rest: str) -> bool:
        return set(rest.split()) <= set(self.around.split())


def find(text: str, province: str = "", most: int = 20) -> tuple[Place, ...]:
    """The communes whose present or former name a text tells, best first, each once; of a former commune that was
    divided, all its parts. Diacritics, case and the usual abbreviations (P., Q., TP.) do not matter; more words, as
    the district's or the province's, narrow it. `province` is a code."""
    return tuple(place for _rank, place in _ranked(text) if province in ("", place.commune.province.code))[:most]


def only(text: str) -> Commune | None:
    """The one commune that a text names without doubt, if there is one."""
    if named := _by_label().get(text.strip().casefold()) or commune(text.strip()):
        return named
    exact = [place.commune for rank, place in _ranked(text) if rank == EXACT]
    return exact[0] if len(exact) == 1 else None


def choices(text: str) -> tuple[Place, ...]:
    """What to let somebody choose among who typed a text: nothing where it is a commune's own label, one where it
    names one without doubt."""
    if text.strip().casefold() in _by_label():
        return ()
    return find(text, most=1 if only(text) else MOST_CHOICES)


def _ranked(text: str) -> list[tuple[int, Place]]:
    """Every commune found with how well its best name fits; names spelt as typed before others that fit alike."""
    spelt = " ".join(text[:LONGEST].split()).casefold()
    words = _words(spelt)
    numbers = _having(words)
    if not numbers and FORMER in words:
        words = [word for word in words if word != FORMER]
        numbers = _having(words)
    entries, asked = _index().entries, " ".join(words)
    order = sorted((entries[number].rank(asked), spelt not in entries[number].spelt, number) for number in numbers)
    found: dict[str, tuple[int, Place]] = {}
    for rank, _other, number in order:
        if rank == WORDS and order[0][0] != WORDS:
            break  # words scattered over name, district and province are a last resort
        for place in entries[number].places:
            found.setdefault(place.commune.code, (rank, place))
    return list(found.values())


def _having(words: list[str]) -> set[int]:
    """The numbers of the entries that have all words; the last one may be half typed, unless it is a number."""
    if not words or f"{' '.join(words)} " in KINDS:
        return set()
    index = _index()
    last = [words[-1]] if words[-1].isdigit() else index.beginning_with(words[-1])
    numbers = set[int]().union(*(index.having.get(word, set()) for word in last))
    for word in words[:-1]:
        numbers &= index.having.get(word, set())
    return numbers


def _words(text: str) -> list[str]:
    spelt = (SHORT.get(word, word) for word in _NUMBERED.sub(r"\1 \2", fold(text)).split())
    return [word.lstrip("0") or word for word in " ".join(spelt).split()]


class _Index:
    """Entries by their words: present names first, so that they come first where two fit alike."""

    def __init__(self) -> None:
        self.entries = [*_present(), *_former()]
        self.having: dict[str, set[int]] = {}
        for number, entry in enumerate(self.entries):
            for word in entry.words:
                self.having.setdefault(word, set()).add(number)
        self.words = sorted(self.having)

    def beginning_with(self, beginning: str) -> list[str]:
        first = bisect_left(self.words, beginning)
        return self.words[first : bisect_left(self.words, f"{beginning}\uffff")]


@cache
def _index() -> _Index:
    return _Index()


@cache
def _by_label() -> dict[str, Commune]:
    return {one.label.casefold(): one for home in provinces() for one in communes(home.code)}


def _present() -> Iterator[_Entry]:
    for home in provinces():
        for one in communes(home.code):
            yield _entry((Place(one),), one.name, home.name)


def _former() -> Iterator[_Entry]:
    for one in former():
        places = tuple(Place(now, one) for code in one.into if (now := commune(code)))
        now_in = {place.commune.province.name for place in places}
        yield _entry(places, one.name, one.district, one.province, *now_in)


def _entry(places: tuple[Place, ...], name: str, *around: str) -> _Entry:
    plain = " ".join(_words(name))
    core = next((plain.removeprefix(kind) for kind in KINDS if plain.startswith(kind)), plain)
    return _Entry(places, name.casefold(), plain, core, " ".join(_words(" ".join(around))))
