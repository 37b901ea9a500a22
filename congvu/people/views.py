"""Signing in, signing out, and changing one's own password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from congvu.base.refusals import Refusal
from congvu.people import services
from congvu.people.forms import PasswordForm, SignInForm
from congvu.people.models import Account
from congvu.web.access import actor_of, anyone, open_to, signed_in
from congvu.web.forms import show

sign_in = open_to(anyone)(
    LoginView.as_view(
        template_name="people/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
    )
)
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
