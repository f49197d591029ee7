"""Links of resources are followed once a day; three bad days in a row make somebody look; nothing hides by itself."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.cache import revision
from coproduction_site.links.checking import Checker
from pages.models import LinkCheck
from pages.resources import checking
from tests.support.factories import make_user
from tests.support.other_sites import Names, site
from tests.support.resources import make_resource

pytestmark = pytest.mark.django_db


def checker(between=0) -> Checker:
    names = Names({"site.example": [["127.0.0.1"]]})
    return Checker(resolve=names.resolve, may_reach=lambda address, port: True, between=between)


def on_the_next_day() -> None:
    for check in LinkCheck.objects.exclude(checked_on=None):
        check.checked_on -= timedelta(days=1)
        check.save()


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Content editors", is_staff=True))
    return client


def test_each_link_is_followed_once_a_day():
    with site() as theirs:
        make_resource(formats=[{"link": theirs.link()}])

        assert checking.check_due(checker()) == 1
        assert checking.check_due(checker()) == 0
        on_the_next_day()
        assert checking.check_due(checker()) == 1

    assert len(theirs.asked) == 2


def test_the_link_of_every_format_is_followed_and_counted_for_itself(desk):
    with site() as theirs, site(answer=404) as gone:
        links = [theirs.link(), gone.link(), theirs.link(path="/pa")]
        make_resource(title="A guide", formats=[{"link": link} for link in links])

        assert checking.check_due(checker()) == 3
        LinkCheck.objects.filter(is_there=False).update(failed_days=3)

    [broken] = LinkCheck.objects.broken()
    assert broken.link == links[1]
    assertContains(desk.get(reverse("admin:pages_linkcheck_changelist")), "A guide</a> (Web page)")


def test_a_link_that_was_put_right_is_followed_on_the_same_day():
    with site() as theirs:
        resource = make_resource(formats=[{"link": theirs.link(path="/old")}])
        checking.check_due(checker())
        resource.formats.update(link=theirs.link(path="/new"))

        assert checking.check_due(checker()) == 1


def test_only_links_to_others_that_everybody_sees_are_followed():
    with site() as theirs:
        make_resource(formats=[{"link": "/ladder/"}])
        make_resource(formats=[{"file": "resources/a.pdf", "size": 9}])
        make_resource(formats=[{"link": theirs.link()}], is_listed=False)

        assert checking.check_due(checker()) == 0

    assert theirs.asked == []


def test_three_bad_days_make_somebody_look_and_hide_nothing(desk):
    with site(answer=404) as theirs:
        resource = make_resource(formats=[{"link": theirs.link()}])
        for day in range(1, 4):
            checking.check_due(checker())
            assert LinkCheck.objects.broken().count() == (day == 3)
            on_the_next_day()

    assertContains(desk.get(reverse("admin:pages_linkcheck_changelist")), resource.title)
    assertContains(desk.get(reverse("admin:index")), "Links that may be broken")
    assertContains(desk.get(reverse("pages:resources")), resource.title)


def test_one_good_day_ends_the_count():
    with site(answer=404) as theirs:
        make_resource(formats=[{"link": theirs.link()}])
        for answer in (404, 404, 200, 404):
            theirs.answer = answer
            checking.check_due(checker())
            on_the_next_day()

    assert LinkCheck.objects.get().failed_days == 1


def test_a_site_that_tells_programs_nothing_counts_neither_way():
    with site(answer=404) as theirs:
        make_resource(formats=[{"link": theirs.link()}])
        for answer in (404, 403):
            theirs.answer = answer
            checking.check_due(checker())
            on_the_next_day()

    assert LinkCheck.objects.get().failed_days == 1


def test_a_link_that_was_put_right_is_off_the_list(desk):
    with site(answer=404) as theirs:
        resource = make_resource(formats=[{"link": theirs.link()}])
        checking.check_due(checker())
        LinkCheck.objects.update(failed_days=5)
        assertContains(desk.get(reverse("admin:pages_linkcheck_changelist")), resource.title)

        resource.formats.update(link="https://www.example.org/better")

    assert not LinkCheck.objects.broken().exists()


def test_two_workers_do_not_follow_one_link_twice():
    with site() as theirs:
        way = make_resource(formats=[{"link": theirs.link()}]).formats.get()
        LinkCheck.objects.create(format=way, checked_on=timezone.localdate(), link=way.link)

        assert checking.check_due(checker()) == 0


def test_a_round_of_the_worker_ends_so_that_letters_do_not_wait():
    with site() as theirs:
        for _ in range(3):
            make_resource(formats=[{"link": theirs.link()}])

        assert checking.check_due(checker(), until=0) == 0


def test_what_is_found_moves_no_public_page():
    with site() as theirs:
        make_resource(formats=[{"link": theirs.link()}])
        before = revision.current()
        checking.check_due(checker())

    assert revision.current() == before


def test_a_site_that_may_not_ask_others_does_not(settings):
    settings.CHECK_LINKS = False
    make_resource()

    assert checking.check_some() == 0
    assert not LinkCheck.objects.exists()


def test_by_hand_each_link_is_named_with_what_was_found():
    """The address is ours, so nothing is asked."""
    make_resource(formats=[{"link": "http://127.0.0.1/"}])
    said = StringIO()

    call_command("check_links", stdout=said)

    assert "http://127.0.0.1/: it does not lead to the open web" in said.getvalue()
    assert "1 links followed. Perhaps broken: 0" in said.getvalue()


def test_only_whoever_writes_resources_sees_the_list(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Moderators", is_staff=True))

    assert client.get(reverse("admin:pages_linkcheck_changelist")).status_code == 403
    assertNotContains(client.get(reverse("admin:index")), "Links that may be broken")
