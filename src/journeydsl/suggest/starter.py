"""A first journey out of five answers: small, complete, and clean under every check."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from journeydsl.formatting.format import format_text
from journeydsl.text.record import Record
from journeydsl.text.source import Source

_KEPT_FREE = frozenset(
    ("any", "no", "not", "count", "office", "later", "lost", "email", "need", "next_step", "competitor", "student")
)


class Answers(Record):
    """What a newcomer says; `owners` has a team for each stage, `stages` two or more, the last being the customer."""

    title: str
    teams: tuple[str, ...]
    stages: tuple[str, ...]
    owners: tuple[str, ...]
    accept_within: str
    reasons: tuple[str, ...]


DEFAULTS = Answers(
    "Our journey",
    ("Marketing", "Sales"),
    ("Visitor", "Lead", "Opportunity", "Customer"),
    ("Marketing", "Marketing", "Sales", "Sales"),
    "4 business hours",
    ("Not a fit", "Not now", "Cannot be reached"),
)


def starter(answers: Answers) -> str:
    """The text of a journey file; needs answers that `problem` has nothing to say of."""
    text = "\n".join(_lines(_Named(answers))) + "\n"
    return format_text(Source("starter", text)) or text


def problem(answers: Answers) -> str:
    """What keeps answers from making a journey, in a sentence; empty where nothing does."""
    if len(answers.teams) < 1:
        return "A journey needs a team."
    if len(answers.stages) < 2:
        return "A journey needs two stages or more: where buyers begin, and where they have bought."
    for titles in (answers.teams, answers.stages, answers.reasons):
        twice = next((title for number, title in enumerate(titles) if title in titles[:number]), None)
        if twice is not None:
            return f"“{twice}” is named twice."
    if len(answers.owners) != len(answers.stages):
        return f"There are {len(answers.stages)} stages and {len(answers.owners)} owners: name one team for each stage."
    for owner in answers.owners:
        if owner not in answers.teams:
            return f"“{owner}” is none of the teams: {', '.join(answers.teams)}."
    if not re.fullmatch(r"[1-9]\d{0,3} (business )?(minute|hour|day|week)s?", answers.accept_within):
        return f"“{answers.accept_within}” is no time; write it like `4 business hours` or `1 business day`."
    return "" if answers.reasons else "A team that may not send a buyer back will not take one: name a reason."


def name_of(title: str, taken: set[str], ending: str) -> str:
    """A name for a title, ASCII snake_case, that is not taken; takes it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40] or ending
    name = name if name[0].isalpha() else f"{ending}_{name}"
    candidate, number = name, 2
    if candidate in taken:
        candidate = f"{name}_{ending}"
    while candidate in taken:
        candidate, number = f"{name}_{ending}_{number}", number + 1
    taken.add(candidate)
    return candidate


class _Named:
    """The answers with a name for everything."""

    def __init__(self, answers: Answers) -> None:
        taken = set(_KEPT_FREE)
        self.answers = answers
        self.teams = {title: name_of(title, taken, "team") for title in answers.teams}
        self.stages = [name_of(title, taken, "stage") for title in answers.stages]
        self.owners = [self.teams[title] for title in answers.owners]
        self.titles = dict(zip(self.teams.values(), self.teams, strict=True))
        # Each handoff is the number of the stage it leaves.
        self.handoffs = [
            number for number in range(len(self.stages) - 1) if self.owners[number] != self.owners[number + 1]
        ]
        receivers = dict.fromkeys(self.owners[number + 1] for number in self.handoffs)
        self.leads = {team: name_of(f"{team} lead", taken, "team") for team in receivers}
        self.reasons = {name_of(title, set(), "reason"): title for title in answers.reasons}


def _in_office_hours(time: str) -> str:
    """A time to accept as the office counts it, since nobody accepts a buyer at night; a week has five days."""
    if "business" in time:
        return time
    number, unit = time.split()
    if unit.startswith("week"):
        return f"{int(number) * 5} business days"
    return f"{number} business {unit}"


