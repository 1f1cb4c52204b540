"""When the teams of a journey work, asked by several checks and worked out once."""

from __future__ import annotations

from journeydsl.checks._subject import Subject
from journeydsl.numbers.timetable import Timetable, ordinary_timetable


def ordinary_weeks(subject: Subject) -> Timetable:
    """The working times in a week without holidays and closed days."""
    return subject.once(_ordinary)


def _ordinary(subject: Subject) -> Timetable:
    return ordinary_timetable(subject.graph)
