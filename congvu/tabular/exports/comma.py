"""Comma-separated values (RFC 4180), with the mark by which Excel knows UTF-8.

Numbers are bare, days are ISO 8601, so that machines read them. A text that a spreadsheet would run as a formula gets
an apostrophe in front: a citizen's name must not become a command on an official's computer.
"""

import csv
import io
from datetime import datetime

from django.utils import timezone

from congvu.tabular.exports.head import Head
from congvu.tabular.tables import Table
from congvu.tabular.words import Plain, heading

MARK = "\ufeff"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def written(table: Table, _head: Head) -> bytes:
    """One line of names, then the rows and the total; what is not known is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([defused(heading(column)) for column in table.columns])
    for row in (*table.rows, *([table.total] if table.total else [])):
        writer.writerow([bare(value.value) for value in row.values])
    if table.after:  # the beginning of a longer list says so; else a machine would take it for the whole
        writer.writerow([defused(str(table.notes[-1]))] if table.notes else [])
    return (MARK + text.getvalue()).encode()


def bare(value: Plain) -> str:
    """A value as a machine reads it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{local:%Y-%m-%d %H:%M}"
    return defused(value) if isinstance(value, str) else str(value)


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(STARTS_A_FORMULA) or text[:1] in STARTS_A_FORMULA else text
