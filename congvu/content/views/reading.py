"""What everybody may read: the newest pages, a section, a page, the same to print, a file, a picture."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

import congvu
from congvu.content import selectors, services
from congvu.content.rules import SECTIONS, TEXTS, section_of
from congvu.content.selectors import PAGE, Item
from congvu.content.views.showing import cover_of, drawn, html_of
from congvu.files.rules import PREVIEW_WIDTHS
from congvu.files.selectors import open_blob, shelf
from congvu.web.access import actor_of, anyone, open_to
from congvu.web.download import attachment, picture


@gzip_page
@require_safe
@open_to(anyone)
def news(request: HttpRequest) -> HttpResponse:
    """The newest pages of all sections, or those that hold the words looked for."""
    return _list(request, "", _("Tin tức"), _("Tin, thông báo, văn bản và hướng dẫn mới đăng."))


@gzip_page
@require_safe
@open_to(anyone)
def section(request: HttpRequest, slug: str = TEXTS) -> HttpResponse:
    """The pages of one section."""
    found = section_of(slug)
    if found is None:
        raise Http404
    return _list(request, slug, str(found.name), str(found.about))


@gzip_page
@require_safe
@open_to(anyone)
def sections(request: HttpRequest) -> HttpResponse:
    """The map of the portal: every section, with how much is in it."""
    counts = selectors.counts()
    rows = [(one, reverse("content-section", args=[one.slug]), counts.get(one.slug, 0)) for one in SECTIONS]
    return render(request, "content/sections.html", {"sections": rows})


@gzip_page
@require_safe
@open_to(anyone)
def article(request: HttpRequest, section: str, slug: str) -> HttpResponse:
    """One page."""
    item = _item(section, slug)
    if unchanged := _unchanged(request, item):
        return unchanged
    return _told(request, item, render(request, "content/article.html", _context(item)))


@gzip_page
@require_safe
@open_to(anyone)
def printed(request: HttpRequest, section: str, slug: str) -> HttpResponse:
    """One page as a sheet of paper."""
    item = _item(section, slug)
    address = request.build_absolute_uri(reverse("content-article", args=[section, slug]))
    return render(request, "content/print.html", {**_context(item), "address": address})


@require_safe
@open_to(anyone)
def attached(_request: HttpRequest, section: str, slug: str) -> HttpResponseBase:
    """The file that is attached to a page."""
    version = _item(section, slug).version
    if version.attachment is None:
        raise Http404
    stream = open_blob(version.attachment.pk, at=shelf())
    return attachment(stream, name=version.attachment_name, media_type=version.attachment.media_type)


@require_safe
@open_to(anyone)
def picture_at(request: HttpRequest, pk: int, width: int) -> HttpResponse:
    """A picture in one of its sizes: for everybody where a public page shows it, else for its editors."""
    public = selectors.picture_shown(pk, on=timezone.localdate())
    found = public or selectors.picture_of(actor_of(request), pk)
    if found is None or width not in PREVIEW_WIDTHS:
        raise Http404
    etag = quote_etag(f"{found.blob_id[:24]}-{width}")
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or picture(*services.sized(found, width, shelf=shelf()))
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=86400" if public else "private, no-cache"
    return response


def _list(request: HttpRequest, slug: str, title: str, about: str) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    language, today = get_language() or "vi", timezone.localdate()
    found = selectors.listed(
        language=language, on=today, section=slug, text=text, before=_before(request.GET.get("truoc", ""))
    )
    items = found[:PAGE]
    context = {
        "title": title,
        "about": about,
        "slug": slug,
        "texts": slug == TEXTS,
        "text": text,
        "items": [_row(item) for item in items],
        "older_url": f"?{urlencode({'q': text, 'truoc': _key(items[-1])})}" if len(found) > PAGE else "",
        "feed_url": reverse("content-section-feed", args=[slug]) if slug else reverse("content-feed"),
        "sections": [(one.name, reverse("content-section", args=[one.slug]), one.slug == slug) for one in SECTIONS],
    }
    return render(request, "content/section.html", context)


def _row(item: Item) -> dict[str, Any]:
    found = section_of(item.page.section)
    assert found
    return {
        "version": item.version,
        "day": item.page.listed_at,
        "section": found.name,
        "url": reverse("content-article", args=[item.page.section, item.page.slug]),
        "cover": drawn(item.version.cover) if item.version.cover else None,
    }


def _key(item: Item) -> str:
    assert item.page.listed_at
    return f"{item.page.listed_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}_{item.page.pk}"


def _before(typed: str) -> tuple[datetime, int] | None:
    """The place below which a list goes on; nothing where the address was spoilt: then it begins at its beginning."""
    moment, _bar, key = typed.partition("_")
    try:
        return datetime.fromisoformat(moment).replace(tzinfo=UTC), int(key[:12])
    except ValueError:
        return None


def _item(section: str, slug: str) -> Item:
    found = selectors.shown(section, slug, language=get_language() or "vi", on=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _context(item: Item) -> dict[str, Any]:
    version, found = item.version, section_of(item.page.section)
    assert found
    facts = [
        (_("Số, ký hiệu"), version.text_number),
        (_("Ngày ban hành"), version.issued_on and f"{version.issued_on:%d/%m/%Y}"),
        (_("Cơ quan ban hành"), version.issuer),
        (_("Có hiệu lực từ"), version.effective_on and f"{version.effective_on:%d/%m/%Y}"),
        (_("Tình trạng"), version.get_validity_display()),
    ]
    return {
        "page": item.page,
        "version": version,
        "html": html_of(version),
        "cover": cover_of(version),
        "facts": [fact for fact in facts if fact[1]] if found.texts else [],
        "section": found,
        "crumbs": [
            (_("Tin tức"), reverse("content-news")),
            (found.name, reverse("content-section", args=[found.slug])),
        ],
        "other_language": version.language != (get_language() or "vi"),
    }


def _unchanged(request: HttpRequest, item: Item) -> HttpResponse | None:
    """The short answer where a stranger's browser has the page as it is; who is signed in sees the own name on it."""
    if actor_of(request).account_id is not None:
        return None
    modified = item.version.published_at
    assert modified
    found = get_conditional_response(request, etag=_etag(item), last_modified=int(modified.timestamp()))
    return _told(request, item, found) if isinstance(found, HttpResponse) else None


def _told(request: HttpRequest, item: Item, response: HttpResponse) -> HttpResponse:
    assert item.version.published_at
    if actor_of(request).account_id is None:
        response["ETag"] = _etag(item)
        response["Last-Modified"] = http_date(item.version.published_at.timestamp())
    response["Cache-Control"] = "no-cache"
    return response


def _etag(item: Item) -> str:
    return quote_etag(f"{item.version.pk}-{item.version.revision}-{get_language()}-{congvu.__version__}")
