"""The citizen at home: files on a phone, goes on at another machine, follows, supplies, pays, and has the result."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, Route, expect
from pytest_django import Settings

from congvu.agencies.demo import Province
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_citizen
from congvu.base.actors import Actor
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier
from congvu.dossiers.rules import ReturnBy
from congvu.dossiers.services import Upload
from congvu.dossiers.services.stories import Stage
from congvu.files.selectors import shelf
from congvu.files.testing import stored
from congvu.notices import services as notices
from congvu.notices.models import Message
from congvu.online import services as online
from congvu.online.models import Draft, Submission
from congvu.online.testing import a_draft, a_filing
from congvu.payments.tests.sandboxes import MERCHANT, SECRET, Door, Sandbox
from congvu.people.models import Account
from congvu.procedures.models import Edition
from congvu.procedures.testing import edition
from congvu.site.duties import issue_results
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import CODE, ID_NUMBER, answer, send
from tests.journeys.from_home import (
    BIRTH,
    CHILD,
    DECLARATION,
    EVENT,
    FEE,
    MAIL,
    MOTHER,
    NAME,
    NEW_NAME,
    NOTICE,
    OLD_NAME,
    ON_THE_PHONE,
    WANTED,
    WORD,
    fill,
    find_commune,
    heading,
    on,
    photo,
    register,
    sign_in,
    upload,
)
from tests.journeys.scenes import HONG_BANG, commune, stage_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def birth(province: Province) -> Edition:
    return edition(BIRTH)


@pytest.fixture
def stage(province: Province, birth: Edition) -> Stage:
    return stage_of(province, commune())


@pytest.fixture
def citizen(birth: Edition) -> Actor:
    """Somebody who has an account already."""
    actor = make_citizen("dao-mau", name="Đào Thị Mẫu", on=timezone.localdate())
    account = Account.objects.get(pk=actor.account_id or 0)
    account.email = MAIL
    account.set_password(WORD)
    account.save()
    return actor


def test_a_birth_is_registered_from_a_phone_and_another_machine(visit: Visit, birth: Edition, look: Look) -> None:
    phone = visit(**ON_THE_PHONE)
    phone.goto("/")
    phone.get_by_label("Tìm thủ tục").fill("lam giay khai sinh")
    phone.get_by_label("Tìm thủ tục").press("Enter")
    phone.locator("main").get_by_role("link", name=NAME).first.click()
    for told in (DECLARATION, NOTICE, FEE, "Luật Hộ tịch", "Ủy ban nhân dân"):
        expect(phone.locator("main")).to_contain_text(told)
    look(phone, "online-procedure")
    phone.get_by_role("link", name="Nộp trực tuyến").click()
    look(phone, "online-sign-in")
    register(phone)
    heading(phone, NAME)
    look(phone, "online-begin")
    send(phone, "Bắt đầu")
    heading(phone, "Nơi nộp")
    phone.get_by_label("Tìm nơi nộp theo tên xã, phường").fill(OLD_NAME)
    send(phone, "Tìm")
    phone.get_by_label(re.compile("phường Hồng Bàng")).check()
    look(phone, "online-where")
    on(phone, "Người nộp hồ sơ")
    expect(phone.get_by_label("Họ và tên")).to_have_value("Đào Thị Mẫu")
    fill(phone, {"Số định danh cá nhân (CCCD)": "123", "Số điện thoại": "0900000101"})
    send(phone, "Tiếp tục")
    expect(phone.locator("#id_f-id_number-error")).to_be_visible()
    look(phone, "online-mistake")
    phone.get_by_label("Số định danh cá nhân (CCCD)").fill(ID_NUMBER)
    on(phone, "Trẻ được khai sinh")
    fill(phone, CHILD)
    find_commune(phone, "Quê quán")
    look(phone, "online-commune")
    on(phone, "Việc đăng ký")
    fill(phone, EVENT)
    send(phone, "Lưu và thoát")
    heading(phone, "Hồ sơ của tôi")
    look(phone, "online-mine-drafts")
    desk = visit()
    desk.goto("/ho-so-cua-toi/")
    sign_in(desk)
    go_on_and_send(desk, look)


def go_on_and_send(page: Page, look: Look) -> None:
    """The same citizen at another machine, from where the phone was left."""
    page.locator("main").get_by_role("link", name=NAME).click()
    heading(page, "Việc đăng ký")
    expect(page.get_by_label("Số Giấy chứng sinh")).to_have_value("0123/GCS")
    on(page, "Người mẹ")
    fill(page, MOTHER)
    find_commune(page, "Xã, phường, đặc khu")
    on(page, "Người cha")
    answer(page, "Ghi người cha vào giấy khai sinh", "Không")
    on(page, "Người đi khai và bản sao")
    fill(page, {"Người đi khai là gì của trẻ": "Cha hoặc mẹ", "Số bản sao trích lục xin cấp thêm": "2"})
    on(page, "Giấy tờ kèm theo")
    upload(page, NOTICE, photo("white"), photo("ivory"))
    expect(page.get_by_role("group", name=NOTICE)).to_contain_text("2 trang")
    expect(page.get_by_role("group", name=DECLARATION)).to_have_count(0)  # the form itself
    look(page, "online-papers")
    on(page, "Cách nhận kết quả")
    page.get_by_label("Bản điện tử trên cổng này").check()
    look(page, "online-return")
    on(page, "Xem lại và nộp")
    for told in ("Đào Gia Thử", NEW_NAME, "Không thu", HONG_BANG.removeprefix("Ủy ban nhân dân ")):
        expect(page.locator("main")).to_contain_text(told)
    look(page, "online-review")
    send_while_the_line_breaks(page)
    code = page.locator(".filed-code").inner_text()
    assert CODE.fullmatch(code)
    assert [one.code for one in Submission.objects.all()] == [code]
    assert page.request.get(f"/ho-so-cua-toi/{code}/giay/filed.pdf").body().startswith(b"%PDF")
    look(page, "online-filed")


def send_while_the_line_breaks(page: Page) -> None:
    """What was sent arrives, the answer does not; the way back leads to the answer, and so does pressing again."""

    def lose_answer(route: Route) -> None:
        assert route.fetch(max_redirects=0).status == 302
        route.abort("connectionreset")

    review = page.url
    form = page.locator("form", has=page.get_by_role("button", name="Nộp hồ sơ"))
    key = form.locator("[name=intake_key]").get_attribute("value")
    csrf = form.locator("[name=csrfmiddlewaretoken]").get_attribute("value")
    page.route("**/xem-lai/", lose_answer, times=1)
    send(page, "Nộp hồ sơ")
    page.wait_for_url("chrome-error://**")  # the browser's own page: no connection
    page.goto(review)
    heading(page, "Đã gửi hồ sơ")
    again = page.request.post(review, form={"intake_key": key or "", "csrfmiddlewaretoken": csrf or ""})
    assert again.url == page.url


# What the counter answers, and what comes of it


def filed(stage: Stage, birth: Edition, citizen: Actor, **answers: str) -> Submission:
    """The birth, sent in by the services: with papers whose bytes are there."""
    filing = a_filing(stage, citizen, published=birth)
    sent = replace(
        filing,
        applicant=replace(filing.applicant, email=MAIL),
        answers={**filing.answers, **answers},
        uploads=[Upload(stored(shelf()), one.name, one.paper_key) for one in filing.uploads],
        return_by=ReturnBy.ONLINE,
    )
    return online.file(sent, intake_key="k", lookup_key="look-k", by=citizen, at=timezone.now())


def at_home(visit: Visit, address: str) -> Page:
    """The citizen's phone, signed in on the way to an address."""
    page = visit(**ON_THE_PHONE)
    page.goto(address)
    sign_in(page)
    expect(page).to_have_url(re.compile(f"{re.escape(address)}$"))
    return page


