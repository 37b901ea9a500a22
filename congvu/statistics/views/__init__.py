"""The pages of statistics: the board, the lists behind its numbers, reports, the index of Decision 766, scoring."""
