"""One's own list and one request's page: where it is, what one has to do, and what one may do."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_citizen
from congvu.base.actors import Actor
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier
from congvu.dossiers.services.stories import Stage
from congvu.files.testing import jpeg, pdf
from congvu.online import services
from congvu.online.models import Rating, Submission
from congvu.online.testing import MORNING, a_draft, a_submission
from congvu.online.tests.at_home import browser_of, upload
from congvu.people.models import Account, Mandate, Party

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(minutes=5)


@pytest.fixture
def browser(stage: Stage, citizen: Actor) -> Client:
    return browser_of(citizen)


@pytest.fixture
def submission(stage: Stage, citizen: Actor) -> Submission:
    return a_submission(stage, citizen)


@pytest.fixture
def dossier(submission: Submission, clerk: Actor) -> Dossier:
    return services.accept(submission.pk, by=clerk, at=LATER)


def read(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def ask(dossier: Dossier, stage: Stage, *items: str) -> None:
    dossiers.ask_supplement(
        dossier.pk, items=list(items), reason="Ảnh mờ.", by=stage.cast[Role.CLERK], at=LATER + timedelta(minutes=1)
    )


def test_the_list_says_what_is_begun_sent_and_to_do(
    browser: Client, stage: Stage, citizen: Actor, dossier: Dossier
) -> None:
    assert "Không phải làm gì" in read(browser, "/ho-so-cua-toi/")
    a_draft(stage, citizen)
    ask(dossier, stage, "Giấy báo tử")
    told = read(browser, "/ho-so-cua-toi/")
    assert "Đang soạn, chưa nộp" in told
    assert "Xem lại và nộp" in told
    assert dossier.code in told
    assert f"/ho-so-cua-toi/{dossier.code}/bo-sung/" in told


def test_the_list_of_somebody_without_anything_leads_on(stage: Stage) -> None:
    assert "Chưa có hồ sơ nào" in read(browser_of(make_citizen("moi")), "/ho-so-cua-toi/")


def test_the_list_asks_as_much_however_long_it_is(browser: Client, stage: Stage, citizen: Actor) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            read(browser, "/ho-so-cua-toi/")
        return len(found)

    a_submission(stage, citizen, key="first")
    a_draft(stage, citizen)
    services.accept(Submission.objects.get().pk, by=stage.cast[Role.CLERK], at=LATER)
    read(browser, "/ho-so-cua-toi/")
    few = queries()
    for number in range(6):
        sent = a_submission(stage, citizen, key=f"k{number}")
        a_draft(stage, citizen)
        if number % 2:
            services.accept(sent.pk, by=stage.cast[Role.CLERK], at=LATER)
    assert queries() == few <= 12


def test_older_requests_are_on_the_next_page(browser: Client, stage: Stage, citizen: Actor) -> None:
    codes = [a_submission(stage, citizen, key=f"k{number}").code for number in range(22)]
    first = read(browser, "/ho-so-cua-toi/")
    assert codes[-1] in first
    assert codes[0] not in first
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert codes[0] in read(browser, f"/ho-so-cua-toi/{older}")


def test_a_company_and_oneself_are_told_apart(stage: Stage, citizen: Actor) -> None:
    company = Party.objects.create(kind="company", name="Công ty TNHH Mẫu", number="0200000001", made_at=MORNING)
    account = Account.objects.get(pk=citizen.account_id or 0)
    Mandate.objects.create(
        party=company, account=account, role="filer", given_at=MORNING, given_by="x", confirmed_at=MORNING
    )
    mine = a_submission(stage, citizen)
    browser = browser_of(citizen)
    assert mine.code in read(browser, "/ho-so-cua-toi/")
    assert mine.code not in read(browser, f"/ho-so-cua-toi/?cho={company.pk}")
    begin = read(browser, f"/nop-ho-so/{mine.edition.procedure.slug}/")
    assert "Công ty TNHH Mẫu" in begin
    assert 'name="reuse"' in begin


def test_before_the_answer_the_page_says_until_when(browser: Client, submission: Submission) -> None:
    told = read(browser, f"/ho-so-cua-toi/{submission.code}/")
    assert "Trả lời trước" in told
    assert "Xác nhận đã gửi hồ sơ" in told
    file = submission.files.first()
    assert file
    assert f"/ho-so-cua-toi/{submission.code}/tep/{file.pk}/" in told


def test_accepted_it_shows_its_course_and_its_papers(browser: Client, dossier: Dossier) -> None:
    page = f"/ho-so-cua-toi/{dossier.code}/"
    told = read(browser, page)
    assert "Giấy tiếp nhận và hẹn trả" in told
    assert "Phiếu kiểm soát" not in told
    assert browser.get(f"{page}giay/receipt.pdf").content.startswith(b"%PDF")
    assert browser.get(f"{page}giay/control_sheet.pdf").status_code == 404
    assert browser.get(f"{page}giay/result.pdf").status_code == 404
    assert browser.get(f"{page}da-gui/").headers["Location"] == page


def test_refused_it_says_why_and_has_the_slip(browser: Client, submission: Submission, clerk: Actor) -> None:
    services.refuse(submission.pk, reason="Không thuộc thẩm quyền.", by=clerk, at=LATER)
    page = f"/ho-so-cua-toi/{submission.code}/"
    assert "Không thuộc thẩm quyền." in read(browser, page)
    assert browser.get(f"{page}giay/refusal.pdf").content.startswith(b"%PDF")
    assert "Xem lý do không tiếp nhận" in read(browser, "/ho-so-cua-toi/")


def test_what_is_asked_for_is_supplied_from_home(browser: Client, dossier: Dossier, stage: Stage) -> None:
    page = f"/ho-so-cua-toi/{dossier.code}/bo-sung/"
    assert browser.get(page).headers["Location"] == f"/ho-so-cua-toi/{dossier.code}/"
    ask(dossier, stage, "Tờ khai đăng ký khai tử", "Ảnh chụp rõ hơn")
    assert "Ảnh mờ." in read(browser, page)
    assert "Hãy" in browser.post(page).content.decode()  # nothing is no supplement
    wrong = {"file-0": upload("dung.pdf"), "file-1": SimpleUploadedFile("sai.pdf", b"MZ" + bytes(99))}
    answer = browser.post(page, wrong)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "chương trình Windows" in told
    kept = told.split('name="kept" value="')[1].split('"')[0]
    photos = [SimpleUploadedFile(f"{number}.jpg", jpeg(size=(90, 90 + number))) for number in (1, 2)]
    assert browser.post(page, {"kept": kept, "photo-1": photos}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == "in_progress"
    scans = {(scan.name, scan.paper_key, scan.blob.pages) for scan in dossier.scans.all()}
    assert {("dung.pdf", "declaration", 1), ("Ảnh chụp rõ hơn.pdf", "", 2)} <= scans


def test_what_we_did_not_sign_is_not_kept(browser: Client, dossier: Dossier, stage: Stage) -> None:
    ask(dossier, stage, "Giấy báo tử")
    before = dossier.scans.count()
    forged = {"kept": "declaration/" + "0" * 64 + "/x.pdf:forged", "file-0": upload("that.pdf", pdf(2))}
    browser.post(f"/ho-so-cua-toi/{dossier.code}/bo-sung/", forged)
    assert dossier.scans.count() == before + 1


def test_it_is_taken_back_with_a_reason_before_and_after_the_answer(
    browser: Client, stage: Stage, citizen: Actor, dossier: Dossier
) -> None:
    waiting = a_submission(stage, citizen, key="k2")
    for code in (waiting.code, dossier.code):
        page = f"/ho-so-cua-toi/{code}/"
        answer = browser.post(f"{page}rut/", {"reason": " "})
        assert answer.status_code == 422
        assert '<details class="confirm" open>' in answer.content.decode()
        assert browser.post(f"{page}rut/", {"reason": "Nộp nhầm."}).headers["Location"] == page
        assert "Đã rút" in read(browser, page)
        assert "Rút hồ sơ này?" not in read(browser, page)


def test_the_service_is_rated_once(browser: Client, dossier: Dossier) -> None:
    page = f"/ho-so-cua-toi/{dossier.code}/"
    assert "Gửi đánh giá" not in read(browser, page)
    assert browser.post(f"{page}danh-gia/", {"level": "satisfied"}).status_code == 422
    Dossier.objects.filter(pk=dossier.pk).update(state="decided", finished_at=LATER)
    assert "Gửi đánh giá" in read(browser, page)
    assert browser.post(f"{page}danh-gia/", {"level": ""}).status_code == 422
    assert browser.post(f"{page}danh-gia/", {"level": "satisfied", "comment": "Nhanh."}).status_code == 302
    assert Rating.objects.get().comment == "Nhanh."
    told = read(browser, page)
    assert "Ông/bà đã đánh giá: Hài lòng." in told
    assert "Gửi đánh giá" not in told
    assert "đã được đánh giá" in browser.post(f"{page}danh-gia/", {"level": "satisfied"}).content.decode()


def test_nobody_sees_or_does_anything_with_the_request_of_another(
    stage: Stage, dossier: Dossier, citizen: Actor
) -> None:
    other = browser_of(make_citizen("nguoi-khac"))
    waiting = a_submission(stage, citizen, key="k2")
    for code in (dossier.code, waiting.code):
        page = f"/ho-so-cua-toi/{code}/"
        for part in ("", "da-gui/", "giay/receipt.pdf", "giay/filed.pdf", "tep/1/", "bo-sung/"):
            assert other.get(page + part).status_code == 404
        assert other.post(f"{page}rut/", {"reason": "x"}).status_code == 404
        assert other.post(f"{page}danh-gia/", {"level": "satisfied"}).status_code == 404
        assert code not in read(other, "/ho-so-cua-toi/")
