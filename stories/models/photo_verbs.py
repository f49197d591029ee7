"""What a moderator does with a photo: shows it with its story, or hides it again."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from coproduction_site.uploads import erasing
from coproduction_site.uploads.blur import blurred
from coproduction_site.workflow import one_winner
from stories.models import publishing
from stories.models.events import StoryEvent
from stories.models.story import Story

State = Story.State
# While the teller looks at our edits nothing moves; what is held, declined or taken back is not shown anyway.
STATES_TO_SHOW = (State.WAITING, State.QUESTION, State.PUBLISHED)
CHANGED_MEANWHILE = "Somebody changed this photo while you were looking. Look at it again."
NOT_HELD = [state for state in State.values if state != State.SAFEGUARDING]
KEPT_AS_IT_IS = "This story is held to keep somebody safe. Its photos stay as they were sent."
NOT_IN_THIS_STATE = "This cannot be done in the state that the story is in."


class PhotoVerbs:
    """Each is one transaction with its event. What was agreed or approved was another page."""

    def show(self, moderator) -> None:
        """On a page that is public already, with the next “publish the changes”.

        Raises ValidationError if its words or a yes are missing.
        """
        if self.is_shown:
            return
        if not self.everyone_agreed:
            raise ValidationError("Not everyone in this photo has agreed, so it cannot be shown.")
        if not self.public_alt:
            raise ValidationError("Say first what the photo shows, for those who cannot see it.")
        self._change(moderator, f"Photo {self.position} is shown.", STATES_TO_SHOW, is_shown=True)

    def hide(self, moderator) -> None:
        """In every state and at once, because there can be a reason at any time."""
        if self.is_shown:
            self._change(
                moderator, f"Photo {self.position} is hidden.", Story.State.values, is_shown=False
            )

    def describe(self, moderator, **columns) -> None:
        """`public_alt`, `public_caption` and whether it shows people."""
        if self.is_shown and not columns.get("public_alt", self.public_alt):
            raise ValidationError("A photo that is shown needs words for those who cannot see it.")
        if columns.get("shows_people") and not self.shows_people:
            columns["everyone_agreed"] = False  # The teller said that there is nobody in it.
            columns["is_shown"] = False
        if not columns.get("shows_people", self.shows_people):
            columns["shows_teller"] = False
        done = f"Words of photo {self.position} changed."
        self._change(moderator, done, STATES_TO_SHOW, **columns)

    def blur(self, moderator, cells) -> None:
        """Makes parts of it unreadable, for good, but not while the story is held. `cells` are those of `uploads.blur`.

        On a public page at once, because it can keep somebody safe. It gets a new key, so that no browser
        goes on showing the picture that it kept.
        """
        if not cells:
            raise ValidationError("Tick the parts of the photo that nobody should see.")
        if self.story.held_at:
            raise ValidationError(KEPT_AS_IT_IS)
        storage, older, older_key = self.file.storage, self.file.name, self.key
        name = self.file.field.generate_filename(self, "blurred.webp")
        newer = storage.save(name, blurred(self.file, cells))
        done = f"A part of photo {self.position} was blurred for good."
        try:
            with transaction.atomic():
                self._change(moderator, done, NOT_HELD, file=newer, key=uuid4())
                publishing.replace_photo(self, older_key)
                erasing.when_done(older)
        except BaseException:
            storage.delete(newer)
            raise

    @transaction.atomic
    def _change(self, moderator, done, states, **changes) -> None:
        """The story's row goes first: whoever decides about the story meanwhile waits, and is told."""
        one_winner.change(self.story, Q(state__in=states), NOT_IN_THIS_STATE, version=F("version") + 1)
        story = Story.objects.filter(pk=self.story_id)
        is_public = story.published().exists()
        self.story.take_yes_back(moderator)
        one_winner.change(self, Q(key=self.key), CHANGED_MEANWHILE, **changes)
        shown = type(self).objects.filter(story=OuterRef("pk"), is_shown=True)
        story.update(shows_photos=Exists(shown))
        StoryEvent.objects.create(
            story_id=self.story_id, kind=StoryEvent.Kind.FILES, by=moderator, words=done
        )
        self.refresh_from_db()
        if is_public and not self.is_shown:
            publishing.hide_photo(self.story_id, self.key)
