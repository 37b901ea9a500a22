"""People find a procedure by the words they have for it. All packs of the house, without a database."""

from functools import cache

import pytest

from congvu.base import strict_yaml
from congvu.base.text import distance
from congvu.procedures.rules import LIFE_EVENTS, Entry, Index, packs_in
from congvu.procedures.rules.everyday import SAME
from congvu.procedures.rules.read import FILE, pack_of
from congvu.procedures.testing import PACKS

TYPED = """
lam giay khai sinh                    ho-tich/khai-sinh
Làm giấy khai sinh cho con            ho-tich/khai-sinh
khaisinh                              ho-tich/khai-sinh
khai sihn                             ho-tich/khai-sinh
sinh con can lam gi                   ho-tich/khai-sinh
birth certificate                     ho-tich/khai-sinh
1.001193                              ho-tich/khai-sinh
the bao hiem y te cho tre so sinh     ho-tich/khai-sinh-lien-thong
toi muon cuoi vo                      ho-tich/ket-hon
dang ki ket hon                       ho-tich/ket-hon
giay doc than                         ho-tich/xac-nhan-tinh-trang-hon-nhan
bo toi mat                            ho-tich/khai-tu
giay chung tu                         ho-tich/khai-tu
mat giay khai sinh                    ho-tich/trich-luc
sua ten trong giay khai sinh          ho-tich/cai-chinh-ho-tich
doi ho cho con                        ho-tich/cai-chinh-ho-tich
nhan con nuoi                         ho-tich/nuoi-con-nuoi
nuoi chau mo coi                      ho-tich/giam-ho
so do                                 dat-dai/gcn-lan-dau
lam so hong                           dat-dai/gcn-lan-dau
sang ten so do                        dat-dai/bien-dong
mua ban dat                           dat-dai/bien-dong
thua ke dat cua bo me                 dat-dai/bien-dong
tach so do chia cho con               dat-dai/tach-hop-thua
len tho cu                            dat-dai/chuyen-muc-dich
vay ngan hang bang so do              dat-dai/dang-ky-the-chap
xin phep xay nha                      xay-dung/gpxd-nha-o
lam nha                               xay-dung/gpxd-nha-o
giay phep xay nha het han             xay-dung/gpxd-gia-han
xin so nha                            xay-dung/so-nha
mo quan an                            kinh-doanh/ho-kinh-doanh
mở quán cà phê                        kinh-doanh/ho-kinh-doanh
giay phep kinh doanh                  kinh-doanh/ho-kinh-doanh
mo cong ty                            kinh-doanh/thanh-lap-tnhh
mo chi nhanh                          kinh-doanh/chi-nhanh-vpdd
nhap ho khau                          cu-tru/thuong-tru
thue nha tro                          cu-tru/tam-tru
doi bang lai                          giao-thong/doi-gplx
bang lai xe may het han               giao-thong/doi-gplx
bien so xe may                        giao-thong/dang-ky-xe
ve thang xe buyt                      giao-thong/the-xe-buyt-thang
cong chung giay to                    chung-thuc/ban-sao
so yeu ly lich                        chung-thuc/chu-ky
giay xac nhan khong tien an tien su   tu-phap/ly-lich-tu-phap
mo nha thuoc                          y-te/chung-chi-hanh-nghe-duoc
mo phong kham                         y-te/giay-phep-kham-chua-benh
ban ruou                              thuong-mai/ban-le-ruou
treo bang ron                         van-hoa/quang-cao
hang xom lan dat                      khieu-nai/xu-ly-don
to cao can bo                         khieu-nai/to-cao
khieu nai den bu dat                  khieu-nai/lan-dau
giay phep lao dong nguoi nuoc ngoai   lao-dong/giay-phep-lao-dong
"""
FOLDERS = [str(folder.relative_to(PACKS)) for folder in packs_in(PACKS)]


@cache
def index() -> Index:
    packs = [pack_of(strict_yaml.load((PACKS / folder / FILE).read_text("utf-8")), []) for folder in FOLDERS]
    return Index(
        Entry(
            key, (pack.name, pack.name_en, pack.code, *pack.words),
            (pack.field.name, pack.field.name_en, *pack.life_events),
        )
        for key, pack in enumerate(packs)
    )  # fmt: skip


def best(typed: str) -> list[str]:
    fits = index().find(typed)
    return [FOLDERS[key] for key in sorted(fits, key=lambda key: (-fits[key], key))]


@pytest.mark.parametrize("line", TYPED.strip().splitlines())
def test_what_people_type_finds_what_they_mean_among_the_first_three(line: str) -> None:
    typed, wanted = line.rsplit(maxsplit=1)
    assert wanted in best(typed.strip())[:3]


def test_every_pack_says_what_people_call_it_and_when_they_need_it() -> None:
    packs = {folder: pack_of(strict_yaml.load((PACKS / folder / FILE).read_text("utf-8")), []) for folder in FOLDERS}
    assert [folder for folder, pack in packs.items() if not pack.words or not pack.life_events] == []
    assert {event for pack in packs.values() for event in pack.life_events} == set(LIFE_EVENTS)


def test_a_procedure_is_found_by_each_of_its_words_and_by_its_name() -> None:
    lost = []
    for folder in FOLDERS:
        pack = pack_of(strict_yaml.load((PACKS / folder / FILE).read_text("utf-8")), [])
        lost += [said for said in (pack.name, pack.name_en, *pack.words) if folder not in best(said)[:3]]
    assert lost == []


def test_other_words_for_the_same_lead_to_the_law_s_word() -> None:
    one = Index([Entry(1, (f"Việc {group[0]}",)) for group in SAME[:1]])
    assert [said for said in SAME[0] if not one.find(said)] == []


@pytest.mark.parametrize("typed", ["", "   ", "xyz", "?!", "qwerty uiop", "0" * 5000, "x " * 5000])
def test_what_means_nothing_finds_nothing(typed: str) -> None:
    assert index().find(typed) == {}


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("sinh", "sinh", 0), ("sihn", "sinh", 1), ("sin", "sinh", 1), ("sinhh", "sinh", 1), ("sonh", "sinh", 1),
        ("khia", "khai", 1), ("ab", "ba", 1), ("nhaa", "hanh", 3), ("mot", "muoi", 2), ("", "ab", 2), ("khai", "s", 3),
    ],
)  # fmt: skip
def test_a_slip_is_a_letter_put_in_left_out_changed_or_swapped(one: str, other: str, steps: int) -> None:
    assert distance(one, other, 2) == steps
    assert distance(other, one, 2) == steps
