"""Clients and their tokens, what was asked of them already, and the webhooks that they are told by."""

from congvu.api.models.asked import Answer, HandedIn
from congvu.api.models.clients import Client, Token
from congvu.api.models.hooks import Followed, Hook, Told

__all__ = ["Answer", "Client", "Followed", "HandedIn", "Hook", "Token", "Told"]
