"""Who may sign in with a password."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser

from congvu.people.models import Account


class AccountBackend(ModelBackend):
    """Active accounts; demonstration accounts in the demonstration only, whatever the database holds."""

    def user_can_authenticate(self, user: Account | AnonymousUser | None) -> bool:
        if isinstance(user, Account) and user.is_demo and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)
