"""The map of the house: from syntax files to everything that is known and told about one journey.

Runs the floors in order: resolve names, build the graph, ask every check, silence what is allowed, and dress findings
as diagnostics. Nothing here touches the disk or the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from journeydsl.checks._allows import allows_in, silencer
from journeydsl.checks._catalogue import GROUPS, Check, catalogue
from journeydsl.checks._subject import Allow, Allows, Reading, Subject
from journeydsl.conditions.effort import TOO_MUCH, Unclear
from journeydsl.diagnostics.finding import Diagnostic, Finding, Severity, Unanswered, fingerprint
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.journey import Journey
from journeydsl.model.resolve import Resolution, resolve
from journeydsl.model.values import Kind
from journeydsl.syntax.parse import SyntaxFile
from journeydsl.text.record import Record

MOST_UNANSWERED = 100  # by one check: whoever reads these knows how it stands
MOST_READ = 3_000  # findings by all checks of what was read
STEPS_OF_FINDING = 300


class Choice(Record):
    """Which checks run and how severe they are.

    `severity` overrides by name, none for off; where `only` is not empty, it names the checks that run, off or not,
    beside those of text and names, without which no other can be believed. Where several versions are read for one
    answer, `share` says how many, and each takes its part of the work.
    """

    severity: Mapping[str, Severity | None]
    only: frozenset[str] = frozenset()
    share: int = 1


class Analysis(Record):
    """One root or library with everything told about it; `journey` and `graph` are none for a library.

    `allows` are those of all its files, each with what it silenced here; `today` is the day that was taken as today.
    """

    root: str
    files: tuple[SyntaxFile, ...]
    journey: Journey | None
    graph: JourneyGraph | None
    diagnostics: tuple[Diagnostic, ...]
    allows: tuple[Allow, ...]
    today: date


def analyze(
    root: str,
    files: Mapping[str, SyntaxFile],
    uses: Mapping[tuple[str, str], str],
    today: date,
    choice: Choice,
    used_elsewhere: frozenset[tuple[Kind, str]] = frozenset(),
) -> Analysis:
    """Analyzes one root (or a library by itself) with all files that it uses, keyed by path.

    `uses` says which file each `use` means, or why none. `used_elsewhere` are names that other roots of the workspace
    use. Diagnostics come in the order of their places.
    """
    resolution = resolve(root, files, uses)
    journey = resolution.journey
    read = tuple(files.values())
    graph = JourneyGraph(journey) if journey else None
    found = list(_findings(read, resolution, journey, graph, today, choice, used_elsewhere))
    is_whole = not resolution.faults and not any(file.faults for file in read)
    told, allows = _allowed(read, found, today, choice, is_whole)
    diagnostics = _diagnostics(told, choice, journey.name if journey else "")
    return Analysis(root, read, journey, graph, tuple(diagnostics), allows, today)


def asked_checks(choice: Choice) -> frozenset[str]:
    """The names of the checks that run."""
    return frozenset(check.name for check in catalogue() if _runs(check, choice))


def _findings(
    files: tuple[SyntaxFile, ...],
    resolution: Resolution,
    journey: Journey | None,
    graph: JourneyGraph | None,
    today: date,
    choice: Choice,
    used_elsewhere: frozenset[tuple[Kind, str]],
) -> Iterator[tuple[Check, Finding]]:
    reading = Reading(files, tuple(fault for fault in resolution.faults if not fault.span.source.misread))
    subject = Subject(journey, graph, today, used_elsewhere, choice.share) if journey and graph else None
    asked = [check for check in catalogue() if _runs(check, choice)]
    names = {check.name for check in asked}
    unanswered: list[Unanswered] = []
    was_met = resolution.faults or any(file.faults for file in files)
    left = MOST_READ
    for check in asked if was_met else ():
        for finding in check.check_reading(reading) if check.check_reading else ():
            if left < 0:
                break
            yield check, finding
            left -= 1
            if left < 0:
                more = f"`{check.name}` finds more"
                unanswered.append(Unanswered(finding.span, more, f"journey {check.name}", TOO_MUCH))
    for check in _asking(asked, choice) if subject else ():
        for found in _asked_of(check, subject) if subject and check.speaks_of(subject.journey) else ():
            if found.span.source.misread:
                continue  # What is not UTF-8 is told of once: other letters may be meant.
            if isinstance(found, Unanswered):
                unanswered.append(found)
            elif check.name in names:
                yield check, found
    for check in asked if unanswered else ():
        if check.check_unanswered:
            yield from ((check, finding) for finding in check.check_unanswered(tuple(unanswered)))


def _asked_of(check: Check, subject: Subject) -> Iterator[Finding | Unanswered]:
    """What a check finds; where it has to stop, that stays open."""
    subject.effort.turn()
    more, left = f"`{check.name}` finds more", MOST_UNANSWERED
    try:
        ask = check.check_journey
        for found in ask(subject) if ask else ():
            yield found
            subject.effort.spend(STEPS_OF_FINDING)
            if isinstance(found, Unanswered):
                left -= 1
                if subject.effort.is_spent or not left:
                    raise Unclear(found.reason)
    except Unclear as reason:
        yield Unanswered(subject.journey.name_span, more, f"journey {check.name}", str(reason))


def _asking(asked: list[Check], choice: Choice) -> list[Check]:
    """The checks that ask about the journey: all that are on, where what they leave open is asked for by name."""
    if any(check.name in choice.only and check.check_unanswered for check in asked):
        return [check for check in catalogue() if check in asked or _severity(check, choice) is not None]
    return asked


def _allowed(
    files: tuple[SyntaxFile, ...], found: list[tuple[Check, Finding]], today: date, choice: Choice, is_whole: bool
) -> tuple[list[tuple[Check, Finding]], tuple[Allow, ...]]:
    """What is left after every `# allow`, with what is to be said about the allows themselves; and the allows."""
    allows = [place for file in files if not file.source.misread for place in allows_in(file)]
    silences = silencer(allows)
    silenced: dict[int, list[Finding]] = {}
    told = []
    for check, finding in found:
        silencing = silences(check.name, finding)
        if silencing is None:
            told.append((check, finding))
        else:
            silenced.setdefault(silencing, []).append(finding)
            if allows[silencing].is_expired(today):
                told.append((check, finding))
    said = tuple(place.allow.replace(silenced=tuple(silenced.get(n, ()))) for n, place in enumerate(allows))
    everything = Allows(said, tuple(check.name for check in catalogue()), today, asked_checks(choice), is_whole)
    for check in catalogue() if said else ():
        if check.check_allows and _runs(check, choice):
            told += [(check, finding) for finding in check.check_allows(everything)]
    return told, said


def _runs(check: Check, choice: Choice) -> bool:
    if choice.only and check.group != GROUPS[0]:
        return check.name in choice.only
    return check.name in choice.only or _severity(check, choice) is not None


def _severity(check: Check, choice: Choice) -> Severity | None:
    if check.name in choice.severity:
        return choice.severity[check.name]
    return None if check.is_off else check.severity


def _diagnostics(told: Iterable[tuple[Check, Finding]], choice: Choice, journey: str) -> Iterator[Diagnostic]:
    ordered = sorted(told, key=lambda pair: (pair[1].span.key, pair[0].name, pair[1].message))
    seen: dict[tuple[str, str], int] = {}
    for check, finding in ordered:
        key = (check.name, finding.subject)
        repeated = seen.get(key, 0)
        seen[key] = repeated + 1
        is_set = check.name in choice.severity or finding.severity is None
        severity = (_severity(check, choice) if is_set else finding.severity) or check.severity
        known = fingerprint(check.name, journey, finding.subject, repeated)
        yield Diagnostic(check.name, severity, finding, check.costs, known)
