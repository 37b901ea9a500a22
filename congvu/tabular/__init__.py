"""Tables in and out of office files: bounded readers of ODS, XLSX, DOCX and ODT, and what is exported. Pure."""

from congvu.tabular.grids import Cell, Grid, Unreadable
from congvu.tabular.reading import read

__all__ = ["Cell", "Grid", "Unreadable", "read"]
