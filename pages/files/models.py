from pathlib import PurePath

from django.db import models
from django.urls import reverse

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.uploads import sizes
from coproduction_site.workflow.versions import Versioned

AGREED = "If people can be recognised, say who, on which day they agreed, and until which day."


class PageFileQuerySet(models.QuerySet):
    def agreed(self, day):
        """Without photos of people whose yes has ended."""
        return self.exclude(agreed_until__lt=day)

    def over(self, day):
        return self.filter(agreed_until__lt=day)


@shown_to_public
class PageFile(Versioned):
    """A picture on a page, or a document to take away from it. It is public while its page is.

    A photo of people says who they are and until when they agreed. Then it is erased (`pages.files.consent`).
    """

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
    people = models.CharField(
        "who can be recognised",
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="Each person on a photo. Only staff read this. Leave it empty if nobody can be recognised.",
    )
    agreed_on = models.DateField(
        "all of them agreed on", null=True, blank=True, help_text="For a child, an adult agreed too."
    )
    agreed_until = models.DateField(
        "they agreed until", null=True, blank=True, help_text="The day after, the photo is erased."
    )
    is_picture = models.BooleanField(editable=False)
    size = models.PositiveIntegerField(editable=False)
    pages = models.PositiveSmallIntegerField(default=0, editable=False)
    order = models.PositiveSmallIntegerField(default=0)

    objects = PageFileQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "picture or file"
        verbose_name_plural = "pictures and files"
        constraints = [
            models.CheckConstraint(
                name="picture_of_a_page_has_words",
                condition=models.Q(is_picture=False) | ~models.Q(alt=""),
                violation_error_message="Say what the picture shows.",
            ),
            models.CheckConstraint(
                name="people_on_a_page_agreed_for_a_time",
                condition=models.Q(people="", agreed_on=None, agreed_until=None)
                | ~models.Q(people="")
                & models.Q(
                    agreed_on__isnull=False,
                    agreed_until__isnull=False,
                    agreed_until__gte=models.F("agreed_on"),
                ),
                violation_error_message=AGREED,
            ),
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
