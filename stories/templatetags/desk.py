from django import template

from coproduction_site import way_back
from coproduction_site.desk.deadlines import Light, light
from coproduction_site.models import SiteSettings
from stories.models import Publication
from stories.models.duplicates import likely_duplicates
from stories.models.other_words import OtherWords, ways_for
from stories.moderation.dashboard import QUEUE
from stories.moderation.today import today_of

register = template.Library()


@register.inclusion_tag("admin/stories/moderation/today.html")
def today(user, site):
    """How many wait, by their age, and what this person has done since midnight."""
    return today_of(user, site or SiteSettings())


@register.inclusion_tag("admin/stories/moderation/duplicates.html", takes_context=True)
def duplicates_of(context, story, user):
    return {"request": context["request"], "duplicates": likely_duplicates(story, user)}


@register.inclusion_tag("admin/stories/moderation/in_other_words.html", takes_context=True)
def in_other_words(context, story, csrf_token):
    public = Publication.objects.filter(pk=story.pk).first() if story.may_be_in_other_words else None
    found = OtherWords.objects.filter(publication=story.pk) if public else []
    written = {words.way for words in found}
    ways = ways_for(public) if public else {}
    return {
        "request": context["request"],
        "csrf_token": csrf_token,
        "story": story,
        "written": found,
        "ways": [(way, name) for way, name in ways.items() if way not in written],
        "was_asked": story.events.filter(kind=story.events.model.Kind.REWORD_ASKED).last(),
    }


@register.filter
def waits(story, site) -> Light:
    return light(story.submitted_at, site.reply_promise_days)


@register.simple_tag(takes_context=True)
def list_address(context, otherwise="") -> str:
    """The list of stories as it was when one was opened from it."""
    return way_back.list_address(context["request"], QUEUE, otherwise)


@register.simple_tag(takes_context=True)
def from_list(context, name) -> str:
    """The address of a page that is opened from the list, and leads back to it as it is narrowed now."""
    return way_back.address(context["request"].GET.urlencode(), name)


@register.simple_tag(takes_context=True)
def one_of_list(context, name, *args) -> str:
    """The address of a page of one story, which leads back to the same list."""
    return way_back.address(way_back.filters_of(context["request"]), name, *args)
