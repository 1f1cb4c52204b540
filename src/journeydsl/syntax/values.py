"""The smallest nodes: names, texts, numbers, dates, and the lists of them."""

from __future__ import annotations

from journeydsl.text.record import Record


class Node(Record):
    """Something that stands in a file from character `start` up to, and without, `end`."""

    start: int
    end: int


class Name(Node):
    """`sales_accepted`"""

    text: str


class Text(Node):
    """`"Some text"`; `text` is what it says, without quotes and escapes."""

    text: str


class Markdown(Node):
    '''`"""Some *Markdown*."""`; `text` is what it says, without the indentation of its place.'''

    text: str


class Word(Node):
    """A word of the language that is a value: `won`, `asks`, `starts with`."""

    text: str


class Number(Node):
    """`40k`, `1_000`, `0.5`; `text` as written."""

    text: str


class Percent(Node):
    """`22%`; `text` as written, without the sign."""

    text: str


class Date(Node):
    """`2027-03-31`"""

    text: str


class Time(Node):
    """`09:00`"""

    text: str


class Quantity(Node):
    """`40k USD` or `200`"""

    number: Number
    unit: Name | None


class Range(Node):
    """`0..100`, `1..` or `..10`"""

    low: Quantity | None
    high: Quantity | None


class Duration(Node):
    """`4 business hours`"""

    number: Number
    business: Word | None
    unit: Word


class ValueList(Node):
    """`[US, GB, "financial services"]`"""

    values: tuple[Value, ...]


Choice = Name | Text
Prose = Text | Markdown
Value = Quantity | Percent | Date | Text | Name


class Block(Node):
    """`{ … }`; `start` and `end` are its braces."""

    items: tuple[Node, ...]


class Title(Node):
    """`"Title"` in a header"""

    text: Text


class Mapped(Node):
    """`from "Lead.Email"`"""

    text: Text


class About(Node):
    '''`about """What a reader would like to know."""`'''

    prose: Prose


class By(Node):
    """`by sdr`"""

    team: Name


class Address(Node):
    """`at "https://acme.example/roi"`"""

    text: Text


class ReviewBy(Node):
    """`review by 2027-06-30`"""

    date: Date


class Audience(Node):
    """`for champion, economic_buyer`"""

    roles: tuple[Name, ...]


class InStages(Node):
    """`in lead, nurture`"""

    stages: tuple[Name, ...]
