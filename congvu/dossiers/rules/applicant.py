"""The block that every dossier begins with: who applies."""

from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu import sheet
from congvu.dossiers.rules.states import ApplicantKind


def applicant_sheet() -> sheet.Sheet:
    """The applicant's block as a form, in the language active now."""
    return _in(get_language() or "vi")


@cache
def _in(language: str) -> sheet.Sheet:  # noqa: ARG001  # the key of the cache
    kinds = [{"const": kind.value, "title": str(kind.label)} for kind in ApplicantKind]
    person = {"type": "string", "title": _("Số định danh cá nhân (CCCD)"), "format": "id-number"}
    organisation = {
        "type": "string",
        "title": _("Mã số thuế hoặc mã số của tổ chức"),
        "description": _("10 chữ số; đơn vị trực thuộc thêm gạch nối và 3 chữ số, ví dụ 0200000001-001."),
        "pattern": "^[0-9]{10}(-[0-9]{3})?$",
    }
    return sheet.compile(
        {
            "type": "object",
            "properties": {
                "kind": {"type": "string", "title": _("Đối tượng"), "oneOf": kinds, "default": "citizen"},
                "name": {"type": "string", "title": _("Họ và tên, hoặc tên tổ chức"), "minLength": 2, "maxLength": 200},
                "id_number": person,
                "org_code": organisation,
                "phone": {"type": "string", "title": _("Số điện thoại"), "format": "phone"},
                "email": {"type": "string", "title": _("Thư điện tử"), "format": "email"},
                "address": {"type": "string", "title": _("Địa chỉ"), "maxLength": 300},
                "represents": {
                    "type": "string",
                    "title": _("Nộp thay cho"),
                    "description": _("Ghi tên người hoặc tổ chức được nộp thay, nếu có."),
                    "maxLength": 200,
                },
            },
            "required": ["kind", "name"],
            "if": {"properties": {"kind": {"const": "citizen"}}, "required": ["kind"]},
            "then": {"required": ["id_number"], "properties": {"org_code": False}},
            "else": {"required": ["org_code"], "properties": {"id_number": False}},
            "additionalProperties": False,
        }
    )
