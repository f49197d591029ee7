"""Two web machines, a database and a balancer inside this machine: docs/running.md, "Several servers", word by word.

    python -m tests.tools.several_servers FOLDER        as root, in namespaces of its own

Then people read and write, while a web machine is cut off, the database is away, and the site is updated.
"""

import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests.support.house import ROOT  # noqa: E402
from tests.tools import network  # noqa: E402  (what they know of the form needs the settings)
from tests.tools.crowd import NAME, Crowd, visitor  # noqa: E402
from tests.tools.server import wait_until  # noqa: E402

SECONDS_WITHOUT_DATABASE = 20
MOST_REFUSED = 0.002  # docs/decisions.md, “One of a thousand may have to press again”.
REFUSED = "Not everybody was answered at once:"
PATIENCE = 120  # Seconds: a busy machine is slow, not wrong.
STORIES = "SELECT title, count(*) FROM stories_story WHERE state <> 'draft' GROUP BY title"
POOLED = (
    "SELECT count(*) FROM pg_stat_activity WHERE usename = 'coproduction' AND client_addr = '127.0.0.1'"
)
FROM_BALANCER = f"-H 'Host: {NAME}' -H 'X-Forwarded-Proto: https' http://127.0.0.1"
HERE = f"curl -s -o /dev/null -w '%{{http_code}}' {FROM_BALANCER}"
BEGAN = time.monotonic()
PUBLISH = """
from coproduction_site.models import User
from stories.models import Story
moderator, _ = User.objects.get_or_create(email='moderator@example.org')
story = Story.objects.get(title='The first one')
Story.objects.update(criticality=0)
story.refresh_from_db()
story.claim(moderator)
story.publish(moderator)
print(story.get_absolute_url())
"""
VENV_PYTHON = "/srv/coproduction/.venv/bin/python"
STORE = "-m tests.tools.object_store 10.77.0.30 9000 coproduction"
KEEP = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
default_storage.save('tried/picture', ContentFile(b'kept by one'))
"""
FIND = """
from django.core.files.storage import default_storage
print(default_storage.open('tried/picture').read().decode())
"""
POOLER = "postgres://coproduction:database-password@10.77.0.30:6432/coproduction"
DIRECT = POOLER.replace("6432", "5432")
HOLD = """
import sys, time, psycopg
connection = psycopg.connect(sys.argv[1])
connection.execute(f"SELECT {sys.argv[2]}")
print("holds", flush=True)
time.sleep(3600)
"""
HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid IN (77, 78)"
WITHDRAW = "from stories.models import Story; Story.objects.get(title='The first one').withdraw()"


def main(folder: Path) -> None:
    prepare(folder)
    database, one, two, balancer = hosts(folder)
    set_up(database, balancer, [one, two])
    published_on_one_is_read_on_the_other(one, two)
    say("published, read and taken back")
    shell(one, KEEP)
    assert "kept by one" in shell(two, FIND)
    with Crowd() as crowd:
        crowd.phase("two machines").has_sent(2)
        a_machine_is_cut_off(crowd, two, database)
        the_database_is_away(crowd, database)
        an_update(crowd, [one, two])
    judge(crowd, database, [one, two])
    everything_was_used(database)


def set_up(database, balancer, machines) -> None:
    database.follow("### The database machine")
    with_store(database)
    with_certificate(balancer)
    balancer.follow("### The balancer")
    for web in machines:
        web.follow("### Each web machine")
        say(f"{web.name} is set up")
    wait_until(both_answer, PATIENCE)


def a_machine_is_cut_off(crowd, machine, database) -> None:
    in_the_middle_of_a_page(machine)
    with crowd.phase("one machine cut off"):
        machine.cut_off()
        crowd.has_sent(3)
        wait_until(lambda: held(database) == 0, PATIENCE)
    machine.join_again()
    wait_until(both_answer, PATIENCE)
    say("a machine was cut off and came back")


def in_the_middle_of_a_page(machine) -> None:
    """What a machine that dies leaves behind: a transaction of a page, and the lock of the worker who sends letters."""
    for address, lock in {POOLER: "pg_advisory_xact_lock(77)", DIRECT: "pg_advisory_lock(78)"}.items():
        program = shlex.join([VENV_PYTHON, "-c", HOLD, address, lock])
        machine.run(
            f"setsid --fork {program} </dev/null >/run/holds 2>&1; until grep -q holds /run/holds; do sleep 0.1; done"
        )


def held(database) -> int:
    """Locks that were taken by a machine which is not there any more: whoever presses again waits for them."""
    return int(database.run(f'runuser -u postgres -- psql -At coproduction -c "{HELD}"'))


def the_database_is_away(crowd, database) -> None:
    with crowd.phase("without the database"):
        database.cut_off()
        wait_until(lambda: crowd.seconds_of_phase() > SECONDS_WITHOUT_DATABASE, PATIENCE)
    database.join_again()
    wait_until(both_answer, PATIENCE)
    say("the database was away and came back")


def an_update(crowd, machines) -> None:
    crowd.has_sent(1)  # Everybody has got over what was before.
    with crowd.phase("an update"):
        for web in machines:
            web.follow("### An update of several servers")
            crowd.has_sent(1)
        assert {web.run(f"curl -s {FROM_BALANCER}/healthz") for web in machines} == {"new\n"}
    say("updated")


def prepare(folder: Path) -> None:
    """The name leads to the balancer, for whoever is in this namespace."""
    hosts_file = folder / "hosts"
    hosts_file.write_text(f"127.0.0.1 localhost\n10.77.0.10 {NAME}\n")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    subprocess.run(["mount", "--bind", hosts_file, "/etc/hosts"], check=True)
    network.make()


def hosts(folder: Path) -> list[network.Host]:
    addresses = {"db": 30, "web1": 21, "web2": 22, "balancer": 10}
    return [network.Host(folder, name, f"10.77.0.{number}") for name, number in addresses.items()]


def with_certificate(balancer) -> None:
    balancer.run(
        "install -d /etc/ssl/coproduction; cd /etc/ssl/coproduction; "
        f"openssl req -x509 -newkey rsa:2048 -nodes -subj /CN={NAME} -keyout key.pem -out fullchain.pem -days 2"
    )


def with_store(machine) -> None:
    program = f"{sys.executable} {STORE}"
    machine.run(f"cd {ROOT}; setsid --fork {program} </dev/null >/run/store.log 2>&1")


def both_answer() -> bool:
    return answering() == {"web1", "web2"}


def answering() -> set[str]:
    """The names of the machines that say that they are ready, through the balancer."""
    found = set()
    for number in range(6):
        try:
            page = visitor(150 + number).open("/readyz")
        except OSError:
            return set()
        found.add(page.headers["X-Served-By"] if page.status == 200 else page.status)
    return found


def published_on_one_is_read_on_the_other(one, two) -> None:
    assert (
        visitor(1).send_story(title="The first one", consent_publish="on").address.endswith("/thanks/")
    )
    address = shell(one, PUBLISH).split()[-1]
    assert two.run(f"{HERE}{address}") == "200"
    shell(two, WITHDRAW)
    assert one.run(f"{HERE}{address}") == two.run(f"{HERE}{address}") == "410"


def shell(web, code: str) -> str:
    manage = f"{VENV_PYTHON} /srv/coproduction/manage.py shell --no-imports"
    return web.run(f'runuser -u coproduction -- {manage} -c "{code}"')


def judge(crowd, database, machines) -> None:
    said = database.run(f'runuser -u postgres -- psql -At coproduction -c "{STORIES}"')
    rows = dict(line.rsplit("|", 1) for line in said.splitlines())
    lost = [title for title in crowd.thanked if title not in rows]
    doubled = [title for title, number in rows.items() if number != "1"]
    for phase, answers in crowd.answers.items():
        requests, failed = sum(answers.values()), len(crowd.refused[phase])
        print(f"{phase}: {requests} requests, {failed} failed {dict(answers)}")
    print(f"{len(crowd.thanked)} stories were thanked for, {len(lost)} lost, {len(doubled)} doubled.")
    assert not lost and not doubled, (lost, doubled)  # noqa: PT018
    for phase in ("two machines", "an update"):
        refused = crowd.refused[phase]
        if refused:
            print("\n".join([REFUSED, *refused, *map(faults, machines)]))
        share = len(refused) / sum(crowd.answers[phase].values())
        assert share <= MOST_REFUSED, f"{phase}: of a thousand requests {share * 1000:.1f} failed"


def faults(machine) -> str:
    """The last that its services wrote: quiet while all is well, so it is about what failed."""
    return machine.run(f"echo {machine.name}:; tail -c 2500 /run/units/log")


def everything_was_used(database) -> None:
    """Limits are counted in Redis, and what answers visitors came through the pooler, from this machine's own address."""
    counted = database.run("redis-cli -h 10.77.0.30 -a redis-password --no-auth-warning dbsize")
    assert int(counted.split()[-1]) > 0, counted
    pooled = database.run(f'runuser -u postgres -- psql -At coproduction -c "{POOLED}"')
    assert int(pooled.split()[-1]) > 0, pooled


def say(what: str) -> None:
    print(f"{time.monotonic() - BEGAN:5.0f} s  {what}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
