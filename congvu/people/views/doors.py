"""The two doors, officials' and citizens'; signing out; and changing one's own password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from congvu.base.refusals import Refusal
from congvu.people import openid, services
from congvu.people.forms.doors import CitizenSignInForm, PasswordForm, SignInForm
from congvu.people.models import Account
from congvu.people.rules import Way
from congvu.people.selectors import has_second_factor
from congvu.people.views.entering import first_page, let_in, put_off
from congvu.web.access import actor_of, anyone, open_to, signed_in
from congvu.web.forms import show


class Door(LoginView):
    """The officials' door. Whoever is signed in already is sent on, unless a fresh proof is asked for."""

    template_name = "people/sign_in.html"
    authentication_form = SignInForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.redirect_authenticated_user = "lai" not in request.GET
        return super().dispatch(request, *args, **kwargs)

    def get_default_redirect_url(self) -> str:
        """The first page of whoever has signed in."""
        return resolve_url(first_page(self.request.user))

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password is right. Who has a second factor is asked for it before anything opens."""
        account, goal = form.get_user(), self.get_redirect_url()
        if has_second_factor(account.pk):
            put_off(self.request, account, goal=goal, at=timezone.now())
            return redirect("account-second")
        return let_in(self.request, account, Way.PASSWORD, goal=goal)


class CitizensDoor(Door):
    """The citizens' door."""

    template_name = "people/citizen_sign_in.html"
    authentication_form = CitizenSignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(provider=openid.provider(), **kwargs)


sign_in = open_to(anyone)(Door.as_view())
citizen_sign_in = open_to(anyone)(CitizensDoor.as_view())
sign_out = open_to(anyone)(LogoutView.as_view())


@open_to(signed_in)
@never_cache
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Change the password one signs in with, and stay signed in."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and isinstance(request.user, Account):
        try:
            account = services.change_own_password(
                request.user,
                old=form.cleaned_data["old"],
                password=form.cleaned_data["password"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            show(refusal, form)
        else:
            update_session_auth_hash(request, account)
            messages.success(request, _("Đã đổi mật khẩu."))
            return redirect("people-password")
    return render(request, "people/password.html", {"form": form}, status=422 if form.errors else 200)
