"""Whose points a changed score raises, and whose it lowers: the difference of two scores is a score again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeydsl.conditions.answers import Example, Gap, Gaps, Undecided
from journeydsl.conditions.buyer import Buyer, Case
from journeydsl.conditions.evaluate import score
from journeydsl.conditions.ground import settled
from journeydsl.conditions.questions import Reasoning
from journeydsl.conditions.sameness import repr_without_places
from journeydsl.conditions.versions import Versions
from journeydsl.conditions.wording import facts_about
from journeydsl.diff.naming.renamed_journey import with_names
from journeydsl.model.buyers import Rule, Score, ScoreLine, ScoreSumLine
from journeydsl.model.conditions import Comparison, NumberCompare, ScoreValue, names_used
from journeydsl.model.journey import Journey
from journeydsl.model.values import Reference, written_number
from journeydsl.text.source import Span

FORMER = "former "
_DIFFERENCE = "the difference"


def points_changed(versions: Versions, name: str) -> tuple[Gaps | Undecided | None, Gaps | Undecided | None]:
    """A buyer with more points than before, and one with fewer; none where there is none."""
    newer, older = versions.space.journeys
    both = _both(newer, older, name)
    reasoning = settled(lambda: Reasoning(both, versions.space.today, effort=versions.space.effort))
    if isinstance(reasoning, Undecided):
        return reasoning, reasoning
    more, fewer = (both.rules[sign].when for sign in (">", "<"))
    assert more is not None
    assert fewer is not None
    return _told(reasoning.can_hold(more), versions, name), _told(reasoning.can_hold(fewer), versions, name)


def _told(answer: Example | Undecided | None, versions: Versions, name: str) -> Gaps | Undecided | None:
    if not isinstance(answer, Example):
        return answer
    newer, older = (Case(journey, answer.buyer, versions.space.today) for journey in versions.space.journeys)
    points = f"{name} {written_number(score(newer, name).total)}, was {written_number(score(older, name).total)}"
    facts = (*_facts(versions, name, answer.buyer), points)
    return Gaps((Gap(Example(answer.buyer, facts), (), None, False, facts),), 0)


def _facts(versions: Versions, name: str, buyer: Buyer) -> tuple[str, ...]:
    """What changed lines read of a buyer."""
    newer, older = (journey.scores[name].lines for journey in versions.space.journeys)
    now, before = ({repr_without_places(line): line for line in lines} for lines in (newer, older))
    changed = [line for word, line in (*now.items(), *before.items()) if (word in now) != (word in before)]
    read = dict.fromkeys(read for line in changed or newer for read in _read(line))
    return facts_about(versions.space, buyer, [name for kind, name in read if kind in ("field", "activity")])


def _read(line: Any) -> Iterator[tuple[str, str]]:
    match line:
        case ScoreLine(when=when):
            yield from names_used(when)
        case ScoreSumLine():
            return
        case _:
            yield "activity", line.activity.name


def _both(newer: Journey, older: Journey, name: str) -> Journey:
    """One journey with what decides in both, the older under former names, and rules for more and for fewer points."""
    decide = (*older.rules, *older.segments, *older.scores, *older.bands, *older.segmentations)
    former = with_names(older, {called: FORMER + called for called in decide})
    span = newer.scores[name].span
    lines = (
        ScoreSumLine(Reference(name, span), False, span),
        ScoreSumLine(Reference(FORMER + name, span), True, span),
    )
    difference = Score(_DIFFERENCE, None, span, span, True, None, lines, (), None)
    return newer.replace(
        fields={**former.fields, **newer.fields},
        activities={**former.activities, **newer.activities},
        scores={**newer.scores, **former.scores, _DIFFERENCE: difference},
        bands={**newer.bands, **former.bands},
        rules={**newer.rules, **former.rules, ">": _rule(">", span), "<": _rule("<", span)},
        segments={**newer.segments, **former.segments},
        segmentations={**newer.segmentations, **former.segmentations},
        moves=(), recycles=(), handoffs=(),
    )  # fmt: skip


def _rule(sign: Comparison, span: Span) -> Rule:
    when = NumberCompare(ScoreValue(_DIFFERENCE), sign, 0, span)
    return Rule(sign, None, span, span, True, when, False, None)
