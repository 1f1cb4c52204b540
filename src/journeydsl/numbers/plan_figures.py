"""Exact figures as a person reads them. Nothing is worked out with a point that floats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeydsl.model.values import written_number

if TYPE_CHECKING:
    from fractions import Fraction

_LONGEST = 24
_PLACES = 2


def people(number: Fraction | int) -> str:
    """Buyers, rounded up: nobody is half a buyer."""
    return f"{-(-number // 1):,}"


def exactly(number: Fraction | int) -> str:
    """`267.3`, `2,525 25/99`, `-1/3`; what is too long to read is cut to two places and says `about`."""
    scaled = number * 10**6
    if scaled.denominator == 1:
        return written_number(number if isinstance(number, int) else _plain(number))
    sign = "-" if number < 0 else ""
    whole, rest = divmod(abs(number.numerator), number.denominator)
    text = f"{sign}{whole:,} {rest:,}/{number.denominator:,}" if whole else f"{sign}{rest:,}/{number.denominator:,}"
    return text if len(text) <= _LONGEST else f"about {rounded(number, _PLACES)}"


def percent(share: Fraction) -> str:
    """A part of 1 as `19.8%`; one with many places is cut to three figures that say something."""
    hundredfold = share * 100
    if (hundredfold * 10**4).denominator == 1:
        return f"{written_number(_plain(hundredfold))}%"
    places = 2
    while abs(hundredfold) * 10**places < 100 and places < 12:
        places += 1
    return f"{rounded(hundredfold, places)}%"


def amount(number: Fraction | int, currency: str) -> str:
    """Money to the hundredth: `1,386,000 USD`."""
    return f"{rounded(number, _PLACES)} {currency}"


def rounded(number: Fraction | int, places: int) -> str:
    """To so many places, halves upwards, without zeros at the end."""
    scale = 10**places
    units = (2 * number.numerator * scale + number.denominator) // (2 * number.denominator)
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), scale)
    return f"{sign}{whole:,}.{rest:0{places}}".rstrip("0").rstrip(".")


def _plain(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number
