"""Procedure packs, read and published as editions that never change."""
