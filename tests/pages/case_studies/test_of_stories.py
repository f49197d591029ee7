"""A case study from a public story: made by one press, listed only with the yes of its teller, gone with the story."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.drafts.models import Draft
from coproduction_site.models import SearchEntry
from pages.case_studies import consent, of_stories
from pages.models import CaseStudy
from stories.following import data_rights
from stories.models import Retelling, Story
from stories.moderation import actions
from tests.support.admin_forms import opened_form
from tests.support.case_studies import case_study_words
from tests.support.factories import (
    make_moderator,
    make_published_story,
    make_rung,
    make_user,
    make_waiting_story,
)
from tests.support.searching import titles

pytestmark = pytest.mark.django_db
WORD = "Xyzzyberry"
TODAY = timezone.localdate
YES, NO = {"retell": "yes", "others_agree": "on"}, {"retell": "no"}


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def story():
    words = {"title": "Our club", "happened": f"{WORD} planned it with us.", "better": "A stair."}
    return make_published_story(email="teller@example.org", rung=make_rung(), **words)


@pytest.fixture
def moderator(client):
    client.force_login(make_moderator())
    return client


def press(client, story, **changes):
    story.refresh_from_db()
    address = reverse("admin:pages_casestudy_of_story", args=[story.pk])
    return client.post(address, {"version": story.version} | changes, follow=True)


def say(story, answer, **more):
    return Client().post(story.get_follow_url(), answer | more)


def editor() -> Client:
    client = Client()
    client.force_login(make_user("Content editors", is_staff=True))
    return client


def put_on_list(client, study):
    """Written to its end, and ticked as public."""
    address = reverse("admin:pages_casestudy_change", args=[study.pk])
    words = case_study_words() | {"title": study.title, "is_listed": "on", "publishing-what_changed": ""}
    words |= {name: words[name].pk for name in ("rung_before", "rung_after")} | {"_save": "1"}
    words["consent_ends_on"] = "2098-01-01"  # What staff type here counts for nothing.
    return client.post(address, opened_form(client, address) | words)


def listed(story, moderator) -> CaseStudy:
    press(moderator, story)
    say(story, YES)
    put_on_list(editor(), CaseStudy.objects.get())
    study = CaseStudy.objects.get()
    assert Client().get(study.get_absolute_url()).status_code == 200
    return study


def is_gone(study) -> bool:
    is_shown = Client().get(study.get_absolute_url()).status_code == 200
    rows = CaseStudy.objects.filter(pk=study.pk), CaseStudy.history.filter(id=study.pk)
    drafts = [draft for draft in Draft.objects.all() if draft.number == study.pk]
    return not (is_shown or drafts or any(found.exists() for found in rows))


def test_one_press_makes_a_case_study_that_nobody_sees_and_asks_the_teller(moderator, story):
    screen = reverse("admin:stories_story_change", args=[story.pk])
    assertContains(moderator.get(screen), "Make a case study, and ask the teller")
    mail.outbox.clear()

    page = press(moderator, story)

    study = CaseStudy.objects.get()
    assertContains(page, "Nobody can see it before its teller says yes.")
    assertNotContains(moderator.get(screen), "Make a case study, and ask the teller")
    assert (study.is_listed, study.title, study.had_to_change) == (
        False,
        story.public_title,
        story.public_happened,
    )
    assert (study.went_wrong, study.rung_after, study.rung_before) == ("A stair.", story.rung, None)
    assert Client().get(study.get_absolute_url()).status_code == 404
    [letter] = mail.outbox
    assert letter.to == ["teller@example.org"]
    assert story.get_follow_url() in letter.body


def test_only_what_everybody_reads_goes_into_it(moderator, story):
    Story.objects.filter(pk=story.pk).update(
        happened="The first words.", public_happened="Not published yet."
    )

    press(moderator, story)

    assert CaseStudy.objects.get().had_to_change == f"{WORD} planned it with us."


def test_pressed_twice_it_is_one_and_one_letter(moderator, story):
    mail.outbox.clear()
    version = story.version

    press(moderator, story)
    page = press(moderator, story, version=version)
    colleague = Client()
    colleague.force_login(make_moderator())
    told = press(colleague, story)

    assertContains(page, "The case study is made.")
    assertContains(told, "Its teller was asked before")
    assert (CaseStudy.objects.count(), len(mail.outbox)) == (1, 1)


def test_a_press_on_a_page_that_is_out_of_date_does_nothing(moderator, story):
    press(moderator, story, version=story.version - 1)

    assert not CaseStudy.objects.exists()
    assert not Retelling.objects.exists()


def test_without_an_address_no_letter_goes_and_the_teller_can_answer_on_their_page(moderator):
    story = make_published_story(email="")
    mail.outbox.clear()

    assertContains(press(moderator, story), "Its teller left no address")

    assert mail.outbox == []
    assertContains(Client().get(story.get_follow_url()), "Yes, you may")


@pytest.mark.parametrize("make", [make_waiting_story, lambda: held()])
def test_a_story_that_is_not_public_is_never_told_again(client, make):
    story = make()
    client.force_login(make_user("Safeguarding leads", "Moderators", is_staff=True))

    press(client, story)

    assert not CaseStudy.objects.exists()
    assert not Retelling.objects.exists()


def held():
    story = make_published_story()
    actions.hold(story, make_moderator(), "Look into it.")
    return story


def test_whoever_may_not_moderate_presses_nothing(client, story):
    client.force_login(make_user("Content editors", is_staff=True))

    assert press(client, story).status_code == 404
    assert not CaseStudy.objects.exists()


def test_it_is_not_put_on_the_list_before_the_teller_says_yes(moderator, story):
    press(moderator, story)
    study = CaseStudy.objects.get()

    page = put_on_list(editor(), study)

    assertContains(page, "The teller of the story has not said yes")
    assert not CaseStudy.objects.listed().exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStudy.objects.update(is_listed=True, went_wrong="It rained.", rung_before=story.rung)


def test_the_link_of_the_letter_changes_nothing_until_a_press(moderator, story):
    press(moderator, story)

    for _ in range(2):
        Client().get(story.get_follow_url())
        Client().head(story.get_follow_url())
    assert Retelling.objects.get().answer == ""

    assertRedirects(say(story, YES), story.get_follow_url())
    retelling = Retelling.objects.get()
    assert retelling.is_yes
    assert retelling.ends_on > TODAY()
    assertContains(Client().get(story.get_follow_url()), "You said yes to a case study.")


def test_with_the_yes_it_is_listed_until_the_day_on_which_the_yes_ends(moderator, story):
    study = listed(story, moderator)

    assert study.consent_ends_on == Retelling.objects.get().ends_on
    assertContains(Client().get("/case-studies/"), study.get_absolute_url())

    CaseStudy.objects.update(consent_ends_on=TODAY())
    assert consent.take_off_what_is_over() == 1
    assert Client().get(study.get_absolute_url()).status_code == 404


def test_a_yes_that_has_ended_can_be_asked_for_again(moderator, story):
    listed(story, moderator)
    Retelling.objects.update(ends_on=TODAY())
    CaseStudy.objects.update(is_listed=False, consent_ends_on=TODAY())
    mail.outbox.clear()

    press(moderator, story)

    assert (CaseStudy.objects.count(), len(mail.outbox)) == (1, 1)
    assert Retelling.objects.get().answer == ""


def test_a_no_deletes_what_was_written_and_nobody_asks_again(moderator, story):
    press(moderator, story)
    study = CaseStudy.objects.get()

    say(story, NO)

    assert is_gone(study)
    assertContains(press(moderator, story), "Its teller was asked before")
    assertContains(Client().get(story.get_follow_url()), "You can still say yes.")


@pytest.mark.parametrize(
    "take_back",
    [
        lambda story: say(story, NO),
        lambda story: say(story, {"withdraw": "yes", "sure": "yes"}),
        lambda story: say(story, {"consent": "change", "sure": "yes"}),
        lambda story: actions.hold(story, make_moderator(), "Look into it."),
        lambda story: actions.take_down(story, make_moderator(), "other", "Sorry."),
        lambda story: data_rights.erase(story),
    ],
    ids=["yes taken back", "story taken back", "no to the site", "held", "taken down", "erased"],
)
def test_what_ends_takes_it_off_the_list_at_once_and_deletes_its_words(moderator, story, take_back):
    study = listed(story, moderator)
    address = reverse("admin:pages_casestudy_change", args=[study.pk])
    client = editor()
    client.post(address, opened_form(client, address) | {"_draft": "1"})
    assert Draft.objects.count() == 1
    assert titles(Client(), study.title, kind="case-study") == [study.title]
    story.refresh_from_db()
    before = revision.current()

    take_back(story)

    assert is_gone(study)
    assert revision.current() > before
    assert titles(Client(), study.title, kind="case-study") == []
    assert not SearchEntry.objects.filter(kind="case-study").exists()
    assertNotContains(Client().get("/case-studies/"), story.public_title)


def test_a_story_that_is_public_again_is_asked_about_anew(moderator, story):
    listed(story, moderator)
    story.refresh_from_db()

    story.withdraw()

    assert not Retelling.objects.exists()


def test_a_yes_needs_those_who_had_to_say_yes_to_the_story(moderator):
    story = make_published_story(email="teller@example.org")
    press(moderator, story)

    assertContains(say(story, {"retell": "yes"}), "Ask first. If they say yes, tick this box.")
    assert Retelling.objects.get().answer == ""
    say(story, YES)
    assert Retelling.objects.get().is_yes


def test_a_teller_is_asked_nothing_before_staff_want_to_know(story):
    assertNotContains(Client().get(story.get_follow_url()), "case study")
    say(story, YES)
    assert not Retelling.objects.exists()


def test_the_file_of_a_teller_holds_the_question_the_answer_and_the_words(moderator, story):
    listed(story, moderator)

    asked, written = data_rights.everything_held(story)["A case study from your story"]

    assert asked["Your answer"] == "Yes"
    assert written["On the list"] == "Yes"
    assert written["What went wrong"] == CaseStudy.objects.get().went_wrong


@pytest.mark.parametrize(("days", "left"), [(90, 1), (91, 0)])
def test_words_without_a_yes_are_not_kept_for_ever(moderator, story, days, left):
    press(moderator, story)
    Retelling.objects.update(asked_at=timezone.localtime() - timedelta(days=days))

    of_stories.forget_those_without_a_yes()

    assert CaseStudy.objects.count() == left


def test_a_case_study_that_is_still_to_be_written_can_be_looked_at(moderator, story):
    press(moderator, story)
    CaseStudy.objects.update(went_wrong="", rung_after=None)
    name = reverse("admin:pages_casestudy_preview", args=[CaseStudy.objects.get().pk])

    assertContains(editor().get(name), "Still to be written.")
    assert not CaseStudy.objects.get().is_listed


def test_a_name_that_is_taken_out_of_the_story_is_not_read_in_its_case_study_any_more(moderator, story):
    study, reader = listed(story, moderator), make_moderator()
    story.refresh_from_db()

    story.public_happened = "Somebody planned it with us."
    story.save()
    story.publish_changes(reader, unasked="A name was in it.")

    assert Client().get(study.get_absolute_url()).status_code == 404
    assert WORD not in Client().get("/case-studies/").content.decode()
    kept = CaseStudy.objects.get()
    assert (kept.is_listed, kept.version) == (False, study.version + 1)
    assert kept.history.first().history_change_reason == of_stories.COMPARE


def test_who_has_the_case_study_open_while_the_story_changes_is_told(moderator, story):
    press(moderator, story)
    say(story, YES)
    study, client = CaseStudy.objects.get(), editor()
    address = reverse("admin:pages_casestudy_change", args=[study.pk])
    form = opened_form(client, address)
    story.refresh_from_db()
    story.public_happened = "Somebody planned it with us."
    story.save()
    story.publish_changes(make_moderator(), unasked="A name was in it.")

    words = case_study_words() | {"title": study.title, "is_listed": "on", "publishing-what_changed": ""}
    words |= {name: words[name].pk for name in ("rung_before", "rung_after")} | {"_save": "1"}
    client.post(address, form | words)

    assert not CaseStudy.objects.get().is_listed


def test_a_case_study_from_a_story_on_this_site_only_is_for_search_engines_too(story, moderator):
    Story.objects.filter(pk=story.pk).update(only_here=True)
    study = listed(story, moderator)

    page = Client().get(study.get_absolute_url())

    assert "X-Robots-Tag" not in page.headers
    assertNotContains(page, "noindex")
    assertContains(Client().get("/sitemap-pages.xml"), study.get_absolute_url())
    assert "Google can find it, also if your story is on this site only." in mail.outbox[0].body
