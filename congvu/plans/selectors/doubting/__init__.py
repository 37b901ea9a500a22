"""The checks of a plan, each a function that tells what it finds."""