def _lines(named: _Named) -> Iterator[str]:
    answers = named.answers
    if named.handoffs:
        yield "# allow unsigned-journey: a first draft, which nobody has agreed to"
    yield f"journey {name_of(answers.title, set(), 'journey')} {_text(answers.title)} {{"
    yield "  calendar office"
    yield "  review every 90 days"
    yield "}"
    yield ""
    yield "# ---- who works on it"
    yield 'calendar office "Office hours" {'
    yield '  timezone "UTC"'
    yield "  open mon..fri 09:00..17:00"
    yield "}"
    yield ""
    yield from _teams(named)
    yield ""
    yield "# ---- what is known about a buyer"
    yield 'field email text "E-mail" personal for "Answering the request"'
    yield 'field need text "What they need"'
    yield 'field next_step text "Next step"'
    yield ""
    yield "# ---- the path"
    yield from _stages(named)
    yield ""
    yield from _ways(named)
    for number in named.handoffs:
        yield ""
        yield from _handoff(named, number)
    if named.handoffs:
        yield ""
        yield from _meeting(named)


def _teams(named: _Named) -> Iterator[str]:
    for title, team in named.teams.items():
        yield f"team {team} {_text(title)} {{ channel {_text('#' + team.replace('_', '-'))} }}"
    for team, lead in named.leads.items():
        title = f"{named.titles[team]} lead"
        yield f"team {lead} {_text(title)} {{ part of {team}  channel {_text('#' + team.replace('_', '-'))} }}"


def _stages(named: _Named) -> Iterator[str]:
    last = len(named.stages) - 1
    collects = ["email", "need"]
    for number, (stage, title) in enumerate(zip(named.stages, named.answers.stages, strict=True)):
        kind = "entry " if number == 0 else "won " if number == last else ""
        yield f"{kind}stage {stage} {_text(title)} {{"
        yield f"  owner {named.owners[number]}"
        if number == 0:
            yield f"  collects {', '.join(collects)}"
        elif number - 1 in named.handoffs:
            yield "  collects next_step"
        if number != last:
            yield f"  leave within {90 if number == 0 else 60} days else -> later"
        yield "}"
    yield f'resting stage later "Later" {{ owner {named.owners[0]} }}'
    yield f'lost stage lost "Lost" {{ owner {named.owners[0]} }}'


def _ways(named: _Named) -> Iterator[str]:
    for number in range(len(named.stages) - 1):
        if number not in named.handoffs:
            yield f"move {named.stages[number]} -> {named.stages[number + 1]} by {named.owners[number]}"
    yield f'move later -> {named.stages[0]} "Back in touch" by {named.owners[0]}'
    yield f'move any -> lost "Never a buyer" by {named.owners[0]} because competitor, student'


def _handoff(named: _Named, number: int) -> Iterator[str]:
    origin, target = named.stages[number], named.stages[number + 1]
    giver, receiver = named.owners[number], named.owners[number + 1]
    title = f"{named.titles[giver]} to {named.titles[receiver]}"
    escalate = f"else escalate to {named.leads[receiver]}"
    yield f"handoff {origin} -> {target} {_text(title)} {{"
    yield f"  by {giver}"
    yield "  pass email, need"
    yield '  brief "What they asked for, and what they have seen so far"'
    yield f"  accept within {_in_office_hours(named.answers.accept_within)} {escalate}"
    if number + 1 < len(named.stages) - 1:
        yield f"  contact within 1 business day, at least 3 attempts, {escalate}"
    reasons = ", ".join(f"{name} {_text(title)}" for name, title in named.reasons.items())
    yield f"  reject -> later because {reasons}"
    yield "  feedback every 2 weeks on next_step"
    yield "}"


def _meeting(named: _Named) -> Iterator[str]:
    teams = dict.fromkeys(
        team for number in named.handoffs for team in (named.owners[number], named.owners[number + 1])
    )
    steps = ", ".join(f"{named.stages[number]} -> {named.stages[number + 1]}" for number in named.handoffs)
    yield "# ---- the working rhythm"
    yield f'meeting pipeline "Pipeline meeting" every week on mon 10:00 for {", ".join(teams)} {{'
    yield "  kind audit"
    yield f"  reads {steps}"
    yield '  agenda "What was sent back last week, and why"'
    yield "}"


def _text(said: str) -> str:
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in said).split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
