"""The agencies of the seed plans as they were: valid on past days only, so that no page of today shows them."""

from datetime import date

from congvu.agencies.models import Agency
from congvu.plans.demo.reading import seed


def found_organisations() -> dict[str, Agency]:
    """The committees and what is below them, by code; two inserts."""
    told = seed("organisations")
    roots = {
        agency.code: agency
        for agency in Agency.objects.bulk_create(
            Agency(code=one["code"], name=one["name"], short_name=one["short"], kind=one["kind"], **_valid(one))
            for one in told
        )
    }
    below = Agency.objects.bulk_create(
        Agency(
            code=row["code"], name=row["name"], short_name=_short(row["name"]), kind=row["kind"],
            parent=roots[one["code"]], **_valid(one),
        )
        for one in told
        for row in one["below"]
    )  # fmt: skip
    return roots | {agency.code: agency for agency in below}


def _valid(one: dict[str, list[str]]) -> dict[str, date]:
    first, last = map(date.fromisoformat, one["valid"])
    return {"valid_from": first, "valid_to": last}


def _short(name: str) -> str:
    return name.replace("Ủy ban nhân dân", "UBND")[:80]
