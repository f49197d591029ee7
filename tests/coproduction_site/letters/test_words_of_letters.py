"""Staff write the words of letters. What a letter needs cannot be lost, and a letter always goes."""

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.author_checks import desk as author_checks
from coproduction_site.drafts.models import Draft
from coproduction_site.letters.content import load
from coproduction_site.letters.models import LetterWords
from coproduction_site.letters.wording import wordings
from coproduction_site.letters.writing import write
from stories import letters
from tests.support.admin_forms import opened_form
from tests.support.factories import (
    make_published_story,
    make_site,
    make_urgent_number,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
LEADS = "Safeguarding leads"
LIST = reverse("admin:coproduction_site_letterwords_changelist")


@pytest.fixture(autouse=True)
def site(settings):
    settings.REQUIRE_STAFF_MFA = False
    make_site(contact_name="Ann", contact_phone="01902 555000")
    load(lambda created, row: None)


def signed_in(*roles) -> Client:
    browser = Client()
    browser.force_login(make_user(*roles, is_staff=True))
    return browser


@pytest.fixture
def lead():
    return signed_in(LEADS)


def words_of(name) -> LetterWords:
    return LetterWords.objects.get(name=name)


def address_of(row) -> str:
    return reverse("admin:coproduction_site_letterwords_change", args=[row.pk])


def press(browser, name, button, **changes):
    address = address_of(words_of(name))
    return browser.post(address, opened_form(browser, address) | {button: "1"} | changes)


def sent(send, *args) -> tuple[str, str]:
    outbox.outbox.clear()
    send(*args)
    return outbox.outbox[-1].subject, outbox.outbox[-1].body


@pytest.mark.parametrize("name", wordings())
def test_the_words_of_the_first_day_keep_their_own_rules(name):
    row = words_of(name)

    assert row.faults == {}
    assert [finding for finding in author_checks.of_row(row) if finding.blocks] == []
    assert "{" not in "".join(write(name, **row.wording.example))


def test_what_a_lead_publishes_is_what_is_sent(lead):
    story = make_published_story()

    press(
        lead,
        "stories/published",
        "_draft",
        subject="It is there",
        body="Dear you,\r\n\r\n{address}\r\nBye.",
    )
    before, _ = sent(letters.published, story)
    answer = press(lead, "stories/published", "_save")
    subject, text = sent(letters.published, story)

    assert before == f"Your story is on the website ({story.reference})"
    assert answer.status_code == 302
    assert subject == f"It is there ({story.reference})"
    assert text.startswith("Dear you,\n\nhttp")
    assert f"{story.get_absolute_url()}\nBye.\n\nYOUR PRIVATE LINK\n" in text
    assert words_of("stories/published").history.count() == 2


def test_the_link_the_reference_the_person_and_the_numbers_stay_whatever_staff_write(lead):
    make_urgent_number(label="Police", number="999")
    story = make_waiting_story()

    press(lead, "stories/declined", "_save", body="{reason} {message}")
    _, text = sent(letters.declined, story, "other", "Sorry.")

    assert text.startswith("Something else Sorry.\n\nIF SOMEBODY IS NOT SAFE\n")
    for kept in [
        "- Police: 999",
        story.get_follow_url(),
        f"Your reference is {story.reference}.",
        "Ann",
    ]:
        assert kept in text


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            "Read it on our website.",
            "“{address}” is missing. Put it back: the site writes the address of the page",
        ),
        ("Read it: {adress}", "The site does not know “{adress}”. Did you mean “{address}”?"),
        ("{address} {story.__class__}", "The site does not know “{story.__class__}”. Take it out."),
        ("{address} {", "A curly bracket has no partner."),
    ],
)
def test_a_letter_that_could_not_be_filled_in_is_kept_as_a_draft_and_not_published(lead, body, sentence):
    before = words_of("stories/published").body

    assert press(lead, "stories/published", "_draft", body=body).status_code == 302
    answer = press(lead, "stories/published", "_save")

    assertContains(answer, sentence, html=False)
    assertContains(answer, 'id="id_body_error"')
    assert Draft.objects.get().data["body"] == [body]
    assert words_of("stories/published").body == before


def test_a_subject_holds_no_brackets_and_is_one_line(lead):
    answer = press(lead, "stories/published", "_save", subject="{address}")
    assertContains(answer, "The site does not know “{address}”. Take it out.")

    LetterWords.objects.filter(name="stories/published").update(subject="One\nBcc: two@example.org")
    subject, _ = sent(letters.published, make_published_story())
    assert subject.startswith("One Bcc: two@example.org (")


def test_capitals_are_headings_in_a_letter_and_shouting_in_its_sentences(lead):
    body = "READ IT HERE ON OUR SITE\n{address}"

    assert press(lead, "stories/published", "_save", body=body).status_code == 302
    answer = press(lead, "stories/published", "_save", body=f"{body}\nPlease DO NOT WAIT for us.")

    assertContains(answer, "is in CAPITALS")


