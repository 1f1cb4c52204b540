"""An `allow` past its date."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._edits import taken_out
from journeydsl.checks._subject import Allow, Allows
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Reading and names"
SEVERITY = "warning"
COSTS = "what was agreed for a while becomes the rule, and nobody decided that"


def check_allows(allows: Allows) -> Iterator[Finding]:
    """Every allow of a day that has passed, or of a day that no calendar has."""
    for allow in allows.allows:
        subject = f"allow {allow.name}"
        if allow.until is not None and allow.until < allows.today:
            message = f"This `allow` ended on {allow.until.isoformat()}"
            yield Finding(allow.span, message, subject, fix=_fix(allow, allows))
        elif allow.until is None and allow.until_text:
            message = f"This `allow` ends on {quoted(allow.until_text)}, a day that no calendar has"
            yield Finding(allow.span, message, subject, fix=Fix("Write year, month and day, such as `2027-03-31`"))


def _fix(allow: Allow, allows: Allows) -> Fix:
    """Taking it out is safe where it had nothing to silence; elsewhere the date may be what has to change."""
    had_nothing = allows.is_whole and allow.name in allows.ran and not allow.silenced
    order = "Mend what it silenced and take it out, or agree on a new date"
    if had_nothing:
        order = "Take it out, since there is nothing left to silence"
    return Fix(order, (taken_out(allow.span),), had_nothing)
