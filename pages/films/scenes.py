"""The storyboard of a film. Found through `pages.models`."""

from django.db import models

from coproduction_site.cache.revision import shown_to_public


@shown_to_public
class VideoScene(models.Model):
    """One picture of a film's storyboard, and what is said or seen in it."""

    video = models.ForeignKey("pages.Video", models.CASCADE, related_name="scenes")
    words = models.CharField(max_length=300)
    drawing = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.words[:60]
