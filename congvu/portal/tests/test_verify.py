"""Anybody checks a result: by its code, or by dropping the file."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from congvu.base.actors import system
from congvu.dossiers import services
from congvu.dossiers.models import Dossier, IssuedResult
from congvu.dossiers.selectors import issued_paper
from congvu.dossiers.services.stories import play
from congvu.dossiers.testing import a_stage_for
from congvu.files.selectors import shelf
from congvu.procedures.selectors import stories
from congvu.procedures.testing import edition

pytestmark = pytest.mark.django_db
GENUINE, UNKNOWN = "Giấy tờ do cơ quan của tỉnh cấp", "Không tìm thấy"


@pytest.fixture
def issued() -> IssuedResult:
    published = edition("ho-tich/khai-tu")
    granted = next(one for one in stories(published) if one.key == "granted")
    assert not play(granted, published, a_stage_for(published))
    dossier = Dossier.objects.get()
    assert dossier.finished_at
    by = system("results", "Cấp kết quả")
    return services.issue(dossier.pk, address="https://a.example", into=shelf(), by=by, at=dossier.finished_at)


@pytest.fixture
def ask(client: Client) -> Callable[..., str]:
    def post(status: int = 200, **typed: object) -> str:
        answer = client.post(reverse("portal-verify"), typed)
        assert answer.status_code == status
        return answer.content.decode()

    return post


def test_the_code_tells_what_was_issued_and_no_name_in_full(issued: IssuedResult, ask: Callable[..., str]) -> None:
    page = ask(code=issued.check_code.lower().replace("-", ""))
    assert GENUINE in page
    assert issued.dossier.code in page
    assert issued.dossier.applicant not in page
    assert issued.dossier.id_number not in page


def test_the_very_file_is_genuine_and_one_changed_byte_is_not(issued: IssuedResult, ask: Callable[..., str]) -> None:
    paper = issued_paper(issued.dossier, at=shelf())
    assert paper
    assert GENUINE in ask(file=SimpleUploadedFile("ket-qua.pdf", paper))
    changed = paper[:-10] + bytes([paper[-10] ^ 1]) + paper[-9:]
    page = ask(file=SimpleUploadedFile("ket-qua.pdf", changed))
    assert UNKNOWN in page
    assert "ket-qua.pdf" in page


def test_nothing_given_and_an_empty_file_are_told_at_the_field(ask: Callable[..., str]) -> None:
    assert "Hãy nhập mã xác minh, hoặc chọn tệp kết quả." in ask(422)
    assert "Tệp này trống" in ask(422, file=SimpleUploadedFile("ket-qua.pdf", b""))


def test_an_unknown_code_is_told_back_and_a_code_in_the_address_is_asked_at_once(
    issued: IssuedResult, ask: Callable[..., str], client: Client
) -> None:
    page = ask(code="<b>0000</b>")
    assert UNKNOWN in page
    assert "&lt;b&gt;0000" in page
    assert GENUINE in client.get(reverse("portal-verify"), {"code": issued.check_code}).content.decode()
