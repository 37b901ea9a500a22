"""What machines call, where they get their tokens, the reference that describes it, and the page of one's clients."""
