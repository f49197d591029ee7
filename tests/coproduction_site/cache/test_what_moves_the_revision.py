"""No kept page is ever out of date: whatever a public page reads moves the content revision when it changes."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from coproduction_site.cache import remembered, revision
from coproduction_site.models import SearchEntry
from pages.booking import actions as booking
from pages.chances import stages as stages_of_chances
from pages.events import stages
from pages.models import Chance, Page, VideoScene
from partners.charter.status import actions as statuses
from partners.models import Evidence, Partner, Pledge, StatusApplication, panel
from stories.following import data_rights
from stories.models import Figure, Photo, Publication, PublishedPhoto, Response, Story
from tests.support import charter, factories, public_reads, uploads
from tests.support.chances import make_chance
from tests.support.events import book, make_event

pytestmark = pytest.mark.django_db
WRITTEN = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
REMEMBERED = frozenset().union(*remembered.made_of.values())

# A save of these moves nothing by itself: most of their rows, or of their columns, nobody may read. Their
# verbs do, and each verb is tried below.
VERBS = {
    Response: "what a partner writes is private until it is published",
    Pledge: "what an organisation writes is private until it is published",
    StatusApplication: "what an organisation asks for is private until it is awarded",
    Figure: "it is counted with every story that is sent; the page follows with the next decision",
}
# And these cannot change while a public page reads them.
NEVER_FOUND = {"open_referral:unknown"}  # It says that nothing is there, whatever is asked.
NEVER_ALONE = {
    SearchEntry: "it is written with what it leads to, or put right, which moves the pages",
    Evidence: "nothing of an application can be added or taken out after it was sent",
}


@pytest.fixture(scope="module")
def reading(django_db_setup, django_db_blocker):
    """The filled site, and what was read of it; one walk serves every test here."""
    with django_db_blocker.unblock(), transaction.atomic():
        public_reads.fill()
        yield public_reads.read_everything()
        transaction.set_rollback(True)


def moves(change) -> bool:
    """Whether it moves the revision, and says of what. It is undone, whatever it is."""
    with transaction.atomic():
        before, written = revision.current(), Written()
        with connection.execute_wrapper(written):
            change()
        number = revision.current()
        noted = revision.tables_between(before, number)
        transaction.set_rollback(True)
    if number > before and noted != revision.ANYTHING:
        unnamed = (written.tables & REMEMBERED) - noted
        assert unnamed == set(), f"{unnamed} changed, and what is made of it is not made anew."
    return number > before


class Written:
    """Tables of which a row was written, whatever moves the revision."""

    def __init__(self):
        self.tables = set()

    def __call__(self, execute, sql, *more):
        self.tables.update(WRITTEN.findall(sql))
        return execute(sql, *more)


def changes_of(model):
    """Every way in which Django itself changes the rows of this table: the name, and the doing of it."""
    if model._meta.auto_created:
        yield from _changes_of_links(model)
        return
    row = model._default_manager.first()
    assert row is not None, f"The filled site has no {model.__name__}."
    yield "save", row.save
    deletable = _deletable(model)
    if deletable is not None:
        yield "delete", deletable.delete


def _deletable(model):
    for row in model._default_manager.all():
        try:
            with transaction.atomic():
                type(row).objects.get(pk=row.pk).delete()
                transaction.set_rollback(True)
        except ProtectedError:
            continue
        return row
    return None


def _changes_of_links(through):
    """Of a many-to-many field."""
    field = next(
        field
        for field in through._meta.auto_created._meta.local_many_to_many
        if field.remote_field.through is through
    )
    link = through.objects.first()
    assert link is not None, f"The filled site has no {through.__name__}."
    here, there = getattr(link, field.m2m_field_name()), getattr(link, field.m2m_reverse_field_name())
    yield "remove", lambda: getattr(here, field.name).remove(there)
    yield "clear", lambda: getattr(here, field.name).clear()


def test_every_kept_page_was_read(reading):
    """If a new one is missing here, link to it, or fill the site with what it shows."""
    assert len(reading.kept) > 45
    assert set(public_reads.kept_routes()) - reading.kept == NEVER_FOUND


def test_whatever_a_kept_page_reads_moves_it_when_it_changes(reading):
    found = public_reads.models_of(reading.readers)
    moving = {
        table: model
        for table, model in found.items()
        if model not in VERBS | NEVER_ALONE and not _is_history(model)
    }

    stale = [
        f"{how} of {model.__name__}, read by {', '.join(sorted(reading.readers[table]))}"
        for table, model in moving.items()
        for how, change in changes_of(model)
        if not moves(change)
    ]

    assert {Page, VideoScene, Partner, Partner.terms.through} <= set(moving.values())
    assert stale == []


def _is_history(model) -> bool:
    """It is written with its row, and with nothing else."""
    return hasattr(model, "instance_type")


BY = factories.make_moderator


def _publishing_a_response():
    return partial(factories.make_sent_response().publish, BY())


def _a_status_ends():
    award = StatusApplication.objects.filter(state="awarded")
    long_ago = timezone.localdate() - timedelta(days=800)
    award.update(awarded_on=long_ago, expires_on=long_ago + timedelta(days=365))
    return statuses.daily


def _awarding():
    application = charter.make_sent_application()
    charter.say(application, "family")
    charter.say(application, "professional")
    return partial(application.award, factories.make_user("Partner managers"), "Well done.")


def _publishing_changes():
    """A photo that somebody shows waits with the words, until both are published."""
    story = Story.objects.published().first()
    uploads.add_photo(story, 2, public_alt="A table").show(BY())
    story = Story.objects.get(pk=story.pk)
    return partial(story.publish_changes, BY())


def _people_in_a_photo():
    """They were not asked, so it is taken off the page."""
    return partial(Photo.objects.filter(is_shown=True).first().describe, BY(), shows_people=True)


def _end_consent(story):
    Story.objects.filter(pk=story.pk).update(consent_ends_on=timezone.localdate())
    story.end_consent()


def _no_more_publishing(story):
    story.change_consent("test", publish=False, training=False, press=False)


OF_A_PUBLIC_STORY = {
    "mark": lambda story: story.mark(BY(), themes=[], values=[]),
    "feature": lambda story: story.feature(BY()),
    "unfeature": lambda story: story.unfeature(BY()),
    "withdraw": lambda story: story.withdraw(),
    "change consent": _no_more_publishing,
    "end consent": _end_consent,
    "hold": lambda story: story.hold(BY(), "Harm."),
    "take down": lambda story: story.take_down(BY(), "other"),
    "erase": data_rights.erase,
}


def _renewing():
    first = factories.make_charter()
    pledge = charter.signed_pledge(first)
    return partial(pledge.renew, charter.next_adopted(first))


def _correcting():
    pledge = charter.make_public_pledge()
    pledge.ask_for_words("Oak School", "school", "We will bake.")
    return partial(pledge.take_words, factories.make_user())


# Each makes what it needs, and gives what is then to be tried.
def _a_chance_of_yesterday():
    chance = make_chance(closes_in=-1)
    Chance.objects.filter(pk=chance.pk).update(stage="open")


OTHERS = {
    "publish a story": lambda: partial(factories.make_waiting_story().publish, BY()),
    "decline a story": lambda: partial(factories.make_waiting_story().decline, BY(), "other"),
    "publish a response": _publishing_a_response,
    "publish a pledge": lambda: partial(charter.make_pledge().publish, factories.make_user()),
    "decline a pledge": lambda: partial(
        charter.make_public_pledge().decline, factories.make_user(), "No."
    ),
    "take a pledge back": lambda: charter.make_public_pledge().take_back,
    "renew a pledge": _renewing,
    "put a pledge right": _correcting,
    "award a status": _awarding,
    "a status ends": _a_status_ends,
    "publish the changes": _publishing_changes,
    "cancel a day": lambda: partial(booking.cancel_event, make_event(), None, "Snow"),
    "book the last place": lambda: partial(book, make_event(capacity=1)),
    "a chance closes": lambda: (_a_chance_of_yesterday(), stages_of_chances.move_on)[1],
    "a day ends": lambda: (make_event(in_days=-1), stages.move_on)[1],
    "hide a photo": lambda: partial(Photo.objects.filter(is_shown=True).first().hide, BY()),
    "find people in a photo": _people_in_a_photo,
}


@pytest.mark.parametrize("verb", OF_A_PUBLIC_STORY)
def test_what_is_done_with_a_public_story_moves_the_pages(reading, verb):
    story = Story.objects.published().filter(shows_photos=True).get()

    assert moves(lambda: OF_A_PUBLIC_STORY[verb](story))


@pytest.mark.parametrize("verb", OTHERS)
def test_what_is_done_with_other_rows_that_verbs_publish_moves_the_pages(reading, verb):
    with transaction.atomic():
        change = OTHERS[verb]()

        assert moves(change)
        transaction.set_rollback(True)


def test_what_shows_an_award_cannot_change_after_it_was_sent(reading):
    award = StatusApplication.objects.filter(state="awarded").first()

    with pytest.raises(ValidationError):
        panel.add_evidence(award, kind="link", words="More", address="https://example.org/b")
    with pytest.raises(ValidationError):
        panel.remove_evidence(award, award.evidence.first().pk)


def test_scenes_that_a_later_version_brings_are_seen_at_once(reading):
    VideoScene.objects.all().delete()

    assert moves(lambda: call_command("load_content", verbosity=0))


def test_no_kept_page_reads_a_row_of_a_story_or_a_file_of_it(reading):
    read = set(public_reads.models_of(reading.readers).values())

    assert {Publication, PublishedPhoto} <= read
    assert not read & {Story, Photo, Story.partners.through, Story.themes.through, Story.values.through}


def test_every_exception_is_a_table_with_a_reason():
    for model, reason in (VERBS | NEVER_ALONE).items():
        assert issubclass(model, models.Model)
        assert len(reason) > 20
