"""The letters that the site wrote, for whoever looks after it: read there, never changed, and no key in them.

Instead of the screens of the package, in which a letter could be sent to another address. What did not go can be
sent again, as it is, to whom it was written.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.html import format_html
from django.views.decorators.http import require_POST
from post_office.admin import EmailAdmin
from post_office.models import STATUS, Attachment, Email

from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.outbox.sending import send_again
from stories.models.safeguarding import is_lead
from stories.moderation import outbox

READ_LETTERS = "coproduction_site.read_letters"
admin.site.unregister([Email, Attachment])


@admin.register(Email)
class LetterAdmin(EmailAdmin):
    change_form_template = "admin/stories/moderation/letter.html"
    inlines = EmailAdmin.inlines[1:]  # What the mail server said; no letter of ours has attachments.

    def get_urls(self):
        """Without the package's own, which show a letter as it is and send it to anybody."""
        view = signed_in(self.admin_site.admin_view(again))
        again_url = path("<int:pk>/again/", view, name="post_office_email_again")
        return [again_url, *admin.ModelAdmin.get_urls(self)]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("post_office.view_email")

    def get_queryset(self, request):
        return super().get_queryset(request) & outbox.readable_by(request.user)

    def get_object(self, request, object_id, from_field=None):
        letter = super().get_object(request, object_id, from_field)
        if letter is not None:
            letter.message = outbox.without_keys(letter.message, is_lead(request.user))
            letter.html_message = ""
        return letter

    def get_fieldsets(self, request, obj=None):
        envelope = ["from_email", "to", "status", "scheduled_time", "created"]
        words = ["subject", *(["body"] if request.user.has_perm(READ_LETTERS) else [])]
        return [(None, {"fields": envelope}), ("The letter", {"fields": words})]

    def get_readonly_fields(self, request, obj=None):
        return ["body", "created"]

    def render_change_form(self, request, context, *args, **kwargs):
        letter = kwargs.get("obj")
        context["did_not_go"] = letter is not None and letter.status == STATUS.failed
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="Words")
    def body(self, letter):
        return format_html(
            '<div class="moderate"><div class="letter"><pre>{}</pre></div></div>', letter.message
        )


@require_POST
def again(request, pk):
    """It only waits again: the worker sends it."""
    if not request.user.has_perm("post_office.view_email"):
        raise PermissionDenied
    letter = get_object_or_404(outbox.readable_by(request.user), pk=pk)
    try:
        send_again(letter)
    except ValidationError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "The letter goes again in a moment.")
    return redirect("admin:index")
