"""From the start page to the thank-you, as somebody without an account and without script does it."""

from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.reading_age import reading_age, sentences_of, words_of
from stories.models import Story
from tests.house.test_words import blocks_of
from tests.support.factories import (
    make_draft,
    make_ladder,
    make_partner,
    make_rung,
    make_site,
    make_urgent_number,
)
from tests.support.telling import (
    ASKING,
    CHECK,
    FIRST,
    LATER,
    PAGES,
    START,
    THANKS,
    WALK,
    WRITE,
    answers,
    boxes_of,
    key_in,
    post,
    tell,
    write,
)
from tests.tools import starter_content

KEPT_PRIVATE = "private, no-store"


def test_the_start_page_says_what_to_expect_and_three_ways_to_tell(client, db):
    make_site(reply_promise_days=9, contact_phone="01902 123456")
    make_urgent_number(number="0800 1111")

    page = client.get(START)

    for words in (
        "ten minutes",
        "Within 9 days",
        "01902 123456",
        "0800 1111",
        "not a helpline",
        "No name needed",
    ):
        assertContains(page, words)
    for name in ("write", "template_docx", "template_page"):
        assertContains(page, reverse(f"stories:{name}"))
    assert "public" in page["Cache-Control"]
    assert not page.cookies


def test_a_story_is_written_checked_and_sent(client, db):
    make_site(reply_promise_days=10)
    rung, partner = make_rung(6), make_partner()

    written = write(client, rung=rung.pk, partners=[partner.pk], consent_publish="on", good="The lamps")
    assertRedirects(written, CHECK)
    check = client.get(CHECK)
    for words in (
        "The calm room",
        "The lamps",
        rung.name,
        partner.name,
        "13 to 15",
        "You left this empty.",
    ):
        assertContains(check, words)
    assertRedirects(client.post(CHECK), THANKS)

    story = Story.objects.get()
    assert story.state == "waiting"
    assert (story.good, story.rung, story.partners.get()) == ("The lamps", rung, partner)
    assert story.consent_wording
    assert not story.consent_press
    thanks = client.get(THANKS)
    assertContains(thanks, story.reference)
    assertContains(thanks, story.get_follow_url())
    assertContains(thanks, "within 10 days")
    assert [letter.to for letter in mail.outbox] == [["teller@example.org"]]


def test_nothing_is_sent_before_the_button_on_the_check_page_is_pressed(client, db):
    write(client)
    client.get(CHECK)

    assert Story.objects.get().state == "draft"
    assert mail.outbox == []


def test_each_answer_on_the_check_page_has_a_link_to_change_it(client, db):
    make_ladder()
    write(client)

    check = client.get(CHECK)

    for slug, target in (
        ("story", "id_title"),
        ("who", "id_teller_0"),
        ("rung", "id_rung_0"),
        ("consent", "id_consent_press"),
    ):
        assertContains(check, f'href="{PAGES[slug]}?change#{target}"')
        assertContains(client.get(f"{PAGES[slug]}?change"), f'id="{target}"')


def test_an_answer_that_is_changed_leads_back_to_the_check(client, db):
    write(client, title="The first name")
    page = client.get(f"{PAGES['story']}?change")
    assertContains(page, "The first name")
    assertContains(page, f'<a class="back" href="{CHECK}">')
    words = {"key": key_in(page), "title": "A better name", "happened": "More."}

    assertRedirects(client.post(PAGES["story"], words | {"return": "//evil.example"}), CHECK)

    assertContains(client.get(CHECK), "A better name")
    assert Story.objects.get().title == "A better name"


def test_each_page_says_how_far_it_is_and_leads_back_to_the_one_before(client, db):
    write(client)

    before = START
    for step in WALK:
        page = client.get(step.get_absolute_url())
        if step in ASKING:
            number = ASKING.index(step) + 1
            assertContains(page, f"Question {number} of {len(ASKING)}: {step.part}")
        assertContains(page, f'<a class="back" href="{before}">Back</a>')
        before = step.get_absolute_url()
    assertContains(client.get(CHECK), f'<a class="back" href="{before}">')


