"""Every list, filter, pile and search is found by an index, on either database: the plans are read, nothing is timed.

The questions are those that the pages ask, the filters those that they offer and the piles those that the desk shows:
a new one is here by itself, and fails until an index finds what it asks for.
"""

from itertools import combinations
from urllib.parse import parse_qsl, urlencode

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from ladder.models import Rung
from partners.models import CharterValue, Partner
from stories.models import LINKS, OtherWords, Publication, Response, Story
from stories.models.lane_verbs import LaneVerbs
from stories.moderation import dashboard
from stories.moderation.admin import StoryAdmin
from stories.publication import views
from stories.publication.filters import FILTERS, StoryFilter
from stories.publication.places import Place
from tests.support import growth, plans

pytestmark = pytest.mark.django_db
STORIES = 4_000
QUEUE, SENDING = "/admin/stories/story/", "sending a story"
WITHOUT, WITH = "without statistics", "with statistics"

# What may be read from the newest or the riskiest on, because everything is asked for.
EVERYTHING = {
    "/admin/stories/story/?state=all": {
        *("story_riskiest_of_all", "story_queue", "story_riskiest_first", "story_of_a_reader_oldest")
    },
}
# The index of each pile, and that of each filter: what the queue is read along for is short, or true of many.
PILES = {
    "May not be safe, and no safeguarding lead has opened it": "alert_nobody_opened",
    "Held to keep somebody safe": "story_held_since",
    "Waiting to be read": "story_queue",
    "Mine to read": "story_of_a_reader_oldest",
    "A teller has answered": "story_in_queue_answered",
    "Edits agreed": "story_in_queue_agreed",
    "Edits not agreed": "story_in_queue_not_agreed",
    "Needs a second person: you": "story_in_queue_first_yes",
    "Pages to type in": "story_typed_in_since",
    "Many from one place": "story_many_since",
    "Perhaps spam": "story_spam_since",
    "Somebody asked to be rung": "calls_oldest_first",
    "Answers of partners to read": "response_to_read",
    "Partners where nobody can sign in to answer": "response_not_asked",
    "Answers that are late": "response_with_a_partner",
    "Promises past their day": "response_promise_not_settled",
    "Easy words or a translation to look at again": "other_words_behind_since",
    "Consent ends soon": "story_consent_ends_in_use",
}
# Beside the piles: consents that end without anybody who could be asked.
BESIDE_THE_PILES = "story_consent_ends_unasked"
ALONG_THE_QUEUE = "story_riskiest_first"
FILTERS_OF_DESK = {
    **dict.fromkeys(["state=waiting", "state=question", "state=with_teller"], ALONG_THE_QUEUE),
    **dict.fromkeys(["state=declined", "state=published", "state=withdrawn"], ALONG_THE_QUEUE),
    "state=to_type": "story_to_type",
    "state=spam": "story_spam_riskiest",
    "state=many": "story_many_riskiest",
    "state=safeguarding": "story_held_riskiest",
    "state=closed_cases": "story_held_riskiest",
    "state=not_opened": "alert_nobody_opened",
    "state=words_behind": "other_words_behind_since",
    "state=consent_ends": "story_consent_ends_in_use",
    "state=all": "story_riskiest_of_all",
    "flag=unsafe": ALONG_THE_QUEUE,
    "flag=under_13": "story_about_a_young_child",
    "flag=answered": "story_answered",
    "flag=agreed": "story_edits_agreed",
    "flag=not_agreed": "story_edits_not_agreed",
    "flag=not_public": "story_not_to_publish",
    "flag=no_email": "story_without_an_address",
    "flag=language": "story_in_another_language",
    "flag=photos": ALONG_THE_QUEUE,
    "flag=second": "story_with_a_first_yes",
    "reader=me": "story_of_a_reader",
    "reader=nobody": ("story_of_a_reader", ALONG_THE_QUEUE),
    "reader=colleague": ALONG_THE_QUEUE,
    "channel=web": ALONG_THE_QUEUE,
    **dict.fromkeys([f"channel={name}" for name in ("template", "paper")], "story_by_another_way"),
    **dict.fromkeys([f"channel={name}" for name in ("phone", "in_person")], "story_by_another_way"),
    "rung__id__exact": ALONG_THE_QUEUE,
    "partners__id__exact": ALONG_THE_QUEUE,
}
# What its own index of words answers (see tests/coproduction_site/search); here, how the stories of the answer are found.
SEARCHES = ["q=park", "q=p", "q=n17", "q=nothing", "q=NNNN-2222"]
# Two choices of the public list that one index holds, by the names that they have in an address.
TOGETHER = {
    "publication_of_rung_and_age": {"rung", "age"},
    "publication_of_rung_progress": {"rung", "progress"},
    "publication_of_age_progress": {"age", "progress"},
}
# Each row belongs to a story that is or was held, and those are few.
FEW_ROWS = {"stories_safeguardingcase_story_id", "one_open_case_for_a_story"}


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(REQUIRE_STAFF_MFA=False),
        plans.without_a_limit_of_time(),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(StoryAdmin, "list_per_page", 12)
        asked = questions_of(growth.fill(STORIES))
        growth.forget_statistics()
        without = plans_of(asked)
        growth.analyze()
        yield dict(zip([WITHOUT, WITH], [without, plans_of(asked)], strict=True))
        transaction.set_rollback(True)


