"""Công Vụ: open-source software on which a Vietnamese province does its administrative work."""

__version__ = "0.1.0"
