"""Writing a version: saved as often as wanted, shown before it is saved, sent to review."""

from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.base.refusals import Refusal
from congvu.content import refusals, selectors, services
from congvu.content.forms import TextForm
from congvu.content.models import Picture, Version
from congvu.content.rules import difference, section_of
from congvu.content.services import Text
from congvu.content.services.writing import WRITABLE
from congvu.content.views.desk import editor
from congvu.content.views.showing import drawn, html
from congvu.files.selectors import shelf
from congvu.files.services import store
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show


@open_to(editor)
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a draft. `preview` shows what is typed without saving it, `submit` saves and sends it to review."""
    version = selectors.version_of(actor_of(request), pk)
    if request.method != "POST" and version.state not in WRITABLE:
        return redirect("content-version", pk)
    section = section_of(version.page.section)
    assert section
    pictures = list(version.page.pictures.all())
    form = TextForm(request.POST or None, request.FILES or None, version=version, section=section, pictures=pictures)
    refused: Refusal | None = None
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            return _saved(request, version, form, pictures)
        except Refusal as refusal:
            refused = refusal
            show(refusal, form)
    return _form(request, version, form, pictures, refused)


def _form(
    request: HttpRequest, version: Version, form: TextForm, pictures: list[Picture], refused: Refusal | None
) -> HttpResponse:
    typed = form["body"].value() or ""
    now: Version | None = None
    if refused and refused.no is refusals.CHANGED_MEANWHILE:
        now = selectors.version_of(actor_of(request), version.pk)
        form.data = {**{key: form.data[key] for key in form.data}, "seen": str(now.revision)}
    context: dict[str, Any] = {
        "version": version,
        "form": form,
        "pictures": [(picture, drawn(picture)) for picture in pictures],
        "preview": html(typed, pictures) if "preview" in request.POST else None,
        "typed_title": form["title"].value(),
        "changes": difference(now.body, typed) if now else (),
        "crumbs": [
            (_("Tin bài"), reverse("content-list")),
            (version.title, reverse("content-page", args=[version.page_id])),
            (_("Viết"), ""),
        ],
    }
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "content/write.html", context, status=status)


def _saved(request: HttpRequest, version: Version, form: TextForm, pictures: list[Picture]) -> HttpResponse:
    by, at = actor_of(request), timezone.now()
    text = _text(request, version, form, pictures)
    saved = services.write(version.pk, text, seen=form.cleaned_data["seen"], by=by, at=at)
    if "submit" not in request.POST:
        messages.success(request, _("Đã lưu bản nháp."))
        return redirect("content-write", version.pk)
    try:
        services.submit(version.pk, seen=saved.revision, by=by, at=at)
    except Refusal:
        form.data = {**{key: form.data[key] for key in form.data}, "seen": str(saved.revision)}
        raise
    messages.success(request, _("Đã gửi duyệt. Người khác trong cơ quan sẽ duyệt bài này."))
    return redirect("content-version", version.pk)


def _text(request: HttpRequest, version: Version, form: TextForm, pictures: list[Picture]) -> Text:
    """What was typed; fields that the form does not have stay as they are. Refuses what `files.services.store` does."""
    said = {each.name: getattr(version, each.name) for each in fields(Text)}
    said |= {name: form.cleaned_data[name] for name in said if name in form.cleaned_data and name != "attachment"}
    said["cover"] = next((one for one in pictures if str(one.pk) == form.cleaned_data.get("cover")), None)
    if form.cleaned_data.get("detach"):
        said["attachment"], said["attachment_name"] = None, ""
    if upload := form.cleaned_data["attachment"]:
        try:
            said["attachment"] = store(
                upload.file, name=upload.name, into=shelf(), by=actor_of(request), at=timezone.now()
            )
        except Refusal as refusal:
            refusal.field = "attachment"
            raise
        said["attachment_name"] = upload.name[-150:]
    return Text(**said)
