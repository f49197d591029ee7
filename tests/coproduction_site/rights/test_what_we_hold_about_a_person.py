"""Somebody asks what we hold about them: one search, one file, one erasure, each written down."""

import json

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.urls import reverse
from post_office.fields import CommaSeparatedEmailField
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.drafts.models import Draft
from coproduction_site.models import User
from coproduction_site.rights.actions import search
from coproduction_site.rights.sources import sources
from partners.models import ContactChange, Membership, Mistake, Pledge, Question
from partners.upkeep import letters as upkeep
from stories import letters
from stories.models import CallRequest, Story
from stories.moderation import actions
from tests.support.chances import join, make_chance, make_offer
from tests.support.charter import make_pledge, make_public_pledge
from tests.support.events import book, make_event
from tests.support.factories import (
    make_draft,
    make_member,
    make_moderator,
    make_page,
    make_partner,
    make_site,
    make_user,
    make_waiting_story,
)
from tests.support.news import make_reader

pytestmark = pytest.mark.django_db
ADDRESS = reverse("admin:coproduction_site_user_rights")
PAT = "pat@example.org"
WHY = {"do": "erase", "reason": "asked"}
# Columns that hold an address, and why nobody is found by them.
OF_NO_PERSON = {
    "partners.Partner.email": "How the public reaches an organisation. It is changed on its page.",
    "partners.HistoricalPartner.email": "As above.",
    "coproduction_site.SiteSettings.contact_email": "Of the council’s own team, on every page.",
    "coproduction_site.SiteSettings.data_protection_email": "Of an officer of the council, on every page.",
    "coproduction_site.SiteSettings.second_contact_email": "Of the council’s own team, on the pages that say how to reach it.",
    "coproduction_site.HistoricalSiteSettings.contact_email": "As above.",
    "coproduction_site.HistoricalSiteSettings.second_contact_email": "As above.",
    "coproduction_site.HistoricalSiteSettings.data_protection_email": "As above.",
    "post_office.Email.from_email": "Our own.",
}
HOLDS_ADDRESSES = (models.EmailField, CommaSeparatedEmailField)


@pytest.fixture(autouse=True)
def desk(settings):
    settings.REQUIRE_STAFF_MFA = False
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    make_site()


@pytest.fixture
def administrator(client):
    user = make_user("Administrators")
    client.force_login(user)
    return user


def about_pat() -> dict:
    """One of everything that is found by an address, by the name of its source."""
    partner = make_partner()
    question = Question.objects.create(partner=partner, words="How?", name="Pat", email=PAT)
    story, draft = make_waiting_story(email=PAT, happened="We baked bread."), make_draft(email=PAT)
    letters.received(story)
    return {
        "told": [draft, story],
        "person": [make_member(partner, email=PAT)],
        "question": [question],
        "mistake": [
            Mistake.objects.create(partner=partner, words="It is old.", email="PAT@example.org")
        ],
        "pledge": [make_pledge(email=PAT)],
        "contact": [
            ContactChange.objects.create(
                pledge=make_pledge(email="other@example.org"),
                email="PAT@example.org",
                person="P",
                role="R",
            )
        ],
        "booking": [book(make_event(), email=PAT)],
        "interest": [join(make_chance(owner_email=""), email=PAT)],
        "offer": [make_offer(partner, owner_email=PAT)],
        "owner-of-chance": [make_chance(owner_email=PAT)],
        "news": [make_reader(email=PAT), make_reader(email=PAT, says_yes=False)],
        "letter": list(Email.objects.all()),
    }


def found(client, text=PAT, **more):
    return client.post(ADDRESS, {"text": text, **more})


def keys(rows_by_source) -> list[str]:
    return [f"{name}:{row.pk}" for name, rows in rows_by_source.items() for row in rows]


def test_every_column_that_holds_an_address_is_found_or_says_why_not():
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, HOLDS_ADDRESSES)
        or ("email" in field.name and isinstance(field, models.CharField))
    }
    named = frozenset().union(*(source.columns for source in sources()))

    assert columns - named - OF_NO_PERSON.keys() == set()
    assert named | OF_NO_PERSON.keys() == columns, "A column that is named here is not there any more."


