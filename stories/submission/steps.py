"""The question pages of a story, in their order. To add one is to add a line to `STEPS`.

A step with fields is asked by the page that all questions share. One without has a view of its own under the
same address, named in urls.py above the shared one; the view marks it as done with `drafts.keep`. A step that
is not `is_ready` is left out wherever steps are walked or counted.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.forms import model_to_dict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_noop as _

from partners.models import Partner
from stories.models import Story, ages
from stories.models.ages import AboutWhom
from stories.submission.consent_wording import FREELY
from stories.submission.forms import NO_RUNG, BeginningForm, StoryForm
from stories.submission.questions import QUESTIONS

DONE, NOT_YET, AGAIN = _("Done"), _("Not yet"), _("Needs another look")
AGREEMENT = ("young_person_agrees", "adult_agrees")


def _always(story) -> bool:
    return True


def _is_about_somebody(story) -> bool:
    return story is None or story.about_whom != AboutWhom.GROUP


@dataclass(frozen=True)
class Step:
    slug: str
    part: str
    title: str = ""
    fields: tuple[str, ...] = ()
    lead: str = ""
    applies: Callable = _always
    is_question: bool = True
    is_ready: bool = True
    also: tuple[str, ...] = ()  # What an answer says besides, in columns of its own.
    offers: tuple[str, ...] = ()  # What may be ticked besides, and is asked on no paper.

    def get_absolute_url(self) -> str:
        return reverse("stories:step", args=[self.slug])

    @property
    def asks_consent(self) -> bool:
        return "consent_read" in self.fields

    @property
    def name(self) -> str:
        """What a list of pages calls it."""
        return self.title or capfirst(Story._meta.get_field(self.fields[0]).verbose_name)

    def asks(self, story) -> list[str]:
        """Its fields, as far as they are a question for this story."""
        if AGREEMENT[0] not in self.fields or story is None:
            return list(self.fields)
        others = [name for name in self.fields if name not in AGREEMENT]
        return others + ages.may_be_asked(story.about_age, story.about_whom)


STEPS = [
    Step("who", "who it is about", "Who is telling, and for whom?", ("teller", "about_whom")),
    Step("age", "who it is about", fields=("about_age",), applies=_is_about_somebody),
    Step(
        "story",
        "your story",
        "Your story",
        ("happened", "title", "language"),
        "Write as much or as little as you like. This is the heart of it.",
    ),
    Step(
        "more",
        "your story",
        "Do you want to say more?",
        ("good", "better", "changed", "took_part"),
        "These questions may help. You can leave them all empty.",
    ),
    Step("rung", "how you worked together", fields=("rung",), also=("not_asked",)),
    Step(
        "partners",
        "how you worked together",
        fields=("partners", "school", "other_organisation", "is_unsure_who"),
    ),
    Step("files", "how you worked together", "Do you want to add photos or papers?"),
    Step(
        "name",
        "your name",
        "Your name and e-mail",
        ("name_choice", "shown_name", "email"),
        "We need neither. With an e-mail, we can tell you what comes of your story.",
    ),
    Step(
        "consent",
        "your yes",
        "What may we do with your story?",
        ("consent_read", "consent_publish", "consent_training", "consent_press", *AGREEMENT),
        FREELY,
        offers=("only_here", "in_other_words"),
    ),
    Step("look", "your yes", "How it will look", is_question=False),
]
FIRST = STEPS[0]
# Another first page, for those who do not write. It makes the walk no longer, so it is not one of the steps.
PICTURES = Step("pictures", "your story", "Tell it in pictures", ("pictures", "title", "happened"))


def named(slug: str) -> Step | None:
    return next((step for step in STEPS if step.slug == slug and step.is_ready), None)


def of(story) -> list[Step]:
    """Those that this story is asked, in order. Without a story: those that it may be asked."""
    return [step for step in STEPS if step.is_ready and step.applies(story)]


def asked(story) -> list[str]:
    return [name for step in of(story) for name in step.asks(story)]


def offered(story) -> list[str]:
    """What this story may be, beside its answers: only what was said yes to can be limited."""
    return [name for step in of(story) for name in step.offers] if story.consent_publish else []


def that_asks(name: str) -> Step:
    return next(step for step in STEPS if name in (*step.fields, *step.offers))


def to_change(step: Step) -> str:
    """Its page, which leads back to the check."""
    return f"{step.get_absolute_url()}?change"


def is_before(one: Step, other: Step) -> bool:
    return STEPS.index(one) < STEPS.index(other)


def how_far(story) -> list[tuple[Step, str]]:
    """Each page of this story, and whether it is done: an answer may be not right (any more).

    It looks at the whole story again, so a view asks its `Walk`, which does so once.
    """
    return _how_far(story, of(story))


def _how_far(story, pages) -> list[tuple[Step, str]]:
    names = [name for step in pages if step.slug in story.steps_done for name in step.asks(story)]
    wrong = _asked_again(story, names).errors.keys() if names else ()
    return [(step, _state(step, story, wrong)) for step in pages]


def _state(step, story, wrong) -> str:
    if step.slug not in story.steps_done:
        return NOT_YET
    return AGAIN if wrong & set(step.asks(story)) else DONE


def first_open(story) -> Step | None:
    """The first page that is not done. No page after one that was never done is looked at again."""
    pages = of(story)
    upto = next((at for at, step in enumerate(pages) if step.slug not in story.steps_done), len(pages))
    return next((step for step, state in _how_far(story, pages[: upto + 1]) if state != DONE), None)


def form(step: Step, story, data=None) -> StoryForm:
    """The questions of one page. What was answered before and is not right now is shown with the reason."""
    if story is None:
        return BeginningForm(data, only=step.asks(None))
    if data is None and step.slug in story.steps_done:
        again = _asked_again(story, [*step.asks(story), *step.offers])
        if not again.is_valid():
            return again
    return StoryForm(data, instance=copy(story), only=[*step.asks(story), *step.offers])


def _asked_again(story, names) -> StoryForm:
    """The answers as a form that was sent, so that its rules look at them again.

    Partners that nobody ticked cannot be wrong, so those on offer are not fetched for them.
    """
    answers = model_to_dict(story, fields={*names, *QUESTIONS} - {"partners"})
    answers["partners"] = [str(partner.pk) for partner in named_by(story)] if "partners" in names else []
    answers |= {"rung": NO_RUNG} if story.not_asked else {}
    names = [name for name in names if name != "partners" or answers["partners"]]
    return StoryForm(answers, instance=copy(story), only=names)


def named_by(story) -> list[Partner]:
    """Those that took part, by their names alone: asked for once, however often a page wants them."""
    prefetch_related_objects([story], Prefetch("partners", Partner.objects.only("name")))
    return list(story.partners.all())
