"""`congvu doctor` says what is wrong and how to mend it, and its exit code says whether anything is."""

import json
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from congvu.notices.models import Message
from congvu.notices.services import put
from congvu.papers import render
from congvu.site import doctor, services
from congvu.site.commands.doctor import doctor as verb
from congvu.site.doctor import Finding
from congvu.site.models import Worker

pytestmark = pytest.mark.django_db


def call(*, json: bool = False) -> int:
    return verb(Namespace(json=json))


def mends(look: doctor.Look) -> dict[str, str]:
    return {finding.topic: finding.mend for finding in look() if finding.mend}


def test_a_sound_installation_has_nothing_to_mend(settings: Settings) -> None:
    settings.SMTP_URL, settings.SMPP_URL = "smtp://mail.example", "smpp://sms.example?source=8098"
    services.beat("doctor", at=timezone.now())
    assert [finding for finding in doctor.examine() if finding.mend] == []


def test_e_mail_without_a_server_waits_and_a_bad_address_of_one_is_named(settings: Settings) -> None:
    assert mends(doctor.mail) == {"e-mail": "Set CONGVU_SMTP: until then messages wait in the outbox."}
    assert all(finding.good for finding in doctor.mail())
    settings.SMTP_URL, settings.MAIL_FROM = "mail.example:25", "Tỉnh <a@b.example>"
    assert mends(doctor.mail).keys() == {"e-mail", "e-mail sender"}
    settings.SMTP_URL, settings.MAIL_FROM = "smtp://ai:mat-khau@mail.example", "a@b.example"
    assert mends(doctor.mail) == {}
    assert "mat-khau" not in str(list(doctor.mail()))
    put("one", to="a@b.example", subject="Thư", text="", at=timezone.now())
    Message.objects.update(state="unsure")
    assert mends(doctor.mail) == {"outbox": "congvu notices list says which; retry or drop them."}


def test_a_provider_of_identity_that_does_not_answer_is_named(settings: Settings) -> None:
    assert mends(doctor.identity) == {}
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    assert "CONGVU_OIDC_ISSUER" in mends(doctor.identity)["e-identity"]


def test_texts_without_a_gateway_wait_and_a_bad_setting_is_named(settings: Settings) -> None:
    assert mends(doctor.texts) == {"SMS": "Set CONGVU_SMPP: until then texts wait in the outbox."}
    assert all(finding.good for finding in doctor.texts())
    settings.SMPP_URL = "smpp://ai:mat-khau@sms.example?source=8098"
    assert mends(doctor.texts) == {}
    assert "mat-khau" not in str(list(doctor.texts()))
    settings.SMS_QUIET = "đêm"
    assert "CONGVU_SMS_QUIET" in mends(doctor.texts)["SMS"]
    settings.DEMO = True
    assert mends(doctor.texts) == {}


def test_the_machine_reads_the_same_as_the_eye(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    settings.SMTP_URL, settings.SMPP_URL = "smtp://mail.example", "smpp://sms.example?source=8098"
    services.beat("doctor", at=timezone.now())
    assert call(json=True) == 0
    read = json.loads(capsys.readouterr().out)
    assert call() == 0
    lines = capsys.readouterr().out
    assert {"Python", "database", "tables", "data folder", "clock", "papers"} <= {finding["topic"] for finding in read}
    assert all(f"good  {finding['topic']}: " in lines for finding in read)


def test_a_missing_worker_is_wrong_and_only_noted_in_a_demonstration(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    services.beat("silent", at=timezone.now() - timedelta(minutes=1))
    assert call() == 1
    assert (
        "WRONG background worker: 0 alive\n      → Start one beside the server: congvu work" in capsys.readouterr().out
    )
    settings.DEMO = True
    assert call() == 0
    assert "note  background worker" in capsys.readouterr().out


def test_a_public_host_needs_https_an_address_and_no_demonstration(settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS, settings.DEMO = ["motcua.example"], False, True
    assert set(mends(doctor.hosts)) == {"HTTPS", "address"}
    assert set(mends(doctor.demonstration)) == {"demonstration"}
    settings.HTTPS, settings.PUBLIC_ADDRESS = True, "https://motcua.example"
    assert mends(doctor.hosts) == {}


def test_any_host_and_debug_pages_on_a_public_host_are_wrong(settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS, settings.DEBUG = ["*"], True, True
    settings.PUBLIC_ADDRESS = "https://motcua.example"
    assert set(mends(doctor.hosts)) == {"hosts", "debug pages"}


def test_a_key_that_others_can_read_is_wrong(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    key = tmp_path / "secret-key"
    key.write_text("x" * 60)
    key.chmod(0o644)
    assert mends(doctor.secret_key) == {"secret key": f"chmod 600 {key}: others can read it."}
    key.chmod(0o600)
    assert mends(doctor.secret_key) == {}


def test_a_full_disk_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "FREE_BYTES", 10**18)
    assert set(mends(doctor.folder)) == {"data folder"}


def test_a_press_that_does_not_run_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "render", partial(render, seconds=0.000001))
    assert set(mends(doctor.papers)) == {"papers"}


def test_a_clock_outside_vietnam_is_wrong() -> None:
    with timezone.override("Europe/Paris"):
        assert set(mends(doctor.clock)) == {"clock"}


def test_a_translation_that_is_not_compiled_is_wrong(settings: Any, tmp_path: Path) -> None:
    source = tmp_path / "en/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.touch()
    settings.LOCALE_PATHS = [tmp_path]
    assert set(mends(doctor.catalogues)) == {"translation en"}
    source.with_suffix(".mo").touch()
    assert mends(doctor.catalogues) == {}


def test_a_warning_alone_fails_nothing() -> None:
    assert Finding("topic", "found", "mend", warning=True).good
    assert not Finding("topic", "found", "mend").good


def test_a_worker_on_another_machine_is_believed_until_it_is_silent() -> None:
    now = datetime.now(tz=UTC)
    services.beat("here", at=now)
    Worker.objects.update(host="elsewhere", pid=2**22)
    assert mends(doctor.worker) == {}