@pytest.mark.parametrize("role", ["Moderators", "Content editors", "Partner managers", None])
def test_nobody_but_leads_and_administrators_searches(client, role):
    client.force_login(make_user(role) if role else make_user(is_staff=True))

    assert client.get(ADDRESS).status_code == 403
    assert found(client).status_code == 403
    assertNotContains(client.get("/admin/"), ADDRESS)


def test_a_partner_and_a_stranger_are_not_let_in(client):
    assert client.get(ADDRESS).status_code == 302
    client.force_login(make_member(make_partner()))
    assert client.get(ADDRESS).status_code == 302


@pytest.mark.parametrize("role", ["Administrators", "Safeguarding leads"])
def test_one_address_finds_everything_and_shows_no_word_of_it(client, role):
    client.force_login(make_user(role))
    rows = about_pat()
    make_waiting_story(email="other@example.org")

    page = found(client, " Pat@Example.org ")

    assert {key for key in keys(rows) if key in page.content.decode()} == set(keys(rows))
    assert page.content.decode().count('type="checkbox"') == len(keys(rows))
    for words in ("We baked bread.", "How?", "It is old."):
        assertNotContains(page, words)
    assertContains(client.get("/admin/"), ADDRESS)


def test_a_reference_a_name_and_a_number_find_too(client, administrator):
    call = CallRequest.objects.create(number="01902 123456", name="Robin Hood")
    story = make_waiting_story(shown_name="Robin")

    assertContains(found(client, "robin"), f"call:{call.pk}")
    assertContains(found(client, "robin"), f"told:{story.pk}")
    assertContains(found(client, "902 123"), f"call:{call.pk}")
    assertContains(found(client, story.reference.lower().replace("-", " ")), f"told:{story.pk}")
    assertContains(found(client, "Nobody at all"), "Nothing was found.")
    assertContains(found(client, "ab"), "error")


def test_what_is_typed_never_stands_in_an_address(client, administrator):
    page = client.get(ADDRESS, {"text": PAT})

    assertNotContains(page, PAT)
    assertContains(page, '<form method="post"')


def test_one_file_holds_everything_that_was_ticked(client, administrator):
    rows = about_pat()

    answer = found(client, row=keys(rows), do="file")

    held = json.loads(answer.content)
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert "We baked bread." in answer.content.decode()
    assert [len(held[label]) for label in ("Stories and drafts", "Pledges", "Letters")] == [2, 1, 3]
    noted = LogEntry.objects.get()
    assert noted.user == administrator
    assert noted.change_message.startswith(
        "Handed out what is held about somebody: Stories and drafts 2"
    )
    assert PAT not in f"{noted.change_message} {noted.object_repr}"
    assert rows["told"][1].events.filter(kind="exported", by=administrator).exists()
    assertContains(client.get("/admin/admin/logentry/?what=taken_out"), "Handed out")


def test_what_is_not_ticked_or_not_found_is_not_in_the_file(client, administrator):
    rows, other = about_pat(), make_waiting_story(email="other@example.org")

    held = json.loads(found(client, row=[*keys(rows)[:1], f"told:{other.pk}"], do="file").content)

    assert list(held) == ["This file", "Stories and drafts"]
    assert len(held["Stories and drafts"]) == 1
    assertContains(found(client, do="file"), "Tick what belongs to this person first.")


def test_erasing_asks_first_and_then_everything_is_gone(client, administrator):
    rows = about_pat()

    asked = found(client, row=keys(rows), do="ask")
    assertContains(asked, "Nobody can bring it back.")
    assertContains(found(client, row=keys(rows), do="erase"), "Erase this for ever?")
    assert Story.objects.count() == 2

    done = found(client, row=keys(rows), **WHY)

    assertContains(done, "Nothing was found.")
    for model in (Story, Question, Mistake, ContactChange, Membership, Email):
        assert not model.objects.exists(), model
    assert not Pledge.objects.filter(email=PAT).exists()
    assert not User.objects.filter(email=PAT).exists()
    noted = LogEntry.objects.get()
    assert "Why: They asked for it." in noted.change_message
    assert PAT not in noted.change_message
    assertContains(
        client.get("/admin/admin/logentry/?what=erased"), "Erased what is held about somebody"
    )


