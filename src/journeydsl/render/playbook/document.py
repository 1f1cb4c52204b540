"""What a page of the playbook says, as plain data: blocks of words, no markup.

A run is a few words of one kind, `Words` a line of them. Blocks know their `kind` by name, which the templates ask.
Pages are made with our words in English; `translating.py` gives them in the language of the playbook, after which no
`Said` and no `Amount` is left and every label is plain text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Literal

from journeydsl.diagnostics.finding import Severity
from journeydsl.text.record import Record
from journeydsl.text.source import Span

if TYPE_CHECKING:
    from journeydsl.render.tongues.tongue import Quantity


class Plain(Record):
    """Our own words; `is_spoken` where they are in the playbook's language already."""

    kind: ClassVar[str] = "plain"
    text: str
    is_spoken: bool = False


class Own(Record):
    """Words of the journey's author, which may run in another direction than ours."""

    kind: ClassVar[str] = "own"
    text: str


class Link(Record):
    """Words of the author that lead to a page of the playbook; `page` without its ending."""

    kind: ClassVar[str] = "link"
    text: str
    page: str
    anchor: str


class TeamMark(Record):
    """A team's name behind its colour, which counts as in pictures."""

    kind: ClassVar[str] = "team"
    text: str
    page: str
    anchor: str
    colour: int


class Web(Record):
    """Words that lead out of the playbook; `address` is shown as text alone where it is no web or mail address."""

    kind: ClassVar[str] = "web"
    text: str
    address: str


class FileLink(Record):
    """Our own words that lead to a file of the playbook that is no page, by its path."""

    kind: ClassVar[str] = "file"
    text: str
    file: str


class Code(Record):
    """Words exactly as they stand in the file."""

    kind: ClassVar[str] = "code"
    text: str


class Strong(Record):
    """Our own words, said louder."""

    kind: ClassVar[str] = "strong"
    text: str


class Soft(Record):
    """Words beside the matter, such as a name in the CRM."""

    kind: ClassVar[str] = "soft"
    text: str


class Place(Record):
    """Where something is written: `acme.journey:35`."""

    kind: ClassVar[str] = "place"
    span: Span


class Amount(Record):
    """A number, a day or a time, as the playbook's language writes it; `form` as in `Tongue.write`."""

    kind: ClassVar[str] = "amount"
    value: Quantity
    form: str = ""


class Said(Record):
    """A message of ours with words in its slots: `{team} is asked`."""

    kind: ClassVar[str] = "said"
    message: str
    parts: tuple[tuple[str, Words], ...]


Run = Plain | Own | Link | TeamMark | Web | FileLink | Code | Strong | Soft | Place | Amount | Said
Words = tuple[Run, ...]
Label = str | Own | Amount | Said
"""Words without links: a text is ours, `Own` is the author's."""


def label_text(label: Label) -> str:
    """A label as plain text, once it is in its language."""
    match label:
        case str():
            return label
        case Own(text=text):
            return text
        case Amount() | Said():
            raise TypeError("a page is put into its language before it is written")


_FIGURE = re.compile(r"[+−-]?\d[\d.,\u00a0\u202f ]*(?:[\u00a0\u202f ]?(?:%|€|[A-Z]{3}))?")


def _is_figure(line: Words) -> bool:
    match line:
        case (Plain(text=text),):
            return _FIGURE.fullmatch(text) is not None
        case _:
            return False


class Branch(Record):
    """`All of these are true:` and what they are."""

    intro: str
    parts: tuple[Branch | Words, ...]

    @property
    def is_branch(self) -> bool:
        """True, where a leaf, which is a tuple, has no answer."""
        return True


class Paragraph(Record):
    """A line of words; `soft` where it says what is not there."""

    kind: ClassVar[str] = "paragraph"
    words: Words
    tone: Literal["plain", "soft"]


class ProseBlock(Record):
    """What the author wrote in prose, `title` before it where it has one."""

    kind: ClassVar[str] = "prose"
    title: str
    text: str
    is_markdown: bool


