"""Invented people never come to a site that real ones use."""

import pytest
from django.core.management import CommandError, call_command

from coproduction_site.models import User


@pytest.mark.django_db
def test_a_site_that_asks_for_a_second_factor_is_no_demo():
    with pytest.raises(CommandError, match="demo only"):
        call_command("load_demo")

    assert not User.objects.exists()
