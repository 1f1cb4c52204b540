"""Questions about content: what there is for which role in which stage, what answers a question, what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.sayings import kernel
from journeydsl.model.path import Stage, StageContent
from journeydsl.model.people import BuyerLine
from journeydsl.model.rhythm import Content
from journeydsl.model.values import Reference, Text
from journeydsl.text.record import Record


class Asked(Record):
    """What buyers ask, and where it is said: `place` is `stage lead`, `role champion` or `journey acme`."""

    text: Text
    place: str
    stage: Stage | None


class Cell(Record):
    """One place of the matrix of content: what there is for a role in a stage.

    It is a gap where the stage expects the role and there is nothing for it, not even something for anybody. `role` is
    none in the cell of what is for anybody.
    """

    role: str | None
    titles: tuple[str, ...]
    is_gap: bool


def matrix(graph: JourneyGraph) -> tuple[tuple[Stage, tuple[Cell, ...]], ...]:
    """A row for each stage with a cell for each role; last, where there is such content, a cell for anybody (`None`).

    Content without stages stands in every row, content without roles in the last cell.
    """
    contents = {stage.name: tuple(content_in(graph, stage)) for stage in graph.journey.stages.values()}
    has_anybody = any(not one.roles for found in contents.values() for one in found)
    rows = []
    for stage in graph.journey.stages.values():
        cells = _cells(graph, stage, contents[stage.name])
        rows.append((stage, (*cells, _for_anybody(contents[stage.name])) if has_anybody else tuple(cells)))
    return tuple(rows)


def unprovided(graph: JourneyGraph) -> Iterator[tuple[Stage, Reference]]:
    """The gaps of the matrix: each stage with the roles that it expects and has nothing for, in their order."""
    order = {name: place for place, name in enumerate(graph.journey.roles)}
    for stage in graph.journey.stages.values():
        expected = expected_roles(stage)
        contents = tuple(content_in(graph, stage)) if expected else ()
        if expected and all(one.roles for one in contents):
            provided = {role.name for one in contents for role in one.roles}
            missing = [role for role in expected if role.name not in provided and role.name in order]
            yield from ((stage, role) for role in sorted(missing, key=lambda role: order[role.name]))


def expected_roles(stage: Stage) -> tuple[Reference, ...]:
    """The roles that a stage expects of all or of some of its buyers, each once."""
    named = [role for block in blocks_of_stage(stage) for role in block.expects]
    return tuple({role.name: role for role in reversed(named)}.values())[::-1]


def has_content(graph: JourneyGraph, stage: Stage, role: str) -> bool:
    """Whether there is content for a role in a stage; what is for anybody, or for any stage, counts."""
    return any(_is_for(role, one) for one in content_in(graph, stage))


def content_in(graph: JourneyGraph, stage: Stage) -> Iterator[Content | StageContent]:
    """The content of a stage: declared with it, and written into the stage."""
    for block in blocks_of_stage(stage):
        yield from block.contents
    yield from graph.contents(stage.name)


def questions(graph: JourneyGraph) -> Iterator[Asked]:
    """Everything that buyers ask, in stages, then in roles, then anywhere."""
    journey = graph.journey
    for stage in journey.stages.values():
        for block in blocks_of_stage(stage):
            for text in _asked(block.words.buyer_lines):
                yield Asked(text, f"stage {stage.name}", stage)
    for role in journey.roles.values():
        for text in _asked(role.words.buyer_lines):
            yield Asked(text, f"role {role.name}", None)
    for text in _asked(journey.words.buyer_lines):
        yield Asked(text, f"journey {journey.name}", None)


def unanswered(graph: JourneyGraph) -> tuple[Asked, ...]:
    """The questions that no content answers in the same words."""
    contents = graph.journey.contents.values()
    answered = {kernel(answer.text) for content in contents for answer in content.answers}
    return tuple(asked for asked in questions(graph) if kernel(asked.text.text) not in answered)


def _asked(lines: tuple[BuyerLine, ...]) -> Iterator[Text]:
    return (text for line in lines if line.verb == "asks" for text in line.texts)


def _is_for(role: str, content: Content | StageContent) -> bool:
    return not content.roles or any(one.name == role for one in content.roles)


def _cells(graph: JourneyGraph, stage: Stage, contents: tuple[Content | StageContent, ...]) -> Iterator[Cell]:
    """A cell for each role."""
    by_role: dict[str, list[Content | StageContent]] = {}
    for one in contents:
        for name in dict.fromkeys(role.name for role in one.roles):
            by_role.setdefault(name, []).append(one)
    expected = {role.name for role in expected_roles(stage)}
    is_for_all = any(not one.roles for one in contents)
    for role in graph.journey.roles:
        found = by_role.get(role, [])
        yield Cell(role, _titles(found), role in expected and not found and not is_for_all)


def _for_anybody(contents: tuple[Content | StageContent, ...]) -> Cell:
    return Cell(None, _titles([one for one in contents if not one.roles]), False)


def _titles(contents: list[Content | StageContent]) -> tuple[str, ...]:
    return tuple(one.label if isinstance(one, Content) else one.title.text for one in contents)
