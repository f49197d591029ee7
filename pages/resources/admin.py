"""The desk of resources: the list itself, what partners suggest, and links that may be broken."""

from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import URLField
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import VerbsOnly, desk_page
from coproduction_site.drafts.admin import Drafted
from coproduction_site.drafts.replaying import way_of
from coproduction_site.uploads import erasing
from coproduction_site.workflow.decide import Screen
from pages.read_first import desk
from pages.resources import actions
from pages.resources.formats import ResourceFormat
from pages.resources.forms import FormatForm, FormatsFormSet, ResourceForm
from pages.resources.link_checks import LinkCheck
from pages.resources.models import Resource
from pages.resources.suggestions import Suggestion

MAY = "pages.change_resource"
MOST = 200
MOST_FORMATS = 8
LIST = "admin:pages_suggestion_changelist"

READ = desk.decisions(actions, "Now write the entry.")


class FormatInline(admin.StackedInline):
    model = ResourceFormat
    form = FormatForm
    formset = FormatsFormSet
    fields = ["format", "link", "file", "kilobytes", "lang"]
    extra, min_num, max_num = 1, 1, MOST_FORMATS

    def get_formset(self, request, obj=None, **options):
        """Django's admin draws so many rows, and checks neither number by itself."""
        return super().get_formset(request, obj, validate_min=True, validate_max=True, **options)


@admin.register(Resource)
class ResourceAdmin(Drafted, SimpleHistoryAdmin):
    form = ResourceForm
    list_display = ["title", "kind", "audience", "is_checked", "is_listed", "next_review_on"]
    list_filter = ["is_listed", "is_checked", "kind", "audience", "level", "is_easy_read"]
    search_fields = ["title", "summary", "source"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [FormatInline]
    history_list_display = ["formats"]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "kind"]}),
        ("Who it helps", {"fields": ["audience", "level", "rung", "minutes", "lang", "is_easy_read"]}),
        ("Whose it is", {"fields": ["source", "licence"]}),
        (
            "Keeping it true",
            {
                "fields": [
                    *("is_checked", "is_listed", "owner", "owner_email"),
                    *("last_reviewed_on", "next_review_on"),
                ]
            },
        ),
    ]

    def formats(self, record) -> str:
        """In its history: those that it had until it was changed the next time."""
        until = record.next_record.history_date if record.next_record else timezone.now()
        ways = ResourceFormat.history.as_of(until).filter(resource=record.id).order_by("id")
        return " · ".join(f"{way.in_short} {way.link}".strip() for way in ways)

    def as_public(self, resource):
        Resource.objects.filter(pk=resource.pk).update(is_listed=True)

    def view_on_site(self, resource):
        return resource.get_absolute_url() if resource.is_listed else None

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """What a partner suggested brings its link along."""
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method != "POST" and "link" in request.GET:
            options["initial"] = [{"link": request.GET["link"]}]
        return options

    def save_related(self, request, form, formsets, change):
        """A file that no format names any more is erased; so is one of the draft that was not taken."""
        formats = ResourceFormat.objects.filter(resource=form.instance)
        before = formats.files() | set(way_of(request).files.values())
        super().save_related(request, form, formsets, change)
        for name in before - formats.files():
            erasing.when_done(name)

    def delete_model(self, request, obj):
        files = obj.formats.all().files()
        super().delete_model(request, obj)
        for name in files:
            erasing.when_done(name)

    def delete_queryset(self, request, queryset):
        for resource in queryset:
            self.delete_model(request, resource)


class ForWhoeverWritesResources(VerbsOnly, admin.ModelAdmin):
    permission = MAY
    formfield_overrides = {URLField: {"assume_scheme": "https"}}


@admin.register(Suggestion)
class SuggestionAdmin(ForWhoeverWritesResources):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(suggestions), name="pages_suggestion_changelist"),
            path("<int:pk>/change/", view(suggestion), name="pages_suggestion_change"),
        ]


@admin.register(LinkCheck)
class LinkCheckAdmin(ForWhoeverWritesResources):
    def get_urls(self):
        view = self.admin_site.admin_view(links)
        return [path("", view, name="pages_linkcheck_changelist")]


@require_safe
def suggestions(request):
    _ask(request)
    rows = Suggestion.objects.all()
    return desk.list_page(request, "Suggested resources", rows, "admin:pages_suggestion_change")


@require_http_methods(["GET", "HEAD", "POST"])
def suggestion(request, pk):
    _ask(request)
    rows = Suggestion.objects.select_related("partner").filter(pk=pk)
    screen = Screen(request, rows.first, READ)
    if screen.row is None:
        raise Http404
    if screen.is_done():
        taken = screen.pressed.name == "take"
        return redirect(_new_entry(screen.row) if taken else reverse(LIST))
    entry = _new_entry(screen.row)
    context = desk.of_one(request, screen, READ, "Suggested resources", LIST, entry=entry)
    return render(request, "admin/pages/resources/suggestion.html", context)


@require_safe
def links(request):
    """Those that failed on three days first; nothing is hidden because of them."""
    _ask(request)
    checks = LinkCheck.objects.select_related("format__resource")
    failing = checks.filter(failed_days__gt=0, format__resource__is_listed=True)
    context = desk_page(
        request,
        "Links that may be broken",
        broken=checks.broken().order_by("-failed_days", "pk")[:MOST],
        failing=failing.exclude(pk__in=checks.broken()).order_by("-failed_days", "pk")[:MOST],
    )
    return render(request, "admin/pages/resources/links.html", context)


def _new_entry(suggestion) -> str:
    """The empty form, with what the partner wrote in it."""
    known = {"title": suggestion.title, "link": suggestion.link, "summary": suggestion.why[:250]}
    return f"{reverse('admin:pages_resource_add')}?{urlencode(known)}"


def _ask(request) -> None:
    if not request.user.has_perm(MAY):
        raise PermissionDenied
