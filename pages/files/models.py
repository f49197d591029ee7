from pathlib import PurePath

from django.db import models
from django.urls import reverse

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.uploads import sizes
from coproduction_site.workflow.versions import Versioned


@shown_to_public
class PageFile(Versioned):
    """A picture on a page, or a document to take away from it. It is public while its page is."""

    page = models.ForeignKey("pages.Page", models.PROTECT, related_name="files")
    file = models.FileField(upload_to="pages/")
    title = models.CharField(
        max_length=120, help_text="The words of the link, or the line under the picture."
    )
    alt = models.CharField(
        "what the picture shows",
        max_length=250,
        blank=True,
        help_text="For people who cannot see it. A document needs none.",
    )
    is_picture = models.BooleanField(editable=False)
    size = models.PositiveIntegerField(editable=False)
    pages = models.PositiveSmallIntegerField(default=0, editable=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "picture or file"
        verbose_name_plural = "pictures and files"
        constraints = [
            models.CheckConstraint(
                name="picture_of_a_page_has_words",
                condition=models.Q(is_picture=False) | ~models.Q(alt=""),
                violation_error_message="Say what the picture shows.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("pages:file", args=[self.page.slug, self.name])

    @property
    def name(self) -> str:
        return PurePath(self.file.name).name

    @property
    def kind(self) -> str:
        """The end of the name that we gave it."""
        return PurePath(self.file.name).suffix.lstrip(".")

    @property
    def about(self) -> str:
        """Such as “PDF, 2 pages, 340 kB”."""
        kind = {"docx": "Word", "odt": "OpenDocument"}.get(self.kind, self.kind.upper())
        pages = [f"{self.pages} page{'' if self.pages == 1 else 's'}"] if self.pages else []
        return ", ".join([kind, *pages, sizes.in_words(self.size)])
