"""The supported part of JSON Schema 2020-12; `docs/forms.md` shows the same table."""

from collections.abc import Mapping

EVERYWHERE = frozenset({"title", "description", "type", "$comment", "x-page"})
ROOT = frozenset({"$schema", "$id"})
ASKED = EVERYWHERE | {"default", "examples", "x-autocomplete", "x-width"}
BY_TYPE: Mapping[str, frozenset[str]] = {
    "string": ASKED | {"minLength", "maxLength", "pattern", "enum", "oneOf", "format", "x-rows", "x-from"},
    "integer": ASKED | {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format"},
    "number": ASKED | {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"},
    "boolean": EVERYWHERE | {"default", "const"},
    "array": EVERYWHERE | {"items", "minItems", "maxItems", "uniqueItems"},
    "object": EVERYWHERE
    | {"properties", "required", "additionalProperties", "unevaluatedProperties"}
    | {"if", "then", "else", "allOf", "dependentRequired", "format", "x-from"},
}
FORMATS: Mapping[str, frozenset[str]] = {
    "string": frozenset({"date", "cccd", "id-number", "phone", "email", "commune"}),
    "integer": frozenset({"money"}),
    "object": frozenset({"address"}),
}
ADDRESS = EVERYWHERE | {"format", "required", "x-from"}
FACTS = frozenset({"name", "id_number", "org_code", "born_on", "phone", "email", "address"})  # `x-from`
AUTOCOMPLETE = {"name": "name", "bday": "born_on", "tel": "phone", "email": "email", "street-address": "address"}
DEPTH = 4  # groups inside groups
ROWS = 50  # of a repeated group
LINE, LINES = 500, 10_000  # characters of a text whose schema sets no bound
