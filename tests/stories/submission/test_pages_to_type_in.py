"""Photos and scans of a paper form: one private document, and a story that staff type in."""

from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.uploads import documents
from stories.models import CallRequest, Story, StoryEvent
from stories.moderation import digest
from tests.support import telling, uploads
from tests.support.factories import make_ladder, make_moderator
from tests.support.telling import opened

pytestmark = pytest.mark.django_db
UPLOAD = "/stories/share/template/back/"
PAPERS = "/stories/share/template/other/"
DESK = "/admin/stories/story/"


@pytest.fixture(autouse=True)
def ladder():
    make_ladder()


@pytest.fixture
def desk(settings):
    settings.REQUIRE_STAFF_MFA = False
    client = Client()
    client.force_login(make_moderator())
    return client


def photo(colour="gold", name="IMG_1.jpg", kind="JPEG", size=(60, 80)):
    return SimpleUploadedFile(name, uploads.picture(kind, size, colour=colour))


def send(client, *files, key=None, **details):
    words = {"key": key or str(uuid4()), "file": files}
    return client.post(UPLOAD, opened(words | details))


def ask_to_type(client, **details):
    words = {"key": str(Story.objects.get().key), "do": "type", "consent_read": "on"}
    return client.post(PAPERS, words | details)


def sent_to_be_typed(client, **details) -> Story:
    send(client, photo("gold"), photo("navy"))
    ask_to_type(client, **details)
    return Story.objects.get()


def page_of(story, number):
    document = story.documents.get()
    return reverse("admin:stories_story_page", args=[story.pk, document.key, number])


def test_photos_of_paper_become_one_private_document_in_their_order(client, desk):
    answer = send(
        client, photo("red"), photo("blue", "image.png", "WEBP"), photo("lime", "IMG_3.HEIC", "PNG")
    )

    assertRedirects(answer, PAPERS)
    story = Story.objects.get()
    assert (story.channel, story.photos.count()) == ("template", 0)
    assert story.documents.get().name == documents.PAPER
    assertContains(client.get(PAPERS), "Type it for me")


def test_a_page_that_was_forgotten_goes_behind_the_others_once(client, desk):
    send(client, photo("red"))
    story = Story.objects.get()

    for _ in range(2):
        file = photo("blue")
        assertRedirects(
            client.post(PAPERS, {"key": str(story.key), "do": "more", "pages": [file]}), PAPERS
        )

    ask_to_type(client)
    screen = desk.get(reverse("admin:stories_story_pages", args=[story.pk]))
    assertContains(screen, "Page 2 of 2")
    assertNotContains(screen, "Page 3 of")


def test_sent_twice_the_same_pages_are_there_once(client):
    key = str(uuid4())

    for _ in range(2):
        send(client, photo("red"), photo("blue"), key=key)

    assert Story.objects.get().documents.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "story.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99 + "WordDocument".encode("utf-16-le"),
        ),
        ("story.rtf", rb"{\rtf1 We planned it together.}"),
        ("story.pdf", uploads.pdf()),
        ("story.txt", b"We planned it together."),
    ],
)
def test_a_document_that_only_a_person_can_read_is_taken_and_typing_is_offered(client, name, content):
    answer = send(client, SimpleUploadedFile(name, content))

    assertRedirects(answer, PAPERS)
    page = client.get(PAPERS)
    assertContains(page, name)
    assertContains(page, reverse("stories:ring_me"))
    assertContains(page, "Type it for me")


def test_with_the_yes_to_read_it_the_story_is_sent_and_nothing_else_is_asked(client):
    story = sent_to_be_typed(client)

    assert (story.state, story.is_to_type, story.consent_read) == ("waiting", True, True)
    assert not any((story.consent_publish, story.consent_training, story.consent_press))
    assert story.consent_wording
    assertContains(client.get(telling.THANKS), story.reference)


def test_without_the_yes_nothing_is_sent(client):
    send(client, photo())

    page = ask_to_type(client, consent_read="", email="teller@example.org")

    assertContains(page, "Error: ")
    assertContains(page, "teller@example.org")
    assert Story.objects.get().state == "draft"


def test_an_address_gets_the_letter_and_a_number_a_call(client):
    story = sent_to_be_typed(client, email="teller@example.org", number="01902 555555")

    assert mail.outbox[-1].to == ["teller@example.org"]
    call = CallRequest.objects.get()
    assert (call.number, story.reference in call.words) == ("01902 555555", True)


def test_pressed_twice_it_is_one_story_with_one_letter(client):
    story = sent_to_be_typed(client, email="teller@example.org", number="01902 555555")

    assert ask_to_type(client, email="teller@example.org").url == telling.THANKS

    assert Story.objects.get() == story
    assert (len(mail.outbox), CallRequest.objects.count()) == (1, 1)


def test_pages_wait_in_a_pile_of_their_own(client, desk):
    story = sent_to_be_typed(client)

    assert list(Story.objects.to_type()) == [story]
    assert not Story.objects.waiting().exists()
    assertContains(desk.get("/admin/"), "Pages to type in")
    address = reverse("admin:stories_story_pages", args=[story.pk])
    assertContains(desk.get(f"{DESK}?state=to_type"), address)
    assertContains(desk.get(reverse("admin:stories_story_change", args=[story.pk])), address)


