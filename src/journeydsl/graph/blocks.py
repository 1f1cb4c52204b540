"""Where a stage or a handoff says something: its own block first, then its `where` blocks."""

from __future__ import annotations

from journeydsl.model.path import Handoff, HandoffWhere, Stage, StageWhere


def blocks_of_stage(stage: Stage) -> tuple[Stage | StageWhere, ...]:
    """What a stage says for most buyers, and then what it says for some."""
    return (stage, *stage.wheres)


def blocks_of_handoff(handoff: Handoff) -> tuple[Handoff | HandoffWhere, ...]:
    """What a handoff says for most buyers, and then what it says for some."""
    return (handoff, *handoff.wheres)
