"""Two versions of a journey held against many buyers: what is told of a change is what becomes of them.

Buyers have every value that some condition of one of the two versions tells from others. A region that is told is read
as a person reads it, by an oracle of its own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from journeydsl.conditions.answers import Gaps
from journeydsl.conditions.buyer import Buyer, Case, Happening
from journeydsl.conditions.evaluate import holds, route_lines, score
from journeydsl.diff.compare import Comparison, Version, compare
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.buyers import AnyOfType, BooleanType, DateType, Field, OneOfType, TextType
from journeydsl.model.conditions import BandHolds, Condition, RuleHolds, SegmentHolds
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff
from readings import TODAY, journey_of

MOST = 300
Names = Mapping[str, str]
Test = Callable[[Buyer], bool]


@dataclass(frozen=True)
class Step:
    """Two versions; `names` are the new names of fields, list values, teams, stages and rules by the old ones."""

    older: str
    newer: str
    names: Names

    def buyer_before(self, buyer: Buyer) -> Buyer:
        """A buyer of the newer version as the older one names the fields and values."""
        back = {new: old for old, new in self.names.items()}

        def put(value: Any) -> Any:
            if isinstance(value, frozenset):
                return frozenset(back.get(one, one) for one in value)
            return back.get(value, value) if isinstance(value, str) else value

        values = {back.get(name, name): put(value) for name, value in buyer.values.items()}
        done = tuple(Happening(back.get(one.activity, one.activity), one.day) for one in buyer.happenings)
        return Buyer(values, done)


class Fates:
    """What becomes of some buyers in one version, by the names of the newer one."""

    def __init__(self, journey: Journey, buyers: Sequence[Buyer], names: Names) -> None:
        self.journey, self.names = journey, names
        self.cases = [Case(journey, buyer, TODAY) for buyer in buyers]

    def name(self, name: str) -> str:
        return self.names.get(name, name)

    def conditions(self) -> Iterator[tuple[tuple[str, str], Condition]]:
        """Rules, segments and bands, by kind and name."""
        for name, rule in self.journey.rules.items():
            yield ("rule", self.name(name)), RuleHolds(name, rule.span)
        for name, segment in self.journey.segments.items():
            yield ("segment", self.name(name)), SegmentHolds(name, segment.span)
        for name, band in self.journey.bands.items():
            yield ("band", self.name(name)), BandHolds(name, band.span)

    def ways(self) -> Iterator[tuple[tuple[str, str], Any]]:
        for way in (*self.journey.moves, *self.journey.recycles, *self.journey.handoffs):
            yield (type(way).__name__.lower(), re.sub(r"\w+", lambda one: self.name(one[0]), way.name)), way

    def held(self, condition: Condition | None) -> frozenset[int]:
        if condition is None:
            return frozenset(range(len(self.cases)))
        return frozenset(place for place, case in enumerate(self.cases) if holds(case, condition))

    def taken(self, way: Any) -> frozenset[int]:
        """Whom a way takes; a way with a lesser priority gets nobody whom one before it takes."""
        found = self.held(way.when)
        if way.fires_itself and way.priority is not None:
            mine = {origin.name for origin in way.origins}
            for _, other in self.ways():
                is_before = other.fires_itself and other.priority and other.priority.number < way.priority.number
                if is_before and other.target.name != way.target.name and mine <= {one.name for one in other.origins}:
                    found -= self.held(other.when)
        return found

    def receivers(self, handoff: Handoff) -> dict[int, tuple[str, ...]]:
        """The teams to which those go whom a handoff sends; none of them where nobody takes a buyer."""
        owner = self.journey.stages[handoff.target.name].owner
        found = {}
        for place in self.held(handoff.when):
            if handoff.route and handoff.route.lines:
                lines = route_lines(self.cases[place], handoff.route)
                found[place] = tuple(sorted({self.name(line.team.name) for line in lines}))
            else:
                found[place] = (self.name(owner.name),) if owner else ()
        return found

    def clocks(self, thing: Any, name: str) -> list[str]:
        """The name after `where` under which each buyer falls for a clock, empty for the rest."""
        found = []
        for case in self.cases:
            named = ""
            for where in thing.wheres:
                if getattr(where, name, None) is not None and holds(case, self._named(where.holds)):
                    named = self.name(where.holds.name)
                    break
            found.append(named)
        return found

    def _named(self, reference: Any) -> Condition:
        name, span = reference.name, reference.span
        if name in self.journey.segments:
            return SegmentHolds(name, span)
        return RuleHolds(name, span) if name in self.journey.rules else BandHolds(name, span)


# ---- buyers


def buyers_of(step: Step, dice: random.Random, only: Collection[str] | None = None, most: int = MOST) -> list[Buyer]:
    """Every buyer that the conditions of the two versions can tell apart, or many of them by chance.

    With `only` some fields and activities, nothing else is known of them.
    """
    texts = f"{put_names(step.older, step.names)}\n{step.newer}"
    journey, before = journey_of(step.newer), journey_of(step.older)
    choices: dict[str, list[Any]] = {}
    fields = {**{step.names.get(name, name): one for name, one in before.fields.items()}, **journey.fields}
    for name, field in fields.items():
        if only is not None and name not in only and not field.is_always_known:
            continue
        other = next((one for old, one in before.fields.items() if step.names.get(old, old) == name), None)
        choices[name] = [*values_of(name, field, other, texts, step.names)]
        if not (field.is_always_known and (other is None or other.is_always_known)):
            choices[name].append(None)
    activities = [
        name
        for name in journey.activities
        if (only is None or name in only) and re.search(rf"(any|no|of|per) {name}\b", texts)
    ]
    days = sorted({int(one) + more for one in re.findall(r"in (\d+) days", texts) for more in (-1, 0)} | {0, 400})
    for name in activities:
        choices[f"!{name}"] = [(), *((day,) * times for day in days for times in (1, 2, 5)), (days[0], days[-1])]
    if prod(map(len, choices.values())) <= most:
        return [as_buyer(dict(zip(choices, one, strict=True))) for one in product(*choices.values())]
    return [as_buyer({name: dice.choice(listed) for name, listed in choices.items()}) for _ in range(most)]


def as_buyer(picked: Mapping[str, Any]) -> Buyer:
    values = {name: one for name, one in picked.items() if name[0] != "!" and one is not None}
    done = [Happening(name[1:], TODAY - timedelta(days=day)) for name, one in picked.items() if name[0] == "!"
            for day in one]  # fmt: skip
    return Buyer(values, tuple(done))


def values_of(name: str, field: Field, other: Field | None, texts: str, names: Names) -> list[Any]:
    match field.type:
        case BooleanType():
            return [False, True]
        case OneOfType(values=listed):
            before = other.type.values if other and isinstance(other.type, OneOfType) else ()
            return list(dict.fromkeys([one.text for one in listed] + [names.get(one.text, one.text) for one in before]))
        case AnyOfType(values=listed):
            texts_ = [one.text for one in listed]
            return [frozenset(one for one, is_in in zip(texts_, picks, strict=True) if is_in)
                    for picks in product((True, False), repeat=len(texts_)) if any(picks)]  # fmt: skip
        case TextType():
            found = re.findall(
                rf'\b{name} (?:not )?(?:=|!=|contains|in|starts with|ends with) \[?((?:"[^"]*"(?:, )?)+)', texts
            )
            literals = [one for said in found for one in re.findall(r'"([^"]*)"', said)]
            around = [said for one in literals for said in (f"{one}z", f"z{one}", f"z{one}z")]
            joined = [f"{one}{two}" for one in literals[:3] for two in literals[:3]]
            return list(dict.fromkeys(["zz", *literals, *around, *joined]))
        case DateType():
            ago = {int(days) for days in re.findall(rf"\b{name} [^\n]*?(\d+) days", texts)}
            days = [TODAY + timedelta(days=sign * one + more) for one in ago for sign in (1, -1) for more in (-1, 0, 1)]
            named = [date.fromisoformat(one) for one in re.findall(r"\d{4}-\d\d-\d\d", texts)]
            days += [one + timedelta(days=more) for one in named for more in (-1, 0, 1)]
            return sorted({TODAY, TODAY - timedelta(days=4000), TODAY + timedelta(days=4000), *days})
        case kind:
            found = re.findall(rf"\b{name} (?:not )?(?:in|between|[<>=!]+) ([^\n]*)", texts)
            numbers = {whole(one) for said in found for one in re.findall(r"\d[\d_]*(?:\.\d+)?k?\b", said)}
            near = {one + more for one in numbers for more in (-1, 0, 1)} | {7}
            low, high = (getattr(kind.range, end, None) if kind.range else None for end in ("low", "high"))
            wide = other.type.range if other and getattr(other.type, "range", None) else None  # type: ignore[union-attr]
            if wide is not None and low is not None and wide.low is not None:
                low = max(low, wide.low)
            return sorted(one for one in near if (low is None or one >= low) and (high is None or one <= high))


def whole(said: str) -> Any:
    said = said.replace("_", "")
    if "." in said:
        return Fraction(said)
    return int(said[:-1]) * 1000 if said.endswith("k") else int(said)


def put_names(text: str, names: Names) -> str:
    return re.sub(r"\b[a-z]\w*\b", lambda one: names.get(one[0], one[0]), text)


# ---- a region, read as a person reads it


def region_test(words: str, newer: Journey, older: Journey, step: Step) -> Test:
    if re.match(r"\((no|any|count) ", words):
        some = [[_test(part, newer, older, step) for part in lot.split(" and ")] for lot in words[1:-1].split(" or ")]
        return lambda buyer: any(all(test(buyer) for test in tests) for tests in some)
    words = words.removeprefix("(").removesuffix(")")
    parts = [words]
    if " and " in words and not re.fullmatch(r".* between \S+ and \S+", words):
        parts = words.split(" and ")
        heads = {re.sub(r" (in|>=|<|>|<=|=) .*", "", part) for part in parts}
        if len(parts) > 1 and parts[-1].endswith(" or missing") and len({head.split()[0] for head in heads}) == 1:
            parts = [part.removesuffix(" or missing") + " or missing" for part in parts]
    tests = [_test(part, newer, older, step) for part in parts]
    return lambda buyer: all(test(buyer) for test in tests)


def _test(words: str, newer: Journey, older: Journey, step: Step) -> Test:
    for ending in (", or missing", " or missing"):
        if words.endswith(ending):
            name, inner = words.split(" ")[0], _test(words.removesuffix(ending), newer, older, step)
            return lambda buyer: name not in buyer.values or inner(buyer)
    name, _, said = words.partition(" ")
    if name in ("no", "any", "count"):
        return _counted(words)
    if name == "former":
        name, _, said = said.partition(" ")
        return _scored(said, lambda buyer: Case(older, step.buyer_before(buyer), TODAY), step_back(step, name))
    if name in newer.scores and name not in newer.fields:
        return _scored(said, lambda buyer: Case(newer, buyer, TODAY), name)
    kind = newer.fields[name].type
    if isinstance(kind, OneOfType) and (found := re.fullmatch(r"(>=|<=|between) (\w+)(?: and (\w+))?", said)):
        order = [one.text for one in kind.values]
        low = 0 if found[1] == "<=" else order.index(found[2])
        high = order.index(found[3] or found[2]) if found[1] != ">=" else len(order) - 1
        return lambda buyer: buyer.values.get(name) in order[low : high + 1]
    return _of_field(name, said)


def step_back(step: Step, name: str) -> str:
    return {new: old for old, new in step.names.items()}.get(name, name)


def _scored(said: str, case: Callable[[Buyer], Case], name: str) -> Test:
    tests = [
        _number(part.split(f" {name} ")[-1].removeprefix(f"{name} "))
        for part in re.split(r" or (?:former )?\w+ ", said)
    ]
    return lambda buyer: any(test(score(case(buyer), name).total) for test in tests)


def _counted(words: str) -> Test:
    found = re.fullmatch(r"(?:(no|any) |count of )(\w+)(?: in (\d+) days?)?(?: (>=|<|in) (.*))?", words)
    assert found, words
    which, activity, window, sign, edge = found.groups()

    def count(buyer: Buyer) -> int:
        reach = int(window) if window else 10**6
        return sum(one.activity == activity and (TODAY - one.day).days < reach for one in buyer.happenings)

    if which:
        return lambda buyer: bool(count(buyer)) is (which == "any")
    test = _number(f"{sign} {edge}")
    return lambda buyer: test(count(buyer))


def _number(said: str) -> Callable[[Any], bool]:
    def worth(text: str) -> Any:
        text = text.removesuffix(" USD").replace("_", "").replace(",", "")
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
        return whole(text)

    if found := re.fullmatch(r"in (\S+(?: USD)?)\.\.(\S+(?: USD)?)", said):
        low, high = worth(found[1]), worth(found[2])
        return lambda one: low <= one <= high
    if found := re.fullmatch(r"not in \[(.*)\]", said):
        left = [worth(one) for one in found[1].split(", ")]
        return lambda one: one not in left
    found = re.fullmatch(r"(=|!=|<=|>=|<|>) (.*)", said)
    assert found is not None, said
    sign, edge = found[1], worth(found[2])
    return lambda one: {"=": one == edge, "!=": one != edge, "<": one < edge, "<=": one <= edge, ">": one > edge,
                        ">=": one >= edge}[sign]  # fmt: skip


def _of_field(name: str, said: str) -> Test:
    if f" or {name} " in said:
        tests = [_of_field(name, part) for part in said.split(f" or {name} ")]
        return lambda buyer: any(test(buyer) for test in tests)
    if said in ("is missing", "is known"):
        return lambda buyer: (name in buyer.values) is (said == "is known")
    if said in ("is true", "is false"):
        return lambda buyer: buyer.values.get(name) is (said == "is true")
    if found := re.fullmatch(r"(includes|does not include) (.*)", said):
        member, is_in = found[2], found[1] == "includes"
        return lambda buyer: name in buyer.values and (member in buyer.values[name]) is is_in  # type: ignore[operator]
    if found := re.fullmatch(
        r"(contains|does not contain|starts with|ends with|does not start with|does not end with) (.*)", said
    ):
        return _of_text(name, found[1], re.findall(r'"([^"]*)"', found[2]))
    if found := re.fullmatch(r"is (not )?(.*)", said):
        values = {one.casefold() for one in re.split(r", | or ", found[2])}
        is_it = found[1] is None
        return lambda buyer: (
            (str(buyer.values[name]).casefold() in values) is is_it
            if name in buyer.values
            else is_it and "missing" in values
        )
    test = _number(said)
    return lambda buyer: name in buyer.values and test(buyer.values[name])


def _of_text(name: str, word: str, literals: Sequence[str]) -> Test:
    def is_so(buyer: Buyer) -> bool:
        if name not in buyer.values:
            return False
        text = str(buyer.values[name]).casefold()
        asks = {"contain": str.__contains__, "start": str.startswith, "end": str.endswith}
        found = any(next(ask for part, ask in asks.items() if part in word)(text, one.casefold()) for one in literals)
        return found is not word.startswith("does not")

    return is_so


# ---- comparing


def check_step(step: Step, dice: random.Random, most: int = MOST) -> Comparison:
    """Compares two versions and holds everything that is told against the buyers."""
    newer, older = journey_of(step.newer), journey_of(step.older)
    found = compare(Version(JourneyGraph(newer), ()), Version(JourneyGraph(older), ()), TODAY)
    buyers = buyers_of(step, dice, most=most)
    trial = _Trial(step, found, newer, older, buyers)
    trial.check_conditions()
    trial.check_ways()
    trial.check_clocks()
    return found


class _Trial:
    def __init__(self, step: Step, found: Comparison, newer: Journey, older: Journey, buyers: Sequence[Buyer]) -> None:
        self.step, self.found, self.buyers, self.newer, self.older = step, found, buyers, newer, older
        self.now = Fates(newer, buyers, {})
        self.was = Fates(older, [step.buyer_before(one) for one in buyers], step.names)
        self.meanings = {one.key: one for one in found.meanings}
        self.compared = 0
        self.fail(not found.open_questions, found.open_questions)

    def fail(self, is_so: object, *what: object) -> None:
        assert is_so, "\n".join(map(str, (*what, "", self.step.older, "→", self.step.newer)))

    def check_conditions(self) -> None:
        before = dict(self.was.conditions())
        for key, condition in self.now.conditions():
            if key in before:
                self.check_meaning(key, self.was.held(before[key]), self.now.held(condition))

    def check_ways(self) -> None:
        before = dict(self.was.ways())
        for key, way in self.now.ways():
            if key in before:
                self.check_meaning(key, self.was.taken(before[key]), self.now.taken(way))
                if isinstance(way, Handoff):
                    self.check_moved(key, before[key], way)
        for key in before.keys() - dict(self.now.ways()).keys():
            self.fail(
                any(one.kind in ("removed", "moved") and key in (one.key, one.old_key) for one in self.found.changes),
                key,
            )

    def check_meaning(self, key: tuple[str, str], was: frozenset[int], is_: frozenset[int]) -> None:
        told = self.meanings.get(key)
        self.agree(told.gained if told else None, is_ - was, (key, "gained"))
        self.agree(told.lost if told else None, was - is_, (key, "lost"))

    def check_moved(self, key: tuple[str, str], older: Handoff, newer: Handoff) -> None:
        was, is_ = self.was.receivers(older), self.now.receivers(newer)
        both = was.keys() & is_.keys()
        expected: dict[Any, set[int]] = {}
        for place in both:
            if was[place] != is_[place]:
                expected.setdefault((was[place], is_[place]), set()).add(place)
        told = {
            (tuple(sorted(one.before)), tuple(sorted(one.now))): one.buyers
            for one in self.found.rerouted
            if one.key == key
        }
        for pair in expected.keys() | told.keys():
            self.agree(told.get(pair), frozenset(expected.get(pair, ())), (key, pair), frozenset(both))

    def check_clocks(self) -> None:
        things: list[tuple[tuple[str, str], Any, tuple[str, ...]]] = [
            (("stage", name), one, ("leave",)) for name, one in self.newer.stages.items()
        ]
        things += [
            (key, way, ("accept", "contact", "feedback")) for key, way in self.now.ways() if isinstance(way, Handoff)
        ]
        before = {("stage", self.was.name(name)): one for name, one in self.older.stages.items()} | dict(
            self.was.ways()
        )
        for key, thing, names in things:
            for name in names if key in before else ():
                self.check_clock(key, name, before[key], thing)

    def check_clock(self, key: tuple[str, str], name: str, older: Any, newer: Any) -> None:
        was, is_ = self.was.clocks(older, name), self.now.clocks(newer, name)
        among = frozenset(range(len(self.buyers)))
        if isinstance(newer, Handoff):
            among = self.was.held(older.when) & self.now.held(newer.when)
        expected: dict[Any, set[int]] = {}
        for place in among:
            if was[place] != is_[place]:
                expected.setdefault((was[place], is_[place]), set()).add(place)
        told = {
            (one.before, one.now): one.buyers for one in self.found.reclocked if (one.key, one.property) == (key, name)
        }
        for pair in expected.keys() | told.keys():
            if pair in told:  # two blocks that say the same time are no other clock
                self.agree(told[pair], frozenset(expected.get(pair, ())), (key, name, pair), among)

    def agree(
        self, gaps: Gaps | None, expected: frozenset[int], what: object, among: frozenset[int] | None = None
    ) -> None:
        told: set[int] = set()
        for gap in gaps.gaps if gaps else ():
            tests = [region_test(words, self.newer, self.older, self.step) for words in gap.region]
            self.fail(all(test(gap.example.buyer) for test in tests), what, gap.region, gap.example)
            told |= {place for place, buyer in enumerate(self.buyers) if all(test(buyer) for test in tests)}
        told = told if among is None else told & among
        self.compared += 1
        regions = [gap.region for gap in gaps.gaps] if gaps else []
        self.fail(
            told <= expected, what, regions, "claimed:", *[self.buyers[one] for one in sorted(told - expected)][:2]
        )
        if gaps is None or not gaps.more:
            self.fail(
                expected <= told, what, regions, "missed:", *[self.buyers[one] for one in sorted(expected - told)][:2]
            )
        else:
            print("more", what, gaps.more, len(gaps.gaps))