def test_a_letter_without_a_row_or_with_one_that_does_not_fit_says_the_first_words():
    story = make_published_story()
    first = sent(letters.published, story)

    LetterWords.objects.filter(name="stories/published").update(body="The link is {gone}.")
    assert sent(letters.published, story) == first
    LetterWords.objects.all().delete()
    assert sent(letters.published, story) == first


def test_the_list_says_whose_words_do_not_fit_any_more(lead):
    LetterWords.objects.filter(name="stories/published").update(body="Without a link.")

    page = lead.get(LIST, {"q": "stories/published"})

    assertContains(page, "A story is on the website")
    assertContains(page, "icon-no.svg")


def test_what_somebody_typed_is_not_filled_in_again():
    story = make_waiting_story()

    _, text = sent(letters.question, story, "Is {follow} or {message} right? {{ site }}")

    assert "Is {follow} or {message} right? {{ site }}" in text


def test_a_preview_shows_the_whole_letter_with_an_invented_example_and_stores_nothing(lead):
    make_urgent_number(label="Police", number="999")
    before = words_of("stories/declined")

    page = press(
        lead, "stories/declined", "_preview", subject="New", body="Hi <b>,\n{reason}\n{message}"
    )

    assertContains(page, "Only people who sign in can see it here")
    assertContains(page, "New (WT-2030-0001)")
    assertContains(page, "Hi &lt;b&gt;,<br>Somebody could be recognised<br>")
    assertContains(page, "Police: 999")
    assertContains(page, "their-own-link")
    assertContains(page, "Your reference is WT-2030-0001.")
    assert words_of("stories/declined").version == before.version
    assert not Draft.objects.exists()


def test_a_letter_that_is_not_right_yet_has_no_preview_but_a_sentence(lead):
    page = press(lead, "stories/published", "_preview", body="No link.")

    assertContains(page, "Put this right first: What it says.")
    assertContains(page, "“{address}” is missing.")


def test_a_preview_has_no_address_of_its_own(client, lead):
    for browser in (client, lead):
        assert browser.get(reverse("letters:preview", args=["stories/declined"])).status_code == 404
        assert browser.get(reverse("letters:preview", args=["nothing"])).status_code == 404


def test_an_earlier_wording_comes_back_as_a_draft(lead):
    press(lead, "stories/published", "_save", body="New. {address}")
    row = words_of("stories/published")
    first = row.history.last()
    address = reverse(
        "admin:coproduction_site_letterwords_simple_history", args=[row.pk, first.history_id]
    )

    lead.post(address, opened_form(lead, address) | {"_draft": "1"})

    assert Draft.objects.get().data["body"][0].replace("\r\n", "\n") == first.body
    assert words_of("stories/published").body == "New. {address}"


@pytest.mark.parametrize("role", ["Moderators", "Content editors", "Partner managers"])
def test_nobody_else_reads_or_writes_them(role):
    browser, row = signed_in(role), words_of("stories/published")

    for address in (
        LIST,
        address_of(row),
        reverse("admin:coproduction_site_letterwords_preview", args=[row.pk]),
    ):
        assert browser.get(address).status_code == 403
    assert (
        browser.post(address_of(row), {"subject": "x", "body": "{address}", "version": "1"}).status_code
        == 403
    )
    row.refresh_from_db()
    assert row.version == 1


@pytest.mark.parametrize("role", [LEADS, "Administrators"])
def test_leads_and_administrators_change_letters_and_nobody_adds_or_deletes_one(role):
    browser, row = signed_in(role), words_of("stories/published")

    assert press(browser, "stories/published", "_save", subject="It is there").status_code == 302
    assert browser.get(reverse("admin:coproduction_site_letterwords_add")).status_code == 403
    delete = reverse("admin:coproduction_site_letterwords_delete", args=[row.pk])
    assert browser.post(delete, {"post": "yes"}).status_code == 403
    assert words_of("stories/published").subject == "It is there"


def test_a_letter_reads_the_site_and_its_own_words_and_nothing_else(django_assert_num_queries):
    story = make_published_story()

    with django_assert_num_queries(2):
        letters.published_letter(story)


def test_loading_again_keeps_what_staff_wrote(lead):
    press(lead, "stories/published", "_save", subject="It is there")

    call_command("load_content", verbosity=0)

    assert words_of("stories/published").subject == "It is there"
    assert LetterWords.objects.count() == len(wordings())


def test_the_desk_shows_the_letter_in_the_words_of_today(lead):
    press(lead, "stories/question", "_save", body="Hello friend,\n{message}")
    story, reader = make_waiting_story(), signed_in("Moderators")
    address = reverse("admin:stories_story_change", args=[story.pk])

    page = reader.post(
        address,
        opened_form(reader, address) | {"look": "ask", "ask-ready": "wish"},
    )

    assertContains(page, "Hello friend,")
    assertContains(page, "What would you like to happen now?")
    assertNotContains(page, story.get_follow_url())
