"""Reading the statistics: boards, reports, registers, and the list behind every number."""

from congvu.statistics.selectors.boards import Board, Figure, board, years
from congvu.statistics.selectors.details import cell_of, verdict_label
from congvu.statistics.selectors.lists import Listed, Page, listed
from congvu.statistics.selectors.numbers import Question, number, numbers, series
from congvu.statistics.selectors.proofs import Fresh, kept, last_proof
from congvu.statistics.selectors.register import register
from congvu.statistics.selectors.reports import REPORTS, Report, report
from congvu.statistics.selectors.scope import Scope, registers, scope
from congvu.statistics.selectors.tables import Column, Row, Table, Value

__all__ = [
    "REPORTS",
    "Board",
    "Column",
    "Figure",
    "Fresh",
    "Listed",
    "Page",
    "Question",
    "Report",
    "Row",
    "Scope",
    "Table",
    "Value",
    "board",
    "cell_of",
    "kept",
    "last_proof",
    "listed",
    "number",
    "numbers",
    "register",
    "registers",
    "report",
    "scope",
    "series",
    "verdict_label",
    "years",
]
