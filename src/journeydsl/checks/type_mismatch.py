"""A value that does not fit what it stands for."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.calendars.public_holidays import holiday_regions, knows_holidays
from journeydsl.calendars.zones import zone_names
from journeydsl.checks._subject import Reading, Subject
from journeydsl.checks._words import all_quoted, quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.faults import (
    BadCountry,
    BadCurrency,
    BadDate,
    BadTime,
    BadTimezone,
    Fault,
    MissingCurrency,
    NotWhole,
    OtherCurrency,
    OutsideRange,
    ReversedRange,
    TypeName,
    UnfitBusiness,
    UnfitTest,
    WrongType,
)
from journeydsl.model.people import Holidays
from journeydsl.model.values import Text, written_number
from journeydsl.text.source import Edit, Span
from journeydsl.text.spelling import nearest

GROUP = "Reading and names"
SEVERITY = "error"
COSTS = "a threshold that compares apples with pears lets the wrong buyers through"
ABOUT = ("calendars",)

# What a value of this type is called, and what stands for it.
_VALUES: dict[TypeName, str] = {
    "integer": "a whole number", "decimal": "a number", "money": "an amount of money", "boolean": "`true` or `false`",
    "text": "a text", "date": "a date", "one of": "a value of its list", "any of": "a list of values",
    "score": "a whole number", "count": "a whole number", "percent": "a percentage", "number": "a plain number",
    "name": "a word", "duration": "a time such as `4 hours`",
}  # fmt: skip
_FIELDS: dict[TypeName, str] = {
    "integer": "a whole number", "decimal": "a number", "money": "an amount of money", "boolean": "true or false",
    "text": "a text", "date": "a date", "one of": "one value of a list", "any of": "several values of a list",
    "score": "a score", "count": "a count", "percent": "a percentage", "number": "a number", "name": "a word",
    "duration": "a time",
}  # fmt: skip
_TESTS: dict[TypeName, str] = {
    "integer": "`=`, `!=`, `<`, `<=`, `>`, `>=`, `in` and `between`",
    "decimal": "`=`, `!=`, `<`, `<=`, `>`, `>=`, `in` and `between`",
    "money": "`=`, `!=`, `<`, `<=`, `>`, `>=`, `in` and `between`",
    "score": "`=`, `!=`, `<`, `<=`, `>`, `>=`, `in` and `between`",
    "boolean": "`=`, `!=`, or the name alone",
    "text": "`=`, `!=`, `in`, `contains`, `starts with` and `ends with`",
    "date": "`=`, `!=`, `<`, `<=`, `>`, `>=`, `in [..]`, `between`, `within`, `before` and `after`",
    "one of": "`=`, `!=` and `in [..]`; with `in order` also `<`, `<=`, `>`, `>=` and `between`",
    "any of": "`includes`, `includes any of [..]` and `includes all of [..]`",
}


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Time zones that do not exist, and countries whose holidays nobody knows."""
    for calendar in subject.journey.calendars.values():
        zone = calendar.timezone
        if zone and zone.text not in zone_names():
            yield _unknown_zone(zone)
        for line in calendar.holidays:
            if not knows_holidays(line.country, line.part):
                yield _unknown_holidays(line)


def check_reading(reading: Reading) -> Iterator[Finding]:
    """Every value of another type, unit, range or shape than what it stands for."""
    for fault in reading.faults:
        finding = _of_type(fault) or _of_number(fault) or _of_unit(fault) or _of_shape(fault)
        if finding:
            yield finding


def _of_type(fault: Fault) -> Finding | None:
    match fault:
        case WrongType(span, subject, "boolean", found) if span.text == subject:
            message = f"{quoted(subject)} is {_FIELDS[found]} and cannot stand alone in a condition"
            return Finding(span, message, f"value {subject}", fix=Fix(f"Compare it, or write `{subject} is known`"))
        case WrongType(span, subject, wanted, found):
            message = f"{quoted(subject)} takes {_VALUES[wanted]}, and {quoted(span.words)} is {_VALUES[found]}"
            return Finding(span, message, f"value {subject}", fix=Fix(f"Write {_VALUES[wanted]}"))
        case UnfitTest(span, subject, type_, test):
            message = f"{quoted(subject)} is {_FIELDS[type_]}, and `{test}` does not test that"
            evidence = (f"tests of {_FIELDS[type_]}: {_TESTS[type_]}",) if type_ in _TESTS else ()
            return Finding(span, message, f"value {subject}", evidence=evidence)
        case _:
            return None


