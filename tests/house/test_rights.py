"""Who may do which deed, whatever page, command or programme asks for it: every service of every room, one row each.

The columns are those of `test_permissions.py`. `.` is done; `x` is refused because the actor may not, by one of `NOES`.
"""

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import pytest
from django.utils import timezone

from congvu.agencies import services as agencies
from congvu.agencies.models import Agency, CalendarDay
from congvu.agencies.rules import Kind
from congvu.agencies.testing import make_agency
from congvu.api import services as api
from congvu.api.rules import Topic
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.working_time import Budget, Unit
from congvu.clocks import services as clocks
from congvu.content import services as content
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier
from congvu.files.selectors import shelf
from congvu.files.testing import stored
from congvu.notices import services as notices
from congvu.notices.models import Message
from congvu.notices.rules import Channel as NoticeChannel
from congvu.notices.rules import Language, Occasion
from congvu.online import services as online
from congvu.payments import services as payments
from congvu.people import services as people
from congvu.people.models import Account, Totp
from congvu.people.rules import Assurance, Identity, Place
from congvu.people.testing import make_account
from congvu.portal import services as portal
from congvu.procedures import services as procedures
from congvu.procedures.rules import Files, from_folder
from congvu.procedures.selectors import compiled
from congvu.procedures.testing import PACKS
from congvu.queues import services as queues
from congvu.reorganisation import services as reorganisation
from congvu.site.rooms import HEIGHT
from congvu.statistics import services as statistics
from congvu.statistics.services.scoring import Answer
from tests.house import plan_deeds
from tests.house.test_permissions import grouped, on_plans, whole
from tests.house.world import GRANTED, ORDER, World, rolled_back

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)
NOES = {
    "api.not_yours",
    "agencies.not_admin",
    "agencies.not_your_post",
    "agencies.not_your_account",
    "content.not_editor",
    "content.not_reviewer",
    "dossiers.not_governing",
    "dossiers.not_yours",
    "dossiers.nothing_to_recall",
    "notices.not_admin",
    "notices.not_root",
    "notices.not_yours",
    "online.draft_gone",
    "online.not_found",
    "online.not_your_counter",
    "online.not_yours",
    "measures.not_admin",
    "payments.not_governing",
    "payments.not_yours",
    "people.not_admin",
    "people.not_citizen",
    "people.not_counter",
    "people.not_owner",
    "people.not_yours",
    "plans.not_approver",
    "plans.not_commenter",
    "plans.not_drafter",
    "plans.not_planner",
    "procedures.not_admin",
    "progress.not_the_drafter",
    "progress.not_the_issuer",
    "progress.not_yours",
    "queues.not_admin",
    "queues.not_yours",
    "reorganisation.not_root",
    "reporting.not_drafter",
    "reporting.not_receiver",
    "reporting.not_yours",
    "statistics.not_above",
    "statistics.not_at_the_top",
    "statistics.not_yours",
}
# Deeds without an actor of their own: parts of a greater deed that has asked already, or the system's housekeeping.
PARTS = {
    *("clocks.start", "clocks.pause", "clocks.resume", "clocks.extend", "clocks.restart", "clocks.stop"),
    *("clocks.of_day", "clocks.of_holidays", "clocks.of_hours", "clocks.of_removal"),
    *(
        "inbox.put",
        "inbox.take",
        "inbox.move",
        "inbox.drop",
        "inbox.assign",
        "inbox.rename",
        "inbox.rename_step",
        "journal.seal",
        "journal.subject_of",
    ),
    *("dossiers.catch_up", "dossiers.due_if_received"),
    *("measures.count_yesterday", "measures.go_on", "plans.close_comments", "plans.readable"),
    *("reporting.catch_up", "reporting.wanted_of"),
    *("inbox.rehome", "inbox.release", "reorganisation.perform_due"),
    *("notices.put", "notices.send_due", "notices.greet", "notices.forget"),
    *("notices.answer_text", "notices.tell_by_phone", "notices.follow", "notices.forget_asked", "notices.note_report"),
    *("online.look_up", "online.look_up_by_key", "online.forget", "online.forget_drafts", "online.catch_up"),
    *("people.register", "people.confirm", "people.resend", "people.ask_reset", "people.reset_password"),
    *("people.check_second", "people.check_passkey", "people.enter_with_passkey"),
    *("people.enter_with_identity", "people.register_with_identity", "people.remember_visit", "people.forget"),
    *("api.authenticate", "api.caller_of", "api.grant", "api.once", "api.handed_in", "api.sign"),
    *("api.follow", "api.forget", "api.forget_told"),
    *("content.text_of", "content.sized"),
    *("files.preview", "files.sweep", "files.picture_of_pdf"),
    *("statistics.keep", "statistics.rebuild", "statistics.prove"),
    *("statistics.prove_the_night", "statistics.night_proof_is_due"),
    *("payments.absorb", "payments.ask", "payments.ask_due", "payments.fetch", "payments.place"),
    *("payments.send_refund", "payments.send_refunds_due", "payments.take_callback"),
    *("site.beat", "site.leave", "site.put_back_lost_tasks", "site.put_back", "site.is_gone", "site.take_turn"),
}
# With an actor, who is only told in the journal: whoever calls them has asked.
TOLD_ONLY = {
    *("api.hand_in", "api.end_failing"),
    *("dossiers.collect_online", "dossiers.refund_online", "payments.reconcile_due"),
    *("clocks.follow", "clocks.rehome", "clocks.reproject", "files.bind", "files.join", "files.store"),
    *("journal.record", "journal.record_many", "notices.warn"),
    *("dossiers.issue", "dossiers.issue_waiting", "queues.take"),
    *("plans.close_comment", "plans.hear", "reporting.open_reports"),
    "online.rate_by_key",  # the key is the right
}
#                             st ci   cl sp uh le ad   cl sp uh le ad   ro   ed fi   pl po pt tl
RIGHTS = """
people.create_account         x x | x x x x . | x x x x . | .
people.rename                 x x | x x x x . | x x x x . | .
people.set_password           x x | x x x x . | x x x x . | .
people.change_own_password    x x | x . x x x | x x x x x | x
people.deactivate             x x | x x x x . | x x x x . | .
people.reactivate             x x | x x x x . | x x x x . | .
people.agree                  x . | x x x x x | x x x x x | x
people.ask_contact            x . | x x x x x | x x x x x | x
people.confirm_contact        x people.code_over | x x x x x | x x x x x | x
people.begin_totp             x . | x x x x x | x x x x x | x
people.confirm_totp           x people.totp_wrong | x x x x x | x x x x x | x
people.drop_totp              x . | x x x x x | x x x x x | x
people.renew_recovery_codes   x . | x x x x x | x x x x x | x
people.add_passkey            x people.passkey_bad | x x x x x | x x x x x | x
people.drop_passkey           x . | x x x x x | x x x x x | x
people.link_identity          x . | x x x x x | x x x x x | x
people.unlink_identity        x . | x x x x x | x x x x x | x
people.close_account          x . | x x x x x | x x x x x | x
people.claim_company          x . | x x x x x | x x x x x | x | x .
people.confirm_claim          x x | . x x x . | . x x x . | .
people.refuse_claim           x x | . x x x . | . x x x . | .
people.give_mandate           x . | x x x x x | x x x x x | x
people.end_mandate            x . | x x x x x | x x x x x | x
portal.leave                  x . | x x x x x | x x x x x | x
agencies.create_agency        x x | x x x x . | x x x x x | .
agencies.rename               x x | x x x x . | x x x x x | .
agencies.correct              x x | x x x x . | x x x x x | .
agencies.move                 x x | x x x x . | x x x x x | .
agencies.close                x x | x x x x . | x x x x x | .
agencies.appoint              x x | x x x x . | x x x x x | .
agencies.end_post             x x | x x x x . | x x x x x | .
agencies.grant_remit          x x | x x x x . | x x x x x | .
agencies.move_remit           x x | x x x x x | x x x x x | .
agencies.end_remit            x x | x x x x . | x x x x x | .
agencies.delegate             x x | x . x . . | x x x x x | .
agencies.end_delegation       x x | x . . . . | x x x x x | .
agencies.succeed              x x | x x x x x | x x x x x | .
agencies.enrol                x x | x x x x . | x x x x x | .
agencies.rename_account       x x | x x x x . | x x x x x | .
agencies.set_account_password x x | x x x x . | x x x x x | .
agencies.deactivate_account   x x | x x x x . | x x x x x | .
agencies.reactivate_account   x x | x x x x . | x x x x x | .
queues.open_line              x x | x x x x . | x x x x x | .
queues.close_line             x x | x x x x . | x x x x x | .
queues.call_next              x x | . x x x x | x x x x x | x
queues.finish                 x x | . x x x x | x x x x x | x
clocks.set_hours              x x | x x x x . | x x x x x | .
clocks.record_day             x x | x x x x . | x x x x x | .
clocks.remove_day             x x | x x x x . | x x x x x | .
clocks.preview                x x | x x x x . | x x x x x | .
clocks.perform                x x | x x x x . | x x x x x | .
clocks.seed_holidays          x x | x x x x x | x x x x x | .
statistics.score_self         x x | x x . . x | x x x x x | x
statistics.appraise           x x | x x x x x | x x x x x | x | x x | x x x .
statistics.close_quarter      x x | x x x x x | x x x x x | x | x x | x x x .
procedures.publish            x x | x x x x x | x x x x x | .
content.begin                  x x | x x x x x | x x x x x | x | . x
content.begin_version          x x | x x x x x | x x x x x | x | . x
content.write                  x x | x x x x x | x x x x x | x | . x
content.submit                 x x | x x x x x | x x x x x | x | . x
content.restore                x x | x x x x x | x x x x x | x | . x
content.add_picture            x x | x x x x x | x x x x x | x | . x
content.publish                x x | x x x . x | x x x x x | x | . x
content.send_back              x x | x x x . x | x x x x x | x | . x
content.withdraw               x x | x x x . x | x x x x x | x | . x
payments.order                x x | x x x x x | x x x x x | x | x .
payments.refund               x x | . x x x x | x x x x x | x
payments.give_back_aside      x x | . x x x x | x x x x x | x
payments.reconcile            x x | x x x x x | x x x x x | .
payments.resolve              x x | x x x x x | x x x x x | .
notices.retry                 x x | x x x x . | x x x x x | .
notices.drop                  x x | x x x x . | x x x x x | .
notices.retry_all             x x | x x x x . | x x x x x | .
notices.set_preference        x x | x . x x x | x x x x x | x
notices.set_wishes            x x | x . x x x | x x x x x | x
notices.set_template          x x | x x x x x | x x x x x | .
notices.reset_template        x x | x x x x x | x x x x x | .
dossiers.must_offer           x x | . x x x x | x x x x x | x
dossiers.receive              x x | . x x x x | x x x x x | x
dossiers.refuse_intake        x x | . x x x x | x x x x x | x
dossiers.take                 x x | x . x x x | x x x x x | x
dossiers.complete             x x | x . x x x | x x x x x | x
dossiers.ask_supplement       x x | . . x x x | x x x x x | x
dossiers.supply               x x | . . x x x | x x x x x | x | x .
dossiers.arrive               x x | x . x x x | x x x x x | x
dossiers.hand_over            x x | . x x x x | x x x x x | x
dossiers.collect              x x | . x x x x | x x x x x | x
dossiers.cancel_receipt       x x | . x x x x | x x x x x | x
dossiers.refund               x x | . x x x x | x x x x x | x
dossiers.defer                x x | . x x x x | x x x x x | x
dossiers.close_day            x x | . x x x x | x x x x x | x
dossiers.withdraw             x x | . x x x x | x x x x x | x | x .
dossiers.stop                 x x | x x x . x | x x x x x | x
dossiers.move_edition         x x | x x x x x | x x x x x | .
dossiers.undo_move            x x | x x x x x | x x x x x | .
dossiers.reappoint            x x | . . x x x | x x x x x | x
dossiers.apologise            x x | . . x . x | x x x x x | x
dossiers.return_to            x x | x x x . x | x x x x x | x
dossiers.recall               x x | x . x x x | x x x x x | x
dossiers.reassign             x x | x x . . x | x x x x x | x
dossiers.ask_opinion          x x | x . x x x | x x x x x | x
dossiers.answer_opinion       x x | x x . x x | x x x x x | x
dossiers.withdraw_opinion     x x | . . x x x | x x x x x | x
dossiers.correct              x x | . . x x x | x x x x x | x
online.begin                  x x | x x x x x | x x x x x | x | x .
online.keep                   x x | x x x x x | x x x x x | x | x .
online.attach                 x x | x x x x x | x x x x x | x | x .
online.detach                 x x | x x x x x | x x x x x | x | x .
online.arrange                x x | x x x x x | x x x x x | x | x .
online.discard                x x | x x x x x | x x x x x | x | x .
online.move_to_current_edition x x | x x x x x | x x x x x | x | x .
online.must_be_right          x x | x x x x x | x x x x x | x | x .
online.submit                 x x | x x x x x | x x x x x | x | x .
online.file                   x x | x x x x x | x x x x x | x | x .
online.file_batch             x x | x x x x x | x x x x x | x | x .
online.accept                 x x | . x x x x | x x x x x | x
online.refuse                 x x | . x x x x | x x x x x | x
online.withdraw               x x | x x x x x | x x x x x | x | x .
online.supply                 x x | x x x x x | x x x x x | x | x .
online.take_result            x x | x x x x x | x x x x x | x | x .
online.rate                   x x | x x x x x | x x x x x | x | x .
reorganisation.prepare        x x | x x x x x | x x x x x | .
reorganisation.add_change     x x | x x x x x | x x x x x | .
reorganisation.remove_change  x x | x x x x x | x x x x x | .
reorganisation.submit         x x | x x x x x | x x x x x | .
reorganisation.review         x x | x x x x x | x x x x x | .
reorganisation.send_back      x x | x x x x x | x x x x x | .
reorganisation.cancel         x x | x x x x x | x x x x x | .
reorganisation.rehearse       x x | x x x x x | x x x x x | .
reorganisation.perform        x x | x x x x x | x x x x x | .
api.make_client               x x | x x x x x | x x x x x | . | x .
api.rotate_secret             x x | x x x x x | x x x x x | . | x .
api.end_client                x x | x x x x x | x x x x x | . | x .
api.make_hook                 x x | x x x x x | x x x x x | x | x .
api.change_hook               x x | x x x x x | x x x x x | x | x .
api.end_hook                  x x | x x x x x | x x x x x | x | x .
api.tell_again                x x | x x x x x | x x x x x | . | x .
measures.ask                  x x | x x x x x | x x x x x | .
measures.count                x x | x x x x x | x x x x x | .
plans.begin                   x x | x x x x x | x x x x x | x | x x | x x . x
plans.rename                  x x | x x x x x | x x x x x | x | x x | x x . x
plans.write_section           x x | x x x x x | x x x x x | x | x x | x x . x
plans.add_section             x x | x x x x x | x x x x x | x | x x | x x . x
plans.rename_section          x x | x x x x x | x x x x x | x | x x | x x . x
plans.move_section            x x | x x x x x | x x x x x | x | x x | x x . x
plans.remove_section          x x | x x x x x | x x x x x | x | x x | x x . x
plans.skip_section            x x | x x x x x | x x x x x | x | x x | x x . x
plans.restore_section         x x | x x x x x | x x x x x | x | x x | x x . x
plans.pull_figures            x x | x x x x x | x x x x x | x | x x | x x . x
plans.add_legal               x x | x x x x x | x x x x x | x | x x | . . . x
plans.pick_legal              x x | x x x x x | x x x x x | x | x x | x x . x
plans.make_version            x x | x x x x x | x x x x x | x | x x | x x . x
plans.send_for_comment        x x | x x x x x | x x x x x | x | x x | x x . x
plans.comment                 x x | x x . . x | x x x x x | x | x x | . x x x
plans.agree                   x x | x x . . x | x x x x x | x | x x | . x x x
plans.answer                  x x | x x x x x | x x x x x | x | x x | x x . x
plans.submit                  x x | x x x x x | x x x x x | x | x x | x x . x
plans.approve                 x x | x x x x x | x x x x x | x | x x | x x x .
plans.send_back               x x | x x x x x | x x x x x | x | x x | x x x .
plans.publish                 x x | x x x x x | x x x x x | x | x x | x x . x
plans.begin_amendment         x x | x x x x x | x x x x x | x | x x | x x . x
plans.end                     x x | x x x x x | x x x x x | x | x x | x x . x
plans.make_indicator          x x | x x x x x | x x x x x | x | x x | . . . x
plans.change_indicator        x x | x x x x x | x x x x x | x | x x | . . . x
plans.set_target              x x | x x x x x | x x x x x | x | x x | x x . x
plans.remove_target           x x | x x x x x | x x x x x | x | x x | x x . x
plans.assign                  x x | x x x x x | x x x x x | x | x x | x x . x
plans.exempt                  x x | x x x x x | x x x x x | x | x x | x x . x
plans.undo_assignment         x x | x x x x x | x x x x x | x | x x | x x . x
plans.set_baseline            x x | x x x x x | x x x x x | x | x x | x x . x
plans.remove_baseline         x x | x x x x x | x x x x x | x | x x | x x . x
plans.set_project             x x | x x x x x | x x x x x | x | x x | x x . x
plans.remove_project          x x | x x x x x | x x x x x | x | x x | x x . x
plans.follow_project          x x | x x x x x | x x x x x | x | x x | x x . x
plans.set_money               x x | x x x x x | x x x x x | x | x x | x x . x
plans.remove_money            x x | x x x x x | x x x x x | x | x x | x x . x
plans.set_budget              x x | x x x x x | x x x x x | x | x x | x x . x
plans.remove_budget           x x | x x x x x | x x x x x | x | x x | x x . x
plans.confirm_doubt           x x | x x x x x | x x x x x | x | x x | x x . x
plans.begin_import            x x | x x x x x | x x x x x | x | x x | x x . x
plans.choose_table            x x | x x x x x | x x x x x | x | x x | x x . x
plans.shape_import            x x | x x x x x | x x x x x | x | x x | x x . x
plans.decide                  x x | x x x x x | x x x x x | x | x x | x x . x
plans.look_again              x x | x x x x x | x x x x x | x | x x | x x . x
plans.take_import             x x | x x x x x | x x x x x | x | x x | x x . x
plans.drop_import             x x | x x x x x | x x x x x | x | x x | x x . x
reporting.make_duty           x x | x x x x x | x x x x x | x | x x | x x . x
reporting.change_duty         x x | x x x x x | x x x x x | x | x x | x x . x
reporting.stop_duty           x x | x x x x x | x x x x x | x | x x | x x . x
reporting.ask                 x x | x x x x x | x x x x x | x | x x | x x . x
reporting.write               x x | x x x x x | x x x x x | x | x x | . x x x
reporting.submit              x x | x x x . x | x x x x x | x | x x | . x x x
reporting.return_             x x | x x x x x | x x x x x | x | x x | x x . .
reporting.accept              x x | x x x x x | x x x x x | x | x x | x x . .
reporting.reopen              x x | x x x x x | x x x x x | x | x x | x x . .
reporting.lock                x x | x x x x x | x x x x x | x | x x | x x . .
reporting.unlock              x x | x x x x x | x x x x x | x | x x | x x . .
reporting.consolidate         x x | x x x x x | x x x x x | x | x x | x x . .
progress.make_scheme          x x | x x x x x | x x x x x | x | x x | x x . x
progress.add_criterion        x x | x x x x x | x x x x x | x | x x | x x . x
progress.remove_criterion     x x | x x x x x | x x x x x | x | x x | x x . x
progress.open_self_scoring    x x | x x x x x | x x x x x | x | x x | x x . x
progress.score_self           x x | x x x . x | x x x x x | x | x x | . x x x
progress.close_self_scoring   x x | x x x x x | x x x x x | x | x x | x x . x
progress.verify               x x | x x x x x | x x x x x | x | x x | x x . x
progress.close_verification   x x | x x x x x | x x x x x | x | x x | x x . x
progress.answer               x x | x x x . x | x x x x x | x | x x | . x x x
progress.publish              x x | x x x x x | x x x x x | x | x x | x x x .
"""


