"""How usernames are spelt."""

import re

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


def normal(username: str) -> str:
    """The one spelling of a username: small, without blanks around it."""
    return username.strip().lower()


def is_username(username: str) -> bool:
    """3 to 60 small letters without diacritics, digits, dots, hyphens and underscores; first a letter or digit."""
    return _USERNAME.fullmatch(username) is not None
