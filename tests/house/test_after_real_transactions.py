"""A test with real transactions empties every table at its end; the next one in that process must not see it."""

import pytest
from django.contrib.auth.models import Group

from tests.tools import all_rows


@pytest.fixture(scope="module")
def what_the_next_test_finds(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        before = all_rows.mark_of(all_rows.read())
    yield
    with django_db_blocker.unblock():
        assert all_rows.mark_of(all_rows.read()) == before
        assert Group.objects.filter(name="Moderators", permissions__isnull=False).exists()


@pytest.mark.django_db(transaction=True)
def test_after_real_transactions_the_next_test_finds_the_roles(what_the_next_test_finds):
    assert Group.objects.exists()
