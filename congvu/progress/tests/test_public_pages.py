"""What everybody reads and takes away: only what is public, small, and the same in every format."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from congvu.plans.models import Money, Section, Version
from congvu.plans.selectors.versions import snapshot
from congvu.plans.testing import AT, make_indicator, make_project, make_target
from congvu.progress.rules.open_data import FIELDS, SDMX
from congvu.progress.testing import SCOPE, Province
from congvu.reporting.models import Value
from congvu.reporting.rules import State

pytestmark = pytest.mark.django_db
TODAY = date(2027, 2, 1)
LINKED = re.compile(r"""(?:href|src)="(/static/[^"#]+\.(?:css|js|svg))""")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_at: TODAY)


@pytest.fixture
def public(province: Province) -> Province:
    Section.objects.create(plan=province.plan, number="I", title="Mục tiêu", order=1, body="Một **đoạn** <script>x")
    province.plan.state, province.plan.published_at = "published", AT
    province.plan.save()
    return province


def get(name: str, *args: object, **headers: str) -> Any:
    return Client(headers=headers).get(reverse(name, args=args))


def table(province: Province) -> list[dict[str, str]]:
    answer = get("progress-data-file", province.plan.slug, "so-lieu.csv")
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))


def test_a_plan_that_is_not_published_is_not_there(province: Province) -> None:
    for name in ("progress-public-plan", "progress-public-text", "progress-data"):
        assert get(name, province.plan.slug).status_code == 404
    assert get("progress-data-file", province.plan.slug, "so-lieu.csv").status_code == 404
    assert province.plan.title not in get("progress-public").content.decode()


def test_everybody_reads_the_plan_and_how_far_it_is(public: Province) -> None:
    public.report(1, 100)
    public.report(2, 100)
    page = get("progress-public-plan", public.plan.slug).content.decode()
    assert "Mới có 2/3 cơ quan báo cáo." in page
    assert "2 trên 2 cơ quan đã báo cáo Quý 4/2026." in page
    text = get("progress-public-text", public.plan.slug).content.decode()
    assert "<strong>đoạn</strong>" in text
    assert "<script>x" not in text
    assert public.plan.title in get("progress-public").content.decode()


def test_while_a_change_is_at_work_the_published_version_is_read(public: Province) -> None:
    Version.objects.create(
        plan=public.plan, number=1, revision=1, reason="Phê duyệt", content=snapshot(public.plan), made_by="Mẫu",
        made_at=AT, published_at=AT, decision="1/QĐ-UBND", decided_on=AT.date(), approver="Mẫu",
    )  # fmt: skip
    make_target(public.plan, make_indicator("M-99", name="Bí mật trong bản thảo"), scope=SCOPE.write())
    public.plan.state = "draft"
    public.plan.save()
    for name in ("progress-public-plan", "progress-public-text", "progress-data"):
        answer = get(name, public.plan.slug)
        assert answer.status_code == 200
        assert "Bí mật" not in answer.content.decode()
    assert not any(row["indicator"] == "M-99" for row in table(public))


def test_the_long_table_holds_what_is_public(public: Province) -> None:
    public.report(1, 30, 40)
    public.report(2, 10, 40, state=State.SUBMITTED, accepted_at=None)
    Value.objects.filter(agency=public.departments[0]).update(measured_n=28, measured_d=40)
    rows = {(row["org"], row["status"]): row for row in table(public) if row["period"] == "2026-Q4"}
    assert set(rows) == {("H99", "consolidated"), ("H99.1", "reported"), ("H99.1", "measured")}, "no unaccepted report"
    assert rows["H99.1", "reported"]["id"] == "H99.1/M-01/2026-Q4/reported"
    assert [rows["H99.1", "reported"][name] for name in ("n", "d", "value", "unit")] == ["30", "40", "75", "pct"]
    assert [rows["H99.1", "measured"][name] for name in ("n", "d", "value")] == ["28", "40", "70"]
    assert [rows["H99", "consolidated"][name] for name in ("n", "d", "value", "known", "expected")] == [
        "40", "80", "50", "2", "3",
    ]  # fmt: skip
    silent = [row for row in table(public) if row["period"] == "2026-Q3"]
    assert [(row["n"], row["known"], row["expected"]) for row in silent] == [("", "0", "3")]
    every = [row["id"] for row in table(public)]
    assert len(every) == len(set(every))


