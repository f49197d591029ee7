"""What each button of a form does that takes drafts: keep, preview, publish later, publish now."""

from django.contrib import messages
from django.contrib.admin.helpers import AdminErrorList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format

from coproduction_site.drafts import keeping, previewing
from coproduction_site.drafts.forms import PublishForm
from coproduction_site.drafts.models import GONE, Draft, erase_files
from coproduction_site.drafts.replaying import Way, faults_in, sent_again
from coproduction_site.workflow.versions import Stale, number

KEPT = "The draft is saved. Nobody else can see it yet."
FIRST = "Put this right first: {}."
GOES_OUT = "Saved. It goes out on {}."


class Presses:
    """A part of `Drafted`."""

    def _looked(self, request, object_id, data, way, uploads=None):
        return self.write(sent_again(request, data, way, uploads), object_id)

    def _looked_as_sent(self, request, object_id, is_trial=True):
        files = keeping.files_of(request.draft, request.POST)
        way = Way(only_looks=True, is_trial=is_trial, files=files)
        return self._looked(request, object_id, request.POST, way, request.FILES)

    def _keep(self, request, row, object_id, **columns):
        looked = self._looked_as_sent(request, object_id)
        try:
            draft, refused = keeping.keep(request.draft, request, row, looked, **columns)
        except Stale as stale:
            return self._come_second(request, row, object_id, stale)
        for sentence in refused:
            messages.error(request, sentence)
        messages.success(request, _says(draft))
        return redirect(self.address_of(draft))

    def _preview(self, request, row, object_id):
        files = keeping.files_of(request.draft, request.POST)
        page = previewing.of_words(self, request, object_id, request.POST, files)
        return page or self._first(request, self._looked_as_sent(request, object_id))

    def _schedule(self, request, row, object_id):
        self._ask_to_publish(request)
        looked = self._looked_as_sent(request, object_id, is_trial=False)
        form = PublishForm(request.POST, is_scheduled=True)
        if not form.is_valid() or faults_in(looked):
            for sentence in form.non_field_errors():
                messages.error(request, sentence)
            return self._first(request, looked)
        return self._keep(request, row, object_id, publish_at=form.moment, publish_by=request.user)

    def _publish(self, request, row, object_id):
        self._ask_to_publish(request)
        request.way = Way(files=keeping.files_of(request.draft, request.POST))
        try:
            with transaction.atomic():
                page = self.write(request, object_id)
                if request.way.row is not None:
                    draft = Draft.objects.over(row) if row else request.draft
                    self._is_out(draft, number(request.POST.get("draft")), request)
        except Stale as stale:
            return self._come_second(request, row, object_id, stale)
        return page

    def _is_out(self, draft, version, request=None) -> None:
        """Nothing that somebody else saved in the draft meanwhile is lost."""
        if (draft.version if draft else 0) != version:
            raise Stale(*() if draft else (GONE,))
        if draft and not Draft.objects.filter(pk=draft.pk, version=version).delete()[0]:
            raise Stale
        if draft and request:
            kept = keeping.files_of(draft, request.POST)
            erase_files(draft.files, {name: kept[name] for name in kept if name not in request.FILES})

    def _come_second(self, request, row, object_id, stale):
        request.draft = self._draft(request, row)
        mine = self._looked_as_sent(request, object_id)
        if request.draft:
            way = Way(only_looks=True, is_trial=True, files=request.draft.files)
            theirs = self._looked(request, object_id, request.draft.sent, way)
            mine.context_data["theirs"] = keeping.differences(mine, theirs)
        form = mine.context_data["adminform"].form
        form.add_error(None, stale)
        mine.context_data["errors"] = AdminErrorList(form, [])
        return mine

    def _first(self, request, looked):
        faults = faults_in(looked)
        if faults:
            messages.error(request, FIRST.format(", ".join(dict.fromkeys(faults))))
        return looked

    def _ask_to_publish(self, request) -> None:
        if not self.may_publish(request):
            raise PermissionDenied


def _says(draft) -> str:
    if draft.publish_at:
        return GOES_OUT.format(date_format(timezone.localtime(draft.publish_at), "j F Y, H:i"))
    return KEPT
