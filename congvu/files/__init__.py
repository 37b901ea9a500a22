"""Bytes by their digest: sniffed, bounded, stored once, never served inline when unsafe."""
