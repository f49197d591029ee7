"""Over the desk and the page “check before it goes”, as somebody walks who has read the words."""

from django.urls import reverse

from stories.models import Story
from stories.moderation.decisions import BY_NAME
from stories.moderation.redaction import keep_forms


def desk_of(story) -> str:
    return reverse("admin:stories_story_change", args=[story.pk])


def check_of(story) -> str:
    return reverse("admin:stories_story_check", args=[story.pk])


def unfold(client, story):
    """The button, with nothing else on the screen touched."""
    return client.post(desk_of(story), {"do": "unfold"})


def because(story, reason="It is the name of the service.") -> dict:
    """This reason in the box of each likely detail."""
    return {form["reason"].html_name: reason for form in keep_forms(Story.objects.get(pk=story.pk), {})}


def say(client, story, button, **data):
    """The last button of the page that is checked."""
    version = Story.objects.get(pk=story.pk).version
    return client.post(check_of(story), {"version": version, "do": button, **data})


def sent(client, story, data):
    """What a button of the desk sends. If it leads to the check, the words are unfolded and the yes is said there."""
    page = client.post(desk_of(story), data)
    is_yes = data.get("do") in BY_NAME and BY_NAME[data["do"]].leads_to_check
    if not is_yes or page.status_code != 302 or page.url != check_of(story):
        return page
    unfold(client, story)
    rest = {name: text for name, text in data.items() if name not in ("do", "version")}
    return say(client, story, data["do"], **rest)
