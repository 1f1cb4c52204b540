"""A report as blocks of a page: the same for a comment, for one page and for the playbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from journeydsl.render.changes.report import EVERYBODY, Buyers, Group, Report, Seen, more_words
from journeydsl.render.changes.tried import Tried, counted
from journeydsl.render.diagrams.drawing import Engine, draw_svg
from journeydsl.render.diagrams.mermaid import write_mermaid
from journeydsl.render.diagrams.picture import Picture
from journeydsl.render.playbook.composing import existing, note, paragraph, section, words
from journeydsl.render.playbook.document import Block, Code, Figure, Listing, Own, Plain, Run, Section, Strong, Words
from journeydsl.text.record import Record

Speak = Callable[[str], Words]
"""A sentence of ours as words; names in its backticks may lead somewhere."""

_EVERYBODY = "everybody"


class Room(Record):
    """How much is told: so many lines of each list, and the picture or not."""

    lines: int
    has_picture: bool = True


ALL = Room(10_000)


def plainly(text: str) -> Words:
    """A sentence with names in backticks as they stand, leading nowhere."""
    parts = text.split("`")
    return tuple(Code(part) if number % 2 else Own(part) for number, part in enumerate(parts) if part)


def report_blocks(report: Report, speak: Speak, room: Room, figure: Figure | None) -> tuple[Block, ...]:
    """The report under its headings, in the order that people read it; the verdict first."""
    return existing(
        paragraph(Strong(report.verdict)) if "`" not in report.verdict else paragraph(speak(report.verdict)),
        *_audiences(report, speak, room),
        section("buyers", "Which buyers change hands", *_buyers(report, speak, room)),
        _listed("figures", "What the plans need", report.figures, speak, room),
        section("picture", "The picture", figure, note(_KEY)) if figure else None,
        section("findings", "Findings", *_findings(report, speak, room)),
        _listed("scenarios", "Scenarios that come out otherwise", report.scenarios, speak, room),
        section("tried", "Your buyers", *_tried(report.tried, speak, room)) if report.tried else None,
        _listed("exemptions", "New exemptions", report.exemptions, speak, room),
        _listed("signatures", "Signatures", report.voided, speak, room),
    )


_KEY = "Green and thick is new, amber and dashed has changed, red and dotted is gone."


def figure_of(picture: Picture, engine: Engine | None, file: str = "") -> Figure:
    """The picture of a report; drawn where there is an engine."""
    svg = draw_svg(picture, engine) if engine else ""
    return Figure(svg if isinstance(svg, str) else "", write_mermaid(picture), (), file)


def _audiences(report: Report, speak: Speak, room: Room) -> Iterator[Section | None]:
    for number, (audience, sentences) in enumerate(report.audiences):
        if number == room.lines:
            yield section("more-teams", "And more teams", note(f"{len(report.audiences) - number} more are left out."))
            return
        yield section(
            f"team-{number + 1}",
            (Plain(audience) if audience == EVERYBODY else Own(audience),),
            *_lines([speak(one) for one in sentences], room),
        )


def _buyers(report: Report, speak: Speak, room: Room) -> Iterator[Block]:
    for buyers in report.buyers[: room.lines]:
        yield paragraph(speak(buyers.sentence))
        lines = [_group(group) for group in buyers.groups]
        yield from _lines(lines, room, buyers)
        if buyers.follows:
            yield paragraph(*_spaced(speak(one) for one in buyers.follows))
    left = len(report.buyers) - room.lines
    if left > 0:
        yield note(f"… and {left} more.")
    for sentences in (report.same, report.open_questions):
        yield from _lines([speak(one) for one in sentences], room)


def _group(group: Group) -> Words:
    """`gained: employees in 800..999, such as employees 800`"""
    region = _anded(group.region) if group.region else (Plain(_EVERYBODY),)
    example = (Plain(", such as "), Code(" · ".join(group.example))) if group.example else ()
    remark = (Plain(f" ({group.note.rstrip('.')})"),) if group.note else ()
    if not group.region and group.example:
        return words(Plain(f"{group.what}, such as "), Code(" · ".join(group.example)), remark)
    return words(Plain(f"{group.what}: "), region, example, remark)


def _anded(region: Sequence[str]) -> Words:
    line: list[Run] = []
    for number, condition in enumerate(region):
        line += [Plain(" and ")] if number else []
        line.append(Code(condition))
    return tuple(line)


def _findings(report: Report, speak: Speak, room: Room) -> Iterator[Block]:
    told = [(f"new {one.severity}: ", one) for one in report.new_findings]
    told += [("fixed: ", one) for one in report.fixed_findings]
    yield from _lines([_finding(before, one, speak) for before, one in told], room)
    if told and report.known_findings:
        known = report.known_findings
        yield note(f"{known} {'finding is' if known == 1 else 'findings are'} as before.")


def _finding(before: str, one: Seen, speak: Speak) -> Words:
    return words(Plain(before), speak(one.message), Plain(" "), Code(one.name), Plain(" at "), Code(one.place))


def _tried(found: Tried, speak: Speak, room: Room) -> Iterator[Block]:
    yield paragraph(counted(found))
    if found.otherwise:
        yield note(f"{found.otherwise:,} more go where they went, and meet other rules on the way.")
    causes = [words(f"{count:,} by ", speak(cause)) for cause, count in found.causes]
    yield from _lines(causes, room)
    yield from _lines([speak(row) for row in found.rows], room)
    if found.moved > len(found.rows):
        yield note(f"… and {found.moved - len(found.rows):,} more rows.")


def _listed(anchor: str, title: str, sentences: Sequence[str], speak: Speak, room: Room) -> Section | None:
    return section(anchor, title, *_lines([speak(one) for one in sentences], room))


def _lines(lines: Sequence[Words], room: Room, buyers: Buyers | None = None) -> Iterator[Block]:
    """As many lines as there is room for, and how many are left out."""
    if not lines:
        return
    shown = [*lines[: room.lines]]
    left = len(lines) - len(shown)
    more = (buyers.more if buyers else 0) + left
    if more:
        shown.append(words(more_words(more, bool(buyers.more)) if buyers else f"… and {more:,} more"))
    yield Listing(tuple(shown), is_numbered=False)


def _spaced(lines: Iterable[Words]) -> Iterator[Words]:
    for number, line in enumerate(lines):
        yield (Plain(" "), *line) if number else line
