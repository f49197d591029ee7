"""Photos of a story: added by its teller, described and shown by a moderator, gone with the story."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.uploads import kept as kept_files
from stories.following import data_rights
from stories.models import Photo, Story, StoryEvent
from stories.submission import uploads as adding_files
from stories.submission.steps import Step, named
from tests.support import uploads
from tests.support.factories import (
    make_draft,
    make_moderator,
    make_published_story,
    make_user,
    make_waiting_story,
)
from tests.support.telling import answers, write

pytestmark = pytest.mark.django_db
FILES = reverse("stories:files")


@pytest.fixture
def moderator():
    return make_moderator()


@pytest.fixture
def draft(client):
    """On its way, up to the page for photos."""
    write(client, upto="files", **answers())
    return Story.objects.get()


def sent(content=None, name="photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, uploads.picture() if content is None else content)


def press(client, do="photo", **words):
    details = {"do": do, "photo": sent(), "alt": "A round table", "people": "no", "face": "no"} | words
    return client.post(FILES, {name: word for name, word in details.items() if word is not None})


def send(draft):
    draft.refresh_from_db()
    draft.consent_read = True
    draft.save()
    draft.submit("test")


# Adding


def test_a_photo_is_added_with_its_words_and_seen_by_its_teller_alone(client, draft):
    assertRedirects(press(client), f"{FILES}#photos", fetch_redirect_response=False)

    photo = draft.photos.get()
    assert (photo.alt, photo.shows_people, photo.everyone_agreed) == ("A round table", False, True)
    assert (photo.width, photo.height, photo.position, photo.is_shown) == (600, 300, 1, False)
    address = reverse("stories:draft_photo", args=[photo.key])
    assertContains(client.get(FILES), f'src="{address}" alt="A round table" width="600" height="300"')
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "private, no-store"
    stranger = Client()
    write(stranger, upto="files", **answers())
    assert stranger.get(address).status_code == 404
    assert Client().get(address).status_code == 404
    send(draft)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ({"photo": None}, "photo"),
        ({"alt": ""}, "alt"),
        ({"people": None}, "people"),
        ({"people": "yes"}, "agreed"),
        ({"people": "yes", "face": None}, "face"),
        ({"people": "maybe"}, "people"),
        ({"photo": sent(b"<svg/>")}, "photo"),
        ({"photo": sent(b"")}, "photo"),
    ],
)
def test_a_photo_that_misses_something_is_refused_and_every_word_stays(client, draft, words, wrong):
    page = press(client, **{"alt": "My own words", "agreed": None} | words)

    assert wrong in page.context["form"].errors
    assertContains(page, "Error: ")
    if words.get("alt") != "":
        assertContains(page, 'value="My own words"')
    if "photo" not in words or words["photo"]:
        is_taken = wrong != "photo"
        assert ("We keep it here for you" in page.content.decode()) is is_taken
    assert not draft.photos.exists()


def test_a_photo_without_its_words_is_kept_and_added_when_they_come(client, draft):
    page = press(client, alt="", photo=sent(name="beach.jpg"))
    assertContains(page, "beach.jpg")
    kept = page.context["form"].fields["photo"].widget.token

    press(client, photo=None, photo_kept=kept)

    assert draft.photos.get().alt == "A round table"


@pytest.mark.parametrize("kept", ["nonsense", "", "W10:1uXyZ:x"])
def test_what_was_never_kept_is_no_photo(client, draft, kept):
    page = press(client, photo=None, photo_kept=kept)

    assert "photo" in page.context["form"].errors
    assert not draft.photos.exists()


def test_what_was_kept_as_a_document_is_no_photo(client, draft):
    page = press(client, do="photo", alt="", document=sent(b"Our plan", "plan.txt"))
    token = page.context["form"].fields["document"].widget.token
    assert token

    press(client, photo=None, photo_kept=token)

    assert not draft.photos.exists()


def test_what_was_kept_with_a_form_is_gone_after_a_day(client, draft):
    page = press(client, alt="")
    token = page.context["form"].fields["photo"].widget.token

    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        press(client, photo=None, photo_kept=token)
        assert kept_files.forget_old() >= 1

    assert not draft.photos.exists()
    assert default_storage.listdir(kept_files.FOLDER)[1] == []


def test_people_in_a_photo_have_agreed(client, draft):
    press(client, people="yes", agreed="on")

    photo = draft.photos.get()
    assert (photo.shows_people, photo.everyone_agreed) == (True, True)


def test_the_page_can_be_left_empty_and_whatever_was_chosen_goes_on_too(client, draft):
    answer = press(client, do="go_on", photo=None, alt="Words without a photo", people=None)
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert "files" in draft.steps_done
    assert not draft.photos.exists()

    press(client, do="go_on", document=sent(b"Our plan", "plan.txt"))

    assert (draft.photos.count(), draft.documents.count()) == (1, 1)


def test_pressed_twice_a_photo_is_there_once_and_the_fifth_is_refused(client, draft):
    for _ in range(2):
        press(client)
    for number in range(3):
        press(client, photo=sent(uploads.picture(size=(50, 50 + number))))
    assert draft.photos.count() == 4

    page = press(client, photo=sent(uploads.picture(size=(70, 70))))

    assert "four photos" in str(page.context["form"].errors["photo"])
    assert [photo.position for photo in draft.photos.all()] == [1, 2, 3, 4]


def test_a_photo_and_a_document_can_be_removed_and_leave_no_file(
    client, draft, django_capture_on_commit_callbacks
):
    press(client, document=sent(b"Our plan", "plan.txt"))
    photo, document = draft.photos.get(), draft.documents.get()

    with django_capture_on_commit_callbacks(execute=True):
        for key in (photo.key, document.key, document.key, "nonsense"):
            client.post(FILES, {"do": f"remove {key}", "sure": "yes"})

    assert not draft.photos.exists() | draft.documents.exists()
    assert not default_storage.exists(photo.file.name)
    assert not default_storage.exists(document.file.name)


def test_nobody_removes_what_belongs_to_another_story(client, draft):
    other = uploads.add_photo(make_draft())

    client.post(FILES, {"do": f"remove {other.key}", "sure": "yes"})

    assert Photo.objects.get() == other


def test_nothing_can_be_added_to_a_story_that_is_sent(client, draft):
    send(draft)

    assertRedirects(press(client), reverse("stories:thanks"), fetch_redirect_response=False)
    with pytest.raises(ValidationError, match="sent already"):
        adding_files.add_photo(
            draft, ContentFile(b"x", name="x.webp"), alt="A", shows_people=False, everyone_agreed=True
        )
    assert not Photo.objects.exists()


def test_without_a_story_the_page_leads_to_the_beginning(client):
    assertRedirects(client.get(FILES), reverse("stories:write"), fetch_redirect_response=False)
    assert press(client).status_code == 302
    assert not Photo.objects.exists()


def test_too_many_files_from_one_place_are_slowed_and_the_words_stay(client, draft, monkeypatch):
    monkeypatch.setattr(adding_files.ADDING.__class__, "is_passed", lambda self, key: True)

    page = press(client, alt="My own words")

    assertContains(page, "My own words", status_code=429)
    assert not draft.photos.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_eight_photos_at_once_become_four_on_four_places():
    story = make_draft()

    def add(number):
        try:
            return uploads.add_photo(story, number)
        except ValidationError as error:
            return error.message
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(add, range(8)))

    assert [photo.position for photo in story.photos.all()] == [1, 2, 3, 4]
    assert done.count(adding_files.NO_ROOM_FOR_PHOTO) == 4


def test_the_database_refuses_a_fifth_photo_and_a_shown_one_without_words_or_yes(draft):
    photo = uploads.add_photo(draft)
    for changes in ({"position": 5}, {"is_shown": True}, {"is_shown": True, "everyone_agreed": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Photo.objects.filter(pk=photo.pk).update(**changes)


# Shown


def test_a_photo_is_public_only_while_it_and_its_story_are(client, moderator):
    story = make_published_story(moderator)
    photo = uploads.add_photo(story)
    address = reverse("stories:photo", args=[story.slug, photo.key])
    assert client.get(address).status_code == 404
    before = revision.current()

    uploads.show(photo, moderator, public_caption="Our <table>")

    assert revision.current() > before
    page = client.get(story.get_absolute_url())
    assertContains(page, f'src="{address}" alt="A table" width="41" height="20" loading="lazy"')
    assertContains(page, "Our &lt;table&gt;")
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == "private, max-age=86400"
    assert answer.headers["Content-Type"] == "image/webp"
    assert not answer.cookies
    other = make_published_story(moderator)
    assert client.get(reverse("stories:photo", args=[other.slug, photo.key])).status_code == 404

    photo.hide(moderator)
    assert client.get(address).status_code == 404
    photo.show(moderator)
    story.refresh_from_db()
    story.withdraw()

    assert client.get(address).status_code == 410
    assert client.get(f"{address}?v=1").status_code == 410


def test_a_held_story_shows_no_photo(client, moderator):
    story = make_published_story(moderator)
    photo = uploads.show(uploads.add_photo(story), moderator)
    story.refresh_from_db()

    story.hold(moderator, "Somebody may not be safe")

    assert client.get(reverse("stories:photo", args=[story.slug, photo.key])).status_code == 404


def test_showing_a_photo_is_an_edit_that_takes_back_what_was_agreed(moderator):
    story = make_waiting_story(criticality=4)
    photo = uploads.add_photo(story)
    story.approve(moderator)
    version = story.version

    uploads.show(photo, moderator)

    story.refresh_from_db()
    assert (story.approved_by, story.shows_photos) == (None, True)
    assert story.version > version
    assert story.events.filter(kind=StoryEvent.Kind.FILES, by=moderator).exists()
    photo.hide(moderator)
    story.refresh_from_db()
    assert not story.shows_photos


def test_a_photo_without_words_or_without_a_yes_is_not_shown(moderator):
    story = make_waiting_story()
    photo, disagreed = uploads.add_photo(story), uploads.add_photo(story, 2, everyone_agreed=False)

    with pytest.raises(ValidationError, match="what the photo shows"):
        photo.show(moderator)
    with pytest.raises(ValidationError, match="has agreed"):
        uploads.show(disagreed, moderator)


def test_a_photo_of_people_needs_two_people_also_after_publishing(moderator):
    story = make_waiting_story()
    uploads.show(uploads.add_photo(story, shows_people=True), moderator)
    story.refresh_from_db()
    with pytest.raises(ValidationError, match="a photo shows people"):
        story.publish(moderator)
    story.approve(moderator)
    story.publish(make_moderator())

    late = uploads.add_photo(story, 2, shows_people=True)
    late.describe(moderator, public_alt="A table")
    late.show(moderator)
    story.refresh_from_db()
    with pytest.raises(ValidationError, match="two people"):
        story.publish_changes(moderator)


def test_people_that_only_a_moderator_saw_were_not_asked(moderator):
    photo = uploads.show(uploads.add_photo(make_waiting_story()), moderator)

    photo.describe(moderator, shows_people=True)

    assert (photo.is_shown, photo.everyone_agreed) == (False, False)
    assert not Story.objects.get().shows_photos


@pytest.mark.parametrize(
    ("details", "is_named"),
    [
        ({"teller": "parent_carer", "about_whom": "my_child", "about_age": "under_13"}, False),
        ({"teller": "young_person", "about_whom": "myself", "about_age": "16_17"}, False),
        ({"teller": "young_person", "about_whom": "group", "about_age": "nobody"}, False),
        ({"teller": "young_person", "about_whom": "myself", "about_age": "adult"}, True),
        ({"teller": "parent_carer", "about_whom": "group", "about_age": "nobody"}, True),
    ],
)
def test_a_photo_never_stands_beside_a_childs_name(client, moderator, details, is_named):
    story = make_published_story(moderator, name_choice="shown", shown_name="Robin", **details)
    addresses = [story.get_absolute_url(), reverse("stories:list"), reverse("stories:feed")]
    for address in addresses:
        assertContains(client.get(address), "Robin")

    uploads.show(uploads.add_photo(story), moderator)

    for address in addresses:
        (assertContains if is_named else assertNotContains)(client.get(address), "Robin")


# On the desk


def desk(story) -> str:
    return reverse("admin:stories_story_change", args=[story.pk])


def screen(client, story, photo, **words):
    """What the screen sends when a button is pressed."""
    form = client.get(desk(story)).context["copy"]
    boxes = {name: form[name].value() or "" for name in form.fields}
    boxes = {name: value for name, value in boxes.items() if value not in (False, [], "")}
    own = {f"photo-{photo.pk}-public_alt": "A table", f"photo-{photo.pk}-public_caption": ""}
    return client.post(desk(story), boxes | own | words)


@pytest.fixture
def on_desk(client, moderator, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(moderator)
    return client


def test_a_moderator_shows_a_photo_and_loses_nothing_that_was_typed(on_desk, moderator):
    story = make_waiting_story()
    photo = uploads.add_photo(story)

    page = screen(
        on_desk,
        story,
        photo,
        do=f"show_photo {photo.pk}",
        public_title="A new title",
        **{"ask-question": "Who?"},
    )

    assertContains(page, "Photo 1 is shown with the story.")
    assertContains(page, "Who?")
    photo.refresh_from_db()
    story.refresh_from_db()
    assert (photo.is_shown, photo.public_alt, story.public_title) == (True, "A table", "A new title")
    assertContains(on_desk.get(reverse("admin:stories_story_preview", args=[story.pk])), 'alt="A table"')
    screen(on_desk, story, photo, do=f"hide_photo {photo.pk}")
    photo.refresh_from_db()
    assert not photo.is_shown


def test_a_detail_is_taken_out_of_the_words_of_photos_too(on_desk):
    story = make_waiting_story(happened="Robin came.")
    photo = uploads.add_photo(story, alt="Robin at a table")
    words = {
        f"photo-{photo.pk}-public_alt": "Robin at a table",
        f"photo-{photo.pk}-public_caption": "By robin",
    }

    screen(on_desk, story, photo, take_out="name Robin", **words)

    photo.refresh_from_db()
    story.refresh_from_db()
    assert (photo.public_alt, photo.public_caption) == ("Somebody at a table", "By somebody")
    assert story.public_happened == "Somebody came."
    assert photo.alt == "Robin at a table"


def test_a_screen_that_is_out_of_date_changes_no_photo(on_desk, moderator):
    story = make_waiting_story()
    photo = uploads.add_photo(story)

    page = screen(on_desk, story, photo, do=f"show_photo {photo.pk}", version="1000")

    assertContains(page, "This was not done")
    photo.refresh_from_db()
    assert not photo.is_shown


def test_files_are_for_those_who_may_read_the_story(client, on_desk, moderator):
    story = make_waiting_story()
    photo, document = uploads.add_photo(story), uploads.add_document(story, name="plan «a».txt")
    addresses = [
        reverse("admin:stories_story_photo", args=[story.pk, photo.key]),
        reverse("admin:stories_story_document", args=[story.pk, document.key]),
    ]
    other = make_waiting_story()

    answers = [on_desk.get(address) for address in addresses]

    assert all("no-store" in answer.headers["Cache-Control"] for answer in answers)
    saved = answers[1].headers
    assert saved["Content-Disposition"].startswith("attachment; filename")
    assert saved["Content-Type"] == "text/plain; charset=utf-8"
    assert saved["X-Content-Type-Options"] == "nosniff"
    event = story.events.get(kind=StoryEvent.Kind.OPENED)
    assert (event.by, event.words) == (moderator, "The document “plan «a».txt”.")
    wrong = reverse("admin:stories_story_document", args=[other.pk, document.key])
    assert on_desk.get(wrong).status_code == 404
    for stranger in (None, make_user(), make_user("Content editors"), make_user("Partner managers")):
        browser = Client()
        if stranger:
            browser.force_login(stranger)
        assert all(browser.get(address).status_code in (302, 403, 404) for address in addresses)

    story.hold(moderator, "Somebody may not be safe")
    assert [on_desk.get(address).status_code for address in addresses] == [404, 404]


# What is held


def test_a_teller_can_save_their_own_files_and_nobody_elses(client):
    story, other = make_waiting_story(), make_waiting_story()
    photo, document = uploads.add_photo(story), uploads.add_document(story)

    page = client.get(story.get_follow_url())

    for file in (photo, document):
        address = reverse("stories:own_file", args=[story.follow_token, file.key])
        assertContains(page, f'href="{address}"')
        answer = client.get(address)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert b"".join(answer.streaming_content) == file.file.open("rb").read()
        for token in (other.follow_token, story.return_token, story.reference, str(story.key)):
            wrong = reverse("stories:own_file", args=[token, file.key])
            assert client.get(wrong).status_code == 404
    assert {"Document": "plan.txt"} in data_rights.everything_held(story)["Photos and documents"]


def test_erasing_takes_the_files_along(django_capture_on_commit_callbacks):
    story = make_waiting_story()
    files = [uploads.add_photo(story).file.name, uploads.add_document(story).file.name]
    assert all(map(default_storage.exists, files))

    with django_capture_on_commit_callbacks(execute=True):
        data_rights.erase(story)

    assert not any(map(default_storage.exists, files))


def test_after_two_years_only_shown_photos_stay(moderator, django_capture_on_commit_callbacks):
    story = make_published_story(moderator)
    shown = uploads.show(uploads.add_photo(story), moderator)
    hidden, document = uploads.add_photo(story, 2), uploads.add_document(story)

    with django_capture_on_commit_callbacks(execute=True):
        data_rights.remove_private_details(Story.objects.get())

    assert [(photo.pk, photo.alt) for photo in story.photos.all()] == [(shown.pk, "")]
    assert not story.documents.exists()
    assert not default_storage.exists(hidden.file.name)
    assert not default_storage.exists(document.file.name)
    assert default_storage.exists(shown.file.name)


def test_the_page_is_one_of_the_questions():
    assert isinstance(named("files"), Step)
    assert named("files").get_absolute_url() == FILES
