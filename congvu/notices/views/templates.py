"""In which words citizens are told: the root's administrator sets them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from congvu.base.refusals import Refusal
from congvu.journal.selectors import tell
from congvu.notices import events, selectors, services
from congvu.notices.forms import TemplateForm
from congvu.notices.rules import (
    CHANNELS,
    WORDINGS,
    Channel,
    Language,
    Occasion,
    Words,
    filled,
    in_parts,
    without_diacritics,
)
from congvu.web.access import actor_of, holds, open_to

EXAMPLE = {
    "code": "H98.31.01-261122-0001",
    "procedure": "Đăng ký khai tử",
    "receiver": "Trung tâm Phục vụ hành chính công phường Mẫu",
    "link": "https://dichvucong.tinh.example/ho-so-cua-toi/H98.31.01-261122-0001/",
    "due": "16:30 25/11/2026",
    "items": "- Bản sao giấy báo tử",
    "amount": "50.000 đồng",
    "number": "0000001",
}


@never_cache
@require_safe
@open_to(holds("admin"))
def templates(request: HttpRequest) -> HttpResponse:
    """All templates of a language, and which of them are the province's own."""
    chosen = request.GET.get("ngon-ngu", "")
    here = Language(chosen) if chosen in Language.values else Language.VI
    tabs = [{"label": one.label, "url": f"?ngon-ngu={one}", "here": one is here, "count": None} for one in Language]
    return render(request, "notices/templates.html", {"rows": selectors.templates(here), "tabs": tabs})


@never_cache
@open_to(holds("admin"))
def template(request: HttpRequest, occasion: str, channel: str, language: str) -> HttpResponse:
    """One template: its words, how they read, and how they were before."""
    what = _named(occasion, channel, language)
    words = selectors.words_for(*what)
    form = TemplateForm(request.POST or None, initial={"subject": words.subject, "text": words.text})
    if request.method == "POST" and form.is_valid():
        words = Words(form.cleaned_data["subject"], form.cleaned_data["text"])
        if "preview" not in request.POST and _saved(request, form, what):
            return redirect("notices-template", *what)
    return render(request, "notices/template.html", {"form": form, **_context(words, *what)})


@require_POST
@open_to(holds("admin"))
def reset(request: HttpRequest, occasion: str, channel: str, language: str) -> HttpResponse:
    """Back to the software's own words."""
    what = _named(occasion, channel, language)
    services.reset_template(*what, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã trở lại mẫu có sẵn."))
    return redirect("notices-template", *what)


def _saved(request: HttpRequest, form: TemplateForm, what: tuple[Occasion, Channel, Language]) -> bool:
    given = form.cleaned_data
    try:
        services.set_template(
            *what, subject=given["subject"], text=given["text"], by=actor_of(request), at=timezone.now()
        )
    except Refusal as refusal:
        if refusal.field is None:
            raise
        form.add_error(refusal.field, refusal.sentence)
        return False
    messages.success(request, _("Đã lưu mẫu tin báo."))
    return True


def _named(occasion: str, channel: str, language: str) -> tuple[Occasion, Channel, Language]:
    if occasion not in Occasion.values or channel not in CHANNELS or language not in Language.values:
        raise Http404
    return Occasion(occasion), Channel(channel), Language(language)


def _context(words: Words, occasion: Occasion, channel: Channel, language: Language) -> dict[str, Any]:
    preview = filled(words, EXAMPLE)
    sent = without_diacritics(preview.text) if channel == Channel.SMS else preview.text
    history = [
        {"at": line.at, "who": line.actor_name, "what": tell(line, events.ALL), "facts": line.facts}
        for line in selectors.template_history(occasion, channel, language)
    ]
    return {
        "occasion": occasion,
        "channel": channel,
        "language": language,
        "places": [f"{{{place}}}" for place in WORDINGS[occasion].places],
        "preview": Words(preview.subject, sent),
        "parts": len(in_parts(sent)) if channel == Channel.SMS else 0,
        "history": history,
        "crumbs": [(_("Mẫu tin báo"), reverse("notices-templates")), (occasion.label, "")],
    }
