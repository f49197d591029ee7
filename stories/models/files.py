"""What comes with a story besides words: photos that may be shown, and documents that never are."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from stories.models.photo_verbs import PhotoVerbs
from stories.models.story import Story

MOST_PHOTOS = 4
MOST_DOCUMENTS = 3


class Photo(PhotoVerbs, models.Model):
    """A picture of the teller's, drawn anew from its pixels. Shown only when a moderator says so."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField()
    file = models.ImageField(upload_to="stories/photos/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    alt = models.CharField("what does the photo show?", max_length=200)
    everyone_agreed = models.BooleanField("everyone in the photo has agreed", default=False)
    shows_people = models.BooleanField("there are people in the photo", default=True)
    shows_teller = models.BooleanField("it shows who tells the story", default=False, db_default=False)
    public_alt = models.CharField("what the photo shows", max_length=200, blank=True)
    public_caption = models.CharField("words under the photo", max_length=200, blank=True)
    is_shown = models.BooleanField("shown with the story", default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["story", "position"]
        constraints = [
            models.UniqueConstraint(fields=["story", "position"], name="one_photo_in_a_place"),
            models.CheckConstraint(
                name="a_story_has_at_most_four_photos", condition=Q(position__range=(1, MOST_PHOTOS))
            ),
            models.CheckConstraint(
                name="a_shown_photo_is_described_and_agreed",
                condition=Q(is_shown=False) | Q(~Q(public_alt=""), everyone_agreed=True),
            ),
            models.CheckConstraint(
                name="a_photo_of_the_teller_shows_people",
                condition=Q(shows_teller=False) | Q(shows_people=True),
            ),
        ]

    def __str__(self):
        return f"Photo {self.position} of {self.story}"


class DocumentQuerySet(models.QuerySet):
    def added(self):
        """What was added to a story. It counts for how many there may be."""
        return self.filter(is_form=False)

    def forms(self):
        """The story itself as it was sent, the newest last."""
        return self.filter(is_form=True).order_by("created_at", "pk")


class Document(models.Model):
    """A file for moderators only, handed out as an attachment and never shown."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="documents")
    file = models.FileField(upload_to="stories/documents/")
    name = models.CharField("its name", max_length=120)
    is_form = models.BooleanField("the story as it was sent", default=False, db_default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["story", "pk"]

    def __str__(self):
        return self.name
