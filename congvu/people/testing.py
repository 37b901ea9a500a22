"""Accounts for tests, here and in the rooms above."""

from congvu.people.models import Account
from congvu.people.rules import normal

PASSWORD = "mat-khau-de-thu-2026"  # noqa: S105


def make_account(
    username: str = "can-bo", *, name: str = "Nguyễn Thị Mẫu", password: str = "", **more: bool | str | int
) -> Account:
    """A saved account; with `password` it can sign in."""
    account = Account(username=normal(username), name=name, **more)
    if password:
        account.set_password(password)
    else:
        account.set_unusable_password()
    account.save()
    return account
