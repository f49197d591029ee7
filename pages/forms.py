from django.core.exceptions import ValidationError
from django.urls import resolve

from coproduction_site.workflow.versions import VersionedForm
from pages.models import HOME, Page

SHOWS_ITS_WORDS = ("pages:page", "chances:board")


class PageForm(VersionedForm):
    """What staff may change of a page. The front page keeps its place."""

    class Meta:
        model = Page
        exclude = ["state"]

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if self.instance.is_home and slug != HOME:
            raise ValidationError("This is the front page. It keeps its address.")
        if resolve(f"/{slug}/").view_name not in SHOWS_ITS_WORDS:
            raise ValidationError("This address belongs to another part of the site. Choose another.")
        return slug
