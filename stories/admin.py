"""The queue: what was sent to us, oldest first. One story opens on the desk (see `desk`)."""

from django.contrib import admin
from django.db.models import IntegerField, Value
from django.urls import path
from django.utils.html import format_html

from coproduction_site.models import SiteSettings
from coproduction_site.signed_in import signed_in
from stories import desk, desk_records
from stories.models import Story
from stories.traffic import light


class StateFilter(admin.SimpleListFilter):
    """Opens on what waits; the rest is one click away."""

    title = "state"
    parameter_name = "state"
    first, everything, answered, ending = "waiting", "all", "answered", "consent_ends"

    def lookups(self, request, model_admin):
        may_read_held = request.user.has_perm("stories.read_held_story")
        for state, label in Story.State.choices:
            if state != Story.State.DRAFT and (state != Story.State.SAFEGUARDING or may_read_held):
                yield state, label
            if state == Story.State.WAITING:
                yield self.answered, "Question answered"
        yield self.ending, "Consent ends soon"
        yield self.everything, "All of them"

    def choices(self, changelist):
        for value, label in self.lookup_choices:
            yield {
                "selected": (self.value() or self.first) == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request, stories):
        chosen = self.value() or self.first
        if chosen == self.answered:
            return stories.answered()
        if chosen == self.ending:
            return stories.consent_ends_soon()
        if chosen in Story.State.values:
            return stories.filter(state=chosen)
        return stories


class ReaderFilter(admin.SimpleListFilter):
    title = "who reads it"
    parameter_name = "reader"

    def lookups(self, request, model_admin):
        return [("me", "I do"), ("nobody", "Nobody yet"), ("colleague", "A colleague")]

    def queryset(self, request, stories):
        if self.value() == "me":
            return stories.filter(claimed_by=request.user)
        if self.value() == "nobody":
            return stories.filter(claimed_by=None)
        if self.value() == "colleague":
            return stories.exclude(claimed_by=None).exclude(claimed_by=request.user)
        return stories


class PlainFilter(admin.RelatedFieldListFilter):
    """Titled with a plain noun: the field's own name is the question that tellers see."""

    def __init__(self, field, *args, **kwargs):
        super().__init__(field, *args, **kwargs)
        self.title = field.name


@admin.register(Story)
class StoryAdmin(admin.ModelAdmin):
    """A list to choose from. Nothing is added, deleted or typed here: verbs decide (see `decisions`)."""

    list_display = [
        "told",
        "teller_words",
        "waits",
        "known",
        "felt_like",
        "reader",
        "state_words",
        "reference",
    ]
    list_filter = [StateFilter, ReaderFilter, ("rung", PlainFilter), ("partners", PlainFilter)]
    search_fields = ["reference", "title"]
    search_help_text = "Reference or title"
    list_select_related = ["rung", "claimed_by"]
    ordering = ["submitted_at", "pk"]
    sortable_by = []
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_urls(self):
        """The queue, a story and its preview. The stock pages that could write are not there."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="stories_story_changelist"),
            path("<int:pk>/change/", signed_in(view(desk.moderate)), name="stories_story_change"),
            path("<int:pk>/preview/", view(desk.preview), name="stories_story_preview"),
            path("<int:pk>/file/", view(desk_records.hand_out), name="stories_story_file"),
            path("<int:pk>/erase/", signed_in(view(desk_records.erase)), name="stories_story_erase"),
            path("table/", view(desk_records.table_view(self)), name="stories_story_table"),
        ]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Stories", **(extra_context or {})})

    def get_queryset(self, request):
        promised = SiteSettings.objects.current().reply_promise_days
        stories = Story.objects.readable_by(request.user).order_by(*self.ordering)
        return stories.annotate(promised_days=Value(promised, IntegerField()))

    def has_module_permission(self, request):
        return request.user.has_perm("stories.moderate_story")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("stories.moderate_story")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="Title")
    def told(self, story):
        return story.title

    @admin.display(description="Rung", empty_value="–")
    def felt_like(self, story):
        return story.rung

    @admin.display(description="Told by")
    def teller_words(self, story):
        return story.get_teller_display()

    @admin.display(description="Sent")
    def waits(self, story):
        how_long = light(story.submitted_at, story.promised_days)
        if story.state != Story.State.WAITING:
            return how_long.age
        return format_html(
            '{} <span class="light light--{}">{}</span>', how_long.age, how_long.colour, how_long.word
        )

    @admin.display(description="Good to know")
    def known(self, story):
        return ", ".join(story.flags) or "–"

    @admin.display(description="Read by", empty_value="nobody yet")
    def reader(self, story):
        return story.claimed_by

    @admin.display(description="State")
    def state_words(self, story):
        return story.get_state_display()


# At the end: what it registers stands beside the stories.
from stories import answers_desk, local_offer_desk, themes_desk  # noqa: E402, F401
