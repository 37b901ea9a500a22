"""Every room's addresses, each under the Vietnamese word for its duty."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("congvu.web.urls")),
    path("", include("congvu.people.urls")),
    path("", include("congvu.agencies.urls")),
    path("", include("congvu.clocks.urls")),
    path("", include("congvu.queues.urls")),
    path("", include("congvu.procedures.urls")),
    path("", include("congvu.content.urls")),
    path("", include("congvu.dossiers.urls")),
    path("", include("congvu.online.urls")),
    path("", include("congvu.payments.urls")),
    path("", include("congvu.notices.urls")),
    path("", include("congvu.reorganisation.urls")),
    path("", include("congvu.statistics.urls")),
    path("", include("congvu.measures.urls")),
    path("", include("congvu.plans.urls")),
    path("", include("congvu.reporting.urls")),
    path("", include("congvu.progress.urls")),
    path("", include("congvu.desk.urls")),
    path("", include("congvu.api.urls")),
    path("", include("congvu.portal.urls")),
]
