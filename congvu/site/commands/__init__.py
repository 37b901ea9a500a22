"""Verbs of the whole: serve, work, migrate, doctor, backup, demo."""

from congvu.site.commands import backup, demo, doctor, running
from congvu.site.commands.nouns import Nouns


def add_commands(nouns: Nouns) -> None:
    """Add them to the command line."""
    running.add_commands(nouns)
    doctor.add_commands(nouns)
    backup.add_commands(nouns)
    demo.add_commands(nouns)