def test_the_typing_screen_shows_the_pages_beside_the_boxes_and_says_who_opened_it(client, desk):
    story = sent_to_be_typed(client)

    screen = desk.get(reverse("admin:stories_story_pages", args=[story.pk]))

    assertContains(screen, page_of(story, 1))
    assertContains(screen, page_of(story, 2))
    assertContains(screen, 'name="happened"')
    assert story.events.filter(kind=StoryEvent.Kind.OPENED).count() == 1
    page = desk.get(page_of(story, 2))
    assert page.headers["Content-Type"] == "image/jpeg"
    assert "no-store" in page.headers["Cache-Control"]
    assert desk.get(page_of(story, 3)).status_code == 404


def test_the_words_of_a_document_stand_beside_the_boxes_too(client, desk):
    send(client, SimpleUploadedFile("mine.docx", uploads.real_word("We planned <it> together.")))
    ask_to_type(client)

    screen = desk.get(reverse("admin:stories_story_pages", args=[Story.objects.get().pk]))

    assertContains(screen, "We planned &lt;it&gt; together.")


def type_in(desk, story, **details):
    words = telling.answers(**{"email": ""} | details) | {"version": story.version}
    return desk.post(reverse("admin:stories_story_pages", args=[story.pk]), words)


def test_what_was_typed_is_a_story_that_waits_like_any_other(client, desk):
    story = sent_to_be_typed(client)

    answer = type_in(desk, story, consent_publish="on")

    assert answer.url == f"{DESK}?state=to_type"
    story.refresh_from_db()
    assert (story.state, story.is_to_type, story.channel) == ("waiting", False, "paper")
    assert (story.title, story.public_title) == ("The calm room", "The calm room")
    assert story.happened == story.public_happened == "We planned it together."
    assert story.consent_publish
    assert story.events.get(kind=StoryEvent.Kind.TYPED).by == story.typed_by
    assert list(Story.objects.waiting()) == [story]
    assert story.documents.exists()


def test_of_two_who_type_the_same_pages_one_is_told_and_loses_no_word(client, desk):
    story = sent_to_be_typed(client)
    other = Client()
    other.force_login(make_moderator())
    type_in(desk, story)

    answer = type_in(other, story, happened="My colleague was faster.")

    assertContains(answer, "typed this story in already")
    assertContains(answer, "My colleague was faster.")
    assert type_in(desk, story).status_code == 302


def test_its_teller_can_take_it_back_before_anybody_types(client, desk):
    story = sent_to_be_typed(client)
    Client().post(story.get_follow_url(), {"withdraw": "yes", "sure": "yes"})

    answer = type_in(desk, story)

    assertContains(answer, "taken back")
    story.refresh_from_db()
    assert (story.state, story.title) == ("withdrawn", "A story on paper")


def test_pages_that_nobody_typed_in_cannot_be_published(client, desk):
    story = sent_to_be_typed(client)
    Story.objects.filter(pk=story.pk).update(
        consent_publish=True, public_title="A", public_happened="B", criticality=0
    )
    story.refresh_from_db()

    with pytest.raises(Exception, match="Type it in first"):
        story.check_publish(make_moderator())


def test_only_those_who_may_read_the_story_see_its_pages(client, desk):
    story = sent_to_be_typed(client)
    address = page_of(story, 1)

    assert Client().get(address).status_code == 302
    Story.objects.filter(pk=story.pk).update(state="safeguarding", held_at=story.submitted_at)
    assert desk.get(address).status_code == 404
    assert desk.get(reverse("admin:stories_story_pages", args=[story.pk])).status_code == 404


def test_what_is_wrong_with_one_of_several_files_is_said_with_its_name_and_another_way(client):
    page = send(client, photo(), SimpleUploadedFile("film.mov", b"\0\0\0\x14ftypqt  \0\0\0\0qt  "))

    assertContains(page, "film.mov: This is a film")
    assertContains(page, "Post it, or hand it in")
    assert not Story.objects.exists()


def test_whoever_is_taken_for_a_robot_finds_the_chosen_file_still_there(client):
    key = str(uuid4())
    page = send(client, photo(name="page-1.jpg"), key=key, website="x")
    kept = page.context["form"].fields["file"].widget.token
    assertContains(page, documents.PAPER)

    answer = client.post(UPLOAD, opened({"key": key, "file_kept": kept}))

    assertRedirects(answer, PAPERS)
    assert Story.objects.get().documents.count() == 1


def test_the_daily_letter_of_moderators_counts_pages(client):
    sent_to_be_typed(client)

    letter = digest.letter_to(make_moderator())

    assert "Pages to type in: 1" in letter.body


def test_two_files_where_one_is_asked_are_one(client):
    """A changed page can send two."""
    telling.write(client, upto="files", **telling.answers())
    words = {"do": "photo", "photo": [photo("red"), photo("blue")], "alt": "A table", "people": "no"}

    client.post(reverse("stories:files"), words)

    assert Story.objects.get().photos.count() == 1
