"""What the badge says: of a status that holds, of one that is over, and of one whose pledge is gone."""

from dataclasses import dataclass

from coproduction_site.letters.writing import day
from partners.models import StatusApplication

ENDED = "Ended"


@dataclass(frozen=True)
class Badge:
    """`title` and `meaning` are for whoever hears it; `large` and `small` stand in the picture."""

    holds: bool
    title: str
    meaning: str
    large: str
    small: str


def badge_of(award: StatusApplication | None, city: str) -> Badge:
    """Of one that is gone it names nobody."""
    if award is None:
        return Badge(False, "This charter status has ended", "It does not hold any more.", ENDED, "")
    name, until = award.pledge.name, award.expires_on
    if award.is_valid:
        given = f"A panel of families and professionals in {city} gave it on {day(award.awarded_on)}."
        return Badge(
            True,
            f"Charter status of {name}: {award.level.name}, until {until.year}",
            f"{given} It holds until {day(until)}.",
            award.level.name,
            f"until {until.year}",
        )
    title = f"The charter status of {name} ended in {until.year}"
    meaning = f"It held until {day(until)} and was not given again."
    return Badge(False, title, meaning, ENDED, str(until.year))
