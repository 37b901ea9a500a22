"""An amount of money in words, as Vietnamese receipts have it: "Hai trăm linh năm nghìn đồng"."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
MOST = 10**18 - 1
BILLION = 10**9


def amount_words(amount: int) -> str:
    """A whole amount of đồng from 0 to 10^18 - 1, with a capital letter. ValueError beyond."""
    if not 0 <= amount <= MOST:
        raise ValueError(f"no words for {amount}")
    said = f"{number_words(amount)} đồng"
    return said[0].upper() + said[1:]


def number_words(number: int) -> str:
    """A whole number from 0 to 10^18 - 1 as one reads it aloud."""
    return " ".join(_number(number))


def _number(number: int) -> list[str]:
    """Above a thousand million one counts again in thousand millions: "hai nghìn tỷ"."""
    if number == 0:
        return [DIGITS[0]]
    billions, rest = divmod(number, BILLION)
    words = [*_number(billions), "tỷ"] if billions else []
    return words + _below_a_billion(rest, leading=not billions)


def _below_a_billion(number: int, *, leading: bool) -> list[str]:
    words: list[str] = []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, number = divmod(number, size)
        if group:
            words += _group(group, leading=leading) + ([name] if name else [])
            leading = False
    return words


def _group(group: int, *, leading: bool) -> list[str]:
    """Three digits. Only the first group of a number may leave out its hundreds."""
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds or not leading else []
    if tens > 1:
        words += [DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_ones(ones, tens))
    return words


def _ones(ones: int, tens: int) -> str:
    """After twenty "một" is "mốt" and "bốn" is "tư"; after ten and above "năm" is "lăm"."""
    if tens > 1 and ones in (1, 4):
        return "mốt" if ones == 1 else "tư"
    return "lăm" if tens and ones == 5 else DIGITS[ones]
