"""A page of questions is drawn with few templates in templates, and a choice in it with one."""

import pytest
from django.test.signals import template_rendered

from coproduction_site.models import UrgentNumber
from tests.support.factories import make_ladder, make_site, make_urgent_number
from tests.support.telling import FIRST
from tests.support.walk import soup_of

MOST_TEMPLATES = 70


@pytest.fixture
def site(transactional_db):
    make_site()
    make_urgent_number(number="999")
    make_ladder()


def templates_drawn(client, address) -> list[str]:
    drawn = []

    def note(template, **details):
        drawn.append(template.name)

    template_rendered.connect(note)
    try:
        client.get(address)
    finally:
        template_rendered.disconnect(note)
    return drawn


def test_the_first_question_is_drawn_with_few_templates(client, site):
    client.get(FIRST)  # The frame around it is remembered.

    drawn = templates_drawn(client, FIRST)

    assert len(drawn) <= MOST_TEMPLATES, sorted(map(str, drawn))


def test_a_choice_keeps_its_name_its_answer_and_its_label(client, site):
    soup = soup_of(client.get(FIRST))

    for choice in soup.select("input[type=radio]"):
        assert choice["name"]
        assert choice["value"]
        assert soup.select_one(f'label[for="{choice["id"]}"]').text.strip()


def test_a_number_to_ring_that_changed_is_right_on_the_next_page(client, site):
    assert "999" in soup_of(client.get(FIRST)).text
    number = UrgentNumber.objects.get()
    number.number = "0800 1111"

    number.save()

    soup = soup_of(client.get(FIRST))
    assert soup.select('a[href="tel:08001111"]')
    assert not soup.select('a[href="tel:999"]')
