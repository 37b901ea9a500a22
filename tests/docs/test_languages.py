"""The pages in both languages: English ones hold no Vietnamese but data, Vietnamese ones no English of Django's."""

import pkgutil
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import pypdfium2
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django import forms
from django.apps import apps
from django.conf import settings as configured
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

import congvu
from congvu.agencies.demo import build_province
from congvu.agencies.models import Post
from congvu.agencies.rules import Role
from congvu.base.actors import system
from congvu.dossiers.demo import build_dossiers
from congvu.dossiers.models import Dossier
from congvu.dossiers.rules import State
from congvu.dossiers.selectors import available, paper, whole
from congvu.dossiers.testing import moment
from congvu.files.selectors import shelf
from congvu.people.models import Account
from congvu.procedures.models import Edition
from congvu.procedures.testing import edition

LOCALE = Path(congvu.__file__).parent / "locale"
VIETNAMESE = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
NAMES = ("Công Vụ", "Tiếng Việt", "Hồng Bàng")
UNIT = "11311"
FOLDER = re.compile(r"[a-z-]+/[a-z0-9-]+")  # of a pack: "dang-ky-the-chap" is no English
ENGLISH = re.compile(r"\b(the|this|is|are|please|enter|field|required|valid|and|not|page|must|your)\b", re.IGNORECASE)


@pytest.fixture
def _spoken(settings: Settings, tmp_path: Path) -> None:
    """The catalogues as they are now, not as they were when somebody last compiled them."""
    for language in ("en", "vi"):
        ready = tmp_path / language / "LC_MESSAGES" / "django.mo"
        ready.parent.mkdir(parents=True)
        source = LOCALE / language / "LC_MESSAGES/django.po"
        with source.open("rb") as written, ready.open("wb") as file:
            write_mo(file, read_po(written, locale=language))
    settings.LOCALE_PATHS = [tmp_path]


def our_forms() -> Iterator[type[forms.Form]]:
    for module in pkgutil.walk_packages(congvu.__path__, "congvu."):
        if module.name.endswith(".forms"):
            for each in vars(import_module(module.name)).values():
                if isinstance(each, type) and issubclass(each, forms.Form) and each.__module__ == module.name:
                    yield each


def complaints(field: forms.Field) -> Iterator[str]:
    """All that a field and its validators can say, in the language of the moment."""
    numbers = {"limit_value": 10, "show_value": 3, "max": 10, "length": 12}
    for said in (*field.error_messages.values(), *(getattr(check, "message", "") for check in field.validators)):
        try:
            yield str(said % numbers)  # a text that counts chooses its form by these numbers
        except KeyError:
            yield str(said)


@pytest.mark.usefixtures("_spoken")
def test_whatever_a_form_can_object_to_is_said_in_vietnamese() -> None:
    with override("vi"):
        said = {
            (form.__name__, name, text)
            for form in our_forms()
            for name, field in form.base_fields.items()
            for text in complaints(field)
        }
    assert len(said) > 50, "the forms were found"
    assert [each for each in said if each[2] and not VIETNAMESE.search(each[2])] == []


@pytest.mark.usefixtures("_spoken")
@pytest.mark.parametrize("password", ["abc", "password12", "le.mau.2026"])
def test_a_weak_password_is_refused_in_vietnamese(password: str) -> None:
    with override("vi"), pytest.raises(ValidationError) as refused:
        validate_password(password, Account(username="le.mau.2026", name="Lê Mẫu"))
    assert all(VIETNAMESE.search(said) and not ENGLISH.search(said) for said in refused.value.messages)


class Reader(HTMLParser):
    """What a page says to people: its text, and the attributes that are read out or shown."""

    SAID = ("title", "alt", "placeholder", "aria-label", "data-confirm")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.within: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within.append(tag)
        self.said += [value for name, value in attrs if name in self.SAID and value]
        if tag == "text":  # a drawing's label, which tspan breaks into lines
            self.said.append("")

    def handle_endtag(self, tag: str) -> None:
        while tag in self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text or {"script", "style"} & set(self.within):
            return
        if "text" in self.within:
            self.said[-1] = f"{self.said[-1]} {text}".strip()
        else:
            self.said.append(text)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield from re.findall(r' name="([^"]+)"', value) if value.startswith("<?xml") else value.splitlines()


def data() -> list[str]:
    """Every text in the database, the longest first: names, answers, what packs say."""
    found = {
        " ".join(text.split())
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        for value in model._default_manager.values_list(field.name, flat=True)
        for text in strings(value)
    }
    return sorted((text for text in found if VIETNAMESE.search(text)), key=len, reverse=True)


@pytest.fixture
def _province(settings: Settings) -> None:
    """The demonstration with a few dossiers, some on a desk and some closed."""
    settings.DEMO = True
    by = system("languages", "Builder")
    built = build_province(by=by, at=moment("2025-07-01 07:30"))
    edition("ho-tich/khai-tu")
    build_dossiers(built, count=20, until=moment("2026-03-03 09:00"), by=by, shelf=shelf())


