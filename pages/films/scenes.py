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


def with_scenes(videos: models.QuerySet) -> list:
    """Each with its `shown_scenes`, in one query for all."""
    names = ("pk", "words", "drawing")
    joined = videos.annotate(**{f"scene_{name}": models.F(f"scenes__{name}") for name in names})
    found = {}
    for row in joined.order_by("order", "title", "pk", "scenes__order", "scenes__pk"):
        video = found.setdefault(row.pk, row)
        scenes = vars(video).setdefault("shown_scenes", [])
        if row.scene_pk:
            scenes.append(VideoScene(words=row.scene_words, drawing=row.scene_drawing))
    return list(found.values())
