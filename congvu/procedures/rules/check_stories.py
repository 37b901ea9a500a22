"""Whether the worked examples fit their pack. What the clock and the dossier do with them is run a floor above."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from congvu import flow
from congvu.base.refusals import Refusal
from congvu.procedures.rules.check_legs import legs_by_element
from congvu.procedures.rules.fees import dong, fee
from congvu.procedures.rules.folder import EXAMPLES, YAML
from congvu.procedures.rules.pack import Outcome, Pack
from congvu.procedures.rules.problems import Problem
from congvu.procedures.rules.story import Deed, Story
from congvu.sheet import Sheet


def check_stories(
    pack: Pack,
    stories: tuple[Story, ...],
    net: flow.Net,
    form: Sheet,
    asks: Mapping[str, Sheet | None],
    problems: list[Problem],
) -> None:
    """`asks` are the forms of the results, by the keys of their legs; the dossier's own has the key "".

    Each story's answers, papers, fee and walk through the process; then whether together they show everything."""
    for story in stories:
        _Reader(pack, story, problems).check(net, form, asks)
    _check_coverage(pack, stories, problems)


class _Reader:
    """Checks one story."""

    def __init__(self, pack: Pack, story: Story, problems: list[Problem]) -> None:
        self.pack = pack
        self.story = story
        self.problems = problems

    def say(self, what: str, mend: str, *path: str | int) -> None:
        self.problems.append(Problem(self.story.file, self.story.document.line(*path), what, mend))

    def check(self, net: flow.Net, form: Sheet, asks: Mapping[str, Sheet | None]) -> None:
        for pointer, sentence in form.check(self.story.answers):
            steps = [int(step) if step.isdigit() else step for step in pointer.split("/")[1:]]
            self.say(f"answers{pointer}: {sentence}", _("Sửa câu trả lời cho đúng biểu mẫu."), "answers", *steps)
        for key in sorted(self.story.papers.keys() - {paper.key for paper in self.pack.papers}):
            self.say(_("Thành phần hồ sơ không có «%s».") % key, _("Dùng key trong papers."), "papers", key)
        computed = fee(self.pack.fee, self.story.answers, self.story.channel)
        if computed.amount != self.story.fee:
            mend = _("Sửa fee, hoặc xem lại cách tính: %s.") % "; ".join(computed.lines)
            self.say(_("Phí tính được là %s.") % dong(computed.amount), mend, "fee")
        where = legs_by_element(self.pack, net)
        for place, deed in enumerate(self.story.then):
            self.check_deed(deed, place, asks.get(where.get(deed.step, "")))
        self.walk(net)

    def check_deed(self, deed: Deed, place: int, asks: Sheet | None) -> None:
        path = ("then", place)
        if deed.do == "arrive" and deed.step not in self.pack.waits:
            self.say(_("Không có sự kiện chờ «%s».") % deed.step, _("Dùng khóa trong waits."), *path, "step")
        if deed.do != "complete":
            return
        step = self.pack.steps.get(deed.step)
        if step is None:
            self.say(_("Không có bước «%s».") % deed.step, _("Dùng khóa trong steps."), *path, "step")
            return
        choice = step.choices.get(deed.choice)
        if choice is None and (step.choices or deed.choice):
            mend = _("Chọn một trong: %s.") % ", ".join(step.choices)
            self.say(_("Bước này không có lựa chọn «%s».") % deed.choice, mend, *path)
            return
        if choice and choice.reason and not deed.given.get("reason") and not deed.expect.refused:
            self.say(_("Lựa chọn này phải nêu lý do."), _("Thêm with: {reason: …}."), *path)
        if "result" in deed.given and asks:
            for pointer, sentence in asks.check(deed.given["result"]):
                self.say(f"result{pointer}: {sentence}", _("Sửa theo result.asks."), *path, "with", "result")

    def walk(self, net: flow.Net) -> None:
        """Move through the process as the story says, and compare the open steps where it tells them."""
        outcome = ""
        try:
            case = flow.start(net, self.facts("", outcome))
        except Refusal as refusal:
            self.say(refusal.sentence, _("Sửa process.bpmn."))
            return
        for place, deed in enumerate(self.story.then):
            if deed.expect.refused:
                continue
            step = self.pack.steps.get(deed.step)
            choice = step and step.choices.get(deed.choice)
            outcome = (choice.proposes if choice else "") or outcome
            try:
                case = self.moved(net, case, deed, outcome)
            except Refusal as refusal:
                self.say(refusal.sentence, _("Xem lại thứ tự các việc trong câu chuyện."), "then", place)
                return
            opened = {task.element for task in case.open if task.kind != "timer"}
            if deed.do in {"withdraw", "stop"}:
                return
            if deed.expect.open is not None and opened != set(deed.expect.open):
                mend = _("Các bước đang mở: %s.") % (", ".join(sorted(opened)) or "-")
                self.say(_("Bước đang mở không như câu chuyện kể."), mend, "then", place, "expect", "open")

    def moved(self, net: flow.Net, case: flow.Case, deed: Deed, outcome: str) -> flow.Case:
        facts = self.facts(deed.choice, outcome)
        if deed.do == "complete":
            return flow.complete(net, case, deed.step, facts)
        if deed.do == "arrive":
            return flow.arrive(net, case, deed.step, facts)
        if deed.do == "hand_over":
            last = next(step.key for step in self.pack.steps.values() if step.hand_over)
            return flow.complete(net, case, last, facts)
        return case

    def facts(self, choice: str, outcome: str) -> dict[str, Any]:
        return {"choice": choice, "outcome": outcome, "answers": self.story.answers}


def _check_coverage(pack: Pack, stories: tuple[Story, ...], problems: list[Problem]) -> None:
    """Every outcome, every choice, every wait and the supplement is shown by some story."""

    def say(what: str) -> None:
        problems.append(Problem(YAML, 1, what, _("Thêm một câu chuyện vào %s.") % EXAMPLES))

    deeds = [deed for story in stories for deed in story.then]
    for outcome in sorted((pack.outcomes | {Outcome.WITHDRAWN}) - {story.outcome for story in stories}):
        say(_("Chưa có ví dụ nào kết thúc bằng «%s».") % outcome)
    made = {(deed.step, deed.choice) for deed in deeds if deed.do == "complete"}
    for step, choice in pack.choices:
        if (step.key, choice.key) not in made:
            say(_("Chưa có ví dụ nào chọn «%(choice)s» ở bước «%(step)s».") % {"choice": choice.key, "step": step.key})
    for wait in sorted(pack.waits.keys() - {deed.step for deed in deeds if deed.do == "arrive"}):
        say(_("Chưa có ví dụ nào nhận «%s».") % wait)
    if pack.supplement.times and all(deed.do != "supplement" for deed in deeds):
        say(_("Chưa có ví dụ nào bổ sung hồ sơ."))
