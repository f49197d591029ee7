"""Letters are tried for four days; what the mail server refuses is counted by address; what did not go, goes again once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from post_office.models import STATUS, Email

from coproduction_site import mail
from coproduction_site.models import RefusedAddress
from coproduction_site.outbox.sending import send_again, send_letters
from tests.support.factories import make_user
from tests.tools.letter_box import taking_letters
from tests.tools.server import free_port

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
NOBODY_HERE = "550 5.1.1 Nobody here"


@pytest.fixture(autouse=True)
def port(settings):
    """Of a mail server that the outbox uses, as in real life; nobody listens there yet."""
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    settings.POST_OFFICE = {"BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"}}
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", free_port(), False
    return settings.EMAIL_PORT


def put_in(to="teller@example.org", subject="Hello") -> Email:
    EmailMessage(subject, "Words", to=[to]).send()
    return Email.objects.latest("pk")


def its_time_has_come() -> None:
    Email.objects.update(scheduled_time=timezone.now() - timedelta(seconds=1))


def try_until_it_is_over() -> list[timedelta]:
    """How long each letter waited between its tries."""
    waited = []
    for _ in range(30):
        send_letters()
        letter = Email.objects.get()
        if letter.status == STATUS.failed:
            return waited
        waited.append(letter.scheduled_time - timezone.now())
        its_time_has_come()
    raise AssertionError("it never ends")


def test_a_letter_is_tried_for_four_days_at_growing_intervals():
    put_in()

    waited = try_until_it_is_over()

    assert timedelta(hours=95, minutes=58) < sum(waited, timedelta()) <= timedelta(hours=96)
    assert waited[0] < timedelta(minutes=21)
    assert all(sooner < later + timedelta(seconds=10) for sooner, later in pairwise(waited))
    assert Email.objects.get().logs.count() == len(waited) + 1


def test_a_server_that_says_not_now_gets_the_letter_later(port):
    put_in()
    with taking_letters(port, [("teller@", "450 4.2.1 Not now")]) as letters:
        send_letters()
    assert letters == []
    assert Email.objects.get().status == STATUS.requeued
    assert not RefusedAddress.objects.exists()

    its_time_has_come()
    with taking_letters(port) as letters:
        send_letters()
    assert len(letters) == 1


def test_an_address_that_refuses_three_times_gets_no_more_letters_until_somebody_says_so(port):
    put_in()
    with taking_letters(port, [("teller@", NOBODY_HERE)]):
        waited = try_until_it_is_over()
    assert len(waited) == 2
    assert RefusedAddress.objects.stops("Teller@example.org")

    later = put_in(subject="A second letter")
    assert later.status == STATUS.failed
    assert "too often" in later.logs.get().message

    send_again(later)
    with taking_letters(port) as letters:
        send_letters()
    assert len(letters) == 1
    assert "A second letter" in letters[0]
    assert not RefusedAddress.objects.exists()


def test_what_a_server_says_against_us_is_not_held_against_the_address(port):
    put_in()
    with taking_letters(port, [("teller@", "550 5.7.1 We do not take letters from you")]):
        send_letters()

    assert Email.objects.get().status == STATUS.requeued
    assert not RefusedAddress.objects.exists()


def test_one_refused_address_stops_no_other_letter_of_the_round(port):
    put_in("gone@example.org")
    put_in("here@example.org")

    with taking_letters(port, [("gone@", NOBODY_HERE)]) as letters:
        send_letters()

    assert len(letters) == 1
    assert RefusedAddress.objects.get().times == 1


def test_a_call_to_a_safeguarding_lead_goes_first_and_also_to_an_address_that_refused(port):
    lead = make_user(email="lead@example.org")
    for _ in range(3):
        RefusedAddress.objects.count_one(lead.email)
    put_in()
    mail.send_to_each([lead], "Please open it now", "Now", is_urgent=True)

    with taking_letters(port) as letters:
        send_letters()

    assert ["Please open it now" in letter for letter in letters] == [True, False]


def test_after_a_year_a_refusal_is_forgotten():
    RefusedAddress.objects.count_one("old@example.org")
    RefusedAddress.objects.update(last_at=timezone.now() - timedelta(days=366))
    RefusedAddress.objects.count_one("new@example.org")

    call_command("work", "--once")

    assert RefusedAddress.objects.count() == 1


def test_an_address_in_another_script_arrives(port):
    put_in("name@bücher.example")

    with taking_letters(port) as letters:
        send_letters()

    assert "name@xn--bcher-kva.example" in letters[0]


def test_of_eight_presses_on_send_again_one_wins_and_one_letter_goes(port):
    letter = put_in()
    Email.objects.update(status=STATUS.failed)

    def press(_):
        try:
            send_again(letter)
        except ValidationError:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(8) as people:
        assert sum(people.map(press, range(8))) == 1
    with taking_letters(port) as letters:
        call_command("work", "--once")
        call_command("work", "--once")
    assert len(letters) == 1
    with pytest.raises(ValidationError):
        send_again(letter)


def test_each_letter_is_marked_before_the_next_goes_so_that_a_worker_that_dies_sends_none_twice(port):
    for number in range(3):
        put_in(f"{number}@example.org")

    class Died(BaseException):
        pass

    dying = connection.execute_wrapper(_dying_after(2, Died))
    with taking_letters(port) as before, pytest.raises(Died), dying:
        send_letters()
    with taking_letters(port) as after:
        send_letters()

    assert (len(before), len(after)) == (2, 1)


def _dying_after(count, death):
    """When the letter after `count` is looked for."""
    looks = iter(range(100))

    def wrapper(execute, sql, *rest):
        if sql.startswith("SELECT") and 'FROM "post_office_email"' in sql and next(looks) == count:
            raise death
        return execute(sql, *rest)

    return wrapper
