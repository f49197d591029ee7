"""The mark of the council at the top of every page: how it comes, and how it is handed out."""

from django.http import Http404
from django.views.decorators.http import require_safe

from coproduction_site.drafts import files as draft_files
from coproduction_site.models import SiteSettings
from coproduction_site.uploads import pictures, serving
from coproduction_site.uploads.film_fields import CheckedFileField
from coproduction_site.workflow.versions import VersionedForm

LONGEST_SIDE = 400
NO_NAME = "Write the name of the council. It is read out in place of its mark."


class MarkField(CheckedFileField):
    """A picture, drawn anew, that stays clear where it is."""

    accepted = pictures.ACCEPTED
    default_error_messages = {"empty": "This picture is empty. Please choose it again."}

    def checked(self, upload):
        return pictures.reencoded(upload, LONGEST_SIDE, is_logo=True)


class SiteSettingsForm(VersionedForm):
    council_mark = MarkField(
        label="Mark of the council",
        required=False,
        help_text=SiteSettings._meta.get_field("council_mark").help_text,
    )

    class Meta:
        model = SiteSettings
        fields = ["council_name", "council_mark"]  # The desk adds the others.

    def clean(self):
        """The name stands in for the mark where nobody can see it."""
        super().clean()
        if self.cleaned_data.get("council_mark") and not self.cleaned_data.get("council_name"):
            self.add_error("council_name", NO_NAME)
        return self.cleaned_data


@require_safe
def council_mark(request, name):
    """Kept for a year under its name: a new mark has a new one."""
    site = SiteSettings.objects.current()
    mark, cache_control = site.council_mark, serving.UNTIL_IT_HAS_ANOTHER_NAME
    if site.council_mark_name != name:
        mark, cache_control = _waiting(request, name), serving.NOT_KEPT
    return serving.for_the_public(request, mark, "image/webp", cache_control)


def _waiting(request, name):
    """Of a draft, for those who see its preview."""
    file = draft_files.kept(request, SiteSettings, name)
    if not file:
        raise Http404
    return SiteSettings(council_mark=file).council_mark
