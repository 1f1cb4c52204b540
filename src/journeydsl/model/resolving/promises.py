"""Promises, plans and KPIs."""

from __future__ import annotations

from typing import get_args

from journeydsl.model.faults import TypeName, WrongType
from journeydsl.model.promises import (
    Answer,
    AverageMeasure,
    Conversion,
    CountMeasure,
    Deliver,
    Kpi,
    Plan,
    PlanEntry,
    PlanTarget,
    Promise,
    StepMeasure,
    StepQuantity,
    StepWithin,
)
from journeydsl.model.resolving.literals import literal_type
from journeydsl.model.resolving.people import about
from journeydsl.model.resolving.properties import properties, title
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.resolving.subjects import Subjects, type_name
from journeydsl.model.resolving.values import counted, duration, known_word, money, number, percent, period, unit
from journeydsl.model.values import Duration, Money, Number, Percent
from journeydsl.syntax import promises as syntax
from journeydsl.syntax import values

_QUANTITIES: tuple[StepQuantity, ...] = get_args(StepQuantity)
_STEP_TARGETS: dict[str, TypeName] = {
    "acceptance": "percent",
    "conversion": "percent",
    "volume": "number",
    "time": "duration",
}
_Measure = StepMeasure | CountMeasure | AverageMeasure