def questions_of(people) -> dict[str, list]:
    visitor, desk = Client(), Client()
    desk.force_login(people["me"])
    asked = {}
    for address in [*public_addresses(), *desk_addresses(people)]:
        with plans.noted() as asked[address]:
            answer = (desk if address.startswith("/admin/") else visitor).get(address)
            b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200, (address, answer.status_code)
    with plans.noted() as asked[SENDING]:
        LaneVerbs._sort_for_the_desk(Story.objects.waiting().last())
    return asked


def plans_of(asked) -> dict[str, list[plans.Plan]]:
    with plans.as_for_many():
        return {
            address: [plans.plan_of(*question) for question in questions]
            for address, questions in asked.items()
        }


def public_addresses() -> list[str]:
    story = Publication.objects.order_by("pk").last()
    tables = [f"/stories/you-said-we-did.{kind}" for kind in ("csv", "json")]
    reports = ["/stories/you-said-we-did/", *tables, "/stories/local-offer/"]
    maps = ["/sitemap.xml", "/sitemap-stories-1.xml", "/stories/feed/"]
    pages = ["/", story.get_absolute_url(), *pages_with_stories()]
    return [*pages, *reports, *maps, *lists_of_stories()]


def pages_with_stories() -> list[str]:
    """Of what stories are chosen by, each that has a page of its own."""
    value = CharterValue.objects.in_force().last()
    with_pages = (Rung.objects.last(), Partner.objects.last())
    values = ["/charter/", f"/charter/values/{value.slug}/"]
    return [*(row.get_absolute_url() for row in with_pages), *values]


def lists_of_stories() -> list[str]:
    """Each filter with each of its choices that another index may find, and each two of them, also further back."""
    form = StoryFilter({})
    chosen = [f"{name}={choices_of(form, name)[-1]}" for name in FILTERS]
    levels = [f"progress={level}" for level in choices_of(form, "progress")]
    pairs = ["&".join(pair) for pair in combinations(chosen, 2)]
    queries = [*dict.fromkeys([*chosen, *levels, *pairs])]
    older = views.places.signed(Place(timezone.now(), 1))
    further_back = [f"{query}&{urlencode({'after': older})}" for query in ["", *queries]]
    return ["/stories/", *(f"/stories/?{query}" for query in [*queries, *further_back])]


def choices_of(form, name) -> list[str]:
    return [value for value, _ in form.fields[name].choices if value]


def desk_addresses(people) -> list[str]:
    story = Story.objects.waiting().last()
    request = Client().get("/").wsgi_request
    request.user = people["me"]
    desk = admin.site._registry[Story]
    chosen = [
        f"{found.parameter_name}={value}"
        for found in desk.list_filter
        if not isinstance(found, tuple)
        for value, _ in found.lookups(found, request, desk)
    ]
    chosen += [f"rung__id__exact={people['rungs'][0].pk}"]
    chosen += [f"partners__id__exact={people['partners'][3].pk}"]
    screens = ["/admin/", f"{QUEUE}{story.pk}/change/", "/admin/stories/response/"]
    calls = "/admin/stories/callrequest/"
    chosen += [*SEARCHES, *(f"{query}&state=declined" for query in SEARCHES)]
    return [*screens, calls, QUEUE, f"{QUEUE}?p=2", *(f"{QUEUE}?{query}" for query in chosen)]


