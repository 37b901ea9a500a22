"""What the background knows of itself: which workers live, and when each periodic duty last began."""

from django.db import models


class Worker(models.Model):
    """One process of `congvu work`, for as long as it says that it lives."""

    key = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=120)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("started_at",)

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"


class Round(models.Model):
    """When a periodic duty last began, so that of several workers exactly one does it each time."""

    duty = models.CharField(max_length=60, primary_key=True)
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.duty
