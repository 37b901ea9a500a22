"""`congvu agencies` and `congvu people`: the organisation from the command line, with the system's own rights."""

import argparse
import csv
import getpass
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from congvu.agencies import refusals, selectors, services
from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import system
from congvu.base.refusals import Refusal

BY = system("cli", "Dòng lệnh")
COLUMNS = ("code", "name", "kind", "parent")
MORE = ("short_name", "sector", "unit_code", "address", "phone")


def add_commands(nouns: Any) -> None:
    """The verbs of the two nouns."""
    verbs = nouns.add_parser("agencies", help="offices and their tree").add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("list", help="agencies that exist today, by code")
    verb.add_argument("--search", default="", help="words of the name or code, without diacritics if you like")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=list_agencies)
    verb = verbs.add_parser("import", help="found agencies from a CSV file, all or none")
    verb.add_argument("file", type=Path, help=f"CSV with {', '.join(COLUMNS)}; optional {', '.join(MORE)}, valid_from")
    verb.set_defaults(run=import_agencies)

    verbs = nouns.add_parser("people", help="accounts and posts").add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("create", help="an account with its first post; asks for the password")
    verb.add_argument("username")
    verb.add_argument("--name", required=True, help="full name")
    verb.add_argument("--role", required=True, choices=Role.values)
    verb.add_argument("--agency", required=True, metavar="CODE")
    verb.add_argument("--title", default="", help="title of the post; without it the role's name")
    verb.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    verb.set_defaults(run=create_person)
    verb = verbs.add_parser("list", help="accounts and the posts they hold today")
    verb.add_argument("--search", default="", help="words of the name or username")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=list_people)


def list_agencies(arguments: argparse.Namespace) -> int:
    """Print agencies."""
    today = timezone.localdate()
    found = selectors.found_by(arguments.search).filter(pk__in=selectors.valid(on=today).values("pk"))
    rows = [
        {"code": row.code, "name": row.name, "kind": row.kind, "parent": row.parent.code if row.parent else ""}
        for row in found.select_related("parent")
    ]
    return _print(rows, as_json=arguments.json)


@transaction.atomic
def import_agencies(arguments: argparse.Namespace) -> int:
    """Found every agency of the file; a line that is refused undoes them all and is named."""
    try:
        with arguments.file.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if missing := set(COLUMNS) - set(reader.fieldnames or ()):
                raise Refusal(refusals.FILE_BAD, line=1, why=f"thiếu cột {', '.join(sorted(missing))}.")
            count = sum(_import(row, line) for line, row in enumerate(reader, start=2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{count} agencies founded.")
    return 0


def _import(row: dict[str, str], line: int) -> int:
    parent = Agency.objects.filter(code=row["parent"]).first()
    if row["parent"] and parent is None:
        raise Refusal(refusals.FILE_BAD, line=line, why=f"không có cơ quan cấp trên {row['parent']}.")
    try:
        services.create_agency(
            row["code"], name=row["name"], kind=row["kind"], parent=parent,
            valid_from=_day(row.get("valid_from") or "", line), by=BY, at=timezone.now(),
            **{key: row.get(key) or "" for key in MORE},
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.no is refusals.FILE_BAD:
            raise
        raise Refusal(refusals.FILE_BAD, line=line, why=refusal.sentence) from refusal
    return 1


def _day(text: str, line: int) -> date:
    if not text:
        return timezone.localdate()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(refusals.FILE_BAD, line=line, why=f"ngày {text} phải có dạng 2026-03-02.") from error


def create_person(arguments: argparse.Namespace) -> int:
    """Make the account and appoint it."""
    agency = Agency.objects.filter(code=arguments.agency).first()
    if agency is None:
        print(f"There is no agency {arguments.agency}; `congvu agencies list` shows the codes.", file=sys.stderr)
        return 2
    password = sys.stdin.readline().rstrip("\n") if arguments.password_stdin else getpass.getpass("Password: ")
    post = services.enrol(
        arguments.username, name=arguments.name, agency=agency, role=arguments.role,
        title=arguments.title or str(Role(arguments.role).label), valid_from=timezone.localdate(), password=password,
        by=BY, at=timezone.now(),
    )  # fmt: skip
    print(f"{post.account.username}: {post.title}, {agency.name}")
    return 0


def list_people(arguments: argparse.Namespace) -> int:
    """Print accounts."""
    today = timezone.localdate()
    found = list(selectors.accounts(BY, arguments.search, on=today))
    posts = selectors.posts_by_account(found, on=today)
    rows = [
        {
            "username": account.username,
            "name": account.name,
            "active": account.is_active,
            "posts": [f"{post.role} {post.agency.code}" for post in posts.get(account.pk, [])],
        }
        for account in found
    ]
    return _print(rows, as_json=arguments.json)


def _print(rows: list[dict[str, Any]], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        print("\t".join(", ".join(each) if isinstance(each, list) else str(each) for each in row.values()))
    return 0
