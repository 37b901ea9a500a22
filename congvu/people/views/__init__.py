"""Pages on who signs in."""
