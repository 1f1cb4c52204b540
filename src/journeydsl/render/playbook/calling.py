"""Names as they stand in a file, as people call what they name."""

from __future__ import annotations

from journeydsl.model.values import Kind
from journeydsl.render.phrases import Mention
from journeydsl.render.playbook.document import Link, Own, TeamMark
from journeydsl.render.playbook.site import SEARCHED, Book, declared


def called(book: Book, name: str, first: str = "") -> Link | TeamMark | Own | None:
    """What people call a name in backticks, leading to its page: a declaration, a way (`lead -> sal`), or the journey
    itself. Where the kind that comes first has the name, that is meant: an offer may be named as an activity is."""
    if name in book.handoffs:
        return Link(book.handoff_text(book.handoffs[name]), *book.site.handoffs[name])
    kinds: list[Kind] = sorted(SEARCHED, key=lambda kind: kind != first)
    for kind in kinds:
        found = declared(book.journey, kind).get(name)
        run = book.mention(Mention(kind, name, found.label)) if found else None
        if isinstance(run, (Link, TeamMark)):
            return run
    return Own(book.journey.label) if name == book.journey.name else _way_called(book, name)


def _way_called(book: Book, name: str) -> Own | None:
    """`[lead, nurture] -> sal -> sql` with the titles of its stages, where all of them are known."""
    steps = [step.strip("[]").split(", ") for step in name.split(" -> ")]
    stages, anywhere = book.journey.stages, book.tongue.say("Any stage")
    if len(steps) < 2 or any(stage != "any" and stage not in stages for step in steps for stage in step):
        return None
    titles = [[stages[name].label if name in stages else anywhere for name in step] for step in steps]
    return Own(" → ".join(", ".join(step) for step in titles))
