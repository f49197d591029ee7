from django.urls import reverse

from coproduction_site.cache.page_cache import public_page
from coproduction_site.feeds import NEWEST, atom
from stories.models.publication import Publication


@public_page
def feed(request):
    """The newest stories for feed readers: only what the public pages show."""
    return atom(
        "Stories",
        "Stories of families and workers who plan and decide together.",
        reverse("stories:list"),
        reverse("stories:feed"),
        map(_entry, Publication.objects.for_everywhere().as_cards().newest_first()[:NEWEST]),
    )


def _entry(story) -> dict:
    return {
        "title": story.title,
        "link": story.get_absolute_url(),
        "text": story.content_note or story.happened[:300],
        "author": story.teller_shown,
        "at": story.published_at,
        "lang": story.opening_language,
    }
