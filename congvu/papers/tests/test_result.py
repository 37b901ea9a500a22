"""A pack's result template is ten lines on the shared frame."""

from congvu.papers import render
from congvu.papers.tests.test_render import text_of

EXTRACT = """
#import "/result_frame.typ": *
#show: result.with(
  title: "Trích lục khai tử",
  bases: ("Căn cứ Luật Hộ tịch ngày 20 tháng 11 năm 2014;",),
)
#entry("Họ, chữ đệm, tên", upper(facts.answers.deceased_name))
#entry("Đã chết vào lúc", moment(facts.result.died_at))
#entry("Nơi chết", facts.answers.place_of_death)
"""
FACTS = {
    "agency": {
        "name": "Ủy ban nhân dân phường Mẫu",
        "superior": "Ủy ban nhân dân thành phố Hải Phòng",
        "place": "Hải Phòng",
    },
    "number": 5,
    "symbol": "TLKT-UBND",
    "date": "2026-03-02",
    "applicant": {"name": "Nguyễn Văn Mẫu"},
    "answers": {"deceased_name": "Nguyễn Văn Ví Dụ", "place_of_death": "Bệnh viện Mẫu"},
    "result": {"died_at": "2026-02-27T04:30"},
    "signer": {"name": "Phạm Văn Ví Dụ", "title": "Chủ tịch", "prefix": "TM. Ủy ban nhân dân"},
    "code": "H24.31.07-260302-0042",
}


def test_the_frame_gives_a_result_all_that_decree_30_asks() -> None:
    paper = " ".join(text_of(render(EXTRACT, FACTS)).split())
    for line in (
        "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG ỦY BAN NHÂN DÂN PHƯỜNG MẪU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 05/TLKT-UBND",
        "Hải Phòng, ngày 02 tháng 3 năm 2026",
        "TRÍCH LỤC KHAI TỬ",
        "Căn cứ Luật Hộ tịch",
        "Đã chết vào lúc: 04 giờ 30 phút, ngày 27 tháng 02 năm 2026",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Nơi nhận: - Nguyễn Văn Mẫu; - Lưu: Hồ sơ H24.31.07-260302-0042.",
        "Phạm Văn Ví Dụ",
    ):
        assert line in paper


def test_a_decision_states_its_operative_words_on_a_line_of_their_own() -> None:
    decision = EXTRACT.replace(
        'title: "Trích lục khai tử"', 'title: "Quyết định", about: "Về việc ví dụ", opening: "Quyết định:"'
    )
    assert "QUYẾT ĐỊNH:" in text_of(render(decision, FACTS)).split("\n")
