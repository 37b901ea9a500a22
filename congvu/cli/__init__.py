"""The `congvu` command, which collects each room's verbs."""
