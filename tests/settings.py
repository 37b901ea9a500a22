"""The settings of the tests: the real ones, on data that go away."""

import atexit
import os
import shutil
import tempfile
from typing import Any

os.environ["CONGVU_DATA"] = tempfile.mkdtemp(prefix="congvu-test-")
atexit.register(shutil.rmtree, os.environ["CONGVU_DATA"], ignore_errors=True)
for name in (
    "CONGVU_DEMO",
    "CONGVU_HTTPS",
    "CONGVU_DEBUG",
    "CONGVU_SECRET_KEY",
    "CONGVU_FILE_MAX_BYTES",
    "CONGVU_SMTP",
    "CONGVU_SMPP",
    "CONGVU_SMS_QUIET",
    "CONGVU_SMS_DIACRITICS",
    "CONGVU_PHONE_TOKEN",
    "CONGVU_PAYMENT_URL",
):
    os.environ.pop(name, None)

from congvu.site.settings import *  # noqa: E402, F403
from congvu.site.settings import DATABASES, LOGGING, STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir()
# Nobody listens there: who begins to pay is told so. Tests of payments name the sandbox instead.
PAYMENT_URL, PAYMENT_MERCHANT, PAYMENT_SECRET = "http://127.0.0.1:9", "tests", "k1:mot-bi-mat-dai-de-thu"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because tests with real threads share it; without waiting for the disk, because it goes away.
    DATABASES["default"]["TEST"] = {"NAME": f"{os.environ['CONGVU_DATA']}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    # Threads of a test bring their own connections; a pool would keep them from being closed at the end.
    DATABASES["default"]["OPTIONS"].pop("pool", None)
# Every client of a test has a middleware of its own, which would look through all static files when it is made.
WHITENOISE_AUTOREFRESH = True
# Of every refused page a warning with its whole traceback would be written, for nobody.
quiet: Any = LOGGING["loggers"]
quiet["django.request"] = {"level": "ERROR"}
