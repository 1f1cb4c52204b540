"""The fingerprint of an agreement: the same while it means the same, whatever it is called and however it is written.

Teams, fields, activities, roles and reasons are known by their name in the CRM, else by their own: without a name
nobody knows who and what is meant. Stages are known by what they are and what leads in and out; rules, segments, bands
and scores by what they say. Titles, words, content and calendars are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeydsl.model.buyers import ScoreLine, ScorePerLine
from journeydsl.model.conditions import Condition
from journeydsl.model.definitions import holding
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, HandoffWhere, Move, Passed, Recycle, Rejection, Stage, StageWhere
from journeydsl.model.promises import Promise
from journeydsl.model.values import Reference
from journeydsl.signing.axes import activity_name, field_name, length
from journeydsl.signing.diagrams import TooLarge, digest
from journeydsl.signing.functions import Functions

LENGTH = 6
_Labels = dict[str, str]


def fingerprint_of(journey: Journey) -> str:
    """Six letters and digits that stand for the meaning of an agreement."""
    return _Agreement(journey).digest()[:LENGTH]


class _Agreement:
    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self.scores: dict[str, str] = {}
        # Scores may stand on scores, so that each round knows one floor more.
        for _ in range(min(len(journey.scores), 4) + 1):
            self.functions = Functions(journey, self.scores)
            self.scores = {name: digest(self._score(name)) for name in journey.scores}
        self.functions = Functions(journey, self.scores)

    def digest(self) -> str:
        """Everything that is agreed on, in no order."""
        labels = self._labels()
        rules = (f"disqualifies {self._when(rule.when)}" for rule in self.journey.rules.values() if rule.disqualifies)
        ideal = self.journey.rules.get(self.journey.ideal.name) if self.journey.ideal else None
        said = [
            *labels.values(),
            *(self._way(way, labels) for way in self._ways()),
            *(self._promise(promise, labels) for promise in self.journey.promises.values()),
            *rules,
            f"ideal {self._when(ideal.when)}" if ideal else "",
        ]
        return digest("\n".join(sorted(said)))

    def _labels(self) -> _Labels:
        """What each stage is known by: itself, and then over and over by what leads in and out."""
        labels = {name: digest(self._stage(stage)) for name, stage in self.journey.stages.items()}
        count = 0
        while len(set(labels.values())) > count:
            count = len(set(labels.values()))
            near: dict[str, list[str]] = {name: [label] for name, label in labels.items()}
            for way in self._ways():
                said = self._way(way, labels)
                for origin in way.origins:
                    near[origin.name].append(f"out {said}")
                near[way.target.name].append(f"in {said}")
            for name, stage in self.journey.stages.items():
                near[name].append(self._limits(stage, labels))
            labels = {name: digest("\n".join(sorted(parts))) for name, parts in near.items()}
        return labels

    def _ways(self) -> tuple[Move | Recycle | Handoff, ...]:
        return (*self.journey.moves, *self.journey.recycles, *self.journey.handoffs)

    # ---- what is said

    def _stage(self, stage: Stage) -> str:
        says = [self._in_stage(stage), *(f"{self._holds(one)}: {self._in_stage(one)}" for one in stage.wheres)]
        owner = self._team(stage.owner)
        probability = stage.probability.percent if stage.probability else ""
        return "\n".join(
            [stage.kind, str(stage.is_entry), str(stage.is_gate), owner, str(probability), says[0], *sorted(says[1:])]
        )

    def _in_stage(self, block: Stage | StageWhere) -> str:
        fields = [[field_name(self.journey, one.name) for one in group] for group in (block.requires, block.collects)]
        helps = [f"{self._team(one.team)} {length(one.within)}" for one in block.helps]
        roles = [one.name for one in block.expects]
        return repr([sorted(group) for group in (*fields, roles, helps)])

    def _limits(self, stage: Stage, labels: _Labels) -> str:
        def said(block: Stage | StageWhere) -> str:
            return f"leave {length(block.leave.duration)} {labels[block.leave.target.name]}" if block.leave else "stay"

        special = [
            (condition, said(one))
            for one in stage.wheres
            if one.leave and (condition := holding(self.journey, one.holds))
        ]
        return self._clock(None, special, said(stage))

    def _way(self, way: Move | Recycle | Handoff, labels: _Labels) -> str:
        said = [
            type(way).__name__,
            *sorted(labels[origin.name] for origin in way.origins),
            labels[way.target.name],
            self._when(way.when),
            self._team(way.by),
            str(way.priority.number) if way.priority else "",
        ]
        if isinstance(way, Handoff):
            said += self._handoff(way, labels)
        else:
            said += sorted(self._reason(reason) for reason in way.reasons)
        return digest("\n".join(said))

    def _handoff(self, handoff: Handoff, labels: _Labels) -> Iterator[str]:
        yield self._route(handoff)
        yield self._in_handoff(handoff)
        yield from sorted(f"{self._holds(one)}: {self._in_handoff(one)}" for one in handoff.wheres)
        yield from sorted(self._rejection(one, labels) for one in handoff.rejects)
        for name in ("accept", "contact", "feedback"):
            special = [
                (condition, self._clock_said(getattr(one, name)))
                for one in handoff.wheres
                if getattr(one, name) and (condition := holding(self.journey, one.holds))
            ]
            yield f"{name} {self._clock(handoff.when, special, self._clock_said(getattr(handoff, name)))}"

    def _route(self, handoff: Handoff) -> str:
        route = handoff.route
        if route is None or not route.lines:
            return "the owner"
        named = route.replace(lines=tuple(
            line.replace(team=line.team.replace(name=self._team(line.team))) for line in route.lines
        ))  # fmt: skip
        shares = sorted(f"{self._team(line.team)} {line.share.percent}" for line in route.lines if line.share)
        try:
            return f"{self.functions.route(handoff.when, named)} {shares}"
        except TooLarge:
            lines = [f"{self._team(line.team)} {self._when(line.when)} {line.is_otherwise}" for line in route.lines]
            return f"{lines} {shares}"

    def _in_handoff(self, block: Handoff | HandoffWhere) -> str:
        passes = sorted(self._passed(one) for one in block.passes)
        return f"{passes} {[self._passed(one) for one in block.work_first]}"

    def _rejection(self, rejection: Rejection, labels: _Labels) -> str:
        return f"back to {labels[rejection.target.name]} {sorted(self._reason(one) for one in rejection.reasons)}"

    def _clock_said(self, clock: Any) -> str:
        """A clock with everything that it says."""
        if clock is None:
            return "none"
        said = [length(getattr(clock, name, None)) for name in ("duration", "every", "answered_within")]
        escalates = getattr(clock, "escalates_to", None)
        attempts = getattr(clock, "attempts", None)
        fields = sorted(field_name(self.journey, field.name) for field in getattr(clock, "fields", ()))
        return f"{said} {self._team(escalates)} {attempts.number if attempts else ''} {fields}"

    def _promise(self, promise: Promise, labels: _Labels) -> str:
        said = [
            *(f"deliver {one.number.number} {labels[one.origin.name]} {labels[one.target.name]} {one.unit}"
              for one in promise.delivers),
            *(f"answer {one.percent.percent} {labels[one.origin.name]} {labels[one.target.name]} {length(one.within)}"
              for one in promise.answers),
        ]  # fmt: skip
        if promise.step:
            step = promise.step
            said.append(f"step {labels[step.origin.name]} {labels[step.target.name]} {length(step.within)}")
        who = f"{self._team(promise.giver)} {self._team(promise.receiver)} {promise.is_to_buyer}"
        return f"promise {who} {sorted(said)}"

    def _score(self, name: str) -> str:
        score = self.journey.scores[name]
        range_ = (str(score.range.low), str(score.range.high)) if score.range else ()
        return repr((range_, sorted(self._line(line) for line in score.lines)))

    def _line(self, line: Any) -> str:
        cap = line.cap.number if getattr(line, "cap", None) else ""
        if isinstance(line, ScoreLine):
            return f"{line.points} when {self._when(line.when)} {cap}"
        if isinstance(line, ScorePerLine):
            done = activity_name(self.journey, line.activity.name)
            return f"{line.points} per {done} {length(line.window)} {length(line.once_per)} {cap}"
        return f"{line.is_subtracted} {self.scores.get(line.score.name, '')}"

    # ---- what things are known by

    def _when(self, when: Condition | None) -> str:
        try:
            return self.functions.digest(when)
        except TooLarge:
            return when.span.words if when else ""

    def _clock(self, guard: Condition | None, special: list[tuple[Condition, str]], rest: str) -> str:
        try:
            return self.functions.first_of(guard, special, rest)
        except TooLarge:
            return repr([(self._when(condition), said) for condition, said in special]) + rest

    def _holds(self, where: StageWhere | HandoffWhere) -> str:
        return self._when(holding(self.journey, where.holds))

    def _team(self, team: Reference | None) -> str:
        found = self.journey.teams.get(team.name) if team else None
        return found.mapped.text if found and found.mapped else team.name if team else ""

    def _reason(self, reason: Reference) -> str:
        found = self.journey.reasons.get(reason.name)
        return found.mapped.text if found and found.mapped else reason.name

    def _passed(self, passed: Passed) -> str:
        match passed.kind:
            case "field":
                return field_name(self.journey, passed.name)
            case "activity":
                return activity_name(self.journey, passed.name)
            case "score":
                return self.scores.get(passed.name, passed.name)
