"""Case studies: the same headings each time, never without what went wrong, and gone when a yes has ended."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.drafts.models import Draft
from pages.case_studies import consent
from pages.models import CaseStudy
from pages.supports import all_supports
from tests.support.admin_forms import opened_form
from tests.support.case_studies import case_study_words, make_case_study
from tests.support.factories import make_rung, make_user

pytestmark = pytest.mark.django_db
LIST = "/case-studies/"
TODAY = timezone.localdate


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Content editors", is_staff=True))
    return client


def add(desk, **changes):
    words = case_study_words() | {"slug": "a-club", "order": 0, "is_listed": "on", "is_invented": "on"}
    words |= {name: words[name].pk for name in ("rung_before", "rung_after")}
    words["consent_ends_on"] = ""
    return desk.post(reverse("admin:pages_casestudy_add"), words | changes)


def test_every_case_study_has_the_same_headings_and_all_its_words(client):
    study = make_case_study(tips="Ask early.\n\nPay on time.")

    page = client.get(study.get_absolute_url())

    for heading in (
        *("What had to change", "Who took part, and how they were found", "Where it was on the ladder"),
        *("What it cost", "What changed", "How they know", "What went wrong", "Tips"),
        "Who said yes to this page",
    ):
        assertContains(page, f"<h2>{heading}</h2>")
    for text in (
        "<li>Ask early.</li><li>Pay on time.</li>",
        study.went_wrong,
        study.money,
        study.rung_after.name,
    ):
        assertContains(page, text)


def test_what_is_made_up_says_so_and_what_is_true_does_not(client):
    invented, true = make_case_study(), make_case_study(is_invented=False)

    assertContains(client.get(invented.get_absolute_url()), "This one is made up")
    assertNotContains(client.get(true.get_absolute_url()), "made up")
    assertContains(client.get(LIST), "Made up", count=1)


def test_without_what_went_wrong_it_is_not_published_and_a_sentence_says_why(desk):
    page = add(desk, went_wrong="")

    assertContains(page, "Say what went wrong. Something always does")
    assert not CaseStudy.objects.exists()


def test_the_database_keeps_no_case_study_in_which_nothing_went_wrong():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_case_study(went_wrong="")


def test_a_draft_may_be_without_it_until_it_is_published(desk):
    add(desk, went_wrong="", _draft="1")

    assert Draft.objects.count() == 1
    assert not CaseStudy.objects.exists()


def test_a_draft_is_looked_at_and_then_published(desk, client):
    kept = add(desk, _draft="1")

    looked = desk.post(kept.url, opened_form(desk, kept.url) | {"_preview": "1"})
    assertContains(looked, "What went wrong")
    desk.post(kept.url, opened_form(desk, kept.url) | {"_save": "1", "publishing-what_changed": ""})

    assert client.get("/case-studies/a-club/").status_code == 200


def test_real_people_say_yes_until_a_day(desk):
    assertContains(add(desk, is_invented=""), "Real people are in it. Say when their yes ends.")
    page = add(desk, is_invented="", consent_ends_on=TODAY().isoformat())
    assertContains(page, "This day has passed.")
    assert not CaseStudy.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_case_study(is_invented=False, consent_ends_on=None)


def test_when_a_yes_has_ended_the_page_is_gone_and_its_words_are_kept(client):
    ended = make_case_study(is_invented=False, consent_ends_on=TODAY())
    goes_on = make_case_study(is_invented=False, consent_ends_on=TODAY() + timedelta(days=1))
    before = revision.current()

    assert consent.take_off_what_is_over() == 1
    assert consent.take_off_what_is_over() == 0

    assert revision.current() > before
    assert client.get(ended.get_absolute_url()).status_code == 404
    assert client.get(goes_on.get_absolute_url()).status_code == 200
    assert ended.history.first().history_change_reason == "The yes of the people in it has ended."


def test_what_is_not_listed_is_nowhere(client):
    hidden = make_case_study(is_listed=False, title="Hidden one")

    assertNotContains(client.get(LIST), "Hidden one")
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert hidden.get_absolute_url() not in client.get("/sitemap-pages.xml").content.decode()


def test_a_changed_address_leads_on(client):
    study = make_case_study(slug="old")
    study.slug = "new"
    study.save()

    assertRedirects(client.get("/case-studies/old/"), "/case-studies/new/", 301)


def test_the_list_costs_the_same_however_long_it_is_and_says_how_to_offer_one(
    client, django_assert_num_queries
):
    rung = make_rung()
    make_case_study(rung_before=rung, rung_after=rung)
    assertContains(client.get(LIST), "Offer a case study")
    for _ in range(2):
        make_case_study(rung_before=rung, rung_after=rung)
        with django_assert_num_queries(3):
            client.get(LIST)


def test_the_support_is_live_with_the_first_true_one(starter_content):
    def state():
        return next(support.state for support in all_supports() if support.slug == "case-studies")

    assert CaseStudy.objects.count() == 3
    assert not CaseStudy.objects.true().exists()
    assert state() == "under way"

    make_case_study(is_invented=False)

    assert state() == "live"