def public_pages() -> list[str]:
    names = ("portal-home", "portal-procedures", "portal-look-up", "portal-counters", "people-sign-in", "people-demo")
    slug = Edition.objects.select_related("procedure").get().procedure.slug
    pages = [*map(reverse, names), reverse("portal-procedure", args=[slug])]
    return [*pages, "/khong-co/", reverse("portal-look-up") + "?code=H24.31.07-260302-0042&digits=0000"]


def desk_pages(post: Post) -> list[str]:
    """What a clerk, specialist or leader opens: the dossiers of the agency in every state that there is."""
    chosen = Edition.objects.get()
    names = ("desk-home", "dossier-register", "procedures-list", "people-password")
    codes = {dossier.state: dossier.code for dossier in Dossier.objects.filter(agency__unit_code=UNIT).order_by("pk")}
    assert len(codes) > 2, "the demonstration has dossiers in several states"
    cases = [reverse("dossier-page", args=[code]) for code in codes.values()]
    pages = [*map(reverse, names), reverse("dossier-search") + "?q=khong+co", *cases]
    if post.role == Role.CLERK:
        pages += [reverse("dossier-receive"), reverse("dossier-intake", args=[chosen.pk])]
    return pages


def admin_pages(post: Post) -> list[str]:
    chosen = Edition.objects.select_related("procedure").get()
    names = ("agencies-list", "people-list", "people-enrol", "procedures-list", "procedures-publish", "papers-preview")
    own = ("agency", "create", "rename", "correct", "move", "close", "appoint")
    return [
        *map(reverse, names),
        *(reverse(f"agencies-{name}", args=[post.agency_id]) for name in own),
        reverse("agencies-calendar", args=[post.agency_id, 2026]),
        reverse("clocks-hours", args=[post.agency_id]),
        reverse("clocks-days", args=[post.agency_id, 2026]),
        reverse("people-account", args=[post.account_id]),
        reverse("people-set-password", args=[post.account_id]),
        reverse("people-deactivate", args=[post.account_id]),
        reverse("procedures-edition", args=[chosen.procedure.code]),
    ]


def visits(language: str) -> Iterator[tuple[str, list[str]]]:
    """Every main page, opened by whom it is for: its address and what it says."""

    def opened(pages: list[str], post: Post | None = None) -> Iterator[tuple[str, list[str]]]:
        client = Client()
        if post:
            client.force_login(post.account, backend="congvu.people.backends.AccountBackend")
        client.cookies[configured.LANGUAGE_COOKIE_NAME] = language
        for address in pages:
            answer = client.get(address)
            assert answer.status_code in (200, 404), f"{address}: {answer.status_code}"
            yield f"{post.role if post else 'anyone'} {address}", Reader(answer.content.decode()).said

    yield from opened(public_pages())
    shown = Post.objects.filter(account__is_demo=True).select_related("account", "agency").order_by("pk")
    for role in (Role.CLERK, Role.SPECIALIST, Role.LEADER):
        post = shown.filter(role=role, account__username__contains="hong-bang").first()
        assert post, role
        yield from opened(desk_pages(post), post)
    post = shown.filter(role=Role.ADMIN).first()
    assert post
    yield from opened(admin_pages(post), post)


@pytest.mark.django_db
@pytest.mark.usefixtures("_spoken", "_province")
def test_pages_in_english_hold_no_vietnamese_but_data() -> None:
    known = [*data(), *NAMES]
    left: set[tuple[str, str]] = set()
    for where, said in visits("en"):
        for text in said:
            rest = text
            for each in known:
                rest = rest.replace(each, "")
            if VIETNAMESE.search(rest):
                left.add((where, text))
    assert not left, "\n".join(f"{where}: {text}" for where, text in sorted(left))


@pytest.mark.django_db
@pytest.mark.usefixtures("_spoken", "_province")
def test_pages_in_vietnamese_hold_no_english() -> None:
    said = {(where, text) for where, texts in visits("vi") for text in texts if not FOLDER.fullmatch(text)}
    left = {(where, text) for where, text in said if ENGLISH.search(text)}
    assert not left, "\n".join(f"{where}: {text}" for where, text in sorted(left))


@pytest.mark.django_db
@pytest.mark.usefixtures("_spoken", "_province")
def test_papers_are_printed_in_vietnamese_for_an_english_reader_too() -> None:
    def words(language: str, name: str) -> str:
        with override(language):
            document = pypdfium2.PdfDocument(paper(seen, name, address="http://localhost/"))
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)

    dossier = Dossier.objects.filter(state=State.RETURNED).earliest("pk")
    seen = whole(dossier, system("languages", "Reader"), now=timezone.now())
    names = available(seen)
    assert len(names) > 2, "a closed dossier has several papers"
    assert [name for name in names if words("en", name) != words("vi", name)] == []