def deed(name: str, **given: object) -> Callable[[World, Actor], object]:
    """A deed on the world's dossier."""
    service = getattr(dossiers, name)
    return lambda world, by: service(world.dossier.pk, by=by, at=world.at, **given)


def receive(world: World, by: Actor) -> object:
    filing = world.filing(world.edition, "granted", world.counter)
    return dossiers.receive(filing, intake_key="another", lookup_key="another", by=by, at=world.at)


def publish(world: World, by: Actor) -> object:
    texts = dict(from_folder(PACKS / "ho-tich/khai-tu").texts)
    texts["procedure.yaml"] = (
        texts["procedure.yaml"].replace('"2025-07-01"', '"2027-01-01"').replace('number: "1"', 'number: "2"')
    )
    return procedures.publish(Files(texts), by=by, at=world.at)


def offer(world: World, by: Actor) -> object:
    return dossiers.must_offer(compiled(world.edition), world.counter, by=by, on=DAY)


def close(world: World, by: Actor) -> object:
    empty = make_agency("H98.31.9", Kind.DIVISION, parent=world.commune)
    return agencies.close(empty, on=DAY, by=by, at=world.at)


def create_agency(world: World, by: Actor) -> object:
    return agencies.create_agency(
        "H98.31.9", name="Phòng", kind=Kind.DIVISION, parent=world.commune, valid_from=DAY, by=by, at=world.at
    )


