from django.core.exceptions import ValidationError
from django.urls import resolve

from coproduction_site.workflow.versions import VersionedForm
from pages.models import GET_INVOLVED, HOME, Page
from pages.word_list.models import SHOWN_ON

SHOWS_ITS_WORDS = ("pages:page", "chances:board")
KEEP_THEIR_ADDRESS = {
    HOME: "This is the front page. It keeps its address.",
    SHOWN_ON: "Every word leads back to this page. It keeps its address.",
    GET_INVOLVED: "These words stand below the chances to join in. They keep their address.",
}


class PageForm(VersionedForm):
    """What staff may change of a page. What the site itself leads to keeps its place."""

    class Meta:
        model = Page
        exclude = ["state"]

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if self.instance.slug in KEEP_THEIR_ADDRESS and slug != self.instance.slug:
            raise ValidationError(KEEP_THEIR_ADDRESS[self.instance.slug])
        if resolve(f"/{slug}/").view_name not in SHOWS_ITS_WORDS:
            raise ValidationError("This address belongs to another part of the site. Choose another.")
        return slug
