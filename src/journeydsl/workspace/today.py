"""Which day it is: as asked for, else as the clock says in the zone of a journey's calendar."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from journeydsl.workspace.outline import Outline


def wanted_today(said: str | None) -> date | None:
    """The day that `--today`, or else `JOURNEY_TODAY`, names; raises `ValueError` where it is no day."""
    text = said or os.environ.get("JOURNEY_TODAY") or ""
    return date.fromisoformat(text) if text else None


def today_in(outlines: Iterable[Outline]) -> date:
    """Today by the clock, in the zone of the journey's calendar, or of this machine where there is none."""
    return datetime.now(_zone(outlines)).date()


def next_midnight(outlines: Iterable[Outline]) -> float:
    """When today ends there, in seconds since 1970."""
    zone = _zone(outlines)
    now = datetime.now(zone) if zone else datetime.now().astimezone()
    midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
    return midnight.timestamp()


def _zone(outlines: Iterable[Outline]) -> tzinfo | None:
    wanted, zones = "", dict[str, str]()
    for outline in outlines:
        wanted = outline.calendar or wanted
        zones |= dict(outline.zones)
    if wanted not in zones:
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(zones[wanted])
    except (OSError, ValueError, LookupError):
        return None
