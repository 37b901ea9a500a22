"""Any one-stop of the province receives for any of its agencies, and hands the result over."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import services
from congvu.dossiers.models import Dossier, Slip
from congvu.dossiers.selectors import visible
from congvu.dossiers.tests import provoked_legs as far
from congvu.dossiers.tests.conftest import GRANTED, Play, account_of
from congvu.dossiers.tests.test_leg_pages import text_of
from congvu.dossiers.tests.test_pages import BACKEND, typed_at_the_counter
from congvu.inbox.models import Duty
from congvu.procedures.testing import edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(play: Play) -> tuple[Agency, dict[str, Actor]]:
    """Another commune with its people."""
    made = make_agency(
        "H98.32", Kind.COMMUNE_COMMITTEE, parent=far.province(play), name="Ủy ban nhân dân xã Đông Ví Dụ"
    )
    return made, {role: make_official(made, role) for role in (Role.SPECIALIST, Role.LEADER)}


@pytest.fixture
def client(play: Play) -> Client:
    client = Client()
    client.force_login(account_of(play.clerk), BACKEND)
    return client


def received(play: Play, settler: Agency) -> Dossier:
    """At the play's own counter, for another commune."""
    filing = replace(play.filing, settler=settler)
    return services.receive(filing, intake_key="far", lookup_key="far", by=play.clerk, at=play.at)


def test_a_commune_receives_for_another_and_hands_over(play: Play, there: Any) -> None:
    commune, people = there
    play.dossier = received(play, commune)
    assert (play.dossier.agency, play.dossier.receiver, play.dossier.away) == (commune, play.stage.receiver, True)
    assert play.dossier.clock.agency_id == commune.pk
    assert Duty.objects.get(code=play.dossier.code).agency_id == commune.pk
    play.complete("examine", "propose_grant", result=GRANTED, by=people[Role.SPECIALIST])
    play.complete("sign", "approve", by=people[Role.LEADER])
    there_and_back = [(slip.giver_id, slip.taker_id) for slip in Slip.objects.order_by("pk")]
    assert there_and_back == [(play.stage.receiver.pk, commune.pk), (commune.pk, play.stage.receiver.pk)]
    play.hand_over(by=play.clerk)
    assert play.dossier.state == "returned"
    assert Slip.objects.filter(signed_at=None).count() == 0


def test_those_of_the_counters_own_commune_do_not_settle_it(play: Play, there: Any) -> None:
    play.dossier = received(play, there[0])
    assert play.dossier in visible(there[1][Role.SPECIALIST])
    assert play.dossier in visible(play.clerk)
    assert play.dossier not in visible(play.specialist)
    with pytest.raises(Refusal) as caught:
        play.complete("examine", "propose_grant", result=GRANTED, by=play.specialist)
    assert caught.value.code == "dossiers.not_yours"


def test_without_a_word_the_own_commune_settles(play: Play, there: Any) -> None:
    assert play.dossier.agency_id == play.stage.receiver.parent_id
    assert not play.dossier.away


def test_the_same_form_for_another_agency_is_another_form(play: Play, there: Any) -> None:
    with pytest.raises(Refusal) as caught:
        services.receive(
            replace(play.filing, settler=there[0]), intake_key="k1", lookup_key="x", by=play.clerk, at=play.at
        )
    assert caught.value.code == "dossiers.form_used"


def test_the_only_agency_of_the_province_need_not_be_named(play: Play) -> None:
    """One commune, and the province's own counter."""
    assert far.received(play, None).agency == play.dossier.agency


def test_the_list_of_elsewhere_is_not_the_short_list(client: Client, play: Play) -> None:
    edition("dat-dai/bien-dong")
    own = client.get(reverse("dossier-receive")).content.decode()
    assert "Đăng ký khai tử" in own
    assert "Đăng ký biến động" not in own
    elsewhere = client.get(reverse("dossier-receive"), {"nd": "khac", "q": "bien dong"}).content.decode()
    assert "Đăng ký biến động" in elsewhere
    assert "Đăng ký khai tử" not in elsewhere


def test_the_clerk_chooses_who_settles_by_name_without_diacritics(client: Client, play: Play, there: Any) -> None:
    address = reverse("dossier-intake", args=[play.filing.edition.pk])
    assert "Cơ quan khác giải quyết" in client.get(address).content.decode()
    chosen = client.get(address, {"chon": "1", "q": "dong vi du"}).content.decode()
    assert f"co-quan={there[0].pk}" in chosen
    assert f"co-quan={play.dossier.agency_id}" not in chosen
    assert there[0].name in client.get(address, {"co-quan": there[0].pk}).content.decode()
    typed = typed_at_the_counter(play.filing.edition) | {"co-quan": str(there[0].pk)}
    assert client.post(address, typed).status_code == 302
    made = Dossier.objects.latest("pk")
    assert (made.agency, made.away) == (there[0], True)
    told = client.get(reverse("dossier-received", args=[made.code])).content.decode()
    assert there[0].name in told
    receipt = text_of(client.get(reverse("dossier-paper", args=[made.code, "receipt"])))
    assert f"Cơ quan giải quyết: {there[0].name}" in receipt
    assert f"Nhận trực tiếp tại {made.receiver.name}" in receipt


def test_where_several_settle_the_page_asks(play: Play, there: Any) -> None:
    _place, clerk = far.counter(play)
    browser = Client()
    browser.force_login(account_of(clerk), BACKEND)
    asked = browser.get(reverse("dossier-intake", args=[play.filing.edition.pk]))
    assert asked.status_code == 200
    assert "Cơ quan nào giải quyết?" in asked.content.decode()
    assert there[0].name in asked.content.decode()


def test_an_agency_that_does_not_settle_it_is_refused_with_the_choice_again(client: Client, play: Play) -> None:
    other = make_agency("H98.50", Kind.DEPARTMENT, parent=far.province(play), sector="tax")
    answer = client.get(reverse("dossier-intake", args=[play.filing.edition.pk]), {"co-quan": other.pk})
    assert answer.status_code == 400
    assert f"{other.name} không giải quyết thủ tục này" in answer.content.decode()
