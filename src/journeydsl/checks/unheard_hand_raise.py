"""A buyer who asks to talk, and whom nothing takes anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.checks._buyers import buyer_lines, region_words, unanswered, way_line
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import all_quoted, quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.conditions import Condition
from journeydsl.model.path import Stage
from journeydsl.travel.fates import Fate, unheard
from journeydsl.travel.known import Leg
from journeydsl.travel.reach import self_firing

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "whoever asks to talk and hears nothing talks to somebody else, within days"
ABOUT = ("activities",)


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every resting stage, or one before any acceptance, where no self-firing way takes a buyer after a hand raise.

    Of several in one stage the first is shown, and that it stays open is told once.
    """
    raised = [name for name, one in subject.journey.activities.items() if one.is_hand_raise]
    if not raised or not is_all_read(subject):
        return
    early = subject.graph.reached_by(one for one in subject.graph.passages if one.kind not in ("handoff", "rejection"))
    is_told = False
    for stage in subject.journey.stages.values():
        if stage.kind in ("won", "lost") or (stage.kind == "plain" and stage.name not in early):
            continue
        found = [(name, _unheard(subject, stage, name)) for name in raised]
        told = [(name, fate) for name, fate in found if isinstance(fate, Fate)]
        open_ = [reason for _, reason in found if isinstance(reason, Undecided)]
        if told:
            yield _finding(stage, [name for name, _ in told], told[0][1])
        elif open_ and not is_told:
            is_told = True
            question = f"every buyer in `{stage.name}` is heard who asks to talk"
            yield from unanswered(stage.name_span, question, f"stage {stage.name}", open_[0])


def _unheard(subject: Subject, stage: Stage, activity: str) -> Fate | Undecided | None:
    allows = None if stage.kind == "resting" else _is_before_acceptance
    known = subject.knowledge.at[stage.name]
    return unheard(subject.reach, stage.name, activity, _guards(subject, stage), known, allows)


def _guards(subject: Subject, stage: Stage) -> list[Condition]:
    return [one.guard for one in self_firing(subject.graph.ways_out(stage.name)) if one.guard]


def _is_before_acceptance(leg: Leg) -> bool:
    return leg.passages[0].kind != "handoff"


def _finding(stage: Stage, activities: Sequence[str], found: Fate) -> Finding:
    here, asked = quoted(stage.name), all_quoted(activities, "or", most=3)
    return Finding(
        stage.name_span,
        f"A buyer in {here} can ask to talk, by {asked}, and nothing takes them anywhere",
        f"stage {stage.name}",
        evidence=(
            *buyer_lines("this buyer asks today, and stays where they are", found.example),
            *((f"every such buyer: {region_words(found.region)}",) if found.region else ()),
            *way_line(found),
        ),
        fix=Fix(f"Add `any {activities[0]}` and a time to what takes buyers out of {here}, or a way of its own"),
    )
