"""How the list of stories is narrowed and counted: filters by name, and a count that stops early."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import lookup_spawns_duplicates
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.functional import cached_property

from stories.models import Photo, Story
from stories.models.ages import AboutAge
from stories.models.risk import MAY_BE_UNSAFE

DEEPEST_PAGE = 100_000
State = Story.State

_photos = Photo.objects.filter(story=OuterRef("pk"))
# Beside the columns PostgreSQL would read all photos first for an EXISTS.
first_photo = Subquery(_photos.values("pk")[:1])
FLAGS = {
    "unsafe": ("May not be safe", Q(risk__gte=MAY_BE_UNSAFE)),
    "under_13": (f"Child {AboutAge.UNDER_13.label.lower()}", Q(about_age=AboutAge.UNDER_13)),
    "answered": ("Question answered", Q(answered_at__isnull=False)),
    "agreed": ("Edits agreed", Q(agreed_at__isnull=False)),
    "not_agreed": ("Edits not agreed", Q(disagreed_at__isnull=False)),
    "not_public": ("May not be published", Q(consent_publish=False)),
    "no_email": ("No e-mail", Q(email="")),
    "language": ("In another language", ~Q(language="")),
    "photos": ("With photos", Exists(_photos)),
}


class ShortPaginator(Paginator):
    """Knows at most one page more than the one that is shown: a long list costs no more than a short one."""

    def __init__(self, stories, per_page, shown=1):
        super().__init__(stories, per_page)
        self.most = (min(max(shown, 1), DEEPEST_PAGE) + 1) * per_page

    @cached_property
    def count(self):
        return self.object_list.order_by().values("pk")[: self.most + 1].count()

    @property
    def how_many(self) -> str:
        if self.count > self.most:
            return f"More than {self.most} stories"
        return "1 story" if self.count == 1 else f"{self.count} stories"


class StateFilter(admin.SimpleListFilter):
    """Opens on what waits; the rest is one click away. A search looks everywhere unless a state is chosen."""

    title = "state"
    parameter_name = "state"
    spam, ending, everything, closed = "spam", "consent_ends", "all", "closed_cases"
    not_opened, to_type, many = "not_opened", "to_type", "many"
    words_behind = "words_behind"

    def lookups(self, request, model_admin):
        may_read_held = request.user.has_perm("stories.read_held_story")
        for state, label in State.choices:
            if state != State.DRAFT and (state != State.SAFEGUARDING or may_read_held):
                yield state, label
            if state == State.WAITING:
                yield self.to_type, "To be typed in"
                yield self.many, "Many from one place"
                yield self.spam, "Perhaps spam"
            if state == State.SAFEGUARDING and may_read_held:
                yield self.closed, "Held, and the case is closed"
                yield self.not_opened, "No safeguarding lead has opened it"
        yield self.words_behind, "Easy words or a translation to look at again"
        yield self.ending, "Consent ends soon"
        yield self.everything, "All of them"

    def chosen(self, is_search):
        return self.value() or (self.everything if is_search else State.WAITING)

    def choices(self, changelist):
        for value, label in self.lookup_choices:
            yield {
                "selected": self.chosen(changelist.query) == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request, stories):
        chosen = self.chosen(request.GET.get("q"))
        named = {
            State.WAITING: lambda: stories.waiting().riskiest_first(),
            self.to_type: stories.to_type,
            self.many: lambda: stories.many_from_one_place().riskiest_first(),
            self.spam: lambda: stories.perhaps_spam().riskiest_first(),
            self.ending: lambda: stories.consent_ends_soon().order_by("consent_ends_on", "pk"),
            self.words_behind: stories.words_behind,
            State.SAFEGUARDING: stories.held,
            self.closed: stories.held_before,
            self.not_opened: stories.nobody_opened,
        }
        if chosen in named:
            return named[chosen]()
        return stories.filter(state=chosen) if chosen in State.values else stories


class FlagFilter(admin.SimpleListFilter):
    title = "good to know"
    parameter_name = "flag"
    second = "second"

    def lookups(self, request, model_admin):
        yield from ((name, label) for name, (label, _) in FLAGS.items())
        yield self.second, "Needs a second person: you"

    def queryset(self, request, stories):
        if self.value() == self.second:
            return stories.for_a_second_person(request.user).riskiest_first()
        return stories.filter(FLAGS[self.value()][1]) if self.value() in FLAGS else stories


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
            return stories.filter(claimed_by__isnull=False).exclude(claimed_by=request.user)
        return stories


class ChannelFilter(admin.SimpleListFilter):
    title = "how it reached us"
    parameter_name = "channel"

    def lookups(self, request, model_admin):
        return Story.Channel.choices

    def queryset(self, request, stories):
        if self.value() not in Story.Channel:
            return stories
        chosen = stories.filter(channel=self.value())
        return chosen if self.value() == Story.Channel.WEB else chosen.exclude(channel=Story.Channel.WEB)


class PlainFilter(admin.RelatedFieldListFilter):
    """Titled with a plain noun: the field's own name is the question that tellers see."""

    def __init__(self, field, *args, **kwargs):
        super().__init__(field, *args, **kwargs)
        self.title = field.name
        self.empty_value_display = "None chosen"


class PartnerFilter(PlainFilter):
    """By EXISTS: after a join the database would put all in order, to leave out what comes twice."""

    def queryset(self, request, stories):
        links = Story.partners.through.objects.filter(story=OuterRef("pk"))
        if self.lookup_val_isnull:
            return stories.filter(~Exists(links))
        if not self.lookup_val:
            return stories
        try:
            return stories.filter(Exists(links.filter(partner__in=self.lookup_val)))
        except ValueError as error:
            raise IncorrectLookupParameters(error) from error


class QueueList(ChangeList):
    """Django asks for no story twice where a link was followed. No filter here follows one."""

    def get_filters(self, request):
        *found, _, is_narrowed = super().get_filters(request)
        left = found[2]
        may_have_duplicates = any(lookup_spawns_duplicates(self.lookup_opts, name) for name in left)
        return *found, may_have_duplicates, is_narrowed
