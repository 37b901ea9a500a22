"""Every night the day that is over, and again the weeks before it: some figures of a past day still grow, because fees
are paid and results issued later than the day to which they belong."""

from datetime import datetime, timedelta

from django.utils import timezone

from congvu.base.actors import system
from congvu.measures.models import Measure, Run
from congvu.measures.selectors.counters import COUNTERS
from congvu.measures.selectors.counters.spans import midnight
from congvu.measures.services.counting import DAY, ask, go_on
from congvu.statistics.selectors import kept

BY = system("measures", "Đếm số đo tự động")
WEEKS = timedelta(days=35)


def count_yesterday(at: datetime) -> int:
    """Ask for the night's run once the books hold the whole of yesterday, and go on with whatever runs there are, a few
    transactions' worth; how many days were counted. Call it again and again."""
    yesterday = timezone.localdate(at) - DAY
    fresh = kept().at
    asked = Run.objects.filter(last__gte=yesterday, asked_by=BY.name).exists()
    if fresh and fresh >= midnight(yesterday + DAY) and not asked:
        first = yesterday - WEEKS if Measure.objects.exists() else yesterday
        ask(COUNTERS, first, yesterday, by=BY, at=at)
    return go_on(at=at)
