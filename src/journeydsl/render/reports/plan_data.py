"""Plans for programs: JSON and CSV. Fractions are written as such, `25000000/297`, and never rounded but in `shown`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from journeydsl.numbers.plan_outlook import Outlook
from journeydsl.numbers.plan_promises import Yield
from journeydsl.render.reports.plan_words import why_unsolved

if TYPE_CHECKING:
    from fractions import Fraction

    from journeydsl.numbers.plan_solution import Unsolved

Data = dict[str, object]
_COLUMNS = (
    "when", "plan", "kind", "name", "stage", "fresh", "all", "per_month", "exactly", "share", "yields", "money",
    "last_day",
)  # fmt: skip


def plans_json(
    before: Sequence[Outlook | Unsolved], after: Sequence[Outlook | Unsolved], changes: Sequence[str]
) -> str:
    """The plans; where something was changed, what was set and the plans before beside them."""
    told: Data = {"plans": [_plan(one) for one in after]}
    if changes:
        told |= {"set": list(changes), "before": [_plan(one) for one in before]}
    return json.dumps(told, indent=2, ensure_ascii=False)


def plans_csv(before: Sequence[Outlook | Unsolved], after: Sequence[Outlook | Unsolved], changes: Sequence[str]) -> str:
    """A row for each stage, step, team, promise and offer; `when` is `now`, or `before` and `after` changes."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, _COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for when, found in [("before", before), ("after", after)] if changes else [("now", after)]:
        for one in found:
            if isinstance(one, Outlook):
                writer.writerows({"when": when, "plan": one.plan.name, **row} for row in _rows(one))
    return text.getvalue().rstrip("\n")


def _plan(found: Outlook | Unsolved) -> Data:
    plan = found.plan
    told: Data = {
        "plan": plan.name,
        "title": plan.title,
        "first": plan.period.first.isoformat(),
        "last": plan.period.last.isoformat(),
    }
    if not isinstance(found, Outlook):
        return told | {"problems": list(why_unsolved(found))}
    solution = found.solution
    money = plan.deal and {"exact": str(solution.wanted * plan.deal.amount), "currency": plan.deal.currency}
    return told | {
        "months": str(solution.months),
        "target": {"stage": solution.chain.end, "buyers": _people(solution.wanted), "money": money or None},
        "fresh": _people(solution.fresh),
        "entries": list(_entries(found)),
        "stages": list(_stages(found)),
        "steps": list(_steps(found)),
        "teams": list(_teams(found)),
        "promises": list(_promises(found)),
        "offers": list(_offers(found)),
        "problems": [],
    }


def _entries(found: Outlook) -> Iterator[Data]:
    fresh = found.solution.fresh
    for entry in found.plan.entries:
        team = entry.team.name if entry.team else None
        share = entry.share.share
        yield {"stage": entry.stage.name, "team": team, "share": str(share), "fresh": _people(fresh * share)}
    if not found.plan.entries:
        for stage, share in found.solution.chain.entering.items():
            yield {"stage": stage, "team": None, "share": str(share), "fresh": _people(fresh * share)}


def _stages(found: Outlook) -> Iterator[Data]:
    for one in found.solution.stages:
        yield {
            "stage": one.stage,
            "entering": _people(one.entering),
            "fresh": _people(found.solution.fresh_in(one.stage)),
            "all": _people(one.arrivals),
            "per_month": _people(one.arrivals / found.solution.months),
            "chance": str(one.chance),
            "last_day": one.last_day.isoformat() if one.last_day else None,
        }


def _steps(found: Outlook) -> Iterator[Data]:
    for one in found.solution.steps:
        worth = found.solution.worth(one.origin, one.target)
        yield {
            "from": one.origin,
            "to": one.target,
            "rate": str(one.rate),
            "takes": one.lag.text if one.lag else None,
            "source": one.basis.text if one.basis else None,
            "volume": _people(one.volume),
            "one_point_more": None if worth is None else {"buyers": str(worth), **_money(found, worth)},
        }


def _teams(found: Outlook) -> Iterator[Data]:
    for one in found.loads:
        yield {
            "team": one.team.name,
            "stage": one.stage,
            "volume": None if one.volume is None else _people(one.volume),
            "per_month": None if one.volume is None else _people(one.volume / found.solution.months),
            "people": str(one.team.people.number) if one.team.people else None,
            "each": None if one.each is None else _people(one.each),
            "capacity": None if one.capacity is None else str(one.capacity),
        }


def _promises(found: Outlook) -> Iterator[Data]:
    for one, timely in found.yields:
        gap = found.solution.wanted - one.buyers
        yield {
            "promises": _names(one),
            "steps": [{"from": step.step[0], "to": step.step[1], "volume": str(step.volume)} for step in one.promised],
            "yields": {"buyers": str(one.buyers), **_money(found, one.buyers)},
            "gap": {"buyers": str(gap), **_money(found, gap)},
            "in_time": None if timely is None else str(timely),
            "last_day": one.last_day.isoformat() if one.last_day else None,
        }


def _offers(found: Outlook) -> Iterator[Data]:
    for one in found.returns:
        yield {
            "offer": one.offer.name,
            "source": one.offer.leads_from.text if one.offer.leads_from else None,
            "brings": [
                {"stage": stage, "number": str(number), "chance": str(chance)} for stage, number, chance in one.parts
            ],
            "buyers": str(one.buyers),
            "worth": None if one.worth is None else str(one.worth),
            "costs": None if one.cost is None else str(one.cost),
        }


def _rows(found: Outlook) -> Iterator[Data]:
    months = found.solution.months
    for stage in found.solution.stages:
        volumes = {"fresh": _shown(found.solution.fresh_in(stage.stage)), **_volume(stage.arrivals, months)}
        last = stage.last_day.isoformat() if stage.last_day else ""
        yield {"kind": "stage", "name": stage.stage, "share": str(stage.chance), "last_day": last, **volumes}
    for step in found.solution.steps:
        name = f"{step.origin} -> {step.target}"
        worth = found.solution.worth(step.origin, step.target)
        gain = "" if worth is None else str(worth)
        yield {"kind": "step", "name": name, "share": str(step.rate), "yields": gain, **_volume(step.volume, months)}
    for load in found.loads:
        volumes = {} if load.volume is None else _volume(load.volume, months)
        yield {"kind": "team", "name": load.team.name, "stage": load.stage, **volumes}
    for one, _ in found.yields:
        total = sum(step.volume for step in one.promised)
        names, yielded = " + ".join(_names(one)), str(one.buyers)
        yield {"kind": "promise", "name": names, "exactly": str(total), "yields": yielded, **_worth(found, one.buyers)}
    for offer in found.returns:
        yield {"kind": "offer", "name": offer.offer.name, "yields": str(offer.buyers), **_worth(found, offer.buyers)}


def _names(found: Yield) -> list[str]:
    return list(dict.fromkeys(one.promise.name for step in found.promised for one in step.deliveries))


def _volume(number: Fraction, months: Fraction) -> Data:
    return {"all": _shown(number), "per_month": _shown(number / months), "exactly": str(number)}


def _people(number: Fraction) -> Data:
    return {"exact": str(number), "shown": _shown(number)}


def _shown(number: Fraction) -> int:
    return int(-(-number // 1))


def _money(found: Outlook, buyers: Fraction) -> Data:
    deal = found.plan.deal
    return {"money": str(buyers * deal.amount), "currency": deal.currency} if deal else {}


def _worth(found: Outlook, buyers: Fraction) -> Data:
    return {"money": str(buyers * found.plan.deal.amount)} if found.plan.deal else {}
