"""Who signs in, and how surely we know it."""
