"""Telling people: the outbox, the warnings, the morning's letters, and what each official wants."""

from congvu.notices.services.digest import greet
from congvu.notices.services.outbox import Round, drop, forget, put, retry, send_due
from congvu.notices.services.preferences import set_preference
from congvu.notices.services.warnings import warn

__all__ = ["Round", "drop", "forget", "greet", "put", "retry", "send_due", "set_preference", "warn"]
