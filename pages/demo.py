"""Invented people and stories in every state, for trying the site out. Words are in content/demo.toml."""

import tomllib
import uuid
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from coproduction_site.accounts.staff import staff_with
from coproduction_site.in_languages.catalogues import mark_of
from coproduction_site.in_languages.known import Language
from coproduction_site.models import SiteSettings, User
from ladder.models import Rung
from pages import demo_chances, demo_charter, demo_events
from pages.case_studies import of_stories
from pages.models import PageFeedback, Resource, SiteChange, Suggestion, ToolkitStep
from pages.toolkit.paper import to_fill_in
from partners.models import Membership, Partner, ProfileChange
from stories.models import CheckedWords, Publication, Response, Story, publishing
from stories.models.other_words_verbs import mark_to_send
from stories.moderation import actions as moderating
from stories.responses import actions

FILE = Path(__file__).parent / "content" / "demo.toml"
ABOUT_THE_FILE = {
    "name",
    "then",
    "days_ago",
    "claimed_by",
    "rung",
    "partners",
    "words",
    "answer",
    "reason",
    "answers",
    "other_words",
}


@transaction.atomic
def load() -> list[dict]:
    """Everything that is not there yet. Returns how everybody signs in."""
    content = tomllib.loads(FILE.read_text())
    accounts = [_account(person, content["password"]) for person in content["person"]]
    moderator = User.objects.get(email="moderator2@demo.example")
    for told in content["story"]:
        _tell(told, moderator)
    for asked in content["profile_change"]:
        _ask(**asked)
    for suggested in content["suggested_resource"]:
        _suggest(**suggested)
    for lent in content["resource"]:
        _lend(**lent)
    _rate(content["feedback"], content["site_change"])
    people = User.objects.filter(memberships__isnull=False).distinct().order_by("pk")
    demo_charter.load(moderator, list(people))
    demo_events.load()
    demo_chances.load()
    _check_one_language()
    return accounts


def _check_one_language() -> None:
    """So that a story can be told to its end in Urdu here. On a real site somebody who speaks it has to read the words."""
    by, language = "Two parents who speak Urdu (invented)", Language.URDU
    CheckedWords.record(language, mark_of(language), by, timezone.localdate())


def _ask(partner, words) -> None:
    """A change to a profile that waits to be read."""
    partner = Partner.objects.get(slug=partner)
    if not partner.changes.exists():
        user = partner.memberships.first().user
        ProfileChange.keep(partner, user, words).send(user)


def _suggest(partner, **words) -> None:
    """A resource that waits to be read."""
    partner = Partner.objects.get(slug=partner)
    if not partner.suggested_resources.exists():
        Suggestion.objects.create(partner=partner, **words)


def _lend(slug, title, formats, **text) -> None:
    """A resource in several formats, one of them a document of ours."""
    step = ToolkitStep.objects.first()
    if step is None or Resource.objects.filter(slug=slug).exists():
        return
    resource = Resource.objects.create(slug=slug, title=title, **text)
    content = to_fill_in(step, SiteSettings.objects.current())
    file = ContentFile(content, name=f"{get_random_string(16).lower()}.docx")
    resource.formats.create(format="docx", file=file, size=len(content))
    for way in formats:
        resource.formats.create(**way)


def _rate(answers, changes) -> None:
    """What visitors said of pages, and what came of it."""
    if not PageFeedback.objects.exists():
        PageFeedback.objects.bulk_create(PageFeedback(**answer) for answer in answers)
    for change in changes:
        SiteChange.objects.get_or_create(said=change["said"], defaults=change | {"is_listed": True})


def _account(person, password) -> dict:
    role, slug = person.get("role", "partner"), person.get("partner", "")
    user, _ = User.objects.get_or_create(email=person["email"], defaults={"name": person["name"]})
    user.is_staff = not slug
    user.is_superuser = role == "administrator"
    user.set_password(password)
    user.save()
    if slug:
        Membership.objects.get_or_create(user=user, partner=Partner.objects.get(slug=slug))
    user.groups.set([group for group in Group.objects.all() if slugify(group.name) == role])
    return {"email": user.email, "password": password, "role": role, "partner": slug}


