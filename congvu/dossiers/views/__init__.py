"""The pages of the counter and of the dossier."""
