"""When a partner is asked to answer a story: at once, or as soon as somebody there can sign in."""

from django.db import transaction
from django.db.models import Q

from coproduction_site.workflow import one_winner
from partners.members.people import somebody_can_sign_in
from stories.models.events import StoryEvent
from stories.models.responses import Response, due_on
from stories.models.story import Story


def named(story: Story, moderator) -> list[Response]:
    """An open answer for each partner that the story names and that has none yet."""
    has_one = Response.objects.filter(story=story).values("partner")
    partners = story.partners.current().exclude(pk__in=has_one)
    can_sign_in = set(partners.filter(somebody_can_sign_in("pk")).values_list("pk", flat=True))
    return [_open(story, partner, moderator, partner.pk in can_sign_in) for partner in partners]


@transaction.atomic
def ask(response: Response) -> bool:
    """The clock begins. True for the one worker that asked."""
    waits = Q(is_asked=False, state__in=Response.WITH_PARTNER)
    if not one_winner.wins(response, waits, is_asked=True, due_on=due_on()):
        return False
    response.refresh_from_db()
    response._log(StoryEvent.Kind.INVITED)
    return True


def _open(story, partner, moderator, is_asked: bool) -> Response:
    response = Response.objects.create(story=story, partner=partner, due_on=due_on(), is_asked=is_asked)
    if is_asked:
        response._log(StoryEvent.Kind.INVITED, moderator)
    return response
