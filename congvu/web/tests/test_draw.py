"""Every part and every kind of field is drawn, with its help and its errors tied to it."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client
from lxml import html

from congvu.web import samples
from congvu.web.faces import FACES, face_of
from congvu.web.fields import FormField, of_form, size_of
from congvu.web.forms import DateField, MoneyField

WEB = Path(samples.__file__).parent
PARTS = WEB / "templates" / "web" / "parts"
ICON = re.compile(r'icon "([a-z]+)"')
ON_ERROR_PAGES = {"trouble"}


class Form(forms.Form):
    name = forms.CharField(label="Họ tên", max_length=40)
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea, required=False, help_text="Ngắn thôi.")
    born = DateField(label="Ngày sinh")
    fee = MoneyField(label="Lệ phí")
    word = forms.CharField(label="Mật khẩu", widget=forms.PasswordInput)
    sex = forms.ChoiceField(label="Giới", choices=samples.GENDERS, widget=forms.RadioSelect)
    way = forms.MultipleChoiceField(label="Tin", choices=samples.WAYS, widget=forms.CheckboxSelectMultiple)
    kin = forms.ChoiceField(label="Quan hệ", choices=[("con", "Con")])
    sure = forms.BooleanField(label="Cam đoan")
    scan = forms.FileField(label="Tệp", required=False)
    key = forms.CharField(widget=forms.HiddenInput)


def drawn(field: FormField) -> html.HtmlElement:
    return html.fromstring(f"<div>{render_to_string('web/parts/field.html', {'field': field})}</div>")


@pytest.mark.parametrize("address", ["/thanh-phan/", "/thanh-phan/?mat=ban"])
def test_the_page_of_components_opens_on_both_faces(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 200


def test_the_page_of_components_shows_every_part(client: Client, db: None) -> None:
    used = {
        Path(str(template.name)).stem
        for address in ("/thanh-phan/", "/thanh-phan/?mat=ban")
        for template in client.get(address).templates
        if "web/parts/" in str(template.name)
    }
    every = {path.stem for path in PARTS.glob("*.html")}
    assert every - used - ON_ERROR_PAGES == set()


def test_the_page_of_components_shows_every_state(client: Client, db: None) -> None:
    page = client.get("/thanh-phan/").content.decode()
    assert [word for state in FACES if (word := str(face_of(state).word)) not in page] == []


def test_every_part_says_its_parameters() -> None:
    mute = [path.name for path in PARTS.glob("*.html") if "arameters" not in path.read_text(encoding="utf-8")]
    assert mute == []


def test_every_icon_that_is_named_is_drawn() -> None:
    named = {name for path in PARTS.rglob("*.html") for name in ICON.findall(path.read_text(encoding="utf-8"))}
    assert named | {face.icon for face in FACES.values()} <= set(samples.everything()["icons"])


def test_a_django_form_becomes_fields_of_every_kind() -> None:
    kinds = [field.kind for field in of_form(Form())]
    assert kinds == [
        "text", "textarea", "date", "money", "text", "radio", "checkboxes", "select", "checkbox", "file", "hidden",
    ]  # fmt: skip


def test_what_was_typed_comes_back_with_its_errors_but_never_a_password() -> None:
    form = Form({"name": "<b>", "born": "hôm qua", "fee": "25.000", "word": "bí mật"})
    found = {field.name: field for field in of_form(form)}
    assert (found["name"].value, found["fee"].value) == ("<b>", "25.000")
    assert found["word"].value is None
    assert found["born"].errors == ["Hãy nhập ngày dạng ngày/tháng/năm, ví dụ 27/03/2026."]
    assert "<b>" not in render_to_string("web/parts/field.html", {"field": found["name"]})


@pytest.mark.parametrize("kind", ["text", "textarea", "number", "money", "date", "select", "file", "checkbox"])
def test_a_control_is_tied_to_its_label_help_and_error(kind: str) -> None:
    box = drawn(FormField(kind, "a.b", "Nhãn", "", "Giúp", ["Sai rồi."], True, options=[("x", "X")]))
    control = box.get_element_by_id("id_a.b")
    assert control.get("aria-invalid") == "true"
    assert control.get("aria-describedby") == "id_a.b-help id_a.b-error"
    assert box.xpath("//label[@for='id_a.b']")[0].text_content().strip() == "Nhãn"
    assert "Sai rồi." in box.get_element_by_id("id_a.b-error").text_content()
    assert "Giúp" in box.get_element_by_id("id_a.b-help").text_content()


@pytest.mark.parametrize("kind", ["radio", "checkboxes"])
def test_choices_stand_in_a_named_group_and_the_first_takes_the_link_of_the_error(kind: str) -> None:
    box = drawn(FormField(kind, "sex", "Giới", ["nu"], "", ["Hãy chọn."], options=samples.GENDERS))
    assert box.find(".//fieldset/legend").text_content().split()[0] == "Giới"
    assert box.get_element_by_id("id_sex").get("value") == "nam"
    assert [each.get("value") for each in box.xpath("//input[@checked]")] == ["nu"]


def test_only_what_may_stay_empty_is_marked() -> None:
    assert "không bắt buộc" in drawn(FormField("text", "a", "A")).text_content()
    assert "không bắt buộc" not in drawn(FormField("text", "a", "A", required=True)).text_content()


@pytest.mark.parametrize(
    ("kind", "attrs", "options", "size"),
    [
        ("date", {}, [], "small"),
        ("text", {}, [], "small"),
        ("text", {"maxlength": 200}, [], "medium"),
        ("text", {"maxlength": 2000}, [], "wide"),
        ("radio", {}, [("m", "Nam"), ("f", "Nữ")], "small"),
        ("radio", {}, [("a", "Công dân"), ("b", "Doanh nghiệp"), ("c", "Cơ quan nhà nước")], "wide"),
        ("select", {}, [("a", "Trong thời hạn sáu mươi ngày")], "medium"),
        ("textarea", {"maxlength": 20}, [], "wide"),
    ],
)
def test_a_field_knows_how_much_of_a_row_it_needs(
    kind: str, attrs: dict[str, int], options: list[tuple[str, str]], size: str
) -> None:
    assert size_of(FormField(kind, "a", "A", attrs=attrs, options=options)) == size


def test_a_group_holds_its_fields_and_asks_for_another_row() -> None:
    box = drawn(FormField("group", "g", "Nhóm", add="g.add", fields=[FormField("text", "g.0", "Tên")]))
    assert box.find(".//fieldset//input").get("name") == "g.0"
    assert box.find(".//button").get("name") == "g.add"


def test_mistakes_are_told_in_the_order_of_the_page_and_lead_to_the_field() -> None:
    inner = FormField("text", "g.0", "Tên", errors=["Thiếu tên."])
    fields = [FormField("text", "a", "A", errors=["Thiếu A."]), FormField("group", "g", "Nhóm", fields=[inner])]
    text = Template('{% include "web/parts/mistakes.html" with mistakes=fields|mistakes %}').render(
        Context({"fields": fields})
    )
    assert html.fromstring(text).xpath("//a/@href") == ["#id_a", "#id_g.0"]
