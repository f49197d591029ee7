"""The desk of translations: page by language, the words of each, and who has checked them."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import RichTextAdmin, desk_page
from coproduction_site.drafts.admin import Drafted
from coproduction_site.in_languages import catalogues
from coproduction_site.in_languages.known import Language
from coproduction_site.writing_direction import direction_of
from pages.translations import states
from pages.translations.forms import CheckedForm, TranslationForm
from pages.translations.models import Translation
from pages.twin_desk import LooksAgain
from stories.models import CheckedWords

LIST, TABLE = "admin:pages_translation_changelist", "admin:pages_translation_table"


@admin.register(Translation)
class TranslationAdmin(Drafted, LooksAgain, RichTextAdmin, SimpleHistoryAdmin):
    form = TranslationForm
    change_form_template = "admin/pages/translations/change_form.html"
    change_list_template = "admin/pages/translations/change_list.html"
    list_display = ["source_name", "language", "state", "checked_by", "checked_on"]
    list_display_links = ["source_name"]
    list_filter = ["language"]
    list_select_related = ["page"]
    search_fields = ["title", "summary", "body", "page__title"]
    save_on_top = True
    comes_back_as_draft = True
    fieldsets = [
        (None, {"fields": ["language", "page", "place"]}),
        ("The words", {"fields": ["title", "menu_title", "summary", "body"]}),
        ("Before a speaker has checked it", {"fields": ["is_about_safety"]}),
    ]

    def get_urls(self):
        views = [
            path(
                "by-language/",
                self.admin_site.admin_view(self.table_view),
                name="pages_translation_table",
            ),
            path(
                "telling/<language:language>/checked/",
                self.admin_site.admin_view(self.check_telling_view),
                name="pages_translation_check_telling",
            ),
            path(
                "<int:pk>/checked/",
                self.admin_site.admin_view(self.check_view),
                name="pages_translation_check",
            ),
        ]
        return [*views, *super().get_urls()]

    def as_public(self, row):
        """Whoever is to check it reads it so, before anybody else does."""
        unchecked = Translation.objects.filter(pk=row.pk, checked_on=None)
        unchecked.update(checked_by="This is a preview", checked_on=timezone.localdate())

    def table_view(self, request):
        """Page by language."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = desk_page(
            request,
            "Translations, page by page",
            rows=states.table(),
            telling=states.of_route(),
            languages=Language,
            opts=self.opts,
        )
        return render(request, "admin/pages/translations/table.html", context)

    def check_view(self, request, pk):
        """A speaker has read it: who, and when."""
        if not self.has_change_permission(request) or not self.may_publish(request):
            raise PermissionDenied
        row = get_object_or_404(Translation.objects.select_related("page"), pk=pk)
        form = CheckedForm(request.POST or None, shown=row.version)
        if form.is_valid() and self._is_checked(request, row, form):
            return redirect(LIST)
        context = desk_page(
            request, f"Has a speaker checked it? {row}", row=row, form=form, opts=self.opts
        )
        return render(request, "admin/pages/translations/check.html", context)

    def check_telling_view(self, request, language):
        """A speaker has read what the pages for a story say about consent and safety: who, and when."""
        if not self.has_change_permission(request) or not self.may_publish(request):
            raise PermissionDenied
        mark = catalogues.mark_of(language)
        form = CheckedForm(request.POST or None, shown=mark)
        if catalogues.is_live(language) and form.is_valid():
            row = CheckedWords.record(language, mark, **form.cleaned_data, user=request.user)
            self.log_change(request, row, "A speaker has checked it")
            messages.success(request, f"Checked by a speaker: telling a story, in {language.label}")
            return redirect(TABLE)
        context = desk_page(
            request,
            f"Has a speaker checked it? Telling a story, in {language.label}",
            form=form,
            language=language,
            is_there=catalogues.is_live(language),
            direction=direction_of(language),
            words=catalogues.safety_words(language),
            opts=self.opts,
        )
        return render(request, "admin/pages/translations/check_telling.html", context)

    def _is_checked(self, request, row, form) -> bool:
        try:
            row.check_by(request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
            return False
        self.log_change(request, row, "A speaker has checked it")
        messages.success(request, f"Checked by a speaker: {row}")
        return True

    @admin.display(description="page")
    def source_name(self, translation):
        return translation.source_name

    @admin.display(description="state")
    def state(self, translation):
        return states.state_of(translation).label
