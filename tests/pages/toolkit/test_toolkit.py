"""Steps of the how-to guide: prepared by staff, each with the newest story on its rung."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.drafts.models import Draft
from coproduction_site.reviews.actions import write_to_owners
from pages.models import ToolkitStep
from pages.toolkit.admin import MOST_STEPS
from tests.support.admin_forms import opened_form
from tests.support.factories import make_published_story, make_rung, make_user
from tests.support.toolkit import make_step, step_words

pytestmark = pytest.mark.django_db
GUIDE, PDF = "/toolkit/", "/toolkit/how-to-guide.pdf"


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Content editors", is_staff=True))
    return client


def add(desk, **changes):
    words = step_words() | {"slug": "plan", "order": 0, "story_rung": ""}
    words["warning_rung"] = words["warning_rung"].pk
    return desk.post(reverse("admin:pages_toolkitstep_add"), words | changes)


def test_the_story_of_a_step_is_the_newest_public_one_on_its_rung_or_none(client):
    rung = make_rung()
    step = make_step(story_rung=rung)
    assertNotContains(client.get(step.get_absolute_url()), "A story from this site")
    make_published_story(rung=rung, title="The older one")
    make_published_story(rung=make_rung(number=3), title="On another rung")
    newest = make_published_story(rung=rung, title="The newest one")

    page = client.get(step.get_absolute_url())
    assertContains(page, newest.get_absolute_url())
    assertNotContains(page, "The older one")
    assertNotContains(page, "On another rung")

    newest.withdraw()

    assertContains(client.get(step.get_absolute_url()), "The older one")


def test_a_step_that_names_no_rung_has_no_story(client):
    make_published_story()
    make_published_story(rung=make_rung())

    assertNotContains(client.get(make_step().get_absolute_url()), "A story from this site")


def test_a_site_without_steps_has_no_sheet_and_says_something_kind(client):
    assert client.get(PDF).status_code == 404
    assert client.get("/toolkit/plan/").status_code == 404
    assert client.get("/toolkit/plan/sheet.docx").status_code == 404
    assertContains(client.get(GUIDE), "You can help to write the first one.")


def test_staff_prepare_a_step_look_at_it_and_publish_it(desk, client):
    kept = add(desk, _draft="1")
    assert Draft.objects.count() == 1
    assert not ToolkitStep.objects.exists()

    looked = desk.post(kept.url, opened_form(desk, kept.url) | {"_preview": "1"})
    assertContains(looked, "Line 5 is done.")
    before = revision.current()
    desk.post(kept.url, opened_form(desk, kept.url) | {"_save": "1", "publishing-what_changed": ""})

    assert revision.current() > before
    assertContains(client.get("/toolkit/plan/"), "Line 5 is done.")
    assert ToolkitStep.objects.get().history.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ticks": "One.\nTwo.\nThree.\nFour."}, "Write 5 to 7 lines"),
        ({"ticks": "\n".join("12345678")}, "There are 8 now."),
        ({"ticks": "a\nb\nc\nd\n" + "e" * 141}, "This line is too long for a list."),
        ({"questions": "\n".join("12345678")}, "Write 7 lines or fewer."),
        ({"warning_rung": ""}, "Please choose an answer."),
    ],
)
def test_a_step_that_would_not_fit_is_refused_with_a_sentence(desk, changes, sentence):
    assertContains(add(desk, **changes), sentence)
    assert not ToolkitStep.objects.exists()


def test_a_step_more_than_eight_sheets_hold_is_refused_and_those_that_are_there_can_change(desk):
    steps = [make_step() for _ in range(MOST_STEPS)]

    assertContains(add(desk), "which is all that fits on eight sheets")

    change = reverse("admin:pages_toolkitstep_change", args=[steps[0].pk])
    desk.post(change, opened_form(desk, change) | {"title": "Anew", "_save": "1"})
    assert list(ToolkitStep.objects.values_list("title", flat=True)).count("Anew") == 1
    assert ToolkitStep.objects.count() == MOST_STEPS


def test_blank_lines_are_no_lines():
    step = make_step(ticks="One.\n\n  \nTwo.\nThree.\nFour.")
    with pytest.raises(ValidationError):
        step.full_clean()
    assert step.lines_to_tick == ["One.", "Two.", "Three.", "Four."]


def test_a_changed_address_of_a_step_leads_on(client):
    step = make_step(slug="old")
    step.slug = "new"
    step.save()

    assertRedirects(client.get("/toolkit/old/"), "/toolkit/new/", 301)


def test_the_owner_of_a_step_is_written_to_on_its_day(mailoutbox):
    make_step(owner_email="owner@example.org", next_review_on=timezone.localdate())

    assert write_to_owners() == 1


def test_the_guide_costs_the_same_however_much_is_in_it(client, django_assert_max_num_queries):
    rung = make_rung()
    for _ in range(3):
        step = make_step(story_rung=rung)
        make_published_story(rung=rung)
        client.get(GUIDE)
        cache.clear()
        with django_assert_max_num_queries(5):
            client.get(step.get_absolute_url())
        with django_assert_max_num_queries(6):
            client.get(GUIDE)
