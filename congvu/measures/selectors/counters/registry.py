"""Which function counts which metric."""

from collections.abc import Callable

from congvu.measures.selectors.counters.spans import Counted, Span

Counter = Callable[[Span], Counted]
COUNTERS: dict[str, Counter] = {}


def counts(key: str) -> Callable[[Counter], Counter]:
    """Register a function as the counter of a metric: it counts for all agencies on all days of a span."""

    def register(counter: Counter) -> Counter:
        assert key not in COUNTERS, key
        COUNTERS[key] = counter
        return counter

    return register