def test_a_story_about_a_group_is_asked_for_no_age_and_nobodys_yes(client, db):
    assertRedirects(write(client, about_whom="group"), CHECK)

    assertRedirects(client.get(PAGES["age"]), CHECK)
    assertContains(client.get(PAGES["who"]), f"of {len(ASKING) - 1}")
    page = client.get(PAGES["consent"])
    assertNotContains(page, "Who says yes?")
    assert Story.objects.get().about_age == "nobody"


# No page can be skipped


def test_a_later_page_leads_to_the_first_that_is_not_answered(client, db):
    for address in [*list(PAGES.values())[1:], CHECK]:
        assertRedirects(client.get(address), WRITE, fetch_redirect_response=False)
    write(client, upto="story")

    for slug in ("story", "age", "who"):
        assert client.get(PAGES[slug]).status_code == 200
    for address in (PAGES["more"], PAGES["consent"]):
        assertRedirects(client.get(address), PAGES["story"])
    for answer in (client.get(CHECK), client.post(CHECK)):
        assertRedirects(answer, f"{PAGES['story']}?change")
    assert not Story.objects.sent().exists()
    assert client.get("/stories/share/no-such-step/").status_code == 404


def test_words_that_reach_a_later_page_first_are_kept_and_the_rest_is_asked(client, db):
    """As when the draft was deleted while the page stood open."""
    page = post(client, "story", answers(happened="Long in the making"))

    assertRedirects(page, PAGES["who"])
    assert Story.objects.get().happened == "Long in the making"


def test_whoever_has_another_age_is_asked_again_who_says_yes(client, db):
    write(client, about_age="adult", about_whom="my_child")
    words = {"about_age": "under_13", "return": "check"}

    assertRedirects(client.post(PAGES["age"], words), f"{PAGES['consent']}?change")

    story = Story.objects.get()
    assert (story.young_person_agrees, story.adult_agrees) == (False, False)
    assert story.consent_read
    assertRedirects(client.post(CHECK), f"{PAGES['consent']}?change")


def test_another_person_in_the_story_is_asked_for_another_age(client, db):
    write(client, about_whom="my_child", about_age="under_13")

    page = client.post(PAGES["who"], {"teller": "worker", "about_whom": "myself", "return": "check"})

    assertRedirects(page, f"{PAGES['age']}?change")
    assert Story.objects.get().about_age == ""


def test_an_answer_that_is_not_offered_any_more_is_asked_again_with_the_reason(client, db):
    partner = make_partner()
    write(client, partners=[partner.pk])
    partner.is_listed = False
    partner.save()

    page = client.post(CHECK, follow=True)

    assertContains(page, "Choose from the answers on this page.")
    assert page.redirect_chain[-1][0] == f"{PAGES['partners']}?change"


def test_each_page_writes_its_own_answers_alone(client, db):
    write(client)

    words = answers(key="", title="Not asked here", consent_publish="on", email="x@y.org")
    client.post(PAGES["rung"], words)

    story = Story.objects.get()
    assert (story.title, story.consent_publish) == ("The calm room", False)
    assert story.email == "teller@example.org"


# The door


def test_without_a_story_the_later_pages_lead_back_to_the_beginning(client, db):
    assertRedirects(client.get(WRITE), FIRST)
    assertRedirects(client.post(CHECK), WRITE, fetch_redirect_response=False)
    assertRedirects(client.get(THANKS), START)


def test_whoever_comes_back_goes_on_where_they_were_or_begins_anew(client, db):
    write(client, upto="rung", title="Secret so far")

    page = client.get(WRITE)
    assertContains(page, f'href="{PAGES["rung"]}"')
    assertNotContains(page, "Secret so far")

    assertRedirects(client.post(WRITE), FIRST)
    assert client.get(FIRST).context["form"]["teller"].value() is None
    assert Story.objects.get().title == "Secret so far"


