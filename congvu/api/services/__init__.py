"""Clients and their tokens, deeds done once, and webhooks."""

from congvu.api.services.asking import Said, hand_in, handed_in, once
from congvu.api.services.clients import end_client, make_client, rotate_secret
from congvu.api.services.following import follow
from congvu.api.services.hooks import change_hook, end_failing, end_hook, forget_told, make_hook, sign, tell_again
from congvu.api.services.tokens import Caller, authenticate, caller_of, forget, grant

__all__ = [
    "Caller",
    "Said",
    "authenticate",
    "caller_of",
    "change_hook",
    "end_client",
    "end_failing",
    "end_hook",
    "follow",
    "forget",
    "forget_told",
    "grant",
    "hand_in",
    "handed_in",
    "make_client",
    "make_hook",
    "once",
    "rotate_secret",
    "sign",
    "tell_again",
]
