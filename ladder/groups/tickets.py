"""One-use tickets of a round: printed by the host as often as needed, kept nowhere, so that nobody sees which were used."""

from django.utils.crypto import salted_hmac

from ladder.models import GroupRound
from ladder.models.group_codes import LENGTH, SIGNS, code_in


def codes_of(group_round: GroupRound) -> list[str]:
    return [_code(group_round, number) for number in range(group_round.tickets)]


def number_of(group_round: GroupRound, text: str) -> int | None:
    """None for what is no ticket of this round."""
    code, codes = code_in(text), codes_of(group_round)
    return codes.index(code) if code in codes else None


def _code(group_round, number) -> str:
    """From the secret of the group, so that a new key of the site leaves printed tickets good."""
    text = f"{group_round.number}:{number}"
    digest = salted_hmac("ladder.groups.tickets", text, secret=group_round.series.token).digest()
    value, code = int.from_bytes(digest[:8]), ""
    for _ in range(LENGTH):
        value, sign = divmod(value, len(SIGNS))
        code += SIGNS[sign]
    return code
