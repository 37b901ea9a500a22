"""Warnings by e-mail: what is due, late, unopened or stuck is told once, through an outbox that survives a crash."""
