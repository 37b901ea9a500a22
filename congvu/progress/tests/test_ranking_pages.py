"""The pages of a ranking, from the empty scheme to the published one, and who sees what of them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_post
from congvu.progress import services
from congvu.progress.models import Scheme, Score
from congvu.progress.testing import AT, Province

pytestmark = pytest.mark.django_db


def sign_in(agency: Agency, role: str = Role.PLANNER) -> Client:
    client = Client()
    client.force_login(make_post(agency, role).account, "congvu.people.backends.AccountBackend")
    return client


def post(client: Client, page: str, /, *args: object, expect: int = 302, **said: object) -> str:
    answer = client.post(reverse(page, args=args), said)
    assert answer.status_code == expect, answer.content.decode()[:2000]
    return answer.content.decode()


def test_a_scheme_walks_through_its_pages(province: Province) -> None:
    for number, n in ((1, 100), (2, 50), (3, 40)):
        province.report(number, n)
    planner, second = sign_in(province.departments[0]), sign_in(province.departments[1])
    leader = sign_in(province.plan.issuer, Role.LEADER)
    post(planner, "progress-make", plan=province.plan.slug, year="2026", block="Sở", kinds=["department"])
    scheme = Scheme.objects.get()
    back = post(
        planner, "progress-criterion", scheme.pk, expect=422, code="1", name="Nguồn mở", points="70", method="steps"
    )
    assert "Hãy ghi ít nhất một bậc" in back
    assert "Nguồn mở" in back, "what was typed stays"
    post(planner, "progress-criterion", scheme.pk, code="1", name="Nguồn mở", points="70", method="ratio",
         indicator=province.indicator.pk)  # fmt: skip
    post(planner, "progress-criterion", scheme.pk, code="2", name="Đào tạo", points="30,5", method="manual")
    assert "Càng thấp" not in planner.get(reverse("progress-scheme", args=[scheme.pk])).content.decode()
    assert second.get(reverse("progress-scheme", args=[scheme.pk])).status_code == 404, "a draft is its makers'"
    post(planner, "progress-open", scheme.pk)

    two = province.departments[1].pk
    one, other = scheme.criteria.values_list("pk", flat=True)
    wrong: Any = {f"points_{one}": "36"}
    back = post(second, "progress-own", scheme.pk, two, expect=422, **wrong)
    assert f'href="#id_reason_{one}"' in back
    typed: Any = {f"points_{one}": "35", f"points_{other}": "7,5", f"evidence_{other}": "Ảnh"}
    post(second, "progress-own", scheme.pk, two, **typed)
    table = second.get(reverse("progress-scheme", args=[scheme.pk])).content.decode()
    assert "<span>7,5</span>" in table
    assert "Sở Mẫu 3" not in table, "before it is published an agency sees its own points only"
    assert second.get(reverse("progress-sheet", args=[scheme.pk, province.departments[2].pk])).status_code == 404
    assert second.get(reverse("progress-own", args=[scheme.pk, province.departments[2].pk])).status_code == 404
    post(planner, "progress-close-self", scheme.pk)

    for agency in province.departments:
        said: Any = {f"points_{other}": "10", f"remark_{other}": "Đã xem"}
        said[f"points_{one}"] = {"H99.1": "70", "H99.2": "35", "H99.3": "28"}[agency.code]
        post(planner, "progress-verify", scheme.pk, agency.pk, **said)
    post(planner, "progress-close-verify", scheme.pk)
    assert "Gửi trả lời" in second.get(reverse("progress-own", args=[scheme.pk, two])).content.decode()
    post(second, "progress-answer", scheme.pk, two, expect=422, agrees="no")
    post(second, "progress-answer", scheme.pk, two, agrees="yes")
    post(planner, "progress-publish", scheme.pk, expect=403)
    post(leader, "progress-publish", scheme.pk)
    table = second.get(reverse("progress-scheme", args=[scheme.pk])).content.decode()
    assert "Sở Mẫu 3" in table
    ods = second.get(reverse("progress-scheme", args=[scheme.pk]), {"dang": "ods"})
    assert ods["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert "Sở" in leader.get(reverse("progress-rankings")).content.decode()


def test_the_table_costs_the_same_however_many_agencies_there_are(province: Province) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        return len(counted)

    planner = province.planner()
    scheme = province.scheme(planner)
    services.open_self_scoring(scheme, by=planner, at=AT)
    client, address = sign_in(province.plan.issuer, Role.LEADER), reverse("progress-scheme", args=[scheme.pk])
    cost()
    before = cost()
    scores = list(Score.objects.all())
    for number in range(4, 8):
        agency = make_agency(f"H99.{number}", Kind.DEPARTMENT, parent=province.plan.issuer)
        for score in scores[:2]:
            Score.objects.create(criterion=score.criterion, agency=agency, applies=False, reason="Được miễn")
    assert cost() == before <= 15
