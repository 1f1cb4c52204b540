"""An `allow` that does not say why."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Allows
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Reading and names"
SEVERITY = "warning"
COSTS = "in half a year nobody knows whether the exception still holds"


def check_allows(allows: Allows) -> Iterator[Finding]:
    """Every allow of a known check without a reason."""
    for allow in allows.allows:
        if not allow.reason.strip() and allow.name in allows.names:
            yield Finding(
                allow.span,
                f"This `allow {allow.name}` gives no reason",
                f"allow {allow.name}",
                fix=Fix("Write a colon and the reason behind it"),
            )
