"""Giving posts over while absent: what runs, what comes, what was, and the form for a new one."""

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.agencies import selectors, services
from congvu.agencies.forms import DelegateForm
from congvu.agencies.models import Delegation, Post
from congvu.agencies.rules import Role
from congvu.agencies.views.frames import worked
from congvu.base.actors import Actor
from congvu.people.models import Account
from congvu.web.access import actor_of, official, open_to

PAGE = 50
MOST = 100  # posts of colleagues that a leader's page offers


@open_to(official)
def index(request: HttpRequest) -> HttpResponse:
    """The delegations that concern the actor, under three tabs, and the posts that can be given over."""
    actor, now = actor_of(request), timezone.now()
    kinds = _kinds()
    wanted = request.GET.get("xem", "")
    kind = wanted if wanted in kinds else "dang"
    mine = selectors.delegations_for(actor, reach=_reach(actor))
    counts = mine.order_by().aggregate(**{key: Count("pk", filter=_when(key, now)) for key in kinds})
    rows, following = _page(mine.filter(_when(kind, now)), request.GET.get("after", ""))
    posts = list(selectors.delegable(actor, on=timezone.localdate(now)).select_related("agency", "account")[:MOST])
    given = selectors.running(at=now).filter(post__in=[post.pk for post in posts]).values_list("post_id", flat=True)
    context = {
        "rows": rows,
        "kind": kind,
        "tabs": [
            {"label": label, "url": f"?xem={key}", "count": counts[key], "here": key == kind}
            for key, label in kinds.items()
        ],
        "next": following,
        "after": request.GET.get("after", ""),
        "own": [post for post in posts if post.account_id == actor.account_id],
        "others": [post for post in posts if post.account_id != actor.account_id],
        "given": set(given),
        "crumbs": [(_("Ủy quyền"), "")],
    }
    return render(request, "agencies/delegations.html", context)


@open_to(official)
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a post over: one's own, or one at an agency that the actor leads or administers."""
    actor, now = actor_of(request), timezone.now()
    today = timezone.localdate(now)
    reach = selectors.held(on=today).filter(agency__in=_reach(actor)).exclude(role=Role.ADMIN)
    open_posts = Q(pk__in=selectors.delegable(actor, on=today).values("pk")) | Q(pk__in=reach.values("pk"))
    post = get_object_or_404(Post.objects.filter(open_posts).select_related("agency__parent", "account"), pk=pk)
    near = selectors.colleagues(post.agency, at=now).exclude(pk=post.account_id)
    form = DelegateForm(request.POST or None, initial={"from_": f"{today:%d/%m/%Y}"}, colleagues=_choices(near, on=now))
    return worked(
        request,
        form,
        lambda _data: _delegate(post, form, by=actor),
        title=_("Lập ủy quyền"),
        done=_("Đã lập ủy quyền. Hết thời hạn, ủy quyền tự kết thúc."),
        trail=[*_way(), (_("Lập ủy quyền"), "")],
        lede=_("%(name)s vắng mặt: %(title)s, %(agency)s.")
        % {"name": post.account.name, "title": post.title, "agency": post.agency.name},
    )


@open_to(official)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a delegation before its time."""
    actor = actor_of(request)
    delegation = get_object_or_404(selectors.delegations_for(actor, reach=_reach(actor)), pk=pk)
    facts = {"name": delegation.post.account.name, "to": delegation.delegate.name, "title": delegation.post.title}
    return worked(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda _data: services.end_delegation(delegation, by=actor, at=timezone.now()),
        title=_("Kết thúc ủy quyền"),
        done=_("Đã kết thúc ủy quyền."),
        trail=[*_way(), (_("Kết thúc ủy quyền"), "")],
        lede=_("%(to)s thôi thay %(name)s (%(title)s) kể từ bây giờ.") % facts,
    )


def _delegate(post: Post, form: DelegateForm, *, by: Actor) -> Delegation:
    typed = form.read()
    to = Account.objects.get(pk=typed.pop("to"))
    return services.delegate(post, to=to, by=by, at=timezone.now(), **typed)


def _choices(near: QuerySet[Account], *, on: Any) -> list[tuple[int, str]]:
    """Who may stand in, with the title by which colleagues know them."""
    people = list(near.order_by("folded", "pk")[:MOST])
    posts = selectors.posts_by_account(people, on=timezone.localdate(on))
    return [(one.pk, f"{one.name}, {posts[one.pk][0].title}") for one in people]


def _reach(actor: Actor) -> QuerySet[Any] | list[int]:
    """The agencies that the actor administers; no question to the database where that is none."""
    return selectors.administered(actor).values("pk") if actor.holds(Role.ADMIN) else []


def _kinds() -> dict[str, str]:
    return {"dang": _("Đang hiệu lực"), "sap": _("Sắp tới"), "xong": _("Đã kết thúc")}


def _when(kind: str, now: Any) -> Q:
    if kind == "xong":
        return selectors.over(at=now)
    return ~selectors.over(at=now) & (Q(valid_from__gt=now) if kind == "sap" else Q(valid_from__lte=now))


def _page(found: QuerySet[Delegation], after: str) -> tuple[list[Delegation], int | None]:
    """Fifty of them, the latest first, from behind the one with id `after`; and the key of the next fifty."""
    last = Delegation.objects.filter(pk=int(after)).first() if after.isdecimal() else None
    if last is not None:
        found = found.filter(Q(valid_from__lt=last.valid_from) | Q(valid_from=last.valid_from, pk__lt=last.pk))
    rows = list(found.order_by("-valid_from", "-pk")[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


def _way() -> list[tuple[str, str]]:
    return [(_("Ủy quyền"), reverse("delegations-list"))]
