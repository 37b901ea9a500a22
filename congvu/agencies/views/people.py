"""Posts and accounts: who works where, and how they sign in."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from congvu.agencies import refusals, selectors, services
from congvu.agencies.forms import (
    AppointForm,
    DeactivateForm,
    EndPostForm,
    EnrolForm,
    PersonForm,
    SetPasswordForm,
    beginning,
)
from congvu.agencies.models import Post
from congvu.agencies.views.agencies import admin, crumbs, one, worked
from congvu.base.refusals import Refusal
from congvu.people.models import Account
from congvu.people.selectors import account_named
from congvu.web.access import actor_of, open_to

PAGE = 50


@open_to(admin)
def index(request: HttpRequest) -> HttpResponse:
    """The accounts that the actor manages, by name, fifty at a time."""
    today = timezone.localdate()
    search, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    found = selectors.accounts_page(actor_of(request), search, after=after, size=PAGE + 1, on=today)
    posts = selectors.posts_by_account(found[:PAGE], on=today)
    context = {
        "rows": [(account, posts.get(account.pk, [])) for account in found[:PAGE]],
        "next": found[PAGE - 1].pk if len(found) > PAGE else None,
        "after": after,
        "search": search,
        "crumbs": [(_("Người dùng"), "")],
    }
    return render(request, "agencies/accounts.html", context)


@open_to(admin)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account, with its posts and what can be done to it."""
    found = managed(request, pk)
    data = [
        (_("Tên đăng nhập"), found.username),
        (_("Thư điện tử"), found.email),
        (_("Số điện thoại"), found.phone),
        (_("Tình trạng"), _("Đang dùng") if found.is_active else _("Đã ngừng")),
    ]
    context = {
        "account": found,
        "data": data,
        "posts": Post.objects.filter(account=found).select_related("agency").order_by("-valid_from", "pk"),
        "today": timezone.localdate(),
        "crumbs": [*trail(found)[:-1], (found.name, "")],
    }
    return render(request, "agencies/account.html", context)


@open_to(admin)
@sensitive_post_parameters("password")
def enrol(request: HttpRequest) -> HttpResponse:
    """A new account with its first post."""
    actor = actor_of(request)
    first = {**beginning(timezone.localdate()), "agency": request.GET.get("agency", "")}
    return worked(
        request,
        EnrolForm(request.POST or None, initial=first, agencies=selectors.administered(actor)),
        lambda data: services.enrol(data.pop("username"), by=actor, at=timezone.now(), **data).account,
        title=_("Thêm người dùng"),
        done=_("Đã tạo tài khoản và bổ nhiệm."),
        trail=[(_("Người dùng"), reverse("people-list")), (_("Thêm"), "")],
    )


@open_to(admin)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a person's name and ways to reach the person."""
    found = managed(request, pk)
    first = {"name": found.name, "email": found.email, "phone": found.phone}
    return worked(
        request,
        PersonForm(request.POST or None, initial=first),
        lambda data: services.rename_account(found, by=actor_of(request), at=timezone.now(), **data),
        title=_("Sửa thông tin người dùng"),
        done=_("Đã lưu thông tin."),
        trail=[*trail(found), (_("Sửa"), "")],
    )


@open_to(admin)
@sensitive_post_parameters("password")
def set_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a new password to somebody who forgot it."""
    found = managed(request, pk)
    return worked(
        request,
        SetPasswordForm(request.POST or None),
        lambda data: services.set_account_password(found, by=actor_of(request), at=timezone.now(), **data),
        title=_("Đặt lại mật khẩu"),
        done=_("Đã đặt mật khẩu mới; những nơi đang đăng nhập bằng tài khoản này phải đăng nhập lại."),
        trail=[*trail(found), (_("Đặt lại mật khẩu"), "")],
    )


@open_to(admin)
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account to sign-in."""
    found = managed(request, pk)
    return worked(
        request,
        DeactivateForm(request.POST or None),
        lambda data: services.deactivate_account(found, by=actor_of(request), at=timezone.now(), **data),
        title=_("Ngừng tài khoản"),
        done=_("Đã ngừng tài khoản."),
        trail=[*trail(found), (_("Ngừng"), "")],
    )


@open_to(admin)
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    found = managed(request, pk)
    return worked(
        request,
        forms.Form(request.POST or None),
        lambda _data: services.reactivate_account(found, by=actor_of(request), at=timezone.now()),
        title=_("Mở lại tài khoản"),
        done=_("Đã mở lại tài khoản."),
        trail=[*trail(found), (_("Mở lại"), "")],
    )


@open_to(admin)
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a post at this agency to somebody who has an account."""
    agency = one(request, pk)

    def deed(data: dict[str, object]) -> Post:
        username = str(data.pop("username"))
        account = account_named(username)
        if account is None:
            raise Refusal(refusals.ACCOUNT_UNKNOWN, field="username", username=username)
        return services.appoint(account, agency=agency, by=actor_of(request), at=timezone.now(), **data)  # type: ignore[arg-type]

    return worked(
        request,
        AppointForm(request.POST or None, initial=beginning(timezone.localdate())),
        deed,
        title=_("Bổ nhiệm"),
        done=_("Đã bổ nhiệm."),
        trail=crumbs(request, agency, _("Bổ nhiệm")),
    )


@open_to(admin)
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post at an agency that the actor administers."""
    reach = selectors.administered(actor_of(request)).values("pk")
    post = get_object_or_404(Post.objects.filter(agency__in=reach).select_related("agency", "account"), pk=pk)
    return worked(
        request,
        EndPostForm(request.POST or None, initial={"on": f"{timezone.localdate():%d/%m/%Y}"}),
        lambda data: services.end_post(post, by=actor_of(request), at=timezone.now(), **data),
        title=_("%(name)s thôi giữ: %(title)s") % {"name": post.account.name, "title": post.title},
        done=_("Đã ghi ngày thôi giữ."),
        trail=crumbs(request, post.agency, _("Thôi giữ vị trí")),
    )


def managed(request: HttpRequest, pk: int) -> Account:
    """The account of the address, if the actor manages it."""
    return get_object_or_404(selectors.accounts(actor_of(request), on=timezone.localdate()), pk=pk)


def trail(found: Account) -> list[tuple[str, str]]:
    """The way to an account's page."""
    return [(_("Người dùng"), reverse("people-list")), (found.name, reverse("people-account", args=[found.pk]))]
