"""Everything that is held about a citizen: by the account's room, and by the rooms in which something was filed."""

from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.base.actors import Actor
from congvu.dossiers.models import Dossier
from congvu.notices.models import Message
from congvu.online import selectors as online
from congvu.online.models import Submission
from congvu.people.models import Account
from congvu.people.selectors import Fact, Record, Section, about, record_of

MOST = 1000  # of one kind; nobody files more by hand


def held(account: Account, *, by: Actor) -> list[Section]:
    """What is held, section by section, each with how long it is kept."""
    archive = _("Theo thời hạn lưu trữ hồ sơ của từng thủ tục; không xóa được theo yêu cầu.")
    return [
        *about(account),
        Section("dossiers", _("Hồ sơ đã nộp"), archive, _dossiers(account)),
        Section("submissions", _("Hồ sơ trực tuyến chưa thành hồ sơ"), archive, _submissions(account)),
        Section("drafts", _("Hồ sơ đang soạn"), _("Đến khi ông/bà gửi hoặc xóa."), _drafts(by)),
        Section("messages", _("Thư và tin nhắn đã gửi cho ông/bà"), _("Nửa năm sau khi gửi."), _messages(account)),
    ]


def _dossiers(account: Account) -> list[Record]:
    mine = Dossier.objects.filter(Q(party__account=account) | Q(filer=account)).select_related("edition__procedure")
    return [
        Record(
            [
                Fact("procedure", _("Thủ tục"), one.edition.procedure.name),
                *record_of(
                    one, "code", "state", "channel", "applicant", "id_number", "phone", "email", "address",
                    "received_at", "finished_at", "closed_at",
                ).facts,
                Fact("answers", _("Nội dung tờ khai"), one.answers),
            ]
        )
        for one in mine.order_by("-pk")[:MOST]
    ]  # fmt: skip


def _submissions(account: Account) -> list[Record]:
    mine = Submission.objects.filter(Q(party__account=account) | Q(filer=account), dossier=None)
    names = ("code", "state", "applicant_name", "id_number", "filed_at", "answered_at", "reason")
    return [record_of(one, *names) for one in mine.order_by("-pk")[:MOST]]


def _drafts(by: Actor) -> list[Record]:
    return [
        Record(
            [
                Fact("procedure", _("Thủ tục"), one.edition.procedure.name),
                *record_of(one, "begun_at", "kept_at").facts,
            ]
        )
        for one in online.drafts_of(by)
    ]


def _messages(account: Account) -> list[Record]:
    addresses = [address for address in (account.email, account.phone) if address]
    mine = Message.objects.filter(Q(account=account) | Q(to__in=addresses)).order_by("-pk")[:MOST]
    return [record_of(one, "channel", "to", "subject", "made_at", "sent_at") for one in mine]
