"""All automatic metrics by their keys: those that count, and those that wait for their rooms."""

from congvu.measures.rules.dark import DARK
from congvu.measures.rules.lit import LIT
from congvu.measures.rules.metrics import Metric

METRICS: dict[str, Metric] = {metric.key: metric for metric in (*LIT, *DARK)}
