"""One visitor's way through the question pages: whose story it is, what is done, where it leads, how far it is."""

from datetime import timedelta
from functools import cached_property, partial
from uuid import UUID, uuid4

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_noop as _

from coproduction_site.accounts.client_address import client_key
from coproduction_site.errors import kept
from coproduction_site.forms import key_of
from coproduction_site.in_languages.catalogues import spoken
from coproduction_site.without_cookies import held_key, remember, stamp_of
from stories.models import ORGANISATIONS, TEXTS, Story, ages
from stories.models.risk import MAY_BE_UNSAFE, risk_of
from stories.submission import steps
from stories.submission.steps import Step
from stories.submission.switching import SWITCH

# Sent by our own forms when an answer is changed from the check page; never an address.
RETURN = "return"
TELL = _("Tell your story")


def draft_of(key: UUID | None) -> Story | None:
    drafts = Story.objects.filter(key=key, state=Story.State.DRAFT)
    return next(iter(drafts), None) if key else None  # Nothing is put in order: a key has one story.


def sent_of(key: UUID | None) -> Story | None:
    return next(iter(Story.objects.sent().filter(key=key)), None) if key else None


def crumbs(here: str) -> list[tuple[str, str]]:
    start_page = [] if here == TELL else [(TELL, reverse("stories:start"))]
    in_english = [] if spoken() else [(_("Stories"), reverse("stories:list"))]
    return [*in_english, *start_page, (here, "")]


