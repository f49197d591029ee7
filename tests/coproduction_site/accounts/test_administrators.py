"""Administrators look after people, settings and letters; they are no superusers and read no story."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site import mail
from coproduction_site.models import User
from coproduction_site.operations import troubles
from stories.models import Story
from stories.moderation import actions
from tests.support.admin_forms import opened_form
from tests.support.factories import (
    make_moderator,
    make_site,
    make_user,
    make_waiting_story,
)
from tests.support.signing_in import add_app, code_of, letters_to, password_step, sign_in

pytestmark = pytest.mark.django_db
PEOPLE = reverse("admin:coproduction_site_user_changelist")
LOG = reverse("admin:admin_logentry_changelist")
LEADS = "Safeguarding leads"


@pytest.fixture
def administrator(client):
    make_site()
    user = make_user("Administrators", name="Ada")
    sign_in(client, user)
    return user


@pytest.fixture
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def of(user) -> str:
    return reverse("admin:coproduction_site_user_change", args=[user.pk])


def save(client, user, **answers):
    form = opened_form(client, of(user))
    form = {name: value for name, value in form.items() if name not in answers}
    return client.post(of(user), form | {name: value for name, value in answers.items() if value})


def group(name) -> int:
    return Group.objects.get(name=name).pk


def remove_second_factor(client, *users):
    rows = [user.pk for user in users]
    return client.post(PEOPLE, {"action": "remove_second_factor", "_selected_action": rows})


def test_an_administrator_opens_people_settings_letters_and_the_log(client, administrator):
    for name in ("coproduction_site_user", "coproduction_site_sitesettings", "post_office_email"):
        assert client.get(reverse(f"admin:{name}_changelist")).status_code in (200, 302), name
    assert client.get(LOG).status_code == 200


@pytest.mark.parametrize(
    "name", ["stories_story", "partners_partner", "pages_page", "stories_callrequest", "auth_group"]
)
def test_an_administrator_opens_nothing_else(client, administrator, name):
    assert client.get(reverse(f"admin:{name}_changelist")).status_code == 403


def test_an_administrator_sees_to_whom_a_letter_went_and_not_what_it_says(
    client, administrator, settings
):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    faults = {"faults": [{"name": "Very private", "sentence": "Words"}]}
    mail.send(mail.letter("pat@example.org", "Hello", "account/email/trouble.txt", faults))
    address = reverse("admin:post_office_email_change", args=[Email.objects.get().pk])

    page = client.get(address)

    assertContains(page, "pat@example.org")
    assertNotContains(page, "Very private")

    emergency = Client()
    sign_in(emergency, make_user(is_staff=True, is_superuser=True))
    assertContains(emergency.get(address), "Very private")


def test_an_administrator_is_told_what_does_not_run(client, administrator):
    assertContains(client.get("/admin/"), "The website needs you")
    troubles.watch()
    assert letters_to(administrator)


def test_nobody_but_a_superuser_changes_a_superuser(client, administrator):
    chief = make_user(is_staff=True, is_superuser=True, email="chief@example.org")
    Authenticator.objects.create(user=chief, type="totp", data={})

    assert client.post(of(chief), {"email": "mine@example.org", "is_active": "on"}).status_code == 403
    remove_second_factor(client, chief)

    chief.refresh_from_db()
    assert chief.email == "chief@example.org"
    assert chief.authenticator_set.exists()


def test_nobody_gives_a_role_to_themselves(client, administrator):
    save(client, administrator, name="Ada L.", groups=[group("Administrators"), group(LEADS)])

    administrator = User.objects.get(pk=administrator.pk)
    assert administrator.name == "Ada L."
    assert not administrator.has_perm("stories.read_held_story")
    assert administrator.is_staff
    assert letters_to(administrator) == []


def test_a_role_that_is_ticked_makes_staff_and_the_log_says_who_gave_it(client, administrator):
    user = make_user(name="Mo")

    save(client, user, groups=[group("Moderators")])

    assert User.objects.get(pk=user.pk).is_staff
    page = client.get(LOG)
    assertContains(page, "Roles: Moderators. Before: none.")
    assertContains(page, "Mo")
    assertContains(page, "Ada")


def test_whose_second_factor_is_removed_is_told_and_signed_out_everywhere(client, administrator):
    user, browsers = make_moderator(), (Client(), Client())
    secret = add_app(user)
    for browser in browsers:
        password_step(browser, user)
        browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert browser.get("/admin/").status_code == 200

    remove_second_factor(client, user)

    assert not user.authenticator_set.exists()
    assert [letter.subject for letter in letters_to(user)] == ["Your second step was removed"]
    for browser in browsers:
        assert browser.get("/admin/").status_code == 302
    assert client.get("/admin/").status_code == 200


def test_who_had_no_second_factor_is_not_written_to(client, administrator):
    user = make_user()

    remove_second_factor(client, user)

    assert letters_to(user) == []


@pytest.mark.usefixtures("without_second_factor")
class TestTheLog:
    def lines(self, user, **query):
        browser = Client()
        browser.force_login(user)
        return browser.get(LOG, query)

    @pytest.mark.parametrize("role", ["Moderators", "Content editors", "Partner managers"])
    def test_nobody_else_reads_it(self, role):
        assert self.lines(make_user(role)).status_code == 403

    @pytest.mark.parametrize("role", ["Administrators", LEADS])
    def test_it_says_who_opened_and_who_took_out(self, role):
        story, moderator = make_waiting_story(title="Very private"), make_moderator(name="Mo")
        story.note_opened(moderator)
        story.note_exported(moderator)

        page = self.lines(make_user(role))

        assertContains(page, "Opened by a moderator")
        assertContains(page, "Taken out of the site as a file")
        assertContains(page, story.reference)
        assertContains(page, "<td>Mo</td>")
        assertNotContains(page, "Very private")
        assertNotContains(self.lines(make_user(role), what="opened"), "Taken out of the site as a file")

    def test_about_what_is_held_only_leads_read_a_line(self):
        story, moderator = make_waiting_story(), make_moderator()
        story.note_opened(moderator)
        actions.hold(Story.objects.get(pk=story.pk), moderator, "Harm.")

        assertNotContains(self.lines(make_user("Administrators")), story.reference)
        assertContains(self.lines(make_user(LEADS)), story.reference)

    def test_it_can_be_read_person_by_person_and_page_by_page(self):
        one, other = make_moderator(name="Mo"), make_moderator(name="Noor")
        for _ in range(51):
            LogEntry.objects.log_actions(one.pk, [one], 2, "Sent an invitation", single_object=True)
        story = make_waiting_story()
        story.note_opened(other)
        reader = make_user("Administrators")

        assertNotContains(self.lines(reader, by=other.pk), "Sent an invitation")
        assertContains(self.lines(reader, by=one.pk), "Sent an invitation", count=50)
        assertContains(self.lines(reader, by=one.pk, page=2), "Sent an invitation", count=1)
        assertContains(self.lines(reader, by=one.pk), "page=2")

    @pytest.mark.parametrize("query", [{"by": "x"}, {"by": "9" * 40}, {"page": "-1"}, {"what": "?"}])
    def test_an_address_that_nobody_made_shows_the_log_all_the_same(self, query):
        assert self.lines(make_user("Administrators"), **query).status_code == 200

    def test_nothing_can_be_written_into_it(self, client):
        client.force_login(make_user("Administrators"))
        assert client.post(LOG).status_code == 405
        assert client.get(f"{LOG}add/").status_code == 404
