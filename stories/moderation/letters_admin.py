"""The letters that the site wrote, for whoever looks after it: read there, never changed, and no key in them.

Instead of the screens of the package, in which a letter could be sent to another address.
"""

import re

from django.contrib import admin
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, TextField
from django.utils.html import format_html
from post_office.admin import EmailAdmin
from post_office.models import Attachment, Email

from coproduction_site.logs import KEYS
from stories.models import Story
from stories.models.safeguarding import is_lead

OF_A_TELLER = ("/follow/", "/continue/")
# A code to sign in stands alone on its line.
CODE = re.compile(r"^[A-Z0-9]{3,8}(?:-?[A-Z0-9]{3,8})$", re.MULTILINE)
NAMES_OF_A_STORY = ("reference", "follow_token", "return_token", "slug")

admin.site.unregister([Email, Attachment])


@admin.register(Email)
class LetterAdmin(EmailAdmin):
    change_form_template = "admin/change_form.html"  # That of the package has a button to send it again.
    inlines = EmailAdmin.inlines[1:]  # What the mail server said; no letter of ours has attachments.

    def get_urls(self):
        """Without the package's own, which show a letter as it is and send it again."""
        return admin.ModelAdmin.get_urls(self)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("post_office.view_email")

    def get_queryset(self, request):
        letters = super().get_queryset(request)
        return letters if is_lead(request.user) else letters.exclude(Exists(_held_stories()))

    def get_object(self, request, object_id, from_field=None):
        letter = super().get_object(request, object_id, from_field)
        if letter is not None:
            letter.message = without_keys(letter.message, is_lead(request.user))
            letter.html_message = ""
        return letter

    def get_fieldsets(self, request, obj=None):
        envelope = ["from_email", "to", "status", "scheduled_time", "created"]
        return [(None, {"fields": envelope}), ("The letter", {"fields": ["subject", "body"]})]

    def get_readonly_fields(self, request, obj=None):
        return ["body", "created"]

    @admin.display(description="Words")
    def body(self, letter):
        return format_html("<pre>{}</pre>", letter.message)


def without_keys(text: str, for_a_lead: bool = False) -> str:
    """Only a lead sees the private link of a teller. Keys to an account are shown to nobody."""

    def shown(found) -> str:
        is_shown = for_a_lead and found[1] in OF_A_TELLER
        return found[0] if is_shown else f"{found[1]}[their private link]"

    return CODE.sub("[their code]", KEYS.sub(shown, text))


def _held_stories():
    """Those that this letter names or leads to."""
    letter = {name: ExpressionWrapper(OuterRef(name), TextField()) for name in ("subject", "message")}
    held = Story.objects.exclude(held_at=None).alias(
        **{f"letter_{name}": of for name, of in letter.items()}
    )
    carries = Q()
    for name in NAMES_OF_A_STORY:
        carries |= Q(letter_subject__contains=F(name)) | Q(letter_message__contains=F(name))
    return held.filter(carries)
