"""Nothing that a person did not publish can be read at any public address."""

from urllib.parse import quote
from uuid import uuid4

import pytest
from django.db import models
from django.urls import reverse
from django.utils import timezone

from coproduction_site.models import SearchEntry, SpelledWord
from coproduction_site.search import spelling
from pages.booking import actions as actions_of_bookings
from pages.models import Page
from partners.models import Mistake, Partner, Question
from stories.models import ORGANISATIONS, TEXTS, OtherWords, Photo, Publication, Story
from stories.models.other_words import mark_of
from stories.moderation import actions
from tests.support import chances, charter, factories, open_data, uploads, walk
from tests.support import events as days
from tests.support.news import make_reader
from tests.support.translations import make_translation

SECRET = "Xyzzyberry"


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def secrets_everywhere(starter_content):
    """One hidden thing of each kind, with the secret word in each field that holds words."""
    moderator = factories.make_moderator()
    words = {text: f"{SECRET} {text}" for text in (*TEXTS, *ORGANISATIONS)} | {
        "email": f"{SECRET}@example.org"
    }
    partner = Partner.objects.current().first()
    factories.make_draft(**words, partners=[partner])
    factories.make_waiting_story(**words, partners=[partner])
    factories.make_waiting_story(**words).ask(moderator, f"{SECRET}?")
    actions.hold(factories.make_waiting_story(**words), moderator, SECRET, who=SECRET, how="phone")
    factories.make_waiting_story(**words).decline(moderator, Story.DeclineReason.OTHER, SECRET)
    _say_again(factories.make_published_story(moderator, title="Plain words"))
    taken_back = factories.make_published_story(moderator, **words, partners=[partner])
    _say_again(taken_back, published_at=timezone.now())
    taken_back.withdraw()
    factories.make_published_story(moderator, **words).take_down(moderator, "other", SECRET)
    factories.make_page(state="draft", slug="xyzzyberry", title=SECRET, body=SECRET, in_menu=True)
    factories.make_partner(is_listed=False, slug="xyzzyberry", name=SECRET, summary=SECRET)
    factories.make_charter(is_published=False, number=99, preamble=SECRET, for_children=SECRET)
    charter.hide_everywhere(SECRET, partner)
    _book_a_day()
    _want_to_join_in(partner)
    make_reader(email=f"{SECRET}@example.org")
    _translate()
    _send_to_a_partner(partner)
    _publish_with_private_parts_hidden(moderator, partner)
    _add_files_to_each_story(moderator)


def _say_again(story, **state):
    """Other words of a story are a draft at first, and hidden when they are behind."""
    texts = dict.fromkeys(("title", "text", "made_by"), SECRET)
    public = Publication.objects.get(pk=story.pk)
    for way, more in (("pl", state), ("easy", state or {"behind_since": timezone.now()})):
        OtherWords.objects.create(publication=public, way=way, mark=mark_of(public), **texts, **more)


def _book_a_day():
    """Who comes and what they need is for those who get the day ready."""
    words = {"name": SECRET, "email": f"{SECRET}@example.org", "telephone": SECRET, "need": SECRET}
    event = days.make_event(capacity=1)
    for number in range(2):
        actions_of_bookings.book(event, words | {"email": f"{SECRET}{number}@example.org"}, uuid4())


def _want_to_join_in(partner):
    """Who wants to join in is for its owner, and what a partner offers for whoever reads it first."""
    private = {"email": f"{SECRET}@example.org", "telephone": SECRET, "message": SECRET}
    chances.join(chances.make_chance(owner_email=f"{SECRET}@example.org"), SECRET, **private)
    texts = ("title", "summary", "can_change", "fixed", "why_fixed", "hours", "pay", "owner")
    chances.make_offer(partner, **dict.fromkeys(texts, SECRET))


def _translate():
    """Of a page that is a draft nothing is public, and of words about safety nothing that no speaker has checked."""
    texts = dict.fromkeys(("title", "menu_title", "summary", "body"), SECRET)
    make_translation(page=Page.objects.get(slug="xyzzyberry"), language="ur", **texts)
    held_back = {"summary": SECRET, "body": SECRET, "is_about_safety": True}
    make_translation(page=Page.objects.get(slug="privacy"), **held_back)


def _send_to_a_partner(partner):
    """What visitors write to a partner, its people and who has not checked its page is nobody else's to read."""
    Partner.objects.filter(pk=partner.pk).update(is_champion=True)
    private = {"partner": partner, "words": SECRET, "email": f"{SECRET}@example.org"}
    Mistake.objects.create(**private)
    Question.objects.create(**private, name=SECRET)
    member = factories.make_member(partner, name=SECRET, email=f"member.{SECRET}@example.org")
    Question.objects.create(**private, name=SECRET).give_answer(member, SECRET)
    Mistake.objects.create(**private).settle(member)
    Partner.objects.get(pk=partner.pk).note_checked(member, partner.version)


