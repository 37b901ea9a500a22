"""Settings, addresses, server, background, and the look at the installation's health."""
