"""Filed from home: drafts, what was sent in, and what the counter answered within its hours."""
