"""The screen in the hall: it answers, it prints, and it keeps nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from congvu.agencies.models import Agency
from congvu.base.actors import system
from congvu.dossiers.models import Dossier
from congvu.dossiers.testing import a_dossier
from congvu.journal.models import Entry
from congvu.queues.models import Line, Ticket
from congvu.queues.services import open_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return a_dossier()[0]


@pytest.fixture
def counter(dossier: Dossier) -> Agency:
    return dossier.receiver


@pytest.fixture
def line(counter: Agency, dossier: Dossier) -> Line:
    return open_line(counter, letter="A", name="Hộ tịch", by=system("test", "Thử"), at=dossier.received_at)


def test_a_scanned_code_asks_for_the_digits_and_they_show_where_it_is(
    counter: Agency, client: Client, dossier: Dossier
) -> None:
    address = reverse("kiosk-track", args=[counter.code])
    asked = client.post(address, {"code": dossier.code})
    assert 'name="digits"' in asked.content.decode()
    shown = client.post(address, {"code": dossier.code, "digits": dossier.id_number[-4:]})
    page = shown.content.decode()
    assert dossier.code in page
    assert dossier.applicant not in page


def test_wrong_digits_are_told_kindly_and_then_slowed_down(counter: Agency, client: Client, dossier: Dossier) -> None:
    address = reverse("kiosk-track", args=[counter.code])
    typed = {"code": dossier.code, "digits": "0000" if dossier.id_number[-4:] != "0000" else "1111"}
    answers = [client.post(address, typed) for _ in range(6)]
    assert answers[0].status_code == 404
    assert dossier.code in answers[0].content.decode()  # what was typed stays
    assert answers[-1].status_code == 429
    assert client.post(address, {"code": dossier.code, "digits": "12"}).status_code == 422


def test_nothing_stays_behind(counter: Agency, client: Client, dossier: Dossier) -> None:
    track = reverse("kiosk-track", args=[counter.code])
    answer = client.post(track, {"code": dossier.code, "digits": dossier.id_number[-4:]})
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Refresh"].endswith(reverse("kiosk", args=[counter.code]))
    assert "sessionid" not in client.cookies
    assert client.get(reverse("kiosk", args=[counter.code])).headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_procedure_is_found_and_its_paper_form_has_room_for_answers(counter: Agency, client: Client) -> None:
    slug = Dossier.objects.select_related("edition__procedure").get().edition.procedure.slug
    found = client.get(reverse("kiosk-procedures", args=[counter.code]), {"q": "khai tu"}).content.decode()
    address = reverse("kiosk-procedure", args=[counter.code, slug])
    assert address in found
    page = client.get(address).content.decode()
    assert "data-print" in page
    assert 'class="rule"' in page
    assert (
        "Không thấy thủ tục nào"
        in client.get(reverse("kiosk-procedures", args=[counter.code]), {"q": "zzzzzzzz"}).content.decode()
    )
    assert client.get(reverse("kiosk-procedure", args=[counter.code, "khong-co"])).status_code == 404


def test_a_number_is_taken_and_told_by_the_kiosk(counter: Agency, client: Client, line: Line) -> None:
    assert "Hộ tịch" in client.get(reverse("kiosk-lines", args=[counter.code])).content.decode()
    page = client.post(reverse("kiosk-number", args=[counter.code, line.pk])).content.decode()
    assert "A001" in page
    assert Entry.objects.get(event="queues.taken").actor == f"kiosk:{counter.code}"
    line.closed_at = line.tickets.get().taken_at
    line.save()
    assert client.post(reverse("kiosk-number", args=[counter.code, line.pk])).status_code == 404
    assert Ticket.objects.count() == 1


def test_only_a_counter_has_a_kiosk(counter: Agency, client: Client) -> None:
    assert counter.parent
    assert client.get(reverse("kiosk", args=[counter.parent.code])).status_code == 404
