ASKED_AGAIN_DAYS = 30  # So long before a consent ends its teller is asked.


def years_later(day, years: int):
    """The same date; 28 February for somebody who said yes on a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
