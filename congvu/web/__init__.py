"""The frame and the components of every page, and the keys that open them."""
