"""The list of communes that a name may mean, with and without a script."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from lxml import html

from congvu import sheet

FORM = sheet.compile(
    {
        "type": "object",
        "properties": {"home": {"type": "object", "format": "address", "title": "Nơi ở"}},
        "required": ["home"],
    }
)


def drawn(values: dict[str, Any]) -> Any:
    field = FORM.fields(values, prefix="a-")[0]
    return html.fromstring(f"<div>{render_to_string('web/parts/field.html', {'field': field})}</div>")


def asked(client: Client, **typed: str) -> Any:
    return html.fromstring(f"<div>{client.get('/xa-phuong/', typed).content.decode()}</div>")


def test_without_a_script_a_button_asks_and_radio_buttons_answer() -> None:
    box = drawn({"home": {"commune": "xã Thạnh Quới, huyện Vĩnh Thạnh"}})
    assert box.get_element_by_id("id_a-home-commune").get("name") == "a-home-commune"
    assert box.xpath("//button/@name") == ["a-home-commune-seek"]
    assert box.xpath("//input[@type='radio']/@name") == ["a-home-commune"] * 2
    assert box.xpath("//input[@checked]") == []
    assert all(box.xpath(f"//label[@for='{radio}']") for radio in box.xpath("//input[@type='radio']/@id"))


def test_the_only_commune_that_is_meant_is_chosen_already() -> None:
    assert drawn({"home": {"commune": "ben nghe"}}).xpath("//input[@checked]/@value") == ["26740"]
    assert drawn({"home": {"commune": "11311"}}).xpath("//input[@type='radio']") == []


def test_with_a_script_the_same_list_comes_while_one_types(client: Client, db: None) -> None:
    box = asked(client, **{"a-home-commune": "xã Thạnh Quới, huyện Vĩnh Thạnh"})
    assert box.xpath("//input/@name") == ["a-home-commune"] * 2
    assert box.xpath("//input/@value") == drawn({"home": {"commune": "xã Thạnh Quới, huyện Vĩnh Thạnh"}}).xpath(
        "//input[@type='radio']/@value"
    )


@pytest.mark.parametrize(
    ("text", "said"), [("khong noi nao", "Chưa tìm thấy"), ("zz", ""), ("Phường Hồng Bàng, thành phố Hải Phòng", "")]
)
def test_where_there_is_nothing_to_choose_it_says_so_or_stays_silent(
    client: Client, db: None, text: str, said: str
) -> None:
    box = asked(client, q=text)
    assert box.xpath("//input") == []
    assert box.text_content().strip().startswith(said)
    assert bool(box.text_content().strip()) == bool(said)


def test_what_is_typed_is_never_markup(client: Client, db: None) -> None:
    sent = {'"><script>alert(1)</script>': "tan an"}
    assert b"<script>" not in client.get("/xa-phuong/", sent).content
    assert client.get("/xa-phuong/").status_code == 200
    assert client.post("/xa-phuong/").status_code == 405
