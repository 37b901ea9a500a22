"""Schemas and typed answers that the tests share."""

from typing import Any

from django.http import QueryDict

from congvu import sheet


def schema(required: tuple[str, ...] = (), **properties: dict[str, Any]) -> dict[str, Any]:
    titled = {key: {"title": key.capitalize(), **part} for key, part in properties.items()}
    return {"type": "object", "properties": titled, "required": list(required)}


def typed(values: dict[str, Any]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def read_one(part: dict[str, Any], text: Any, *, required: bool = False) -> sheet.Reading:
    form = sheet.compile(schema(("q",) if required else (), q=part))
    return form.read(typed({"q": text}))


LINE: dict[str, Any] = {"type": "string"}
KINSHIP = {"type": "string", "oneOf": [{"const": "child", "title": "Con"}, {"const": "other", "title": "Khác"}]}
FAMILY: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "title": "Họ và tên", "maxLength": 80, "x-autocomplete": "name", "x-width": 40},
        "cccd": {"type": "string", "title": "Số CCCD", "format": "cccd"},
        "born": {"type": "string", "title": "Ngày sinh", "format": "date"},
        "phone": {"type": "string", "title": "Điện thoại", "format": "phone"},
        "kinship": {**KINSHIP, "title": "Quan hệ"},
        "late": {"type": "boolean", "title": "Đăng ký quá hạn"},
        "worth": {"type": "integer", "format": "money", "title": "Giá trị", "minimum": 1000},
        "address": {
            "type": "object",
            "title": "Nơi ở",
            "properties": {"street": {**LINE, "title": "Số nhà"}, "commune": {**LINE, "title": "Xã"}},
            "required": ["commune"],
        },
        "members": {
            "type": "array",
            "title": "Thành viên",
            "maxItems": 4,
            "items": {
                "type": "object",
                "title": "Thành viên",
                "properties": {
                    "name": {**LINE, "title": "Họ tên"},
                    "born": {"type": "string", "format": "date", "title": "Sinh"},
                },
                "required": ["name"],
            },
        },
    },
    "required": ["name", "cccd", "kinship"],
    "if": {"properties": {"kinship": {"const": "other"}}, "required": ["kinship"]},
    "then": {"properties": {"which": {**LINE, "title": "Quan hệ nào"}}, "required": ["which"]},
    "unevaluatedProperties": False,
}