def closed_account(world: World) -> Account:
    account = world.account("specialist")
    account.is_active = False
    account.save()
    return account


def correct(world: World, by: Actor) -> object:
    filing = world.filing(world.edition, "granted", world.counter)
    return dossiers.correct(
        world.dossier.pk,
        applicant=replace(filing.applicant, name="Trần Thị Khác"),
        answers=filing.answers,
        papers=filing.papers,
        reason="Ghi nhầm",
        by=by,
        at=world.at,
    )


def ask_opinion(world: World, by: Actor) -> object:
    return dossiers.ask_opinion(
        world.dossier.pk,
        element="examine",
        kind="opinion",
        agency=world.commune,
        role="unit_head",
        question="Đủ chưa?",
        days=1,
        by=by,
        at=world.at,
    )


NEW_POST: dict[str, Any] = {"role": "unit_head", "title": "Trưởng phòng", "valid_from": DAY}
PERSON = {"name": "Tên mới", "email": "", "phone": ""}
SECRET = "mot-mat-khau-dai-2026"
SCORES, QUARTER = {3: Answer(2, "Sổ")}, {"year": 2026, "quarter": 1}
TWO_DAYS = Budget(Decimal(2), Unit.WORKING_DAY)


def reorganise(name: str, *given: object, **more: Any) -> Callable[[World, Actor], object]:
    """A deed on the world's batch."""
    service = getattr(reorganisation, name)
    return lambda world, by: service(world.merger.pk, *given, by=by, at=world.at, **more)


