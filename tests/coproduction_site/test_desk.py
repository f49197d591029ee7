"""The admin as a whole, and the council's own tables."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from coproduction_site.models import SiteSettings, User
from tests.support.factories import (
    make_moderator,
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
def administrator(client):
    user = make_user(is_superuser=True, is_staff=True, name="Ada")
    client.force_login(user)
    return user


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
