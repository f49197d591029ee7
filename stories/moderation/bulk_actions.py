"""What can be done to many stories at once: each by its verb, each refusal with its sentence."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError

from stories.models import Story
from stories.models.spam import ADVERT
from stories.moderation import actions as moderating

MOST = 100
IN_LANE = ("not_spam", "decline_as_advert")
LANES = ("spam", "many")
IN_QUEUE = ("take", "give_back", "put_with_spam")


class QueueActions:
    """For the list of stories. The lane of what may be spam has actions of its own."""

    actions = [*IN_QUEUE, *IN_LANE]
    actions_selection_counter = False

    def get_actions(self, request):
        here = IN_LANE if request.GET.get("state") in LANES else IN_QUEUE
        return {name: each for name, each in super().get_actions(request).items() if name in here}

    @admin.action(description="I will read these", permissions=["view"])
    def take(self, request, stories):
        self._each(request, stories, Story.claim, "yours to read")

    @admin.action(description="Hand these back", permissions=["view"])
    def give_back(self, request, stories):
        self._each(request, stories, Story.hand_back, "back with everybody")

    @admin.action(description="Put these with what may be spam", permissions=["view"])
    def put_with_spam(self, request, stories):
        def put(story, user):
            story.put_with_spam(user, "A moderator thinks so.")

        self._each(request, stories, put, "with what may be spam")

    @admin.action(description="These are stories: back to the queue", permissions=["view"])
    def not_spam(self, request, stories):
        self._each(request, stories, Story.not_spam, "back in the queue")

    @admin.action(description="Do not publish these: adverts", permissions=["view"])
    def decline_as_advert(self, request, stories):
        def decline(story, user):
            moderating.decline(story, user, Story.DeclineReason.ADVERT, ADVERT)

        self._each(request, stories, decline, "declined as an advert")

    def _each(self, request, stories, verb, done) -> None:
        how_many = 0
        for story in stories[:MOST]:
            try:
                verb(story, request.user)
                how_many += 1
            except ValidationError as error:
                messages.error(request, f"{story}: {' '.join(error.messages)}")
        if how_many:
            are = "1 story is" if how_many == 1 else f"{how_many} stories are"
            messages.success(request, f"{are} {done}.")
