"""Texts as mobile networks carry them, and what people type."""

from datetime import UTC, datetime, timedelta

import pytest

from congvu.dossiers.selectors import Glimpse
from congvu.notices.rules import (
    Question,
    brief,
    in_parts,
    is_phone,
    is_web_address,
    question,
    quiet_hours,
    speakable,
    spellings,
    without_diacritics,
)
from congvu.notices.rules.sms import decoded, encoded, header
from congvu.notices.rules.status import in_words, spelt, spoken_time
from congvu.notices.transports.arrivals import Report, Text, read_arrival

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
CODE = "H98.31.01-261122-0001"


def glimpse(**more: object) -> Glimpse:
    given = {
        "code": CODE, "procedure": "Đăng ký khai tử", "agency": "UBND phường Mẫu", "receiver": "Một cửa phường Mẫu",
        "receiver_phone": "0225 123456", "receiver_address": "1 phố Mẫu", "state": "in_progress", "received_at": NOW,
        "due_at": NOW + timedelta(days=3, hours=6, minutes=30), "finished_at": None, "closed_at": None, "places": [],
        "to_bring": [], "promised_at": None, "parts": [],
    }  # fmt: skip
    return Glimpse(**{**given, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "parts"),
    [("a" * 160, 1), ("a" * 161, 2), ("€" * 80, 1), ("€" * 81, 2), ("ạ" * 70, 1), ("ạ" * 71, 2), ("a" * 307, 3)],
)
def test_a_text_takes_as_many_parts_as_its_letters_need(text: str, parts: int) -> None:
    assert len(in_parts(text)) == parts
    assert "".join(in_parts(text)) == text


def test_no_letter_is_cut_in_two() -> None:
    assert all(len(encoded(part, wide=False)) % 2 == 0 for part in in_parts("€" * 200))
    assert "".join(part.encode("utf-16-be").decode("utf-16-be") for part in in_parts("ạ😀" * 80)) == "ạ😀" * 80


def test_seven_bits_are_read_as_they_were_written() -> None:
    text = "Hồ sơ [1] {2} ~ 5 € @ £ _"
    assert decoded(encoded(without_diacritics(text), wide=False)) == "Ho so [1] {2} ~ 5 € @ £ _"
    assert decoded(b"\x1b") == ""
    assert decoded(b"a\xffb\x1b\x01") == "a b "


def test_diacritics_go_and_everything_else_stays() -> None:
    assert without_diacritics("Đường “Lý Thường Kiệt” – số 5…\nƠ, Ư") == 'Duong "Ly Thuong Kiet" - so 5...\nO, U'


def test_the_parts_of_one_message_bear_one_mark() -> None:
    assert header("one", 1, 3)[:5] == header("one", 2, 3)[:5]
    assert header("one", 2, 3)[5] == 2


@pytest.mark.parametrize("text", ["", "0901234567", "84901234567", "+8490", "+84 901234567", "+849012345678901234"])
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert is_phone("+84901234567")
    assert not is_phone(text)


@pytest.mark.parametrize("text", ["", "http://tinh.example/", "https://", "https://a b", "ftp://a", "https://a:x/"])
def test_what_cannot_be_posted_to_safely_is_no_web_address(text: str) -> None:
    assert is_web_address("https://tinh.example/nghe/")
    assert is_web_address("http://127.0.0.1:8000/")
    assert not is_web_address(text)


def test_quiet_hours_go_over_midnight() -> None:
    quiet = quiet_hours("21:00-07:00")
    assert quiet
    hours = [datetime(2026, 11, 22, hour, tzinfo=UTC) for hour in range(24)]  # 7 hours later in Viet Nam
    assert [at.hour for at in hours if quiet.holds(at)] == list(range(14, 24))
    noon = quiet_hours("11:30 - 13:30")
    assert noon
    assert [at.hour for at in hours if noon.holds(at)] == [5, 6]
    assert quiet_hours("") is None
    for wrong in ("21", "25:00-07:00", "đêm"):
        with pytest.raises(ValueError, match=r"CONGVU_SMS_QUIET|isoformat|hour"):
            quiet_hours(wrong)


@pytest.mark.parametrize(
    "text",
    [
        *(f"HS {CODE} 1234", f"hs {CODE.lower()} 1234", f"HS{CODE}1234", f"Hs  {CODE}-1234.", f" HS: {CODE} , 1234 "),
        *("HS H98.31.01 261122 0001 1234", f"HS <{CODE}> <1234>", f"Hs\n{CODE}\n1234", f"ＨＳ {CODE} 1234"),
    ],
)
def test_a_question_is_read_however_it_is_typed(text: str) -> None:
    assert question(text.replace("Ｈ", "H").replace("Ｓ", "S")) == Question(CODE, "1234")


def test_a_question_keeps_the_letter_o_for_the_look_up_to_read() -> None:
    assert question("HS H98.31.01-261122-OOO1 O234") == Question("H98.31.01-261122-OOO1", "O234")


