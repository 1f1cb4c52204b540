"""What the resolver met that makes no sense: evidence alone; what a person is told is said by the checks.

Every fault has `span`, the place to show. A `nearest` or `fix` that is there is the only one that fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from journeydsl.model.values import Kind
from journeydsl.text.record import Record
from journeydsl.text.source import Span

if TYPE_CHECKING:
    from fractions import Fraction

TypeName = Literal[
    "integer", "decimal", "money", "boolean", "text", "date", "one of", "any of", "score", "count", "percent",
    "number", "name", "duration",
]  # fmt: skip


class UnknownName(Record):
    """A name that nobody declares; `known` are the names that could stand there, in the order declared.

    `other_spans` are more places of the same name where it is the declaration that is missing or misspelt, so that
    these places are one mistake.
    """

    span: Span
    name: str
    wanted: tuple[Kind, ...]
    nearest: str | None
    known: tuple[str, ...]
    other_spans: tuple[Span, ...]


class UnknownStep(Record):
    """`lead -> customer` where no way leads straight from the one to the other"""

    span: Span
    origin: str
    target: str


class WrongKind(Record):
    """A name that is declared as something else than what stands there."""

    span: Span
    name: str
    wanted: tuple[Kind, ...]
    found: Kind
    declared_span: Span


class DuplicateName(Record):
    """One name, two declarations; `first_kind` differs from `kind` where they share a namespace."""

    span: Span
    name: str
    kind: Kind
    first_kind: Kind
    first_span: Span


class DuplicateWay(Record):
    """Two handoffs, or two moves with the same trigger, between the same stages."""

    span: Span
    kind: Literal["handoff", "move", "recycle"]
    origin: str
    target: str
    first_span: Span


class WrongType(Record):
    """A value of another type than what it stands for: a text for a number, a duration for a date.

    `subject` is the field, score or property; `wanted` what fits; `found` what stands there.
    """

    span: Span
    subject: str
    wanted: TypeName
    found: TypeName


class UnfitTest(Record):
    """A test that this type does not know: `employees contains "x"`, `country < US` where the list has no order."""

    span: Span
    subject: str
    type: TypeName
    test: str


class OutsideRange(Record):
    """A number outside what is declared, or outside what can be: a share over 100%, no people, a negative delay."""

    span: Span
    subject: str
    number: int | Fraction
    low: int | Fraction | None
    high: int | Fraction | None


class NotWhole(Record):
    """A number with a part behind the point where only whole ones make sense."""

    span: Span
    subject: str
    number: Fraction


class MissingCurrency(Record):
    """An amount without a currency; `currency` is the journey's, if it names one."""

    span: Span
    subject: str
    currency: str | None


class OtherCurrency(Record):
    """An amount in another currency than the journey's (or than the first amount's, where it names none)."""

    span: Span
    subject: str
    currency: str
    expected: str
    first_span: Span


class BadCurrency(Record):
    """A unit that has not the shape of a currency: three capital letters."""

    span: Span
    currency: str


class UnfitBusiness(Record):
    """`business` before a unit that has no business form: only minutes, hours and days have."""

    span: Span
    unit: str


class ValueOffList(Record):
    """A literal that is not on its field's list."""

    span: Span
    field: str
    value: str
    values: tuple[str, ...]
    fix: str | None


class UnknownWord(Record):
    """A word that a property does not know: a weekday, month, purpose, kind of meeting, preference."""

    span: Span
    property: str
    word: str
    words: tuple[str, ...]
    nearest: str | None


class BadTimezone(Record):
    """A text that is no time zone's name, such as `Europe/London`."""

    span: Span
    text: str


class BadCountry(Record):
    """A word that has not the shape of a country's or a part's code: two capital letters, one to three for a part."""

    span: Span
    text: str


class BadDate(Record):
    """A day that no calendar has: `2027-02-30`."""

    span: Span
    text: str


class BadTime(Record):
    """A time that no clock shows: `25:00`."""

    span: Span
    text: str


class ReversedRange(Record):
    """A range or period that ends before it begins; `low` and `high` as written."""

    span: Span
    low: str
    high: str


class RepeatedProperty(Record):
    """A property given twice in one block."""

    span: Span
    property: str
    first_span: Span


class RepeatedValue(Record):
    """A value that a field lists twice."""

    span: Span
    field: str
    value: str
    first_span: Span


class MisplacedProperty(Record):
    """A property that has no meaning inside this block: an `owner` in a `where`."""

    span: Span
    property: str
    within: str


class MissingProperty(Record):
    """A declaration that says nothing without this property: a rule without `when`."""

    span: Span
    property: str
    kind: Kind
    name: str


class UsedFileMissing(Record):
    """A `use` of a file that cannot be read, for the reason given."""

    span: Span
    path: str
    why: Literal["missing", "miswritten", "outside", "unreadable"]


class CycleOfUses(Record):
    """Files that use each other; `paths` from the file that is used again back to itself."""

    span: Span
    path: str
    paths: tuple[str, ...]


class CycleOfDefinitions(Record):
    """Rules, scores, bands and segments that are defined by each other, or teams that are part of each other."""

    span: Span
    kind: Kind
    names: tuple[str, ...]


class TwoHeaders(Record):
    """A second `journey` header, in the same file or in one that is used."""

    span: Span
    name: str
    first_span: Span


class TooDeep(Record):
    """A condition nested deeper than anybody can read."""

    span: Span


class TooTangled(Record):
    """A rule, segment or score that comes to more than can be followed once all names in it are spelled out."""

    span: Span
    kind: Kind
    name: str


class TooManyWays(Record):
    """A way out of `any` stage, or of many, where all such ways come to more than can be followed."""

    span: Span
    name: str


Fault = (
    UnknownName | UnknownStep | WrongKind | DuplicateName | DuplicateWay | WrongType | UnfitTest | OutsideRange
    | NotWhole | MissingCurrency | OtherCurrency | BadCurrency | UnfitBusiness | ValueOffList | UnknownWord
    | BadTimezone | BadCountry | BadDate | BadTime | ReversedRange | RepeatedProperty | RepeatedValue
    | MisplacedProperty | MissingProperty | UsedFileMissing | CycleOfUses | CycleOfDefinitions | TwoHeaders | TooDeep
    | TooTangled | TooManyWays
)  # fmt: skip