OUR_SECRET, HOST = "bí mật", Place("tinh.example", "https://tinh.example")
SHE = Identity("https://id.example", "17", "Trần Thị Mẫu", "", "", Assurance.EID_2)
TO: dict[str, Any] = {"contact": "an@hop-thu.example", "source": "", "secret": OUR_SECRET}


def own(name: str, /, *given: object, **more: Any) -> Callable[[World, Actor], object]:
    """A deed on the account of the citizen."""
    service = getattr(people, name)
    return lambda world, by: service(world.account("citizen"), *given, by=by, at=world.at, **more)


def with_app(name: str, /, *given: object, **more: Any) -> Callable[[World, Actor], object]:
    """A deed of the citizen who has an authenticator app; `confirm_totp` finds it not confirmed yet."""

    def deed(world: World, by: Actor) -> object:
        confirmed_at = None if name == "confirm_totp" else world.at
        Totp.objects.create(account=world.account("citizen"), made_at=world.at, confirmed_at=confirmed_at)
        return own(name, *given, **more)(world, by)

    return deed


TEMPLATE = (Occasion.READY, NoticeChannel.SMS, Language.VI)


def retry_all(world: World, by: Actor) -> object:
    Message.objects.filter(pk=world.message.pk).update(state="given_up", error="550")
    return notices.retry_all(NoticeChannel.EMAIL, "550", by=by, at=world.at)


