"""Every room's addresses, each under the Vietnamese word for its duty."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
