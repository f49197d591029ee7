"""Other ways to the same rows: through a pooler, and in a copy that follows."""

import dj_database_url

PLACE = ("HOST", "PORT", "NAME", "USER", "PASSWORD")
READ_ONLY = "-c statement_timeout=3000 -c default_transaction_read_only=on"


def through_pooler(usual: dict, address: str) -> dict:
    """For a pooler that gives a connection for one transaction: nothing may outlive that.

    It passes no options on: the times of `usual` are those of the account (docs/running.md, "Several servers").
    """
    pooler = _at(address, usual)
    pooler["OPTIONS"].pop("options", None)
    pooler["OPTIONS"]["prepare_threshold"] = None
    return pooler | {"DISABLE_SERVER_SIDE_CURSORS": True}


def in_copy(usual: dict, address: str) -> dict:
    copy = _at(address, usual)
    copy["OPTIONS"]["options"] = READ_ONLY
    return copy | {"TEST": {"MIRROR": "default"}}


def _at(address: str, usual: dict) -> dict:
    said = dj_database_url.parse(address)
    place = {name: said.get(name, "") for name in PLACE}
    return usual | place | {"OPTIONS": usual["OPTIONS"] | said.get("OPTIONS", {})}
