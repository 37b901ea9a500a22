"""The code by which anybody can ask whether a result is genuine. Pure."""

import hashlib

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U: nobody can take one sign for another
GROUPS, EACH = 3, 4
ALIKE = str.maketrans("OIL", "011")


def check_code(lookup_key: str) -> str:
    """The code of a dossier's result, "7QK2-M9XD-4RTA": 60 bits of a digest of the dossier's secret, so that it tells
    nothing of the secret, cannot be guessed, and is the same whenever the paper is printed."""
    number = int.from_bytes(hashlib.sha256(f"result:{lookup_key}".encode()).digest()[:8], "big")
    letters = "".join(LETTERS[number >> 5 * place & 31] for place in range(GROUPS * EACH))
    return _grouped(letters)


def readable_check_code(typed: str) -> str:
    """A code as people type it: small letters, spaces, O for 0, I and L for 1."""
    return _grouped("".join(filter(str.isalnum, typed)).upper().translate(ALIKE))


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + EACH] for start in range(0, len(letters), EACH))
