"""The tables for whoever sets up the CRM: handoffs, fields, routes, scores and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeydsl.exchange.sheets import Cell, Sheet, csv_bytes, workbook_bytes
from journeydsl.graph.blocks import blocks_of_handoff
from journeydsl.model.buyers import ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.path import HandoffWhere
from journeydsl.render.playbook.composing import listed, said, words
from journeydsl.render.playbook.document import Amount, Label, Place, Words, label_text
from journeydsl.render.playbook.pages.crm import MAPPED, SHEET_TITLES, SHEETS, crm_name
from journeydsl.render.playbook.pages.handoffs import teams
from journeydsl.render.playbook.pages.knowledge import how_known, type_words
from journeydsl.render.playbook.pages.qualification import earned_words
from journeydsl.render.playbook.site import Book, declared
from journeydsl.render.playbook.translating import line_in
from journeydsl.text.file_names import file_name

_MOST_VALUES = 500
Row = tuple[Words | Cell, ...]


def sheet_files(book: Book) -> Mapping[str, bytes]:
    """Every sheet as CSV, and all of them as one workbook, by path."""
    rows = {
        "handoffs": (_HANDOFFS, _handoffs(book)), "fields": (_FIELDS, _fields(book)),
        "routes": (_ROUTES, _routes(book)), "scores": (_SCORES, _scores(book)), "mapping": (_NAMES, _names(book)),
    }  # fmt: skip
    sheets = {name: _sheet(book, SHEET_TITLES[name], head, found) for name, (head, found) in rows.items()}
    files = {f"{SHEETS}/{name}.csv": csv_bytes(sheet) for name, sheet in sheets.items()}
    whole = workbook_bytes(tuple(sheets.values()), book.journey.label)
    return {**files, f"{SHEETS}/{file_name(book.journey.name)}.xlsx": whole}


def _sheet(book: Book, title: str, head: tuple[str, ...], rows: Iterator[Row]) -> Sheet:
    say = book.tongue.say
    told = tuple(tuple(_cell(book, cell) for cell in row) for row in rows)
    return Sheet(say(title), tuple(say(label) for label in head), told)


def _cell(book: Book, cell: Words | Cell) -> Cell:
    if not isinstance(cell, tuple):
        return cell
    line = line_in(book.tongue, cell)
    return "".join(book.place_text(run.span) if isinstance(run, Place) else _text(run) for run in line)


def _text(run: object) -> str:
    text: Label = getattr(run, "text", "")
    return label_text(text)


_HANDOFFS = ("Handoff", "From", "To", "Sent by", "Received by", "For", "When", "Passed on", "Accept or send back",
             "When time is up", "First contact", "Attempts", "Written")  # fmt: skip


def _handoffs(book: Book) -> Iterator[Row]:
    for way in book.journey.handoffs:
        origins = words("Any stage") if way.leaves_any else listed([words(book.stage(o)) for o in way.origins], "or")
        for terms in blocks_of_handoff(way):
            accept, contact = terms.accept, terms.contact
            yield (
                words(book.handoff(way)),
                origins,
                words(book.stage(way.target)),
                teams(book, book.graph.senders(way)),
                teams(book, book.graph.receivers(way)),
                words(book.holds(terms.holds)) if isinstance(terms, HandoffWhere) else words("everybody"),
                book.condition(way.when) if way.when else (),
                listed([words(book.passed(passed)) for passed in terms.passes]),
                words(Amount(accept.duration)) if accept else (),
                words(book.team(accept.escalates_to)) if accept and accept.escalates_to else (),
                words(Amount(contact.duration)) if contact else (),
                int(contact.attempts.number) if contact and contact.attempts else "",
                words(Place(terms.span)),
            )


_FIELDS = ("Field", "In the file", "In the CRM", "Kind", "Known by", "Personal", "Written")


def _fields(book: Book) -> Iterator[Row]:
    for name, field in book.journey.fields.items():
        yield (
            field.label,
            name,
            field.mapped.text if field.mapped else "",
            type_words(book, field.type, _MOST_VALUES),
            how_known(book, name),
            (field.purpose.text if field.purpose else words("yes")) if field.is_personal else "",
            words(Place(field.name_span)),
        )


_ROUTES = ("Handoff", "Line", "Team", "In the CRM", "When", "As written", "Share", "Written")


def _routes(book: Book) -> Iterator[Row]:
    for way in book.journey.handoffs:
        for number, line in enumerate(way.route.lines if way.route else (), 1):
            team = book.journey.teams[line.team.name]
            yield (
                words(book.handoff(way)),
                number,
                team.label,
                team.mapped.text if team.mapped else "",
                words("everybody else") if line.is_otherwise else book.condition(line.when) if line.when else (),
                line.when.span.words if line.when else "",
                words(Amount(line.share)) if line.share else (),
                words(Place(line.span)),
            )


_SCORES = ("Score", "Points", "When", "At most", "As written", "Written")


def _scores(book: Book) -> Iterator[Row]:
    for score in book.journey.scores.values():
        for line in score.lines:
            cap = line.cap if isinstance(line, ScoreLine | ScorePerLine) else None
            yield (
                score.label,
                _points(line),
                earned_words(book, line),
                words(Amount(cap)) if cap else (),
                line.span.words,
                words(Place(line.span)),
            )
        for reference in score.bands:
            band = book.journey.bands[reference.name]
            written = band.span.words
            yield (
                score.label,
                "",
                words(said("Band {name}", name=book.named("band", band.name))),
                (),
                written,
                words(Place(band.name_span)),
            )


def _points(line: ScoreLine | ScorePerLine | ScoreSumLine) -> Cell:
    if isinstance(line, ScoreSumLine):
        return ""
    return int(line.points) if line.points == int(line.points) else float(line.points)


_NAMES = ("Kind", "Here", "In the file", "In the CRM", "Written")


def _names(book: Book) -> Iterator[Row]:
    for kind, title in MAPPED.items():
        for name, one in declared(book.journey, kind).items():
            crm = crm_name(one)
            yield words(title), one.label, name, crm.text if crm else "", words(Place(one.name_span))