def faults_at(address, asked, when) -> list[str]:
    """What statistics show to be true of most rows may be found along another index; without them nothing may."""
    found = [fault for plan in asked for fault in faults_of(plan)]
    if when == WITHOUT:
        found += [fault for plan in asked for fault in walks_of(address, plan)]
        used = {name for plan in asked for name in plan.indexes}
        found += [f"not found by {names}" for names in needed_at(address) if not used & {*names}]
    return [f"{address} {fault}" for fault in found]


def needed_at(address) -> list[tuple[str, ...]]:
    """The indexes that this page is made with, where reading along another one would look as good."""
    if address == "/admin/":
        return [(index,) for index in [*PILES.values(), BESIDE_THE_PILES]]
    if address.startswith("/stories/?"):
        chosen = {name for name, _ in parse_qsl(address.partition("?")[2])} - {"after"}
        return [(name,) for name, pair in TOGETHER.items() if chosen == pair]
    query = address.removeprefix(f"{QUEUE}?")
    name = query if query in FILTERS_OF_DESK else query.partition("=")[0]
    needed = FILTERS_OF_DESK.get(name)
    return [needed if isinstance(needed, tuple) else (needed,)] if needed else []


def faults_of(plan) -> list[str]:
    found = [f"reads all of {table}" for table in plan.scanned]
    found += ["puts everything in order first"] if plan.sorts else []
    return [f"{fault}: {plan.sql}\n{plan.text}" for fault in found]


def walks_of(address, plan) -> list[str]:
    allowed = EVERYTHING.get(address, set()) | with_a_condition()
    walked = [
        index
        for index in plan.walked
        if index not in allowed and not index.startswith(tuple(FEW_ROWS)) and " WHERE " in plan.sql
    ]
    return [f"walks along {index}: {plan.sql}\n{plan.text}" for index in walked]


def with_a_condition() -> set[str]:
    """An index that holds only what is asked for may be walked along."""
    return {index.name for index in declared() if index.condition} | {"alert_nobody_opened"}


def declared() -> list:
    tables = (Story, Publication, Response, OtherWords, *LINKS)
    return [index for table in tables for index in table._meta.indexes]


@pytest.mark.parametrize("when", [WITHOUT, WITH])
def test_whatever_a_page_asks_for_is_found_by_an_index(site, when):
    found = [fault for address, asked in site[when].items() for fault in faults_at(address, asked, when)]

    assert not found, "\n\n".join(found)


def test_every_pile_and_every_filter_of_the_desk_says_by_which_index_it_is_found(site):
    of_desk = [address.removeprefix(f"{QUEUE}?") for address in site[WITHOUT]]
    offered = {query for query in of_desk if "=" in query and not query.startswith(("/", "p=", "q="))}
    without_keys = {query.partition("=")[0] if "__" in query else query for query in offered}

    assert {kind.label for kind in dashboard.KINDS} == PILES.keys()
    assert without_keys == FILTERS_OF_DESK.keys()


def test_no_index_is_kept_that_nothing_is_found_by(site):
    used = {
        name
        for asked in site.values()
        for several in asked.values()
        for plan in several
        for name in plan.indexes
    }

    assert {index.name for index in declared()} - used == set()


@pytest.mark.parametrize("index", declared(), ids=lambda index: index.name)
def test_an_index_that_is_missing_is_missed(site, index):
    """Without it something reads all, sorts all, or is found along another one."""
    needing = {
        address: asked
        for address, asked in site[WITHOUT].items()
        if any(index.name in plan.indexes for plan in asked)
    }
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f'DROP INDEX "{index.name}"')
        questions = {a: [(plan.sql, plan.params) for plan in asked] for a, asked in needing.items()}
        found = [
            fault
            for address, asked in plans_of(questions).items()
            for fault in faults_at(address, asked, WITHOUT)
        ]
        transaction.set_rollback(True)

    assert found
