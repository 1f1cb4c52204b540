"""Words for what exact reasoning found: a buyer, all such buyers, and a question that it could not settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.conditions.answers import Example, Gaps, Undecided
from journeydsl.diagnostics.finding import Unanswered
from journeydsl.text.source import Span
from journeydsl.travel.fates import Fate


def buyer_words(example: Example) -> str:
    """One buyer on one line, by the facts that matter: `employees 500 · country other · fit 30`."""
    return " · ".join(example.facts) or "anybody, whatever is known of them"


def buyer_lines(lead: str, example: Example) -> Iterator[str]:
    """Two lines of evidence: who does what to this buyer, and the buyer."""
    yield f"{lead}:"
    yield f"    {buyer_words(example)}"


def region_words(region: Sequence[str]) -> str:
    """All conditions of a region in one sentence part."""
    return " and ".join(region) or "everybody"


def gap_lines(gaps: Gaps, lead: str, lines: Sequence[str]) -> Iterator[str]:
    """The evidence for buyers whom no line takes: each gap with a buyer, the whole region and the closest line.

    `lead` introduces the first buyer; `lines` are what people call the lines, by place.
    """
    for number, gap in enumerate(gaps.gaps):
        again = "another, only where something is missing" if gap.is_missing_data else "another, apart from these"
        yield from buyer_lines(lead if number == 0 else again, gap.example)
        yield f"every such buyer: {region_words(gap.region)}"
        if gap.closest:
            yield f"closest: {lines[gap.closest.line]} also needs {region_words(gap.closest.needs)}"
    if gaps.gaps[0].is_missing_data:
        yield "whoever has nothing missing is taken"
    if gaps.more:
        yield f"and {gaps.more} more such {'group' if gaps.more == 1 else 'groups'}"


def unanswered(span: Span, question: str, subject: str, reason: Undecided) -> Iterator[Unanswered]:
    """A question that reasoning could not settle, unless a finding of its own tells why.

    `question` goes on after "whether".
    """
    if not reason.is_told:
        yield Unanswered(span, question, subject, reason.reason)


def way_line(found: Fate) -> Iterator[str]:
    """The way on which a buyer comes to where something happens, where there is one to tell."""
    if len(found.stages) > 1:
        yield f"comes by `{' -> '.join(found.stages)}`"