def _of_number(fault: Fault) -> Finding | None:
    match fault:
        case OutsideRange(span, subject, number, low, high):
            shown = written_number(number)
            ends = ["" if end is None else written_number(end) for end in (low, high)]
            message = f"{shown} is outside the range of {quoted(subject)}, {'..'.join(ends)}"
            return Finding(span, message, f"value {subject}", fix=Fix(_inside(*ends)))
        case NotWhole(span, subject, number):
            message = f"{quoted(subject)} takes a whole number, and {written_number(number)} is none"
            return Finding(span, message, f"value {subject}", fix=Fix("Write a whole number"))
        case ReversedRange(span, low, high):
            message = f"The range from {low} to {high} ends before it begins"
            return Finding(span, message, f"range {low}..{high}", fix=_turned(span, low, high))
        case _:
            return None


def _turned(span: Span, low: str, high: str) -> Fix:
    """The ends of a range in each other's place; the author may have meant another number."""
    order, (before, found, rest) = f"Begin with {high} and end with {low}", span.text.partition(low)
    between, found_again, after = rest.partition(high)
    if not (found and found_again) or low in between or high in before:
        return Fix(order)
    return Fix(order, (Edit(span, f"{before}{high}{between}{low}{after}"),))


def _inside(low: str, high: str) -> str:
    if low and high:
        return f"Write a number from {low} to {high}"
    return f"Write {low} or more" if low else f"Write {high} or less"


def _of_unit(fault: Fault) -> Finding | None:
    match fault:
        case MissingCurrency(span, subject, currency):
            message = f"{quoted(subject)} is an amount of money, and {quoted(span.words)} has no currency"
            if currency is None:
                return Finding(span, message, f"value {subject}", fix=Fix("Add a currency, such as `USD`"))
            edits = () if ".." in span.text else (Edit(span, f"{span.text} {currency}"),)
            return Finding(span, message, f"value {subject}", fix=Fix(f"Add `{currency}`", edits, bool(edits)))
        case OtherCurrency(span, subject, currency, expected, first_span):
            message = f"{quoted(subject)} is in {currency}, and this journey counts in {expected}"
            labels = (Label(first_span, f"{expected} here"),)
            return Finding(span, message, f"value {subject}", labels, fix=Fix(f"Give the amount in {expected}"))
        case BadCurrency(span, currency):
            fix = Fix("Write the three capital letters of a currency, such as `USD`")
            if len(currency) == 3 and currency.isascii() and currency.isalpha():
                fix = Fix(f"Write `{currency.upper()}`", (Edit(span, currency.upper()),), True)
            return Finding(span, f"{quoted(currency)} is no currency", f"currency {currency}", fix=fix)
        case UnfitBusiness(span, unit):
            message = f"There are no business {unit}s: only minutes, hours and days follow the open hours"
            return Finding(
                span, message, f"time {quoted(span.words)}", fix=Fix("Take `business` out, or count in days")
            )
        case _:
            return None


def _unknown_zone(zone: Text) -> Finding:
    close = nearest(zone.text, sorted(zone_names()))
    return Finding(
        zone.span,
        f"No time zone is called {quoted(zone.text)}",
        f"value {zone.text}",
        fix=Fix(f"Use `{close}`" if close else "Write a region and a city, such as `Europe/London`"),
    )


def _unknown_holidays(line: Holidays) -> Finding:
    parts = holiday_regions().get(line.country)
    if parts is None:
        message = f"The holidays of {quoted(line.country)} are not known"
        order = "Write the two letters of a country, such as `GB`, or list the days after `closed`"
        return Finding(line.span, message, f"value {line.country}", fix=Fix(order))
    named = f"{line.country} {line.part}"
    return Finding(
        line.span,
        f"{quoted(line.country)} has no part {quoted(line.part or '')} with holidays of its own",
        f"value {named}",
        evidence=(f"parts that it has: {all_quoted(parts)}",) if parts else (),
        fix=Fix(f"Write `holidays {line.country}`, or one of its parts after it"),
    )


def _of_shape(fault: Fault) -> Finding | None:
    match fault:
        case BadTimezone(span, text):
            words, order = "is no name of a time zone", "Write a region and a city, such as `Europe/London`"
        case BadCountry(span, text) if len(text) == 2 and text.isascii() and text.isalpha():
            fix = Fix(f"Write `{text.upper()}`", (Edit(span, text.upper()),), True)
            return Finding(span, f"{quoted(text)} is no code of a country or its part", f"value {text}", fix=fix)
        case BadCountry(span, text):
            words, order = "is no code of a country or its part", "Write capital letters, such as `GB` or `GB ENG`"
        case BadDate(span, text):
            words, order = "is a day that no calendar has", "Write year, month and day, such as `2027-03-31`"
        case BadTime(span, text):
            words, order = "is a time that no clock shows", "Write a time from `00:00` to `24:00`"
        case _:
            return None
    return Finding(span, f"{quoted(text)} {words}", f"value {text}", fix=Fix(order))
