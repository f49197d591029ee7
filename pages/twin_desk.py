"""The desk of twins: whether the page of each has moved on, and that somebody read both again."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from coproduction_site.admin_tools import desk_page
from coproduction_site.plain_errors import PlainErrors
from coproduction_site.text_differences import differences
from coproduction_site.workflow.versions import AsShown
from pages.easy_read.sources import mark_of, text_of

CHECKED = "Checked again: {} says what its page says now."


class LookedForm(AsShown, PlainErrors, forms.Form):
    """Nothing to fill in: only that the words are those that were read."""


class LooksAgain:
    """Mixed into a desk of twins that are prepared as drafts."""

    change_form_template = "admin/pages/twin_change_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.look_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_look"
        return [path("<int:pk>/look/", view, name=name), *super().get_urls()]

    def save_model(self, request, obj, form, change):
        """Whoever writes a new one has the page before them as it is now."""
        if not change:
            obj.written_for = text_of(obj)
        super().save_model(request, obj, form, change)

    def look_view(self, request, pk):
        """What its page says now, beside what it said when the twin was last checked."""
        if not self.has_change_permission(request) or not self.may_publish(request):
            raise PermissionDenied
        twin = get_object_or_404(self.model.objects.select_related("page"), pk=pk)
        text = text_of(twin)
        form = LookedForm(request.POST or None, shown=mark_of(text))
        if form.is_valid():
            twin.look_again(text)
            self.log_change(request, twin, "Checked again")
            messages.success(request, CHECKED.format(twin))
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        context = desk_page(
            request,
            f"Does it still say the same? {twin}",
            opts=self.opts,
            twin=twin,
            form=form,
            text=text,
            is_behind=twin.written_for != text,
            changes=twin.written_for and differences(twin.written_for, text),
        )
        return render(request, "admin/pages/look_again.html", context)