def letters(address: str) -> list[str]:
    """What the outbox holds for the citizen, once the journal was followed."""
    while notices.follow(address=address, at=timezone.now()):
        pass
    return list(Message.objects.filter(to=MAIL).order_by("pk").values_list("text", flat=True))


def test_the_counter_accepts_asks_and_the_citizen_has_the_result(
    visit: Visit, stage: Stage, birth: Edition, citizen: Actor, look: Look, settings: Settings
) -> None:
    code = filed(stage, birth, citizen).code
    clerk = visit("mot-cua.hong-bang")
    clerk.locator("main").get_by_role("link", name=code).first.click()
    heading(clerk, NAME)
    look(clerk, "online-clerk")
    send(clerk, "Tiếp nhận hồ sơ")
    expect(clerk.get_by_text("Đã tiếp nhận hồ sơ").first).to_be_visible()
    page = at_home(visit, f"/ho-so-cua-toi/{code}/")
    expect(page.locator("main")).to_contain_text("Đã tiếp nhận")
    supply(page, code, stage, settings.PUBLIC_ADDRESS, look)
    grant(code, stage)
    page.reload()
    expect(page.locator("main")).to_contain_text("đang được lập thành tệp")
    issue_results(timezone.now())
    page.reload()
    look(page, "online-case-decided")
    with page.expect_download() as taken:
        send(page, "Nhận kết quả (PDF)")
    paper = taken.value.path().read_bytes()
    page.reload()
    expect(page.locator("main")).to_contain_text("Kết quả đã được trả")
    again = page.get_by_role("link", name="Tải kết quả (PDF)").get_attribute("href")
    assert page.request.get(again or "").body() == paper
    rate(page)
    look(page, "online-case-rated")
    is_genuine(page, paper, code, look)


