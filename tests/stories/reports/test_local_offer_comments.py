"""Comments on the Local Offer: marked by staff, answered, published by year, and nobody can be recognised."""

import csv
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import LocalOfferComment, Story
from stories.reports import local_offer_views
from tests.support import walk
from tests.support.factories import (
    date_publication,
    make_moderator,
    make_published_story,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
REPORT = "/stories/local-offer/"
WORDS = {"comment": "It was hard to find a club.", "answer": "There is a new page of clubs."}


def make_comment(**details) -> LocalOfferComment:
    story = details.pop("story", None) or make_published_story()
    words = {**WORDS, "is_ready": True, "marked_by": make_moderator()}
    return LocalOfferComment.objects.create(story=story, **words | details)


def save(client, story, **typed):
    rows = LocalOfferComment.objects.filter(story=story).values_list("version", flat=True)
    ready = {**WORDS, "is_ready": "on", "nobody_recognised": "on", "version": str(rows.first() or 0)}
    return client.post(desk_of(story), {key: value for key, value in (ready | typed).items() if value})


def desk_of(story) -> str:
    return reverse("admin:stories_localoffercomment_change", args=[story.pk])


@pytest.fixture
def desk(settings):
    settings.REQUIRE_STAFF_MFA = False
    client = Client()
    client.force_login(make_moderator())
    return client


def test_a_comment_that_is_ready_is_in_the_report_with_its_answer_and_without_the_story(client):
    story = make_published_story(title="The calm room", happened="What they told us.")
    make_comment(story=story)

    page = client.get(REPORT)

    assertContains(page, "It was hard to find a club.")
    assertContains(page, "There is a new page of clubs.")
    assertNotContains(page, "The calm room")
    assertNotContains(page, story.get_absolute_url())


def test_a_comment_that_is_not_ready_is_nowhere(client):
    make_comment(is_ready=False)

    assertNotContains(client.get(REPORT), "hard to find")
    assertNotContains(client.get("/stories/local-offer.csv"), "hard to find")


def test_the_comments_of_a_year_have_pages_and_each_comment_is_on_one(client, monkeypatch):
    monkeypatch.setattr(local_offer_views, "PAGE_SIZE", 2)
    for number in range(5):
        make_comment(comment=f"Comment {number}.")

    seen, address = [], REPORT
    while address:
        page = client.get(address)
        soup = walk.soup_of(page)
        seen.append([item.p.text for item in soup.select(".you-said > .answer")])
        link = soup.select_one("a[rel=next]")
        address = link and f"{REPORT}{link['href']}"

    assert [len(some) for some in seen] == [2, 2, 1]
    assert [comment for some in seen for comment in some] == [
        f"Comment {number}." for number in range(5)
    ]
    assertContains(page, "Back to the first comments")
    assert client.get(REPORT, {"after": "made up"}).status_code == 404


@pytest.mark.parametrize("end", ["withdraw", "take_down", "hold"])
def test_a_comment_goes_with_its_story_at_once(client, end):
    comment = make_comment()
    assertContains(client.get(REPORT), "hard to find")

    verb = getattr(comment.story, end)
    verb() if end == "withdraw" else verb(make_moderator(), "asked")

    assertNotContains(client.get(REPORT), "hard to find")


def test_each_year_has_its_own_report_and_a_year_without_comments_has_none(client):
    old = make_comment(comment="An older comment.")
    date_publication(old.story, published_at=timezone.now() - timedelta(days=800))
    last = (timezone.localtime() - timedelta(days=800)).year

    assertNotContains(client.get(REPORT), "An older comment.")
    assertContains(client.get(f"{REPORT}?year={last}"), "An older comment.")
    for wrong in [last - 1, 1, "x", "²"]:
        assert client.get(f"{REPORT}?year={wrong}").status_code == 404


def test_the_table_is_harmless_in_a_spreadsheet(client):
    make_comment(comment="=1+1", answer="@answer")

    rows = list(csv.reader(client.get("/stories/local-offer.csv").content.decode().splitlines()))

    assert rows[1] == ["'=1+1", "'@answer"]


def test_staff_mark_a_published_story_and_answer_it(desk, client):
    story = make_published_story()

    assertRedirects(save(desk, story), reverse("admin:stories_localoffercomment_changelist"))
    save(desk, story, answer="There are two new pages.")

    assertContains(client.get(REPORT), "There are two new pages.")
    assert LocalOfferComment.objects.count() == 1


def test_words_by_which_somebody_can_be_recognised_are_named_before_they_are_shown(desk):
    story = make_published_story()

    page = save(desk, story, comment="Mrs Jane Smith rang 01902 123456.", nobody_recognised="")

    assertContains(page, "01902 123456”")
    assertContains(page, "Mrs Jane Smith rang")
    assert not LocalOfferComment.objects.exists()


def test_a_comment_without_an_answer_can_be_kept_but_not_shown(desk):
    story = make_published_story()

    assertContains(save(desk, story, answer=""), "Write the answer first")
    save(desk, story, answer="", is_ready="")

    assert LocalOfferComment.objects.get().answer == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalOfferComment.objects.update(is_ready=True)


def test_a_story_that_is_not_public_cannot_be_marked(desk):
    for story in [make_waiting_story(), make_published_story()]:
        if story.state == Story.State.PUBLISHED:
            story.withdraw()
        assert desk.get(desk_of(story)).status_code == 404
        assert save(desk, story).status_code == 404


def test_nobody_but_moderators_marks_a_comment(settings):
    settings.REQUIRE_STAFF_MFA = False
    story = make_published_story()
    for user in [make_user(), make_user("Content editors"), make_user("Partner managers")]:
        client = Client()
        client.force_login(user)
        assert save(client, story).status_code in (302, 403)
    assert save(Client(), story).status_code in (302, 403)
    assert not LocalOfferComment.objects.exists()


def test_the_report_costs_the_same_however_many_comments_there_are(client, django_assert_num_queries):
    make_comment()
    for _ in range(2):
        make_comment()
        with django_assert_num_queries(4):
            client.get(REPORT)


def test_hostile_words_are_shown_as_words(client):
    make_comment(comment="<script>alert(1)</script>", answer="<b>no</b>")

    page = client.get(REPORT)

    assertNotContains(page, "<script>alert")
    assertContains(page, "&lt;b&gt;no&lt;/b&gt;")


@pytest.mark.parametrize("begun", [True, False])
def test_of_two_who_answer_one_comment_the_second_undoes_nothing(desk, begun):
    story = make_published_story()
    opened = "0"
    if begun:
        make_comment(story=story)
        opened = "1"
    save(desk, story, answer="What the first wrote.")

    page = save(desk, story, answer="What the second wrote.", version=opened)

    assertContains(page, "Somebody else changed this")
    assertContains(page, "What the first wrote.")
    assertContains(page, "What the second wrote.")
    assert LocalOfferComment.objects.get().answer == "What the first wrote."
