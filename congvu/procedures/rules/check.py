"""Whether a pack may be published: each file by itself, then what the files say about one another."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from congvu import flow, sheet
from congvu.base import strict_yaml
from congvu.base.strict_yaml import Document
from congvu.procedures.rules import folder, read
from congvu.procedures.rules.check_fee import check_fee
from congvu.procedures.rules.check_legs import check_legs, legs_by_element
from congvu.procedures.rules.check_process import check_process
from congvu.procedures.rules.check_result import check_result
from congvu.procedures.rules.check_stories import check_stories
from congvu.procedures.rules.folder import Files
from congvu.procedures.rules.pack import Pack, Result
from congvu.procedures.rules.problems import Problem
from congvu.procedures.rules.story import Story, story_of

DAYS = {"working_day": 1.0, "half_day": 0.5}


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack that has been looked through. `content`, `schema` and `pack` can be relied on only where it is `sound`."""

    files: Files
    content: dict[str, Any]
    schema: dict[str, Any]
    pack: Pack | None
    stories: tuple[Story, ...]
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        return self.pack is not None and all(problem.warning for problem in self.problems)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if not problem.warning)


def check(files: Files) -> Checked:
    """Look a pack through: every problem with its file, its line and its mend; nothing is raised."""
    problems = [
        Problem(name, 1, _("Thiếu tệp %s.") % name, _("Thêm tệp; docs/packs.md nói trong tệp có gì."))
        for name in folder.NEEDED
        if name not in files.texts
    ]
    document = _yaml(files, folder.YAML, problems)
    schema, form = _form(files, problems)
    net = _net(files, problems)
    if document and net:
        _add_parts(document, files, net, problems)
    pack = read.pack_of(document, problems) if document else None
    stories = tuple(
        story_of(found, key, problems)
        for key in files.examples
        if (found := _yaml(files, f"{folder.EXAMPLES}/{key}.yaml", problems))
    )
    if pack and document and not problems:
        _check_pack(pack, document, net, problems)
        check_fee(pack, document, form, problems)
        asks = _asks(pack, document, problems)
        leg_asks = {
            key: _compiled(asks_of(leg.returns), folder.YAML, document, ("legs", key, "returns", "asks"), problems)
            for key, leg in pack.legs.items()
            if leg.returns
        }
        if net:
            check_legs(pack, document, net, problems)
            check_process(pack, document, net, form, files.texts[folder.PROCESS], problems)
        if net and form and asks and not _broken(problems):
            check_stories(pack, stories, net, form, {"": asks, **leg_asks}, problems)
            check_result(files.texts[folder.RESULT], pack, stories, form, asks, problems)
    content = document.data if document and isinstance(document.data, dict) else {}
    return Checked(files, content, schema, pack, stories, tuple(sorted(problems)))


def _broken(problems: list[Problem]) -> bool:
    return any(not problem.warning for problem in problems)


def _yaml(files: Files, name: str, problems: list[Problem]) -> Document | None:
    try:
        return strict_yaml.load(files.texts[name]) if name in files.texts else None
    except strict_yaml.YamlError as error:
        problems.append(Problem(name, error.line, error.what, error.mend))
        return None


def _form(files: Files, problems: list[Problem]) -> tuple[dict[str, Any], sheet.Sheet | None]:
    text = files.texts.get(folder.SCHEMA)
    if text is None:
        return {}, None
    try:
        schema = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        problems.append(Problem(folder.SCHEMA, line, _("Tệp không phải JSON đúng."), _("Xem dấu phẩy, dấu nháy.")))
        return {}, None
    lines = _yaml(files, folder.SCHEMA, problems)  # JSON is YAML, and YAML knows its lines
    return schema, _compiled(schema, folder.SCHEMA, lines, (), problems) if lines else None


def _compiled(
    schema: Any, file: str, lines: Document, root: strict_yaml.Path, problems: list[Problem]
) -> sheet.Sheet | None:
    if not isinstance(schema, dict):
        problems.append(Problem(file, 1, _("Biểu mẫu phải là một đối tượng JSON."), _("Bắt đầu bằng dấu ngoặc nhọn.")))
        return None
    try:
        return sheet.compile(schema)
    except sheet.Unsupported as error:
        for pointer, sentence in error.problems:
            problems.append(Problem(file, lines.line(*root, *_path(pointer)), f"{pointer or '/'}:", sentence))
        return None


def _path(pointer: str) -> strict_yaml.Path:
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    return tuple(int(step) if step.isdigit() else step for step in steps)


def _asks(pack: Pack, document: Document, problems: list[Problem]) -> sheet.Sheet | None:
    return _compiled(asks_of(pack.result), folder.YAML, document, ("result", "asks"), problems)


