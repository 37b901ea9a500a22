"""Pages of reorganisations, for the administrator of the root."""
