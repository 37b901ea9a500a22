"""Posts and accounts: who works where, and how they sign in."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
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
from congvu.agencies.models import Agency, Post
from congvu.agencies.views.frames import (
    Work,
    admin,
    crumbs,
    managed,
    of_account,
    of_agency,
    one_post,
    trail,
    worked,
)
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
        "crumbs": [(gettext("Người dùng"), "")],
    }
    return render(request, "agencies/accounts.html", context)


@open_to(admin)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account, with its posts and what can be done to it."""
    found = managed(request, pk)
    data = [
        (gettext("Tên đăng nhập"), found.username),
        (gettext("Thư điện tử"), found.email),
        (gettext("Số điện thoại"), found.phone),
        (gettext("Tình trạng"), gettext("Đang dùng") if found.is_active else gettext("Đã ngừng")),
    ]
    context = {
        "account": found,
        "data": data,
        "posts": Post.objects.filter(account=found).select_related("agency").order_by("-valid_from", "pk"),
        "today": timezone.localdate(),
        "crumbs": trail(request, found),
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
        title=gettext("Thêm người dùng"),
        done=gettext("Đã tạo tài khoản và bổ nhiệm."),
        trail=[(gettext("Người dùng"), reverse("people-list")), (gettext("Thêm"), "")],
    )


@of_account(title=_("Sửa thông tin người dùng"), done=_("Đã lưu thông tin."), here=_("Sửa"))
def rename(request: HttpRequest, found: Account) -> Work:
    """Correct a person's name and ways to reach the person."""
    first = {"name": found.name, "email": found.email, "phone": found.phone}
    return PersonForm(request.POST or None, initial=first), partial(services.rename_account, found)


@sensitive_post_parameters("password")
@of_account(
    title=_("Đặt lại mật khẩu"),
    done=_("Đã đặt mật khẩu mới; những nơi đang đăng nhập bằng tài khoản này phải đăng nhập lại."),
    here=_("Đặt lại mật khẩu"),
)
def set_password(request: HttpRequest, found: Account) -> Work:
    """Give a new password to somebody who forgot it."""
    return SetPasswordForm(request.POST or None), partial(services.set_account_password, found)


@of_account(title=_("Ngừng tài khoản"), done=_("Đã ngừng tài khoản."), here=_("Ngừng"))
def deactivate(request: HttpRequest, found: Account) -> Work:
    """Close an account to sign-in."""
    return DeactivateForm(request.POST or None), partial(services.deactivate_account, found)


@of_account(title=_("Mở lại tài khoản"), done=_("Đã mở lại tài khoản."), here=_("Mở lại"))
def reactivate(request: HttpRequest, found: Account) -> Work:
    """Open a closed account again."""
    return forms.Form(request.POST or None), partial(services.reactivate_account, found)


@of_agency(title=_("Bổ nhiệm"), done=_("Đã bổ nhiệm."), here=_("Bổ nhiệm"))
def appoint(request: HttpRequest, agency: Agency) -> Work:
    """Give a post at this agency to somebody who has an account."""

    def deed(*, username: str, **data: Any) -> Post:
        account = account_named(username)
        if account is None:
            raise Refusal(refusals.ACCOUNT_UNKNOWN, field="username", username=username)
        return services.appoint(account, agency=agency, **data)

    return AppointForm(request.POST or None, initial=beginning(timezone.localdate())), deed


@open_to(admin)
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post at an agency that the actor administers."""
    post = one_post(request, pk)
    return worked(
        request,
        EndPostForm(request.POST or None, initial={"on": f"{timezone.localdate():%d/%m/%Y}"}),
        lambda data: services.end_post(post, by=actor_of(request), at=timezone.now(), **data),
        title=gettext("%(name)s thôi giữ: %(title)s") % {"name": post.account.name, "title": post.title},
        done=gettext("Đã ghi ngày thôi giữ."),
        trail=crumbs(request, post.agency, gettext("Thôi giữ vị trí")),
    )
