"""The settings of the tests: the real ones, on data that go away."""

import os
import tempfile

os.environ["CONGVU_DATA"] = tempfile.mkdtemp(prefix="congvu-test-")
os.environ.pop("CONGVU_DEMO", None)
os.environ.pop("CONGVU_HTTPS", None)

from congvu.site.settings import *  # noqa: E402, F403
from congvu.site.settings import DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because tests with real threads share it; without waiting for the disk, because it goes away.
    DATABASES["default"]["TEST"] = {"NAME": f"{os.environ['CONGVU_DATA']}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    # Threads of a test bring their own connections; a pool would keep them from being closed at the end.
    DATABASES["default"]["OPTIONS"].pop("pool", None)
