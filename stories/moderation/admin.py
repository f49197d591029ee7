"""The queue: what may be unsafe first, then the oldest. One story opens on the desk (see `desk`)."""

from django.contrib import admin, messages
from django.db.models import IntegerField, Value
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html

from coproduction_site.admin_tools import VerbsOnly
from coproduction_site.desk.deadlines import due_day, light
from coproduction_site.models import SiteSettings
from coproduction_site.search import index
from coproduction_site.workflow.versions import number
from stories.models import Story
from stories.moderation import queue_search, urls
from stories.moderation.bulk_actions import QueueActions
from stories.moderation.queue_filters import (
    ChannelFilter,
    FlagFilter,
    PartnerFilter,
    PlainFilter,
    QueueList,
    ReaderFilter,
    ShortPaginator,
    StateFilter,
    first_photo,
)
from stories.moderation.taking import TakesStories


@admin.register(Story)
class StoryAdmin(VerbsOnly, TakesStories, QueueActions, admin.ModelAdmin):
    """A list to choose from. Nothing is added, deleted or typed here: verbs decide (see `decisions`)."""

    permission = "stories.moderate_story"

    list_display = [
        "told",
        "teller_words",
        "waits",
        "due",
        "known",
        "felt_like",
        "reader",
        "state_words",
    ]
    list_filter = [
        StateFilter,
        FlagFilter,
        ReaderFilter,
        ("rung", PlainFilter),
        ("partners", PartnerFilter),
        ChannelFilter,
    ]
    search_fields = ["title"]  # So that there is a box. What is typed there, the index answers.
    search_help_text = "Reference, or words of the title"
    list_select_related = ["rung", "claimed_by"]
    ordering = ["-risk", "submitted_at", "pk"]
    sortable_by = []
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_urls(self):
        """The queue, a story and its preview. The stock pages that could write are not there."""
        return urls.addresses(self)

    def get_changelist(self, request, **kwargs):
        return QueueList

    def get_paginator(self, request, queryset, per_page, *args, **kwargs):
        return ShortPaginator(queryset, per_page, number(request.GET.get("p")) or 1)

    def get_ordering(self, request):
        """By what the index of the list is in; so a day that ends something, where that is the question."""
        if request.GET.get("state") == StateFilter.ending:
            return ["consent_ends_on", "pk"]
        return super().get_ordering(request)

    def get_list_display(self, request):
        """The state is only told where several are listed together."""
        is_mixed = request.GET.get("state") in ("all", "consent_ends") or request.GET.get("q")
        return [name for name in self.list_display if is_mixed or name != "state_words"]

    def get_queryset(self, request):
        promised = SiteSettings.objects.current().reply_promise_days
        stories = Story.objects.readable_by(request.user).riskiest_first()
        return stories.annotate(promised_days=Value(promised, IntegerField()), has_photos=first_photo)

    def get_search_results(self, request, stories, query):
        if not query:
            return stories, False
        found, is_cut = queue_search.found(stories, query, request.user)
        if is_cut:
            messages.info(request, queue_search.MANY.format(index.MOST))
        return found, False

    @admin.display(description="Title")
    def told(self, story):
        """Set apart, because a title may run from right to left."""
        return format_html("<bdi>{}</bdi>", story.title)

    @admin.display(description="Rung", empty_value="–")
    def felt_like(self, story):
        return story.felt_rung or None

    @admin.display(description="Told by")
    def teller_words(self, story):
        """With its reference, so that the table is no wider than the screen."""
        teller = story.get_teller_display()
        return format_html('{}<br><span class="reference">{}</span>', teller, story.reference)

    @admin.display(description="Sent")
    def waits(self, story):
        return light(story.submitted_at, story.promised_days).age

    @admin.display(description="Answer by", empty_value="–")
    def due(self, story):
        """The day that the site promises to tellers."""
        if story.state != Story.State.WAITING:
            return None
        how_long = light(story.submitted_at, story.promised_days)
        return format_html(
            '{}<br><span class="light light--{}">{}</span>',
            date_format(due_day(story.submitted_at, story.promised_days), "j M"),
            how_long.colour,
            how_long.word,
        )

    @admin.display(description="Good to know")
    def known(self, story):
        said = [story.spam_reason.rstrip(".")] if story.spam_reason else []
        return ", ".join([*said, *story.flags, *(["With photos"] if story.has_photos else [])]) or "–"

    @admin.display(description="Read by", empty_value="nobody yet")
    def reader(self, story):
        """Nobody yet: then one press takes it and opens it."""
        if story.claimed_by or story.state != Story.State.WAITING:
            return story.claimed_by
        if story.is_to_type:
            address = reverse("admin:stories_story_pages", args=[story.pk])
            return format_html(
                '<a class="button" href="{}">Type it in<span class="visually-hidden">: {}</span></a>',
                address,
                story,
            )
        return format_html(
            '<button class="button" name="claim" value="{}">I will read it'
            '<span class="visually-hidden">: {}</span></button>',
            story.pk,
            story.title,
        )

    @admin.display(description="State")
    def state_words(self, story):
        return story.get_state_display()
