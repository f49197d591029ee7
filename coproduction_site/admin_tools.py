"""What every desk of the admin needs."""

from django.contrib import admin
from django.forms import Script
from js_asset import Media

from coproduction_site.rich_text import EDITOR_POLICY


class VerbsOnly:
    """For a desk with screens of its own: whoever has `permission` sees it, and nobody types into a row there."""

    permission = ""

    def has_module_permission(self, request):
        return request.user.has_perm(self.permission)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(self.permission)

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

    def render_change_form(self, request, context, *args, **kwargs):
        context = _with_nonce(request, context)
        return _with_style(super().render_change_form(request, context, *args, **kwargs))

    def render_history_view(self, request, template, context, **kwargs):
        context = _with_nonce(request, context)
        return _with_style(super().render_history_view(request, template, context, **kwargs))


def _with_nonce(request, context):
    if "media" in context:
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
    return context


def _with_style(response):
    response._csp_update = EDITOR_POLICY
    return response
