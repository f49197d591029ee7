"""Who is in danger presses a number and is through: it rings, or begins a text message."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from tests.support.factories import make_urgent_number
from tests.support.telling import FIRST, START

pytestmark = pytest.mark.django_db


def test_a_number_to_ring_can_be_pressed(client):
    make_urgent_number(number="0800 1111")

    for address in (START, FIRST):
        assertContains(client.get(address), 'href="tel:08001111"')


def test_a_number_for_texts_begins_a_message(client):
    make_urgent_number(number="999")
    make_urgent_number(number="85258", is_for_texts=True, order=1)

    response = client.get(reverse("stories:start"))

    assertContains(response, 'href="sms:85258"')
    assertContains(response, 'href="tel:999"')


def test_the_printed_questions_name_the_first_number(client):
    make_urgent_number(label="Someone is in danger now", number="999")

    assertContains(client.get(reverse("stories:template_page")), "Someone is in danger now? Ring")
