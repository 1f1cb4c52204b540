"""Public holidays out of the package `holidays`, which is imported when a day is asked for.

Which countries and parts it knows stands in `holiday_regions.txt`, since importing it takes longer than a whole check.
After an update, `python -m journeydsl.calendars.public_holidays > holiday_regions.txt` writes it anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from journeydsl.text.shipped import shipped

_PART = re.compile(r"[A-Z0-9]{1,3}")


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


def knows_holidays(country: str, part: str | None) -> bool:
    """Whether the holidays of a country, or of a part of it, are known."""
    parts = holiday_regions().get(country)
    return parts is not None and (part is None or part in parts)


@cache
def holiday_regions() -> Mapping[str, tuple[str, ...]]:
    """The countries whose holidays are known, each with its parts."""
    lines = shipped("journeydsl.calendars", "holiday_regions.txt").decode("ascii").splitlines()
    return {country: tuple(parts) for country, *parts in (line.split() for line in lines)}


def write_regions() -> str:
    """The text of `holiday_regions.txt`, as the package knows it; what the language cannot name is left out."""
    import holidays

    known = holidays.list_supported_countries()
    countries = sorted(code for code in known if re.fullmatch(r"[A-Z]{2}", code))
    listed = ((code, *sorted(part for part in known[code] if _PART.fullmatch(part))) for code in countries)
    return "".join(f"{' '.join(line)}\n" for line in listed)


if __name__ == "__main__":
    print(write_regions(), end="")
