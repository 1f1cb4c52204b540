"""The shortest way on which a field is still missing: the evidence that it is not known somewhere.

A way is shown only when one buyer can take all of it: what its guards say of values fits together, and whatever is in
doubt counts as known. Where some buyers alone are asked for a field, the way shows one of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeydsl.conditions.effort import Effort
from journeydsl.graph.guards import meets_one
from journeydsl.model.conditions import Condition, Known, walk
from journeydsl.model.definitions import belonging
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff
from journeydsl.text.record import Record
from journeydsl.travel.cases import MOST_CASES, Case, cases, facts_read
from journeydsl.travel.implied import implied, made_known, possible
from journeydsl.travel.known import Knowledge, Leg, collected, collected_of_some

MOST_WAYS = 2_000


class MissingWay(Record):
    """The way of a buyer of whom a field is missing: the stage where it begins, and its legs."""

    begins: str
    legs: tuple[Leg, ...]

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages where the buyer comes, in order; one where a rejected buyer only waited is among them."""
        return (self.begins, *(passage.target for leg in self.legs for passage in leg.passages))


class Demand(Record):
    """A place where a field is asked for: on arrival in a stage, or as `leg` is taken.

    `names` are the segment, band or rule after `where` to whose buyers it is asked of, or none for all; `others` those
    of whom something else is asked.
    """

    field: str
    stage: str
    leg: Leg | None = None
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def missing_way(knowledge: Knowledge, demand: Demand, effort: Effort, *, told_once: bool) -> MissingWay | None:
    """The shortest way to it on which its field stays missing, the first declared of equals; none if there is none.

    Where it is `told_once`, a way ends at the first stage that requires the field of all and the first handoff that
    passes it: what is missing there is not missing anew behind it.
    """
    known = knowledge.when_sent(demand.leg) if demand.leg else knowledge.at[demand.stage]
    if demand.field in known:
        return None
    search = _Search(knowledge, demand.field, told_once, effort)
    for walker in search.walkers(demand):
        ended = search.taken(walker, demand.leg, is_last=True) if demand.leg else walker
        if ended is not None and search.is_asked(ended, demand):
            return MissingWay(ended.begins, ended.legs)
    return None


class _Walker(Record):
    """A buyer under way: what the guards so far have said in each case, what stages have `filled` in that a guard may
    ask to be missing, and whom the stages that collect the field left out."""

    begins: str
    here: str
    legs: tuple[Leg, ...]
    said: tuple[Case, ...]
    filled: frozenset[str]
    spared: tuple[tuple[str, ...], ...]

    @property
    def is_free(self) -> bool:
        """Whether no guard has said anything of this buyer, so that whatever others can do whom no less was asked, this
        one can."""
        return not self.spared and not any(leg.guard for leg in self.legs)


