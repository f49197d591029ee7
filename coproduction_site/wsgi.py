"""The way in for gunicorn: the page cache in front, Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduction_site.settings")
django_application = get_wsgi_application()

from coproduction_site.page_cache import PageCache  # noqa: E402  (needs the settings above)

application = PageCache(django_application)
