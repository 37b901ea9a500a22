"""The statutory clock: budgets, the ledger of what started, paused and extended them, and the due time."""
