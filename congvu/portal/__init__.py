"""The citizen's door: look a dossier up, read what happens next."""
