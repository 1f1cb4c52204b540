"""Pages as Markdown that reads well on a code host, in a wiki and as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from journeydsl.render.diagrams.lettering import clean
from journeydsl.render.playbook.document import (
    Amount,
    Block,
    Branch,
    Card,
    Cards,
    Choices,
    Code,
    Facts,
    Figure,
    FileLink,
    FindingBlock,
    Grid,
    Letter,
    Link,
    Listing,
    Own,
    Page,
    Paragraph,
    Place,
    Plain,
    ProseBlock,
    Run,
    Said,
    Section,
    Signatures,
    Soft,
    Strong,
    Table,
    TeamMark,
    Web,
    When,
    Words,
    label_text,
)
from journeydsl.render.playbook.prose_markup import is_outward
from journeydsl.render.playbook.relative import seen_from
from journeydsl.render.playbook.site import FRONT, Book
from journeydsl.text.record import Record
from journeydsl.text.source import Span

FOLDER = "markdown"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$&])")
_LIST_MARK = re.compile(r"^(\d+)([.)])|^([-+=#])")
_LONGEST_MERMAID = 50_000  # characters, the most that code hosts draw


class Writer(Record):
    """What words need to know to become links: the book, if there is one, and the page that they stand on."""

    book: Book | None
    page: Page

    def say(self, message: str) -> str:
        """A message of ours, in the language of the book; in English without one."""
        return self.book.tongue.say(message) if self.book else message


def markdown_pages(book: Book, pages: tuple[Page, ...]) -> Mapping[str, str]:
    """Every page as Markdown, by path; the front page is the `README.md`, which code hosts show first."""
    contents = [page for page in pages if page.path == page.part and page.path != FRONT]
    return {f"{FOLDER}/{_file(page.path)}": _page(Writer(book, page), contents) for page in pages}


def blocks_markdown(page: Page, level: int) -> str:
    """The blocks of a page that stands alone, with headings from a level on; nothing in it leads to another page."""
    return "\n".join(_blocks(Writer(None, page), page.blocks, level)).rstrip() + "\n"


def _page(writer: Writer, contents: list[Page]) -> str:
    page, book = writer.page, writer.book
    lines = [f"# {escaped(label_text(page.title))}", ""]
    if page.path == FRONT or book is None:
        ways = " · ".join(
            f"[{escaped(label_text(other.title))}]({_address(page, other.path, '')})" for other in contents
        )
    else:
        ways = f"[{escaped(book.journey.label)}]({_address(page, FRONT, '')})"
        ways += f" · {escaped(label_text(page.eyebrow))}" if page.eyebrow else ""
    written = f" · {_place(writer, page.place)}" if page.place else ""
    lines += [ways + written, ""]
    lines += [_line(writer, page.under), ""] if page.under else []
    lines += _blocks(writer, page.blocks, 2)
    return "\n".join(lines).rstrip() + "\n"


def _blocks(writer: Writer, blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(writer, block, level)


def _block(writer: Writer, block: Block, level: int) -> Iterator[str]:
    say = writer.say
    match block:
        case Section():
            written = f" {_place(writer, block.place)}" if block.place else ""
            yield from (f'<a id="{block.anchor}"></a>', "")
            yield from (f"{'#' * min(level, 6)} {_line(writer, block.title)}{written}", "")
            yield from _blocks(writer, block.blocks, level + 1)
        case Paragraph():
            yield from (_starting(_line(writer, block.words)), "")
        case ProseBlock():
            yield from _prose(writer, block)
        case Facts():
            yield from (*(f"- **{escaped(label_text(term))}:** {_line(writer, line)}" for term, line in block.rows), "")
        case Table():
            yield from _table(writer, block)
        case Listing():
            marks = (f"{number}." if block.is_numbered else "-" for number, _ in enumerate(block.items, 1))
            yield from (*(f"{mark} {_line(writer, item)}" for mark, item in zip(marks, block.items, strict=True)), "")
        case When():
            yield from (*_tree(writer, block.tree, ""), "", f"{say('As written')}: `{_code(block.source)}`", "")
        case Cards():
            cards = (_card(writer, card) for card in block.cards)
            yield from (f"| {say('Clock')} | {say('Time')} | |", "|---|---|---|", *cards, "")
        case Choices():
            for choice in block.choices:
                yield from (f"**{escaped(label_text(choice.title))}**", "")
                yield from _blocks(writer, choice.blocks, level)
        case Figure():
            if len(block.mermaid) <= _LONGEST_MERMAID:
                yield from ("```mermaid", block.mermaid.rstrip().replace("```", "'''"), "```", "")
            elif block.svg and block.file:
                yield from (f"![{say('Picture of the journey')}](../{block.file}.svg)", "")
            if block.said:
                yield from (f"<details><summary>{say('The path in words')}</summary>", "")
                yield from (*(f"- {_line(writer, line)}" for line in block.said), "", "</details>", "")
        case Signatures():
            rows = (f"| {_line(writer, team)} | | {escaped(label_text(day))} | |" for team, day in block.rows)
            head = " | ".join(say(title) for title in ("For", "Name", "Agreed", "Signature"))
            yield from (f"| {head} |", "|---|---|---|---|", *rows, "")
        case Letter():
            yield from (f"> **{_line(writer, block.subject)}**", ">")
            yield from (*(f"> {_line(writer, line)}\n>" for line in block.lines), "")
        case Grid():
            yield from _grid(writer, block, level)
        case FindingBlock():
            yield from _finding(writer, block)


def _card(writer: Writer, card: Card) -> str:
    return f"| {escaped(label_text(card.title))} | {escaped(label_text(card.value))} | {_line(writer, card.words)} |"


def _table(writer: Writer, block: Table) -> Iterator[str]:
    yield "| " + " | ".join(escaped(label_text(label)) for label in block.head) + " |"
    yield "|" + "---|" * len(block.head)
    for row, anchor in zip(block.rows, block.anchors, strict=True):
        mark = f'<a id="{anchor}"></a>' if anchor else ""
        yield "| " + mark + " | ".join(_line(writer, cell) for cell in row) + " |"
    yield ""


def _grid(writer: Writer, block: Grid, level: int) -> Iterator[str]:
    """A column below the other, since Markdown has no wide sheets."""
    for number, column in enumerate(block.columns):
        yield from (f"{'#' * min(level, 6)} {_line(writer, column)}", "")
        for row in block.rows:
            lines = "; ".join(_line(writer, line) for line in row.cells[number])
            yield from (f"- **{escaped(label_text(row.title))}:** {lines}",) if lines else ()
        yield ""


def _tree(writer: Writer, tree: Branch | Words, indent: str) -> Iterator[str]:
    if not isinstance(tree, Branch):
        yield f"{indent}- {_line(writer, tree)}"
        return
    yield f"{indent}- {tree.intro}"
    for part in tree.parts:
        yield from _tree(writer, part, indent + "  ")


def _finding(writer: Writer, block: FindingBlock) -> Iterator[str]:
    yield from (f'<a id="{block.anchor}"></a>', "")
    say = writer.say
    severity, check = say(block.severity.capitalize()), _line(writer, block.check)
    yield from (f"**{severity}: {_line(writer, block.message)}** {check}", "")
    yield from (f"- {_line(writer, line)}" for line in block.evidence)
    yield from (f"- {say('Where')}: {_line(writer, place)}" for place in block.places)
    yield from (f"- {say('What to do')}: {_line(writer, block.fix)}",) if block.fix else ()
    yield from (f"- {say('Why it costs')}: {_line(writer, block.costs)}",) if block.costs else ()
    yield ""


def _prose(writer: Writer, block: ProseBlock) -> Iterator[str]:
    """What the author wrote, as a quotation, so that its headings and lists stay its own."""
    if block.title:
        yield from (f"**{escaped(block.title)}**", "")
    text = block.text if block.is_markdown else "`".join(_unless_code(block.text.split("`")))
    yield from (f"> {line}".rstrip() for line in _without_markup(writer, text).splitlines())
    yield ""


def _unless_code(parts: list[str]) -> list[str]:
    return [part if number % 2 else escaped(part) for number, part in enumerate(parts)]


def _without_markup(writer: Writer, text: str) -> str:
    """Markdown without HTML, pictures and links that lead anywhere but to the web or mail."""
    shown = "\n".join(clean(line) if line.strip() else "" for line in text.splitlines())
    shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace("![", "!\\[")
    return re.sub(r"\](\(|:)\s*(\S*)", _checked_link, shown)


def _checked_link(found: re.Match[str]) -> str:
    opening, address = found.groups()
    return found[0] if is_outward(address.rstrip(")")) else f"\\]{opening} {address}"


def _line(writer: Writer, line: Words) -> str:
    return "".join(_run(writer, run) for run in line)


def _run(writer: Writer, run: Run) -> str:
    match run:
        case Plain(text=text):
            return escaped(text)
        case Own(text=text):
            return escaped(text)
        case Strong(text=text):
            return f"**{escaped(text)}**"
        case Soft(text=text):
            return f"*{escaped(text)}*" if text.strip(" ·") else escaped(text)
        case Code(text=text):
            return f"`{_code(text)}`"
        case Place(span=span):
            return _place(writer, span)
        case Web(text=text, address=address):
            return f"[{escaped(text)}](<{address}>)" if _fits(address) else escaped(text)
        case FileLink(text=text, file=file):
            return f"[{escaped(text)}]({seen_from(writer.page, '../' + file)})"
        case Amount() | Said():
            raise TypeError("a page is put into its language before it is written")
        case Link(text=text, page=page, anchor=anchor) | TeamMark(text=text, page=page, anchor=anchor):
            return f"[{escaped(text)}]({_address(writer.page, page, anchor)})"


def _place(writer: Writer, span: Span) -> str:
    if writer.book is None:
        return f"`{_code(f'{span.source.path}:{span.line}')}`"
    shown, address = f"`{_code(writer.book.place_text(span))}`", writer.book.place_address(span)
    return f"[{shown}](<{address}>)" if address and _fits(address) else shown


def _fits(address: str) -> bool:
    return is_outward(address) and not re.search(r"[<>\s\\|]", address)


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line and inside a table too, spaces at its ends kept."""
    shown = clean(text)
    if _SPECIAL.search(shown):
        shown = _SPECIAL.sub(r"\\\1", shown).replace("\\<", "&lt;").replace("\\&", "&amp;")
    before = " " if text[:1].isspace() and shown else ""
    after = " " if text[-1:].isspace() and len(text) > 1 else ""
    return f"{before}{shown}{after}" if shown else " " if text else ""


def _starting(line: str) -> str:
    """A line that is no list, however it begins."""
    return _LIST_MARK.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


def _code(text: str) -> str:
    return clean(text).replace("`", "'").replace("|", "¦")


def _file(path: str) -> str:
    return "README.md" if path == FRONT else f"{path}.md"


def _address(page: Page, target: str, anchor: str) -> str:
    path = seen_from(page, _file(target))
    if target == page.path and anchor:
        path = ""
    return f"{path}#{anchor}" if anchor else path
