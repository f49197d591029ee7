"""The settings, and the machine below them: clock, disk, and the people who look after the site."""

import ctypes
import shutil

from django.conf import settings
from django.core import checks
from django.db import connection
from django.utils import timezone

from coproduction_site.accounts.staff import administrators, staff_with
from coproduction_site.operations.findings import Finding, fault, right, warning

FEW, LITTLE = 1_000_000_000, 300_000_000  # Bytes that are still free.
SECONDS_APART = 5
NOT_SYNCHRONISED = 5  # TIME_ERROR of adjtimex(2).


def settings_are_right() -> Finding:
    """A value that cannot be right has stopped us before; here are Django's own checks of a deployment."""
    found = [
        message
        for message in checks.run_checks(include_deployment_checks=settings.IS_PUBLIC)
        if message.level >= checks.WARNING and not message.is_silenced()
    ]
    if found:
        return fault("settings", "; ".join(f"{message.id}: {message.msg}" for message in found))
    where = f"The site is {settings.SITE_URL}" + (
        "." if settings.IS_PUBLIC else ", on this machine only."
    )
    return right("settings", where)


def clock() -> Finding:
    """Links, limits and dates go by it."""
    apart = abs(_seconds_from_database())
    if apart > SECONDS_APART:
        return fault("clock", f"This machine and the database are {apart:.0f} s apart: set both by NTP.")
    if ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512)) == NOT_SYNCHRONISED:
        return warning("clock", "Nothing sets this machine's clock: timedatectl set-ntp true.")
    return right("clock", f"{timezone.localtime():%H:%M:%S %Z}, set from outside.")


def _seconds_from_database() -> float:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return (cursor.fetchone()[0] - timezone.now()).total_seconds()


def disk() -> Finding:
    folders = {"DATA_DIR": settings.DATA_DIR, "BACKUP_DIR": settings.BACKUP_DIR}
    free = {name: shutil.disk_usage(folder).free for name, folder in folders.items() if folder.exists()}
    name = min(free, key=free.get)
    sentence = f"{free[name] / 1e9:.1f} GB are free under {name}."
    if free[name] < LITTLE:
        return fault("disk", f"{sentence} A full disk takes no story.")
    return (warning if free[name] < FEW else right)("disk", sentence)


def people() -> Finding:
    number = administrators().count()
    leads = staff_with("stories.read_held_story", include_superusers=False).count()
    if not number:
        return fault("people", "There is no administrator: manage.py createsuperuser.")
    if leads < 2:
        return warning("people", f"{leads} safeguarding leads can sign in; there should be two or more.")
    return right("people", f"Administrators: {number}. Safeguarding leads: {leads}.")
