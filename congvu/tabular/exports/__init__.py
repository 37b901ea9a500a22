"""A table taken away: as a spreadsheet (ODS), as plain values (CSV), as a paper (PDF/A). The columns are the same."""

from collections.abc import Callable
from typing import NamedTuple

from congvu.base.text import fold
from congvu.tabular.exports import comma, opendocument, paper
from congvu.tabular.exports.head import Head
from congvu.tabular.tables import Table

__all__ = ["FORMS", "Head", "Taken", "taken"]


class Form(NamedTuple):
    """A format of export."""

    write: Callable[[Table, Head], bytes]
    media_type: str
    label: str


FORMS = {
    "ods": Form(opendocument.written, "application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    "csv": Form(comma.written, "text/csv; charset=utf-8", "CSV"),
    "pdf": Form(paper.written, "application/pdf", "PDF"),
}


class Taken(NamedTuple):
    """A file to save."""

    body: bytes
    media_type: str
    name: str


def taken(table: Table, form: str, head: Head) -> Taken:
    """The table in one of FORMS, under a name that says what it is and of when."""
    words = fold(f"{table.title} {head.agency} {head.period}")
    name = "-".join("".join(letter if letter.isalnum() else " " for letter in words).split())
    return Taken(FORMS[form].write(table, head), FORMS[form].media_type, f"{name[:120]}.{form}")
