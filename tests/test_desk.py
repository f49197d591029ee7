"""The first screen of the admin, the queue, and the council's own tables."""

import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.models import SiteSettings, User
from stories.models import Story
from stories.traffic import light
from tests.factories import (
    make_draft,
    make_moderator,
    make_partner,
    make_published_story,
    make_rung,
    make_site,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
INDEX, QUEUE = "/admin/", "/admin/stories/story/"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator(name="Mo")
    client.force_login(user)
    return user


@pytest.fixture
def administrator(client):
    user = make_user(is_superuser=True, is_staff=True, name="Ada")
    client.force_login(user)
    return user


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sent_days_ago(days, **details) -> Story:
    story = make_waiting_story(**details)
    Story.objects.filter(pk=story.pk).update(submitted_at=timezone.localtime() - timedelta(days=days))
    return story


def piles(page) -> dict[str, str]:
    """What each card on the first screen counts."""
    found = re.findall(r"<strong>(\d+)</strong> ([^<]+)</a>", page.content.decode())
    return {words: number for number, words in found}


@pytest.mark.parametrize(
    ("days", "word"), [(0, "In good time"), (5, "In good time"), (6, "Soon"), (10, "Soon"), (11, "Late")]
)
def test_the_age_of_a_story_is_measured_against_the_promise(days, word):
    assert light(timezone.localtime() - timedelta(days=days), 10).word == word


def test_a_clock_that_went_back_makes_nobody_early():
    assert light(timezone.now() + timedelta(days=3), 10).days == 0


def test_the_first_screen_counts_what_needs_me(client, moderator):
    make_site(reply_promise_days=10)
    sent_days_ago(12)
    make_waiting_story().claim(moderator)
    make_waiting_story().claim(make_moderator())
    make_waiting_story().ask(moderator, "Why?")
    answered = make_waiting_story()
    answered.ask(moderator, "Why?")
    answered.answer("Because.")
    make_draft()

    page = client.get(INDEX)

    assert piles(page) == {
        "Waiting to be read": "4",
        "Mine to read": "1",
        "A teller has answered": "1",
        "We asked, and wait for an answer": "1",
        "Answers of partners to read": "0",
        "Answers that are late": "0",
        "Promises past their day": "0",
    }
    assertContains(page, "12 days")
    assertContains(page, "Late")


def test_only_safeguarding_leads_are_told_that_something_is_held(client, moderator):
    make_waiting_story().hold(moderator, "Harm.")

    assert "Held to keep somebody safe" not in piles(client.get(INDEX))

    lead = signed_in(make_user("Safeguarding leads"))
    assert piles(lead.get(INDEX))["Held to keep somebody safe"] == "1"


def test_an_empty_desk_says_something_kind(client, moderator):
    assertContains(client.get(INDEX), "No story waits to be read.")


def test_whoever_does_not_moderate_sees_no_word_about_stories(client):
    make_waiting_story()
    client.force_login(make_user("Content editors"))

    page = client.get(INDEX)

    assert piles(page) == {}
    assertNotContains(page, "/admin/stories/")


def test_every_card_leads_to_exactly_the_stories_that_it_counts(client, moderator):
    lead = make_user("Safeguarding leads")
    client.force_login(lead)
    make_waiting_story().claim(lead)
    make_waiting_story().ask(moderator, "Why?")
    make_waiting_story().hold(moderator, "Harm.")
    make_waiting_story()
    page = client.get(INDEX).content.decode()

    cards = re.findall(r'<a href="(/admin/stories/story/[^"]+)"><strong>(\d+)</strong>', page)

    assert len(cards) == 5
    for address, number in cards:
        listed = client.get(address.replace("&amp;", "&")).context["cl"].result_count
        assert listed == int(number), address


def test_the_first_screen_costs_the_same_however_much_waits(
    client, moderator, django_assert_num_queries
):
    client.get(INDEX)
    for _ in range(2):
        make_waiting_story(rung=make_rung())
        with django_assert_num_queries(8):
            client.get(INDEX)


def test_the_queue_opens_on_what_waits_with_the_oldest_first(client, moderator):
    newer, older = sent_days_ago(2), sent_days_ago(9)
    make_published_story()
    make_draft()

    listed = client.get(QUEUE).context["cl"].result_list

    assert list(listed) == [older, newer]


def test_the_queue_shows_age_flags_rung_and_reader(client, moderator):
    story = sent_days_ago(30, rung=make_rung(6), about_age="under_13", email="")
    Story.objects.filter(pk=story.pk).update(claimed_by=moderator)

    page = client.get(QUEUE)

    for words in ("30 days", "Late", "Child under 13", "No e-mail", "Co-design", "Mo", story.reference):
        assertContains(page, words)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"asked back", "mine", "free"}),
        ("?state=all", {"asked back", "mine", "free", "out"}),
        ("?state=published", {"out"}),
        ("?state=answered", {"asked back"}),
        ("?reader=me", {"mine"}),
        ("?reader=nobody", {"asked back", "free"}),
        ("?reader=colleague", set()),
        ("?state=safeguarding", set()),
        ("?state=draft", set()),
        ("?q=free", {"free"}),
    ],
)
def test_the_queue_is_filtered(client, moderator, query, titles):
    make_waiting_story(title="mine").claim(moderator)
    make_waiting_story(title="free")
    make_published_story(title="out")
    asked = make_waiting_story(title="asked back")
    asked.ask(moderator, "Why?")
    asked.answer("Because.")
    make_waiting_story(title="held").hold(moderator, "Harm.")
    make_draft(title="draft")

    listed = client.get(QUEUE + query).context["cl"].result_list

    assert {story.title for story in listed} == titles


