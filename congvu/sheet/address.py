"""An address: a commune found by any of its names, and the rest as people write it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from congvu import places
from congvu.sheet.nodes import Node

COMMUNE = _("Xã, phường, đặc khu")
HOW = _("Gõ tên mới hoặc tên cũ rồi chọn, ví dụ: “Hồng Bàng”, “phường Bến Nghé, quận 1”.")
DETAIL = _("Số nhà, đường, thôn, tổ dân phố")
LONGEST = 200
INSIDE: Mapping[str, Mapping[str, Any]] = {
    "commune": {"type": "string", "format": "commune"},
    "detail": {"type": "string", "maxLength": LONGEST},
}


def is_address(schema: Mapping[str, Any]) -> bool:
    """Whether an object of a schema is an address."""
    return schema.get("type") == "object" and schema.get("format") == "address"


def questions(schema: Mapping[str, Any]) -> tuple[Node, ...]:
    """What is asked for an address: the commune always, the rest if the form says that it must be told."""
    commune = {**INSIDE["commune"], "description": HOW}
    must = "detail" in schema.get("required", ())
    return (
        Node("commune", "commune", COMMUNE, commune, required=True),  # type: ignore[arg-type]
        Node("detail", "text", DETAIL, INSIDE["detail"], required=must),  # type: ignore[arg-type]
    )


def expanded(schema: Any) -> Any:
    """The schema with each address written out, as a validator must see it."""
    if isinstance(schema, Mapping):
        if is_address(schema):
            must = sorted({"commune", *schema.get("required", ())})
            return {"type": "object", "properties": INSIDE, "required": must, "additionalProperties": False}
        return {key: expanded(part) for key, part in schema.items()}
    return [expanded(part) for part in schema] if isinstance(schema, list) else schema


def in_words(address: Mapping[str, Any]) -> str:
    """ "Số 5 đường Mẫu, phường Hồng Bàng, thành phố Hải Phòng"."""
    commune = places.commune(str(address.get("commune", "")))
    detail = str(address.get("detail", ""))
    if commune is None:
        return detail
    return f"{detail}, {places.lowered(commune.label)}" if detail else commune.label
