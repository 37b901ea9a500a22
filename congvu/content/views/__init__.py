"""The editors' pages, and what everybody may read."""