def asks_of(result: Result) -> dict[str, Any]:
    """The schema of what is typed for a result; an empty form where nothing is asked."""
    return result.asks or {"type": "object", "properties": {}}


def _net(files: Files, problems: list[Problem]) -> flow.Net | None:
    if folder.PROCESS not in files.texts:
        return None
    try:
        return flow.compile(files.texts[folder.PROCESS], files.parts.__getitem__)
    except flow.NotInSubset as refusal:
        for one in refusal.problems:
            problems.append(Problem(folder.PROCESS, max(one.line, 1), f"{one.element}: {one.sentence}", one.mend))
        return None


def _add_parts(document: Document, files: Files, net: flow.Net, problems: list[Problem]) -> None:
    """The steps of called parts, under `call/step`, unless the pack itself says what they offer."""
    steps = document.data.get("steps") if isinstance(document.data, dict) else None
    if not isinstance(steps, dict):
        return
    for call, key in net.calls.items():
        part = _yaml(files, f"{folder.PARTS}/{key}.yaml", problems)
        offered = part.data.get("steps") if part and isinstance(part.data, dict) else None
        for name, step in (offered or {}).items():
            steps.setdefault(f"{call}/{name}", step)


def _check_pack(pack: Pack, document: Document, net: flow.Net | None, problems: list[Problem]) -> None:
    """What procedure.yaml says about itself."""

    def say(what: str, mend: str, *path: str | int, warning: bool = False) -> None:
        problems.append(Problem(folder.YAML, document.line(*path), what, mend, warning))

    seen: set[str] = set()
    for place, paper in enumerate(pack.papers):
        if paper.key in seen:
            say(_("Giấy tờ «%s» khai hai lần.") % paper.key, _("Đặt cho mỗi giấy tờ một key."), "papers", place, "key")
        seen.add(paper.key)
        if not paper.original and not paper.copy:
            say(_("Giấy tờ «%s» không có bản nào.") % paper.key, _("Ghi original hoặc copy."), "papers", place)
    for step, choice in pack.choices:
        if choice.extends and choice.extends not in pack.time.extensions:
            mend = _("Thêm vào time.extensions hoặc sửa tên.")
            say(_("Không có gia hạn «%s».") % choice.extends, mend, "steps", step.key, "choices", choice.key)
    for key in pack.time.extensions.keys() - {choice.extends for _step, choice in pack.choices}:
        mend = _("Cho một lựa chọn extends nó, hoặc bỏ đi.")
        say(_("Gia hạn «%s» không lựa chọn nào dùng.") % key, mend, "time", "extensions", key)
    accepts = any(choice.starts_clock for _step, choice in pack.choices)
    if accepts != (pack.time.acceptance is not None):
        mend = _("Ghi cả time.acceptance lẫn một lựa chọn starts_clock: true, hoặc bỏ cả hai.")
        say(_("Thời hạn thụ lý và lựa chọn thụ lý phải đi cùng nhau."), mend, "time")
    if not any(choice.decides for _step, choice in pack.choices):
        say(_("Không lựa chọn nào quyết định kết quả."), _("Thêm decides: true ở bước ký."), "steps")
    if not pack.outcomes:
        say(_("Không lựa chọn nào đề nghị kết quả."), _("Thêm proposes: granted hoặc refused."), "steps")
    if [step.hand_over for step in pack.steps.values()].count(True) != 1:
        say(_("Phải có đúng một bước trả kết quả."), _("Ghi hand_over: true ở bước cuối."), "steps")
    _compare_budgets(pack, legs_by_element(pack, net).keys() if net else set(), say)
    for place, source in enumerate(pack.sources):
        if not source.verified:
            mend = _("Đối chiếu với văn bản đang có hiệu lực rồi ghi verified: true.")
            say(_("Chưa kiểm chứng: %s.") % source.what, mend, "sources", place, warning=True)


def _compare_budgets(pack: Pack, elsewhere: Collection[str], say: Any) -> None:
    """Published totals and step sums disagree in places, so this only warns. Legs have time of their own."""
    own = [step for key, step in pack.steps.items() if key not in elsewhere]
    budgets = [pack.time.budget, *(step.budget for step in own if step.budget)]
    if len(budgets) == 1 or any(budget.unit not in DAYS for budget in budgets):
        return
    total, *steps = (float(budget.amount) * DAYS[budget.unit] for budget in budgets)
    if sum(steps) != total:
        what = _("Các bước cộng lại %(steps)g ngày làm việc, thời hạn chung là %(total)g.")
        mend = _("Xem lại thời gian từng bước.")
        say(what % {"steps": sum(steps), "total": total}, mend, "steps", warning=True)
