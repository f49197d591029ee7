"""What every desk of the admin needs."""

from django.contrib import admin, messages
from django.db import transaction
from django.forms import Script
from js_asset import Media

from coproduction_site.author_checks import desk as author_checks
from coproduction_site.pasted.left_out import left_out_of
from coproduction_site.rich_text import EDITOR_POLICY
from coproduction_site.workflow.inline_versions import what_is_different
from coproduction_site.workflow.versions import Stale, VersionedForm


class ChecksVersion:
    """Of two people at one row the second is shown what the first one wrote, in its inlines too.

    First of the bases, over a `Versioned` model; a form of its own is a `VersionedForm`. Putting back
    an old state from the history is a save like any other. Beside each field stands what its author may have missed.
    """

    form = VersionedForm
    object_history_form_template = "admin/put_back.html"

    def get_exclude(self, request, obj=None):
        """The form adds it: it is not one of the model's editable fields."""
        return [*(super().get_exclude(request, obj) or ()), "version"]

    def get_fields(self, request, obj=None):
        return [name for name in super().get_fields(request, obj) if name != "version"]

    def save_model(self, request, obj, form, change):
        if change:
            form.take_version()
        super().save_model(request, obj, form, change)
        author_checks.say(request, obj)

    def changeform_view(self, request, *args, **kwargs):
        return _looking_again_if_late(super().changeform_view, request, *args, **kwargs)

    def history_form_view(self, request, *args, **kwargs):
        return _looking_again_if_late(super().history_form_view, request, *args, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        context["theirs"] = what_is_different(context)
        author_checks.show_beside(context)
        return super().render_change_form(request, context, *args, **kwargs)

    def render_history_view(self, request, template, context, **kwargs):
        context["theirs"] = what_is_different(context)
        return super().render_history_view(request, template, context, **kwargs)


class NeverDeleted:
    """For rows that something else knows by their code."""

    def has_delete_permission(self, request, obj=None):
        return False


class VerbsOnly:
    """For a desk with screens of its own: whoever has `permission`, or one of several, sees it, and nobody types into a row there."""

    permission: str | tuple[str, ...] = ""

    def has_module_permission(self, request):
        several = (self.permission,) if isinstance(self.permission, str) else self.permission
        return any(map(request.user.has_perm, several))

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def desk_page(request, title: str, **more) -> dict:
    """What a screen of ours shows around itself, as every page of the admin does."""
    return {**admin.site.each_context(request), "title": title, **more}


class RichTextAdmin:
    """The rich text editor works under our Content-Security-Policy: its import map carries the nonce."""

    @property
    def media(self):
        return super().media + Media(js=[Script("js/editor.js", type="module")])

    def save_model(self, request, obj, form, change):
        """Without script, what was pasted meets us here for the first time."""
        super().save_model(request, obj, form, change)
        for label, sentence in left_out_of(form):
            messages.warning(request, f"{label}: {sentence}")

    def render_change_form(self, request, context, *args, **kwargs):
        context = _with_nonce(request, context)
        return _with_style(super().render_change_form(request, context, *args, **kwargs))

    def render_history_view(self, request, template, context, **kwargs):
        context = _with_nonce(request, context)
        return _with_style(super().render_history_view(request, template, context, **kwargs))


def _looking_again_if_late(view, *args, **kwargs):
    """Somebody else saved between our look and our save: a second look shows what they wrote."""
    try:
        with transaction.atomic():
            return view(*args, **kwargs)
    except Stale:
        return _looking_again_if_late(view, *args, **kwargs)


def _with_nonce(request, context):
    if "media" in context:
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
    return context


def _with_style(response):
    response._csp_update = EDITOR_POLICY
    return response