def supply(page: Page, code: str, stage: Stage, address: str, look: Look) -> None:
    """The letter's link leads to what is wanted, and the citizen sends it from there."""
    at, dossier = timezone.now(), Dossier.objects.get(code=code)
    by = stage.cast[Role.SPECIALIST]
    dossiers.ask_supplement(dossier.pk, items=[WANTED], reason="Người nộp không phải cha mẹ.", by=by, at=at)
    letter = letters(address)[-1]
    assert WANTED in letter
    link = re.search(r"http\S+", letter)
    assert link
    page.goto(link[0])
    look(page, "online-case-supplement")
    page.get_by_role("link", name="Gửi bổ sung ở đây").click()
    page.get_by_role("group", name=WANTED).get_by_label("Chụp ảnh").set_input_files([photo("white"), photo("snow")])
    look(page, "online-supply")
    send(page, "Gửi bổ sung")
    expect(page.get_by_role("link", name="Gửi bổ sung ở đây")).to_have_count(0)


def grant(code: str, stage: Stage) -> None:
    """Proposed and signed."""
    facts = {"register_number": "45", "personal_number": "031326000303"}
    settled, cast, at = Dossier.objects.get(code=code).pk, stage.cast, timezone.now()
    by = cast[Role.SPECIALIST]
    dossiers.complete(settled, element="examine", choice="propose_grant", result=facts, by=by, at=at)
    dossiers.complete(settled, element="sign", choice="approve", by=cast[Role.LEADER], at=at)


def rate(page: Page) -> None:
    page.get_by_label("Rất hài lòng").check()
    send(page, "Gửi đánh giá")
    expect(page.get_by_text("Ông/bà đã đánh giá: Rất hài lòng")).to_be_visible()
    expect(page.get_by_role("button", name="Gửi đánh giá")).to_have_count(0)


def is_genuine(page: Page, paper: bytes, code: str, look: Look) -> None:
    """Anybody may drop the file on the page; one that was changed is not known."""
    for body, told in ((paper, "Tệp này đúng là bản đã cấp"), (paper + b" ", "Không tìm thấy")):
        page.goto("/xac-minh/")
        sent = FilePayload(name="ket-qua.pdf", mimeType="application/pdf", buffer=body)
        page.get_by_label("Hoặc chọn tệp kết quả").set_input_files(sent)
        send(page, "Kiểm tra")
        expect(page.locator("main")).to_contain_text(told)
        look(page, f"verify-{'genuine' if body is paper else 'changed'}")


