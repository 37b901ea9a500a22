"""The demonstration province: every room's part of it, from the ground up, and who can sign in to it."""

from collections.abc import Callable, Iterator

from congvu.agencies.models import Post
from congvu.agencies.rules import Role

DOSSIERS = 1000


def build(*, dossiers: int, tell: Callable[[str], None]) -> None:
    """Fill empty tables. The same number gives the same province."""


def sign_ins() -> Iterator[str]:
    """One demonstration account for each role."""
    for role in Role:
        post = Post.objects.filter(role=role, account__is_demo=True).select_related("account", "agency").first()
        if post:
            yield f"{post.account.username:<20}{role.label}, {post.agency.name}"
