"""Version 1 of the machine API, put together."""

from congvu.api.views.v1 import filing, following
from congvu.api.views.v1.catalogue import router as catalogue
from congvu.api.views.v1.frame import api, requests
from congvu.api.views.v1.hooks import router as hooks

api.add_router("", catalogue)
api.add_router("", requests)
api.add_router("", hooks)

__all__ = ["api", "filing", "following"]
