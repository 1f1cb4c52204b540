"""What became of scenarios, and what they cover: as text, JSON and JUnit XML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.render.reports.buyers import backticked, part_data, part_lines
from journeydsl.render.reports.junit_suites import Case, Suite, junit_xml
from journeydsl.render.reports.terminal import Paint, plain, printable
from journeydsl.render.reports.told import Told, tell
from journeydsl.scenarios.coverage import KINDS, Item, ItemKind, share
from journeydsl.scenarios.trial import Trial
from journeydsl.text.record import Record

_NAMES: dict[ItemKind, str] = {
    "rule": "rules",
    "segment": "segments",
    "way": "ways out",
    "line": "route lines",
    "condition": "conditions",
}


class Tested(Record):
    """One journey: the path of its root, its scenarios as tried, and what they cover, none after a filter."""

    root: str
    trials: tuple[Trial, ...]
    items: tuple[Item, ...] | None


def trial_lines(tested: Tested, paint: Paint) -> Iterator[str]:
    """A line for each scenario, and for one that fails what is so instead and why."""
    for trial in tested.trials:
        if trial.passed:
            yield f"{paint('pass', 'fix')}  {printable(trial.scenario.title.text)}"
        else:
            yield f"{paint('FAIL', 'error')}  {printable(trial.scenario.title.text)}"
            yield from (f"      {line}" for line in failure_lines(trial, paint))


def coverage_lines(tested: Tested) -> Iterator[str]:
    """The share of all, and of each kind."""
    (_, whole), *kinds = _shares(tested.items or ())
    said = ", ".join(f"{name.removeprefix('coverage of ')} {percent}%" for name, percent in kinds)
    yield f"{tested.root}: {whole}% covered{': ' if said else ''}{said}"


def uncovered_lines(tested: Tested) -> Iterator[str]:
    """A line for each thing of which some side was not tried."""
    for item in tested.items or ():
        if item.tried < item.sides:
            yield printable(f"  {item.text}: {_untried(item)}")


def not_understood(faults: Iterable[Diagnostic]) -> Iterator[str]:
    """A sentence for each error of text or names, with its place."""
    return map(fault_line, map(tell, faults))


def fault_line(told: Told) -> str:
    """One of them."""
    return f"{told['file']}:{told['line']}:{told['column']}: {told['message']} [{told['name']}]"


def summary(tested: Iterable[Tested]) -> str:
    """The last line: how many passed and failed."""
    trials = [trial for one in tested for trial in one.trials]
    failed = sum(not trial.passed for trial in trials)
    counted = f"{len(trials):,} {'scenario' if len(trials) == 1 else 'scenarios'}"
    if not failed:
        return f"{counted} passed."
    return f"{failed:,} of {counted} failed."


def trials_json(tested: Iterable[Tested]) -> str:
    """All of it as JSON."""
    return json.dumps({"journeys": [_data(one) for one in tested]}, indent=2, ensure_ascii=False)


def trials_junit(tested: Iterable[Tested]) -> str:
    """A test suite for each journey, a test case for each scenario, as JUnit XML."""
    suites = []
    for one in tested:
        shares = tuple((name, str(percent)) for name, percent in _shares(one.items)) if one.items is not None else ()
        cases = tuple(_case(trial) for trial in one.trials)
        if cases or one.items is not None:
            suites.append(Suite(one.root, cases or (_nothing(one.root),), shares))
    return junit_xml("journey test", suites)


def _nothing(root: str) -> Case:
    said = f"`{root}` has no scenario, so nothing is tested"
    return Case("no scenario", ("failure", said, said))


def _case(trial: Trial) -> Case:
    if trial.passed:
        return Case(trial.scenario.title.text)
    lines = list(failure_lines(trial))
    return Case(trial.scenario.title.text, ("failure", lines[1], "\n".join(lines)))


def failure_lines(trial: Trial, paint: Paint = plain) -> Iterator[str]:
    """The place of a scenario that fails, then why it does."""
    line, column = trial.scenario.span.source.line_and_column(trial.scenario.span.start)
    yield f"{paint('-->', 'place')} {printable(trial.scenario.span.source.path)}:{line}:{column}"
    if trial.problem:
        yield trial.problem
    for outcome in trial.outcomes:
        if not outcome.passed:
            yield printable(f"`{outcome.text}`: {outcome.message}")
            for part in outcome.asked:
                yield from part_lines(part, paint)
            if outcome.closest:
                yield printable(f"  closest: {backticked(outcome.closest)}")


def _shares(items: tuple[Item, ...]) -> Iterator[tuple[str, int]]:
    """The percent of all, then of each kind that there is."""
    yield "coverage", share(items)
    for kind in KINDS:
        if any(item.kind == kind for item in items):
            yield f"coverage of {_NAMES[kind]}", share(item for item in items if item.kind == kind)


def _untried(item: Item) -> str:
    if item.kind == "line":
        return "never takes a buyer"
    if item.kind == "condition":
        sides = [side for side, was in (("for", item.was_true), ("against", item.was_untrue)) if not was]
        return f"never decides alone {' or '.join(sides)} it"
    match item.was_true, item.was_untrue:
        case True, _:
            return "never untrue"
        case False, True:
            return "never true"
        case _:
            return "never tried"


def _data(tested: Tested) -> dict[str, object]:
    return {
        "file": tested.root,
        "scenarios": [_trial_data(trial) for trial in tested.trials],
        "coverage": _coverage_data(tested.items) if tested.items is not None else None,
    }


def _trial_data(trial: Trial) -> dict[str, object]:
    span = trial.scenario.span
    line, column = span.source.line_and_column(span.start)
    return {
        "title": trial.scenario.title.text,
        "file": span.source.path,
        "line": line,
        "column": column,
        "passed": trial.passed,
        "problem": trial.problem or None,
        "expectations": [
            {
                "text": outcome.text,
                "passed": outcome.passed,
                "message": outcome.message or None,
                "parts": [part_data(part) for part in outcome.asked],
                "closest": list(outcome.closest),
            }
            for outcome in trial.outcomes
        ],
    }


def _coverage_data(items: tuple[Item, ...]) -> dict[str, object]:
    return {
        "percent": share(items),
        "items": [
            {
                "kind": item.kind,
                "text": item.text,
                "file": item.span.source.path,
                "line": item.span.line,
                "true": item.was_true,
                "untrue": item.was_untrue,
            }
            for item in items
        ],
    }
