"""Who may open a page. A page that does not say is a page nobody may open."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from congvu.base.actors import STRANGER, Actor

View = Callable[..., HttpResponseBase]


class Key(Protocol):
    """A question asked of the actor; `name` is what the permission matrix prints. `door` is the page at which a
    stranger signs in; empty for the officials' door."""

    name: str
    door: str

    def __call__(self, actor: Actor) -> bool: ...


class _Key:
    def __init__(self, name: str, opens: Callable[[Actor], bool], door: str = "") -> None:
        self.name = name
        self.door = door
        self._opens = opens

    def __call__(self, actor: Actor) -> bool:
        return self._opens(actor)


anyone: Key = _Key("anyone", lambda _actor: True)
signed_in: Key = _Key("signed in", lambda actor: actor.account_id is not None)
# For pages of officials and citizens both, at which a stranger is likelier a citizen.
owner: Key = _Key("signed in", lambda actor: actor.account_id is not None, door="account-sign-in")
citizen: Key = _Key("a citizen", lambda actor: actor.id.startswith("citizen:"), door="account-sign-in")
official: Key = _Key("any official", lambda actor: bool(actor.seats))


def holds(*roles: str) -> Key:
    """Opens to whoever holds one of the roles at some agency; which agency, the selector or the service decides."""
    return _Key(" or ".join(roles), lambda actor: actor.holds(*roles))


def either(first: Key, other: Key) -> Key:
    """Opens to whom one of the two opens; a stranger is sent to the door that one of them names."""
    return _Key(f"{first.name} or {other.name}", lambda actor: first(actor) or other(actor), first.door or other.door)


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; the middleware of `agencies` has said."""
    return cast(Actor, getattr(request, "actor", STRANGER))


def open_to(key: Key) -> Callable[[View], View]:
    """Lock a view: a stranger is sent to sign in, at the door that the key names; whoever else it does not fit is
    refused."""

    def lock(view: View) -> View:
        @wraps(view)
        def locked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            if key(actor):
                return view(request, *args, **kwargs)
            if actor.account_id is None:
                return redirect_to_login(request.get_full_path(), key.door or None)
            raise PermissionDenied

        locked.open_to = key  # type: ignore[attr-defined]
        return locked

    return lock
