"""Five mistakes are free; then the waits double, for the asker and for the code alike."""

from datetime import UTC, datetime, timedelta

import pytest

from congvu.base.refusals import Refusal
from congvu.dossiers.testing import a_dossier
from congvu.online import services
from congvu.online.models import LookupFailure
from congvu.online.rules import FREE, LONGEST_WAIT, WINDOW, free_again, origin

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HERE, THERE = "203.0.113.7", "203.0.113.8"
CODE = "H98.31-260302-0001"


def ask(code: str = CODE, *, source: str = HERE, seconds: float = 0) -> Refusal:
    with pytest.raises(Refusal) as refused:
        services.look_up(code, "0000", source=source, secret="s", at=AT + timedelta(seconds=seconds))
    return refused.value


def test_the_waits_double_up_to_a_quarter_of_an_hour() -> None:
    assert free_again(0, None) is None
    waits = [free_again(failures, AT) for failures in range(1, 14)]
    assert waits[: FREE - 1] == [None] * (FREE - 1)
    spans = [int((until - AT).total_seconds()) for until in waits if until]
    assert spans == [30, 60, 120, 240, 480, 900, 900, 900, 900]
    assert free_again(10_000, AT) == AT + LONGEST_WAIT


@pytest.mark.parametrize(
    ("source", "asker"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("", ""),
    ],
)
def test_all_addresses_of_one_line_are_one_asker(source: str, asker: str) -> None:
    assert origin(source) == asker


@pytest.mark.django_db
def test_one_asker_is_slowed_down_whatever_the_codes() -> None:
    for number in range(FREE):
        assert ask(f"H98.31-260302-000{number}").code == "online.nothing_found"
    refused = ask("H98.31-260302-0009", seconds=1)
    assert refused.code == "online.too_many"
    assert refused.facts["seconds"] == 29
    assert "29 giây" in refused.sentence
    assert ask("H98.31-260302-0009", source=THERE, seconds=1).code == "online.nothing_found"
    assert ask("H98.31-260302-0010", seconds=30).code == "online.nothing_found"
    assert ask("H98.31-260302-0011", seconds=31).facts["seconds"] == 59
    assert "1 phút" not in ask("H98.31-260302-0011", seconds=31).sentence


@pytest.mark.django_db
def test_one_code_is_guarded_against_many_askers() -> None:
    for number in range(FREE):
        assert ask(source=f"198.51.100.{number}").code == "online.nothing_found"
    assert ask(CODE.lower(), source=HERE).code == "online.too_many"
    assert ask("H98.31-260302-0002", source=HERE).code == "online.nothing_found"


@pytest.mark.django_db
def test_asking_while_waiting_does_not_prolong_the_wait() -> None:
    for _ in range(FREE):
        ask()
    for second in range(1, 30):
        assert ask(seconds=second).code == "online.too_many"
    assert ask(seconds=30).code == "online.nothing_found"


@pytest.mark.django_db
def test_an_hour_later_all_is_forgiven() -> None:
    for _ in range(FREE):
        ask()
    assert ask(seconds=WINDOW.total_seconds()).code == "online.nothing_found"


@pytest.mark.django_db
def test_guessed_keys_count_for_the_asker() -> None:
    for number in range(FREE):
        with pytest.raises(Refusal, match=r"online\.nothing_found"):
            services.look_up_by_key(f"key{number}", source=HERE, secret="s", at=AT)
    with pytest.raises(Refusal, match=r"online\.too_many"):
        services.look_up_by_key("key9", source=HERE, secret="s", at=AT)
    assert ask(seconds=1).code == "online.too_many"


@pytest.mark.django_db
def test_who_finds_the_dossier_leaves_no_trace() -> None:
    dossier, _ = a_dossier()
    for _ in range(FREE + 2):
        services.look_up(dossier.code, dossier.id_number[-4:], source=HERE, secret="s", at=AT)
    assert not LookupFailure.objects.exists()


@pytest.mark.django_db
def test_what_is_kept_tells_neither_address_nor_code_and_goes_after_a_day() -> None:
    ask()
    ask(seconds=3600)
    kept = " ".join(LookupFailure.objects.values_list("source", flat=True))
    assert HERE not in kept
    assert CODE not in kept
    assert services.forget(at=AT + timedelta(days=1)) == 0
    assert services.forget(at=AT + timedelta(days=1, seconds=1)) == 2
    assert LookupFailure.objects.count() == 2
