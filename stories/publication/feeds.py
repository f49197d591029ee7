from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from coproduction_site import text
from coproduction_site.cache.page_cache import public_page
from coproduction_site.models import SiteSettings
from coproduction_site.site_address import on_this_site
from stories.models.publication import Publication

NEWEST = 20


@public_page
def feed(request):
    """The newest stories for feed readers: only what the public pages show.

    XML refuses some signs, and one in an old row would take the feed from everybody; so none gets in here.
    """
    atom = Atom1Feed(
        title=text.one_line(f"Stories – {SiteSettings.objects.current().name}"),
        link=on_this_site(reverse("stories:list")),
        feed_url=on_this_site(reverse("stories:feed")),
        description="Stories of families and workers who plan and decide together.",
        language="en-GB",
    )
    for story in Publication.objects.as_cards().newest_first()[:NEWEST]:
        atom.add_item(
            title=text.one_line(story.title),
            link=on_this_site(story.get_absolute_url()),
            description=text.cleaned(story.content_note or story.happened[:300]),
            author_name=text.one_line(story.teller_shown),
            pubdate=story.published_at,
            updateddate=story.published_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
