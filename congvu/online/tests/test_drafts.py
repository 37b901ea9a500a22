"""A draft is kept whatever is typed into it, on any device, until it is sent, thrown away or forgotten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from congvu.agencies.testing import make_citizen
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.services.stories import Stage
from congvu.online import selectors, services
from congvu.online.models import Draft
from congvu.online.rules import MOST_DRAFTS, MOST_FILES
from congvu.online.testing import MORNING, PACK, a_blob, a_draft, party_of
from congvu.online.tests.conftest import newer_edition
from congvu.procedures.testing import edition

LATER = MORNING + timedelta(hours=1)
NEXT_DAY = MORNING + timedelta(days=1)


@pytest.fixture
def draft(stage: Stage, citizen: Actor) -> Draft:
    return a_draft(stage, citizen)


def begin(citizen: Actor, pack: str = PACK, **more: object) -> Draft:
    given = {"by": citizen, "at": MORNING, **more}
    return services.begin(edition(pack), party_of(citizen), **given)  # type: ignore[arg-type]


def test_what_the_account_says_of_its_citizen_is_filled_in(citizen: Actor, stage: Stage) -> None:
    assert begin(citizen).applicant == {"kind": "citizen", "name": "Trần Thị Mẫu"}


def test_what_is_not_given_stays_as_it_was(draft: Draft, citizen: Actor) -> None:
    kept = services.keep(draft.key, place="papers", typed={"birth_date": "32/13"}, by=citizen, at=LATER)
    assert (kept.place, kept.typed, kept.kept_at) == ("papers", {"birth_date": "32/13"}, LATER)
    assert (kept.applicant, kept.answers, kept.receiver) == (draft.applicant, draft.answers, draft.receiver)
    assert kept.version == draft.version + 1


def test_another_counter_forgets_who_was_to_settle(draft: Draft, citizen: Actor, stage: Stage) -> None:
    kept = services.keep(draft.key, settler=stage.receiver.parent, by=citizen, at=LATER)
    assert kept.settler == stage.receiver.parent
    assert stage.receiver.parent is not None
    assert services.keep(draft.key, receiver=stage.receiver.parent, by=citizen, at=LATER).settler is None


def test_two_devices_do_not_overwrite_each_other(draft: Draft, citizen: Actor) -> None:
    services.keep(draft.key, place="first", seen=draft.version, by=citizen, at=LATER)
    with pytest.raises(Refusal, match=r"online\.kept_elsewhere"):
        services.keep(draft.key, place="second", seen=draft.version, by=citizen, at=LATER)
    assert Draft.objects.get().place == "first"


def test_files_are_there_once_in_the_order_given(draft: Draft, citizen: Actor) -> None:
    first = services.attach(draft.key, a_blob("one"), "", "mot.pdf", by=citizen, at=LATER)
    second = services.attach(draft.key, a_blob("two"), "", "hai.pdf", by=citizen, at=LATER)
    assert services.attach(draft.key, a_blob("two"), "", "hai.pdf", by=citizen, at=LATER) == second
    services.arrange(draft.key, [second.pk, first.pk, 999], by=citizen, at=LATER)
    assert [file.pk for file in draft.files.all()][:2] == [second.pk, first.pk]
    services.detach(draft.key, second.pk, by=citizen, at=LATER)
    services.detach(draft.key, second.pk, by=citizen, at=LATER)
    assert not draft.files.filter(pk=second.pk).exists()


def test_nobody_but_its_account_finds_a_draft(draft: Draft, citizen: Actor) -> None:
    stranger = make_citizen("nguoi-khac")
    no_longer = replace(citizen, parties=frozenset())
    for other in (stranger, no_longer):
        assert not selectors.drafts_of(other).exists()
        with pytest.raises(Refusal, match=r"online\.draft_gone"):
            selectors.draft_for(other, draft.key)
        with pytest.raises(Refusal, match=r"online\.draft_gone"):
            services.keep(draft.key, place="x", by=other, at=LATER)
    assert selectors.draft_for(citizen, draft.key) == draft


def test_a_draft_is_thrown_away_or_forgotten_after_half_a_year(draft: Draft, citizen: Actor, stage: Stage) -> None:
    services.discard(draft.key, by=citizen, at=LATER)
    assert not Draft.objects.exists()
    a_draft(stage, citizen)
    assert services.forget_drafts(at=MORNING + timedelta(days=180)) == 0
    assert services.forget_drafts(at=MORNING + timedelta(days=181)) == 1
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"return_by": "pigeon"}, "return_wrong"),
        ({"return_address": "x" * 301}, "too_long"),
    ],
)
def test_what_cannot_be_kept_is_refused(draft: Draft, citizen: Actor, given: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal, match=rf"online\.{code}"):
        services.keep(draft.key, by=citizen, at=LATER, **given)  # type: ignore[arg-type]


def test_what_cannot_be_begun_is_refused(citizen: Actor, stage: Stage) -> None:
    with pytest.raises(Refusal, match=r"online\.not_yours"):
        services.begin(edition(PACK), party_of(make_citizen("nguoi-khac")), by=citizen, at=MORNING)
    with pytest.raises(Refusal, match=r"online\.channel_closed"):
        begin(citizen, "ho-tich/nuoi-con-nuoi")
    newer_edition(valid_from=date(2026, 3, 2))
    with pytest.raises(Refusal, match=r"online\.not_in_force"):
        begin(citizen)


def test_nobody_fills_the_disk(draft: Draft, citizen: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (MOST_DRAFTS, MOST_FILES) == (50, 60)
    monkeypatch.setattr("congvu.online.services.drafts.MOST_DRAFTS", 1)
    monkeypatch.setattr("congvu.online.services.drafts.MOST_FILES", draft.files.count())
    with pytest.raises(Refusal, match=r"online\.too_many_drafts"):
        begin(citizen)
    with pytest.raises(Refusal, match=r"online\.too_many_files"):
        services.attach(draft.key, a_blob("one more"), "", "x.pdf", by=citizen, at=LATER)


def test_a_file_belongs_to_a_paper_of_the_procedure(draft: Draft, citizen: Actor) -> None:
    with pytest.raises(Refusal, match=r"dossiers\.paper_unknown"):
        services.attach(draft.key, a_blob(), "no_such_paper", "x.pdf", by=citizen, at=LATER)


def test_a_newer_edition_says_what_it_changed_and_takes_over_what_fits(draft: Draft, citizen: Actor) -> None:
    assert selectors.draft_changes(draft, on=MORNING.date()) == []
    with pytest.raises(Refusal, match=r"online\.edition_same"):
        services.move_to_current_edition(draft.key, by=citizen, at=LATER)
    now = newer_edition(valid_from=date(2026, 3, 3))
    assert selectors.draft_changes(draft, on=MORNING.date()) == []
    assert selectors.draft_changes(draft, on=NEXT_DAY.date())
    with pytest.raises(Refusal, match=r"online\.not_in_force"):
        services.submit(draft.key, intake_key="k", lookup_key="l", by=citizen, at=NEXT_DAY)
    moved = services.move_to_current_edition(draft.key, by=citizen, at=NEXT_DAY)
    assert (moved.edition, moved.answers, moved.place) == (now, draft.answers, "")
    assert services.submit(draft.key, intake_key="k", lookup_key="l", by=citizen, at=NEXT_DAY).edition == now
