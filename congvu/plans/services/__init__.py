"""The deeds on plans."""

from congvu.plans.services.assigning import assign, exempt, undo_assignment
from congvu.plans.services.baselines import Stood, remove_baseline, set_baseline
from congvu.plans.services.comments import agree, answer, comment
from congvu.plans.services.course import (
    approve,
    begin_amendment,
    close_comment,
    close_comments,
    end,
    publish,
    send_back,
    send_for_comment,
    submit,
)
from congvu.plans.services.doubts import confirm_doubt
from congvu.plans.services.hearing import Heard, hear
from congvu.plans.services.importing import (
    begin_import,
    choose_table,
    decide,
    drop_import,
    look_again,
    readable,
    shape_import,
    take_import,
)
from congvu.plans.services.indicators import Meant, change_indicator, make_indicator
from congvu.plans.services.legal import add_legal, pick_legal
from congvu.plans.services.money import Sum, Total, remove_budget, remove_money, set_budget, set_money
from congvu.plans.services.projects import Undertaking, follow_project, remove_project, set_project
from congvu.plans.services.pulling import pull_figures
from congvu.plans.services.targets import Wanted, remove_target, set_target
from congvu.plans.services.versions import make_version
from congvu.plans.services.writing import (
    add_section,
    begin,
    move_section,
    remove_section,
    rename,
    rename_section,
    restore_section,
    skip_section,
    write_section,
)

__all__ = [
    "Heard",
    "Meant",
    "Stood",
    "Sum",
    "Total",
    "Undertaking",
    "Wanted",
    "add_legal",
    "add_section",
    "agree",
    "answer",
    "approve",
    "assign",
    "begin",
    "begin_amendment",
    "begin_import",
    "change_indicator",
    "choose_table",
    "close_comment",
    "close_comments",
    "comment",
    "confirm_doubt",
    "decide",
    "drop_import",
    "end",
    "exempt",
    "follow_project",
    "hear",
    "look_again",
    "make_indicator",
    "make_version",
    "move_section",
    "pick_legal",
    "publish",
    "pull_figures",
    "readable",
    "remove_baseline",
    "remove_budget",
    "remove_money",
    "remove_project",
    "remove_section",
    "remove_target",
    "rename",
    "rename_section",
    "restore_section",
    "send_back",
    "send_for_comment",
    "set_baseline",
    "set_budget",
    "set_money",
    "set_project",
    "set_target",
    "shape_import",
    "skip_section",
    "submit",
    "take_import",
    "undo_assignment",
    "write_section",
]
