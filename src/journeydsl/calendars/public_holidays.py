"""Public holidays out of the package `holidays`, which is imported when a calendar names some."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache


@cache
def public_holidays(country: str, part: str | None, year: int) -> Mapping[date, str]:
    """The public holidays of a year with their names in English where there are some, days in place of others included.

    Those of the whole country, or with a part those of that part. Empty where the country or part is not known.
    """
    if not knows_holidays(country, part):
        return {}
    import holidays

    found = holidays.country_holidays(country, subdiv=part, years=year, language="en_US")
    return {day: name for day, name in sorted(found.items()) if day.year == year}


@cache
def knows_holidays(country: str, part: str | None) -> bool:
    """Whether the holidays of a country, or of a part of it, are known."""
    import holidays

    try:
        holidays.country_holidays(country, subdiv=part)
    except RuntimeError:
        return False
    return True
