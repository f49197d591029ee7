"""A visitor says whether a page helped; staff read it by page, and everybody reads what came of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import limits
from pages.feedback import actions
from pages.feedback.pages_asked import is_asked
from pages.models import PageFeedback, SiteChange
from tests.support.factories import make_page, make_published_story, make_user

pytestmark = pytest.mark.django_db
HELPED = "/helped/"


@pytest.fixture
def page():
    return make_page(slug="a-page").get_absolute_url()


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Content editors", is_staff=True))
    return client


def send(client, page, **answers):
    data = {"key": str(uuid4()), "helped": "no", "reason": "hard", "words": "Say it shorter."}
    return client.post(f"{HELPED}?page={page}", data | answers)


def make_feedback(page, **details) -> PageFeedback:
    return PageFeedback.objects.create(**{"page": page, "helped": "no", "words": "Too long."} | details)


def test_a_page_asks_whether_it_helped_and_the_answer_is_kept_without_a_name(client, page):
    assertContains(client.get(page), f'href="{HELPED}?page={page}"')

    answer = send(client, page)

    assertRedirects(answer, "/helped/thanks/?page=%2Fa-page%2F")
    row = PageFeedback.objects.get()
    assert (row.page, row.helped, row.reason, row.words) == (page, "no", "hard", "Say it shorter.")
    fields = {field.name for field in PageFeedback._meta.get_fields()}
    assert fields == {"id", "key", "page", "helped", "reason", "words", "sent_at"}


def test_yes_is_enough(client, page):
    send(client, page, helped="yes", reason="", words="")

    assert PageFeedback.objects.get().helped == "yes"


def test_the_same_form_sent_twice_is_one_answer(client, page):
    key = str(uuid4())
    for _ in range(2):
        send(client, page, key=key)

    assert PageFeedback.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"helped": ""}, "Choose yes, partly or no."),
        ({"helped": "perhaps"}, "Choose"),
        ({"reason": "because"}, "Choose"),
        ({"words": "a" * 201}, "200"),
        ({"website": "https://spam.example"}, "A box that must stay empty was filled in."),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_nothing_is_lost(client, page, wrong, says):
    shown = send(client, page, **{"words": "Say it shorter."} | wrong)

    assertContains(shown, says)
    assertContains(shown, wrong.get("words", "Say it shorter."))
    assert not PageFeedback.objects.exists()


def test_what_looks_like_a_name_is_asked_about_once_and_then_taken(client, page):
    text = "My son Daniel Okafor could not read it."

    shown = send(client, page, words=text)

    assertContains(shown, "Is this about a person")
    assertContains(shown, "Daniel Okafor")
    assert not PageFeedback.objects.exists()
    send(client, page, words=text, is_sure="on")
    assert PageFeedback.objects.get().words == text


def test_only_public_pages_are_asked_about_and_never_a_story(client, page):
    story = make_published_story().get_absolute_url()

    assertNotContains(client.get(story), HELPED)
    assertNotContains(client.get("/stories/share/who/", follow=True), HELPED)
    assert is_asked(page)
    assert is_asked("/stories/")
    for path in [
        *(story, "/stories/follow/abc/", "/no-such-page/at/all/", "/admin/", "/helped/", ""),
        *("https://www.example.org/", "//www.example.org/", "/" + "a" * 300, "/a-page/?q=1", "\x00"),
    ]:
        assert not is_asked(path), path
        assert client.get(HELPED, {"page": path}).status_code == 404
        assert client.post(f"{HELPED}?page=/nowhere/at/all/", {"helped": "yes"}).status_code == 404


def test_who_is_in_danger_reads_whom_to_ring(client, page):
    assertContains(client.get(f"{HELPED}?page={page}"), 'class="ring-now"')


def test_very_many_from_one_place_are_asked_to_wait_and_keep_their_words(
    client, page, settings, monkeypatch
):
    settings.RATE_LIMITS = True
    monkeypatch.setattr(limits, "PAGES_RATED", limits.Limit("rated-test", 1, 60))
    send(client, page)

    shown = send(client, page, words="My own words.")

    assert shown.status_code == 429
    assert "My own words." in shown.content.decode()
    assert PageFeedback.objects.count() == 1


def test_an_answer_goes_after_180_days(page):
    old = make_feedback(page, sent_at=timezone.now() - timedelta(days=182))
    kept = make_feedback(page, sent_at=timezone.now() - timedelta(days=179))

    assert actions.erase_what_is_over() == 1
    assert list(PageFeedback.objects.all()) == [kept]
    assert old.pk != kept.pk


def test_staff_see_the_counts_of_each_page_and_read_one(desk, page, django_assert_max_num_queries):
    make_feedback(page)
    make_feedback(page, helped="yes", words="")
    make_feedback("/ladder/", words="<script>alert(1)</script>")
    address = reverse("admin:pages_pagefeedback_changelist")

    everything = desk.get(address)
    one = desk.get(address, {"page": page})

    assertContains(everything, "/ladder/")
    assertNotContains(everything, "Too long.")
    assertContains(one, "Too long.")
    assertNotContains(one, "alert(1)")
    assertNotContains(desk.get(address, {"page": "/ladder/"}), "<script>alert(1)")
    assert desk.get(address, {"page": "\x00"}).status_code == 200


def test_who_may_not_write_pages_reads_no_answer(client, settings, page):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Story moderators", is_staff=True))

    assert client.get(reverse("admin:pages_pagefeedback_changelist")).status_code == 403


def test_what_came_of_it_is_public_once_staff_publish_it(desk, client):
    SiteChange.objects.create(said="Not yet to be read.", did="Nothing.")
    shown = SiteChange.objects.create(said="It was too long.", did="We cut it.", is_listed=True)

    page = client.get("/what-you-said-about-this-site/")

    assertContains(page, shown.said)
    assertContains(page, shown.did)
    assertNotContains(page, "Not yet to be read.")


def test_before_anything_was_changed_the_page_says_how_to_begin(client):
    assertContains(client.get("/what-you-said-about-this-site/"), "Did this page help?")
