"""Finding procedures by everyday words: without diacritics, with small slips, by other names of the same. Pure.

What is typed is compared with every name of a procedure: its own, those in its pack, and those that `everyday.SAME`
says mean the same. A word counts by how few procedures have it, so "lam giay khai sinh" is decided by "khai sinh".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from congvu.base.text import distance, fold
from congvu.procedures.rules.everyday import IDLE, SAME

MOST_LETTERS, MOST_WORDS = 200, 16  # of what is typed; the rest is not looked at
IDLE_COUNTS = 0.1
SAID_OTHERWISE, ABOUT = 0.8, 0.5  # what a name counts that another way of saying gives, or field and life event
PAIR, WHOLE, TOGETHER = 0.5, 0.5, 0.5  # more for words that stand beside one another, fill the name, or are all there
LEAST, NEAR_BEST = 0.4, 0.6  # the share of what is typed that must be found, and of the best that is still shown
SLIP, BEGINNING = 0.8, 0.7  # what a misspelt word counts, and one of which only the beginning is typed

Words = tuple[str, ...]
_EITHER = re.compile(r"\b([hklmst])y\b")  # ký and kí, lý and lí: both are right


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one procedure: what it is called, and what it is about (its field, events of life)."""

    key: int
    names: tuple[str, ...]
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    """One way to call a procedure. `counts` is how much finding it by this one says."""

    key: int
    words: Words
    counts: float


class Index:
    """All procedures, ready to be found."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names = [name for entry in entries for name in _names(entry)]
        self._having: dict[str, list[int]] = defaultdict(list)
        procedures: dict[str, set[int]] = defaultdict(set)
        for place, name in enumerate(self._names):
            for word in set(name.words):
                self._having[word].append(place)
                procedures[word].add(name.key)
        many = len({name.key for name in self._names})
        self._weight = {
            word: log(1 + many / len(keys)) * (IDLE_COUNTS if word in _IDLE else 1) for word, keys in procedures.items()
        }

    def find(self, text: str) -> dict[int, float]:
        """The procedures that are meant, by their keys, each with how well it fits; nothing where none does."""
        said = self._parted(_words(text[:MOST_LETTERS])[:MOST_WORDS])
        typed = [found for word in said if (found := self._known(word))]
        weights = [max(self._weight[word] * near for word, near in found.items()) for found in typed]
        whole = sum(weights)
        if not whole:
            return {}
        best: dict[int, float] = defaultdict(float)
        together: dict[int, list[float]] = {}
        for place in {place for found in typed for word in found for place in self._having[word]}:
            name = self._names[place]
            shares = self._shares(name, typed)
            best[name.key] = max(best[name.key], name.counts * self._fit(name, shares, weights))
            so_far = together.setdefault(name.key, [0.0] * len(typed))
            together[name.key] = [max(pair) for pair in zip(so_far, shares, strict=True)]
        shown = {
            key: fit + TOGETHER * all_of / whole
            for key, fit in best.items()
            if (all_of := _of(together[key], weights)) >= LEAST * whole
        }
        limit = NEAR_BEST * max(shown.values(), default=0)
        return {key: fit for key, fit in shown.items() if fit >= limit}

    def _parted(self, words: Sequence[str]) -> Iterator[str]:
        """The words, two that were typed as one ("khaisinh") apart."""
        for word in words:
            halves = ((word[:cut], word[cut:]) for cut in range(2, len(word) - 1))
            apart = [] if word in self._weight else [two for two in halves if all(half in self._weight for half in two)]
            yield from apart[0] if apart else (word,)

    def _known(self, word: str) -> Mapping[str, float]:
        """The words of the index that a typed one may be, each with how near it is."""
        if word in self._weight:
            return {word: 1.0}
        if word in _IDLE:
            return {}
        slips = 0 if len(word) < 4 else 1 if len(word) < 7 else 2
        near = [known for known in self._weight if slips and distance(word, known, slips) <= slips]
        if near:
            return dict.fromkeys(near, SLIP)
        return dict.fromkeys((known for known in self._weight if len(word) > 1 and known.startswith(word)), BEGINNING)

    def _shares(self, name: _Name, typed: Sequence[Mapping[str, float]]) -> list[float]:
        """Of each typed word how near it is to some word of the name; 0 where the name has none like it."""
        return [max((near for word, near in found.items() if word in name.words), default=0.0) for found in typed]

    def _fit(self, name: _Name, shares: Sequence[float], weights: Sequence[float]) -> float:
        """From 0 to 2: how much of what is typed is in the name, how much of it beside its neighbour, and how much of
        the name was typed."""
        whole = sum(weights)
        found = _of(shares, weights)
        pairs = [one + other for one, other in pairwise(weights)]
        beside = sum(pair for pair, both in zip(pairs, pairwise(shares), strict=True) if all(both))
        filled = found / max(sum(self._weight[word] for word in set(name.words)), whole)
        return found / whole + PAIR * (beside / sum(pairs) if pairs else 1) + WHOLE * filled


def _words(text: str) -> Words:
    return tuple(_EITHER.sub(r"\1i", fold(text)).split())


def _of(shares: Sequence[float], weights: Sequence[float]) -> float:
    return sum(share * weight for share, weight in zip(shares, weights, strict=True))


def _names(entry: Entry) -> Iterator[_Name]:
    own = [words for name in entry.names if (words := _words(name))]
    yield from (_Name(entry.key, words, 1) for words in own)
    for group in _SAME:
        if any(_holds(words, group[0]) for words in own):
            yield from (_Name(entry.key, said, SAID_OTHERWISE) for said in group)
    yield from (_Name(entry.key, words, ABOUT) for said in entry.about if (words := _words(said)))


def _holds(words: Words, said: Words) -> bool:
    return any(words[start : start + len(said)] == said for start in range(len(words) - len(said) + 1))


_SAME = tuple(tuple(_words(said) for said in group) for group in SAME)
_IDLE = frozenset(_EITHER.sub(r"\1i", word) for word in IDLE.split())
