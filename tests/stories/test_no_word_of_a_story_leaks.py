"""A secret word in every private field of every story, in every state: no public answer and no wrong letter holds it.

The fields are found by themselves, so that a new one is tried without anybody thinking of it.
"""

from contextlib import contextmanager
from io import BytesIO

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.base import ContentFile
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, models
from django.test import Client, RequestFactory
from PIL import Image

from coproduction_site.cache.in_front import PageCache
from coproduction_site.models import SearchEntry
from partners.models import Partner
from stories import retention
from stories.models import LINKS, Photo, Response, Story
from stories.moderation import actions
from tests.support import factories, walk
from tests.tools import starter_content

pytestmark = pytest.mark.django_db
SECRET = "Xyzzyberry"
KEYS = {"reference", "follow_token", "return_token"}
LISTS_OF_STORIES = [
    "/stories/feed/",
    "/sitemap.xml",
    *("/stories/you-said-we-did.csv", "/stories/you-said-we-did.json"),
    "/stories/local-offer.csv",
    "/search/?q=clean",
    "/search/?q=the",
]


def a_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "WEBP")
    return out.getvalue()


def private_words(model) -> list[str]:
    """The columns of a table that hold words of somebody, and have room for the secret."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.unique
        and (field.max_length or 99) >= len(SECRET)
        and not isinstance(field, models.FileField)
    ]


def hide_secrets_in(story) -> None:
    secrets = {name: f"{SECRET} {name}"[: Story._meta.get_field(name).max_length or 99]
               for name in private_words(Story)}  # fmt: skip
    Story.objects.filter(pk=story.pk).update(**secrets, pictures=[SECRET])
    story.events.update(words=SECRET)
    Photo.objects.create(
        story=story, position=1, alt=SECRET, public_alt=SECRET, public_caption=SECRET,
        file=ContentFile(a_picture(), name=f"{SECRET}.webp"),
    )  # fmt: skip
    story.documents.create(name=f"{SECRET}.pdf", file=ContentFile(b"%PDF-", name=f"{SECRET}.pdf"))


def stories_in_every_state(partner) -> list[Story]:
    moderator = factories.make_moderator()
    sent = {"partners": [partner], "happened": "Clean words.", "title": "Clean title"}
    verbs = {
        "draft": None,
        "waiting": lambda story: None,
        "question": lambda story: actions.ask(story, moderator, "What happened next?"),
        "with_teller": lambda story: actions.show_edits(story, moderator),
        "safeguarding": lambda story: actions.hold(story, moderator, SECRET),
        "declined": lambda story: actions.decline(story, moderator, "other", "Thank you."),
        "published": lambda story: actions.publish(story, moderator),
        "withdrawn": lambda story: (actions.publish(story, moderator), story.withdraw()),
    }
    assert verbs.keys() == set(Story.State.values)
    made = []
    for verb in verbs.values():
        make = factories.make_draft if verb is None else factories.make_waiting_story
        story = make(**sent)
        if verb:
            verb(story)
        made.append(Story.objects.get(pk=story.pk))
    return made


@pytest.fixture
def site(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    starter_content.load()
    partner = Partner.objects.current().first()
    stories = stories_in_every_state(partner)
    for story in stories:
        hide_secrets_in(story)
    answer = next(each for each in Response.objects.all() if each.story.state == Story.State.PUBLISHED)
    answer.send(factories.make_member(partner), **factories.answer_words(words=SECRET, person=SECRET))
    return stories


def read_everything() -> dict[str, bytes]:
    """Every link from the home page on, as somebody without an account, and what machines fetch."""
    client = Client()
    answers = walk.every_address(client)
    answers |= {address: client.get(address) for address in LISTS_OF_STORIES}
    return {address: _read(answer) for address, answer in answers.items()}


def test_every_private_column_of_a_story_has_a_secret_in_it(site):
    """Also at the published story: what everybody reads of it stands in another table."""
    hidden = set(private_words(Story))

    assert {"title", "happened", "email", "public_happened", "words_key", "spam_reason"} <= hidden
    for story in Story.objects.values():
        assert all(SECRET in story[name] for name in hidden)


def test_no_public_answer_holds_a_secret_or_a_key_of_a_story(site):
    answers = read_everything()

    published = next(story for story in site if story.state == Story.State.PUBLISHED)
    assert any(b"Clean words." in words for words in answers.values())
    assert published.get_absolute_url() in answers
    forbidden = [SECRET, *(getattr(story, key) for story in site for key in KEYS)]
    forbidden += [str(story.key) for story in site]
    assert [
        (address, word)
        for address, words in answers.items()
        for word in forbidden
        if word.encode() in words
    ] == []


def test_no_search_finds_a_secret_of_a_story(site):
    found = Client().get("/search/", {"q": SECRET}).context["found"]
    public = str(list(SearchEntry.objects.for_everybody().values()))

    assert not found.counts
    assert "Clean words." in public
    assert SECRET.lower() not in public.lower()


@contextmanager
def page_cache():
    """As Django's own test client does, the test's transaction is kept open from request to request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield PageCache(WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_no_page_that_is_kept_for_everybody_holds_a_secret(site):
    kept, addresses = {}, list(read_everything())
    with page_cache() as cache:
        for address in [*addresses, *addresses]:
            environ = RequestFactory(headers={"host": "localhost"}).get(address).environ
            kept[address] = b"".join(cache(environ, lambda *started: None))

    assert len(kept) > 20
    assert any(b"Clean words." in words for words in kept.values())
    assert [address for address, words in kept.items() if SECRET.encode() in words] == []


def test_no_letter_holds_a_word_of_a_story(site):
    """Letters to tellers, to partners and to staff; the words that a moderator wrote for a teller are theirs."""
    retention.carry_out()
    call_command("digest")

    assert mail.outbox
    for letter in mail.outbox:
        assert SECRET not in f"{letter.subject} {letter.body}"
        assert "Clean words." not in letter.body


def test_no_page_of_another_teller_or_partner_holds_a_secret(site):
    stranger = factories.make_waiting_story(title="Mine", happened="My own words.")
    client = Client()
    for address in [stranger.get_follow_url(), f"{stranger.get_follow_url()}download/"]:
        assert SECRET.encode() not in _read(client.get(address))
    other = Client()
    other.force_login(factories.make_member(factories.make_partner()))
    assert SECRET.encode() not in _read(other.get("/partners/mine/"))


def test_every_table_of_the_stories_is_tried_here_or_holds_nothing_of_a_teller():
    """A new table belongs above, in the tests of its own page, or here."""
    tried = {"Story", "StoryEvent", "Photo", "Document", "Response"}
    own_tests = {"CallRequest", "LocalOfferComment", "Told", "KeptDetail", "CopyOfFirstYes"}
    own_tests |= {"SafeguardingCase", "CaseNote", "GlassBreak"}
    without_words = {
        "Figure",
        "GoneAddress",
        "DigestDay",
        "Theme",
        "SafeguardingAlert",
        "SkippedTheme",
        "Retelling",
    }
    for_everybody = {"Publication", "PublishedPhoto", "OtherWords", *(link.__name__ for link in LINKS)}
    of_staff = {"ReadySentence", "HistoricalReadySentence", "CheckedWords"}
    tables = {model.__name__ for model in apps.get_app_config("stories").get_models()}

    assert tables == tried | own_tests | without_words | for_everybody | of_staff


def _read(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