def give_mandate(world: World, by: Actor) -> object:
    company = world.mandate(confirmed=True).party_id
    Account.objects.filter(username="filer").update(email="an@hop-thu.example")
    return people.give_mandate(company, contact="an@hop-thu.example", role="filer", by=by, at=world.at)


def drafting(name: str, *given: object, days: int = 0, **more: Any) -> Callable[[World, Actor], object]:
    """A deed on the filer's draft."""
    service = getattr(online, name)
    return lambda world, by: service(world.draft.key, *given, by=by, at=world.at + timedelta(days=days), **more)


def file_batch(world: World, by: Actor) -> object:
    filings = [world.online_filing()]
    return online.file_batch(filings, name="a.ods", intake_key="b", lookup_keys=["b"], by=by, at=world.at)


def take_result(world: World, by: Actor) -> object:
    Dossier.objects.filter(pk=world.dossier.pk).update(return_by="online")
    return online.take_result(world.dossier.code, by=by, at=world.at)


def of_plans(deed: plan_deeds.Deed) -> Callable[[World, Actor], object]:
    """A deed on the plans' part of the stage."""
    return lambda world, by: deed(world.plans, by)


SENT: dict[str, Any] = {"intake_key": "another", "lookup_key": "another"}
DEEDS: dict[str, Callable[[World, Actor], object]] = {
    "api.make_client": lambda w, by: api.make_client(w.draft.party, name="Kho", scopes=["status"], by=by, at=w.at),
    "api.rotate_secret": lambda w, by: api.rotate_secret(w.programme().pk, by=by, at=w.at),
    "api.end_client": lambda w, by: api.end_client(w.programme().pk, by=by, at=w.at),
    "api.make_hook": lambda w, by: api.make_hook(
        w.programme(), url="https://a.example/", topics=[Topic.DECIDED], private=False, by=by, at=w.at
    ),
    "api.change_hook": lambda w, by: api.change_hook(w.hook().pk, topics=[Topic.DECIDED], by=by, at=w.at),
    "api.end_hook": lambda w, by: api.end_hook(w.hook().pk, by=by, at=w.at),
    "api.tell_again": lambda w, by: api.tell_again(w.told().pk, by=by, at=w.at),
    "online.begin": lambda w, by: online.begin(w.edition, w.draft.party, by=by, at=w.at),
    "online.keep": drafting("keep", place="papers"),
    "online.attach": lambda w, by: online.attach(w.draft.key, stored(shelf()), "", "a.pdf", by=by, at=w.at),
    "online.detach": drafting("detach", 0),
    "online.arrange": drafting("arrange", []),
    "online.discard": drafting("discard"),
    "online.move_to_current_edition": drafting("move_to_current_edition", days=1),
    "online.must_be_right": lambda w, by: online.must_be_right(w.online_filing(), by=by, at=w.at),
    "online.submit": drafting("submit", **SENT),
    "online.file": lambda w, by: online.file(w.online_filing(), by=by, at=w.at, **SENT),
    "online.file_batch": file_batch,
    "online.accept": lambda w, by: online.accept(w.submission.pk, by=by, at=w.at),
    "online.refuse": lambda w, by: online.refuse(w.submission.pk, reason="Ảnh mờ", by=by, at=w.at),
    "online.withdraw": lambda w, by: online.withdraw(w.submission.code, reason="Nhầm", by=by, at=w.at),
    "online.supply": lambda w, by: online.supply(w.dossier.code, w.uploads(), by=by, at=w.at),
    "online.take_result": take_result,
    "online.rate": lambda w, by: online.rate(w.dossier.code, level="satisfied", by=by, at=w.at),
    "people.agree": own("agree", version="1"),
    "people.ask_contact": own("ask_contact", **TO),
    "people.confirm_contact": own("confirm_contact", "", "", secret=OUR_SECRET),
    "people.begin_totp": own("begin_totp", secret=OUR_SECRET),
    "people.confirm_totp": with_app("confirm_totp", "", secret=OUR_SECRET),
    "people.drop_totp": with_app("drop_totp"),
    "people.renew_recovery_codes": with_app("renew_recovery_codes", secret=OUR_SECRET),
    "people.add_passkey": own("add_passkey", "", challenge=b"", place=HOST, name="Khóa", secret=OUR_SECRET),
    "people.drop_passkey": lambda w, by: people.drop_passkey(w.passkey().pk, by=by, at=w.at),
    "people.link_identity": own("link_identity", SHE),
    "people.unlink_identity": lambda w, by: people.unlink_identity(w.linked().pk, by=by, at=w.at),
    "people.close_account": own("close_account", has_filed=False),
    "portal.leave": lambda w, by: portal.leave(w.account("citizen"), by=by, at=w.at),
    "people.claim_company": lambda w, by: people.claim_company("9999999997", "Mẫu", by=by, at=w.at),
    "people.confirm_claim": lambda w, by: people.confirm_claim(
        w.mandate(confirmed=False).pk, evidence="Giấy chứng nhận", by=by, at=w.at
    ),
    "people.refuse_claim": lambda w, by: people.refuse_claim(
        w.mandate(confirmed=False).pk, reason="Sai tên", by=by, at=w.at
    ),
    "people.give_mandate": give_mandate,
    "people.end_mandate": lambda w, by: people.end_mandate(w.mandate(confirmed=True).pk, by=by, at=w.at),
    "reorganisation.prepare": lambda w, by: reorganisation.prepare(
        "Đợt", decision="2/NQ", effective_on=DAY, by=by, at=w.at
    ),
    "reorganisation.add_change": lambda w, by: reorganisation.add_change(
        w.merger.pk, kind="rename", agency=w.elsewhere, facts={"name": "A", "short_name": "A"}, by=by, at=w.at
    ),
    "reorganisation.remove_change": lambda w, by: reorganisation.remove_change(
        w.merger.pk, w.merger.changes.get().pk, by=by, at=w.at
    ),
    "reorganisation.submit": reorganise("submit"),
    "reorganisation.review": reorganise("review"),
    "reorganisation.send_back": reorganise("send_back", reason="Thiếu"),
    "reorganisation.cancel": reorganise("cancel", reason="Thôi"),
    "reorganisation.rehearse": reorganise("rehearse"),
    "reorganisation.perform": reorganise("perform", now=True),
    "people.create_account": lambda w, by: people.create_account("nguoi-moi", name="Mẫu", by=by, at=w.at),
    "people.rename": lambda w, by: people.rename(w.account("specialist"), name="Mẫu", by=by, at=w.at),
    "people.set_password": lambda w, by: people.set_password(w.account("specialist"), password=SECRET, by=by, at=w.at),
    "people.change_own_password": lambda w, by: people.change_own_password(
        own_account(w), old=SECRET, password=SECRET + "-2", by=by, at=w.at
    ),
    "people.deactivate": lambda w, by: people.deactivate(w.account("specialist"), reason="Nghỉ", by=by, at=w.at),
    "people.reactivate": lambda w, by: people.reactivate(closed_account(w), by=by, at=w.at),
    "agencies.create_agency": create_agency,
    "agencies.rename": lambda w, by: agencies.rename(w.commune, name="Tên", short_name="Tên", by=by, at=w.at),
    "agencies.correct": lambda w, by: agencies.correct(
        w.commune, code=w.commune.code, unit_code="", address="Số 1", phone="", by=by, at=w.at
    ),
    "agencies.move": lambda w, by: agencies.move(w.counter, parent=w.commune, by=by, at=w.at),
    "agencies.close": close,
    "agencies.appoint": lambda w, by: agencies.appoint(
        make_account("nguoi-moi"), agency=w.commune, by=by, at=w.at, **NEW_POST
    ),
    "agencies.end_post": lambda w, by: agencies.end_post(w.post("specialist"), on=DAY, by=by, at=w.at),
    "agencies.grant_remit": lambda w, by: agencies.grant_remit(w.commune, "land", on=DAY, by=by, at=w.at),
    "agencies.move_remit": lambda w, by: agencies.move_remit(
        w.remit().sector, from_agency=w.commune, to_agency=w.elsewhere, on=DAY, decision="1/QĐ", by=by, at=w.at
    ),
    "agencies.end_remit": lambda w, by: agencies.end_remit(w.remit(), on=DAY, by=by, at=w.at),
    "agencies.delegate": lambda w, by: agencies.delegate(
        w.post("specialist"),
        to=w.account("unit_head"),
        from_=w.at,
        until=w.at + timedelta(days=3),
        reason="Nghỉ",
        by=by,
        at=w.at,
    ),
    "agencies.end_delegation": lambda w, by: agencies.end_delegation(w.delegation(), by=by, at=w.at),
    "agencies.succeed": lambda w, by: agencies.succeed(
        w.commune, w.elsewhere, on=timezone.localdate(w.at), by=by, at=w.at
    ),
    "agencies.enrol": lambda w, by: agencies.enrol(
        "nguoi-moi", name="Mẫu", agency=w.commune, by=by, at=w.at, **NEW_POST
    ),
    "agencies.rename_account": lambda w, by: agencies.rename_account(w.account("specialist"), by=by, at=w.at, **PERSON),
    "agencies.set_account_password": lambda w, by: agencies.set_account_password(
        w.account("specialist"), password=SECRET, by=by, at=w.at
    ),
    "agencies.deactivate_account": lambda w, by: agencies.deactivate_account(
        w.account("specialist"), reason="Nghỉ", by=by, at=w.at
    ),
    "agencies.reactivate_account": lambda w, by: agencies.reactivate_account(closed_account(w), by=by, at=w.at),
    "clocks.set_hours": lambda w, by: clocks.set_hours(w.commune, [], valid_from=DAY, by=by, at=w.at),
    "clocks.record_day": lambda w, by: clocks.record_day(
        DAY, works=False, name="Lễ", decision="1/QĐ", agency=w.commune, by=by, at=w.at
    ),
    "clocks.remove_day": lambda w, by: clocks.remove_day(DAY, agency=special_day(w), by=by, at=w.at),
    "clocks.preview": lambda w, by: clocks.preview(clocks.of_removal(DAY, agency=special_day(w)), by=by, at=w.at),
    "clocks.perform": lambda w, by: clocks.perform(clocks.of_hours(w.commune, [], valid_from=DAY), by=by, at=w.at),
    "clocks.seed_holidays": lambda w, by: clocks.seed_holidays([2028], by=by, at=w.at),
    "statistics.score_self": lambda w, by: statistics.score_self(w.commune, answers=SCORES, **QUARTER, by=by, at=w.at),
    "statistics.appraise": lambda w, by: statistics.appraise(w.commune, answers=SCORES, **QUARTER, by=by, at=w.at),
    "statistics.close_quarter": lambda w, by: statistics.close_quarter(**QUARTER, by=by, at=w.at),
    "procedures.publish": publish,
    "content.begin": lambda w, by: content.begin(
        "tin-tuc", content.Text(title="Tin mới"), agency=w.commune, by=by, at=w.at
    ),
    "content.begin_version": lambda w, by: content.begin_version(w.article.page_id, language="en", by=by, at=w.at),
    "content.write": lambda w, by: content.write(
        w.draft_article().pk, content.Text(title="Khác"), seen=1, by=by, at=w.at
    ),
    "content.submit": lambda w, by: content.submit(w.draft_article().pk, seen=1, by=by, at=w.at),
    "content.restore": lambda w, by: content.restore(w.article.pk, by=by, at=w.at),
    "content.add_picture": lambda w, by: content.add_picture(
        w.article.page_id, w.photo.blob, alt="Lịch", shelf=shelf(), by=by, at=w.at
    ),
    "content.publish": lambda w, by: content.publish(w.submit_article().pk, seen=1, by=by, at=w.at),
    "content.send_back": lambda w, by: content.send_back(w.submit_article().pk, reason="Thiếu", by=by, at=w.at),
    "content.withdraw": lambda w, by: content.withdraw(w.article.pk, reason="Nhầm", by=by, at=w.at),
    "queues.open_line": lambda w, by: queues.open_line(w.counter, letter="B", name="Đất đai", by=by, at=w.at),
    "queues.close_line": lambda w, by: queues.close_line(w.line.pk, by=by, at=w.at),
    "queues.call_next": lambda w, by: queues.call_next(w.line.pk, window="1", by=by, at=w.at),
    "queues.finish": lambda w, by: queues.finish(w.ticket.pk, by=by, at=w.at),
    "payments.order": lambda w, by: payments.order(w.dossier.pk, by=by, at=w.at),
    "payments.refund": lambda w, by: payments.refund(w.pay_online().pk, reason="Đã rút", by=by, at=w.at),
    "payments.give_back_aside": lambda w, by: payments.give_back_aside(
        w.refund_fails().pk, reason="Chuyển khoản số 12", by=by, at=w.at
    ),
    "payments.reconcile": lambda w, by: payments.reconcile(w.day_told(), by=by, at=w.at),
    "payments.resolve": lambda w, by: payments.resolve(w.mismatch().pk, note="Của ngày sau", by=by, at=w.at),
    "notices.retry": lambda w, by: notices.retry(w.message.pk, by=by, at=w.at),
    "notices.drop": lambda w, by: notices.drop(w.message.pk, by=by, at=w.at),
    "notices.retry_all": retry_all,
    "notices.set_wishes": lambda w, by: notices.set_wishes(
        w.account("specialist"), by_email=True, by_sms=False, language=Language.EN, by=by, at=w.at
    ),
    "notices.set_template": lambda w, by: notices.set_template(
        *TEMPLATE, subject="Xong", text="{code}", by=by, at=w.at
    ),
    "notices.reset_template": lambda w, by: notices.reset_template(*TEMPLATE, by=by, at=w.at),
    "notices.set_preference": lambda w, by: notices.set_preference(
        w.account("specialist"), daily=False, at_once=True, by=by, at=w.at
    ),
    "dossiers.must_offer": offer,
    "dossiers.receive": receive,
    "dossiers.refuse_intake": lambda w, by: w.refuse("another", by),
    "dossiers.take": deed("take", element="examine"),
    "dossiers.complete": deed("complete", element="examine", choice="propose_grant", result=GRANTED),
    "dossiers.ask_supplement": deed("ask_supplement", items=["Giấy báo tử"], reason="Mờ"),
    "dossiers.supply": deed("supply"),
    "dossiers.arrive": deed("arrive", element="tax_paid"),
    "dossiers.hand_over": deed("hand_over", receiver="Trần Thị Mẫu"),
    "dossiers.return_to": deed("return_to", element="sign", to="examine", reason="Sai số"),
    "dossiers.recall": deed("recall", reason="Ghi nhầm"),
    "dossiers.collect": deed("collect", method="cash"),
    "dossiers.cancel_receipt": deed("cancel_receipt", reason="Ghi nhầm"),
    "dossiers.refund": deed("refund", reason="Rút hồ sơ"),
    "dossiers.defer": deed("defer", reason="Chuyển khoản sau"),
    "dossiers.close_day": lambda w, by: dossiers.close_day(
        w.counter, timezone.localdate(w.at), counted=0, by=by, at=w.at
    ),
    "dossiers.withdraw": deed("withdraw", reason="Nộp nơi khác"),
    "dossiers.move_edition": lambda w, by: dossiers.move_edition(
        w.edition, w.newer(), reason="Nghị định mới", by=by, at=w.at
    ),
    "dossiers.undo_move": lambda w, by: dossiers.undo_move(w.move_edition().pk, by=by, at=w.at),
    "dossiers.stop": deed("stop", reason="Không hợp tác"),
    "dossiers.apologise": lambda w, by: dossiers.apologise(
        w.dossier.pk, reason="Máy in hỏng", at_fault=w.commune, by=by, at=w.at
    ),
    "dossiers.reassign": lambda w, by: dossiers.reassign(
        w.dossier.pk, element="examine", to=w.account("specialist").pk, reason="Nghỉ ốm", by=by, at=w.at
    ),
    "dossiers.ask_opinion": ask_opinion,
    "dossiers.answer_opinion": lambda w, by: dossiers.answer_opinion(
        w.dossier.pk, opinion=w.opinion, agrees=True, answer="Đủ", by=by, at=w.at
    ),
    "dossiers.withdraw_opinion": lambda w, by: dossiers.withdraw_opinion(
        w.dossier.pk, opinion=w.opinion, reason="Đã rõ", by=by, at=w.at
    ),
    "dossiers.correct": correct,
    "dossiers.reappoint": lambda w, by: dossiers.reappoint(
        w.dossier.pk, budget=TWO_DAYS, reason="Đi họp", at_fault=w.dossier.agency, by=by, at=w.at
    ),
    **{name: of_plans(one) for name, one in plan_deeds.DEEDS.items()},
}
BEFORE: dict[str, Callable[[World], None]] = {
    "reorganisation.review": World.submit_merger,
    "reorganisation.send_back": World.submit_merger,
    "reorganisation.perform": World.review_merger,
    "queues.finish": World.call,
    "online.move_to_current_edition": World.publish_newer,
    "online.supply": World.ask,
    "online.rate": World.decide,
    "online.take_result": World.decide,
    "dossiers.supply": World.ask,
    "dossiers.arrive": World.await_tax,
    "dossiers.hand_over": World.decide,
    "dossiers.return_to": World.propose,
    "dossiers.recall": World.propose,
    "dossiers.collect": World.owe,
    "dossiers.defer": World.owe,
    "payments.order": World.owe,
    "dossiers.cancel_receipt": World.have_paid,
    "dossiers.refund": World.pay_and_withdraw,
    "dossiers.reappoint": World.land,
    "dossiers.apologise": World.be_late,
    "dossiers.answer_opinion": World.ask_opinion,
    "dossiers.withdraw_opinion": World.ask_opinion,
    **{name: on_plans(one) for name, one in plan_deeds.BEFORE.items()},
}


