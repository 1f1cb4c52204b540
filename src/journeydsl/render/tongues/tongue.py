"""One language: our messages in it, and how it writes numbers, days and times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from journeydsl.model.values import Duration, Money, Number, Percent, TimeOfDay, written_number
from journeydsl.render.tongues.retelling import Retelling, Written, retelling
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

    Quantity = int | Fraction | date | Duration | Money | Number | Percent | TimeOfDay

LANGUAGES = ("en", "de")
_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")


class Slot(Record):
    """`{time:dative}` in a message: what stands there, and in which form."""

    name: str
    form: str


class Tongue(Record):
    """A language by its code, with its messages by their English words, and its forms of numbers, days and times.

    `retelling` is how it tells what is made in English elsewhere; English tells anew what it says of buyers alone.
    `checks` are the titles of checks by name, where they are no English names.
    """

    code: str
    messages: Mapping[str, str]
    forms: Mapping[str, Any]
    retelling: Retelling | None = None
    checks: Mapping[str, str] = {}

    def retell(self, sentence: str) -> str | None:
        """A sentence that is made in English elsewhere, the names of what it tells of buyers in backticks; none where
        it cannot be told in this language."""
        told = self.retelling.told(sentence) if self.retelling else None
        return sentence if told is None and self.is_english else told

    @property
    def is_english(self) -> bool:
        """Whether its messages are those that stand in the code."""
        return self.code == "en"

    def say(self, message: str) -> str:
        """A message, spaces at its ends kept; the English words where the language has no others."""
        inner = message.strip()
        found = inner if self.is_english else self.messages.get(inner) or self.retell(inner) or inner
        return message.replace(inner, found, 1) if inner else message

    def parts(self, message: str) -> Iterator[str | Slot]:
        """A message as texts and slots."""
        said, place = self.say(message), 0
        for found in _SLOT.finditer(said):
            if found.start() > place:
                yield said[place : found.start()]
            yield Slot(found[1], found[2] or "")
            place = found.end()
        if place < len(said):
            yield said[place:]

    def fill(self, message: str, **texts: str | Quantity) -> str:
        """A message with plain texts and values in its slots."""
        return "".join(
            part if isinstance(part, str) else self._filled(texts[part.name], part.form) for part in self.parts(message)
        )

    def write(self, value: Quantity, form: str) -> str:
        """A value as the language writes it; a form is `dative`, `short`, or `every` for what comes back."""
        match value:
            case Duration():
                return self._every(value) if form == "every" else self._duration(value, form)
            case Money(amount=amount, currency=currency):
                return f"{self._number(amount)} {currency}"
            case Percent(percent=percent):
                return str(self.forms["percent"]).format(self._number(percent))
            case Number(number=number):
                return self._number(number)
            case TimeOfDay(text=text):
                return str(self.forms["time"]).format(text)
            case date():
                return self._day(value, form)
            case _:
                return self._number(value)

    def _filled(self, value: str | Quantity, form: str) -> str:
        return value if isinstance(value, str) else self.write(value, form)

    def _number(self, number: int | Fraction) -> str:
        return _with_marks(self.forms, written_number(number))

    def _duration(self, duration: Duration, form: str) -> str:
        kind = f"business_{duration.unit}" if duration.is_business else duration.unit
        one, many, dative = self.forms["units"][kind]
        unit = one if duration.amount == 1 else dative if form == "dative" else many
        return f"{self._number(duration.amount)} {unit}"

    def _every(self, duration: Duration) -> str:
        if duration.amount == 1:
            kind = f"business_{duration.unit}" if duration.is_business else duration.unit
            return str(self.forms["every_one"][kind])
        return str(self.forms["every"]).format(self._duration(duration, ""))

    def _day(self, day: date, form: str) -> str:
        return _day(self.forms, day, form)


def tongue_of(language: str | None) -> Tongue:
    """The language that a journey asks for, and English where the playbook does not speak it."""
    code = (language or "en").lower().replace("_", "-").partition("-")[0]
    return read_tongue(code if code in LANGUAGES else "en")


@cache
def read_tongue(code: str) -> Tongue:
    """A language out of the file that is shipped for it."""
    import tomllib

    folder = files("journeydsl.render.tongues")
    said = tomllib.loads((folder / f"{code}.toml").read_text("utf-8"))
    sentences = folder / f"{code}.sentences.toml"
    found = tomllib.loads(sentences.read_text("utf-8")) if sentences.is_file() else {}
    checks = found.pop("checks", {})
    return Tongue(code, said.get("messages", {}), said["forms"], _retelling(said["forms"], found), checks)


def _retelling(forms: Mapping[str, Any], found: Mapping[str, Mapping[str, str]]) -> Retelling | None:
    if not found:
        return None
    joined, say = found["joined"], partial(_rewritten, forms)
    patterns = {text: told for part in found if part not in ("joined", "facts") for text, told in found[part].items()}
    return retelling(patterns, joined, say, retelling(found["facts"], joined, say))


def _rewritten(forms: Mapping[str, Any], kind: Written, text: str, form: str) -> str | None:
    """What stands in English as a language writes it; none for a day that no calendar has."""
    match kind:
        case "number" if text.endswith("%"):
            return str(forms["percent"]).format(_with_marks(forms, text[:-1]))
        case "number" | "money":
            return _with_marks(forms, text)
        case "day":
            try:
                return _day(forms, date.fromisoformat(text), form)
            except ValueError:
                return None
        case "time":
            amount, unit = text.split(" ", 1)
            named = unit.replace(" ", "_").removesuffix("s")
            if form == "every" and amount == "1":
                return str(forms["every_one"][named])
            one, many, dative = forms["units"][named]
            if form == "every":
                return str(forms["every"]).format(f"{_with_marks(forms, amount)} {many}")
            return f"{_with_marks(forms, amount)} {one if amount == '1' else dative if form == 'dative' else many}"


def _with_marks(forms: Mapping[str, Any], number: str) -> str:
    marks = {",": forms["thousands"], ".": forms["decimal"]}
    return "".join(marks.get(sign, sign) for sign in number)


def _day(forms: Mapping[str, Any], day: date, form: str) -> str:
    months = forms["short_months" if form == "short" else "months"]
    return str(forms["day"]).format(day=day.day, month=months[day.month - 1], year=day.year)
