"""The site's own settings, on data that is thrown away. What .env says does not reach a test."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="coproduction-tests-"))
(_folder / "static").mkdir()
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

os.environ.setdefault("DATABASE_URL", f"sqlite:///{_folder}/db.sqlite3")
os.environ |= {
    "DATA_DIR": str(_folder),
    "DEBUG": "0",
    "HTTPS": "0",
    "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
    "SITE_URL": "http://127.0.0.1:8000",
    "SECRET_KEY": "only-for-tests-" * 4,
    "REQUIRE_STAFF_MFA": "1",
    "RATE_LIMITS": "1",
    "TRUSTED_PROXIES": "0",
    "DATABASE_POOLER_URL": "",
    "DATABASE_REPLICA_URL": "",
    "CACHE_URL": "db://cache",
    "CHECK_LINKS": "0",
    "EMAIL_URL": "memory://",
    "MEDIA_ROOT": str(_folder / "media"),
    "STATIC_ROOT": str(_folder / "static"),
}

from coproduction_site.settings import *  # noqa: E402, F403
from coproduction_site.settings import DATABASES, POST_OFFICE, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file: the live server's threads need connections of their own, which a database in memory cannot give.
    DATABASES["default"]["TEST"] = {"NAME": _folder / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    # A test may think for longer than a page between two questions.
    DATABASES["default"]["OPTIONS"]["options"] += " -c idle_in_transaction_session_timeout=0"

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "tests.support.quick_hash.QuickArgon2id",
]
POST_OFFICE["BACKENDS"]["default"] = "django.core.mail.backends.locmem.EmailBackend"
