"""Filling in at home in the browser: page by page, left and taken up again, looked over, sent once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from congvu import places
from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.agencies.selectors import actor_for
from congvu.agencies.testing import make_agency, make_citizen
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.text import fold
from congvu.dossiers.services.stories import Stage
from congvu.online import services
from congvu.online.models import Draft, Submission
from congvu.online.rules import MOST_DRAFTS
from congvu.online.services import OnlineFiling
from congvu.online.testing import PACK, a_filing, party_of
from congvu.online.tests.at_home import begin, browser_of, fill, sends, typed
from congvu.online.views.drafting import FIELDS
from congvu.procedures.models import Edition
from congvu.procedures.selectors import compiled
from congvu.procedures.testing import edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing(stage: Stage, citizen: Actor) -> OnlineFiling:
    return a_filing(stage, citizen)


@pytest.fixture
def browser(filing: OnlineFiling, citizen: Actor) -> Client:
    return browser_of(citizen)


def read(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_a_stranger_is_led_to_sign_in_and_back(filing: OnlineFiling) -> None:
    answer = Client().get(f"/nop-ho-so/{filing.edition.procedure.slug}/")
    assert answer.headers["Location"] == f"/tai-khoan/dang-nhap/?next=/nop-ho-so/{filing.edition.procedure.slug}/"


def test_from_the_first_page_to_the_code(browser: Client, filing: OnlineFiling) -> None:
    begun = read(browser, f"/nop-ho-so/{filing.edition.procedure.slug}/")
    assert filing.party.name in begun
    draft = fill(browser, filing)
    review = read(browser, f"/ban-soan/{draft.key}/xem-lai/")
    for said in (filing.applicant.name, "to-khai.pdf", "Số 1 phố Mẫu", filing.receiver and filing.receiver.name):
        assert str(said) in review
    answer = browser.post(f"/ban-soan/{draft.key}/xem-lai/", {"intake_key": "once"})
    submission = Submission.objects.get()
    assert answer.headers["Location"] == f"/ho-so-cua-toi/{submission.code}/da-gui/"
    assert submission.answers == filing.answers
    done = read(browser, answer.headers["Location"])
    for said in (submission.code, "Trả lời trước", "Dự kiến có kết quả"):
        assert said in done
    assert browser.get(f"/ho-so-cua-toi/{submission.code}/giay/filed.pdf").content.startswith(b"%PDF")


def test_sent_twice_it_leads_to_the_same_answer(browser: Client, filing: OnlineFiling) -> None:
    draft = fill(browser, filing)
    first, again, late = (
        browser.post(f"/ban-soan/{draft.key}/xem-lai/", {"intake_key": key}) for key in ("once", "once", "other")
    )
    assert first.headers["Location"] == again.headers["Location"] == late.headers["Location"]
    assert Submission.objects.count() == 1
    for page in ("", "xem-lai/"):  # by the browser's way back, after the line broke
        assert browser.get(f"/ban-soan/{draft.key}/{page}").headers["Location"] == first.headers["Location"]
    assert "đã được nộp" in read(browser, f"/ban-soan/{draft.key}/nguoi-nop/", 404)


def test_mistakes_stand_at_their_field_and_nothing_typed_is_lost(browser: Client, filing: OnlineFiling) -> None:
    draft = begin(browser, filing)
    page = f"/ban-soan/{draft.key}/nguoi-nop/"
    wrong = {**sends(draft, filing, "applicant"), f"{FIELDS}phone": "12", f"{FIELDS}address": "Số 9 phố Mẫu"}
    answer = browser.post(page, wrong)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert 'id="id_f-phone-error"' in told
    assert 'href="#id_f-phone"' in told
    assert 'value="Số 9 phố Mẫu"' in told
    later = read(browser, page)  # closed without more ado, and opened on another day
    assert 'value="12"' in later
    assert 'value="Số 9 phố Mẫu"' in later


def test_a_draft_is_taken_up_on_another_device_where_it_was_left(
    browser: Client, filing: OnlineFiling, citizen: Actor
) -> None:
    draft = begin(browser, filing)
    browser.post(f"/ban-soan/{draft.key}/noi-nop/", sends(draft, filing, "receiver"))
    half = {f"{FIELDS}kind": "citizen", f"{FIELDS}name": "Trần Thị Mẫu", "leave": "1"}
    assert browser.post(f"/ban-soan/{draft.key}/nguoi-nop/", half).headers["Location"] == "/ho-so-cua-toi/"
    other = browser_of(citizen)
    assert "Bước 2/" in read(other, "/ho-so-cua-toi/")
    assert other.get(f"/ban-soan/{draft.key}/").headers["Location"] == f"/ban-soan/{draft.key}/nguoi-nop/"
    assert 'value="Trần Thị Mẫu"' in read(other, f"/ban-soan/{draft.key}/nguoi-nop/")


def test_what_was_changed_elsewhere_is_not_written_over_unseen(browser: Client, filing: OnlineFiling) -> None:
    draft = begin(browser, filing)
    seen = str(draft.version)
    page, sent = f"/ban-soan/{draft.key}/nguoi-nop/", sends(draft, filing, "applicant")
    draft.refresh_from_db()
    assert browser.post(page, {**sent, "version": draft.version}).status_code == 302
    answer = browser.post(page, {**sent, f"{FIELDS}address": "Số 9 phố Mẫu", "version": seen})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "vừa được sửa ở một cửa sổ hoặc thiết bị khác" in told
    assert 'value="Số 9 phố Mẫu"' in told
    draft.refresh_from_db()
    assert f'name="version" value="{draft.version}"' in told


def test_nobody_opens_the_draft_of_another(browser: Client, filing: OnlineFiling) -> None:
    draft = fill(browser, filing)
    stranger = browser_of(make_citizen("nguoi-khac"))
    for page in ("", "noi-nop/", "nguoi-nop/", "giay-to/", "nhan-ket-qua/", "xem-lai/", "ban-moi/"):
        assert stranger.get(f"/ban-soan/{draft.key}/{page}").status_code == 404
    assert stranger.post(f"/ban-soan/{draft.key}/xem-lai/", {"intake_key": "k"}).status_code == 404
    assert stranger.post(f"/ban-soan/{draft.key}/xoa/").status_code == 404
    assert Draft.objects.count() == 1


def test_the_review_page_says_what_is_missing_and_leads_there_and_back(browser: Client, filing: OnlineFiling) -> None:
    draft = begin(browser, filing)
    told = read(browser, f"/ban-soan/{draft.key}/xem-lai/")
    assert "Nộp hồ sơ</button>" not in told
    assert "Hãy chọn nơi tiếp nhận hồ sơ." in told
    assert f"/ban-soan/{draft.key}/nhan-ket-qua/?ve=xem-lai" in told
    answer = browser.post(f"/ban-soan/{draft.key}/nhan-ket-qua/", {"return_by": "online", "ve": "xem-lai"})
    assert answer.headers["Location"] == f"/ban-soan/{draft.key}/xem-lai/"


def test_by_post_needs_to_know_where_to(browser: Client, filing: OnlineFiling) -> None:
    draft = begin(browser, filing)
    answer = browser.post(f"/ban-soan/{draft.key}/nhan-ket-qua/", {"return_by": "post", "return_address": " "})
    assert answer.status_code == 422
    assert "Hãy ghi địa chỉ" in answer.content.decode()


def test_a_session_that_ends_on_the_review_page_loses_nothing(
    browser: Client, filing: OnlineFiling, citizen: Actor
) -> None:
    draft = fill(browser, filing)
    page = f"/ban-soan/{draft.key}/xem-lai/"
    browser.logout()
    answer = browser.post(page, {"intake_key": "once"})
    assert answer.headers["Location"] == f"/tai-khoan/dang-nhap/?next={page}"
    assert not Submission.objects.exists()
    assert filing.applicant.name in read(browser_of(citizen), page)
    assert browser_of(citizen).post(page, {"intake_key": "once"}).status_code == 302
    assert Submission.objects.count() == 1


def test_what_was_typed_when_the_session_had_ended_stands_there_after_signing_in(
    browser: Client, filing: OnlineFiling, citizen: Actor
) -> None:
    draft = begin(browser, filing)
    page = f"/ban-soan/{draft.key}/nguoi-nop/"
    browser.logout()
    browser.post(page, {f"{FIELDS}name": "Trần Thị Mẫu Gõ Dở"})
    browser.force_login(draft.account, "congvu.people.backends.AccountBackend")
    told = read(browser, page)
    assert 'value="Trần Thị Mẫu Gõ Dở"' in told
    assert "Phiên đăng nhập đã hết giữa chừng" in told
    assert "Gõ Dở" not in read(browser, page)


def test_a_row_more_is_asked_for_without_losing_a_word(browser: Client, stage: Stage, citizen: Actor) -> None:
    published = edition("kinh-doanh/thanh-lap-tnhh")
    filing = replace(a_filing(stage, citizen), edition=published, uploads=(), answers={})
    draft = begin(browser, filing)
    form = compiled(published).form
    page = next(one.key for one in form.pages() for field in form.fields(page=one.key) if field.add)
    fields = form.fields(prefix=FIELDS, page=page)
    add = next(field.add for field in fields if field.add)
    sent = {**typed(fields), add: "1"}
    answer = browser.post(f"/ban-soan/{draft.key}/to-khai/{page}/", sent)
    assert answer.status_code == 200
    more = form.fields(form.read(dict_of(sent), FIELDS, page).typed, prefix=FIELDS, more=add, page=page)
    assert more[-1].fields[-1].name.replace("f-", 'id="id_f-', 1) in answer.content.decode()


def dict_of(sent: dict[str, str]) -> "Sent":
    return Sent(sent)


class Sent(dict[str, str]):
    def getlist(self, key: str) -> list[str]:
        return [self[key]] if key in self else []


def test_a_page_that_the_form_does_not_have_is_not_found(browser: Client, filing: OnlineFiling) -> None:
    draft = begin(browser, filing)
    assert browser.get(f"/ban-soan/{draft.key}/to-khai/khong-co/").status_code == 404
    assert browser.get("/nop-ho-so/khong-co/").status_code == 404


def test_a_newer_edition_tells_what_changed_and_carries_over(browser: Client, filing: OnlineFiling) -> None:
    draft = fill(browser, filing)
    now = next_edition(filing.edition)
    page = f"/ban-soan/{draft.key}/nguoi-nop/"
    assert browser.get(page).headers["Location"] == f"/ban-soan/{draft.key}/ban-moi/"
    assert browser.post(f"/ban-soan/{draft.key}/xem-lai/").headers["Location"] == f"/ban-soan/{draft.key}/ban-moi/"
    told = read(browser, f"/ban-soan/{draft.key}/ban-moi/")
    assert "Thủ tục đã thay đổi" in told
    assert "Lệ phí khai tử mẫu" in told or "Phí, lệ phí" in told
    assert browser.post(f"/ban-soan/{draft.key}/ban-moi/").status_code == 302
    draft.refresh_from_db()
    assert draft.edition == now
    assert draft.answers == filing.answers
    assert browser.get(f"/ban-soan/{draft.key}/ban-moi/").headers["Location"] == f"/ban-soan/{draft.key}/"


def next_edition(old: Edition) -> Edition:
    """The same procedure with another fee, in force since yesterday."""
    kept = {name: getattr(old, name) for name in (*Edition.HEAVY, "procedure", "published_at", "published_by")}
    fee = {"kind": "fixed", "type": "charge", "name": "Lệ phí khai tử mẫu", "amount": 9000}
    kept["content"] = {**old.content, "fee": fee}
    day = timezone.localdate() - timedelta(days=1)
    return Edition.objects.create(**kept, number="99", valid_from=day, digest="9" * 64)


def test_a_procedure_that_is_not_taken_online_says_so(stage: Stage, browser: Client) -> None:
    counter_only = edition("khieu-nai/to-cao")
    told = read(browser, f"/nop-ho-so/{counter_only.procedure.slug}/")
    assert "chưa nhận hồ sơ trực tuyến" in told
    assert "Bắt đầu" not in told


def test_a_robot_comes_to_an_end(stage: Stage, citizen: Actor) -> None:
    """A thousand beginnings are a few dozen drafts and one sentence."""
    published, party = edition(PACK), party_of(citizen)
    browser, address = browser_of(citizen), f"/nop-ho-so/{published.procedure.slug}/"
    for _time in range(MOST_DRAFTS):
        services.begin(published, party, by=citizen, at=timezone.now())
    for _again in range(1000 - MOST_DRAFTS):
        with pytest.raises(Refusal, match="too_many_drafts"):
            services.begin(published, party, by=citizen, at=timezone.now())
    assert Draft.objects.count() == MOST_DRAFTS
    told = browser.post(address, {"party": party.pk})
    assert told.status_code == 409
    assert "Hãy nộp hoặc xóa bớt" in told.content.decode()


def test_the_counter_is_found_by_the_name_its_commune_has_or_had(
    browser: Client, filing: OnlineFiling, stage: Stage
) -> None:
    old = "Phường Phúc Xá, Quận Ba Đình, Hà Nội"
    commune = places.find(old)[0].commune
    assert stage.receiver.parent
    Agency.objects.filter(pk=stage.receiver.parent.pk).update(unit_code=commune.code)
    draft = begin(browser, filing)
    page = f"/ban-soan/{draft.key}/noi-nop/"
    for typed_name in (fold(commune.name), old):
        assert stage.receiver.name in read(browser, f"{page}?q={typed_name}")
    assert "Không tìm thấy nơi nộp nào" in read(browser, f"{page}?q=khong-co-xa-nay")
    services.keep(
        draft.key, applicant={"address": f"Số 1, {commune.label}"}, by=browser_actor(draft), at=timezone.now()
    )
    assert f'value="{stage.receiver.pk}" checked' in read(browser, page)


def browser_actor(draft: Draft) -> Actor:
    return actor_for(draft.account, at=timezone.now())


def test_where_several_settle_the_one_is_asked_for(browser: Client, filing: OnlineFiling, stage: Stage) -> None:
    far = make_agency("H98.99.01", Kind.ONE_STOP, parent=Agency.objects.get(code="H98"), name="Trung tâm tỉnh Mẫu")
    settler = stage.receiver.parent
    other = make_agency("H98.32", Kind.COMMUNE_COMMITTEE, parent=far.parent, name="UBND xã Khác")
    assert settler
    draft = begin(browser, filing)
    page = f"/ban-soan/{draft.key}/noi-nop/"
    answer = browser.post(page, {"receiver": far.pk})
    assert other.name in answer.content.decode()
    assert browser.post(page, {"receiver": far.pk, "settler_asked": "1"}).status_code == 422
    assert browser.post(page, {"receiver": far.pk, "settler_asked": "1", "settler": settler.pk}).status_code == 302
    draft.refresh_from_db()
    assert (draft.receiver, draft.settler) == (far, settler)
    assert browser.post(page, {}).status_code == 302  # what was chosen stands
    assert "Hãy chọn nơi tiếp nhận" in browser.post(f"/ban-soan/{begin(browser, filing).key}/noi-nop/").content.decode()


def test_what_is_known_stands_in_the_form_and_earlier_answers_on_demand(
    browser: Client, filing: OnlineFiling, citizen: Actor, stage: Stage
) -> None:
    services.file(filing, intake_key="before", lookup_key="before", by=citizen, at=timezone.now())
    address = f"/nop-ho-so/{filing.edition.procedure.slug}/"
    assert "Điền sẵn theo hồ sơ đã nộp lần trước" in read(browser, address)
    browser.post(address, {"party": filing.party.pk, "reuse": "1"})
    browser.post(address, {"party": filing.party.pk})
    again, fresh = Draft.objects.order_by("pk")
    assert again.answers == filing.answers
    assert fresh.answers != filing.answers
    own = edition("kinh-doanh/ho-kinh-doanh")
    browser.post(f"/nop-ho-so/{own.procedure.slug}/", {"party": filing.party.pk})
    assert citizen.name in str(Draft.objects.order_by("pk").last().answers)  # type: ignore[union-attr]