def read_promise(scope: Scope, node: syntax.Promise) -> Promise:
    """What somebody promises."""
    found = properties(scope, (), node.block)
    sides = node.sides
    receiver = sides.receiver if sides else None
    delivers = [_deliver(scope, one) for one in found.every(syntax.Deliver)]
    answers = [_answer(scope, one) for one in found.every(syntax.Answer)]
    return Promise(
        name=node.name.text,
        title=title(scope, node.title, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        giver=scope.reference(sides.giver, "team") if sides else None,
        receiver=scope.reference(receiver, "team") if isinstance(receiver, values.Name) else None,
        is_to_buyer=isinstance(receiver, syntax.BuyerSide),
        step=_step_within(scope, node.step) if node.step else None,
        delivers=tuple(one for one in delivers if one),
        answers=tuple(one for one in answers if one),
        about=about(scope, found),
        is_whole=scope.whole,
    )


def read_plan(scope: Scope, node: syntax.Plan) -> Plan | None:
    """The numbers of a period; none where the period is lost."""
    found = properties(scope, (), node.block)
    days = period(scope, node.period.first, node.period.last)
    deal, target = found.one(syntax.Deal), found.one(syntax.Target)
    entries = [_entry(scope, one) for enter in found.every(syntax.Enter) for one in enter.entries]
    conversions = [_conversion(scope, one) for one in found.every(syntax.Convert)]
    amount = money(scope, deal.quantity, "deal") if deal else None
    wanted = _plan_target(scope, target) if target else None
    if days is None:
        return None
    return Plan(
        name=node.name.text,
        title=title(scope, node.title, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        period=days,
        target=wanted,
        deal=amount,
        entries=tuple(one for one in entries if one),
        conversions=tuple(one for one in conversions if one),
        about=about(scope, found),
        is_whole=scope.whole,
    )


def read_kpi(scope: Scope, subjects: Subjects, node: syntax.Kpi) -> Kpi | None:
    """A number that teams watch; none where what it measures, or its target, is lost."""
    found = properties(scope, node.clauses, None)
    shared, team = found.one(syntax.SharedBy), found.one(syntax.KpiFor)
    measure = _measure(scope, node.measure)
    target = _kpi_target(scope, node.target, _target_type(subjects, measure)) if measure and node.target else None
    shared_by = scope.references(shared.teams, "team") if shared else ()
    for_team = scope.reference(team.team, "team") if team else None
    if measure is None or (node.target and target is None):
        return None
    return Kpi(
        name=node.name.text,
        title=title(scope, node.title, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        measure=measure,
        target=target,
        shared_by=shared_by,
        team=for_team,
        is_whole=scope.whole,
    )


def _step_within(scope: Scope, node: syntax.StepWithin) -> StepWithin | None:
    origin, target = scope.reference(node.origin, "stage"), scope.reference(node.target, "stage")
    within = duration(scope, node.within, "within")
    return StepWithin(origin, target, within, scope.span(node)) if origin and target and within else None


def _deliver(scope: Scope, node: syntax.Deliver) -> Deliver | None:
    amount, per = counted(scope, node.number, "deliver"), unit(scope, node.unit)
    origin, target = scope.reference(node.origin, "stage"), scope.reference(node.target, "stage")
    if amount is None or per is None or origin is None or target is None:
        return None
    return Deliver(amount, origin, target, per, scope.span(node))


def _answer(scope: Scope, node: syntax.Answer) -> Answer | None:
    share, within = percent(scope, node.percent, "answer"), duration(scope, node.within, "within")
    origin, target = scope.reference(node.origin, "stage"), scope.reference(node.target, "stage")
    if share is None or within is None or origin is None or target is None:
        return None
    return Answer(share, origin, target, within, scope.span(node))


def _plan_target(scope: Scope, node: syntax.Target) -> PlanTarget | None:
    stage = scope.reference(node.stage, "stage")
    amount = _amount(scope, node.quantity, "target")
    return PlanTarget(amount, stage, scope.span(node)) if amount and stage else None


def _amount(scope: Scope, node: values.Quantity, subject: str) -> Money | Number | None:
    return money(scope, node, subject) if node.unit else number(scope, node.number, subject, 0)


def _entry(scope: Scope, node: syntax.PlanEntry) -> PlanEntry | None:
    stage, share = scope.reference(node.stage, "stage"), percent(scope, node.percent, "enter")
    team = scope.reference(node.team, "team")
    return PlanEntry(stage, share, team, scope.span(node)) if stage and share else None


def _conversion(scope: Scope, node: syntax.Convert) -> Conversion | None:
    origin, target = scope.reference(node.origin, "stage"), scope.reference(node.target, "stage")
    rate, lag = percent(scope, node.percent, "convert"), duration(scope, node.lag, "in")
    basis = scope.text(node.basis.text) if node.basis else None
    if origin is None or target is None or rate is None:
        return None
    return Conversion(origin, target, rate, lag, basis, scope.span(node))


def _measure(scope: Scope, node: syntax.Measure) -> _Measure | None:
    match node:
        case syntax.StepKpi():
            origin, target = scope.reference(node.origin, "stage"), scope.reference(node.target, "stage")
            if origin is None or target is None:
                return None
            measure = known_word(node.measure, _QUANTITIES, "acceptance")
            return StepMeasure(measure, origin, target, scope.span(node))
        case syntax.CountKpi():
            activity = scope.reference(node.activity, "activity")
            return CountMeasure(activity, scope.span(node)) if activity else None
        case syntax.AverageKpi():
            field = scope.reference(node.field, "field")
            return AverageMeasure(field, scope.span(node)) if field else None


def _target_type(subjects: Subjects, measure: _Measure) -> TypeName:
    match measure:
        case StepMeasure():
            return _STEP_TARGETS[measure.measure]
        case CountMeasure():
            return "number"
        case AverageMeasure():
            type_ = subjects.fields.get(measure.field.name)
            return "money" if type_ and type_name(type_) == "money" else "number"


def _kpi_target(
    scope: Scope, node: values.Percent | values.Quantity | values.Duration, wanted: TypeName
) -> Percent | Number | Money | Duration | None:
    match node:
        case values.Percent() if wanted == "percent":
            return percent(scope, node, "target")
        case values.Duration() if wanted == "duration":
            return duration(scope, node, "target")
        case values.Quantity() if wanted == "money":
            return money(scope, node, "target")
        case values.Quantity(unit=None) if wanted == "number":
            return number(scope, node.number, "target", 0)
        case values.Duration():
            found: TypeName = "duration"
        case _:
            found = literal_type(node)
    scope.fault(WrongType(scope.span(node), "target", wanted, found))
    return None
