"""A yes has an end, and then a page is not shown any more. Until somebody is asked again, its words stay on the desk."""

from django.utils import timezone

from pages.case_studies.models import CaseStudy


def take_off_what_is_over() -> int:
    """How many. Each is saved, so that its history says so and no kept page shows it."""
    over = CaseStudy.objects.over(timezone.localdate())
    for study in over:
        study.take_off("The yes of the people in it has ended.")
    return len(over)
