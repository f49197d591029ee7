"""What waits for whoever looks after partners and the charter (see `desk.waiting`, which counts it)."""

from coproduction_site.desk.waiting import Kind, Section
from partners.models import Mistake, Pledge, ProfileChange, ProfileCheck, Question, StatusApplication

PAGES = [
    Kind(
        "Profiles to read",
        lambda user: ProfileChange.objects.waiting(),
        "sent_at",
        "admin:partners_profilechange_changelist",
    ),
    Kind(
        "Mistakes that visitors reported",
        lambda user: Mistake.objects.open(),
        "sent_at",
        "admin:partners_mistake_changelist",
    ),
    Kind(
        "Questions to champions that are late",
        lambda user: Question.objects.overdue(),
        "due_on",
        "admin:partners_question_changelist",
        is_due=True,
    ),
    Kind(
        "Pages that nobody has checked",
        lambda user: ProfileCheck.objects.not_answered(),
        "asked_on",
        "admin:partners_profilecheck_changelist",
        is_due=True,
    ),
]
CHARTER = [
    Kind(
        "Pledges to read",
        lambda user: Pledge.objects.to_read(),
        "sent_at",
        "admin:partners_pledge_changelist",
        "?state__exact=waiting",
    ),
    Kind(
        "New words for pledges to read",
        lambda user: Pledge.objects.with_a_correction(),
        "asked_at",
        "admin:partners_pledge_changelist",
        "?state__exact=published&asked_at__isempty=0",
    ),
    Kind(
        "With the panel",
        lambda user: StatusApplication.objects.with_panel(),
        "sent_at",
        "admin:partners_statusapplication_changelist",
        "?state__exact=sent",
    ),
]
SECTIONS = [
    Section(
        "Partners",
        "partners.change_partner",
        PAGES,
        "No partner waits for you: nothing to read, no mistake, no late answer.",
        below="admin/partners/out_of_reach.html",
    ),
    Section("The charter", "partners.change_pledge", CHARTER, "No pledge and no application waits."),
]