def test_a_session_that_ends_on_the_review_page_loses_nothing(
    visit: Visit, stage: Stage, birth: Edition, citizen: Actor, look: Look
) -> None:
    draft = a_draft(stage, citizen, published=birth)
    page = at_home(visit, f"/ban-soan/{draft.key}/xem-lai/")
    said = page.locator("main").inner_text()
    page.context.clear_cookies(name="sessionid")
    send(page, "Nộp hồ sơ")
    look(page, "online-session-ended")
    sign_in(page)
    heading(page, "Xem lại và nộp")
    assert page.locator("main").inner_text() == said
    send(page, "Nộp hồ sơ")
    heading(page, "Đã gửi hồ sơ")
    assert Submission.objects.get().answers == draft.answers


@pytest.fixture
def sandbox(tmp_path: Path, settings: Settings) -> Iterator[Sandbox]:
    running = Sandbox(tmp_path, Door())
    settings.PAYMENT_URL, settings.PAYMENT_MERCHANT, settings.PAYMENT_SECRET = running.gateway.base, MERCHANT, SECRET
    yield running
    running.stop()


def test_the_fee_is_paid_online(
    visit: Visit, stage: Stage, birth: Edition, citizen: Actor, sandbox: Sandbox, look: Look
) -> None:
    submission = filed(stage, birth, citizen, timing="late")
    code = submission.code
    online.accept(submission.pk, by=stage.cast[Role.CLERK], at=timezone.now())
    page = at_home(visit, f"/ho-so-cua-toi/{code}/")
    expect(page.locator("main")).to_contain_text(FEE)
    look(page, "online-case-owes")
    page.get_by_role("link", name="Nộp trực tuyến").click()
    look(page, "online-pay")
    send(page, "Thanh toán trực tuyến")
    page.wait_for_url(f"{sandbox.gateway.origin}/**")
    page.get_by_role("button", name="Ngân hàng từ chối").click()
    expect(page.get_by_text("Thanh toán không thành công")).to_be_visible()
    page.get_by_role("link", name="Thử lại").click()
    send(page, "Thanh toán trực tuyến")
    page.get_by_role("button", name="Thanh toán 8.000 đồng").click()
    expect(page.get_by_text("Thanh toán thành công")).to_be_visible()
    look(page, "online-paid")
    receipt = page.locator("main").get_by_role("link", name=re.compile("[Bb]iên lai")).get_attribute("href")
    assert page.request.get(receipt or "").body().startswith(b"%PDF")
    page.goto(f"/ho-so-cua-toi/{code}/")
    expect(page.get_by_role("link", name="Nộp trực tuyến")).to_have_count(0)


def test_without_scripts_one_begins_fills_in_and_reviews(visit: Visit, citizen: Actor, birth: Edition) -> None:
    page = visit(**ON_THE_PHONE, java_script_enabled=False)
    page.goto(f"/nop-ho-so/{birth.procedure.slug}/")
    sign_in(page)
    send(page, "Bắt đầu")
    page.get_by_label("Tìm nơi nộp theo tên xã, phường").fill(OLD_NAME)
    send(page, "Tìm")
    page.get_by_label(re.compile("phường Hồng Bàng")).check()
    on(page, "Người nộp hồ sơ")
    fill(page, {"Số định danh cá nhân (CCCD)": ID_NUMBER})
    on(page, "Trẻ được khai sinh")
    fill(page, CHILD)
    find_commune(page, "Quê quán")
    on(page, "Việc đăng ký")
    page.goto(f"/ban-soan/{Draft.objects.get().key}/xem-lai/")
    expect(page.locator("main")).to_contain_text("Đào Gia Thử")
    page.get_by_role("link", name="Sửa Cách nhận kết quả").click()
    page.get_by_label("Nhận trực tiếp").check()
    send(page, "Lưu và về trang xem lại")
    heading(page, "Xem lại và nộp")
    expect(page.locator("main")).to_contain_text("Nhận trực tiếp tại Bộ phận Một cửa")