class Facts(Record):
    """Terms, each with what it is."""

    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[Label, Words], ...]


class Table(Record):
    """Rows under headings, the first cell of each naming the row; `anchors` are its rows' ids, or empty texts."""

    kind: ClassVar[str] = "table"
    head: tuple[Label, ...]
    rows: tuple[tuple[Words, ...], ...]
    anchors: tuple[str, ...]

    @property
    def figures(self) -> frozenset[int]:
        """The columns behind the first whose cells are figures and nothing else, once they are in a language."""
        columns = range(1, len(self.head))
        return frozenset(c for c in columns if all(_is_figure(row[c]) for row in self.rows if row[c]))


class Listing(Record):
    """Lines of words, numbered where their order matters."""

    kind: ClassVar[str] = "listing"
    items: tuple[Words, ...]
    is_numbered: bool


class When(Record):
    """A condition in words, and as written."""

    kind: ClassVar[str] = "when"
    tree: Branch | Words
    source: str


class Card(Record):
    """One figure of a contract: what it is, how much, and what else to know about it."""

    title: Label
    value: Label
    words: Words
    is_missing: bool


class Cards(Record):
    """A few figures side by side."""

    kind: ClassVar[str] = "cards"
    cards: tuple[Card, ...]


class Choice(Record):
    """One of the ways in which something ends."""

    title: str
    tone: Literal["yes", "no"]
    blocks: tuple[Block, ...]


class Choices(Record):
    """Ways in which something ends, side by side."""

    kind: ClassVar[str] = "choices"
    choices: tuple[Choice, ...]


class Figure(Record):
    """A picture: an `<svg>` where there is one, Mermaid, and the path in words; `file` names it among the files of the
    playbook, if it is there; `title` says what it shows. `filters` are what a reader may pick out: a name, and what
    parts of the picture concern, with what people call it.
    """

    kind: ClassVar[str] = "figure"
    svg: str
    mermaid: str
    said: tuple[Words, ...]
    file: str = "journey"
    title: Label = "Picture of the journey"
    filters: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


class Signatures(Record):
    """Who signs, and when they did, as far as the journey says."""

    kind: ClassVar[str] = "signatures"
    rows: tuple[tuple[Words, Label], ...]


class Letter(Record):
    """A message that is ready to be sent."""

    kind: ClassVar[str] = "letter"
    subject: Words
    lines: tuple[Words, ...]


class GridRow(Record):
    """A row of a grid: what it is about, and for each column some lines."""

    title: Label
    cells: tuple[tuple[Words, ...], ...]


class Grid(Record):
    """Columns side by side that are read from left to right, such as stages; `title` says what the whole shows."""

    kind: ClassVar[str] = "grid"
    title: Label
    columns: tuple[Words, ...]
    rows: tuple[GridRow, ...]


class FindingBlock(Record):
    """One finding; `check` is what people call its check, and its name.

    `language` is a code where it is told in another than the page.
    """

    kind: ClassVar[str] = "finding"
    anchor: str
    severity: Severity
    check: Words
    message: Words
    evidence: tuple[Words, ...]
    fix: Words
    costs: Words
    places: tuple[Words, ...]
    language: str = ""


class Section(Record):
    """A part of a page with a heading; `anchor` is its id."""

    kind: ClassVar[str] = "section"
    anchor: str
    title: Words
    place: Span | None
    blocks: tuple[Block, ...]


Block = (
    Paragraph | ProseBlock | Facts | Table | Listing | When | Cards | Choices | Figure | Signatures | FindingBlock
    | Letter | Grid | Section
)  # fmt: skip


class Page(Record):
    """A page; `path` without its ending, `part` the entry of the navigation that it belongs to."""

    path: str
    part: str
    eyebrow: Label
    title: Label
    under: Words
    place: Span | None
    blocks: tuple[Block, ...]
