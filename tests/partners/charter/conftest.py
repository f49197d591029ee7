"""Who reads pledges, signed in without a second factor."""

import pytest
from django.test import Client

from tests.support.factories import make_user


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def manager():
    client = Client()
    client.force_login(make_user("Partner managers"))
    return client
