from django.db import models
from django.utils import timezone


class FileToErase(models.Model):
    """A file that no row names any more, until it has gone from where it was kept. Its name is one of ours."""

    name = models.CharField(max_length=300)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["since"]

    def __str__(self):
        return self.name
