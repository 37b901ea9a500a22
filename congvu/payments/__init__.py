"""Fees paid through a gateway: orders, signed answers, what was given back, and the day's reconciliation."""
