"""The newest pages for feed readers, as Atom (RFC 4287)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from congvu.content import selectors
from congvu.content.rules import section_of
from congvu.content.selectors import Item
from congvu.web.access import anyone, open_to


@gzip_page
@require_safe
@open_to(anyone)
def feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Of one section, or of all."""
    section = section_of(slug) if slug else None
    if slug and section is None:
        raise Http404
    language = get_language() or "vi"
    items = selectors.feed(language=language, on=timezone.localdate(), section=slug)
    newest = max((item.version.published_at for item in items if item.version.published_at), default=None)
    etag = quote_etag(f"{slug}-{language}-{len(items)}-{newest and newest.timestamp()}")
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        _written(request, str(section.name) if section else _("Tin tức"), items, language),
        content_type="application/atom+xml; charset=utf-8",
    )
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    if newest:
        response["Last-Modified"] = http_date(newest.timestamp())
    return response


def _written(request: HttpRequest, title: str, items: list[Item], language: str) -> str:
    found = Atom1Feed(
        title=f"{title} · Công Vụ",
        link=request.build_absolute_uri(reverse("content-news")),
        description="",
        language=language,
        feed_url=request.build_absolute_uri(),
    )
    for item in items:
        address = reverse("content-article", args=[item.page.section, item.page.slug])
        found.add_item(
            title=item.version.title,
            link=request.build_absolute_uri(address),
            description=item.version.summary,
            pubdate=item.page.listed_at,
            updateddate=item.version.published_at,
        )
    return found.writeString("utf-8")
