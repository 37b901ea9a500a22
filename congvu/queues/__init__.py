"""Numbers at the counter: who came when, who is called next."""