def own_account(world: World) -> Account:
    """The specialist's, whose password is known."""
    account = world.account("specialist")
    account.set_password(SECRET)
    account.save()
    return account


def special_day(world: World) -> Agency:
    CalendarDay.objects.create(agency=world.commune, day=DAY, works=False, name="Lễ")
    return world.commune


def services_of_the_house() -> dict[str, Callable[..., object]]:
    """Every public function behind a door named `services`."""
    found: dict[str, Callable[..., object]] = {}
    for room in HEIGHT:
        if find_spec(f"congvu.{room}") and find_spec(f"congvu.{room}.services"):
            door = import_module(f"congvu.{room}.services")
            found |= {f"{room}.{name}": function for name, function in public(door)}
    return found


def public(door: ModuleType) -> list[tuple[str, Callable[..., object]]]:
    functions = inspect.getmembers(door, inspect.isfunction)
    if names := getattr(door, "__all__", None):
        return [(name, function) for name, function in functions if name in names]
    return [(name, one) for name, one in functions if one.__module__ == door.__name__ and not name.startswith("_")]


def sign(world: World, name: str, actor: str) -> str:
    with rolled_back():
        try:
            DEEDS[name](world, world.actors[actor])
        except Refusal as refusal:
            return "x" if refusal.code in NOES else refusal.code
        return "."


def tried(world: World, name: str) -> str:
    """The signs of a row as they are now."""
    with rolled_back(), world.as_it_was():
        if name in BEFORE:
            BEFORE[name](world)
        return grouped([sign(world, name, actor) for actor in ORDER])


def rows() -> dict[str, str]:
    return {name: whole(signs) for name, signs in (line.split(maxsplit=1) for line in RIGHTS.strip().splitlines())}


def test_every_service_has_a_row() -> None:
    found = services_of_the_house()
    acting = {name for name, service in found.items() if "by" in inspect.signature(service).parameters}
    assert set(rows()) == set(DEEDS) == acting - TOLD_ONLY
    assert found.keys() - acting == PARTS


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_is_done_by_those_who_may(name: str, world: World) -> None:
    assert tried(world, name) == rows()[name]
