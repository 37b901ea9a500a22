"""Run as: cp to tests/house/test_zz_rewrite.py, pytest it, remove it. Rewrites the rows of the two matrices."""
import re, pathlib, os
ONLY = re.compile(os.environ.get("ONLY", "."))
import pytest
from tests.house import test_permissions as P, test_rights as R
from tests.house.world import ORDER
pytestmark = pytest.mark.django_db

def short(row):
    parts = row.split(" | ")
    if len(parts) == 6 and parts[5] == "x x x x": parts = parts[:5]
    if len(parts) == 5 and parts[4] == "x x": parts = parts[:4]
    return " | ".join(parts)

def rewrite(path, table, found):
    s = pathlib.Path(path).read_text()
    start = s.index(f'{table} = """\n') ; end = s.index('"""', start + len(table) + 7)
    lines = s[start:end].split("\n")
    out = []
    for line in lines:
        name = line.split(maxsplit=1)[0] if line.strip() and " = " not in line else ""
        if name in found:
            pad = max(len(re.match(r"\S+\s+", line).group(0)), len(name) + 1)
            line = name.ljust(pad) + short(found[name])
        out.append(line)
    pathlib.Path(path).write_text(s[:start] + "\n".join(out) + s[end:])

def test_rewrite(world):
    for table, method in (("PAGES", "get"), ("DEEDS", "post")):
        found = {}
        for name, want in P.rows(getattr(P, table)).items():
            if not ONLY.match(name): continue
            try:
                got = P.asked(world, method, name)
            except Exception as e:
                print("ERR", name, repr(e)); continue
            if got != want:
                print(table, name, "|", want, "->", got); found[name] = got
        rewrite("tests/house/test_permissions.py", table, found)
    found = {}
    for name, want in R.rows().items():
        if not ONLY.match(name): continue
        try:
            got = R.tried(world, name)
        except Exception as e:
            print("ERR", name, repr(e)); continue
        if got != want:
            print("RIGHTS", name, "|", want, "->", got); found[name] = got
    rewrite("tests/house/test_rights.py", "RIGHTS", found)

def test_states(world):
    from tests.house import test_plan_states as S
    found = {name: S.asked(world, name) for name in P.rows(S.STATES)}
    rewrite("tests/house/test_plan_states.py", "STATES", found)
