"""What the frame of every page shows: who is signed in, and where that person may go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from congvu.web.access import actor_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """Template context of the page frame; makes no query."""
    return {"actor": actor_of(request), "demo": settings.DEMO}
