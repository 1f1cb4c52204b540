"""Pages in the language of the playbook: our own words out of its messages, its numbers, days and times."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.render.playbook.document import (
    Amount,
    Block,
    Branch,
    Card,
    Cards,
    Choice,
    Choices,
    Facts,
    Figure,
    FileLink,
    FindingBlock,
    Grid,
    GridRow,
    Label,
    Letter,
    Link,
    Listing,
    Own,
    Page,
    Paragraph,
    Plain,
    ProseBlock,
    Run,
    Said,
    Section,
    Signatures,
    Strong,
    Table,
    TeamMark,
    When,
    Words,
)
from journeydsl.render.tongues.tongue import Tongue

LONGEST_LINK = 160


def shortened(text: str) -> str:
    """A name as a link shows it: a very long one is cut, and stands whole on its own page."""
    return text if len(text) <= LONGEST_LINK else f"{text[: LONGEST_LINK - 1]}…"


def in_tongue(tongue: Tongue, page: Page) -> Page:
    """The same page with no `Said` and no `Amount` left, and every label a text."""
    return page.replace(
        eyebrow=_label(tongue, page.eyebrow),
        title=_label(tongue, page.title),
        under=line_in(tongue, page.under),
        blocks=_blocks(tongue, page.blocks),
    )


def line_in(tongue: Tongue, line: Words) -> Words:
    """A line of words in a language."""
    return tuple(run for said in line for run in _runs(tongue, said))


def _runs(tongue: Tongue, run: Run, form: str = "") -> Iterator[Run]:
    match run:
        case Plain(text=text, is_spoken=is_spoken):
            yield run if is_spoken else Plain(tongue.say(text), is_spoken=True)
        case Link(text=text) | TeamMark(text=text) if len(text) > LONGEST_LINK:
            yield run.replace(text=shortened(text))
        case Strong(text=text):
            yield Strong(tongue.say(text))
        case FileLink(text=text):
            yield run.replace(text=tongue.say(text))
        case Amount(value=value, form=own_form):
            yield Plain(tongue.write(value, form or own_form), is_spoken=True)
        case Said(message=message, parts=parts):
            filled = dict(parts)
            for part in tongue.parts(message):
                if isinstance(part, str):
                    yield Plain(part, is_spoken=True)
                else:
                    yield from (found for inner in filled[part.name] for found in _runs(tongue, inner, part.form))
        case _:
            yield run


def _text_of(tongue: Tongue, line: Words) -> Words:
    """The words alone, since a message leads nowhere once it is sent."""
    shown = line_in(tongue, line)
    return tuple(Own(run.text) if isinstance(run, Link | TeamMark) else run for run in shown)


def _label(tongue: Tongue, label: Label) -> str:
    match label:
        case str():
            return tongue.say(label)
        case Own(text=text):
            return text
        case Amount() | Said():
            return "".join(getattr(run, "text", "") for run in _runs(tongue, label))


def _blocks(tongue: Tongue, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(_block(tongue, block) for block in blocks)


def _block(tongue: Tongue, block: Block) -> Block:
    match block:
        case Section(title=title, blocks=blocks):
            return block.replace(title=line_in(tongue, title), blocks=_blocks(tongue, blocks))
        case Paragraph(words=words):
            return block.replace(words=line_in(tongue, words))
        case ProseBlock(title=title):
            return block.replace(title=tongue.say(title))
        case Facts(rows=rows):
            return Facts(tuple((_label(tongue, term), line_in(tongue, line)) for term, line in rows))
        case Table(head=head, rows=rows):
            return block.replace(
                head=tuple(_label(tongue, label) for label in head),
                rows=tuple(tuple(line_in(tongue, cell) for cell in row) for row in rows),
            )
        case Listing(items=items):
            return block.replace(items=tuple(line_in(tongue, item) for item in items))
        case When(tree=tree):
            return block.replace(tree=_tree(tongue, tree))
        case Cards(cards=cards):
            return Cards(tuple(_card(tongue, card) for card in cards))
        case Choices(choices=choices):
            return Choices(tuple(_choice(tongue, choice) for choice in choices))
        case Figure(said=said):
            filters = tuple((tongue.say(title), choices) for title, choices in block.filters)
            lines = tuple(line_in(tongue, line) for line in said)
            return block.replace(said=lines, filters=filters, title=_label(tongue, block.title))
        case Signatures(rows=rows):
            return Signatures(tuple((line_in(tongue, team), _label(tongue, day)) for team, day in rows))
        case Letter(subject=subject, lines=lines):
            return Letter(_text_of(tongue, subject), tuple(_text_of(tongue, line) for line in lines))
        case Grid(title=title, columns=columns, rows=grid_rows):
            heads = tuple(line_in(tongue, column) for column in columns)
            return Grid(_label(tongue, title), heads, tuple(_grid_row(tongue, row) for row in grid_rows))
        case FindingBlock():
            return block


def _card(tongue: Tongue, card: Card) -> Card:
    return card.replace(
        title=_label(tongue, card.title), value=_label(tongue, card.value), words=line_in(tongue, card.words)
    )


def _choice(tongue: Tongue, choice: Choice) -> Choice:
    return choice.replace(title=_label(tongue, choice.title), blocks=_blocks(tongue, choice.blocks))


def _grid_row(tongue: Tongue, row: GridRow) -> GridRow:
    cells = tuple(tuple(line_in(tongue, line) for line in cell) for cell in row.cells)
    return GridRow(_label(tongue, row.title), cells)


def _tree(tongue: Tongue, tree: Branch | Words) -> Branch | Words:
    if isinstance(tree, Branch):
        return Branch(tongue.say(tree.intro), tuple(_tree(tongue, part) for part in tree.parts))
    return line_in(tongue, tree)
