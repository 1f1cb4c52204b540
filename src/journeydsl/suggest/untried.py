"""Buyers for what no scenario tries: each rule, segment, way, line and condition, on the side that is still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.conditions.answers import Example
from journeydsl.conditions.buyer import Buyer, Case
from journeydsl.conditions.evaluate import holds, without_activity, without_value
from journeydsl.conditions.questions import Reasoning
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.conditions import Condition
from journeydsl.model.definitions import definition
from journeydsl.model.path import Handoff, RouteLine, Way
from journeydsl.scenarios.coverage import Item
from journeydsl.scenarios.situation import Situation, place, situation
from journeydsl.suggest.weighing import Weighing
from journeydsl.suggest.writing import Draft
from journeydsl.travel.known import Knowledge, knowledge
from journeydsl.travel.reach import asked_with, goes_first, self_firing

Conditions = Sequence[Condition]


def untried_drafts(
    graph: JourneyGraph, reasoning: Reasoning, items: Sequence[Item], weighing: Weighing
) -> Iterator[Draft]:
    """A draft for each open side, in the order of the items; none where no buyer is found, or no more may be asked."""
    effort = reasoning.space.effort
    finder = _Finder(graph, reasoning, weighing)
    for item in items:
        if effort.is_spent:
            break
        for is_for, was in ((True, item.was_true), (False, item.was_untrue)):
            if was is False:
                yield from finder.drafts(item, is_for)


class _Finder:
    """Finds buyers, each in the stage where the question is asked."""

    def __init__(self, graph: JourneyGraph, reasoning: Reasoning, weighing: Weighing) -> None:
        self.graph = graph
        self.weighing = weighing
        self.journey = graph.journey
        self.reasoning = reasoning
        self.knowledge: Knowledge = knowledge(graph)
        ways: tuple[Way, ...]
        ways = (*self.journey.moves, *self.journey.handoffs, *self.journey.recycles)
        self.ways = {place(way.header_span): way for way in ways}
        self.lines: dict[str, tuple[Handoff, int]] = {
            place(line.span): (handoff, number)
            for handoff in self.journey.handoffs
            for number, line in enumerate(handoff.route.lines if handoff.route else ())
        }

    def drafts(self, item: Item, is_for: bool) -> Iterator[Draft]:
        """A draft in which an item comes out true, or untrue; in which a condition decides so."""
        asked = self._asked(item, is_for)
        if asked is None:
            return
        if item.subject in self.ways:
            yield from self._of_way(self.ways[item.subject], asked, item, is_for)
        elif item.subject in self.lines:
            yield from self._of_line(*self.lines[item.subject], asked, item, is_for)
        else:
            found = self._buyer(*asked, ())
            if found:
                name = item.subject if is_for else f"not {item.subject}"
                yield Draft(_title(self._label(item), item, is_for), found, None, (name,))

    def _asked(self, item: Item, is_for: bool) -> tuple[Conditions, Conditions] | None:
        if item.atom:
            return item.atom.asked("for" if is_for else "against")
        when = self._when(item)
        return None if when is None else ((when,), ()) if is_for else ((), (when,))

    def _when(self, item: Item) -> Condition | None:
        if item.subject in self.ways:
            return self.ways[item.subject].when
        if item.subject in self.lines:
            handoff, number = self.lines[item.subject]
            line = handoff.route.lines[number] if handoff.route else None
            return line.when or handoff.when if line else None
        return definition(self.journey, item.subject)

    def _label(self, item: Item) -> str:
        one = self.journey.rules.get(item.subject) or self.journey.segments.get(item.subject)
        return one.label if one else item.subject

    def _of_way(self, way: Way, asked: tuple[Conditions, Conditions], item: Item, is_for: bool) -> Iterator[Draft]:
        for origin in way.origins:
            before, beside = self._rivals(way, origin.name)
            all_of, none_of = asked[0], (*asked[1], *(before if is_for else beside))
            found = self._buyer(all_of, none_of, self._known(way, origin.name))
            if found and self.weighing.situation(origin.name):
                here, there = self.journey.stages[origin.name].label, self.journey.stages[way.target.name].label
                expects = self._expects_way(found, origin.name, way.target.name)
                yield Draft(_title(f"From {here} to {there}", item, is_for), found, origin.name, (expects,))
                return

    def _of_line(
        self, handoff: Handoff, number: int, asked: tuple[Conditions, Conditions], item: Item, is_for: bool
    ) -> Iterator[Draft]:
        lines = handoff.route.lines if handoff.route else ()
        others = lines[:number] if handoff.route and handoff.route.way == "first" else lines
        barred = [one.when for one in others if one is not lines[number] and one.when] if is_for else []
        barred += [one.when for one in lines if one.when] if lines[number].is_otherwise else []
        all_of = (*asked[0], *([handoff.when] if handoff.when else []))
        for origin in handoff.origins:
            found = self._buyer(all_of, (*asked[1], *barred), self._known(handoff, origin.name))
            if found and self.weighing.situation(origin.name):
                team, way = self.journey.teams[lines[number].team.name].label, handoff.label
                expects = self._expects_team(found, origin.name, handoff, lines[number])
                yield Draft(_title(f"{way}, to {team}", item, is_for), found, origin.name, (expects,))
                return

    def _rivals(self, way: Way, origin: str) -> tuple[list[Condition], list[Condition]]:
        """The guards of ways that go first, and of those that lead to the same stage."""
        passages = self.graph.ways_out(origin)
        mine = next(one for one in passages if one.way is way)
        firing = [one for one in self_firing(passages) if goes_first(one, mine) and one.target != mine.target]
        beside = [one for one in passages if one.target == mine.target]
        return [one.guard for one in firing if one.guard], [one.guard for one in beside if one.guard]

    def _known(self, way: Way, origin: str) -> frozenset[str]:
        legs = (leg for leg in self.knowledge.legs if leg.passages[0].way is way and leg.origin == origin)
        leg = next(legs, None)
        return asked_with(self.knowledge, leg) if leg else frozenset()

    def _buyer(self, all_of: Conditions, none_of: Conditions, known: frozenset[str] | tuple[()]) -> Buyer | None:
        for taken in (known, ()) if known else ((),):
            found = self.reasoning.answer(all_of, none_of, taken)
            if isinstance(found, Example):
                return self._told_in_short(found.buyer, all_of, none_of)
        return None

    def _told_in_short(self, buyer: Buyer, all_of: Conditions, none_of: Conditions) -> Buyer:
        """The same buyer without values and activities that make no difference here."""
        case = Case(self.journey, buyer, self.reasoning.space.today)
        for field in buyer.values:
            less = without_value(case, field)
            case = less if self._is_answer(less, all_of, none_of) else case
        for activity in dict.fromkeys(done.activity for done in buyer.happenings):
            less = without_activity(case, activity)
            case = less if self._is_answer(less, all_of, none_of) else case
        return case.buyer

    def _is_answer(self, case: Case, all_of: Conditions, none_of: Conditions) -> bool:
        if not self.weighing.tests(len(all_of) + len(none_of)):
            return False
        return all(holds(case, one) for one in all_of) and not any(holds(case, one) for one in none_of)

    def _situation(self, buyer: Buyer, stage: str) -> Situation:
        return situation(self.graph, Case(self.journey, buyer, self.reasoning.space.today), stage, has_lines=False)

    def _expects_way(self, buyer: Buyer, stage: str, target: str) -> str:
        at = self._situation(buyer, stage)
        is_open = any(way.is_open and way.passage.target == target for way in at.ways)
        return f"-> {target}" if is_open else f"not -> {target}"

    def _expects_team(self, buyer: Buyer, stage: str, handoff: Handoff, line: RouteLine) -> str:
        at = self._situation(buyer, stage)
        received = [name for way in at.ways if way.passage.way is handoff and way.is_open for name in way.receivers]
        return f"to {received[0]}" if received else f"not to {line.team.name}"


def _title(subject: str, item: Item, is_for: bool) -> str:
    by = f", by {item.atom.condition.span.words.replace(chr(34), chr(39))}" if item.atom else ""
    return f"{subject}: {'yes' if is_for else 'no'}{by}"