def _publish_with_private_parts_hidden(moderator, partner):
    """A public story of which the public copy is clean and everything else is secret."""
    story = factories.make_waiting_story(
        **dict.fromkeys((*TEXTS, *ORGANISATIONS), SECRET),
        email=f"{SECRET}@example.org",
        partners=[partner],
    )
    Story.objects.filter(pk=story.pk).update(**{f"public_{text}": f"Clean {text}" for text in TEXTS})
    story.refresh_from_db()
    story.publish(moderator)


def _add_files_to_each_story(moderator):
    """A hidden photo and a document with secret words; at the public story also a photo that is shown."""
    for story in Story.objects.all():
        uploads.add_photo(story, 1, alt=SECRET)
        hidden = uploads.add_photo(story, 2, alt=SECRET)
        type(hidden).objects.filter(pk=hidden.pk).update(public_alt=SECRET, public_caption=SECRET)
        uploads.add_document(story, name=f"{SECRET}.txt", content=SECRET.encode())
    shown = Story.objects.published().first().photos.first()
    uploads.show(shown, moderator, public_alt="Clean photo", public_caption="")


def test_no_public_address_shows_what_is_hidden(client, secrets_everywhere):
    answers = walk.every_address(client)
    answers |= {
        address: client.get(address)
        for address in ("/sitemap.xml", "/stories/feed/", "/robots.txt", "/search/?q=clean")
    }

    assert any(b"Clean title" in answer.content for answer in answers.values())
    leaking = [address for address, answer in answers.items() if SECRET.encode() in _read(answer)]
    assert not leaking


def test_no_search_finds_what_is_hidden(client, secrets_everywhere):
    """Not as a result, in a piece of a text, in a count, as a suggestion, or in a row from which they are made."""
    spelling.build()
    answers = [client.get("/search/", {"q": text}) for text in (SECRET, f"{SECRET} clean", "xyzzybery")]
    suggested = [
        client.get("/search/", {"q": text}).context["suggestion"] for text in ("xyzzybery", "xyzzberry")
    ]

    assert not answers[0].context["found"].counts
    assert "Clean title" in [result.title for result in answers[1].context["results"]]
    assert all(SECRET.lower() not in str(answer.context["results"]).lower() for answer in answers)
    assert suggested == ["", ""]
    assert SECRET.lower() not in str(list(SearchEntry.objects.for_everybody().values())).lower()
    assert not SpelledWord.objects.filter(word__startswith="xyzzy").exists()


def test_no_open_data_tells_what_is_hidden(client, secrets_everywhere):
    answers = open_data.every_answer(client)

    assert any(Partner.objects.current().first().name in str(answer) for *_, answer in answers)
    assert not [address for _, address, answer in answers if SECRET in str(answer)]


def test_a_hidden_thing_cannot_be_guessed_by_its_address(client, secrets_everywhere):
    hidden = Partner.objects.get(slug="xyzzyberry")
    addresses = ["/xyzzyberry/", f"/open-referral/organizations/{hidden.uuid}"]
    addresses += [f"/partners/xyzzyberry/{name}" for name in ("", "logo/", "contact.vcf", "print/")]
    for address in addresses:
        assert client.get(address).status_code == 404


def test_only_a_photo_that_is_shown_can_be_read_by_its_address(client, secrets_everywhere):
    found = {}
    for photo in Photo.objects.select_related("story"):
        address = reverse("stories:photo", args=[photo.story.slug or "xyzzyberry", photo.key])
        found[photo] = client.get(address).status_code

    assert len(found) > 10
    shown = [photo for photo in found if photo.is_shown and photo.story.state == "published"]
    assert [photo for photo, status in found.items() if status == 200] == shown
    assert set(found.values()) == {200, 404, 410}


def test_a_story_that_was_taken_back_is_gone_and_says_so(client, secrets_everywhere):
    withdrawn = Story.objects.filter(state=Story.State.WITHDRAWN).exclude(slug=None)
    assert len(withdrawn) == 2
    for story in withdrawn:
        answer = client.get(story.get_absolute_url())
        assert answer.status_code == 410
        assert SECRET.encode() not in answer.content


def test_a_story_is_found_by_no_number_reference_or_key(client, secrets_everywhere):
    for story in Story.objects.all():
        for guess in (story.pk, story.reference, story.key):
            assert client.get(f"/stories/{quote(str(guess))}/").status_code == 404
            assert client.get(f"/stories/follow/{quote(str(guess))}/").status_code == 404


def test_every_field_of_a_story_that_holds_words_has_been_tried():
    """A new field of words must be hidden in this file, or be named here as safe to show."""
    known = {*TEXTS, *ORGANISATIONS, *(f"public_{text}" for text in TEXTS), "email"}
    shown_on_purpose = {"shown_name", "content_note", "slug", "public_language"}
    never_rendered = {
        *("reference", "follow_token", "return_token", "state", "teller", "about_whom", "about_age"),
        *("name_choice", "channel", "language", "words_key", "spam_reason", "code", "left_at"),
        "told_in",
    }
    words = {
        field.name
        for field in Story._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
    }
    assert words - known - shown_on_purpose - never_rendered <= {"consent_wording"}


def _read(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
