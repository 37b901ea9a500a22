"""congvu packs: what is printed and the exit codes."""

import argparse
import json
import shutil
from pathlib import Path

import pytest

from congvu.dossiers.commands import add_commands
from congvu.dossiers.services.stories import begin
from congvu.dossiers.testing import a_stage_for
from congvu.procedures.models import Edition
from congvu.procedures.selectors import compiled, stories
from congvu.procedures.testing import PACKS

PACK = PACKS / "ho-tich" / "khai-tu"


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    arguments = parser.parse_args(words)
    return int(arguments.run(arguments))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    shutil.copytree(PACK, tmp_path / "pack")
    text = (tmp_path / "pack" / "procedure.yaml").read_text(encoding="utf-8")
    (tmp_path / "pack" / "procedure.yaml").write_text(text.replace("sets: 1", "sets: one"), encoding="utf-8")
    return tmp_path / "pack"


@pytest.mark.django_db
def test_check_is_quiet_about_a_sound_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "check", str(PACK)]) == 0
    assert "1 packs, 0 errors" in capsys.readouterr().out


@pytest.mark.django_db
def test_check_plays_the_examples_and_leaves_no_trace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(PACK, tmp_path / "pack")
    story = tmp_path / "pack" / "examples" / "after-three.yaml"
    story.write_text(story.read_text(encoding="utf-8").replace('due: "2026-03-03 17:00"', 'due: "2026-03-02 17:00"'))
    assert main(["packs", "check", "--json", str(tmp_path / "pack")]) == 1
    found = [one for one in json.loads(capsys.readouterr().out) if not one["warning"]]
    assert [(one["file"], "2026-03-03 17:00" in one["what"]) for one in found] == [("examples/after-three.yaml", True)]
    assert not Edition.objects.exists()


def test_check_prints_file_and_line_and_exits_with_1(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "check", "--json", str(broken)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(one["file"], one["line"]) for one in found] == [("procedure.yaml", 20)]


def test_check_of_a_folder_without_packs_exits_with_2(tmp_path: Path) -> None:
    assert main(["packs", "check", str(tmp_path)]) == 2


@pytest.mark.django_db
def test_publish_and_list(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "publish", str(PACK), str(broken)]) == 1
    assert Edition.objects.get().number == "1"
    capsys.readouterr()
    assert main(["packs", "list", "--json"]) == 0
    assert [one["code"] for one in json.loads(capsys.readouterr().out)] == ["1.000656"]


def test_draw_computes_the_diagram_anew(tmp_path: Path) -> None:
    shutil.copytree(PACK, tmp_path / "pack")
    process = tmp_path / "pack" / "process.bpmn"
    assert main(["packs", "draw", str(tmp_path)]) == 0
    before = process.read_text(encoding="utf-8")
    process.write_text(before.replace('x="', 'x="9'), encoding="utf-8")
    assert main(["packs", "draw", str(tmp_path)]) == 0
    assert process.read_text(encoding="utf-8") == before


NEW = ["--name", "Xác nhận nơi cư trú", "--name-en", "Certificate of residence"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "more",
    [
        [],
        ["--days", "0"],
        ["--days", "60", "--unit", "day", "--fee", "50000", "--paper", "Đơn đề nghị", "--paper", 'Sổ "cũ"'],
        ["--competent", "department:justice", "--days", "15", "--question", "Họ và tên", "--question", "Lý do"],
        ["--days", "8", "--unit", "working_hour", "--law", "Luật Cư trú: số 68/2020/QH14"],
    ],
    ids=" ".join,
)
def test_a_new_pack_is_sound_and_its_example_becomes_a_dossier(
    more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "cu-tru" / "xac-nhan"
    assert main(["packs", "new", str(folder), *NEW, *more]) == 0
    assert "sound" in capsys.readouterr().out
    assert main(["packs", "check", str(folder)]) == 0
    assert ", 0 errors, " in capsys.readouterr().out
    assert main(["packs", "publish", str(folder)]) == 0
    published = Edition.objects.select_related("procedure").get(procedure__code="X.cu-tru.xac-nhan")
    assert not compiled(published).pack.verified
    dossier = begin(stories(published)[0], published, a_stage_for(published))
    assert dossier.code
    assert "To confirm before use" in (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_a_new_pack_takes_the_field_of_those_beside_it_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(PACK, tmp_path / "ho-tich" / PACK.name)
    folder = tmp_path / "ho-tich" / "moi"
    assert main(["packs", "new", str(folder), *NEW]) == 0
    assert 'name: "Hộ tịch"' in (folder / "procedure.yaml").read_text(encoding="utf-8")
    assert main(["packs", "new", str(folder), *NEW]) == 2
    assert "is not empty" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--days", "ba"], ["--competent", "department"], ["--days", "0.3"]])
def test_a_new_pack_that_cannot_be_is_refused_before_anything_is_made(wrong: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "cu-tru" / "xac-nhan"
    assert main(["packs", "new", str(folder), *NEW, *wrong]) == 2
    assert main(["packs", "new", str(folder), "--name", "Chỉ tên tiếng Việt"]) == 2
    assert not folder.exists()


def test_a_page_tells_papers_steps_fees_time_and_law(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "page", str(PACK)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("# Đăng ký khai tử\n")
    for title in ("Giấy tờ cần có", "Các bước", "Gia hạn", "Tờ khai hỏi gì", "Căn cứ pháp lý", "Số liệu lấy từ đâu"):
        assert f"## {title}" in told
    assert "| Xác minh sự kiện chết | Chuyên viên thụ lý |" in told
    assert "chưa kiểm chứng" in told
    assert main(["packs", "page", str(broken)]) == 1
    assert main(["packs", "page", str(broken / "examples")]) == 2
