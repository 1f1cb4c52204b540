"""What kind of change a comparison holds, for those who want to be stopped by some kinds and not by others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeydsl.diff.compare import Comparison
from journeydsl.diff.structure import Change
from journeydsl.model.path import Accept, Contact, Feedback, TimeLimit
from journeydsl.model.promises import Answer, Deliver, StepWithin
from journeydsl.model.values import Duration

KINDS = {
    "uncovered": "buyers go to nobody whom somebody took before",
    "moved": "buyers change hands",
    "lost": "a way takes fewer buyers, or is gone",
    "promise": "a promise or a clock is weaker or gone",
    "signature": "a signature no longer holds",
    "error": "a new finding of severity error",
    "warning": "a new finding of severity error or warning",
    "exemption": "a new `# allow`",
    "scenario": "a scenario comes out otherwise",
    "open": "something stays open",
    "any": "anything at all",
}
"""Every kind, with what it says of a comparison."""

_MINUTES = {"minute": 1, "hour": 60}
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_PROMISES = frozenset({"accept", "contact", "feedback", "leave", "step"})
_PER_DAY = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}


def kinds_of(found: Comparison) -> tuple[str, ...]:
    """The kinds of change that a comparison holds, in the order of `KINDS`."""
    ways = [one for one in found.meanings if one.key[0] in ("move", "recycle", "handoff")]
    severities = {one.severity for one in found.new_findings}
    holds = {
        "uncovered": any(not one.now for one in found.rerouted),
        "moved": bool(found.rerouted),
        "lost": any(one.lost for one in ways) or any(_is_lost_way(change) for change in found.changes),
        "promise": any(is_weaker(change) for change in found.changes),
        "signature": bool(found.voided),
        "error": "error" in severities,
        "warning": bool(severities & {"error", "warning"}),
        "exemption": bool(found.exemptions),
        "scenario": bool(found.scenarios),
        "open": bool(found.open_questions),
        "any": not found.is_empty,
    }
    return tuple(kind for kind in KINDS if holds[kind])


def is_weaker(change: Change) -> bool:
    """Whether a change weakens a promise or a clock. Times that cannot be compared count as weaker."""
    if change.kind == "removed":
        return change.key[0] == "promise"
    name = change.property.rpartition(": ")[2]
    if change.kind != "changed":
        return False
    if name in _PROMISES:
        return _is_slower(change.before, change.now)
    if name in ("delivers", "answers") and change.key[0] == "promise":
        return any(_weaker_line(one, change.now or ()) for one in change.before or ())
    return False


def _is_lost_way(change: Change) -> bool:
    return change.kind == "removed" and change.key[0] in ("move", "recycle", "handoff")


def _is_slower(before: Any, now: Any) -> bool:
    match before, now:
        case (None, _):
            return False
        case (_, None):
            return True
        case (Feedback(every=one), Feedback(every=other)):
            return _longer(one, other)
        case (StepWithin(within=one), StepWithin(within=other)):
            return _longer(one, other)
        case (Contact(), Contact()) if _attempts(before) > _attempts(now):
            return True
        case (Accept() | Contact() | TimeLimit(), Accept() | Contact() | TimeLimit()):
            return _longer(before.duration, now.duration)
        case _:
            return False


def _attempts(contact: Contact) -> Any:
    return contact.attempts.number if contact.attempts else 0


def _weaker_line(old: Any, now: tuple[Any, ...]) -> bool:
    """Whether what was promised is less now, or no longer promised."""
    same = [one for one in now if type(one) is type(old) and one.origin == old.origin and one.target == old.target]
    if not same:
        return True
    new = same[0]
    if isinstance(old, Deliver) and isinstance(new, Deliver):
        # Compared as if all months had thirty days.
        return bool(new.number.number * _PER_DAY.get(old.unit, 1) < old.number.number * _PER_DAY.get(new.unit, 1))
    if isinstance(old, Answer) and isinstance(new, Answer):
        return bool(new.percent.percent < old.percent.percent) or _longer(old.within, new.within)
    return False


def _longer(before: Duration, now: Duration) -> bool:
    one, other = _length(before), _length(now)
    if one is None or other is None or one[0] != other[0]:
        return (before.amount, before.unit, before.is_business) != (now.amount, now.unit, now.is_business)
    return bool(other[1] > one[1])


def _length(duration: Duration) -> tuple[str, Any] | None:
    """A time in minutes or days; of business time a day is no fixed number of hours."""
    kind = "business " if duration.is_business else ""
    if duration.unit in _MINUTES:
        return f"{kind}minutes", duration.amount * _MINUTES[duration.unit]
    if duration.is_business:
        days = {"day": 1, "week": 5}.get(duration.unit)
        return (f"{kind}days", duration.amount * days) if days else None
    return "minutes", duration.amount * _DAYS[duration.unit] * 1440


def weaker(found: Comparison) -> Iterator[Change]:
    """The changes that weaken a promise or a clock."""
    return (change for change in found.changes if is_weaker(change))