def test_the_queue_is_filtered_by_rung_and_partner(client, moderator):
    partner = make_partner()
    story = make_waiting_story(rung=make_rung(5), partners=[partner])
    make_waiting_story()

    for query in (f"?rung__id__exact={story.rung_id}", f"?partners__id__exact={partner.pk}"):
        assert list(client.get(QUEUE + query).context["cl"].result_list) == [story]


@pytest.mark.parametrize("query", ["?state=%00", "?reader=x", "?p=99", "?rung__id__exact=x", "?o=-1.2"])
def test_a_made_up_query_harms_nothing(client, moderator, query):
    assert client.get(QUEUE + query).status_code in {200, 302}


def test_the_queue_costs_the_same_however_much_waits(client, moderator, django_assert_max_num_queries):
    for size in (1, 5):
        for _ in range(size):
            make_waiting_story(rung=make_rung(), partners=[make_partner()]).claim(moderator)
        with django_assert_max_num_queries(12):
            client.get(QUEUE)


def test_nothing_can_be_added_deleted_or_done_to_many_stories_at_once(client, administrator):
    make_waiting_story()

    page = client.get(QUEUE)

    assertNotContains(page, "addlink")
    assertNotContains(page, 'name="action"')
    client.post(QUEUE, {"action": "delete_selected", "_selected_action": [Story.objects.get().pk]})
    assert Story.objects.exists()


def test_the_screens_hold_no_inline_style_and_no_inline_script(client, administrator):
    story = make_waiting_story()
    make_site()
    addresses = [
        INDEX,
        QUEUE,
        reverse("admin:stories_story_change", args=[story.pk]),
        "/admin/coproduction_site/user/",
        "/admin/coproduction_site/sitesettings/1/change/",
    ]

    for address in addresses:
        page = client.get(address).content.decode()
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\bsrc=)[^>]*>|\son\w+=", page), address


def test_site_settings_are_one_row_that_cannot_go(client, administrator):
    client.post(
        "/admin/coproduction_site/sitesettings/add/",
        {"name": "Ours", "reply_promise_days": 7, "privacy_complaints_days": 30},
    )
    assert SiteSettings.objects.get().reply_promise_days == 7

    assert client.get("/admin/coproduction_site/sitesettings/add/").status_code == 403
    assert client.get("/admin/coproduction_site/sitesettings/1/delete/").status_code == 403


def test_a_person_who_is_added_gets_an_invitation_and_no_password(client, administrator, mailoutbox):
    client.post(
        "/admin/coproduction_site/user/add/",
        {"email": "new@example.org", "name": "New", "is_active": "on", "is_staff": "on"},
    )

    user = User.objects.get(email="new@example.org")
    assert not user.has_usable_password()
    assert mailoutbox[0].to == ["new@example.org"]


def test_nobody_becomes_an_administrator_in_the_admin(client, administrator):
    user = make_moderator()

    client.post(
        f"/admin/coproduction_site/user/{user.pk}/change/",
        {"email": user.email, "is_active": "on", "is_superuser": "on", "password": "x"},
    )

    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.is_staff


def test_roles_are_kept_to_administrators(client):
    for role in ("Moderators", "Safeguarding leads", "Content editors", "Partner managers"):
        client.force_login(make_user(role))
        assert client.get("/admin/coproduction_site/user/").status_code == 403
        assert client.get("/admin/post_office/email/").status_code == 403


def test_tables_that_nobody_needs_are_not_listed():
    listed = {model._meta.label for model in admin.site._registry}

    assert not listed & {
        "mfa.Authenticator",
        "account.EmailAddress",
        "post_office.EmailTemplate",
        "stories.StoryEvent",
    }
