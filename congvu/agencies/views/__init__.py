"""Pages of the administrator, and the door of the demonstration."""
