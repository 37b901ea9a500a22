"""A programme files, follows, completes and withdraws; sent twice, it happens once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client as Browser
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_citizen
from congvu.api.testing import Machine, Scene, a_client
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier
from congvu.files.selectors import shelf
from congvu.files.testing import pdf
from congvu.journal.models import Entry
from congvu.online import services as online
from congvu.online.models import Submission

pytestmark = pytest.mark.urls("congvu.api.tests.urls")
GRANTED = {"register_number": "17", "register_book": "01/2026"}


def filed(scene: Scene) -> Submission:
    answer = scene.machine.post("/submissions", scene.filing(), key="k1")
    assert answer.status_code == 201, answer.content
    return Submission.objects.get(code=answer.json()["code"])


def accepted(scene: Scene) -> Dossier:
    return online.accept(filed(scene).pk, by=scene.clerk, at=timezone.now())


def test_what_is_filed_waits_at_the_counter_with_its_code(scene: Scene) -> None:
    answer = scene.machine.post("/submissions", scene.filing(), key="k1")
    told = answer.json()
    assert (answer.status_code, told["state"], told["asked"]) == (201, "registered", None)
    assert answer["Location"] == f"/api/v1/submissions/{told['code']}"
    submission = Submission.objects.get(code=told["code"])
    assert (submission.receiver, submission.files.count(), submission.filer_id) == (
        scene.counter, 2, scene.citizen.account_id,
    )  # fmt: skip
    line = Entry.objects.filter(event="online.submitted").get()
    assert (line.actor, line.actor_name) == (scene.citizen.id, "Phần mềm mẫu (Trần Thị Mẫu)")


def test_the_same_key_gives_the_same_answer_and_files_once(scene: Scene) -> None:
    filing = scene.filing()
    first, second = (scene.machine.post("/submissions", filing, key="k1") for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert (first.headers.get("Idempotency-Replayed"), second["Idempotency-Replayed"]) == (None, "true")
    assert Submission.objects.count() == 1


def test_the_same_key_for_another_filing_is_refused(scene: Scene) -> None:
    filing = scene.filing()
    scene.machine.post("/submissions", filing, key="k1")
    filing["return_by"] = "counter"
    answer = scene.machine.post("/submissions", filing, key="k1")
    assert (answer.status_code, answer.json()["code"]) == (422, "api.key_reused")


def test_what_was_refused_may_be_sent_again_under_its_key(scene: Scene) -> None:
    filing = scene.filing()
    assert scene.machine.post("/submissions", {**filing, "answers": {}}, key="k1").status_code == 422
    assert scene.machine.post("/submissions", filing, key="k1").status_code == 201


def test_a_deed_needs_its_key(scene: Scene) -> None:
    for key in ("", "có dấu".encode().decode("latin-1"), "x" * 129):
        answer = scene.machine.post("/submissions", scene.filing(), key=key)
        assert (answer.status_code, answer.json()["code"]) == (400, "api.key_missing")


def test_mistakes_are_told_at_their_places(scene: Scene) -> None:
    filing = scene.filing(files=[])
    filing["answers"]["died_on"] = "hôm qua"
    filing["applicant"]["id_number"] = "12"
    answer = scene.machine.post("/submissions", filing, key="k1")
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"], told["code"]) == (
        422, "application/problem+json", "api.input_wrong",
    )  # fmt: skip
    assert {one["pointer"] for one in told["errors"]} == {"/answers/died_on", "/applicant/id_number", "/files"}


def test_unknown_names_and_things_are_told_at_their_places(scene: Scene) -> None:
    pointers = []
    for more in ({"receiver": "XX"}, {"procedure": "khong-co"}, {"return_by": "pigeon"}, {"colour": "red"}):
        answer = scene.machine.post("/submissions", scene.filing(**more), key="k1")
        assert answer.status_code == 422
        pointers += [one["pointer"] for one in answer.json()["errors"]]
    assert pointers == ["/receiver", "/procedure", "/return_by", "/colour"]


def test_an_edition_that_is_not_in_force_is_refused(scene: Scene) -> None:
    answer = scene.machine.post("/submissions", scene.filing(digest="0" * 64), key="k1")
    assert (answer.status_code, answer.json()["code"]) == (409, "api.edition_changed")


def test_only_own_files_are_put_beside_a_dossier(scene: Scene) -> None:
    other = a_client(make_citizen("nguoi-khac", on=timezone.localdate())).sign_in()
    strange = other.hand_in(pdf(9)).json()["digest"]
    filing = scene.filing()
    filing["files"][0]["digest"] = strange
    answer = scene.machine.post("/submissions", filing, key="k1")
    assert (answer.status_code, answer.json()["code"]) == (422, "api.file_unknown")


def test_a_file_that_is_none_is_refused_by_what_is_wrong(scene: Scene) -> None:
    answers = [scene.machine.hand_in(b"xin chao", "a.pdf"), scene.machine.hand_in(b"", "b.pdf")]
    assert [one.status_code for one in answers] == [415, 422]
    assert scene.machine.browser.post(
        "/api/v1/files", {}, headers={"Authorization": f"Bearer {scene.machine.token}"}
    ).json()["errors"] == [{"pointer": "/file", "parameter": None, "detail": "Thiếu giá trị này."}]


def test_one_follows_a_dossier_to_its_result(scene: Scene) -> None:
    dossier = accepted(scene)
    assert scene.machine.get(f"/submissions/{dossier.code}").json()["state"] == "received"
    assert scene.machine.get(f"/submissions/{dossier.code}/result").json()["code"] == "api.no_result"
    for element, choice, role, result in (
        ("examine", "propose_grant", Role.SPECIALIST, GRANTED), ("sign", "approve", Role.LEADER, {}),
    ):  # fmt: skip
        dossiers.complete(
            dossier.pk, element=element, choice=choice, result=result, by=scene.stage.cast[role], at=timezone.now()
        )
    dossiers.issue(dossier.pk, address="https://cong.example", into=shelf(), by=scene.clerk, at=timezone.now())
    told = scene.machine.get(f"/submissions/{dossier.code}").json()
    assert (told["state"], told["outcome"], told["result_ready"], told["fee"]) == ("decided", "granted", True, 0)
    paper = scene.machine.get(f"/submissions/{dossier.code}/result")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_what_is_asked_is_told_and_supplied_once(scene: Scene) -> None:
    dossier = accepted(scene)
    dossiers.ask_supplement(
        dossier.pk, items=["Giấy báo tử"], reason="Mờ", by=scene.stage.cast[Role.SPECIALIST], at=timezone.now()
    )
    asked = scene.machine.get(f"/submissions/{dossier.code}").json()["asked"]
    assert (asked["items"], asked["reason"]) == (["Giấy báo tử"], "Mờ")
    file = {"digest": scene.machine.hand_in(pdf(3)).json()["digest"], "paper": "death_notice", "name": "a.pdf"}
    path, body = f"/submissions/{dossier.code}/supplements", {"files": [file]}
    answers = [scene.machine.post(path, body, key="s1") for _ in range(2)]
    assert [(one.status_code, one.json()["state"], one.json()["asked"]) for one in answers] == [
        (200, "in_progress", None), (200, "in_progress", None),
    ]  # fmt: skip
    again = scene.machine.post(path, body, key="s2")
    assert (again.status_code, again.json()["code"]) == (409, "dossiers.wrong_state")


def test_one_withdraws(scene: Scene) -> None:
    submission = filed(scene)
    answer = scene.machine.post(f"/submissions/{submission.code}/withdrawal", {"reason": "Nộp nơi khác"}, key="w1")
    assert (answer.json()["state"], answer.json()["reason"]) == ("withdrawn", "Nộp nơi khác")


def test_anothers_request_does_not_exist(scene: Scene) -> None:
    code = filed(scene).code
    other = a_client(make_citizen("nguoi-khac", on=timezone.localdate())).sign_in()
    body = {"reason": "Thử"}
    answers = [
        other.get(f"/submissions/{code}"), other.get(f"/submissions/{code}/result"),
        other.post(f"/submissions/{code}/withdrawal", body, key="k"),
    ]  # fmt: skip
    assert [(one.status_code, one.json()["code"]) for one in answers] == [(404, "online.not_found")] * 3
    assert other.get("/submissions").json()["items"] == []


def test_requests_are_listed_page_by_page(scene: Scene) -> None:
    filing = scene.filing()
    codes = [scene.machine.post("/submissions", filing, key=f"k{number}").json()["code"] for number in range(3)]
    first = scene.machine.get("/submissions?size=2").json()
    second = scene.machine.get(f"/submissions?size=2&cursor={first['next']}").json()
    assert [one["code"] for one in first["items"] + second["items"]] == codes[::-1]
    assert second["next"] is None
    assert scene.machine.get("/submissions?since=2099-01-01T00:00:00%2B07:00").json()["items"] == []
    assert scene.machine.get("/submissions?cursor=%25").json()["code"] == "api.cursor_wrong"


def test_the_list_of_requests_costs_the_same_however_long_it_is(
    scene: Scene, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    filing = scene.filing()
    for number in range(3):
        scene.machine.post("/submissions", filing, key=f"k{number}")
    for size in (1, 3):
        with django_assert_num_queries(5):  # type: ignore[operator]  # token, count, parties, submissions, dossiers
            scene.machine.get(f"/submissions?size={size}")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_under_one_key_file_once(scene: Scene) -> None:
    filing, machine = scene.filing(), scene.machine

    def send(_number: int) -> tuple[int, str]:
        try:
            answer = Machine(machine.client, machine.secret, Browser(), machine.token).post(
                "/submissions", filing, key="k1"
            )
            return answer.status_code, answer.json()["code"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        answers = set(pool.map(send, range(3)))
    assert answers == {(201, Submission.objects.get().code)}
