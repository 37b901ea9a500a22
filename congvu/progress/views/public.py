"""What everybody reads: the published plans, one of them with its progress, its text, its rankings."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

import congvu
from congvu.content.rules import to_html
from congvu.plans.models import Plan
from congvu.plans.rules.words import Progress
from congvu.progress.rules import Part, spread, sums
from congvu.progress.selectors import courses, public, ranking, standing
from congvu.progress.views.drawing import line_of, money_tables, share_chart, shown
from congvu.progress.views.sheets import first_of, published_of
from congvu.web.access import actor_of, anyone, open_to

BILLION = 1_000_000_000


@gzip_page
@require_safe
@open_to(anyone)
def plans(request: HttpRequest) -> HttpResponse:
    """The published plans."""
    rows = [(plan, reverse("progress-public-plan", args=[plan.slug])) for plan in public.listed()]
    return render(request, "progress/public/plans.html", {"rows": rows})


@gzip_page
@require_safe
@open_to(anyone)
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """One plan and how far it is."""
    found = plan_of(slug)
    if unchanged := unchanged_for(request, found):
        return unchanged
    return told(request, found, render(request, "progress/public/plan.html", _page(found)))


def _page(found: Plan) -> dict[str, Any]:
    today = timezone.localdate()
    reported = courses.reported([found], today=today).get(found.pk)
    year = standing.year_of(found, today, reported)
    seen = public.shown(found)
    lines = seen.lines(year=year, today=today)
    many = standing.counts(lines)
    amounts = seen.amounts()
    return {
        "plan": found,
        "year": year,
        "today": today,
        "title": seen.content["title"],
        "sentence": _in_words(many, sum(many.values()), year),
        "reported": reported,
        "charts": share_chart(many),
        "lines": [line_of(found, line, drawn=False) for line in lines],
        "projects": [
            {"project": one, "late": late, "progress": Progress(one["progress"]).label}
            for one, late in seen.projects(today=today)
        ],
        "money": shown(money_tables(amounts)[0]) if amounts else None,
        "money_sums": [(part.label, _billions(sums(spread(amounts, part))[2])) for part in Part] if amounts else [],
        "rankings": [
            first_of(one, reverse("progress-public-ranking", args=[found.slug, one.scheme_id]))
            for one in ranking.published_rankings(found)
        ],
        "crumbs": [(_("Kế hoạch"), reverse("progress-public"))],
    }  # fmt: skip


@gzip_page
@require_safe
@open_to(anyone)
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The words of a plan."""
    found = plan_of(slug)
    if unchanged := unchanged_for(request, found):
        return unchanged
    content = public.shown(found).content
    sections = [{**one, "html": _html(one["body"])} for one in content["sections"] if not one["skipped"]]
    context = {
        "plan": found,
        "title": content["title"],
        "sections": sections,
        "crumbs": [
            (_("Kế hoạch"), reverse("progress-public")),
            (found.title, reverse("progress-public-plan", args=[slug])),
        ],
    }
    return told(request, found, render(request, "progress/public/text.html", context))


@gzip_page
@require_safe
@open_to(anyone)
def placed(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A published ranking, as it was frozen."""
    found = plan_of(slug)
    one = next((one for one in ranking.published_rankings(found) if one.scheme_id == pk), None)
    if one is None:
        raise Http404
    if unchanged := unchanged_for(request, found):
        return unchanged
    context = {
        "plan": found,
        "content": published_of(one),
        "published_at": one.published_at,
        "crumbs": [
            (_("Kế hoạch"), reverse("progress-public")),
            (found.title, reverse("progress-public-plan", args=[slug])),
        ],
    }
    return told(request, found, render(request, "progress/public/ranking.html", context))


def plan_of(slug: str) -> Plan:
    """A published plan, or page 404."""
    found = public.found(slug)
    if found is None:
        raise Http404
    return found


def unchanged_for(request: HttpRequest, found: Plan) -> HttpResponse | None:
    """The short answer where a stranger's browser has the page as it is; who is signed in sees the own name on it."""
    if actor_of(request).account_id is not None:
        return None
    answer = get_conditional_response(request, etag=etag_of(request, found))
    return told(request, found, answer) if isinstance(answer, HttpResponse) else None


def told(request: HttpRequest, found: Plan, response: HttpResponse) -> HttpResponse:
    """The page with the mark by which a browser asks whether it has changed."""
    if actor_of(request).account_id is None:
        response["ETag"] = etag_of(request, found)
    response["Cache-Control"] = "no-cache"
    return response


def etag_of(request: HttpRequest, found: Plan) -> str:
    """The mark of a page of a plan; asked for once in a request."""
    if not hasattr(request, "plan_etag"):
        mark = public.fingerprint(found, today=timezone.localdate())
        request.plan_etag = quote_etag(f"{mark}-{get_language()}-{congvu.__version__}")  # type: ignore[attr-defined]
    return str(request.plan_etag)  # type: ignore[attr-defined]


def _in_words(many: dict[str, int], whole: int, year: int) -> str:
    if not whole:
        return _("Kế hoạch chưa có chỉ tiêu đo được.")
    return _(
        "Trong {whole} chỉ tiêu, tính cho năm {year}: {reached} đã đạt, {on_course} đúng tiến độ, {behind} chậm, "
        "{unknown} chưa đủ số liệu để nói."
    ).format(whole=whole, year=year, **many)


def _billions(amount: int) -> str:
    """1234567890 -> "1,2 tỷ đồng"."""
    if amount < BILLION:
        return _("{amount} triệu đồng").format(amount=f"{amount / 1e6:,.0f}".replace(",", "."))
    return _("{amount} tỷ đồng").format(amount=f"{amount / BILLION:,.1f}".translate({44: ".", 46: ","}))


def _html(body: str) -> SafeString:
    # Sanitised by `to_html`: no element, attribute or address but those that it lists.
    return mark_safe(to_html(body, {}))  # noqa: S308
