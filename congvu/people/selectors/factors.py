"""What an account is proved with."""

from congvu.people.models import Account, Passkey, Totp


def has_second_factor(account_id: int) -> bool:
    """Whether a password alone does not open the account."""
    return (
        Totp.objects.filter(account=account_id, confirmed_at__isnull=False).exists()
        or Passkey.objects.filter(account=account_id).exists()
    )


def has_way_in(account: Account) -> bool:
    """Whether somebody can still sign in to it: by password, passkey or e-identity, or by a code to a confirmed
    address, with which a password is set."""
    return (
        account.has_usable_password()
        or bool(account.email or account.phone)
        or account.passkeys.exists()
        or account.linked.exists()
    )


def credentials_of(account: Account) -> list[str]:
    """The ids of an account's passkeys."""
    return list(account.passkeys.values_list("credential", flat=True))
