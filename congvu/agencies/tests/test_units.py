"""The data file of administrative units is whole."""

from collections import Counter

from congvu.agencies.selectors import units

HAI_PHONG = "31"
PROVINCES = {unit.code: unit for unit in units() if not unit.province}
COMMUNES = [unit for unit in units() if unit.province]


def test_there_are_34_provinces_and_3321_communes() -> None:
    assert len(PROVINCES) == 34
    assert len(COMMUNES) == 3321
    assert Counter(unit.kind for unit in PROVINCES.values()) == {"province": 28, "city": 6}
    assert Counter(unit.kind for unit in COMMUNES) == {"commune": 2621, "ward": 687, "special_zone": 13}


def test_every_code_is_used_once_and_has_its_length() -> None:
    assert len({unit.code for unit in units()}) == len(units())
    assert {len(code) for code in PROVINCES} == {2}
    assert {len(unit.code) for unit in COMMUNES} == {5}


def test_every_commune_lies_in_a_province() -> None:
    assert {unit.province for unit in COMMUNES} == set(PROVINCES)


def test_hai_phong_has_114_units_of_which_two_special_zones() -> None:
    own = [unit for unit in COMMUNES if unit.province == HAI_PHONG]
    assert PROVINCES[HAI_PHONG].name == "Thành phố Hải Phòng"
    assert Counter(unit.kind for unit in own) == {"commune": 67, "ward": 45, "special_zone": 2}
    zones = {unit.name for unit in own if unit.kind == "special_zone"}
    assert zones == {"Đặc khu Cát Hải", "Đặc khu Bạch Long Vĩ"}
