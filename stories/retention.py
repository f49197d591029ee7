"""What time does to stories, and to what groups said: each rule finds what is due, and does it one story at a time.

Each is safe to repeat and to run on several hosts: what is due is asked again in the statement that does
it. A story held for safeguarding, or taken back while it was held, is erased long after its case was closed,
and is in none of the others.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from ladder.groups import actions as groups
from ladder.models import GroupRound
from stories import letters
from stories.following import data_rights
from stories.models import CallRequest, SkippedTheme, Story

logger = logging.getLogger("stories")


@dataclass(frozen=True)
class Rule:
    """`reference` is the column by which a row is named in a list: it holds no word of anybody."""

    what: str
    due: Callable
    do: Callable
    reference: str = "reference"


def _erase(due) -> Callable:
    return lambda story: data_rights.erase(story, among=due())


@transaction.atomic
def _end_consent(story) -> bool:
    story.end_consent()
    letters.consent_over(story)
    return True


@transaction.atomic
def _ask_again(story) -> bool:
    story.note_asked_again()
    letters.consent_ends(story)
    return True


def _remove_private_details(story) -> bool:
    data_rights.remove_private_details(story)
    return True


def _delete(row) -> bool:
    row.delete()
    return True


_stories, _rounds = Story.objects, GroupRound.objects
# A consent ends before private details go, so that its teller can still be told.
RULES = [
    Rule("forgotten drafts erased", _stories.forgotten_drafts, _erase(_stories.forgotten_drafts)),
    Rule("declined stories erased", _stories.declined_long_ago, _erase(_stories.declined_long_ago)),
    Rule("withdrawn stories erased", _stories.withdrawn_long_ago, _erase(_stories.withdrawn_long_ago)),
    Rule("safeguarding cases erased", _stories.safeguarding_over, _erase(_stories.safeguarding_over)),
    Rule("stories taken down because their consent ended", _stories.consent_over, _end_consent),
    Rule("tellers asked to say yes again", _stories.to_ask_again, _ask_again),
    Rule(
        "published stories without their private details",
        _stories.with_old_private_details,
        _remove_private_details,
    ),
    Rule("calls that were made erased", CallRequest.objects.done_long_ago, _delete),
    Rule("themes that somebody skipped on another day forgotten", SkippedTheme.objects.over, _delete),
    Rule("rounds of groups without their sheets", _rounds.with_old_sheets, groups.forget_sheets, "pk"),
    Rule("rounds of groups erased", _rounds.with_old_summaries, groups.forget_summary, "pk"),
]


def due() -> dict[str, list[str]]:
    """What would be done now: references, and no word of a story."""
    return {rule.what: [str(name) for name in _names(rule)] for rule in RULES}


def carry_out() -> dict[str, int]:
    """Do all that is due, and say how much it was. A story that cannot be dealt with stops no other."""
    done = {rule.what: sum(_do(rule, pk) for pk in _keys(rule)) for rule in RULES}
    for what, number in done.items():
        if number:
            logger.info("Retention: %s %s.", number, what)
    return done


def _do(rule, pk) -> bool:
    story = rule.due().filter(pk=pk).first()
    if story is None:
        return False
    try:
        return rule.do(story)
    except ValidationError:
        return False  # Its teller or a colleague was faster.
    except Exception as error:
        logger.error("Retention failed for one story: %s", type(error).__name__)
        return False


def _keys(rule) -> list[int]:
    return list(_in_order(rule).values_list("pk", flat=True))


def _names(rule):
    return _in_order(rule).values_list(rule.reference, flat=True)


def _in_order(rule):
    return rule.due().order_by("pk")
