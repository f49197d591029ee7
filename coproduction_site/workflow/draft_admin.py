"""Desks of wordings that are drafts first and fixed for good: words of a draft are written, others only read."""

from django.core.exceptions import PermissionDenied


def is_draft(row) -> bool:
    """Of a row with `is_draft`; what does not exist yet is one too."""
    return row is None or row.is_draft


class OnlyDraftsGoBack:
    """Old words come back by a newer wording, not over one that is fixed. Asked of the live row.

    The desk says in `live_version(pk)` which row is the draft that its own rows belong to.
    """

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        if request.method == "POST" and not is_draft(self.live_version(object_id)):
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)

    def revert_disabled(self, request, obj=None):
        live = self.live_version(obj.pk) if obj else None
        return super().revert_disabled(request, obj) or not is_draft(live)


class WrittenInDrafts:
    """An inline of which the rows are added, changed and taken out in a draft alone."""

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and is_draft(obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and is_draft(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and is_draft(obj)
