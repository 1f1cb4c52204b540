"""Tables of rules, scores, segments, routes and stages: as text, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from journeydsl.conditions.answers import Example, Undecided
from journeydsl.conditions.evaluate import CountedLine
from journeydsl.conditions.points import Reach
from journeydsl.conditions.score_tables import Goal, ScoreTable
from journeydsl.conditions.takers import Takers
from journeydsl.model.buyers import Score, ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, Move, Recycle, Rejection, TimeLimit
from journeydsl.model.values import Declaration, Reference, written_number
from journeydsl.render.phrases import range_text
from journeydsl.render.reports.terminal import printable
from journeydsl.text.record import Record
from journeydsl.travel.tables import RouteTable, RuleTable, SegmentationTable, StageTable, Table, WayTaken


class Sheet(Record):
    """One table in words: what it is about, a line on it, its rows under their headings, and what else to say."""

    kind: str
    name: str
    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def table_lines(journey: Journey, tables: Iterable[Table]) -> Iterator[str]:
    """Each table with an empty line behind it; of a row the first cell, then the others below it."""
    for sheet in sheets(journey, tables):
        yield printable(f"{sheet.kind} {sheet.name}{sheet.about}")
        for row in sheet.rows:
            yield printable(f"  {row[0]}")
            cells = zip(sheet.head[1:], row[1:], strict=True)
            yield from (printable(f"      {head}: {cell}") for head, cell in cells if cell)
        yield from (printable(f"  {note}") for note in sheet.notes)
        yield ""


def table_markdown(journey: Journey, tables: Iterable[Table]) -> Iterator[str]:
    """Each table as a heading and a Markdown table."""
    for sheet in sheets(journey, tables):
        yield from (f"## {sheet.kind.capitalize()} `{sheet.name}`{_escaped(sheet.about)}", "")
        if sheet.rows:
            yield "| " + " | ".join(head.capitalize() for head in sheet.head) + " |"
            yield "|" + "---|" * len(sheet.head)
            yield from ("| " + " | ".join(_escaped(cell) for cell in row) + " |" for row in sheet.rows)
            yield ""
        for note in sheet.notes:
            yield from (_escaped(note), "")


def tables_json(journey: Journey, tables: Iterable[Table]) -> str:
    """The same as JSON: `tables`, each with `kind`, `name`, `rows` and `notes`; a row has its headings as keys."""
    data = [
        {
            "kind": sheet.kind,
            "name": sheet.name,
            "rows": [
                {head.replace(" ", "_"): cell for head, cell in zip(sheet.head, row, strict=True)} for row in sheet.rows
            ],
            "notes": list(sheet.notes),
        }
        for sheet in sheets(journey, tables)
    ]
    return json.dumps({"tables": data}, indent=2, ensure_ascii=False)


def sheets(journey: Journey, tables: Iterable[Table]) -> Iterator[Sheet]:
    """Every table in words."""
    for table in tables:
        match table:
            case RuleTable(rule=name, takers=takers):
                rule = journey.rules[name]
                yield _taking("rule", rule, takers)
            case SegmentationTable(segments=segments):
                for name, takers in segments:
                    yield _taking("segment", journey.segments[name], takers)
            case ScoreTable():
                yield from _score(journey, table)
            case RouteTable():
                yield _route(table)
            case StageTable():
                yield _stage(journey, table)


def facts_text(example: Example) -> str:
    """One buyer on one line."""
    return " · ".join(example.facts) or "anybody, whatever is known of them"


def sum_text(lines: Iterable[CountedLine], total: int) -> str:
    """`30 + 20 = 50`, `40 + 35 = 75, held at 60`; a single number stands alone."""
    points = [line.points for line in lines]
    said = "".join(
        written_number(one)
        if number == 0
        else f" {'+' if one >= 0 else '−'} {written_number(one if one >= 0 else -one)}"
        for number, one in enumerate(points)
    )
    raw = sum(points)
    held = "" if raw == total else f", held at {written_number(total)}"
    return (f"{said} = {written_number(raw)}" if len(points) > 1 else written_number(raw)) + held


def line_text(line: ScoreLine | ScorePerLine | ScoreSumLine) -> str:
    """A line of a score as written, on one line."""
    return line.span.words


def _taking(kind: str, one: Declaration, takers: Takers | Undecided | None) -> Sheet:
    rows, notes = _regions(takers)
    return Sheet(kind, one.name, f"{_title(one)} takes", ("takes", "for example"), rows, notes)


def _regions(takers: Takers | Undecided | None) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    if takers is None:
        return (), ("Its condition could not be read.",)
    if isinstance(takers, Undecided):
        return (), (f"It stays open whom, since {takers.reason}.",)
    rows = tuple((" and ".join(one.words) or "everybody", facts_text(one.example)) for one in takers.regions)
    if not rows and not takers.more:
        return (), ("nobody",)
    left = takers.more
    return rows, (f"and {left} more such {'group' if left == 1 else 'groups'}",) if left else ()


def _score(journey: Journey, table: ScoreTable) -> Iterator[Sheet]:
    score = journey.scores[table.score]
    rows = tuple((line_text(line),) for line in score.lines)
    notes = (*_reach("most", score.name, table.highest), *_reach("fewest", score.name, table.lowest))
    yield Sheet("score", score.name, f"{_title(score)}{_held(score)}", ("line",), rows, notes)
    for goal in table.goals:
        yield _goal(journey, table, goal)


def _reach(which: str, score: str, reach: Reach | Undecided) -> Iterator[str]:
    if isinstance(reach, Undecided):
        yield f"It stays open what the {which} points are, since {reach.reason}."
    elif reach.points is None or reach.example is None:
        yield f"There is no end to the {which} points."
    else:
        facts = tuple(fact for fact in reach.example.facts if not fact.startswith(f"{score} "))
        who = f", for {facts_text(reach.example.replace(facts=facts))}" if reach.lines and facts else ""
        said = sum_text(reach.lines, reach.points) if reach.lines else written_number(reach.points)
        yield f"{which} points: {said}{who}"


def _goal(journey: Journey, table: ScoreTable, goal: Goal) -> Sheet:
    band = journey.bands[goal.band] if goal.band else None
    name = band.name if band else f"{table.score} >= {goal.low}"
    about = f"{_title(band)}, {range_text(band.range)}" if band else f", asked by {', '.join(goal.users)}"
    about += ", takes at least"
    head = ("a buyer", "things", "points")
    kind = "band" if band else "threshold"
    if isinstance(goal.ways, Undecided):
        return Sheet(kind, name, about, head, (), (f"It stays open what, since {goal.ways.reason}.",))
    rows = tuple((facts_text(way.example), str(way.things), sum_text(way.lines, way.total)) for way in goal.ways.ways)
    notes = ("There are more ways.",) if goal.ways.has_more else ()
    return Sheet(kind, name, about, head, rows, notes if rows else ("Nobody can have these points.",))


def _route(table: RouteTable) -> Sheet:
    rows = []
    for number, met in enumerate(table.lines, 1):
        line = met.line
        when = "otherwise" if line.is_otherwise else f"when {line.when.span.words}" if line.when else ""
        match met.example:
            case Undecided(reason=reason):
                example = f"it stays open whom, since {reason}"
            case None:
                example = "nobody: the lines above take everybody"
            case _:
                example = facts_text(met.example)
        rows.append((f"{number}. to {line.team.name} {when}".rstrip(), example))
    return Sheet("route of", table.handoff.name, "", ("line", "for example"), tuple(rows))


def _stage(journey: Journey, table: StageTable) -> Sheet:
    rows = tuple(row for way in table.ways for row in _way(way))
    notes = () if rows else ("No way leads out of it.",)
    return Sheet(
        "stage", table.stage, _title(journey.stages[table.stage]), ("way", "takes", "for example"), rows, notes
    )


def _way(taken: WayTaken) -> Iterator[tuple[str, str, str]]:
    said = _way_text(taken)
    if taken.takers is None:
        yield said, "", ""
        return
    rows, notes = _regions(taken.takers)
    for number, (words, example) in enumerate(rows):
        yield said if number == 0 else f"{said}, or", words, example
    for note in notes:
        yield said, note, ""


def _way_text(taken: WayTaken) -> str:
    passage = taken.passage
    said = f"{passage.kind} to {passage.target}"
    match passage.way:
        case TimeLimit(duration=duration):
            return f"{said}, after {duration.text}"
        case Rejection(reasons=reasons):
            return said + _because(reasons)
        case Move(by=by, reasons=reasons) | Recycle(by=by, reasons=reasons):
            return said + (f", decided by {by.name}" if by else "") + _because(reasons)
        case Handoff(by=by, when=when):
            return said + (f", decided by {by.name}" if by else ", decided by the owner" if when is None else "")


def _because(reasons: tuple[Reference, ...]) -> str:
    return f", because of {', '.join(reason.name for reason in reasons)}" if reasons else ""


def _held(score: Score) -> str:
    return f", {range_text(score.range)}" if score.range else ""


def _title(one: Declaration | None) -> str:
    return f' "{one.title}"' if one and one.title else ""


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<|" else letter for letter in text)
