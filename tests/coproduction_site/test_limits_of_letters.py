"""An address gets only so many letters, from however many networks they are asked for."""

from itertools import count
from uuid import uuid4

import pytest
from django.core import mail as outbox
from django.test import Client

from partners.models import Pledge, Question
from stories.models import Story
from tests.support.charter import typed_pledge
from tests.support.factories import make_partner, make_user
from tests.support.telling import CHECK, write

pytestmark = pytest.mark.django_db
TO = "pat@example.org"
_networks = count(1)


def somebody_else() -> Client:
    """From another network."""
    return Client(REMOTE_ADDR=f"198.51.{next(_networks)}.7")


def letters_to_it() -> int:
    return sum(letter.to == [TO] for letter in outbox.outbox)


def sign(number):
    written = TO if number % 2 else TO.upper()
    return somebody_else().post("/charter/sign/", typed_pledge(key=uuid4(), email=written))


def ask(number):
    partner = make_partner(is_champion=True)
    typed = {"words": "How?", "name": "Pat", "email": TO, "key": uuid4()}
    return somebody_else().post(f"/partners/{partner.slug}/ask/", typed_pledge(**typed))


def come_back(number):
    teller = somebody_else()
    write(teller, upto="name")
    return teller.post("/stories/share/later/", {"email": TO})


@pytest.mark.parametrize("press", [sign, ask, come_back])
def test_a_form_that_writes_to_an_address_says_no_after_some_letters(press):
    answers = [press(number).status_code for number in range(12)]

    assert answers[0] == 302
    assert answers[-1] == 429
    assert 0 < letters_to_it() <= 6
    assert Pledge.objects.count() <= 6
    assert Question.objects.count() <= 6


def test_a_story_is_taken_all_the_same_without_its_letter():
    for _ in range(8):
        teller = somebody_else()
        write(teller, email=TO)
        assert teller.post(CHECK).headers["Location"].endswith("/thanks/")

    assert Story.objects.filter(state=Story.State.WAITING).count() == 8
    assert letters_to_it() == 6


@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_signing_in_writes_to_one_address_only_so_often(path):
    make_user(email=TO)

    for _ in range(12):
        somebody_else().post(path, {"email": TO})

    assert 0 < letters_to_it() <= 6
