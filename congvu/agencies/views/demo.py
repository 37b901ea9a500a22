"""The door of the demonstration: its accounts, each behind one button, and the tour. Elsewhere it does not exist."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from congvu.agencies import selectors
from congvu.people.models import Account
from congvu.people.rules import AccountKind
from congvu.web import proof
from congvu.web.access import anyone, open_to


class Step(NamedTuple):
    """One step of the tour: who does what, in which role, and where it begins."""

    title: Any
    text: Any
    role: Any
    username: str
    page: str


TOUR = (
    Step(
        _("Cán bộ Một cửa tiếp nhận"),
        _("Chọn thủ tục Đăng ký khai tử, nhập hồ sơ, đánh dấu giấy tờ, tiếp nhận rồi in giấy hẹn trả kết quả."),
        _("cán bộ Một cửa phường Hồng Bàng"),
        "mot-cua.hong-bang",
        "dossier-receive",
    ),
    Step(
        _("Chuyên viên yêu cầu bổ sung"),
        _("Mở hồ sơ trong hộp việc, yêu cầu bổ sung một giấy tờ: đồng hồ thời hạn dừng lại và phiếu yêu cầu in được."),
        _("chuyên viên phường Hồng Bàng"),
        "chuyen-vien.hong-bang",
        "desk-home",
    ),
    Step(
        _("Người dân tra cứu"),
        _("Không cần tài khoản: nhập mã hồ sơ và bốn số cuối giấy tờ tùy thân để biết hồ sơ đang ở đâu, khi nào xong."),
        "",
        "",
        "portal-look-up",
    ),
    Step(
        _("Lãnh đạo ký duyệt"),
        _("Sau khi chuyên viên nhận bổ sung và đề xuất, lãnh đạo ký duyệt, hoặc trả lại kèm lý do."),
        _("lãnh đạo phường Hồng Bàng"),
        "lanh-dao.hong-bang",
        "desk-home",
    ),
    Step(
        _("Cán bộ Một cửa trả kết quả"),
        _("Giao kết quả, ghi tên người nhận và kết thúc hồ sơ."),
        _("cán bộ Một cửa phường Hồng Bàng"),
        "mot-cua.hong-bang",
        "desk-home",
    ),
    Step(
        _("Quản trị công bố thủ tục"),
        _("Xem các thủ tục đang áp dụng, kiểm tra và công bố một phiên bản mới từ thư mục thủ tục."),
        _("quản trị hệ thống"),
        "quan-tri",
        "procedures-list",
    ),
    Step(
        _("Cơ quan phối hợp trả lời phần việc của mình"),
        _(
            "Một hồ sơ, nhiều cơ quan: cơ quan thuế thấy phần việc của mình với đồng hồ riêng, ký nhận phiếu chuyển,"
            " trả kết quả; hồ sơ vẫn là một và nơi làm chậm được nêu tên."
        ),
        _("chuyên viên Thuế thành phố"),
        "chuyen-vien.thue",
        "desk-home",
    ),
    Step(
        _("Chuyên viên thu hồi việc vừa chuyển"),
        _(
            "Mở một hồ sơ, trình lên, rồi thu hồi kèm lý do khi chưa ai nhận. Đã có người nhận thì hệ thống nói ai"
            " nhận, lúc nào; khi đó hãy đề nghị trả lại."
        ),
        _("chuyên viên phường Hồng Bàng"),
        "chuyen-vien.hong-bang",
        "desk-home",
    ),
    Step(
        _("Lãnh đạo ủy quyền khi đi vắng"),
        _(
            "Chọn vị trí, người thay, từ lúc nào đến lúc nào. Người thay ký với tên của mình và ghi rõ thay ai; hết giờ"
            " thì ủy quyền tự hết."
        ),
        _("lãnh đạo phường Hồng Bàng"),
        "lanh-dao.hong-bang",
        "delegations-list",
    ),
    Step(
        _("Lãnh đạo xem bảng điều hành trong ngày"),
        _(
            "Đã nhận, đã giải quyết, đúng hạn, quá hạn, đang chờ. Bấm vào con số nào cũng mở ra danh sách hồ sơ đứng"
            " sau con số đó."
        ),
        _("lãnh đạo phường Hồng Bàng"),
        "lanh-dao.hong-bang",
        "statistics-board",
    ),
    Step(
        _("Quản trị thứ hai soát một đợt sắp xếp"),
        _(
            "Một đợt chờ soát đã chuẩn bị cho ngày mai: diễn tập để thấy những gì sẽ chuyển, rồi đồng ý hoặc trả lại."
            " Đợt đã thực hiện mấy tháng trước còn nguyên báo cáo."
        ),
        _("quản trị thứ hai"),
        "quan-tri-2",
        "reorganisation-list",
    ),
    Step(
        _("Biên tập viên viết tin, lãnh đạo duyệt"),
        _(
            "Viết một bài có ảnh, xem trước, gửi duyệt. Người viết không tự duyệt: vào vai lãnh đạo thành phố để duyệt"
            " bài đang chờ hoặc trả lại kèm lý do. Mọi bản cũ còn nguyên, khác nhau chỗ nào đều thấy."
        ),
        _("biên tập viên cổng thông tin"),
        "bien-tap",
        "content-list",
    ),
)


@open_to(anyone)
def demo(request: HttpRequest) -> HttpResponse:
    """The tour, then every account that is shown, under the agency where it works."""
    _only_in_the_demonstration()
    shown = {account.pk: account for account in Account.objects.filter(is_demo=True, is_active=True)}
    posts = [
        post for held in selectors.posts_by_account(shown.values(), on=timezone.localdate()).values() for post in held
    ]
    groups: dict[str, list[tuple[str, Account]]] = {}
    if citizens := [account for account in shown.values() if account.kind == AccountKind.CITIZEN]:
        groups[gettext("Công dân, doanh nghiệp")] = [(_part_of(account), account) for account in citizens]
    for post in sorted(posts, key=lambda post: (post.agency.code, post.pk)):
        groups.setdefault(post.agency.name, []).append((post.get_role_display(), shown[post.account_id]))
    there = {"", *(account.username for account in shown.values())}
    steps = [(step, _address(step.page)) for step in TOUR if step.username in there]
    return render(request, "agencies/demo.html", {"groups": groups.items(), "steps": steps})


@open_to(anyone)
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as a demonstration account, without a password."""
    _only_in_the_demonstration()
    account = get_object_or_404(Account, username=request.POST.get("username", ""), is_demo=True, is_active=True)
    proof.enter(request, account, at=timezone.now())
    goal = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure()):
        goal = "account-home" if account.kind == AccountKind.CITIZEN else str(settings.LOGIN_REDIRECT_URL)
    return redirect(goal)


def _part_of(citizen: Account) -> str:
    """For whom a citizen acts besides the own person."""
    companies = citizen.mandates.filter(confirmed_at__isnull=False, ended_at=None).order_by("pk")
    names = list(companies.values_list("party__name", flat=True))
    return str(AccountKind.CITIZEN.label) if not names else gettext("Nộp thay %(names)s") % {"names": ", ".join(names)}


def _only_in_the_demonstration() -> None:
    if not settings.DEMO:
        raise Http404


def _address(page: str) -> str:
    """The address of a page of a room above, if this installation has it."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
