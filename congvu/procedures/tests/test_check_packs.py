"""What the check of a pack finds: every problem with its file and line, and nothing in the packs of the house."""

from collections.abc import Callable
from pathlib import Path

import pytest

from congvu.procedures.rules import Checked, Files, check, from_folder, packs_in
from congvu.procedures.testing import PACKS

LAND = "dat-dai/bien-dong"
COPY = "chung-thuc/ban-sao"
SHOW = "van-hoa/bieu-dien"
COMPANY = "kinh-doanh/thanh-lap-tnhh"


@pytest.mark.parametrize("pack", packs_in(PACKS), ids=lambda pack: pack.name)
def test_every_pack_of_the_house_may_be_published(pack: Path) -> None:
    assert [str(one) for one in check(from_folder(pack)).errors] == []


def test_the_house_has_at_least_twelve_packs_with_codes_of_their_own() -> None:
    found = [check(from_folder(pack)).pack for pack in packs_in(PACKS)]
    assert len({pack.code for pack in found if pack}) == len(found) >= 12


def with_change(pack: str, name: str, change: Callable[[str], str]) -> Checked:
    texts = from_folder(PACKS / pack).texts
    changed = change(texts[name])
    assert changed != texts[name]
    return check(Files({**texts, name: changed}))


@pytest.mark.parametrize(
    ("pack", "name", "old", "new", "file"),
    [
        (LAND, "procedure.yaml", 'code: "1.013831"', "code: 1.013831", "procedure.yaml"),
        (LAND, "procedure.yaml", "sets: 1", "sets: 0", "procedure.yaml"),
        (LAND, "procedure.yaml", "sets: 1", "sets: 1\ncolour: red", "procedure.yaml"),
        (LAND, "procedure.yaml", "sector: environment", "", "procedure.yaml"),
        (LAND, "procedure.yaml", "unit: working_day}\nsupplement", "unit: week}\nsupplement", "procedure.yaml"),
        (LAND, "procedure.yaml", "key: certificate", "key: application", "procedure.yaml"),
        (LAND, "procedure.yaml", "  draft:\n", "  drafting:\n", "procedure.yaml"),
        (LAND, "procedure.yaml", "  tax_paid:", "  tax_came:", "procedure.yaml"),
        (LAND, "procedure.yaml", "decides: true", "decides: false", "procedure.yaml"),
        (LAND, "procedure.yaml", "hand_over: true", "hand_over: false", "procedure.yaml"),
        (LAND, "procedure.yaml", "to_tax: {label", "to_taxes: {label", "process.bpmn"),
        (LAND, "process.bpmn", 'choice == "to_tax"', 'choice == "to_moon"', "process.bpmn"),
        (LAND, "process.bpmn", 'choice == "to_tax"', "answers.moon == 1", "process.bpmn"),
        (LAND, "process.bpmn", 'bpmn:lane id="unit_head"', 'bpmn:lane id="astronaut"', "process.bpmn"),
        (LAND, "process.bpmn", 'sourceRef="draft"', 'sourceRef="nothing"', "process.bpmn"),
        (LAND, "form.schema.json", '"type": "integer"', '"type": "whole"', "form.schema.json"),
        (LAND, "form.schema.json", "{\n", "{\n,", "form.schema.json"),
        (LAND, "result.typ", "answers.plot_sheet", "answers.moon", "result.typ"),
        (LAND, "result.typ", "#entry(", "#entree(", "result.typ"),
        (LAND, "examples/refused.yaml", "fee: 0", "fee: 5", "examples/refused.yaml"),
        (LAND, "examples/refused.yaml", "plot_sheet: 12", "plot_sheet: moon", "examples/refused.yaml"),
        (LAND, "examples/refused.yaml", "step: review", "step: moon", "examples/refused.yaml"),
        (LAND, "examples/refused.yaml", "choice: propose_refuse", "choice: no_tax", "examples/refused.yaml"),
        (LAND, "examples/refused.yaml", "open: [review]", "open: [sign]", "examples/refused.yaml"),
        (LAND, "examples/refused.yaml", "papers: {application", "papers: {moon", "examples/refused.yaml"),
        (LAND, "examples/refused.yaml", "2026-03-06 10:00", "2026-02-06 10:00", "examples/refused.yaml"),
        (COPY, "procedure.yaml", "pages: pages", "pages: moon", "procedure.yaml"),
        (COPY, "procedure.yaml", "copies: copies}", "copies: copies, online: {amount: 0}}", "procedure.yaml"),
        (LAND, "procedure.yaml", "{kind: none,", "{kind: none, online: {amount: 0},", "procedure.yaml"),
        (SHOW, "procedure.yaml", "of: minutes", "of: moon", "procedure.yaml"),
        (SHOW, "procedure.yaml", "up_to: 100,", "up_to: 50,", "procedure.yaml"),
        (SHOW, "procedure.yaml", 'share: "0.5"', 'share: "half"', "procedure.yaml"),
        (COMPANY, "procedure.yaml", "answers.filing ==", "answers.moon ==", "procedure.yaml"),
        (COPY, "procedure.yaml", "extends: many_pages", "extends: moon", "procedure.yaml"),
    ],
)
def test_a_planted_mistake_is_found_in_its_file(pack: str, name: str, old: str, new: str, file: str) -> None:
    checked = with_change(pack, name, lambda text: text.replace(old, new))
    assert not checked.sound
    found = [one for one in checked.errors if one.file == file]
    assert found
    assert all(one.line >= 1 and one.what and one.mend for one in found)


def test_the_line_is_that_of_the_mistake() -> None:
    checked = with_change(LAND, "procedure.yaml", lambda text: text.replace("sets: 1", "sets: one"))
    line = 1 + from_folder(PACKS / LAND).texts["procedure.yaml"].split("\n").index("sets: 1")
    assert [(one.file, one.line) for one in checked.errors] == [("procedure.yaml", line)]


@pytest.mark.parametrize("gone", ["procedure.yaml", "form.schema.json", "process.bpmn", "result.typ", "README.md"])
def test_a_missing_file_is_told(gone: str) -> None:
    texts = dict(from_folder(PACKS / LAND).texts)
    del texts[gone]
    assert gone in {one.file for one in check(Files(texts)).errors}


@pytest.mark.parametrize("story", ["withdrawn-while-waiting", "supplement", "refused", "granted-after-tax"])
def test_what_no_example_shows_is_told(story: str) -> None:
    texts = dict(from_folder(PACKS / LAND).texts)
    del texts[f"examples/{story}.yaml"]
    assert not check(Files(texts)).sound


def test_budgets_that_do_not_add_up_only_warn() -> None:
    checked = with_change(LAND, "procedure.yaml", lambda text: text.replace('{amount: "4", unit', '{amount: "9", unit'))
    assert checked.sound
    assert any(one.warning and "15" in one.what for one in checked.problems)


def test_figures_that_nobody_verified_are_warned_of() -> None:
    checked = check(from_folder(PACKS / LAND))
    assert checked.pack
    assert [one.warning for one in checked.problems] == [True for one in checked.pack.sources if not one.verified]
