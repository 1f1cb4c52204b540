"""An offer too late to be won in its quarter."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.offers import is_over, plan_of
from journeydsl.graph.quarters import fiscal_month, quarter_end
from journeydsl.numbers.plan_offers import last_win

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "the money is spent in this quarter, and what it brings is missing from its numbers"
ABOUT = ("offers",)

_LONGEST_QUARTER = 92  # days
_LONG_TERM = ("plant", "cultivate", "weed")


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every offer whose last buyers cannot be won, by the lags of its plan, before the quarter of its last day ends.

    Silent for what runs longer than a quarter, and for what is to plant, cultivate or weed: nobody waits for sales
    from that.
    """
    month = fiscal_month(subject.graph)
    for offer in subject.journey.offers.values() if month else ():
        if month is None or offer.runs is None or is_over(offer, subject.today) or offer.purpose in _LONG_TERM:
            continue
        last = offer.runs.last
        if (last - offer.runs.first).days > _LONGEST_QUARTER:
            continue
        plan, end = plan_of(subject.graph, last), quarter_end(last, month)
        found = last_win(subject.graph, plan, offer, end) if plan else None
        if plan and found and found.day < last:
            total = " + ".join(lag.duration.text for lag in found.lags)
            yield Finding(
                offer.runs.span,
                f"Whoever comes to `{offer.name}` on its last day is won after its quarter has ended",
                f"offer {offer.name}",
                evidence=(
                    f"its quarter ends on {end.isoformat()}",
                    f"{last.isoformat()} + {total} = {found.won_on(last).isoformat()}",
                    f"{quoted(' -> '.join(found.way))}, by the lags of `{plan.name}`",
                ),
                fix=Fix(f"End it by {found.day.isoformat()}, or let the plan of the next quarter count it"),
            )
