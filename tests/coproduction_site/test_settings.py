"""A site that is set up wrongly does not start, and says everything that is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import machine

HOUSE = Path(__file__).resolve().parents[2]
PUBLIC = {
    "ALLOWED_HOSTS": "coproduction.example",
    "SITE_URL": "https://coproduction.example",
    "SECRET_KEY": "k3y-" * 16,
    "HTTPS": "1",
    "EMAIL_URL": "submission://user:password@mail.coproduction.example:587",
    "MAIL_FROM": "co-production@coproduction.example",
}


def start(folder, **environment):
    """`manage.py check` in a process of its own, with nothing else in its environment."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=HOUSE,
        env=kept | {"DATA_DIR": str(folder)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_copy_on_a_desk_starts_with_no_environment_and_makes_its_key_once(tmp_path):
    assert start(tmp_path).returncode == 0
    key = (tmp_path / "secret-key").read_text()
    start(tmp_path)

    assert len(key) >= 50
    assert (tmp_path / "secret-key").read_text() == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_every_bad_value_is_named_at_once(tmp_path):
    started = start(
        tmp_path, DEBUG="maybe", HTTPS="perhaps", SITE_URL="example", DATABASE_URL="nonsense://x"
    )

    assert started.returncode != 0
    for name in ("DEBUG", "HTTPS", "SITE_URL", "DATABASE_URL"):
        assert name in started.stderr


@pytest.mark.parametrize("value", ["", "weather", "http://example.org", "javascript:alert(1)"])
def test_leaving_leads_to_an_https_page_elsewhere_and_to_nothing_else(tmp_path, value):
    started = start(tmp_path, LEAVE_FOR=value)

    assert started.returncode != 0
    assert "LEAVE_FOR" in started.stderr


@pytest.mark.parametrize("value", ["nonsense", "ftp://example.org"])
def test_a_mail_address_that_cannot_work_is_named(tmp_path, value):
    started = start(tmp_path, EMAIL_URL=value)

    assert started.returncode != 0
    assert "EMAIL_URL" in started.stderr


def test_a_public_host_that_keeps_every_guard_starts(tmp_path):
    assert start(tmp_path, **PUBLIC).returncode == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "1"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", ""),
        ("HTTPS", "0"),
        ("REQUIRE_STAFF_MFA", "0"),
        ("RATE_LIMITS", "0"),
        ("SITE_URL", ""),
        ("SITE_URL", "https://elsewhere.example"),
        ("SITE_URL", "http://coproduction.example"),
        ("MAIL_FROM", ""),
        ("MAIL_FROM", "no-reply@localhost"),
        ("EMAIL_URL", "file:///tmp/letters"),
        ("EMAIL_URL", "console://"),
        ("CACHE_URL", "locmem://"),
    ],
)
def test_a_public_host_keeps_every_guard(tmp_path, name, value):
    started = start(tmp_path, **PUBLIC | {name: value})

    assert started.returncode != 0
    assert name in started.stderr


def test_a_public_host_is_told_everything_that_is_missing_at_once(tmp_path):
    started = start(tmp_path, ALLOWED_HOSTS="coproduction.example")

    assert started.returncode != 0
    last_line = started.stderr.strip().splitlines()[-1]
    for name in ("SECRET_KEY", "HTTPS", "SITE_URL", "MAIL_FROM", "EMAIL_URL"):
        assert f" {name} " in last_line


def test_the_address_of_the_site_may_be_one_of_many_names(tmp_path):
    started = start(tmp_path, **PUBLIC | {"ALLOWED_HOSTS": "127.0.0.1,.example"})

    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("CACHE_URL", "pymemcache://127.0.0.1:1", "CACHE_URL needs the package pymemcache"),
        ("DATABASE_URL", "mysql://127.0.0.1/site", "DATABASE_URL must begin with postgres://"),
        ("PORT", "70000", "must be a number from 1 to 65535"),
        ("DATABASE_REPLICA_URL", "sqlite:///x", "needs the form postgres://user:password@host"),
        ("DATABASE_POOLER_URL", "postgres://a:b@127.0.0.1/site", "need a DATABASE_URL that begins with"),
        ("LISTEN_ON", "everywhere", "must be an address of this machine"),
    ],
)
def test_what_the_site_has_no_package_for_is_met_at_the_start(tmp_path, name, value, sentence):
    started = start(tmp_path, **{name: value})

    assert started.returncode != 0
    assert sentence in started.stderr


