"""The council's desk for the words of the site."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import RichTextAdmin
from coproduction_site.author_checks import desk as author_checks
from coproduction_site.drafts.admin import Drafted
from coproduction_site.drawings import DrawingAdmin
from pages.booking.admin import BookingAdmin  # noqa: F401 - a desk of its own.
from pages.case_studies.admin import CaseStudyAdmin  # noqa: F401 - a desk of its own.
from pages.chances.admin import ChanceAdmin  # noqa: F401 - and one of chances to join in.
from pages.easy_read.admin import EasyReadTwinAdmin  # noqa: F401 - and one of Easy Read.
from pages.events.admin import EventAdmin  # noqa: F401 - another one.
from pages.feedback.admin import PageFeedbackAdmin  # noqa: F401 - another one.
from pages.files.admin import PageFileAdmin  # noqa: F401 - a desk of its own.
from pages.films import stored
from pages.films.forms import VideoForm
from pages.forms import PageForm
from pages.models import HOME, FormerAddress, GlossaryTerm, Page, Support, Video, VideoScene
from pages.news.admin import NewsReaderAdmin  # noqa: F401 - how many they are.
from pages.plan.admin import PlanRowAdmin  # noqa: F401 - and one of the plan.
from pages.resources.admin import ResourceAdmin  # noqa: F401 - another one.
from pages.toolkit.admin import ToolkitStepAdmin  # noqa: F401 - and one of the guide.
from pages.translations.admin import TranslationAdmin  # noqa: F401 - and one of other languages.

author_checks.word_lists.append(
    lambda: [form for term in GlossaryTerm.objects.all() for form in term.forms]
)
IN_BSL = [
    *("bsl_file", "bsl_link", "bsl_signed_by", "bsl_signed_number"),
    *("bsl_checked_by", "bsl_checked_number", "bsl_checked_on"),
]
REVIEW = ["owner", "owner_email", "last_reviewed_on", "next_review_on"]


@admin.register(Page)
class PageAdmin(Drafted, RichTextAdmin, DrawingAdmin, SimpleHistoryAdmin):
    form = PageForm
    list_display = ["title", "state", "in_menu", "in_footer", "next_review_on", "owner"]
    list_filter = ["state", "in_menu", "in_footer", "lang"]
    search_fields = ["title", "summary", "body"]
    prepopulated_fields = {"slug": ["title"]}
    actions = ["publish", "retire"]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "body", "drawing", "shows"]}),
        (
            "Where it stands",
            {"fields": ["menu_title", "in_menu", "in_footer", "order", "lang"]},
        ),
        ("Keeping it true", {"fields": REVIEW}),
    ]

    def takes_drafts(self, request, row=None):
        return super().takes_drafts(request, row) and request.user.has_perm("pages.preview_page")

    def as_public(self, page):
        Page.objects.filter(pk=page.pk).update(state=Page.State.PUBLISHED)

    def view_on_site(self, page):
        return page.get_absolute_url() if page.is_published else None

    def has_delete_permission(self, request, obj=None):
        """The front page is changed, never deleted. For any other page, retiring is kinder to old links."""
        return super().has_delete_permission(request, obj) and not (obj and obj.is_home)

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset.exclude(slug=HOME))

    def save_model(self, request, obj, form, change):
        """To publish is to show it: also one that was retired."""
        obj.state = Page.State.PUBLISHED
        super().save_model(request, obj, form, change)

    @admin.action(description="Publish the selected pages", permissions=["change"])
    def publish(self, request, pages):
        self._each(request, pages, Page.publish, "Published")

    @admin.action(description="Retire the selected pages (they become drafts)", permissions=["change"])
    def retire(self, request, pages):
        self._each(request, pages, Page.retire, "Retired")

    def _each(self, request, pages, decide, done):
        for page in pages:
            try:
                decide(page)
            except ValidationError as error:
                messages.error(request, error.message)
            else:
                self.log_change(request, page, done)
                messages.success(request, f"{done}: {page}")


@admin.register(FormerAddress)
class FormerAddressAdmin(admin.ModelAdmin):
    list_display = ["__str__", "page"]
    search_fields = ["slug", "page__title"]
    list_select_related = ["page"]


@admin.register(Support)
class SupportAdmin(Drafted, DrawingAdmin, SimpleHistoryAdmin):
    list_display = ["name", "state", "state_note", "order"]
    list_filter = ["state"]
    search_fields = ["name", "summary"]
    prepopulated_fields = {"slug": ["name"]}

    def shown_at(self, support):
        page = Page.objects.published().filter(shows=Page.Shows.SUPPORTS).first()
        return page.get_absolute_url() if page else reverse("pages:home")


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(Drafted, SimpleHistoryAdmin):
    list_display = ["term", "meaning", "is_proposed", "next_review_on"]
    list_filter = ["is_proposed"]
    search_fields = ["term", "also", "meaning"]
    fieldsets = [
        (None, {"fields": ["term", "slug", "meaning", "also", "is_proposed"]}),
        ("Keeping it true", {"fields": REVIEW}),
    ]
    prepopulated_fields = {"slug": ["term"]}


class VideoSceneInline(DrawingAdmin, admin.StackedInline):
    model = VideoScene
    extra = 0


@admin.register(Video)
class VideoAdmin(Drafted, RichTextAdmin, SimpleHistoryAdmin):
    form = VideoForm
    list_display = ["title", "page", "is_made", "in_bsl", "length", "order"]
    list_select_related = ["page"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [VideoSceneInline]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fieldsets = [
        (None, {"fields": ["title", "slug", "page", "order", "length"]}),
        ("The film", {"fields": ["file", "captions", "link"]}),
        ("In British Sign Language (BSL)", {"fields": IN_BSL}),
        ("Its words", {"fields": ["transcript", "audio_description_note"]}),
        ("Keeping it true", {"fields": REVIEW}),
    ]

    def save_model(self, request, obj, form, change):
        before = stored.names(obj.pk)
        super().save_model(request, obj, form, change)
        stored.forget_replaced(obj, before)

    def delete_model(self, request, obj):
        files = stored.names(obj.pk).values()
        super().delete_model(request, obj)
        stored.forget(files)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for video in queryset:
            self.delete_model(request, video)

    def shown_at(self, video):
        return video.page.get_absolute_url()

    @admin.display(description="in BSL", boolean=True)
    def in_bsl(self, video):
        return video.is_in_bsl

    @admin.display(description="made", boolean=True)
    def is_made(self, video):
        return video.is_made
