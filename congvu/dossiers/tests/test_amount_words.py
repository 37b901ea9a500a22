"""Amounts in words, as they stand on receipts."""

import pytest

from congvu.dossiers.rules import amount_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không"),
        (1, "Một"),
        (5, "Năm"),
        (10, "Mười"),
        (11, "Mười một"),
        (14, "Mười bốn"),
        (15, "Mười lăm"),
        (20, "Hai mươi"),
        (21, "Hai mươi mốt"),
        (24, "Hai mươi tư"),
        (25, "Hai mươi lăm"),
        (55, "Năm mươi lăm"),
        (100, "Một trăm"),
        (101, "Một trăm linh một"),
        (104, "Một trăm linh bốn"),
        (105, "Một trăm linh năm"),
        (110, "Một trăm mười"),
        (115, "Một trăm mười lăm"),
        (121, "Một trăm hai mươi mốt"),
        (1_000, "Một nghìn"),
        (1_005, "Một nghìn không trăm linh năm"),
        (1_050, "Một nghìn không trăm năm mươi"),
        (2_015, "Hai nghìn không trăm mười lăm"),
        (8_000, "Tám nghìn"),
        (21_000, "Hai mươi mốt nghìn"),
        (25_000, "Hai mươi lăm nghìn"),
        (105_000, "Một trăm linh năm nghìn"),
        (200_000, "Hai trăm nghìn"),
        (1_000_000, "Một triệu"),
        (1_000_001, "Một triệu không trăm linh một"),
        (1_024_000, "Một triệu không trăm hai mươi tư nghìn"),
        (12_000_000, "Mười hai triệu"),
        (10_500_000, "Mười triệu năm trăm nghìn"),
        (1_234_567, "Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy"),
        (10**9, "Một tỷ"),
        (10**9 + 5, "Một tỷ không trăm linh năm"),
        (2_005_000_000, "Hai tỷ không trăm linh năm triệu"),
        (3 * 10**12, "Ba nghìn tỷ"),
        (1_021_000_000_000, "Một nghìn không trăm hai mươi mốt tỷ"),
        (5 * 10**15, "Năm triệu tỷ"),
    ],
)
def test_an_amount_is_written_out(amount: int, words: str) -> None:
    assert amount_words(amount) == f"{words} đồng"


@pytest.mark.parametrize("amount", [-1, 10**18])
def test_there_are_no_words_for_what_no_receipt_has(amount: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        amount_words(amount)
