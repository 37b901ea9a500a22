"""The number of a company: its tax code, which is its enterprise code too (Law on Enterprises 2020, Article 29)."""

import re

_NUMBER = re.compile(r"(\d{10})(\d{3})?")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_MODULUS = 11


def company_number(typed: str) -> str:
    """The ten digits, with "-001" behind them for a branch; empty where it is no such number.

    The tenth digit checks the nine before it, so that a mistyped number is found at once.
    """
    found = _NUMBER.fullmatch(re.sub(r"[\s.\-]", "", typed))
    if not found or not found[1].isascii():
        return ""
    digits = [int(digit) for digit in found[1]]
    check = 10 - sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=False)) % _MODULUS
    if check != digits[-1]:
        return ""
    return f"{found[1]}-{found[2]}" if found[2] else found[1]
