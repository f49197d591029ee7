"""Every look at the site, one after the other. A look that fails itself is a fault, and stops no other."""

from collections.abc import Callable, Iterable

from coproduction_site.backup import age
from coproduction_site.doctor import certificate, machine, mail_server, pooler, stores
from coproduction_site.operations import worker
from coproduction_site.operations.findings import Finding, fault


def findings() -> Iterable[Finding]:
    for name, look in LOOKS.items():
        try:
            found = look()
        except Exception as error:
            found = fault(name, f"This could not be looked at: {type(error).__name__}: {error}")
        yield found


LOOKS: dict[str, Callable[[], Finding]] = {
    "settings": machine.settings_are_right,
    "database": stores.database,
    "pooler": pooler.keeps_to_limits,
    "tables": stores.all_migrated,
    "cache": stores.cache_is_shared,
    "pictures": stores.pictures,
    "static files": stores.static_files,
    "mail": mail_server.takes_letters,
    "worker": worker.worker,
    "jobs": worker.jobs,
    "letters": worker.letters,
    "failed letters": worker.failed_letters,
    "backups": age.finding,
    "certificate": certificate.is_good,
    "clock": machine.clock,
    "disk": machine.disk,
    "people": machine.people,
}