def test_sdmx_has_the_columns_of_the_standard_and_two_observations_of_a_quotient(public: Province) -> None:
    public.report(1, 30, 40)
    answer = get("progress-data-file", public.plan.slug, "so-lieu.sdmx.csv")
    assert answer["Content-Type"].startswith("application/vnd.sdmx.data+csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert tuple(rows[0]) == SDMX
    assert SDMX[:3] == ("STRUCTURE", "STRUCTURE_ID", "ACTION")
    mine = [row for row in rows if row["ORG"] == "H99_1"]
    assert [(row["MEASURE"], row["TIME_PERIOD"], row["OBS_VALUE"]) for row in mine] == [
        ("N", "2026-Q4", "30"), ("D", "2026-Q4", "40"),
    ]  # fmt: skip
    keys = {tuple(row[name] for name in SDMX[3:8]) for row in rows}
    assert len(keys) == len(rows), "the dimensions name an observation"
    for row in rows:
        assert (row["STRUCTURE"], row["ACTION"]) == ("dataflow", "I")
        assert re.fullmatch(r"[A-Za-z][\w-]*:[A-Za-z0-9_@$-]+\(\d+\.\d+\)", row["STRUCTURE_ID"])
        assert all(re.fullmatch(r"[A-Za-z0-9_@$-]+", row[name]) for name in ("ORG", "INDICATOR", "MEASURE", "STATUS"))
        assert re.fullmatch(r"-?\d+(\.\d+)?", row["OBS_VALUE"])


def test_the_data_describe_themselves(public: Province) -> None:
    public.report(1, 30, 40)
    schema = json.loads(get("progress-data-file", public.plan.slug, "so-lieu.schema.json").content)
    assert (
        [field["name"] for field in schema["fields"]]
        == [name for name, _kind, _said in FIELDS]
        == list(table(public)[0])
    )
    found = json.loads(get("progress-data-file", public.plan.slug, "dcat.jsonld").content)
    assert found["@type"] == "dcat:Dataset"
    assert found["@id"] == f"http://testserver/ke-hoach/{public.plan.slug}/du-lieu/"
    for one in found["dcat:distribution"]:
        answer = Client().get(one["dcat:downloadURL"]["@id"])
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(one["dcat:mediaType"]["@id"].rsplit("media-types/")[1])
    assert Client().get(reverse("progress-data-file", args=[public.plan.slug, "khac.csv"])).status_code == 404


def test_who_has_it_already_is_not_sent_it_again(public: Province) -> None:
    for name, args in (("progress-public-plan", ()), ("progress-data-file", ("so-lieu.csv",))):
        first = get(name, public.plan.slug, *args)
        again = get(name, public.plan.slug, *args, **{"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        public.report(len(name) % 3 + 1, 10, period=f"2026-Q{len(args) + 1}")
        assert get(name, public.plan.slug, *args, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_the_first_view_is_under_60_kilobytes_and_costs_the_same(
    public: Province, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(2, 30):
        one = make_indicator(f"M-{number:02}", name=f"Tỷ lệ cơ quan, đơn vị thực hiện việc thứ {number} theo kế hoạch")
        make_target(public.plan, one, scope=SCOPE.write())
        project = make_project(
            public.plan, f"P-{number}", name=f"Xây dựng, nâng cấp hệ thống thông tin số {number} của tỉnh"
        )
        Money.objects.create(project=project, fund="central", measure="estimate", year=2026, amount=10**9)
    public.report(1, 50)
    client = Client(headers={"Accept-Encoding": "gzip"})
    address = reverse("progress-public-plan", args=[public.plan.slug])
    with django_assert_max_num_queries(32):
        answer = client.get(address)
    html = Client().get(address).content.decode()
    parts = set(LINKED.findall(html))
    assert any(part.endswith("progress.css") for part in parts)
    size = len(answer.content)
    for part in parts:
        sent: Any = client.get(part)
        size += len(b"".join(sent.streaming_content)) if sent.streaming else len(sent.content)
    assert size < 60_000