@pytest.mark.parametrize(
    ("name", "value", "module"),
    [
        ("CACHE_URL", "redis://127.0.0.1:6379", "redis"),
        ("STORAGE_URL", "s3://127.0.0.1/bucket", "storages"),
    ],
)
def test_a_package_of_several_servers_that_is_missing_is_what_set_up_installs(
    tmp_path, name, value, module
):
    assert start(tmp_path, **{name: value}).returncode == 0
    (tmp_path / "sitecustomize.py").write_text(f"import sys\nsys.modules[{module!r}] = None\n")
    without_it = {name: value, "PYTHONPATH": str(tmp_path)}

    started = start(tmp_path, **without_it)

    assert started.returncode != 0
    assert f"{name} needs the package " in started.stderr
    assert "make set-up" in started.stderr
    for environment in ({name: value}, without_it):
        assert machine.of_this_site(environment) == machine.SCALE
    assert machine.of_this_site({}) == machine.RUNTIME


@pytest.mark.parametrize("value", ["s3://host", "https://host/bucket", "s3:///bucket", "nonsense"])
def test_an_address_of_a_store_that_cannot_work_is_named(tmp_path, value):
    started = start(tmp_path, STORAGE_URL=value)

    assert started.returncode != 0
    assert "STORAGE_URL" in started.stderr


def test_the_folder_of_a_site_with_a_key_is_made_all_the_same(tmp_path):
    folder = tmp_path / "not" / "there yet"

    assert start(folder, SECRET_KEY="k3y-" * 16).returncode == 0

    assert folder.is_dir()
    assert folder.stat().st_mode & 0o007 == 0


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    started = start(tmp_path / "file" / "below", SECRET_KEY="k3y-" * 16)

    assert started.returncode != 0
    assert "DATA_DIR cannot be made" in started.stderr


def test_a_folder_is_found_from_the_project_and_not_from_where_somebody_stands(tmp_path):
    """A unit of the service manager, a shell and a timer stand in different folders."""
    ask = "from coproduction_site import settings as s; print(s.DATA_DIR, s.STATIC_ROOT, s.MEDIA_ROOT)"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(HOUSE), "DATA_DIR": "var"}
    shown = {
        subprocess.run(
            [sys.executable, "-c", ask],
            cwd=place,
            env=environment | {"SECRET_KEY": "k3y-" * 16},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for place in (HOUSE, tmp_path)
    }

    assert shown == {f"{HOUSE}/var {HOUSE}/var/static {HOUSE}/var/media\n"}


def test_a_time_to_keep_things_is_at_least_one_day(tmp_path):
    started = start(tmp_path, DECLINED_STORY_DAYS="-5", DRAFT_STORY_DAYS="0")

    assert started.returncode != 0
    assert "DECLINED_STORY_DAYS" in started.stderr
    assert "DRAFT_STORY_DAYS" in started.stderr


@pytest.mark.parametrize("ages", [(16, 13, 18), (13, 13, 18), (13, 16, 16)])
def test_the_ages_of_consent_rise(tmp_path, ages):
    names = ("CONSENT_BY_PARENT_UNTIL_AGE", "CONSENT_WITH_PARENT_UNTIL_AGE", "ADULT_FROM_AGE")
    given = {name: str(age) for name, age in zip(names, ages, strict=True)}

    started = start(tmp_path, **given)

    assert started.returncode != 0
    assert all(f"{name}={age}" in started.stderr for name, age in given.items())


def test_a_public_host_makes_no_key_of_its_own(tmp_path):
    start(tmp_path, **PUBLIC)

    assert not (tmp_path / "secret-key").exists()


def test_every_setting_is_explained_in_the_example():
    settings = (HOUSE / "coproduction_site" / "settings.py").read_text()
    example = (HOUSE / ".env.example").read_text()
    read = {line.split('("')[1].split('"')[0] for line in settings.splitlines() if "= env." in line}

    assert len(read) > 15
    missing = {name for name in read if f"{name}=" not in example}
    assert not missing
