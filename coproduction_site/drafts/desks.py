"""Which desk of the admin a draft belongs to, and what somebody may do there."""

from django.contrib import admin

from coproduction_site.drafts.admin import Drafted
from coproduction_site.drafts.models import Draft, kind_of


def all_desks() -> dict[str, Drafted]:
    desks = admin.site._registry.values()
    return {kind_of(desk.model): desk for desk in desks if isinstance(desk, Drafted)}


def has_a_desk(request) -> bool:
    """Whether this person may change any kind of words at all. Asked on every page of the desk, for its menu."""
    return any(admin.ModelAdmin.has_change_permission(desk, request) for desk in all_desks().values())


def desk_of(draft: Draft) -> Drafted:
    return all_desks()[draft.kind]


def row_of(draft: Draft):
    """The live row under the draft. None for a new one."""
    return desk_of(draft).model._default_manager.filter(pk=draft.number).first()


def drafts_for(request):
    """Those of the kinds that this person may write."""
    kinds = [kind for kind, desk in all_desks().items() if desk.has_change_permission(request)]
    return Draft.objects.filter(kind__in=kinds).select_related("saved_by", "publish_by")
