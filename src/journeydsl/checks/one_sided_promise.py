"""A promise that nothing is promised for."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.handovers import is_returned
from journeydsl.graph.teams import knows_every_team

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "an agreement that binds one side alone is dropped by that side in the first hard month"
ABOUT = ("promises",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """The first promise of a team to another that promises nothing back; promises to buyers never expect any."""
    promises = subject.journey.promises.values()
    if not knows_every_team(subject.graph) or not all(promise.is_whole for promise in promises):
        return
    seen: set[tuple[str, str]] = set()
    for promise in promises:
        if promise.giver is None or promise.receiver is None or promise.is_to_buyer:
            continue
        giver, receiver = promise.giver.name, promise.receiver.name
        if (giver, receiver) not in seen and not is_returned(subject.graph, promise):
            yield Finding(
                promise.name_span,
                f"`{giver}` promises `{promise.name}` to `{receiver}` and gets no promise back",
                f"promise {promise.name}",
                fix=Fix(f"Add a `promise` of `{receiver}` to `{giver}`, such as how soon its buyers are answered"),
            )
        seen.add((giver, receiver))
