"""A site that is set up wrongly does not start, and says everything that is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
PUBLIC = {
    "ALLOWED_HOSTS": "coproduction.example",
    "SITE_URL": "https://coproduction.example",
    "SECRET_KEY": "k3y-" * 16,
    "HTTPS": "1",
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


@pytest.mark.parametrize("value", ["nonsense", "ftp://example.org"])
def test_a_mail_address_that_cannot_work_is_named(tmp_path, value):
    started = start(tmp_path, EMAIL_URL=value)

    assert started.returncode != 0
    assert "EMAIL_URL" in started.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "1"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", ""),
        ("HTTPS", "0"),
        ("REQUIRE_STAFF_MFA", "0"),
        ("RATE_LIMITS", "0"),
    ],
)
def test_a_public_host_keeps_every_guard(tmp_path, name, value):
    assert start(tmp_path, **PUBLIC).returncode == 0

    started = start(tmp_path, **PUBLIC | {name: value})

    assert started.returncode != 0
    assert name in started.stderr


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