class _Search:
    """The search for one field in one journey."""

    def __init__(self, knowledge: Knowledge, field: str, told_once: bool, effort: Effort) -> None:
        self.knowledge = knowledge
        self.journey = knowledge.graph.journey
        self.field = field
        self.told_once = told_once
        self.effort = effort
        guards = (leg.guard for leg in knowledge.legs)
        self.watched = knowledge.once("watched", lambda: _asked_to_be_missing(self.journey, guards))

    def walkers(self, demand: Demand) -> Iterator[_Walker]:
        """Buyers who come to the stage of a demand with the field missing, shortest way first."""
        useful = self._stages_before(demand.stage)
        waiting = [
            _Walker(stage.name, stage.name, (), ((),), frozenset(), ())
            for stage in self.knowledge.graph.entries() if stage.name in useful
        ]  # fmt: skip
        free: dict[str, list[frozenset[str]]] = {}
        for _, walker in zip(range(MOST_WAYS), waiting, strict=False):
            before = free.setdefault(walker.here, [])
            if any(filled <= walker.filled for filled in before):
                continue
            if walker.is_free:
                before.append(walker.filled)
            if walker.here == demand.stage:
                yield walker
                continue
            been = {walker.begins, *(one.target for one in walker.legs)}
            self.effort.spend(10 + len(been) // 2)
            for leg in self._legs_from(walker.here):
                after = self.taken(walker, leg) if leg.target in useful and leg.target not in been else None
                if after is not None:
                    waiting.append(after)

    def taken(self, walker: _Walker, leg: Leg, *, is_last: bool = False) -> _Walker | None:
        """The same buyer after a leg; none where the field is known by then, or may be."""
        if self._is_told(leg, is_last):
            return None
        stage = self.journey.stages[leg.origin]
        filled = walker.filled
        if leg.collects:
            filled |= (collected(stage) | collected_of_some(stage).keys() - {self.field}) & self.watched
        known = self.knowledge.at[leg.origin] | filled | (collected(stage) if leg.collects else frozenset())
        self.effort.spend(30)
        by_guard = implied(self.journey, leg.guard, known)
        if self.field in known or by_guard is None or self.field in by_guard.perhaps:
            return None
        names = collected_of_some(stage).get(self.field, ()) if leg.collects else ()
        said = self._said(walker.said, leg.guard, known)
        spared = (*walker.spared, names) if names else walker.spared
        return _Walker(walker.begins, leg.target, (*walker.legs, leg), said, filled, spared) if said else None

    def is_asked(self, walker: _Walker, demand: Demand) -> bool:
        """Whether a buyer who came this way can be one of those of whom the field is asked."""
        guards = [leg.guard for leg in walker.legs if leg.guard]
        chosen = [belonging(self.journey, name) for name in demand.names]
        if any(guard is None for guard in chosen):
            return False
        asked = [guard for guard in chosen if guard]
        for guard in asked:
            by_guard = implied(self.journey, guard, ())
            if by_guard is None or self.field in by_guard.perhaps:
                return False
            if not self._said(walker.said, guard, frozenset()):
                return False
        avoided = (*walker.spared, *((demand.others,) if demand.others else ()))
        return all(self._can_avoid(names, (*guards, *asked)) for names in avoided)

    def _can_avoid(self, names: tuple[str, ...], guards: Iterable[Condition]) -> bool:
        """Whether some buyer meets all guards and none of these segments, bands and rules.

        It is certain where they read nothing that the guards read.
        """
        left_out = [belonging(self.journey, name) for name in names]
        conditions = [one for one in left_out if one]
        if len(conditions) < len(left_out) or meets_one(self.journey, None, names):
            return False
        return facts_read(self.journey, conditions).isdisjoint(facts_read(self.journey, guards))

    def _is_told(self, leg: Leg, is_last: bool) -> bool:
        required = any(one.name == self.field for one in self.journey.stages[leg.origin].requires)
        way = leg.passages[0].way
        passed = isinstance(way, Handoff) and any(one.name == self.field for one in way.passes)
        return self.told_once and (required or (passed and not is_last))

    def _legs_from(self, stage: str) -> Iterator[Leg]:
        return iter(self.knowledge.out_of(stage))

    def _stages_before(self, stage: str) -> set[str]:
        before, waiting = {stage}, [stage]
        while waiting:
            legs = self.knowledge.into(waiting.pop())
            self.effort.spend(3 + len(legs))
            more = {leg.origin for leg in legs} - before
            before |= more
            waiting += more
        return before

    def _said(self, said: tuple[Case, ...], guard: Condition | None, known: frozenset[str]) -> tuple[Case, ...]:
        """The cases after one more guard that are sure to be met by some buyer without the field."""
        if guard is None:
            return said
        more = cases(self.journey, guard) or ()
        kept: dict[Case, None] = {}
        for before in said:
            self.effort.spend(10 * len(more) * (1 + len(before)))
            for case in more:
                joined = self._joined(before, case, known)
                if joined is not None and len(kept) < MOST_CASES:
                    kept[joined] = None
        return tuple(kept)

    def _joined(self, before: Case, case: Case, known: frozenset[str]) -> Case | None:
        """What is said of values by now; a field may be missing at first and known later, and never the other way."""
        now_known = made_known(case)
        if self.field in now_known or possible(self.journey, case, known | made_known(before)) != "yes":
            return None
        values = tuple(dict.fromkeys((*before, *(claim for claim in case if claim.field and not claim.says_missing))))
        return values if possible(self.journey, values, ()) == "yes" else None


def _asked_to_be_missing(journey: Journey, guards: Iterable[Condition | None]) -> frozenset[str]:
    """The fields that guards, rules or segments ask to be missing, or known."""
    rules, segments = journey.rules.values(), journey.segments.values()
    conditions = (*guards, *(rule.when for rule in rules), *(segment.when for segment in segments))
    parts = (part for condition in conditions if condition for part in walk(condition))
    return frozenset(part.field for part in parts if isinstance(part, Known))
