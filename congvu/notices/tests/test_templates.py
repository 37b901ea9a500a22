"""The province's own words: set by the root's administrator, checked, shown, and kept as they were before."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind as AgencyKind
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_agency, make_citizen, make_official
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.notices import selectors, services
from congvu.notices.models import Template
from congvu.notices.rules import (
    CHANNELS,
    WORDINGS,
    Channel,
    Language,
    Occasion,
    Words,
    default_words,
    filled,
    in_parts,
    unknown_places,
    without_diacritics,
)
from congvu.people.models import Account

pytestmark = pytest.mark.django_db
READY = (Occasion.READY, Channel.SMS, Language.VI)
PAGE = ("ready", "sms", "vi")


@pytest.fixture
def province() -> Agency:
    return make_agency("H98", AgencyKind.PROVINCE_COMMITTEE)


@pytest.fixture
def root(province: Agency) -> Actor:
    return make_official(province, Role.ADMIN, on=timezone.localdate())


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id or 0), "congvu.people.backends.AccountBackend")
    return client


def put(root: Actor, text: str = "Hồ sơ {code} xong: {link}", subject: str = "Xong {code}") -> Template:
    return services.set_template(*READY, subject=subject, text=text, by=root, at=timezone.now())


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("occasion", list(Occasion))
def test_the_softwares_own_words_are_sound(occasion: Occasion, channel: Channel) -> None:
    words = default_words(occasion, channel, Language.VI)
    assert unknown_places(words, occasion) == []
    assert "{code}" in words.text
    if channel == Channel.SMS:
        link = "https://dichvucong.tinhmau.gov.vn/tra-cuu/" + "k" * 43 + "/"
        facts = {"code": "H98.31.01-261122-0001", "link": link, "due": "16:30 25/11/2026", "amount": "1.500.000 đồng"}
        assert len(in_parts(without_diacritics(filled(words, facts).text))) <= 2
    assert set(WORDINGS) == set(Occasion)


def test_own_words_take_the_place_and_leave_it_again(root: Actor) -> None:
    assert selectors.words_for(*READY) == default_words(*READY)
    put(root)
    put(root, "Hồ sơ {code} đã xong")
    assert selectors.words_for(*READY) == Words("Xong {code}", "Hồ sơ {code} đã xong")
    for _twice in range(2):
        services.reset_template(*READY, by=root, at=timezone.now())
    assert selectors.words_for(*READY) == default_words(*READY)
    told = Entry.objects.filter(subject="notices.template:ready:sms:vi").order_by("pk")
    assert list(told.values_list("event", flat=True)) == [
        "notices.template_set", "notices.template_set", "notices.template_reset",
    ]  # fmt: skip
    assert [line.facts["text"] for line in selectors.template_history(*READY)][-1] == "Hồ sơ {code} xong: {link}"


@pytest.mark.parametrize(
    ("subject", "text", "code"),
    [
        ("", "{code}", "template_empty"),
        ("Xong", " \n ", "template_empty"),
        ("Xong", "Hồ sơ {code} của {name}", "template_place_unknown"),
        ("Xong {amount}", "Hồ sơ {code}", "template_place_unknown"),
        ("Xong", "Hồ sơ {code} {}", "template_place_unknown"),
        ("Xong", "Hồ sơ đã xong", "template_without_code"),
        ("Xong", "{code} " + "dài " * 300, "text_too_long"),
    ],
)
def test_words_that_would_mislead_are_refused(root: Actor, subject: str, text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        put(root, text, subject)
    assert refused.value.code == f"notices.{code}"
    assert refused.value.sentence
    assert not Template.objects.exists()


def test_only_the_roots_administrator_sets_words(province: Agency, root: Actor) -> None:
    commune = make_agency("H98.31", parent=province)
    for actor in (make_official(commune, Role.ADMIN), make_official(province, Role.LEADER), make_citizen()):
        for deed in (put, lambda by: services.reset_template(*READY, by=by, at=timezone.now())):
            with pytest.raises(Refusal) as refused:
                deed(actor)
            assert refused.value.code == "notices.not_root"


def test_what_is_no_place_stays_as_it_stands() -> None:
    assert filled(Words("{code}", "{code} {x} { a }"), {"code": "1"}) == Words("1", "1 {x} { a }")


def test_the_list_costs_the_same_however_many_words_are_own(
    root: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    put(root)
    with django_assert_num_queries(1):
        rows = selectors.templates(Language.VI)
    assert len(rows) == len(Occasion) * len(CHANNELS)
    assert [row.occasion for row in rows if row.own] == [Occasion.READY]


def test_the_page_previews_saves_shows_what_is_wrong_and_the_history(root: Actor) -> None:
    client, address = client_of(root), reverse("notices-template", args=PAGE)
    assert "Đã có kết quả" in client.get(reverse("notices-templates")).content.decode()
    assert client.get(reverse("notices-templates"), {"ngon-ngu": "en"}).status_code == 200
    given = {"subject": "Xong {code}", "text": "Hồ sơ {code} đã xong"}
    shown = client.post(address, {**given, "preview": "1"}).content.decode()
    assert "Ho so H98.31.01-261122-0001 da xong" in shown
    assert not Template.objects.exists()
    wrong = client.post(address, {**given, "text": "{tên}"})
    assert wrong.status_code == 200
    assert "Không có chỗ điền" in wrong.content.decode()
    assert "{tên}" in wrong.content.decode()  # nothing typed is lost
    assert client.post(address, given).status_code == 302
    assert "Lời khi đó" in client.get(address).content.decode()
    assert client.post(reverse("notices-template-reset", args=PAGE)).status_code == 302
    assert not Template.objects.exists()


@pytest.mark.parametrize("what", [("x", "sms", "vi"), ("ready", "webhook", "vi"), ("ready", "sms", "fr")])
def test_there_is_no_other_template(root: Actor, what: tuple[str, str, str]) -> None:
    assert client_of(root).get(reverse("notices-template", args=what)).status_code == 404
