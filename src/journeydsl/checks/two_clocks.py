"""One handoff, and two times for it."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.calendars.wording import reached_from, weekday_and_time
from journeydsl.checks._subject import Subject
from journeydsl.checks._timetable import ordinary_weeks
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.graph.teams import knows_every_team
from journeydsl.model.path import Handoff
from journeydsl.model.promises import Promise
from journeydsl.model.values import Duration
from journeydsl.numbers.agreement import accepts, answers, first_difference, is_same
from journeydsl.numbers.timetable import Timetable

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "each side holds the other to the time that suits it, and every late buyer is the other's fault"
ABOUT = ("promises",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Promises to answer a handoff in another time than it is accepted in, or than another promise says."""
    if not knows_every_team(subject.graph):
        return
    timetable = ordinary_weeks(subject)
    earlier: list[tuple[Handoff, Promise, Duration]] = []
    for handoff, promise, answer in answers(subject.graph):
        times = accepts(handoff)
        if not handoff.is_whole:
            continue
        if times:
            evidence = [_told_apart(timetable, handoff, time.duration, answer.within) for time in times]
            if all(line is not None for line in evidence):
                yield _finding(handoff, promise, answer.within, times[0].duration, "the handoff", evidence[0])
        else:
            for other, said, within in earlier:
                line = _told_apart(timetable, handoff, within, answer.within) if other is handoff else None
                if line is not None:
                    yield _finding(handoff, promise, answer.within, within, f"`{said.name}`", line)
                    break
        earlier.append((handoff, promise, answer.within))
    yield from _steps(subject)


def _told_apart(timetable: Timetable, handoff: Handoff, one: Duration, other: Duration) -> str | None:
    """What shows that two times differ, empty where the words do; none where they do not, or nobody can say."""
    if is_same(one, other):
        return None
    if one.is_business == other.is_business and one.unit == other.unit:
        return ""
    teams = timetable.graph.receivers(handoff)
    if not all(timetable.is_certain(team, time) for team in teams or (None,) for time in (one, other)):
        return None
    pair = first_difference(timetable, teams, one, other)
    if pair is None:
        return None
    start = pair[0].start
    ends = (
        f"{time.text} are over on {reached_from(start, end.due)}" for time, end in zip((one, other), pair, strict=True)
    )
    return f"in on {weekday_and_time(start)}: {' and '.join(ends)}".replace("1 business day are", "1 business day is")


def _finding(
    handoff: Handoff, promise: Promise, within: Duration, other: Duration, where: str, evidence: str | None
) -> Finding:
    return Finding(
        within.span,
        f"`{promise.name}` says {within.text} for `{handoff.name}`, and {where} says {other.text}",
        f"promise {promise.name}",
        labels=(Label(other.span, f"{other.text} here"),),
        evidence=(evidence,) if evidence else (),
        fix=Fix("Agree on one of the two times and write it in both places"),
    )


def _steps(subject: Subject) -> Iterator[Finding]:
    """Two promises of one side to the other for the same step, in two times."""
    said: list[Promise] = []
    for promise in subject.journey.promises.values():
        step = promise.step
        if step is None or not promise.is_whole:
            continue
        other = next((one for one in said if _is_same_step(one, promise)), None)
        if other and other.step and not is_same(other.step.within, step.within):
            yield Finding(
                step.within.span,
                f"`{promise.name}` says {step.within.text} for `{step.origin.name} -> {step.target.name}`, "
                f"and `{other.name}` says {other.step.within.text}",
                f"promise {promise.name}",
                labels=(Label(other.step.within.span, f"{other.step.within.text} here"),),
                fix=Fix("Agree on one of the two times and write it in both places"),
            )
        said.append(promise)


def _is_same_step(one: Promise, other: Promise) -> bool:
    if one.step is None or other.step is None:
        return False
    same = (one.step.origin == other.step.origin, one.step.target == other.step.target, one.giver == other.giver)
    return all(same) and one.receiver == other.receiver and one.is_to_buyer == other.is_to_buyer
