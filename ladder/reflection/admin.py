"""The council's desk for the statements: a draft is written and looked at, then it is live and never changes."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import ChecksVersion, desk_page
from coproduction_site.drawings import DrawingAdmin
from coproduction_site.forms import Form
from coproduction_site.workflow.draft_admin import OnlyDraftsGoBack, WrittenInDrafts, is_draft
from coproduction_site.workflow.versions import AsShown, VersionedForm
from ladder.models import Statement, StatementSet
from ladder.reflection import views

FROZEN = ["note", "young_helper", "young_helper_link"]
LIST, CHANGE = "admin:ladder_statementset_changelist", "admin:ladder_statementset_change"


class StatementInline(WrittenInDrafts, DrawingAdmin, admin.StackedInline):
    model = Statement
    extra = 0


class GoLiveForm(AsShown, Form):
    """Nothing to fill in: only that the words are those that were read."""


@admin.register(StatementSet)
class StatementSetAdmin(ChecksVersion, OnlyDraftsGoBack, SimpleHistoryAdmin):
    """A new set begins as a copy of another one: so no wording is lost, and none that was answered is touched."""

    change_form_template = "admin/ladder/reflection/statement_set.html"
    list_display = ["__str__", "note"]
    list_filter = ["state"]
    inlines = [StatementInline]

    def get_readonly_fields(self, request, obj=None):
        return [] if is_draft(obj) else FROZEN

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and is_draft(obj)

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset.filter(state=StatementSet.State.DRAFT))

    def live_version(self, pk):
        return StatementSet.objects.filter(pk=pk).first()

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/preview/<str:side>/", view(views.preview), name="ladder_statementset_preview"
            ),
            path("<int:pk>/go-live/", view(self.go_live), name="ladder_statementset_go_live"),
            path("<int:pk>/next/", view(self.begin_next), name="ladder_statementset_next"),
            *super().get_urls(),
        ]

    def go_live(self, request, pk):
        statements = self._set(request, pk)
        form = GoLiveForm(request.POST or None, shown=statements.version)
        if form.is_valid():
            try:
                statements.go_live()
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.log_change(request, statements, "Made live")
                messages.success(request, f"{statements}. Everybody answers it now.")
                return redirect(LIST)
        context = desk_page(
            request, f"Make set {statements.number} live", form=form, statements=statements
        )
        return render(request, "admin/ladder/reflection/go_live.html", context)

    def begin_next(self, request, pk):
        statements = self._set(request, pk)
        if request.method != "POST":
            return redirect(CHANGE, pk)
        try:
            draft = statements.next_draft()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(CHANGE, pk)
        self.log_addition(request, draft, f"Begun from set {statements.number}")
        messages.success(request, f"Set {draft.number} is being written. Nobody answers it yet.")
        return redirect(CHANGE, draft.pk)

    def _set(self, request, pk) -> StatementSet:
        statements = StatementSet.objects.with_statements().filter(pk=pk).first()
        if statements is None:
            raise Http404
        if not self.has_change_permission(request, statements):
            raise PermissionDenied
        return statements


class StatementAloneForm(VersionedForm):
    """Also written on the page of its set, so the version of the set counts."""

    @property
    def versioned_row(self):
        return self.instance.set


@admin.register(Statement)
class StatementAdmin(ChecksVersion, OnlyDraftsGoBack, DrawingAdmin, SimpleHistoryAdmin):
    """For one statement and its history. New ones are added on the page of their set."""

    form = StatementAloneForm
    list_display = ["code", "set", "rung", "family", "order"]
    list_filter = ["set", "kind"]
    list_select_related = ["set", "rung"]
    readonly_fields = ["set"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and is_draft(obj and obj.set)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and is_draft(obj and obj.set)

    def live_version(self, pk):
        return StatementSet.objects.filter(statements=pk).first()
