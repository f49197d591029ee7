"""Django's cache in the database, for a site that works without it: what fails was simply not in the cache."""

from contextlib import nullcontext

from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connection, transaction


class PatientCache(DatabaseCache):
    def get_many(self, keys, version=None):
        return _unless_away({}, super().get_many, keys, version)

    def has_key(self, key, version=None):
        return _unless_away(False, super().has_key, key, version)

    def delete_many(self, keys, version=None):
        return _unless_away(None, super().delete_many, keys, version)

    def _base_set(self, *details, **more):
        """“Done”: whoever asks in order to count or to lock would otherwise be refused."""
        return _unless_away(True, super()._base_set, *details, **more)

    def _base_delete_many(self, keys):
        return _unless_away(False, super()._base_delete_many, keys)


def _unless_away(otherwise, ask, *details, **more):
    """A savepoint, so that the transaction around it (a story that is being sent) goes on."""
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            return ask(*details, **more)
    except DatabaseError:
        return otherwise
