"""Packages that only some sites need. `make set-up` asks for them, and the start refuses without them."""

from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured

PACKAGES_OF_CACHES = {
    "RedisCache": "redis",
    "PyMemcacheCache": "pymemcache",
    "PyLibMCCache": "pylibmc",
}
STORAGE = "django-storages"
OF_SCALE = {"redis", STORAGE}
IMPORTED_AS = {STORAGE: "storages"}


class NotInstalled(ImproperlyConfigured):
    """It knows every package that the settings need, so that all of them can be installed."""

    def __init__(self, sentence: str, needed: set[str]):
        super().__init__(sentence)
        self.needed = needed


def needed(cache: str, storage: str) -> dict[str, str]:
    """The settings that need a package, and which."""
    of_cache = PACKAGES_OF_CACHES.get(cache.rpartition(".")[2])
    packages = {"CACHE_URL": of_cache, "STORAGE_URL": STORAGE if storage else None}
    return {name: package for name, package in packages.items() if package}


def refuse_missing(packages: dict[str, str]) -> None:
    """One that is missing is met now, and not by the first visitor."""
    missing = {name: package for name, package in packages.items() if not _is_installed(package)}
    if missing:
        sentences = [
            f"{name} needs the package {package}, which is not installed. "
            f"Install it: {'make set-up' if package in OF_SCALE else f'.venv/bin/pip install {package}'}."
            for name, package in missing.items()
        ]
        raise NotInstalled(" ".join(sentences), set(packages.values()))


def _is_installed(package: str) -> bool:
    return find_spec(IMPORTED_AS.get(package, package)) is not None
