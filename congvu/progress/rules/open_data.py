"""A plan's figures as open data: one long table, and what describes it.

One row is one figure of one agency and one period, reported or measured. Codes and addresses are stable: the same row
is found again in the next download. Whatever is empty is not known.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from congvu.measures.rules import QUOTIENTS, term

FIELDS: tuple[tuple[str, str, Any], ...] = (  # name, type of the Table Schema, what it is
    ("id", "string", _("Mã ổn định của dòng: cơ quan/chỉ tiêu/kỳ/loại số liệu")),
    ("org", "string", _("Mã định danh cơ quan; dòng tổng hợp mang mã cơ quan ban hành")),
    ("org_name", "string", _("Tên cơ quan")),
    ("indicator", "string", _("Mã chỉ tiêu")),
    ("indicator_name", "string", _("Tên chỉ tiêu")),
    ("period", "string", _("Kỳ: 2013, 2013-H1, 2013-Q1 hoặc 2013-07")),
    ("n", "number", _("Tử số, hoặc giá trị khi chỉ tiêu không phải tỷ lệ")),
    ("d", "number", _("Mẫu số, khi chỉ tiêu là tỷ lệ")),
    ("value", "number", _("n/d (%, khi đơn vị là pct), hoặc n")),
    ("unit", "string", _("Đơn vị: pct, ratio, count, money, bool")),
    (
        "status",
        "string",
        _("consolidated: tổng hợp; reported: cơ quan báo cáo, đã duyệt; measured: hệ thống đo khi nộp"),
    ),
    ("known", "integer", _("Số cơ quan đã có số liệu, ở dòng tổng hợp")),
    ("expected", "integer", _("Số cơ quan phải có số liệu, ở dòng tổng hợp")),
)
STATUSES = ("consolidated", "reported", "measured")
# Fixed columns first, then the dimensions, the observation and its attributes (SDMX-CSV 2.0).
SDMX = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION", "ORG", "INDICATOR", "MEASURE", "STATUS", "TIME_PERIOD", "OBS_VALUE",
    "UNIT_MEASURE", "KNOWN", "EXPECTED",
)  # fmt: skip
CODE = re.compile(r"[^A-Za-z0-9_@$-]")
FORMATS = {  # name of the file -> (media type, what people call it)
    "so-lieu.csv": ("text/csv", "CSV"),
    "so-lieu.ods": ("application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    "so-lieu.sdmx.csv": ("application/vnd.sdmx.data+csv", "SDMX-CSV"),
}


class Datum(NamedTuple):
    """One row."""

    org: str
    org_name: str
    indicator: str
    indicator_name: str
    period: str
    n: Decimal | None
    d: Decimal | None
    unit: str
    status: str
    known: int | None = None
    expected: int | None = None

    @property
    def value(self) -> Decimal | None:
        """The quotient of a quotient, in per cent of a percentage, to four decimals."""
        if self.n is None or self.unit not in QUOTIENTS or self.d is None:
            return self.n if self.unit not in QUOTIENTS else None
        if not self.d:
            return None
        return round((100 if self.unit == "pct" else 1) * self.n / self.d, 4)

    def cells(self) -> tuple[object, ...]:
        """In the order of FIELDS."""
        key = f"{self.org}/{self.indicator}/{self.period}/{self.status}"
        return (
            key, self.org, self.org_name, self.indicator, self.indicator_name, self.period, plain(self.n),
            plain(self.d), plain(self.value), self.unit, self.status, self.known, self.expected,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    """What a catalogue says of a data set. `address` is that of its page, ending with a stroke."""

    slug: str
    title: str
    number: str
    publisher: str
    publisher_code: str
    first: int
    last: int
    issued: date | None
    modified: datetime | None
    address: str


def plain(value: Decimal | None) -> str:
    """A number with a point and without the noughts behind it."""
    if value is None:
        return ""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def comma(rows: Iterable[Datum]) -> Iterator[str]:
    """The long table as CSV (RFC 4180), line by line."""
    yield _line([name for name, _kind, _said in FIELDS])
    for row in rows:
        yield _line(["" if cell is None else cell for cell in row.cells()])


def sdmx(rows: Iterable[Datum], *, publisher: str, slug: str) -> Iterator[str]:
    """The same as SDMX-CSV: numerator (N) and denominator (D) are two observations, for both can be added up."""
    structure = f"{agency_id(publisher)}:{code('KH_' + slug).upper().replace('-', '_')}(1.0)"
    yield _line(list(SDMX))
    for row in rows:
        for measure, value in (("N", row.n), ("D", row.d)):
            if value is not None:
                yield _line([
                    "dataflow", structure, "I", code(row.org), code(row.indicator), measure, row.status.upper(),
                    term(row.period).sdmx, plain(value), row.unit.upper(), _or_empty(row.known),
                    _or_empty(row.expected),
                ])  # fmt: skip


def code(text: str) -> str:
    """A code as SDMX allows it: the dots of agencies' codes become low lines."""
    return CODE.sub("_", text)


