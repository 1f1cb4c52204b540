"""An `allow` past its date."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Allows
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
            fix = Fix("Mend what it silenced, or agree on a new date")
            yield Finding(allow.span, f"This `allow` ended on {allow.until.isoformat()}", subject, fix=fix)
        elif allow.until is None and allow.until_text:
            message = f"This `allow` ends on {quoted(allow.until_text)}, a day that no calendar has"
            yield Finding(allow.span, message, subject, fix=Fix("Write year, month and day, such as `2027-03-31`"))
