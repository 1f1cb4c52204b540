"""Routes and segmentations as companies write them, held against every buyer: who is left out, which lines are idle."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from journeydsl.checks import overlapping_segments, redundant_part, shadowed_route, uncovered_buyer
from journeydsl.checks._subject import Subject
from journeydsl.conditions.answers import Gaps
from journeydsl.conditions.buyer import Case
from journeydsl.conditions.evaluate import holds
from journeydsl.diagnostics.finding import Finding
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.conditions import AllOf, ChoiceIn, Condition
from journeydsl.model.definitions import everything_read
from journeydsl.model.journey import Journey
from readings import TODAY, journey_of
from test_diff_versions import HISTORIES, random_edit, steps
from versions import Step, buyers_of, region_test

MOST = 2_000


def everybody(step: Step, journey: Journey, dice: random.Random, *whens: Condition | None) -> list[Case]:
    """Every buyer whom some conditions can tell apart, or many of them."""
    read = everything_read(journey, [when for when in whens if when])
    names = {name for kind, name in read if kind in ("field", "activity")}
    return [Case(journey, buyer, TODAY) for buyer in buyers_of(step, dice, names, MOST)]


def journeys(history: str, wanted: int, first: int) -> Iterator[tuple[str, random.Random]]:
    texts = [step.newer for _, step, _ in steps(history)]
    every = 1 if wanted >= 1_000 else 3
    yield from ((text, random.Random(number)) for number, text in enumerate(texts[::every]))
    for number in range(first, first + wanted // 150):
        dice = random.Random(number)
        text = dice.choice(texts)
        for _ in range(dice.choice((1, 2, 4))):
            text = random_edit(text, dice)
        yield text, dice


@pytest.mark.parametrize("history", [*HISTORIES])
def test_routes_of_a_history_agree_with_every_buyer(history: str, request: pytest.FixtureRequest) -> None:
    wanted, first = (int(request.config.getoption(name)) for name in ("--instances", "--first"))
    for text, dice in journeys(history, wanted, first):
        journey = journey_of(text)
        subject = Subject(journey, JourneyGraph(journey), TODAY)
        for table in subject.live_routes:
            check_route(Step(text, text, {}), subject, table, dice)
        for segmentation in journey.segmentations.values():
            check_segmentation(Step(text, text, {}), subject, segmentation, dice)


def spans(check: Any, subject: Subject) -> set[Any]:
    return {one.span for one in check.check_journey(subject) if isinstance(one, Finding)}


def check_route(step: Step, subject: Subject, table: Any, dice: random.Random) -> None:
    handoff, route = table.handoff, table.route
    lines = [line.when for line in route.lines if line.when]
    cases = everybody(step, subject.journey, dice, handoff.when, *lines)
    known = table.known
    sent = [case for case in cases if (handoff.when is None or holds(case, handoff.when))
            and any(one <= case.buyer.values.keys() for one in known)]  # fmt: skip
    left = [case for case in sent if not any(holds(case, line) for line in lines)]
    told = route.span in spans(uncovered_buyer, subject)
    is_closed = any(line.is_otherwise for line in route.lines)
    assert told or is_closed or not left, (step.newer, left[:1])
    if told and not is_closed:
        for one in known:
            check_gaps(step, subject, [handoff.when] if handoff.when else [], lines, one, sent)
    if route.way == "first":
        check_idle(step, subject, table, sent)


def check_gaps(
    step: Step, subject: Subject, required: list[Condition], lines: list[Condition], known: frozenset[str],
    sent: list[Case],
) -> None:  # fmt: skip
    gaps = subject.reasoning.uncovered(required, lines, known)
    assert gaps is None or isinstance(gaps, Gaps)
    told: set[int] = set()
    for gap in gaps.gaps if gaps else ():
        tests = [region_test(words, subject.journey, subject.journey, step) for words in gap.region]
        told |= {place for place, case in enumerate(sent) if all(test(case.buyer) for test in tests)}
        assert all(test(gap.example.buyer) for test in tests), (gap, step.newer)
    among = {place for place, case in enumerate(sent) if known <= case.buyer.values.keys()}
    left = {place for place in among if not any(holds(sent[place], line) for line in lines)}
    wrong = sorted((told & among) - left)
    assert not wrong, ("claimed", sent[wrong[0]].buyer, [gap.region for gap in gaps.gaps] if gaps else (), step.newer)
    missed = sorted(left - told)
    assert not missed or (gaps and gaps.more), ("missed", sent[missed[0]].buyer, gaps, step.newer)


def check_idle(step: Step, subject: Subject, table: Any, sent: list[Case]) -> None:
    route = table.route
    shadowed, spare = spans(shadowed_route, subject), spans(redundant_part, subject)
    taken: set[int] = set()
    reached: dict[int, list[Case]] = {}
    for case in sent:
        for number, line in enumerate(route.lines):
            reached.setdefault(number, []).append(case)
            if line.when is None or holds(case, line.when):
                taken.add(number)
                break
    for number, line in enumerate(route.lines):
        fits = line.when is None or any(holds(case, line.when) for case in sent)
        assert (line.span in shadowed) <= (number not in taken), (line.span, step.newer)
        if fits and number not in taken and line.when and len(sent) < MOST:
            assert line.span in shadowed, (line.span.text, step.newer)
        if number in taken and line.when:
            check_values(step, line.when, reached[number], spare)


def check_values(step: Step, when: Condition, reached: list[Case], spare: set[Any]) -> None:
    """A listed value with which nobody comes to the line is told."""
    for part in when.parts if isinstance(when, AllOf) else (when,):
        if not isinstance(part, ChoiceIn) or part.is_denied:
            continue
        for value in part.values:
            comes = any(case.buyer.values.get(part.field) == value and holds(case, when) for case in reached)
            is_told = any(part.span.start <= span.start < part.span.end and value in span.text for span in spare)
            assert not (comes and is_told and len(part.values) > 1 and f'"{value}"' == value), step.newer
            if not comes and len(part.values) > 1 and len(reached) < MOST:
                assert is_told, (value, part.span.text, when.span.text, step.newer)
            if is_told and any(span.text.strip('"') == value for span in spare):
                assert not comes, (value, part.span.text, step.newer)


def check_segmentation(step: Step, subject: Subject, segmentation: Any, dice: random.Random) -> None:
    segments = [subject.journey.segments[one.name] for one in segmentation.segments]
    whens = [one.when for one in segments if one.when]
    cases = everybody(step, subject.journey, dice, *whens)
    left = [case for case in cases if not any(holds(case, when) for when in whens)]
    told = segmentation.name_span in spans(uncovered_buyer, subject)
    assert told == bool(left), step.newer
    if told:
        check_gaps(step, subject, [], whens, frozenset(), cases)
    twice = any(sum(holds(case, when) for when in whens) > 1 for case in cases)
    named = {one.name_span for one in segments}
    found = spans(overlapping_segments, subject)
    assert bool(twice) == any(segmentation.span.start <= span.start < segmentation.span.end for span in found), (
        named, step.newer,
    )  # fmt: skip
