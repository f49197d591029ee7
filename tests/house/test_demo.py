"""Invented people and stories: in every state, and each says once that it is invented, where its card shows it."""

import json

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone

from coproduction_site.models import User
from pages.models import Booking, CaseStudy, Chance, Event, Interest, Offer, Resource, Suggestion
from partners.models import Partner, Pledge, ProfileChange, StatusApplication
from stories.models import OtherWords, Retelling, Story

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(starter_content, tmp_path_factory) -> str:
    """Once for all tests here, as the starter content is: what the command says about everybody."""
    folder = tmp_path_factory.mktemp("demo")
    with override_settings(REQUIRE_STAFF_MFA=False, RATE_LIMITS=False, DATA_DIR=folder):
        call_command("load_demo")
    return (folder / "accounts.json").read_text()


@pytest.fixture
def accounts(loaded, settings, tmp_path):
    settings.REQUIRE_STAFF_MFA, settings.RATE_LIMITS, settings.DATA_DIR = False, False, tmp_path
    return json.loads(loaded)


def test_everybody_whom_the_site_knows_can_sign_in(accounts, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    for account in accounts:
        client = Client()
        client.post("/accounts/login/", {"login": account["email"], "password": account["password"]})
        assert client.session["_auth_user_id"] == str(User.objects.get(email=account["email"]).pk)

    roles = [account["role"] for account in accounts]
    assert roles.count("moderators") == 2
    assert {"administrator", "safeguarding-leads", "partner"} <= set(roles)


def test_partners_may_edit_their_own_page_and_are_no_staff(accounts):
    partners = [account for account in accounts if account["role"] == "partner"]

    assert len(partners) == 2
    for account in partners:
        user = User.objects.get(email=account["email"])
        assert not user.is_staff
        assert [each.slug for each in Partner.objects.editable_by(user)] == [account["partner"]]


def test_there_is_a_story_in_every_state_and_each_says_that_it_is_invented(accounts):
    sent = set(Story.objects.values_list("state", flat=True))

    assert sent == set(Story.State.values) - {Story.State.DRAFT}
    for story in Story.objects.published():
        assert "nvented" not in story.public_title
        assert "(Invented.)" in Client().get(story.get_absolute_url()).content.decode()


def test_the_card_of_each_story_says_that_it_is_invented(accounts):
    page = Client().get("/stories/").content.decode()

    assert page.count("(Invented.)") == page.count('<article class="card') > 2


def test_one_story_stands_in_easy_words_and_in_another_language_too(accounts):
    easy, polish = OtherWords.objects.public()
    page = Client().get(easy.publication.get_absolute_url()).content.decode()

    assert (easy.way, polish.way) == ("easy", "pl")
    assert all(words.title in page for words in (easy, polish))


def test_a_change_to_a_profile_waits_to_be_read_and_says_that_it_is_invented(accounts):
    [change] = ProfileChange.objects.waiting()

    assert all(words.endswith("(invented)") for words in change.asked.values())


def test_a_resource_that_a_partner_suggests_waits_to_be_read_and_says_that_it_is_invented(accounts):
    assert "(invented)" in Suggestion.objects.waiting().get().why


def test_a_thing_to_read_is_there_in_several_formats_and_says_that_it_is_invented(accounts):
    [lent] = Resource.objects.filter(summary__endswith="This entry is invented.")

    assert [way.format for way in lent.ways] == ["docx", "page", "pdf"]
    assert Client().get(lent.ways[0].address).status_code == 200


def test_pledges_and_a_status_are_there_and_each_says_that_it_is_invented(accounts):
    assert {pledge.state for pledge in Pledge.objects.all()} == {"waiting", "published"}
    assert {each.state for each in StatusApplication.objects.all()} == {"sent", "awarded"}
    assert all(pledge.name.endswith("(invented)") for pledge in Pledge.objects.all())


def test_a_pledge_waits_to_be_put_right_and_for_another_contact(accounts):
    pledge = Pledge.objects.with_a_correction().get()

    assert pledge.asked_will_do != pledge.will_do
    assert pledge.contact_changes.open().exists()
    assert all(pledge.charter.number == 1 for pledge in Pledge.objects.select_related("charter"))


def test_there_are_days_to_come_and_past_full_and_cancelled_and_each_says_that_it_is_invented(accounts):
    words = [event.places_in_words for event in Event.objects.exclude(capacity=None)]

    assert {"A few places left", "Waiting list"} <= set(words)
    assert Event.objects.filter(state="cancelled").exists()
    assert Event.objects.past(timezone.now()).exclude(outcome="").exists()
    assert set(Booking.objects.values_list("state", flat=True)) == {"booked", "waiting"}
    for event in Event.objects.all():
        assert event.card.summary.endswith("(invented)")
        assert event.card.summary in Client().get(event.get_absolute_url()).content.decode()


def test_a_teller_is_asked_about_a_case_study_that_nobody_sees_yet(accounts):
    study = CaseStudy.objects.exclude(story_number=None).get()

    assert study.had_to_change.startswith("(Invented.)")
    assert not study.is_listed
    assert Retelling.objects.get(story=study.story_number).answer == ""


def test_there_are_chances_in_every_stage_and_one_to_read_and_each_says_that_it_is_invented(accounts):
    assert {chance.stage_now for chance in Chance.objects.all()} == set(Chance.Stage)
    assert {chance.kind for chance in Chance.objects.all()} == set(Chance.Kind)
    assert "(invented)" in Offer.objects.waiting().get().summary
    assert all("(invented)" in interest.name for interest in Interest.objects.all())
    for chance in Chance.objects.all():
        said = chance.card_on(timezone.localdate(), chance.rung).summary
        assert said.endswith("(invented)")
        assert said in Client().get(chance.get_absolute_url()).content.decode()


def all_there_is():
    chances = (
        list(rows.order_by("pk").values()) for rows in (Chance.objects, Interest.objects, Offer.objects)
    )
    days = list(Event.objects.order_by("pk").values()), list(Booking.objects.order_by("pk").values())
    stories, changes = Story.objects.order_by("pk").values(), ProfileChange.objects.values()
    charter = Pledge.objects.order_by("pk").values(), StatusApplication.objects.order_by("pk").values()
    return *chances, list(stories), list(changes), *map(list, charter), *days, User.objects.count()


def test_loading_it_again_changes_nothing(accounts):
    before = all_there_is()

    call_command("load_demo")

    assert all_there_is() == before


def test_the_sign_in_details_are_readable_by_their_owner_alone(accounts, settings):
    call_command("load_demo")

    assert (settings.DATA_DIR / "accounts.json").stat().st_mode & 0o077 == 0
