"""What the papers say of who issues them: the place, the signer, the applicant's telephone."""

import pytest

from congvu.agencies.rules import Kind
from congvu.agencies.testing import make_agency
from congvu.dossiers.selectors import papers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "short_name", "place"),
    [
        (Kind.COMMUNE_COMMITTEE, "UBND phường Hồng Bàng", "Hồng Bàng"),
        (Kind.COMMUNE_COMMITTEE, "UBND xã Kiến Thụy", "Kiến Thụy"),
        (Kind.COMMUNE_COMMITTEE, "UBND đặc khu Cát Hải", "Cát Hải"),
        (Kind.DEPARTMENT, "Sở Tư pháp", "Ví Dụ"),
        (Kind.ONE_STOP, "Một cửa thành phố", "Ví Dụ"),
    ],
)
def test_the_place_before_the_date_is_a_place(kind: Kind, short_name: str, place: str) -> None:
    city = make_agency("H98", Kind.PROVINCE_COMMITTEE, short_name="UBND thành phố Ví Dụ")
    agency = make_agency("H98.01", kind, parent=city, short_name=short_name)
    assert papers.issuer(agency)["place"] == place


def test_a_department_signs_in_its_own_right_and_a_committee_is_signed_for() -> None:
    assert papers.prefix(make_agency("H98.01", Kind.DEPARTMENT)) == ""
    assert papers.prefix(make_agency("H98.02", Kind.COMMUNE_COMMITTEE)) == "TM. ỦY BAN NHÂN DÂN"