def test_of_two_who_erase_the_same_one_is_written_down(administrator):
    story, browsers = make_waiting_story(email=PAT), [Client(), Client()]
    for browser in browsers:
        browser.force_login(administrator)
        found(browser, row=[f"told:{story.pk}"], do="ask")

    first, second = [found(browser, row=[f"told:{story.pk}"], **WHY) for browser in browsers]

    assertContains(first, "Erased for ever: 1.")
    assertContains(second, "Tick what belongs to this person first.")
    assert LogEntry.objects.count() == 1


def test_what_is_held_is_handed_out_to_nobody_and_known_to_leads_alone(client, administrator):
    story = make_waiting_story(email=PAT)
    letters.received(story)
    actions.hold(Story.objects.get(pk=story.pk), make_moderator(), "Harm.")
    row = {"row": [f"told:{story.pk}"]}

    assertContains(found(client), "Nothing was found.")
    found(client, **row, **WHY)

    lead = Client()
    lead.force_login(make_user("Safeguarding leads"))
    page = found(lead)
    assertContains(page, "Held to keep somebody safe: it is not handed out")
    assertNotContains(page, f'value="told:{story.pk}"')
    assertContains(found(lead, **row, do="file"), "Tick what belongs to this person first.")
    found(lead, **row, **WHY)
    assert Story.objects.filter(pk=story.pk).exists()


def test_whoever_decided_something_stays_and_the_screen_says_why(client, administrator):
    staff = make_moderator(email=PAT)
    partner = make_partner()
    done = make_member(partner, email="dee@example.org")
    mistake = Mistake.objects.create(partner=partner, words="It is old.")
    mistake.settle(done)

    assertContains(found(client), "Council staff. What they decided stays")
    assertContains(found(client, "dee@example.org"), "What they did for a partner stays")
    found(client, row=[f"person:{staff.pk}"], **WHY)
    found(client, "dee@example.org", row=[f"person:{done.pk}"], **WHY)
    assert User.objects.filter(pk__in=[staff.pk, done.pk]).count() == 2


def test_a_pledge_on_the_website_goes_from_it_at_once(client, administrator):
    pledge = make_public_pledge(email=PAT, name="Oak School")
    public = pledge.get_absolute_url()
    assertContains(Client().get(public), "Oak School")

    found(client, row=[f"pledge:{pledge.pk}"], **WHY)

    assertNotContains(Client().get(public), "Oak School")


def test_the_letters_that_say_a_question_go_with_it(client, administrator):
    question = Question.objects.create(partner=make_partner(), words="How?", name="Pat", email=PAT)
    upkeep.question_received(question)

    found(client, row=[f"question:{question.pk}"], **WHY)

    assert not Email.objects.exists()


def test_the_owner_of_a_page_goes_from_its_history_and_its_draft_and_the_words_stay(
    client, administrator
):
    page = make_page(owner_email=PAT, title="Rest")
    page.owner_email = "now@example.org"
    page.save()
    draft = Draft.objects.create(
        kind="pages.page", number=page.pk, title="Rest", data={"owner_email": [PAT]}
    )

    assertContains(found(client), f"owner-of-page:{page.pk}")
    held = json.loads(found(client, row=[f"owner-of-page:{page.pk}"], do="file").content)
    assert held["Owners of pages"][0]["E-mail address of the owner"] == "now@example.org"
    found(client, row=[f"owner-of-page:{page.pk}"], **WHY)

    page.refresh_from_db()
    draft.refresh_from_db()
    assert (page.title, page.owner_email) == ("Rest", "")
    assert draft.data["owner_email"] == [""]
    assert {row.owner_email for row in page.history.all()} == {""}
    assertContains(found(client), "Nothing was found.")


def test_what_was_erased_goes_again_after_a_way_back_to_an_older_copy(client, administrator):
    call = CallRequest.objects.create(number="01902 123456", name="Robin Hood")
    stays = CallRequest.objects.create(number="01902 654321")
    found(client, "Robin Hood", row=[f"call:{call.pk}"], **WHY)
    CallRequest.objects.create(number="01902 123456", name="Robin Hood", key=call.key)  # The older copy.

    call_command("erase_again")

    assert list(CallRequest.objects.all()) == [stays]


def test_many_of_one_name_say_that_there_are_more(client, administrator):
    for _ in range(51):
        CallRequest.objects.create(number="01902 123456", name="Robin")

    assertContains(found(client, "robin"), "There are more.")
    assert len(search("robin", administrator)[0]["rows"]) == 50
