"""Running dossiers go over to a newer edition: a verdict for each, a bulk deed, and an undo."""

import pytest
from django.test import Client
from django.urls import reverse

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_official
from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.dossiers import services
from congvu.dossiers.models import Dossier, EditionMove
from congvu.dossiers.selectors import behind, judged
from congvu.dossiers.tests.conftest import Play, account_of, facts, newer_edition, told
from congvu.inbox.models import Duty
from congvu.procedures.models import Edition
from congvu.procedures.rules import Files, from_folder
from congvu.procedures.selectors import catalogue
from congvu.procedures.services import publish
from congvu.procedures.testing import AT, PACKS

pytestmark = pytest.mark.django_db
ROOT = system("testing", "Quản trị")


def changed(old: str, new: str, *, file: str) -> Edition:
    """A newer edition of the death registration with one thing otherwise."""
    texts = dict(from_folder(PACKS / "ho-tich/khai-tu").texts)
    said = texts["procedure.yaml"]
    texts["procedure.yaml"] = said.replace(
        'number: "1", valid_from: "2025-07-01"', 'number: "2", valid_from: "2026-03-03"'
    )
    assert old in texts[file]
    texts[file] = texts[file].replace(old, new)
    return publish(Files(texts), by=ROOT, at=AT)


def move(play: Play, now: Edition) -> services.EditionOutcome:
    return services.move_edition(play.filing.edition, now, reason="Quyết định 12/QĐ-UBND", by=ROOT, at=play.at)


def test_a_dossier_that_fits_goes_over_and_is_worked_to_its_end(play: Play) -> None:
    now = newer_edition(valid_from="2026-03-03")
    done = move(play, now)
    assert (done.moved, done.stayed) == ([play.dossier.code], [])
    assert facts(play.dossier)["reason"] == "Quyết định 12/QĐ-UBND"
    before = play.dossier.code, play.dossier.clock.due_at, play.dossier.fee
    play.dossier = Dossier.objects.get(pk=play.dossier.pk)
    assert play.dossier.edition == now
    assert (play.dossier.code, play.dossier.clock.due_at, play.dossier.fee) == before
    play.propose()
    play.sign()
    assert play.dossier.state == "decided"


def test_the_open_duty_takes_the_new_name_of_its_step(play: Play) -> None:
    now = changed('name="Kiểm tra hồ sơ, tra cứu Sổ hộ tịch"', 'name="Kiểm tra lại"', file="process.bpmn")
    move(play, now)
    assert Duty.objects.get().step == "Kiểm tra lại"


def test_a_dossier_that_does_not_fit_stays_and_is_told_why(play: Play) -> None:
    now = _without_examine()
    verdicts = list(judged(play.filing.edition, now))
    assert [one.code for one in verdicts] == [play.dossier.code]
    assert "Bản mới không có bước" in verdicts[0].obstacles[0]
    done = move(play, now)
    assert (done.moved, [one.code for one in done.stayed]) == ([], [play.dossier.code])
    assert Dossier.objects.get().edition == play.filing.edition


def _without_examine() -> Edition:
    texts = dict(from_folder(PACKS / "ho-tich/khai-tu").texts)
    for name in list(texts):
        texts[name] = texts[name].replace("examine", "study")
    texts["procedure.yaml"] = texts["procedure.yaml"].replace(
        'number: "1", valid_from: "2025-07-01"', 'number: "2", valid_from: "2026-03-03"'
    )
    return publish(Files(texts), by=ROOT, at=AT)


def test_looking_changes_nothing(play: Play) -> None:
    now = newer_edition(valid_from="2026-03-03")
    before = told(play.dossier)
    assert [one.obstacles for one in judged(play.filing.edition, now)] == [[]]
    assert told(play.dossier) == before
    assert Dossier.objects.get().edition == play.filing.edition


def test_what_is_decided_stays_as_it_was_decided(play: Play) -> None:
    play.propose()
    play.sign()
    assert move(play, newer_edition(valid_from="2026-03-03")).moved == []


def test_a_move_is_undone_where_the_process_has_not_gone_on(play: Play) -> None:
    now = newer_edition(valid_from="2026-03-03")
    made = move(play, now).move
    back = services.undo_move(made.pk, by=ROOT, at=play.at)
    assert back.moved == [play.dossier.code]
    assert Dossier.objects.get().edition == play.filing.edition
    with pytest.raises(Refusal) as caught:
        services.undo_move(made.pk, by=ROOT, at=play.at)
    assert caught.value.code == "dossiers.move_undone"


def test_a_dossier_that_went_on_is_not_taken_back(play: Play) -> None:
    made = move(play, newer_edition(valid_from="2026-03-03")).move
    play.propose()
    back = services.undo_move(made.pk, by=ROOT, at=play.at)
    assert (back.moved, [one.code for one in back.stayed]) == ([], [play.dossier.code])


def test_only_who_governs_moves_and_only_within_one_procedure(play: Play) -> None:
    now = newer_edition(valid_from="2026-03-03")
    other = publish(from_folder(PACKS / "ho-tich/ket-hon"), by=ROOT, at=AT)
    for by, to, code in (
        (play.clerk, now, "dossiers.not_governing"),
        (ROOT, other, "dossiers.other_procedure"),
        (ROOT, play.filing.edition, "dossiers.same_edition"),
    ):
        with pytest.raises(Refusal) as caught:
            services.move_edition(play.filing.edition, to, reason="a", by=by, at=play.at)
        assert caught.value.code == code
    assert not EditionMove.objects.exists()


def test_the_administrator_sees_and_does_it_on_the_page(play: Play, client: Client) -> None:
    now = newer_edition(valid_from="2026-03-03")
    root = play.dossier.receiver.parent
    assert root
    assert root.parent
    admin = make_official(root.parent, Role.ADMIN)
    client.force_login(account_of(admin), "congvu.people.backends.AccountBackend")
    assert [one.dossiers for one in behind(catalogue(on=now.valid_from))] == [1]
    address = reverse("edition-move", args=[play.filing.edition.pk, now.pk])
    assert "Chuyển được" in client.get(address).text
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Quyết định 12"}, follow=True).status_code == 200
    assert Dossier.objects.get().edition == now
    undo = reverse("edition-move-undo", args=[EditionMove.objects.get().pk])
    assert "Đã đưa 1 hồ sơ về bản cũ." in client.post(undo, follow=True).text