def agency_id(text: str) -> str:
    """The id of a maintaining agency, which begins with a letter."""
    found = code(text)
    return found if found[:1].isalpha() else f"CQ_{found}"


def schema(one: Described) -> dict[str, Any]:
    """The Table Schema of the CSV, as Frictionless writes it."""
    fields: list[dict[str, Any]] = [
        {"name": name, "type": kind, "description": str(said)} for name, kind, said in FIELDS
    ]
    for field in fields:
        if field["name"] in ("id", "org", "indicator", "period", "unit", "status"):
            field["constraints"] = {"required": True}
    next(field for field in fields if field["name"] == "id")["constraints"]["unique"] = True
    next(field for field in fields if field["name"] == "status")["constraints"]["enum"] = list(STATUSES)
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "title": one.title, "fields": fields,
        "primaryKey": ["id"], "missingValues": [""],
    }  # fmt: skip


def dcat(one: Described) -> dict[str, Any]:
    """The data set with its distributions, as DCAT-AP in JSON-LD."""
    found: dict[str, Any] = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/", "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": one.address,
        "@type": "dcat:Dataset",
        "dct:identifier": one.slug,
        "dct:title": {"@value": one.title, "@language": "vi"},
        "dct:description": {
            "@value": f"Số liệu thực hiện chỉ tiêu của {one.title} ({one.number}).", "@language": "vi"
        },
        "dct:publisher": {
            "@type": "foaf:Agent", "foaf:name": {"@value": one.publisher, "@language": "vi"},
            "dct:identifier": one.publisher_code,
        },
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/VIE"},
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/QUARTERLY"},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": f"{one.first}-01-01", "@type": "xsd:date"},
            "dcat:endDate": {"@value": f"{one.last}-12-31", "@type": "xsd:date"},
        },
        "dcat:distribution": [_distribution(one, name) for name in FORMATS],
    }  # fmt: skip
    if one.issued:
        found["dct:issued"] = {"@value": one.issued.isoformat(), "@type": "xsd:date"}
    if one.modified:
        found["dct:modified"] = {"@value": one.modified.isoformat(timespec="seconds"), "@type": "xsd:dateTime"}
    return found


def _distribution(one: Described, name: str) -> dict[str, Any]:
    media, label = FORMATS[name]
    found: dict[str, Any] = {
        "@id": one.address + name,
        "@type": "dcat:Distribution",
        "dct:title": {"@value": label, "@language": "vi"},
        "dcat:accessURL": {"@id": one.address},
        "dcat:downloadURL": {"@id": one.address + name},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
    }
    if name == "so-lieu.csv":
        found["dct:conformsTo"] = {"@id": one.address + "so-lieu.schema.json"}
    return found


def _line(cells: list[Any]) -> str:
    kept = io.StringIO()
    csv.writer(kept).writerow(cells)
    return kept.getvalue()


def _or_empty(value: int | None) -> object:
    return "" if value is None else value
