"""One way from one stage to another, and all of those that a journey has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from journeydsl.model.conditions import Condition
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, Move, Recycle, Rejection, TimeLimit, Way
from journeydsl.text.record import Record
from journeydsl.text.source import Span

PassageKind = Literal["move", "handoff", "recycle", "rejection", "time limit"]


class Passage(Record):
    """From `origin` to `target`, both names of stages.

    `leaves_any` where the way leaves `any` stage. `way` is what the journey says; of a rejection, `handoff` is the one
    that it undoes. `place` is the words that say it.
    """

    kind: PassageKind
    origin: str
    target: str
    leaves_any: bool
    way: Move | Handoff | Recycle | Rejection | TimeLimit
    handoff: Handoff | None
    place: Span

    @property
    def guard(self) -> Condition | None:
        """What must hold for it to be taken, as far as `when` says."""
        return self.way.when if isinstance(self.way, Way) else None

    @property
    def fires_itself(self) -> bool:
        """Whether it takes a buyer as soon as its guard is true; rejections and time limits never do."""
        return isinstance(self.way, Way) and self.way.fires_itself

    @property
    def is_forward(self) -> bool:
        """Whether it is a move or a handoff, of which alone the path from entry to won is made."""
        return self.kind in ("move", "handoff")


def passages(journey: Journey) -> Iterator[Passage]:
    """Every way of a journey, a way from several stages once for each; in the order of the journey.

    A rejection leads from the stage that a handoff enters, where a sent buyer waits, back to where it is sent.
    """
    for move in journey.moves:
        for origin in move.origins:
            yield Passage("move", origin.name, move.target.name, move.leaves_any, move, None, move.header_span)
    for handoff in journey.handoffs:
        for origin in handoff.origins:
            yield Passage("handoff", origin.name, handoff.target.name, handoff.leaves_any, handoff, handoff,
                          handoff.header_span)  # fmt: skip
        for rejection in handoff.rejects:
            yield Passage("rejection", handoff.target.name, rejection.target.name, False, rejection, handoff,
                          rejection.span)  # fmt: skip
    for recycle in journey.recycles:
        for origin in recycle.origins:
            yield Passage("recycle", origin.name, recycle.target.name, recycle.leaves_any, recycle, None,
                          recycle.header_span)  # fmt: skip
    for stage in journey.stages.values():
        for limit in (stage.leave, *(where.leave for where in stage.wheres)):
            if limit is not None:
                yield Passage("time limit", stage.name, limit.target.name, False, limit, None, limit.span)
