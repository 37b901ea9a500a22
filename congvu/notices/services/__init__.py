"""Telling people: the outbox, the warnings, the morning's letters, the news of a request, and the answers to those who
ask by text message or telephone."""

from congvu.notices.services.asked import answer_text, forget_asked, tell_by_phone
from congvu.notices.services.digest import greet
from congvu.notices.services.following import follow
from congvu.notices.services.outbox import Round, drop, forget, put, retry, retry_all, send_due
from congvu.notices.services.preferences import set_preference, set_wishes
from congvu.notices.services.reports import note_report
from congvu.notices.services.templates import reset_template, set_template
from congvu.notices.services.warnings import warn

__all__ = [
    "Round",
    "answer_text",
    "drop",
    "follow",
    "forget",
    "forget_asked",
    "greet",
    "note_report",
    "put",
    "reset_template",
    "retry",
    "retry_all",
    "send_due",
    "set_preference",
    "set_template",
    "set_wishes",
    "tell_by_phone",
    "warn",
]
