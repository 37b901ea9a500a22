"""The counter's form as it comes back: what was typed, what is not asked yet, and the refusal of an intake."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from lxml import html

from congvu.dossiers.models import Dossier, IntakeRefusal
from congvu.dossiers.tests.conftest import Open, Play, account_of
from congvu.sheet import Condition, Field

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(play: Play) -> Client:
    client = Client()
    client.force_login(account_of(play.clerk), "congvu.people.backends.AccountBackend")
    return client


def sent(client: Client, name: str, play: Play, **typed: str) -> tuple[int, Any]:
    answer = client.post(reverse(name, args=[play.dossier.edition_id]), {"intake_key": "k" * 32, **typed})
    return answer.status_code, html.fromstring(answer.content.decode())


def test_a_draft_keeps_what_was_typed_and_blames_nothing(clerk: Client, play: Play) -> None:
    typed = {"applicant-name": "Trần Văn Thử", "full-declaration": "1", "original-death_notice": "2"}
    status, page = sent(clerk, "dossier-intake", play, tinh="1", **typed)
    assert status == 200
    assert page.get_element_by_id("id_applicant-name").value == "Trần Văn Thử"
    assert page.get_element_by_id("id_original-declaration").value == "1"
    assert page.xpath("//input[@data-full and @checked]/@name") == ["full-declaration"]
    assert page.xpath("//*[contains(@class, 'wrong') or contains(@class, 'mistakes')]") == []
    assert Dossier.objects.count() == 1


def test_counts_that_were_typed_are_stronger_than_the_tick(clerk: Client, play: Play) -> None:
    _, page = sent(clerk, "dossier-intake", play, tinh="1", **{"full-declaration": "1", "original-declaration": "3"})
    assert page.get_element_by_id("id_original-declaration").value == "3"
    assert page.xpath("//input[@data-full and @checked]") == []


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"applicant-name": "Trần Văn Thử"}, "#id_refusal_reason"), ({"refusal_reason": "Sai nơi"}, "#id_applicant-name")],
)
def test_a_refusal_that_lacks_something_stays_open_and_leads_there(
    clerk: Client, play: Play, typed: dict[str, str], field: str
) -> None:
    status, page = sent(clerk, "dossier-refuse", play, **typed)
    assert status == 400
    assert page.xpath("//*[@class='mistakes']//a/@href") == [field]
    assert page.xpath("//details[@open]//textarea/@name") == ["refusal_reason"]
    assert not IntakeRefusal.objects.exists()


def test_without_a_script_the_counter_asks_for_a_commune_and_nothing_is_blamed(opened: Open, db: None) -> None:
    play, at_the_counter = opened("ho-tich/khai-sinh"), Client()
    at_the_counter.force_login(account_of(play.clerk), "congvu.people.backends.AccountBackend")
    address = reverse("dossier-intake", args=[play.filing.edition.pk])
    typed = {"answers-child_name": "Bé Thử", "answers-home_town": "xã Thạnh Quới, huyện Vĩnh Thạnh"}
    answer = at_the_counter.post(address, {**typed, "answers-home_town-seek": "1"})
    page: Any = html.fromstring(answer.content.decode())
    assert answer.status_code == 200
    assert page.xpath("//*[contains(@class, 'wrong') or contains(@class, 'mistakes')]") == []
    assert page.get_element_by_id("id_answers-child_name").value == "Bé Thử"
    assert len(page.xpath("//input[@type='radio' and @name='answers-home_town']")) == 2


def test_a_question_that_may_not_arise_says_when_it_does() -> None:
    when = Condition("kind", "Đối tượng", (("citizen", "Công dân"), (True, "Có")))
    field = Field("text", "who-number", "Số", help=f"Mười hai số. {when.only()}", when=when)
    box: Any = html.fromstring(render_to_string("web/parts/field.html", {"field": field}))
    assert (box.get("data-when"), box.get("data-values")) == ("who-kind", '["citizen", "true"]')
    assert box.xpath(".//*[@data-only]")[0].text.strip() == when.only()
    assert box.get_element_by_id("id_who-number-help").text_content().count(when.only()) == 1
    field.when = Condition("kind", "Đối tượng", (("citizen", "Công dân"),), equal=False)
    box = html.fromstring(render_to_string("web/parts/field.html", {"field": field}))
    assert (box.get("data-values"), box.get("data-other-values")) == (None, '["citizen"]')
