"""Valid things for tests, every detail open to change."""

from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.utils import timezone

from coproduction_site.models import SiteSettings, UrgentNumber, User
from ladder.models import Method, Rung
from pages.models import Page
from partners.models import CharterValue, CharterVersion, Membership, Partner, Term
from stories.models import Response, Story, publishing
from stories.moderation import actions
from stories.submission.steps import STEPS

_numbers = count(1)
RUNG_NAMES = {
    7: ("Co-production", "with"),
    6: ("Co-design", "with"),
    5: ("Engagement", "for"),
    4: ("Consultation", "for"),
    3: ("Informing", "for"),
    2: ("Educating", "to"),
    1: ("Coercion", "to"),
}
PASSWORD = "four-kind-words-together"


def _next() -> int:
    return next(_numbers)


def make_user(*roles: str, **details) -> User:
    """`roles` are names of groups; somebody with a role is staff."""
    user = User.objects.create_user(
        **{"email": f"person{_next()}@example.org", "password": PASSWORD, "is_staff": bool(roles)}
        | details
    )
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def make_moderator(**details) -> User:
    return make_user("Moderators", **details)


def make_rung(number: int = 7, **details) -> Rung:
    name, band = RUNG_NAMES[number]
    words = {
        "slug": name.lower(),
        "name": name,
        "band": band,
        "meaning": f"What {name} means.",
        "sounds_like": "What shall we do?",
        "example": "Pupils plan a room.",
        "step_up": "Keep going.",
        "methods": "Shared board\nJoint review",
    }
    return Rung.objects.get_or_create(number=number, defaults=words | details)[0]


def make_ladder() -> list[Rung]:
    return [make_rung(number) for number in range(7, 0, -1)]


def make_method(**details) -> Method:
    number = _next()
    words = {
        "slug": f"method-{number}",
        "name": f"Method {number}",
        "summary": "A way of working.",
        "for_a_service": True,
        "time": "A day",
        "access_needs": "A quiet room",
        "risk": "It is rushed",
    }
    rung = details.pop("usual_highest_rung", None) or make_rung(4)
    return Method.objects.create(usual_highest_rung=rung, **words | details)


def make_term(**details) -> Term:
    number = _next()
    words = {"slug": f"term-{number}", "name": f"Term {number}", "vocabulary": "kind_of_help"}
    return Term.objects.create(**words | details)


def make_partner(**details) -> Partner:
    number = _next()
    terms = details.pop("terms", [])
    words = {
        "slug": f"partner-{number}",
        "name": f"Partner {number}",
        "kind": "charity",
        "summary": "Helps families.",
        "description": "<p>We work with families.</p>",
    }
    partner = Partner.objects.create(**words | details)
    partner.terms.set(terms)
    return partner


def make_member(partner: Partner, **details) -> User:
    """Somebody who may edit this partner's page."""
    user = make_user(**details)
    Membership.objects.create(user=user, partner=partner)
    return user


def make_charter(**details) -> CharterVersion:
    words = {
        "number": _next(),
        "dated_on": timezone.localdate(),
        "preamble": "<p>We promise.</p>",
        "made_by": "The council\nParents and carers",
        "is_published": True,
    }
    if details.get("state") == "superseded":
        words["superseded_on"] = timezone.localdate()
    charter = CharterVersion.objects.create(**words | details)
    CharterValue.objects.create(
        version=charter, slug="equal", name="Equal", promise="We will share decisions."
    )
    return charter


def make_page(**details) -> Page:
    number = _next()
    words = {
        "slug": f"page-{number}",
        "title": f"Page {number}",
        "menu_title": f"Page {number}",
        "summary": "What this page says.",
        "body": "<p>Words.</p>",
        "state": "published",
    }
    return Page.objects.create(**words | details)


def make_site(**details) -> SiteSettings:
    words = {"city": "Wolverhampton", "contact_phone": "01902 000000", "contact_name": "The team"}
    return SiteSettings.objects.update_or_create(pk=1, defaults=words | details)[0]


def make_urgent_number(**details) -> UrgentNumber:
    return UrgentNumber.objects.create(**{"label": "In danger now", "number": "999"} | details)


def make_draft(**details) -> Story:
    links = {name: details.pop(name, []) for name in ("partners", "themes", "values")}
    words = {
        "title": f"Story {_next()}",
        "happened": "We planned it together.",
        "steps_done": [step.slug for step in STEPS],
        "teller": Story.Teller.PARENT_CARER,
        "about_whom": Story.AboutWhom.MY_CHILD,
        "about_age": Story.AboutAge.FROM_13,
        "email": "teller@example.org",
        "consent_read": True,
        "consent_publish": True,
        "young_person_agrees": True,
        "adult_agrees": True,
        "criticality": 0,
    }
    story = Story.objects.create(**words | details)
    for name, rows in links.items():
        getattr(story, name).set(rows)
    return story


def make_waiting_story(**details) -> Story:
    story = make_draft(**details)
    story.submit(wording="test")
    return story


def may_go_out(story: Story, moderator: User) -> None:
    """What has to be there before this person's yes: reasons for details that stay, and a colleague's yes."""
    for detail, kept in story.details_with_reasons():
        if kept is None:
            story.keep_detail(moderator, detail, "It names nobody.")
    if story.why_two_people() and story.first_yes_by is None:
        say_yes = story.approve_changes if story.state == Story.State.PUBLISHED else story.approve
        say_yes(make_moderator())


def make_published_story(moderator: User | None = None, **details) -> Story:
    story = make_waiting_story(**details)
    moderator = moderator or make_moderator()
    may_go_out(story, moderator)
    story.publish(moderator)
    return story


def date_publication(story: Story, **columns) -> Story:
    """As if it had been published, or chosen for the home page, at another time."""
    Story.objects.filter(pk=story.pk).update(**columns)
    publishing.date(story.pk, **{"published_at": story.published_at} | columns)
    story.refresh_from_db()
    return story


def make_awaited_response(partner: Partner | None = None, **details) -> Response:
    """A published story names a partner, which is asked to answer it."""
    partner = partner or make_partner()
    moderator = details.pop("moderator", None) or make_moderator()
    story = make_waiting_story(partners=[partner], **details)
    may_go_out(story, moderator)
    actions.publish(story, moderator)
    return story.responses.get()


def answer_words(kind: str = "heard", **details) -> dict:
    today = timezone.localdate()
    needs = {
        "will_change": {"owner": "The travel team", "by_on": today + timedelta(days=30)},
        "changed": {"done_on": today},
    }
    words = {"kind": kind, "words": "Thank you. We are sorry.", "person": "Pat", "role": "Manager"}
    return words | needs.get(kind, {}) | details


def make_sent_response(partner: Partner | None = None, kind: str = "heard", **details) -> Response:
    response = make_awaited_response(partner, **details.pop("story", {}))
    member = response.partner.memberships.first()
    user = member.user if member else make_member(response.partner)
    response.send(user, **answer_words(kind, **details))
    return response


def make_public_response(partner: Partner | None = None, kind: str = "heard", **details) -> Response:
    response = make_sent_response(partner, kind, **details)
    response.publish(make_moderator())
    return response
