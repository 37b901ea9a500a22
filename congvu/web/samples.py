"""Made-up things for the page of components; they are shown, never stored."""

from typing import Any

from congvu.web.fields import FormField


def everything() -> dict[str, Any]:
    """The context of the page of components."""
    return {"kinds": kinds()}


def kinds() -> list[FormField]:
    return [FormField("text", "name", "Họ và tên", "Nguyễn Văn Mẫu", required=True)]
