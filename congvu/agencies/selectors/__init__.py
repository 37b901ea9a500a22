"""Finding agencies, who may act for them on a day, and when they are open."""

from congvu.agencies.selectors.posts import actor_for

__all__ = ["actor_for"]
