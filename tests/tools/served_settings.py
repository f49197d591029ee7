"""The site's own settings, as gunicorn serves it to a test: nothing collected, and nobody waits long."""

import os

from coproduction_site.settings import *  # noqa: F403
from coproduction_site.settings import DATABASES, STORAGES

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
SECONDS = os.environ.get("SECONDS_FOR_THE_DATABASE")
if SECONDS and DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["timeout"] = int(SECONDS)
