"""An `allow` that silences nothing."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._edits import taken_out
from journeydsl.checks._subject import Allow, Allows
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.text.source import Edit, Span
from journeydsl.text.spelling import nearest

GROUP = "Reading and names"
SEVERITY = "warning"
_MOST_COMPARED = 200
COSTS = "an exception without its case waits, and one day silences something that matters"


def check_allows(allows: Allows) -> Iterator[Finding]:
    """Every allow of a check that there is not, or that ran and found nothing there."""
    known, meant = frozenset(allows.names), dict[str, str | None]()
    for allow in allows.allows:
        if allow.name not in known:
            if allow.name not in meant:
                meant[allow.name] = nearest(allow.name, allows.names) if len(meant) < _MOST_COMPARED else None
            yield _unknown(allow, meant[allow.name])
        elif _is_vacant(allow, allows):
            message = f"This `allow` silences nothing: `{allow.name}` finds nothing here"
            fix = Fix("Take it out", (taken_out(allow.span),), True)
            yield Finding(allow.span, message, f"allow {allow.name}", fix=fix)


def _is_vacant(allow: Allow, allows: Allows) -> bool:
    """Whether it took nothing away; one that has expired or gives no reason is mended first."""
    has_ended = bool(allow.until_text) and (allow.until is None or allow.until < allows.today)
    was_asked = allows.is_whole and allow.name in allows.ran
    return was_asked and not allow.silenced and not has_ended and bool(allow.reason)


def _unknown(allow: Allow, meant: str | None) -> Finding:
    message = f"No finding is called {quoted(allow.name)}, so this `allow` silences nothing"
    start = allow.span.text.find(allow.name)
    if meant is None or start < 0:
        fix = Fix("Name the finding as it is printed, or take it out")
        return Finding(allow.span, message, f"allow {allow.name}", fix=fix)
    start += allow.span.start
    edit = Edit(Span(allow.span.source, start, start + len(allow.name)), meant)
    return Finding(allow.span, message, f"allow {allow.name}", fix=Fix(f"Use `{meant}`", (edit,)))
