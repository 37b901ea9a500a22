"""Figures for tests, here and in the rooms above, without counting them."""

from collections.abc import Iterable
from datetime import date, timedelta

from congvu.agencies.models import Agency
from congvu.agencies.testing import noon
from congvu.measures.models import Measure


def make_measure(metric: str, agency: Agency, day: date, n: int, **more: int) -> Measure:
    """A saved figure of one day."""
    return Measure.objects.create(metric=metric, agency=agency, day=day, n=n, counted_at=noon(day), **more)


def make_measures(metric: str, agency: Agency, first: date, numbers: Iterable[int]) -> None:
    """Saved figures of the days from the first on."""
    for place, n in enumerate(numbers):
        make_measure(metric, agency, first + timedelta(days=place), n)