class Walk:
    """Each answer is worked out once a request, so make one `Walk` a request and ask it everything.
    After answers are kept, go on with the `Walk` of the new draft."""

    def __init__(self, request, draft: Story | None):
        self.request, self.draft = request, draft
        self.data = request.POST or kept(request)
        # Worked out only where something is counted.
        self.visitor = SimpleLazyObject(partial(client_key, request))

    @classmethod
    def of(cls, request):
        return cls(request, draft_of(cls.key_held(request)))

    @staticmethod
    def key_held(request) -> UUID | None:
        """The key that came with the form: sent twice, it is one story. Else what this browser remembers."""
        return key_of((request.POST or kept(request) or {}).get("key")) or held_key(request, "story")

    @classmethod
    def of_browser(cls, request):
        """By what this browser remembers alone."""
        return cls(request, draft_of(held_key(request, "story")))

    # Whose story

    @cached_property
    def key(self) -> UUID:
        """Of this draft, or of the one that begins with this page."""
        return self.draft.key if self.draft else (self.posted_key or uuid4())

    @property
    def posted_key(self) -> UUID | None:
        return key_of((self.data or {}).get("key"))

    @cached_property
    def sent(self) -> Story | None:
        """What this browser sent. A key in a form or a link opens none that is sent."""
        return None if self.request.is_let_in else sent_of(key_of(self.request.session.get("story")))

    @property
    def is_sent(self) -> bool:
        """Whether what came with the form belongs to a story that is sent."""
        return bool(sent_of(self.posted_key) if self.posted_key else self.sent)

    def remember(self) -> None:
        remember(self.request, "story", self.key)

    @property
    def stamp(self) -> str:
        """For its forms, so that they work without a cookie."""
        return stamp_of(self.key)

    @cached_property
    def pages(self) -> list[Step]:
        return steps.of(self.draft)

    @cached_property
    def how_far(self) -> list[tuple[Step, str]]:
        return steps.how_far(self.draft)

    @cached_property
    def first_open(self) -> Step | None:
        return steps.first_open(self.draft)

    @property
    def tasks(self) -> list[dict]:
        """Each page, how it stands, and where it is if it can be opened now; the check comes last."""
        last = {"name": _("Check and send"), "state": steps.NOT_YET, "address": reverse("stories:check")}
        tasks = [
            {"name": step.name, "state": state, "address": self._address_of(step)}
            for step, state in self.how_far
        ]
        return [*tasks, last if self.first_open is None else last | {"address": ""}]

    @property
    def kept_until(self):
        """The day on which a draft is deleted."""
        days = timedelta(days=settings.DRAFT_STORY_DAYS)
        return timezone.localdate(self.draft.created_at + days) if self.draft else None

    # Who tells, and whether somebody may not be safe

    @cached_property
    def is_childs(self) -> bool:
        return ages.is_told_by_a_child(*self._who_tells)

    @cached_property
    def is_childs_own(self) -> bool:
        return ages.is_a_childs_own(*self._who_tells)

    @cached_property
    def hints_at_danger(self) -> bool:
        """In what is kept, or in what came with this request, also if it was turned away."""
        texts = [getattr(self.draft, text) for text in (*TEXTS, *ORGANISATIONS)] if self.draft else []
        for _name, values in self.data.lists() if self.data else ():
            texts += values
        return any(texts) and risk_of(texts, self._who_tells[2]).level >= MAY_BE_UNSAFE

    @property
    def speaks_of_safety(self) -> bool:
        return self.is_childs or self.hints_at_danger

    @cached_property
    def _who_tells(self) -> list[str]:
        """Teller, about whom, and the age: as answered on this page, or before it."""
        names = ("teller", "about_whom", "about_age")
        return [(self.data or {}).get(name) or getattr(self.draft, name, "") for name in names]

    # Where it leads

    def will_be_at(self, step: Step) -> str:
        """Which page is open once this one is sent. Empty for the check, or the first that misses something."""
        if self.is_for_later:
            return step.slug
        if self.is_change or step not in steps.STEPS:
            return ""
        return next((page.slug for page in self.pages if steps.is_before(step, page)), "")

    @property
    def was_left_at(self) -> str:
        """The page that was open when its teller left; one before it, if that misses something."""
        if self.draft.left_at == steps.PICTURES.slug:
            return steps.PICTURES.get_absolute_url()
        left = steps.named(self.draft.left_at)
        if left not in self.pages or (self.first_open and steps.is_before(self.first_open, left)):
            left = self.first_open
        return left.get_absolute_url() if left else reverse("stories:check")

    @property
    def is_for_later(self) -> bool:
        return bool(self.request.POST.keys() & {"later", SWITCH})

    @property
    def is_change(self) -> bool:
        """An answer is changed from the check page, and leads back there."""
        return RETURN in self.data if self.data else "change" in self.request.GET

    @property
    def next_open(self) -> str:
        """The page that misses something, and from there back to the check; the check, if none does."""
        return steps.to_change(self.first_open) if self.first_open else reverse("stories:check")

    def without_draft(self):
        """Nothing to go on with: the thank-you of a story that is sent, or the beginning."""
        return redirect("stories:thanks" if self.sent else "stories:write")

    def leads_away(self, step: Step):
        """Nobody skips a question by its address. What was typed is never turned away by this."""
        if self.draft is None:
            return self._leads_away_without_draft(step)
        if step not in self.pages:
            return redirect(self.next_open)
        if not self.data and self.first_open and steps.is_before(self.first_open, step):
            return redirect(self.first_open)
        return None

    def onwards(self, step: Step):
        """To the next page; to the check page, if that is where the answer was changed from."""
        if self.is_change:
            return redirect(self.next_open)
        following = next((page for page in self.pages if steps.is_before(step, page)), None)
        if self.first_open and (following is None or steps.is_before(self.first_open, following)):
            return redirect(self.first_open)
        return redirect(following or "stories:check")

    def _address_of(self, step) -> str:
        """Empty for a page that is not to be opened yet."""
        is_later = self.first_open and steps.is_before(self.first_open, step)
        return "" if is_later else step.get_absolute_url()

    def _leads_away_without_draft(self, step):
        if self.data:
            return redirect("stories:thanks") if self.is_sent else None
        return None if step == steps.FIRST else self.without_draft()

    # How far

    def context(self, step: Step) -> dict:
        """What templates/stories/submission/step.html shows around a question."""
        asking = [page for page in self.pages if page.is_question]
        return {
            "walk": self,
            "step": step,
            "title": step.title,
            "number": asking.index(step) + 1 if step in asking else None,
            "total": len(asking),
            "back": self._back(step),
            "is_change": self.is_change,
            "key": self.key,
            "draft_days": settings.DRAFT_STORY_DAYS,
            "kept_until": self.kept_until,
            "is_asking": True,
        }

    def _back(self, step) -> str:
        if self.is_change:
            return reverse("stories:check")
        if step in self.pages[1:]:
            return self.pages[self.pages.index(step) - 1].get_absolute_url()
        began_in_pictures = bool(self.draft and self.draft.pictures)
        if step == steps.PICTURES and self.draft and not began_in_pictures:
            return steps.that_asks("happened").get_absolute_url()
        if step != steps.PICTURES and began_in_pictures:
            return steps.PICTURES.get_absolute_url()
        return reverse("stories:start")
