"""The way in for gunicorn: the page cache in front, Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduction_site.settings")
django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402  (set up above)
from django.contrib.staticfiles.storage import staticfiles_storage  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from coproduction_site.cache.in_front import PageCache  # noqa: E402

settings.DATABASES["default"].update(settings.POOLER)  # Commands, and the worker, go past the pooler.
get_resolver().url_patterns  # noqa: B018  (all that views import, before workers part and share it)
get_template("pages/home.html")  # The tags of every page, for the same reason.
staticfiles_storage.base_url  # noqa: B018  (the list of this code's files, before other code writes its own)
application = PageCache(django_application)

if settings.METRICS_PORT:
    from coproduction_site.operations.figures import Counted

    application = Counted(application, settings.METRICS_PORT)
