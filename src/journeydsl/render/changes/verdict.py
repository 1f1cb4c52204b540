"""What a change means for buyers, teams and promises, in one line."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.diff.compare import Comparison
from journeydsl.diff.weight import weaker
from journeydsl.render.changes.sayings import all_quoted, numbered
from journeydsl.text.words import capitalized


def verdict(found: Comparison) -> str:
    """What it means for buyers, teams and promises, in one line."""
    parts = list(_parts(found))
    if parts:
        return f"{capitalized(', '.join(parts))}."
    if found.is_empty:
        return "Nothing that matters has changed."
    if found.changes:
        said_ = numbered(len(found.changes), "change")
        return f"{said_} in words and structure, and every buyer goes where they went."
    return "Written differently in places, and it means the same for every buyer."


def _parts(found: Comparison) -> Iterator[str]:
    if any(not one.now for one in found.rerouted):
        yield "some buyers now go to nobody"
    if any(one.now for one in found.rerouted):
        handoffs = dict.fromkeys(one.key[1] for one in found.rerouted if one.now)
        yield f"buyers change hands in {all_quoted(tuple(handoffs))}"
    ways = [one for one in found.meanings if one.key[0] in ("move", "recycle", "handoff") and one.verdict != "same"]
    if ways:
        yield f"{numbered(len(ways), 'way takes', 'ways take')} other buyers"
    rules = [one for one in found.meanings if one not in ways and one.verdict in ("wider", "narrower", "both")]
    if rules and not ways and not found.rerouted:
        yield f"{numbered(len(rules), 'condition takes', 'conditions take')} other buyers"
    if found.reclocked:
        yield "some buyers fall under another clock"
    weak = len(list(weaker(found)))
    if weak:
        yield f"{numbered(weak, 'promise or clock is weaker', 'promises and clocks are weaker')}"
    worse = sum(one.severity == "error" for one in found.new_findings)
    if worse:
        yield numbered(worse, "new error")
    if found.voided:
        yield numbered(len(found.voided), "signature no longer holds", "signatures no longer hold")
    if found.open_questions:
        yield numbered(len(found.open_questions), "question stays open", "questions stay open")
