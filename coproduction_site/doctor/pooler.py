"""Does the pooler answer, and does the account have limits of its own? A pooler passes none of ours on."""

from django.conf import settings
from django.db.utils import ConnectionHandler

from coproduction_site.operations.findings import Finding, fault, right

LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")


def keeps_to_limits() -> Finding:
    """Without them a machine that dies in the middle of a page keeps others waiting for as long as TCP believes in it."""
    if not settings.POOLER:
        return right("pooler", "There is none, and none is needed.")
    missing = [name for name, limit in limits_behind(settings.POOLER).items() if limit == "0"]
    if missing:
        return fault(
            "pooler", f"The account has no {', '.join(missing)}: docs/running.md says how to set it."
        )
    return right("pooler", "It answers, and what is left open is ended.")


def limits_behind(address: dict) -> dict[str, str]:
    connection = ConnectionHandler({"default": address})["default"]
    try:
        with connection.cursor() as cursor:
            return {name: _shown(cursor, name) for name in LIMITS}
    finally:
        connection.close()


def _shown(cursor, name: str) -> str:
    cursor.execute(f"SHOW {name}")
    return cursor.fetchone()[0]
