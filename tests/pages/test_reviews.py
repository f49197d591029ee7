"""Words that are to be read again: their owner is written to once, and readers see when somebody last looked."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.reviews.actions import write_to_owners
from pages.models import Page, Video
from tests.support.factories import make_page, make_user

pytestmark = pytest.mark.django_db
OWNER = "owner@example.org"


def make_due(**details) -> Page:
    return make_page(**{"owner_email": OWNER, "next_review_on": timezone.localdate()} | details)


def make_film(**details) -> Video:
    words = {"slug": "film", "title": "The film", "transcript": "<p>Yes.</p>"}
    return Video.objects.create(**{"page": make_page()} | words | details)


def test_the_owner_gets_one_letter_that_names_all_that_is_due():
    make_due(title="The first page")
    make_due(title="The second page")
    make_film(owner_email=OWNER, next_review_on=timezone.localdate())

    assert (write_to_owners(), write_to_owners()) == (1, 0)

    (letter,) = mail.outbox
    assert letter.to == [OWNER]
    for title in ("The first page", "The second page", "The film", "/admin/pages/video/"):
        assert title in letter.body


def test_nobody_is_written_to_before_the_day_or_about_what_nobody_reads():
    make_due(next_review_on=timezone.localdate() + timedelta(days=1))
    make_due(state="draft")
    make_film(page=make_page(state="draft"), owner_email=OWNER, next_review_on=timezone.localdate())

    assert write_to_owners() == 0


def test_a_new_day_is_a_new_letter():
    page = make_due()
    write_to_owners()
    tomorrow = timezone.localdate() + timedelta(days=1)
    Page.objects.filter(pk=page.pk).update(next_review_on=tomorrow)

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert write_to_owners() == 1


def test_without_an_address_everybody_who_may_change_it_is_written_to():
    editor = make_user("Content editors")
    make_user("Moderators")
    make_due(owner_email="")

    write_to_owners()

    assert [letter.to for letter in mail.outbox] == [[editor.email]]


def test_a_film_says_when_somebody_last_looked_and_the_address_of_nobody(client):
    film = make_film(owner="The film team", owner_email=OWNER, last_reviewed_on="2026-11-02")

    answer = client.get(film.page.get_absolute_url())

    assertContains(answer, "2 November 2026")
    assertContains(answer, "The film team")
    assertNotContains(answer, OWNER)


def test_a_page_tells_what_changed_in_the_words_of_those_who_published(client):
    page = make_page(state="draft", title="As it was")
    page._change_reason = "Never public."
    page.save()
    page._change_reason = None
    page.publish()
    for sentence in ("", "We keep stories for two years.", "Children may ask too."):
        page._change_reason = sentence or None
        page.save()

    answer = client.get(page.get_absolute_url())

    text = answer.content.decode()
    assertContains(answer, "What changed on this page")
    assert text.index("Children may ask too.") < text.index("We keep stories for two years.")
    assertNotContains(answer, "Never public.")


def test_a_page_of_which_nobody_told_a_change_shows_no_list(client):
    assertNotContains(client.get(make_page().get_absolute_url()), "What changed")
