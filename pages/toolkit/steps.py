"""The steps of the guide, each with its story: the newest public one on the rung that the step names."""

from django.db.models import OuterRef, Subquery

from coproduction_site.cache.remembered import remembered
from ladder.models import Rung
from pages.toolkit.models import ToolkitStep
from stories.models import Publication


@remembered(ToolkitStep, Rung, Publication)
def with_stories() -> list[ToolkitStep]:
    """Two queries, however many steps there are. `story` is None where there is none to show."""
    steps = list(
        ToolkitStep.objects.select_related("warning_rung").annotate(story_key=Subquery(_newest()))
    )
    stories = Publication.objects.as_cards().in_bulk({step.story_key for step in steps} - {None})
    for step in steps:
        step.story = stories.get(step.story_key)
    return steps


def _newest():
    on_rung = Publication.objects.for_everywhere().filter(rung=OuterRef("story_rung"))
    return on_rung.newest_first().values("pk")[:1]