@pytest.mark.parametrize("text", ["", "HS", "HS 1234", "Xin chào", "HS H98 12", "HS " + "1" * 80, "HS ***-*-* 1234"])
def test_anything_else_is_no_question(text: str) -> None:
    assert question(text) is None


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, f"{CODE}: Dang giai quyet. Hen tra 16:30 25/11/2026. DT 0225 123456."),
        ({"due_at": NOW - timedelta(days=1)}, f"{CODE}: Dang giai quyet. Da qua hen 10:00 21/11/2026, xin loi ong/ba."),
        ({"state": "decided"}, f"{CODE}: Da co ket qua. Moi nhan ket qua tai Mot cua phuong Mau. DT 0225 123456."),
        (
            {"state": "awaiting_supplement", "to_bring": ["Giấy báo tử"]},
            f"{CODE}: Cho bo sung ho so. Can bo sung: Giay",
        ),
        ({"state": "awaiting_supplement", "to_bring": ["dài " * 50]}, f"{CODE}: Cho bo sung ho so. Hay xem giay"),
        ({"state": "returned", "closed_at": NOW}, f"{CODE}: Da tra ket qua. Ngay 22/11/2026."),
        ({"state": "registered"}, f"{CODE}: Moi dang ky. Tra loi truoc 16:30 25/11/2026."),
        ({"state": "awaiting_obligation"}, f"{CODE}: Cho thuc hien nghia vu tai chinh. DT"),
        ({"promised_at": NOW + timedelta(days=5)}, f"{CODE}: Dang giai quyet. Hen tra 10:00 27/11/2026."),
    ],
)
def test_the_answer_is_one_plain_part(more: dict[str, object], told: str) -> None:
    text = brief(glimpse(**more), now=NOW)
    assert text.startswith(told)
    assert len(text) <= 160
    assert text.isascii()


def test_what_is_spoken_has_no_figure_and_no_sign_in_it() -> None:
    said = speakable(glimpse(receiver="Một cửa UBND phường 12, TP. Mẫu"), now=NOW)
    code = (
        "H, chín, tám, chấm, ba, một, chấm, không, một, gạch, hai, sáu, một, một, hai, hai, gạch, không, không, không"
    )
    assert said == (
        f"Hồ sơ mã {code}, một: đang giải quyết. Hẹn trả kết quả mười sáu giờ ba mươi phút, "
        "ngày hai mươi lăm tháng mười một năm hai nghìn không trăm hai mươi sáu, "
        "tại Một cửa Ủy ban nhân dân phường mười hai, thành phố Mẫu. "
        "Cần hỏi thêm, mời ông bà gọi không, hai, hai, năm, một, hai, ba, bốn, năm, sáu."
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"state": "awaiting_supplement", "to_bring": ["2 ảnh 3x4"]}, "cần bổ sung: hai ảnh ba x bốn."),
        ({"state": "decided"}, "Mời ông bà nhận kết quả tại Một cửa phường Mẫu."),
        ({"state": "returned", "closed_at": NOW}, "kết thúc ngày hai mươi hai tháng mười một"),
        ({"state": "registered"}, "Nơi tiếp nhận trả lời trước mười sáu giờ ba mươi phút"),
        ({"due_at": NOW - timedelta(days=1)}, "đã quá hẹn mười giờ, ngày hai mươi mốt"),
        ({"state": "stopped"}, "dừng giải quyết. Cần hỏi thêm"),
    ],
)
def test_every_state_is_spoken(more: dict[str, object], said: str) -> None:
    assert said in speakable(glimpse(**more), now=NOW)


def test_numbers_are_said_as_quantities_or_figure_by_figure() -> None:
    assert in_words("đường 5, nhà 007, số 1234567") == ("đường năm, nhà không không bảy, số một hai ba bốn năm sáu bảy")
    assert spelt("A 1/2") == "A, một, trên, hai"
    assert spoken_time(NOW).startswith("mười giờ, ngày")


def test_a_number_is_known_in_both_spellings() -> None:
    assert set(spellings("160")) == {"160", "a0", "A0", "352"}
    assert set(spellings("A0")) == {"A0", "160"}
    assert spellings("mã-1") == ["mã-1"]


class Delivered:
    """A `deliver_sm` as smpplib reads it."""

    source_addr, data_coding, esm_class = b"84901234567", 0, 0
    short_message: bytes = b""
    message_payload = user_message_reference = receipted_message_id = message_state = None

    def __init__(self, **more: object) -> None:
        vars(self).update(more)


@pytest.mark.parametrize(
    ("given", "arrived"),
    [
        ({"short_message": b"HS 1"}, Text("+84901234567", "HS 1")),
        ({"short_message": "Hồ".encode("utf-16-be"), "data_coding": 8}, Text("+84901234567", "Hồ")),
        ({"short_message": b"\xe9t\xe9", "data_coding": 3}, Text("+84901234567", "été")),
        ({"message_payload": b"HS 2", "user_message_reference": 7}, Text("+84901234567", "HS 2", "7")),
        ({"short_message": b"\x05\x00\x03\x11\x02\x02HS", "esm_class": 0x40}, Text("+84901234567", "HS", part=2)),
        ({"short_message": b"\x06\x08\x04\x11\x22\x02\x01HS", "esm_class": 0x40}, Text("+84901234567", "HS")),
        ({"short_message": b"", "esm_class": 0x40}, Text("+84901234567", "")),
        ({"short_message": b"id:7 stat:DELIVRD err:000", "esm_class": 4}, Report("7", True, "DELIVRD 000")),
        ({"short_message": b"id:7 stat:ENROUTE", "esm_class": 0x20}, Report("7", None, "ENROUTE")),
        ({"receipted_message_id": b"8", "message_state": 5, "esm_class": 4}, Report("8", False, "5")),
        ({"short_message": b"?", "esm_class": 4}, Report("", None, "1")),
    ],
)
def test_whatever_a_message_centre_delivers_is_read(given: dict[str, object], arrived: object) -> None:
    assert read_arrival(Delivered(**given)) == arrived
