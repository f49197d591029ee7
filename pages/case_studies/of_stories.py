"""Case studies that are made from a public story: asked for, gone with the story or with the yes of its teller.

`forget`, `look_again` and `in_plain_words` are what `settings.WRITTEN_FROM_STORIES` asks for.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from coproduction_site.drafts.models import Draft
from pages.case_studies.models import CaseStudy
from stories import letters
from stories.models import Publication, Retelling

WHOSE = "The person who told the story from which it is made."
COMPARE = "The public words of its story changed. Compare them, then put it on the list again."
CUT = "…"
KEPT_DAYS = 90  # Without a yes.


@transaction.atomic
def begin(story, by) -> CaseStudy:
    """With the question to its teller. Raises ValidationError, and then nothing of it is kept."""
    story.ask_to_retell(by)
    study = CaseStudy.objects.filter(story_number=story.pk).first() or _written(story)
    letters.retelling(story)
    return study


def forget(story_pk: int) -> None:
    """One by one, so that kept pages of them go too; with their history and with what was prepared over them."""
    for study in CaseStudy.objects.filter(story_number=story_pk):
        draft = Draft.objects.over(study)
        if draft:
            draft.throw_away()
        pk = study.pk
        study.delete()
        CaseStudy.history.filter(id=pk).delete()


def look_again(story_pk: int) -> None:
    """Also one that is not listed yet: whoever has it open is told that it changed."""
    for study in CaseStudy.objects.filter(story_number=story_pk):
        study.take_off(COMPARE)


def in_plain_words(story_pk: int) -> list[dict]:
    fields = [CaseStudy._meta.get_field(name) for name in CaseStudy.TEXTS]
    return [
        {
            "On the list": "Yes" if study.is_listed else "No",
            **{str(field.verbose_name).capitalize(): getattr(study, field.name) for field in fields},
        }
        for study in CaseStudy.objects.filter(story_number=story_pk)
    ]


def end_of_yes(study: CaseStudy):
    """The day, or None while the teller has not said yes."""
    agreed = Retelling.objects.agreed(timezone.localdate()).filter(story=study.story_number)
    return agreed.values_list("ends_on", flat=True).first()


def forget_those_without_a_yes() -> int:
    """How many. A new yes may still come for some time after the question, or after the end of the last one."""
    today = timezone.localdate()
    long_ago = today - timedelta(days=KEPT_DAYS)
    waiting = Retelling.objects.filter(answer="", asked_at__date__lt=long_ago)
    over = Retelling.objects.filter(ends_on__lt=long_ago)
    numbers = [*waiting.values_list("story", flat=True), *over.values_list("story", flat=True)]
    studies = list(CaseStudy.objects.filter(story_number__in=numbers))
    for study in studies:
        forget(study.story_number)
    return len(studies)


def _written(story) -> CaseStudy:
    """From what everybody reads, and from nothing else."""
    public = Publication.objects.get(pk=story.pk)
    return CaseStudy.objects.create(
        story_number=story.pk,
        slug=public.slug,
        title=public.title,
        language=public.marked_language,
        had_to_change=_short(public.happened),
        who=_short(public.took_part),
        changed=_short("\n\n".join(filter(None, [public.changed, public.good]))),
        went_wrong=_short(public.better),
        rung_after=public.rung,
        consent=WHOSE,
        is_listed=False,
    )


def _short(text: str) -> str:
    return text if len(text) <= CaseStudy.LONGEST else text[: CaseStudy.LONGEST - 1] + CUT
