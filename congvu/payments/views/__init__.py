"""Pages of payers and of operators, and the door of the gateway."""
