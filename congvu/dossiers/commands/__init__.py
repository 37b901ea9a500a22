"""What the command line may ask of this room."""

from congvu.dossiers.commands.packs import add_commands

__all__ = ["add_commands"]
