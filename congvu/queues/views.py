"""The clerk's page, which calls numbers; the lines, which an administrator opens; and the screen on the wall."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import administered
from congvu.base.refusals import Refusal
from congvu.queues import selectors, services
from congvu.queues.forms import LineForm, WindowForm
from congvu.queues.models import Line, Ticket
from congvu.web.access import actor_of, anyone, holds, open_to
from congvu.web.forms import show

WINDOW = "queues-window"
REFRESH = 10  # seconds: how soon the screen shows a call


@never_cache
@require_GET
@open_to(holds(Role.CLERK))
def calling(request: HttpRequest) -> HttpResponse:
    """The lines of one's counter and who is being served."""
    actor, today = actor_of(request), timezone.localdate()
    counters = Agency.objects.filter(pk__in=actor.agencies(Role.CLERK)).order_by("folded", "pk")
    shown = [
        {
            "agency": one,
            "lines": selectors.lines_with_waiting(one.pk, on=today),
            "tickets": selectors.at_window(actor, one.pk, on=today),
        }
        for one in counters
    ]
    form = WindowForm(initial={"window": request.session.get(WINDOW, "")})
    return render(request, "queues/calling.html", {"counters": shown, "form": form})


@require_POST
@open_to(holds(Role.CLERK))
def call_next(request: HttpRequest, pk: int) -> HttpResponse:
    """Call whoever has waited longest in a line."""
    line = get_object_or_404(Line.objects.filter(agency__in=actor_of(request).agencies(Role.CLERK)), pk=pk)
    window = request.POST.get("window", "")
    try:
        ticket = services.call_next(line.pk, window=window, by=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        request.session[WINDOW] = ticket.window
        messages.success(request, _("Đã gọi số %(ticket)s.") % {"ticket": ticket})
    return redirect("queues-calling")


@require_POST
@open_to(holds(Role.CLERK))
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Served, or did not come."""
    mine = Ticket.objects.filter(line__agency__in=actor_of(request).agencies(Role.CLERK))
    ticket = get_object_or_404(mine, pk=pk)
    try:
        services.finish(ticket.pk, missed="missed" in request.POST, by=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("queues-calling")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(holds(Role.ADMIN))
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines of a counter, and the form for a new one."""
    agency = get_object_or_404(administered(actor_of(request)).filter(kind=Kind.ONE_STOP), pk=pk)
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.open_line(agency, by=actor_of(request), at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            show(refusal, form)
        else:
            return redirect("queues-lines", pk)
    context = {"agency": agency, "lines": selectors.lines(agency.pk), "form": form}
    return render(request, "queues/lines.html", context, status=422 if form.errors else 200)


@require_POST
@open_to(holds(Role.ADMIN))
def close_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Give no more numbers of a line."""
    line = get_object_or_404(Line.objects.filter(agency__in=administered(actor_of(request)).values("pk")), pk=pk)
    services.close_line(line.pk, by=actor_of(request), at=timezone.now())
    return redirect("queues-lines", line.agency_id)


@never_cache
@require_GET
@open_to(anyone)
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """The numbers called last, large enough for the back row; it renews itself."""
    today = timezone.localdate()
    agency = selectors.counter(code, on=today)
    if agency is None:
        raise Http404
    context = {"agency": agency, "tickets": selectors.called(agency.pk, on=today), "now": timezone.now()}
    response = render(request, "queues/screen.html", context)
    response.headers["Refresh"] = str(REFRESH)
    return response