def test_pages_with_somebodys_words_are_never_stored(client, db):
    for page in (
        client.get(FIRST),
        write(client),
        client.get(WRITE),
        client.get(PAGES["story"]),
        client.get(CHECK),
        client.post(CHECK),
        client.get(THANKS),
    ):
        assert page["Cache-Control"] == KEPT_PRIVATE


def test_telling_a_story_changes_no_public_page(client, db):
    before = revision.current()

    tell(client)

    assert revision.current() == before


def test_the_thank_you_can_be_hidden_on_a_shared_device(client, db):
    tell(client)

    client.post(THANKS)

    assertRedirects(client.get(THANKS), START)
    assert Story.objects.get().state == "waiting"


def test_after_one_story_the_form_is_empty_for_the_next(client, db):
    tell(client)

    page = client.get(FIRST)
    assert page.context["form"]["teller"].value() is None
    tell(client, key=key_in(page), title="Another story")

    assert Story.objects.sent().count() == 2


# The form is turned away, and the words are not


def after(slug) -> str:
    """The page that comes next; the check comes last."""
    addresses = [*PAGES.values(), CHECK]
    return addresses[addresses.index(PAGES[slug]) + 1]


@pytest.mark.parametrize("slug", [step.slug for step in ASKING if step.fields])
def test_a_page_left_open_too_long_keeps_every_word_and_can_be_sent_at_once(db, slug):
    """Neither the token nor the session is there: the key in the form finds the draft."""
    key, rung, partner = uuid4(), make_rung(6), make_partner()
    words = answers(key=key, rung=rung.pk, partners=[partner.pk], good="Lamps", consent_press="on")
    words |= {"happened": "Not to be lost", "email": "new@example.org"}
    write(Client(), upto=slug, **words)
    client = Client(enforce_csrf_checks=True)

    page = post(client, slug, words)

    assertContains(page, "Your words are all here", status_code=403)
    sent = boxes_of(page)
    typed = {name: words[name] for name in page.context["form"].fields if words.get(name)}
    assert {name: " ".join(sent[name]) for name in typed} == {
        name: str(value).strip("[]") for name, value in typed.items()
    }
    assertRedirects(client.post(PAGES[slug], sent), after(slug), fetch_redirect_response=False)
    assert client.session["story"] == str(key)


def test_a_check_page_left_open_too_long_still_shows_the_story(db):
    draft = make_draft(title="Still here")
    client = Client(enforce_csrf_checks=True)

    page = client.post(CHECK, {"key": draft.key})

    assertContains(page, "Still here", status_code=403)
    draft.refresh_from_db()
    assert draft.state == "draft"
    token = page.context["csrf_token"]
    assertRedirects(client.post(CHECK, {"key": draft.key, "csrfmiddlewaretoken": str(token)}), THANKS)


@pytest.mark.same_on_any_database
@pytest.mark.parametrize("whom", [("myself", "13_15"), ("my_child", "under_13"), ("somebody", "16_17")])
def test_every_page_of_telling_can_be_read_by_a_nine_year_old(client, db, whom):
    starter_content.load()
    pages = {"start": client.get(START), "first": client.get(FIRST)}
    write(client, consent_publish="on", about_whom=whom[0], about_age=whom[1])
    pages |= {slug: client.get(address) for slug, address in PAGES.items()}
    pages["consent, empty"] = client.post(PAGES["consent"], {})
    pages |= {"check": client.get(CHECK), "door": client.get(WRITE), "later": client.get(LATER)}
    pages["link"] = client.get(Story.objects.get().get_continue_url())
    pages["letter sent"] = client.get(reverse("stories:later_sent"))
    client.post(CHECK)
    pages |= {"thanks": client.get(THANKS), "follow": client.get(Story.objects.get().get_follow_url())}

    for name, page in pages.items():
        said = [said for block in blocks_of(page.content.decode()) for said in sentences_of(block)]
        assert reading_age(said) <= 9, name
        assert max(len(words_of(sentence)) for sentence in said) <= 20, name
