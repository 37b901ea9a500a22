"""JSON Schema 2020-12 to form and back: `compile(schema)` gives a `Sheet` that asks, reads, checks and shows."""

from congvu.sheet.fields import Condition, Field
from congvu.sheet.pages import Page
from congvu.sheet.schema import Unsupported, compile
from congvu.sheet.sheet import Reading, Sheet

__all__ = ["Condition", "Field", "Page", "Reading", "Sheet", "Unsupported", "compile"]
