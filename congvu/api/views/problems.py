"""How the API says no: `application/problem+json` (RFC 9457), with the code of our refusals."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Schema
from pydantic import Field

from congvu.api.refusals import INPUT_WRONG, NOT_FOUND
from congvu.base.refusals import Refusal

MEDIA_TYPE = "application/problem+json"
BODY = ("body", "form", "file")
WRONG_KIND = gettext_lazy("Giá trị không đúng kiểu đã mô tả.")
SENTENCES = {  # by pydantic's name of the mistake, with its facts
    "missing": gettext_lazy("Thiếu giá trị này."),
    "extra_forbidden": gettext_lazy("Không có mục tên này."),
    "string_too_short": gettext_lazy("Cần ít nhất {min_length} ký tự."),
    "string_too_long": gettext_lazy("Nhiều nhất {max_length} ký tự."),
    "string_pattern_mismatch": gettext_lazy("Không đúng dạng {pattern}."),
    "enum": gettext_lazy("Phải là một trong: {expected}."),
    "literal_error": gettext_lazy("Phải là một trong: {expected}."),
    "too_short": gettext_lazy("Cần ít nhất {min_length} mục."),
    "too_long": gettext_lazy("Nhiều nhất {max_length} mục."),
    "greater_than_equal": gettext_lazy("Phải từ {ge} trở lên."),
    "less_than_equal": gettext_lazy("Phải từ {le} trở xuống."),
    "timezone_aware": gettext_lazy("Thời điểm phải kèm múi giờ."),
}
CODES = {  # of what no room of ours refused, but the frame below it
    HTTPStatus.BAD_REQUEST: "api.bad_request",
    HTTPStatus.NOT_FOUND: NOT_FOUND.code,
    HTTPStatus.METHOD_NOT_ALLOWED: "api.method_not_allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "files.too_much_at_once",
}


class Mistake(Schema):
    """One thing that is wrong with what was sent."""

    pointer: str | None = Field(None, description="JSON pointer (RFC 6901) into the body, where it is in the body.")
    parameter: str | None = Field(None, description="Name of the query or path parameter or header.")
    detail: str


class Problem(Schema):
    """Why a request was not done. `detail` is a sentence in the language asked for by `Accept-Language` (vi, en)."""

    type: str = Field("about:blank")
    title: str
    status: int
    detail: str
    code: str = Field(description="Stable, for programmes: `room.reason`.")
    errors: list[Mistake] = Field(default_factory=list)


class Wrong(Exception):
    """What was sent is wrong in these places: (JSON pointer, sentence) each."""

    def __init__(self, found: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.mistakes = [Mistake(pointer=pointer, parameter=None, detail=sentence) for pointer, sentence in found]


def problem(
    status: int, code: str, detail: str, *, errors: Iterable[Mistake] = (), headers: Mapping[str, str] | None = None
) -> JsonResponse:
    """The answer to a request that is not done."""
    title = HTTPStatus(status).phrase
    body = Problem(type="about:blank", title=title, status=status, detail=detail, code=code, errors=list(errors))
    answer = JsonResponse(
        body.model_dump(), status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )
    for name, value in (headers or {}).items():
        answer[name] = value
    return answer


def of_refusal(refusal: Refusal) -> JsonResponse:
    """A refusal of any room, with the headers that its status asks for."""
    headers = {}
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="Cong Vu", error="invalid_token"'
    if "seconds" in refusal.facts:
        headers["Retry-After"] = str(refusal.facts["seconds"])
    at_field = [Mistake(pointer=f"/{refusal.field}", parameter=None, detail=refusal.sentence)] if refusal.field else []
    return problem(refusal.status, refusal.code, refusal.sentence, errors=at_field, headers=headers)


def of_input(errors: Iterable[Mapping[str, Any]]) -> JsonResponse:
    """What does not fit the described types, place by place."""
    return problem(422, INPUT_WRONG.code, str(INPUT_WRONG.sentence), errors=[_mistake(one) for one in errors])


def of_mistakes(wrong: Wrong) -> JsonResponse:
    """What does not fit the procedure's own form, place by place."""
    return problem(422, INPUT_WRONG.code, str(INPUT_WRONG.sentence), errors=wrong.mistakes)


def of_status(status: int) -> JsonResponse:
    """What the frame below us refused: an unknown address, a body that cannot be read, a fault of our own."""
    sentences = {
        HTTPStatus.NOT_FOUND: str(NOT_FOUND.sentence),
        HTTPStatus.METHOD_NOT_ALLOWED: _("Địa chỉ này không nhận phương thức HTTP đó."),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("Nội dung gửi lên quá lớn."),
        HTTPStatus.INTERNAL_SERVER_ERROR: _("Hệ thống gặp lỗi. Hãy thử lại sau; nếu vẫn lỗi, hãy báo người quản trị."),
    }
    detail = sentences.get(HTTPStatus(status)) or _("Yêu cầu không đọc được. Hãy xem lại tiêu đề và nội dung gửi lên.")
    return problem(status, CODES.get(HTTPStatus(status), "api.failed"), detail)


def _mistake(error: Mapping[str, Any]) -> Mistake:
    """Of pydantic's words: where, and what. The first step says whether it was in the body; in a body of JSON the
    second is our own parameter's name."""
    source, *path = error["loc"]
    known = SENTENCES.get(str(error["type"]), WRONG_KIND)
    sentence = str(known).format(**error.get("ctx", {}))
    if source in BODY:
        inside = path[1:] if source == "body" else path
        steps = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in inside)
        return Mistake(pointer=steps, parameter=None, detail=sentence)
    return Mistake(pointer=None, parameter=str(path[-1]) if path else str(source), detail=sentence)
