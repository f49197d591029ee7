"""Behind a pooler the limits of the account count, and whoever set it up is told when it has none."""

import pytest
from django.conf import settings as site

from coproduction_site.doctor.pooler import LIMITS, keeps_to_limits

pytestmark = [pytest.mark.django_db, pytest.mark.only_on("postgresql")]


def as_a_pooler_does(*limits: str) -> dict:
    usual = site.DATABASES["default"]
    options = " ".join(f"-c {name}=5000" for name in limits)
    return usual | {"OPTIONS": {"options": options}}


def test_an_account_with_every_limit_is_right(settings):
    settings.POOLER = as_a_pooler_does(*LIMITS)

    assert not keeps_to_limits().is_fault


@pytest.mark.parametrize("missing", LIMITS)
def test_a_limit_that_the_account_lacks_is_named(settings, missing):
    settings.POOLER = as_a_pooler_does(*(name for name in LIMITS if name != missing))

    finding = keeps_to_limits()

    assert finding.is_fault
    assert missing in finding.sentence


def test_a_site_without_a_pooler_needs_none(settings):
    settings.POOLER = {}

    assert not keeps_to_limits().is_fault
