"""Makes `units.csv` from the data package that README.md names: `python make_units.py path/to/dataset.db`."""

import csv
import sqlite3
import sys
import unicodedata
from pathlib import Path

KINDS = {
    "Thành phố": "city",
    "Tỉnh": "province",
    "Phường": "ward",
    "Xã": "commune",
    "Đặc khu": "special_zone",
}
PROVINCES = 'SELECT DISTINCT "provinceCode", province, "" FROM admin_units'
COMMUNES = 'SELECT "wardCode", ward, "provinceCode" FROM admin_units'


def kind_of(name: str) -> str:
    return next(kind for word, kind in KINDS.items() if name.startswith(f"{word} "))


def rows(dataset: Path) -> list[tuple[str, str, str, str]]:
    """(code, name, kind, code of the province), provinces first, each part by its code."""
    found = []
    with sqlite3.connect(f"file:{dataset}?mode=ro", uri=True) as connection:
        for query in (PROVINCES, COMMUNES):
            for code, name, province in sorted(connection.execute(query)):
                name = unicodedata.normalize("NFC", " ".join(name.split()))
                found.append((code, name, kind_of(name), province))
    return found


def main() -> None:
    with Path(__file__).with_name("units.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "kind", "province"))
        writer.writerows(rows(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
