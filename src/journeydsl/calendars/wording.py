"""Moments and stretches of time in words."""

from __future__ import annotations

from datetime import datetime, timedelta

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday_and_time(moment: datetime) -> str:
    """`Friday 16:00`"""
    return f"{_WEEKDAYS[moment.weekday()]} {moment:%H:%M}"


def weekday_date_and_time(moment: datetime) -> str:
    """`Friday 2026-11-27 16:00`"""
    return f"{_WEEKDAYS[moment.weekday()]} {moment.date().isoformat()} {moment:%H:%M}"


def reached_from(start: datetime, moment: datetime) -> str:
    """`Monday 11:30` where that is within the next six days, else `Monday 11:30, 10 days later`."""
    days = (moment.date() - start.date()).days
    return weekday_and_time(moment) + (f", {days:,} days later" if days > 6 else "")


def stretch(time: timedelta) -> str:
    """`2 days 19 hours 30 minutes`, as elapsed time; parts of a minute are left out."""
    minutes = time.days * 1440 + time.seconds // 60
    parts = ((minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute"))
    said = [f"{number:,} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number]
    return " ".join(said) or "no time"
