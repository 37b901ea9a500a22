"""The citizen's door: what there is to apply for and where, and where a dossier is."""
