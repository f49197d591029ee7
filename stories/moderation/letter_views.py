"""Letters to one teller that do not arrive: what a moderator can do."""

from django.contrib import messages
from django.views.decorators.http import require_POST

from coproduction_site import way_back
from stories.moderation import outbox
from stories.moderation.views import readable


@require_POST
def write_again(request, pk):
    """A moderator says that the address of a teller is right."""
    story = readable(request, pk)
    count = outbox.trust_again(story)
    sent = {0: "", 1: " One letter goes again."}.get(count, f" {count} letters go again.")
    messages.success(request, f"From now on we write to this teller.{sent}")
    return way_back.to(request, "admin:stories_story_change", story.pk)
