"""The desk on which staff prepare what everybody will read: a draft over the live row, until somebody publishes it."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse

from coproduction_site.admin_tools import ChecksVersion
from coproduction_site.drafts import keeping, previewing
from coproduction_site.drafts.forms import PREFIX, PublishForm
from coproduction_site.drafts.models import GONE, Draft, kind_of
from coproduction_site.drafts.presses import Presses
from coproduction_site.drafts.replaying import Way, on_its_way, sent_again, way_of
from coproduction_site.workflow.versions import number

MAY_PUBLISH = "coproduction_site.publish_draft"


class Drafted(Presses, ChecksVersion):
    """First of the bases of every desk for words that the public reads.

    “Save draft” checks nothing and changes nothing that anybody else sees. What publishes is Django's own way to
    save, with the version of the live row and with that of the draft.
    """

    comes_back_as_draft = False  # Whether an earlier state may not go out at once.

    def shown_at(self, row) -> str:
        """The address of the public page on which this is read."""
        return row.get_absolute_url()

    def as_public(self, row) -> None:
        """In a preview alone: whatever else has to be so before everybody could see it."""

    def takes_drafts(self, request, row=None) -> bool:
        """Whether this person may write here."""
        return self.has_change_permission(request, row) if row else self.has_add_permission(request)

    def may_publish(self, request) -> bool:
        return request.user.has_perm(MAY_PUBLISH)

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<int:pk>/preview/", view, name=name), *super().get_urls()]

    def get_form(self, request, obj=None, change=False, **options):
        return on_its_way(super().get_form(request, obj, change=change, **options), way_of(request))

    def get_formsets_with_inlines(self, request, obj=None):
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            formset.form = on_its_way(formset.form, way_of(request))
            yield formset, inline

    def version_now(self, request, object_id) -> int:
        row = self.get_object(request, object_id) if object_id else None
        return self.get_form(request, row, change=bool(row))(instance=row)["version"].value()

    def write(self, request, object_id=None, form_url="", extra_context=None):
        """The form as Django's admin goes through it: shown, or checked and written."""
        return super().changeform_view(request, object_id, form_url, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if bool(row) != bool(object_id) or not self.takes_drafts(request, row):
            return self.write(request, object_id, form_url, extra_context)
        request.draft = self._draft(request, row)
        if request.method != "POST":
            return self._opened(request, object_id)
        act = {"_draft": self._keep, "_preview": self._preview, "_schedule": self._schedule}
        press = next((name for name in act if name in request.POST), None)
        return act.get(press, self._publish)(request, row, object_id)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """An earlier state becomes a draft like any other; or goes out at once."""
        row = self.get_object(request, object_id)
        if row is None or request.method != "POST" or not self.takes_drafts(request, row):
            return super().history_form_view(request, object_id, version_id, extra_context)
        if "_draft" not in request.POST and not self.comes_back_as_draft:
            if not self.may_publish(request):
                raise PermissionDenied
            return super().history_form_view(request, object_id, version_id, extra_context)
        request.draft = self._draft(request, row)
        data = request.POST.copy()
        for name, values in self.rows_then(request, object_id, version_id).items():
            data.setlist(name, values)
        request.POST = data
        return self._keep(request, row, object_id)

    def rows_then(self, request, object_id, version_id) -> dict:
        """The rows below the form that come back with an earlier state: those of today, where no history keeps them."""
        return keeping.sent_rows(self.write(_get(request), object_id))

    def preview_view(self, request, pk):
        """What is saved by now: the draft, or else the row."""
        row = get_object_or_404(self.model, pk=pk)
        if not self.takes_drafts(request, row):
            raise PermissionDenied
        draft = Draft.objects.over(row)
        page = draft and previewing.of_words(self, request, str(pk), draft.sent, draft.files)
        if draft and not page:
            return redirect(self.address_of(draft))
        return page or previewing.of_row(self, request, row)

    def save_model(self, request, obj, form, change):
        obj._change_reason = request.POST.get(f"{PREFIX}-what_changed", "")[:200] or None
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        way_of(request).row = form.instance

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if hasattr(request, "draft"):
            context |= self._drafting(request)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def delete_model(self, request, obj):
        _throw_away_over([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        _throw_away_over(queryset)
        super().delete_queryset(request, queryset)

    def address_of(self, draft) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        if draft.number:
            return reverse(f"{name}_change", args=[draft.number])
        return f"{reverse(f'{name}_add')}?draft={draft.pk}"

    def publish_draft(self, request, draft) -> Way:
        """What is prepared goes out, or nothing is written: then `row` is None and the page says why."""
        way = Way(files=draft.files)
        way.page = self.write(sent_again(request, draft.sent, way), draft.number and str(draft.number))
        if way.row is not None:
            self._is_out(draft, draft.version)
        return way

    def _draft(self, request, row) -> Draft | None:
        if row:
            return Draft.objects.over(row)
        key = number(request.GET.get("draft"))
        draft = Draft.objects.filter(kind=kind_of(self.model), number=None, pk=key).first()
        if key and not draft and request.method != "POST":
            raise Http404(GONE)
        return draft

    def _opened(self, request, object_id):
        draft = request.draft
        if draft is None:
            return self.write(request, object_id)
        return self._looked(request, object_id, draft.sent, Way(only_looks=True, files=draft.files))

    def _drafting(self, request) -> dict:
        data, draft = (request.POST if request.method == "POST" else None), request.draft
        form = PublishForm(data, is_scheduled=bool(data and "_schedule" in data))
        return {"draft": draft, "draft_version": draft.version if draft else 0,
                "publishing": form, "may_publish": self.may_publish(request), "is_drafted": True}  # fmt: skip


def _get(request):
    opened = sent_again(request, request.POST, Way())
    opened.method = "GET"
    return opened


def _throw_away_over(rows) -> None:
    for draft in filter(None, map(Draft.objects.over, rows)):
        draft.throw_away()
