"""What is asked once before a story goes: what happens, and until when it comes back."""

from django.conf import settings
from django.utils import timezone

from coproduction_site.kept_days import last_day
from coproduction_site.workflow.ask_once import Question
from stories.models import Story

State = Story.State
FROM_THE_SITE = "It goes from this site at once. We can’t call back copies that others have made."
AT_ONCE = "It goes at once. We stop working on it."
READ_ANEW = "If you bring it back, a person reads it first. Only then can it be on the site."
ONLY_A_LAW = "Only a law can make us keep it longer."


def before(data, story, consent) -> Question | None:
    """None for a press that ends nothing."""
    if "withdraw" in data and story.state != State.WITHDRAWN:
        return _take_back(story)
    if "consent" in data and consent.is_valid() and consent.takes_it_down:
        return _no_to_the_site(story)
    return None


def _take_back(story) -> Question:
    first = FROM_THE_SITE if story.state == State.PUBLISHED else AT_ONCE
    more = (READ_ANEW,) if story.consent_publish else ()
    return Question(
        title="Do you want to take your story back?",
        happens=(first, _until(), *more, "You don’t have to say why."),
        button="Yes, take it back",
        back=story.get_follow_url(),
        stay="No, leave it as it is",
    )


def _no_to_the_site(story) -> Question:
    return Question(
        title="Do you want to take your story off the site?",
        happens=(
            FROM_THE_SITE,
            _until(),
            "If you bring it back, we alone read it, until you say yes again.",
        ),
        button="Yes, take it off the site",
        back=story.get_follow_url(),
        stay="No, leave it as it is",
    )


def _until() -> str:
    day = last_day(timezone.now(), settings.WITHDRAWN_STORY_DAYS)
    return f"You can bring it back until {day:%-d %B %Y}. After that day we delete it. {ONLY_A_LAW}"
