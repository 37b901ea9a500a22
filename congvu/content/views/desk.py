"""The editors' list, a new page, and the page of a page."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.content import selectors, services
from congvu.content.forms import BeginForm, PictureForm
from congvu.content.models import Page, Version
from congvu.content.rules import AT_WORK, Language, State, section_of
from congvu.content.selectors.desk import DESK_PAGE
from congvu.content.services import Text
from congvu.content.views.showing import drawn
from congvu.files.selectors import shelf
from congvu.files.services import store
from congvu.web.access import actor_of, holds, open_to
from congvu.web.forms import show

editor, desk = holds(Role.EDITOR), holds(Role.EDITOR, Role.LEADER)
FACES = {
    State.DRAFT: "registered",
    State.IN_REVIEW: "received",
    State.SENT_BACK: "awaiting_supplement",
    State.PUBLISHED: "decided",
    State.REPLACED: "withdrawn",
    State.WITHDRAWN: "withdrawn",
}
TABS = (State.DRAFT, State.IN_REVIEW, State.SENT_BACK, State.PUBLISHED, State.WITHDRAWN)


@require_safe
@open_to(desk)
def index(request: HttpRequest) -> HttpResponse:
    """The pages of the viewer's agencies, the newest first; or the versions that stand in one state."""
    viewer, state, text = actor_of(request), request.GET.get("trang-thai", ""), request.GET.get("q", "").strip()
    before = request.GET.get("truoc", "")
    found = selectors.desk(viewer, state=state, text=text, before=int(before) if before.isdecimal() else 0)
    rows = found[:DESK_PAGE]
    here = reverse("content-list")
    tabs = [("", pgettext("pages", "Tất cả")), *((one.value, one.label) for one in TABS)]
    older = urlencode({"trang-thai": state, "q": text, "truoc": rows[-1].pk}) if len(found) > DESK_PAGE else ""
    context = {
        "columns": [{"label": label} for label in (_("Bài"), _("Mục"), _("Trạng thái"), _("Người viết"))],
        "rows": [_row(version) for version in rows],
        "tabs": [
            {"label": label, "url": f"{here}?{urlencode({'trang-thai': key})}", "here": key == state}
            for key, label in tabs
        ],
        "text": text,
        "state": state,
        "older_url": f"{here}?{older}" if older else "",
        "may_write": viewer.holds(Role.EDITOR),
    }
    return render(request, "content/list.html", context)


@open_to(editor)
def create(request: HttpRequest) -> HttpResponse:
    """Begin a page."""
    agencies = list(selectors.editing(actor_of(request)))
    form = BeginForm(request.POST or None, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            version = services.begin(
                said["section"],
                Text(title=said["title"]),
                agency=next(agency for agency in agencies if str(agency.pk) == said["agency"]),
                language=said["language"],
                slug=said["slug"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            show(refusal, form)
        else:
            return redirect("content-write", version.pk)
    crumbs = [(_("Tin bài"), reverse("content-list")), (_("Bài mới"), "")]
    context = {"form": form, "crumbs": crumbs}
    return render(request, "content/create.html", context, status=422 if form.errors else 200)


@require_safe
@open_to(desk)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """A page of the portal: its versions, its pictures, who did what."""
    return shown(request, selectors.page_of(actor_of(request), pk), PictureForm())


def shown(request: HttpRequest, found: Page, form: PictureForm, *, refusal: Refusal | None = None) -> HttpResponse:
    """The page of a page; with the form of a picture that was not taken, or what was refused."""
    versions = list(found.versions.defer("body", "folded").order_by("-number"))
    busy = {version.language for version in versions if version.state in AT_WORK}
    section = section_of(found.section)
    assert section
    public = next((version for version in versions if version.state == State.PUBLISHED), None)
    context = {
        "page": found,
        "section": section.name,
        "versions": [(version, FACES[State(version.state)]) for version in versions],
        "newest": versions[0],
        "address": reverse("content-article", args=[found.section, found.slug]) if public else "",
        "pictures": [(picture, drawn(picture)) for picture in found.pictures.all()],
        "languages": [language for language in Language if language not in busy],
        "form": form,
        "may_write": actor_of(request).holds(Role.EDITOR, at=found.agency_id),
        "history": selectors.history(found),
        "refusal": refusal.sentence if refusal else "",
        "crumbs": [(_("Tin bài"), reverse("content-list")), (versions[0].title, "")],
    }
    status = refusal.status if refusal else 422 if form.errors else 200
    return render(request, "content/page.html", context, status=status)


@require_POST
@open_to(editor)
def begin_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version in a language."""
    found = selectors.page_of(actor_of(request), pk)
    language = request.POST.get("language", "")
    try:
        version = services.begin_version(pk, language=language, by=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return shown(request, found, PictureForm(), refusal=refusal)
    return redirect("content-write", version.pk)


@require_POST
@open_to(editor)
def add_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a picture for the page."""
    found = selectors.page_of(actor_of(request), pk)
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _keep_picture(request, found, form)
        except Refusal as refusal:
            refusal.field = refusal.field or "picture"
            show(refusal, form)
        else:
            messages.success(request, _("Đã thêm ảnh. Chép dòng bên cạnh ảnh vào nội dung để dùng."))
            return redirect(f"{reverse('content-page', args=[pk])}#anh")
    return shown(request, found, form)


def _keep_picture(request: HttpRequest, found: Page, form: PictureForm) -> None:
    by, at, kept, upload = actor_of(request), timezone.now(), shelf(), form.cleaned_data["picture"]
    blob = store(upload.file, name=upload.name, into=kept, by=by, at=at)
    services.add_picture(found.pk, blob, alt=form.cleaned_data["alt"], shelf=kept, by=by, at=at)


def _row(version: Version) -> list[dict[str, Any]]:
    section = section_of(version.page.section)
    assert section
    return [
        {
            "text": version.title,
            "url": reverse("content-page", args=[version.page_id]),
            "note": f"{version.page.agency.short_name} · {version.get_language_display()}",
        },
        {"text": section.name},
        {"text": version.get_state_display(), "note": version.reason},
        {"text": version.written_by_name, "note": f"{timezone.localtime(version.written_at):%H:%M %d/%m/%Y}"},
    ]
