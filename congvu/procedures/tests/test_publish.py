"""Publishing packs: what makes an edition, what is refused, and that nothing changes afterwards."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from congvu.base.actors import STRANGER, system
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.procedures import selectors, testing
from congvu.procedures.models import Edition, Procedure
from congvu.procedures.refusals import Broken
from congvu.procedures.rules import Files, from_folder
from congvu.procedures.services import publish

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ADMIN = system("test", "Kiểm thử")
PACK = testing.PACKS / "ho-tich" / "khai-tu"

pytestmark = pytest.mark.django_db


def changed(old: str, new: str, name: str = "procedure.yaml") -> Files:
    texts = from_folder(PACK).texts
    assert old in texts[name]
    return Files({**texts, name: texts[name].replace(old, new)})


def later(number: str = "2", valid_from: str = "2026-01-01") -> Files:
    return changed('{number: "1", valid_from: "2025-07-01"}', f'{{number: "{number}", valid_from: "{valid_from}"}}')


def test_a_sound_pack_becomes_an_edition_with_one_journal_line() -> None:
    edition = publish(from_folder(PACK), by=ADMIN, at=AT)
    assert edition.procedure.code == "1.000656"
    assert edition.valid_from == date(2025, 7, 1)
    assert edition.published_by == "Kiểm thử"
    assert Entry.objects.filter(event="procedures.published").count() == 1


def test_questions_stay_in_the_order_of_the_form_in_any_database() -> None:
    edition = Edition.objects.get(pk=publish(from_folder(PACK), by=ADMIN, at=AT).pk)
    written = json.loads(from_folder(PACK).texts["form.schema.json"])
    assert list(edition.form_schema["properties"]) == list(written["properties"])


def test_the_same_pack_again_is_the_edition_that_stands() -> None:
    first = publish(from_folder(PACK), by=ADMIN, at=AT)
    assert publish(from_folder(PACK), by=ADMIN, at=AT) == first
    assert Entry.objects.filter(event="procedures.published").count() == 1


def test_a_better_readme_is_no_new_edition() -> None:
    texts = from_folder(PACK).texts
    assert Files({**texts, "README.md": "# Khác"}).digest == Files(texts).digest


def test_other_content_under_the_same_number_is_refused() -> None:
    publish(from_folder(PACK), by=ADMIN, at=AT)
    with pytest.raises(Refusal) as refused:
        publish(changed("name: Đăng ký khai tử", "name: Đăng ký khai tử mới"), by=ADMIN, at=AT)
    assert refused.value.code == "procedures.same_number"
    assert Procedure.objects.get().name == "Đăng ký khai tử"


def test_an_edition_that_does_not_begin_later_is_refused() -> None:
    publish(from_folder(PACK), by=ADMIN, at=AT)
    with pytest.raises(Refusal) as refused:
        publish(later(valid_from="2025-06-30"), by=ADMIN, at=AT)
    assert refused.value.code == "procedures.not_later"


def test_only_an_administrator_publishes() -> None:
    with pytest.raises(Refusal) as refused:
        publish(from_folder(PACK), by=STRANGER, at=AT)
    assert refused.value.code == "procedures.not_admin"


def test_a_broken_pack_changes_nothing_and_names_the_place() -> None:
    with pytest.raises(Broken) as refused:
        publish(changed('code: "1.000656"', "code: 1.000656"), by=ADMIN, at=AT)
    assert (refused.value.problems[0].file, refused.value.problems[0].line) == ("procedure.yaml", 1)
    assert not Procedure.objects.exists()
    assert not Entry.objects.filter(event="procedures.published").exists()


def test_an_edition_ends_the_day_before_the_next_begins() -> None:
    publish(from_folder(PACK), by=ADMIN, at=AT)
    publish(later(), by=ADMIN, at=AT)
    periods = selectors.editions(Procedure.objects.get())
    assert [(one.edition.number, one.valid_to) for one in periods] == [("2", None), ("1", date(2025, 12, 31))]


def test_a_day_belongs_to_one_edition() -> None:
    publish(from_folder(PACK), by=ADMIN, at=AT)
    publish(later(), by=ADMIN, at=AT)
    assert selectors.edition_on("1.000656", date(2025, 12, 31)).number == "1"
    assert selectors.edition_on("1.000656", date(2026, 1, 1)).number == "2"
    with pytest.raises(Refusal) as refused:
        selectors.edition_on("1.000656", date(2025, 6, 30))
    assert refused.value.code == "procedures.no_edition"


def test_the_database_itself_refuses_to_change_an_edition() -> None:
    edition = publish(from_folder(PACK), by=ADMIN, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(number="9")
    with pytest.raises(DatabaseError), transaction.atomic():
        edition.delete()
    assert Edition.objects.get().number == "1"


def test_an_edition_read_back_says_what_the_pack_said() -> None:
    edition = publish(from_folder(PACK), by=ADMIN, at=AT)
    compiled = selectors.compiled(Edition.objects.get(pk=edition.pk))
    assert compiled.pack.steps["examine"].choices["verify"].extends == "verify"
    assert compiled.fee({}).amount == 0
    assert {story.key for story in selectors.stories(edition)} >= {"granted", "refused", "withdrawn"}


def test_a_compiled_edition_is_kept_and_costs_no_query(django_assert_num_queries: object) -> None:
    pk = publish(from_folder(PACK), by=ADMIN, at=AT).pk
    light = Edition.objects.defer(*Edition.HEAVY).get(pk=pk)
    first = selectors.compiled(light)
    again = Edition.objects.defer(*Edition.HEAVY).get(pk=pk)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert selectors.compiled(again) is first


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_a_test_with_real_transactions_leaves_no_edition_behind(time: int) -> None:
    assert not Edition.objects.exists()
    publish(from_folder(PACK), by=ADMIN, at=AT)
    assert Edition.objects.count() == 1
