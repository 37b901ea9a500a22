from time import perf_counter

import pytest

from congvu import places


def labels(text: str) -> list[str]:
    return [place.label for place in places.find(text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Hồng Bàng", "Phường Hồng Bàng, thành phố Hải Phòng"),
        ("hong bang", "Phường Hồng Bàng, thành phố Hải Phòng"),
        ("P. Hồng Bàng, TP Hải Phòng", "Phường Hồng Bàng, thành phố Hải Phòng"),
        ("cat hai", "Đặc khu Cát Hải, thành phố Hải Phòng"),
        ("ngo quy", "Phường Ngô Quyền, thành phố Hải Phòng"),
        ("ea h'leo", "Xã Ea H'Leo, tỉnh Đắk Lắk"),
    ],
)
def test_a_present_name_is_found_however_it_is_typed(typed: str, first: str) -> None:
    assert labels(typed)[0] == first


@pytest.mark.parametrize(
    "typed", ["phường Bến Nghé, quận 1", "p ben nghe q1", "Bến Nghé cũ", "phuong ben nghe quan 1 cu"]
)
def test_a_former_name_leads_to_the_commune_that_is_now_and_is_told(typed: str) -> None:
    assert labels(typed)[0] == (
        "Phường Sài Gòn, thành phố Hồ Chí Minh (trước là phường Bến Nghé, quận 1, thành phố Hồ Chí Minh)"
    )


def test_a_former_commune_that_was_divided_is_told_as_several() -> None:
    found = labels("xã Thạnh Quới, huyện Vĩnh Thạnh")
    assert [label.partition(" (")[0] for label in found] == [
        "Xã Thạnh Quới, thành phố Cần Thơ",
        "Xã Gia Hòa, thành phố Cần Thơ",
    ]
    assert found[0].endswith("(gồm một phần xã Thạnh Quới, huyện Vĩnh Thạnh, thành phố Cần Thơ)")


def test_a_district_that_is_no_more_leads_to_what_lies_there() -> None:
    found = places.find("quận Hồng Bàng")
    assert {place.was.district for place in found if place.was} == {"Quận Hồng Bàng"}
    assert "Phường Hồng Bàng" in {place.commune.name for place in found}


def test_exact_names_come_before_beginnings_and_spelling_decides_among_equals() -> None:
    names = [place.commune.name for place in places.find("Tân Thành", most=3321) if place.was is None]
    assert names[0] == "Xã Tân Thành"
    assert names.index("Xã Tân Thành") < names.index("Xã Tân Thanh")


def test_a_commune_is_told_once_by_its_best_name() -> None:
    found = places.find("hai phong", most=3321)
    assert len({place.commune.code for place in found}) == len(found)


def test_a_province_narrows_and_most_bounds() -> None:
    assert {place.commune.province.code for place in places.find("tan an", province="31")} == {"31"}
    assert len(places.find("tan an")) == 20
    assert len(places.find("tan an", most=3)) == 3


def test_a_number_is_never_half_typed() -> None:
    found = places.find("phuong 1 quan 3")
    assert [place.was.name for place in found if place.was] == ["Phường 1"]


@pytest.mark.parametrize("typed", ["", "  ", "xã", "p", "không nơi nào", "x" * 50_000, "\ufffd\x00"])
def test_what_names_nothing_finds_nothing(typed: str) -> None:
    assert places.find(typed) == ()
    assert places.only(typed) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("11311", "11311"),
        ("phường hồng bàng, thành phố hải phòng", "11311"),
        ("Hồng Bàng", "11311"),
        ("phường Quán Toan, quận Hồng Bàng", "11602"),
        ("Xã Cẩm Giàng, thành phố Hải Phòng", "10903"),
    ],
)
def test_a_text_may_name_one_commune_without_doubt(typed: str, code: str) -> None:
    found = places.only(typed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("typed", ["Tân An", "hong b", "xã Thạnh Quới, huyện Vĩnh Thạnh", "quận Hồng Bàng"])
def test_a_text_that_may_mean_several_names_none(typed: str) -> None:
    assert places.only(typed) is None


def test_every_label_names_its_own_commune() -> None:
    for province in places.provinces():
        for commune in places.communes(province.code):
            assert places.only(commune.label) is commune


def test_a_search_is_quick() -> None:
    places.find("warm")
    asked = ("hong bang", "tan thanh", "phuong 1", "t", "quan toan hong bang hai phong", "ha noi")
    begun = perf_counter()
    for text in asked:
        places.find(text)
    assert (perf_counter() - begun) / len(asked) < 0.02