def _tell(told, moderator) -> None:
    key = uuid.uuid5(uuid.NAMESPACE_URL, told["name"])
    if Story.objects.filter(key=key).exists():
        return
    columns = {name: value for name, value in told.items() if name not in ABOUT_THE_FILE}
    defaults = {
        "email": f"{told['name']}@demo.example",
        "consent_read": True,
        "consent_publish": True,
        "young_person_agrees": True,
        "adult_agrees": True,
        "criticality": 0,
        "rung": Rung.objects.filter(number=told.get("rung")).first(),
    }
    columns["happened"] = f"(Invented.) {columns['happened']}"
    story = Story.objects.create(key=key, **defaults | columns)
    story.partners.set(Partner.objects.filter(slug__in=told.get("partners", [])))
    story.submit(wording="demo")
    for step in told.get("then", []):
        _decide(step, story, told, moderator)
    if "claimed_by" in told:
        story.claim(User.objects.get(email=told["claimed_by"]))
    _let_time_pass(story, timedelta(days=told["days_ago"]))
    for answer in told.get("answers", []):
        _answer(story, answer, moderator)


def _decide(step, story, told, moderator) -> None:
    text = told.get("words", "")
    steps = {
        "publish": lambda: _publish(story, moderator),
        "ask": lambda: moderating.ask(story, moderator, text),
        "retell": lambda: of_stories.begin(story, moderator),
        "say_again": lambda: _say_again(story, told["other_words"], moderator),
        "answer": lambda: story.answer(told["answer"]),
        "show_edits": lambda: moderating.show_edits(story, moderator),
        "hold": lambda: moderating.hold(story, moderator, text),
        "decline": lambda: moderating.decline(story, moderator, told["reason"], text),
        "take_down": lambda: moderating.take_down(story, moderator, "other", text),
        "withdraw": story.withdraw,
    }
    steps[step]()


def _publish(story, moderator) -> None:
    """As on the desk: an invented detail stays for a reason, and two people say yes where two have to."""
    for detail, kept in story.details_with_reasons():
        if kept is None:
            story.keep_detail(moderator, detail, "Everything in this story is invented.")
    if story.why_two_people():
        colleague = staff_with("stories.moderate_story").exclude(pk=moderator.pk).first()
        story.approve(colleague)
    moderating.publish(story, moderator)


def _say_again(story, texts, moderator) -> None:
    """In easy words and in another language. Details stay, as in the story itself."""
    public = Publication.objects.get(pk=story.pk)
    for way, text in texts.items():
        words = story.write_other_words(moderator, way, mark_to_send(public, None), **text)
        colleague = staff_with("stories.moderate_story").exclude(pk=moderator.pk).first()
        story.show_other_words(colleague, way, mark_to_send(public, words), may_stay=True)


def _let_time_pass(story, time) -> None:
    """As if it had been sent some days ago, and decided soon after."""
    dates = ["submitted_at", "answered_at", "claimed_at", "decided_at", "published_at", "withdrawn_at"]
    earlier = {name: getattr(story, name) - time for name in dates if getattr(story, name)}
    Story.objects.filter(pk=story.pk).update(**earlier)
    for publication in Publication.objects.filter(pk=story.pk):
        heard_on = publication.heard_on - time
        publishing.date(story.pk, publication.published_at - time, heard_on=heard_on)
    for event in story.events.all():
        event.at -= time
        event.save(update_fields=["at"])
    for response in story.responses.all():
        response.invited_at, response.due_on = response.invited_at - time, response.due_on - time
        response.save(update_fields=["invited_at", "due_on"])


def _answer(story, told, moderator) -> None:
    """By the people of the partner; read some days after the story was published."""
    membership = Membership.objects.get(partner__slug=told["partner"])
    response = story.responses.get(partner=membership.partner)
    today = timezone.localdate()
    days = {"by_on": told.get("by_days"), "done_on": told.get("done_days")}
    answers = {name: told.get(name, "") for name in ("kind", "words", "owner", "role")}
    answers |= {
        name: today + timedelta(days=number) for name, number in days.items() if number is not None
    }
    response.send(membership.user, person=membership.user.name, **answers)
    if told.get("publish", True):
        actions.publish(response, moderator)
    dates = {"sent_at": 4, "decided_at": 5}
    story.refresh_from_db()
    later = {
        name: story.published_at + timedelta(days=number)
        for name, number in dates.items()
        if getattr(response, name)
    }
    Response.objects.filter(pk=response.pk).update(**later)
