"""The data files are whole, and agree with what is known of the country from elsewhere."""

from collections import Counter

from congvu import places
from congvu.places.units import former

COMMUNES = [commune for province in places.provinces() for commune in places.communes(province.code)]


def kind(name: str) -> str:
    return next(kind for kind in ("Tỉnh", "Thành phố", "Xã", "Phường", "Đặc khu") if name.startswith(f"{kind} "))


def test_there_are_34_provinces_and_3321_communes() -> None:
    assert Counter(kind(province.name) for province in places.provinces()) == {"Tỉnh": 28, "Thành phố": 6}
    assert Counter(kind(commune.name) for commune in COMMUNES) == {"Xã": 2621, "Phường": 687, "Đặc khu": 13}


def test_a_code_is_used_once_and_has_its_length() -> None:
    assert {len(province.code) for province in places.provinces()} == {2}
    assert {len(commune.code) for commune in COMMUNES} == {5}
    assert len({commune.code for commune in COMMUNES}) == 3321


def test_no_two_communes_share_a_label() -> None:
    assert len({commune.label.casefold() for commune in COMMUNES}) == 3321


def test_hai_phong_has_114_communes_of_which_two_are_special_zones() -> None:
    own = places.communes("31")
    assert Counter(kind(commune.name) for commune in own) == {"Xã": 67, "Phường": 45, "Đặc khu": 2}
    found = places.commune("11311")
    assert found is not None
    assert found.label == "Phường Hồng Bàng, thành phố Hải Phòng"


def test_every_former_commune_went_into_one_that_is_and_every_one_has_a_past() -> None:
    assert Counter(bool(unit.district) for unit in former()) == {True: 10035, False: 5}
    assert len({unit.province for unit in former()}) == 63
    assert {code for unit in former() for code in unit.into} == {commune.code for commune in COMMUNES}


def test_the_communes_of_a_former_province_are_all_in_one_that_is() -> None:
    homes = {(unit.province, now.province) for unit in former() for code in unit.into if (now := places.commune(code))}
    assert len(homes) == 63


def test_a_code_that_nobody_has_finds_nothing() -> None:
    assert (places.commune("99999"), places.province("02"), places.communes("02")) == (None, None, ())
