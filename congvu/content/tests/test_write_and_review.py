"""A page is written, reviewed by somebody else, published, replaced, withdrawn and restored."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_agency, make_official, make_post
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.content import events, selectors, services
from congvu.content.models import Page, Version
from congvu.content.rules import State
from congvu.content.services import Text, text_of
from congvu.content.testing import AT, Desk
from congvu.files.selectors import shelf
from congvu.files.testing import jpeg, stored
from congvu.journal.models import Entry
from congvu.people.testing import make_account

TEXTS = {
    "section": "van-ban", "text_number": "12/QĐ-UBND", "issuer": "UBND", "issued_on": date(2026, 2, 1),
    "validity": "in_force",
}  # fmt: skip


def second_editor(desk: Desk) -> Actor:
    from congvu.agencies.selectors import actor_for

    return actor_for(make_post(desk.agency, Role.EDITOR, account=make_account("bien-tap-2")).account, at=AT)


def refused(deed: Any, /, *given: Any, **more: Any) -> str:
    with pytest.raises(Refusal) as no, transaction.atomic():
        deed(*given, **more)
    return no.value.code.removeprefix("content.")


def test_a_page_is_written_reviewed_and_published(desk: Desk) -> None:
    draft = desk.draft()
    assert draft.page.slug == "lich-nghi-tet"
    saved = services.write(draft.pk, Text(title="Lịch nghỉ", body="Mới"), seen=1, by=desk.editor, at=AT)
    services.submit(draft.pk, seen=saved.revision, by=desk.editor, at=AT)
    done = services.publish(draft.pk, seen=saved.revision, by=desk.leader, at=AT)
    assert (done.state, done.published_at, done.reviewed_by) == (State.PUBLISHED, AT, desk.leader.id)
    assert Page.objects.get().listed_at == AT
    told = [line.event for line in Entry.objects.filter(event__startswith="content.").order_by("pk")]
    assert told == [one.name for one in (events.DRAFTED, events.WRITTEN, events.SUBMITTED, events.PUBLISHED)]
    assert selectors.history(done.page)[0]["what"] == "Duyệt và đăng bản 1 “Lịch nghỉ”"


def test_nobody_reviews_what_one_has_written(desk: Desk) -> None:
    second = second_editor(desk)
    draft = desk.draft()
    services.write(draft.pk, replace(text_of(draft), body="Khác"), seen=1, by=second, at=AT)
    sent = services.submit(draft.pk, seen=2, by=second, at=AT)
    for writer in (desk.editor, second):
        assert refused(services.publish, sent.pk, seen=2, by=writer, at=AT) == "own_version"
    assert services.publish(sent.pk, seen=2, by=desk.leader, at=AT)


def test_another_editor_may_review(desk: Desk) -> None:
    draft = desk.draft()
    services.submit(draft.pk, seen=1, by=desk.editor, at=AT)
    assert services.publish(draft.pk, seen=1, by=second_editor(desk), at=AT).state == State.PUBLISHED


def test_only_the_agency_s_own_people_write_and_review(desk: Desk) -> None:
    other = make_agency("H98.1", parent=desk.agency)
    stranger, clerk = make_official(other, Role.EDITOR), make_official(desk.agency, Role.CLERK)
    draft = desk.draft()
    text = text_of(draft)
    for by in (stranger, clerk, desk.leader):
        assert refused(services.begin, "tin-tuc", text, agency=desk.agency, by=by, at=AT) == "not_editor"
        assert refused(services.write, draft.pk, text, seen=1, by=by, at=AT) == "not_editor"
        assert refused(services.submit, draft.pk, seen=1, by=by, at=AT) == "not_editor"
        assert refused(services.restore, draft.pk, by=by, at=AT) == "not_editor"
        assert refused(services.begin_version, draft.page_id, language="vi", by=by, at=AT) == "not_editor"
    services.submit(draft.pk, seen=1, by=desk.editor, at=AT)
    for by in (stranger, clerk):
        assert refused(services.publish, draft.pk, seen=1, by=by, at=AT) == "not_reviewer"
        assert refused(services.send_back, draft.pk, reason="Sai", by=by, at=AT) == "not_reviewer"
        assert refused(services.withdraw, draft.pk, reason="Sai", by=by, at=AT) == "not_reviewer"
        assert refused(selectors.page_of, by, draft.page_id) == "not_found"
        assert refused(selectors.version_of, by, draft.pk) == "not_found"
        assert selectors.desk(by) == []
    assert refused(services.publish, 0, seen=1, by=desk.leader, at=AT) == "not_found"
    assert refused(services.begin_version, 0, language="vi", by=desk.editor, at=AT) == "not_found"


def test_what_is_sent_back_is_written_on_and_sent_again(desk: Desk) -> None:
    draft = desk.draft()
    assert refused(services.send_back, draft.pk, reason="Sai", by=desk.leader, at=AT) == "not_in_review"
    services.submit(draft.pk, seen=1, by=desk.editor, at=AT)
    assert refused(services.write, draft.pk, text_of(draft), seen=1, by=desk.editor, at=AT) == "not_at_work"
    assert refused(services.send_back, draft.pk, reason="  ", by=desk.leader, at=AT) == "reason_empty"
    back = services.send_back(draft.pk, reason="Thiếu nguồn", by=desk.leader, at=AT)
    assert (back.state, back.reason) == (State.SENT_BACK, "Thiếu nguồn")
    services.write(draft.pk, text_of(draft), seen=1, by=desk.editor, at=AT)
    again = services.submit(draft.pk, seen=2, by=desk.editor, at=AT)
    assert (again.state, again.reason) == (State.IN_REVIEW, "")
    assert refused(services.publish, draft.pk, seen=1, by=desk.leader, at=AT) == "read_again"


def test_of_two_editors_at_once_the_second_is_told_who_saved(desk: Desk) -> None:
    second = second_editor(desk)
    draft = desk.draft()
    services.write(draft.pk, replace(text_of(draft), body="Của tôi"), seen=1, by=desk.editor, at=AT)
    with pytest.raises(Refusal) as no:
        services.write(draft.pk, replace(text_of(draft), body="Của bạn"), seen=1, by=second, at=AT)
    assert no.value.code == "content.changed_meanwhile"
    assert desk.editor.name in no.value.sentence
    assert "09:00 02/03/2026" in no.value.sentence
    assert Version.objects.get().body == "Của tôi"


def test_a_language_has_one_version_at_work(desk: Desk) -> None:
    done = desk.page()
    services.begin_version(done.page_id, language="vi", by=desk.editor, at=AT)
    with pytest.raises(Refusal) as no:
        services.begin_version(done.page_id, language="vi", by=second_editor(desk), at=AT)
    assert no.value.code == "content.version_at_work"
    assert services.begin_version(done.page_id, language="en", by=desk.editor, at=AT).number == 3
    assert refused(services.begin_version, done.page_id, language="fr", by=desk.editor, at=AT) == "language_unknown"


def test_a_new_version_takes_the_place_and_an_old_one_comes_back(desk: Desk) -> None:
    first = desk.page(body="Một")
    second = services.begin_version(first.page_id, language="vi", by=desk.editor, at=AT)
    assert second.body == "Một"
    second = services.write(second.pk, replace(text_of(second), body="Hai"), seen=1, by=desk.editor, at=AT)
    later = AT + timedelta(days=3)
    desk.publish(second, at=later)
    first.refresh_from_db()
    assert first.state == State.REPLACED
    assert Page.objects.get().listed_at == AT, "a mended page stays where it stands in the list"
    third = services.restore(first.pk, by=desk.editor, at=later)
    assert (third.number, third.state, third.body) == (3, State.DRAFT, "Một")


def test_what_is_withdrawn_is_gone_and_says_why(desk: Desk) -> None:
    done = desk.page()
    assert refused(services.withdraw, done.pk, reason="", by=desk.leader, at=AT) == "reason_empty"
    services.withdraw(done.pk, reason="Đăng nhầm", by=desk.editor, at=AT)
    assert Page.objects.get().listed_at is None
    assert refused(services.withdraw, done.pk, reason="Sai", by=desk.leader, at=AT) == "not_published"
    assert selectors.shown("tin-tuc", "lich-nghi-tet", language="vi", on=AT.date()) is None


@pytest.mark.parametrize(
    ("given", "no"),
    [
        ({"title": "  "}, "title_empty"),
        ({"section": "khong-co"}, "section_unknown"),
        ({"language": "fr"}, "language_unknown"),
        ({"slug": "Có dấu"}, "slug_wrong"),
        ({"title": "???"}, "slug_wrong"),
        ({"body": "x" * 60_001}, "body_too_long"),
        ({"valid_from": date(2026, 3, 2), "valid_until": date(2026, 3, 1)}, "ends_before_it_begins"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Desk, given: dict[str, Any], no: str) -> None:
    assert refused(desk.draft, **given) == no
    assert not Page.objects.exists()


def test_an_address_is_used_once(desk: Desk) -> None:
    desk.draft()
    assert refused(desk.draft) == "slug_taken"
    assert desk.draft(slug="lich-nghi-tet-2027").page.slug == "lich-nghi-tet-2027"


@pytest.mark.parametrize(
    ("given", "no"),
    [
        ({"body": "  "}, "body_empty"),
        ({"section": "van-ban"}, "text_incomplete"),
        ({"body": "![](anh:77)"}, "picture_missing"),
    ],
)
def test_what_is_incomplete_does_not_go_to_review(desk: Desk, given: dict[str, Any], no: str) -> None:
    draft = desk.draft(**given)
    assert refused(services.submit, draft.pk, seen=1, by=desk.editor, at=AT) == no


def test_a_legal_text_is_listed_by_the_day_it_was_issued(desk: Desk) -> None:
    desk.page("Quyết định 12", **TEXTS)
    listed_at = Page.objects.get().listed_at
    assert listed_at
    assert timezone.localdate(listed_at) == date(2026, 2, 1)


def test_a_picture_is_kept_with_its_description_and_its_size(desk: Desk) -> None:
    draft = desk.draft()
    blob = stored(shelf(), jpeg(size=(2000, 1000)), name="anh.jpg")
    made = services.add_picture(draft.page_id, blob, alt=" Cầu  Bính ", shelf=shelf(), by=desk.editor, at=AT)
    assert (made.alt, made.width, made.height) == ("Cầu Bính", 1200, 600)
    given: dict[str, Any] = {"shelf": shelf(), "at": AT}
    assert refused(services.add_picture, draft.page_id, blob, alt=" ", by=desk.editor, **given) == "alt_empty"
    assert refused(services.add_picture, draft.page_id, blob, alt="A", by=desk.leader, **given) == "not_editor"
    paper = stored(shelf())
    assert refused(services.add_picture, draft.page_id, paper, alt="A", by=desk.editor, **given) == "not_a_picture"


def test_the_database_keeps_what_the_services_promise(desk: Desk) -> None:
    done, draft = desk.page(), desk.draft("Khác")
    wrong: list[tuple[Version, dict[str, Any]]] = [
        (draft, {"number": 1, "page": done.page}),
        (draft, {"state": "published"}),
        (draft, {"state": "sent_back"}),
        (draft, {"state": "gone"}),
        (draft, {"language": "fr"}),
        (draft, {"reviewed_by": desk.editor.id}),
        (draft, {"valid_from": date(2026, 1, 2), "valid_until": date(2026, 1, 1)}),
        (done, {"reviewed_by": ""}),
    ]
    for row, change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Version.objects.filter(pk=row.pk).update(**change)
    for standing in (draft, done):
        twin = Version.objects.get(pk=standing.pk)
        twin.pk, twin.number = None, 7
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.filter(pk=done.page_id).update(section="khong-co")


def test_a_moment_without_a_page_is_no_place_in_a_list(desk: Desk) -> None:
    desk.page()
    below = (datetime(2026, 1, 1, tzinfo=UTC), 1)
    assert selectors.listed(language="vi", on=AT.date(), before=below) == []
