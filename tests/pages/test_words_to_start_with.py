"""The words that a new site explains."""

import pytest
from pytest_django.asserts import assertContains

from pages.models import GlossaryTerm
from tests.support import walk

pytestmark = pytest.mark.django_db


def test_the_starter_content_explains_its_own_words_and_marks_what_is_proposed(client, starter_content):
    proposed = set(GlossaryTerm.objects.filter(is_proposed=True).values_list("slug", flat=True))

    assert {"individual-support-plan", "targeted-plus", "experts-at-hand", "inclusion-base"} <= proposed
    assertContains(client.get("/glossary/local-inclusion-support-offer/"), "It is not the Local Offer")
    assertContains(client.get("/what-is-co-production/"), "Words on this page")
    assert walk.reaches(client, "/glossary/ehcp/")
