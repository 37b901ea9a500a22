"""What was done, counted: books that balance, proved from the journal's facts."""
