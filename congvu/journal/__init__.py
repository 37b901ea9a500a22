"""What was done, by whom, in what order: append-only, sealed, and knowing nobody."""
