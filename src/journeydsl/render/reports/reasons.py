"""What happens to one buyer at a stage, and why: as text and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeydsl.conditions.buyer import Case
from journeydsl.conditions.evaluate import score
from journeydsl.graph.passage import Passage
from journeydsl.model.path import Rejection, TimeLimit
from journeydsl.model.values import written_number
from journeydsl.render.reports.buyers import backticked, part_data, part_lines
from journeydsl.render.reports.terminal import Paint, printable
from journeydsl.scenarios.parts import needed, written_value
from journeydsl.scenarios.situation import Situation, WayOut

if TYPE_CHECKING:
    from fractions import Fraction


def reason_lines(situation: Situation, paint: Paint) -> Iterator[str]:
    """The buyer, every way out with the values of its parts, and what else holds."""
    case = situation.case
    yield printable(f"A buyer at `{situation.stage}` on {case.today.isoformat()}: {_buyer(case)}")
    yield ""
    for way in situation.ways:
        yield from _way_lines(way, paint)
        yield ""
    for passage in situation.waits:
        yield printable(f"later    -> {passage.target}, {_later(passage)}")
    if situation.waits:
        yield ""
    yield printable(f"Rules: {_listed(situation.rules)}. Segments: {_listed(situation.segments)}.")
    if case.journey.scores:
        yield printable(f"Scores: {_scores(case)}. Bands: {_listed(situation.bands)}.")
    yield printable(_verdict(situation))


def reasons_json(situation: Situation) -> str:
    """All of it as JSON."""
    case = situation.case
    data = {
        "stage": situation.stage,
        "today": case.today.isoformat(),
        "ways": [_way_data(way) for way in situation.ways],
        "later": [
            {"kind": passage.kind, "target": passage.target, "text": passage.place.words} for passage in situation.waits
        ],
        "rules": list(situation.rules),
        "segments": list(situation.segments),
        "bands": list(situation.bands),
        "scores": {name: _number(score(case, name).total) for name in case.journey.scores},
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _number(total: int | Fraction) -> int | float:
    return total if isinstance(total, int) else float(total)


def _way_lines(way: WayOut, paint: Paint) -> Iterator[str]:
    style = {"happens": "fix", "allowed": "fix", "held back": "warning", "closed": "error"}[way.state]
    title = getattr(way.passage.way, "title", None)
    named = f'{way.part.text} "{title}"' if title else way.part.text
    yield f"{paint(f'{way.state:<9}', style)}{printable(named + _to_whom(way))}"
    for inner in way.part.parts:
        yield from part_lines(inner, paint)
    for line in way.lines:
        yield from part_lines(line, paint) if way.is_open else ()
    lacking = needed(way.part) if way.part.parts else ()
    if lacking:
        yield printable(f"  closest: {backticked(lacking)}")


def _to_whom(way: WayOut) -> str:
    """Who decides, and who receives."""
    by = f", decided by {backticked(way.deciders, 'or')}" if way.deciders else ""
    is_handed = way.is_open and way.passage.kind == "handoff" and way.receivers
    return by + (f", to {backticked(way.receivers)}" if is_handed else "")


def _later(passage: Passage) -> str:
    """What has to come to pass for a time limit or a rejection."""
    match passage.way:
        case TimeLimit(duration=duration):
            return f"{duration.text} after arriving"
        case Rejection(reasons=reasons) if reasons:
            return f"if the receiver rejects because of {backticked(tuple(one.name for one in reasons), 'or')}"
        case _:
            return "if the receiver rejects"


def _buyer(case: Case) -> str:
    known = [written_value(case, name) for name in case.journey.fields if name in case.buyer.values]
    done = dict.fromkeys((one.activity, one.day) for one in case.buyer.happenings)
    for activity, day in done:
        times = sum(one.activity == activity and one.day == day for one in case.buyer.happenings)
        known.append(f"{times} {activity} on {day.isoformat()}")
    return f"{', '.join(known)}; nothing else is known" if known else "nothing is known"


def _scores(case: Case) -> str:
    return ", ".join(f"{name} {written_number(score(case, name).total)}" for name in case.journey.scores)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none"


def _verdict(situation: Situation) -> str:
    """The last line: what becomes of the buyer now."""
    happens = [way for way in situation.ways if way.state == "happens"]
    allowed = [way for way in situation.ways if way.state == "allowed"]
    targets = tuple(dict.fromkeys(way.passage.target for way in happens))
    if len(targets) > 1:
        return f"{backticked(tuple(way.part.text for way in happens))} happen at once, and no `priority` orders them."
    if targets:
        return f"So the buyer goes to `{targets[0]}` by itself."
    if allowed:
        to = tuple(dict.fromkeys(way.passage.target for way in allowed))
        return f"So the buyer stays until somebody decides to go to {backticked(to, 'or')}."
    return "So the buyer stays."


def _way_data(way: WayOut) -> dict[str, object]:
    return {
        "state": way.state,
        "text": way.part.text,
        "target": way.passage.target,
        "deciders": list(way.deciders),
        "receivers": list(way.receivers),
        "condition": part_data(way.part.parts[0]) if way.part.parts else None,
        "route": [part_data(line) for line in way.lines],
        "closest": list(needed(way.part)) if way.part.parts else [],
    }
