from congvu import sheet
from congvu.sheet.tests.forms import FAMILY, schema


def test_answers_are_shown_as_people_read_them() -> None:
    lines = sheet.compile(FAMILY).show(
        {
            "name": "Trần Thị Mẫu", "born": "1990-09-02", "phone": "+84901234567", "kinship": "child", "late": False,
            "worth": 1250000, "address": {"commune": "Xã Mẫu"}, "members": [{"name": "A", "born": "2001-01-31"}],
        }
    )  # fmt: skip
    assert lines == [
        ("Họ và tên", "Trần Thị Mẫu"),
        ("Ngày sinh", "02/09/1990"),
        ("Điện thoại", "0901234567"),
        ("Quan hệ", "Con"),
        ("Đăng ký quá hạn", "Không"),
        ("Giá trị", "1.250.000 đồng"),
        ("Nơi ở", ""),
        ("Xã", "Xã Mẫu"),
        ("Thành viên thứ 1", ""),
        ("Họ tên", "A"),
        ("Sinh", "31/01/2001"),
    ]


def test_numbers_and_lists_are_shown_the_vietnamese_way() -> None:
    options = [{"const": "a", "title": "Bản chính"}, {"const": "b", "title": "Bản sao"}]
    form = sheet.compile(
        schema(
            area={"type": "number"},
            count={"type": "integer"},
            papers={"type": "array", "uniqueItems": True, "items": {"oneOf": options}},
        )
    )
    shown = form.show({"area": 1250.5, "count": 1000, "papers": ["a", "b"]})
    assert [text for _, text in shown] == ["1.250,5", "1.000", "Bản chính; Bản sao"]
