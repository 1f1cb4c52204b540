"""What the lines of a score read and give, without looking at any buyer."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.conditions.space import Unclear
from journeydsl.model.buyers import ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.conditions import Condition, names_used
from journeydsl.model.journey import Journey

Line = ScoreLine | ScorePerLine | ScoreSumLine


def counts_for(journey: Journey, name: str) -> tuple[str, ...]:
    """The activities that give a score points, those of the scores that it adds up included, in the order written."""
    found: dict[str, None] = {}
    for _, line in all_lines(journey, name, 1):
        if isinstance(line, ScorePerLine):
            found[line.activity.name] = None
        elif isinstance(line, ScoreLine):
            found.update(dict.fromkeys(read_by(journey, line.when)))
    return tuple(found)


def read_by(journey: Journey, condition: Condition) -> Iterator[str]:
    """The activities that a condition names, itself or through rules and segments."""
    for kind, name in names_used(condition):
        if kind == "activity":
            yield name
        elif kind in ("rule", "segment"):
            inner = (journey.rules if kind == "rule" else journey.segments)[name].when
            if inner:
                yield from read_by(journey, inner)


def all_lines(journey: Journey, name: str, sign: int) -> Iterator[tuple[int, Line]]:
    """The lines of a score and of the scores that it adds up, each with 1 or, where it is taken off, -1."""
    for line in journey.scores[name].lines:
        if isinstance(line, ScoreSumLine):
            yield from all_lines(journey, line.score.name, -sign if line.is_subtracted else sign)
        else:
            yield sign, line


def is_endless(journey: Journey, name: str, sign: int) -> bool:
    """Whether a score grows (1) or falls (-1) without end. Raises `Unclear` where activities both give and take."""
    range_ = journey.scores[name].range
    if range_ and (range_.high if sign > 0 else range_.low) is not None:
        return False
    ways: dict[int, set[str]] = {1: set(), -1: set()}
    for line in journey.scores[name].lines:
        if isinstance(line, ScoreSumLine):
            if is_endless(journey, line.score.name, -sign if line.is_subtracted else sign):
                return True
        elif isinstance(line, ScorePerLine) and without_limit(line):
            ways[1 if line.points > 0 else -1].add(line.activity.name)
    if ways[1] & ways[-1]:
        raise Unclear(f"`{name}` adds and takes off points for one activity, without a limit")
    return bool(ways[sign])


def without_limit(line: ScorePerLine) -> bool:
    """Whether more of an activity always gives more: no `up to`, and no window in which `once per` sets an end."""
    return line.cap is None and line.points != 0 and not (line.window and line.once_per)
