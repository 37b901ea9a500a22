"""Reading the statistics: boards, reports, registers, and the list behind every number."""

from congvu.statistics.selectors.boards import Board, Figure, board, years
from congvu.statistics.selectors.days import address_of, days_with, each_day, number_by_agency, standing_before
from congvu.statistics.selectors.details import cell_of, verdict_label
from congvu.statistics.selectors.lists import Listed, Page, listed
from congvu.statistics.selectors.numbers import Question, number, numbers, series
from congvu.statistics.selectors.proofs import Fresh, kept, last_proof
from congvu.statistics.selectors.register import register
from congvu.statistics.selectors.reports import REPORTS, Report, report
from congvu.statistics.selectors.scope import Scope, registers, scope
from congvu.tabular.tables import Column, Row, Table, Value

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
    "address_of",
    "board",
    "cell_of",
    "days_with",
    "each_day",
    "kept",
    "last_proof",
    "listed",
    "number",
    "number_by_agency",
    "numbers",
    "register",
    "registers",
    "report",
    "scope",
    "series",
    "standing_before",
    "verdict_label",
    "years",
]
