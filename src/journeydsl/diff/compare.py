"""Two versions of one journey, compared in everything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from journeydsl.checks._subject import Allow
from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.buyer import Buyer
from journeydsl.conditions.sameness import Compared
from journeydsl.conditions.versions import Versions
from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.diff.audience import Audience
from journeydsl.diff.figures import Figure, figures
from journeydsl.diff.meaning import Meaning, condition_meaning, gone_way, new_way, way_meaning
from journeydsl.diff.naming.names import Names, moved_ways, paired_ways, renamed, renames
from journeydsl.diff.naming.renamed_journey import with_names
from journeydsl.diff.naming.values import Values, renamed_values, with_values
from journeydsl.diff.outcomes import Differing, buyers_changed, scenarios_changed
from journeydsl.diff.routes import Reclocked, Rerouted, is_same_route, reclocked, rerouted
from journeydsl.diff.structure import Change, changes
from journeydsl.diff.things import Key, Thing, is_way, things
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, Stage
from journeydsl.model.people import Signature
from journeydsl.signing.fingerprint import fingerprint_of
from journeydsl.text.record import Record
from journeydsl.travel.known import Knowledge, knowledge


class Version(Record):
    """One version of a journey, with everything found in it and everything that is let pass."""

    graph: JourneyGraph
    diagnostics: tuple[Diagnostic, ...]
    allows: tuple[Allow, ...] = ()


class Comparison(Record):
    """Everything that is otherwise in the newer version; `graph` and `older` use the newer one's names.

    `same_routes` are handoffs whose route is written differently and gives the same buyers to the same teams.
    `open_questions` are what could not be settled about a thing, by its key; `known_findings` counts what both have.
    `voided` are signatures that the older version kept, and that the newer one does not.
    """

    graph: JourneyGraph
    older: JourneyGraph
    changes: tuple[Change, ...]
    meanings: tuple[Meaning, ...]
    rerouted: tuple[Rerouted, ...]
    reclocked: tuple[Reclocked, ...]
    same_routes: tuple[Key, ...]
    figures: tuple[Figure, ...]
    open_questions: tuple[tuple[Key, str], ...]
    scenarios: tuple[Differing, ...]
    buyers: tuple[Differing, ...]
    tried: int
    new_findings: tuple[Diagnostic, ...]
    fixed_findings: tuple[Diagnostic, ...]
    known_findings: int
    exemptions: tuple[Allow, ...]
    voided: tuple[Signature, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is otherwise: no more than form has changed."""
        told = (self.changes, self.meanings, self.rerouted, self.reclocked, self.same_routes, self.figures)
        more = (self.open_questions, self.scenarios, self.buyers, self.exemptions, self.voided)
        return not any((*told, *more, self.new_findings, self.fixed_findings))


def compare(newer: Version, older: Version, today: date, buyers: Iterable[tuple[str, Buyer, str]] = ()) -> Comparison:
    """What is otherwise in the newer of two versions; `buyers` are some with a name and a stage to try in both."""
    pair = _pair(newer.graph, older.graph)
    graph = JourneyGraph(pair.older)
    deciding = _deciding(pair, newer.graph, graph, today)
    tried = tuple(buyers)
    new, fixed = _findings(newer, older, pair.names)
    scenarios = newer.graph.journey.scenarios
    return Comparison(
        newer.graph,
        graph,
        tuple(_told_to(_changes(pair), Audience(newer.graph), Audience(graph))),
        tuple(one for one in deciding if isinstance(one, Meaning)),
        tuple(one for one in deciding if isinstance(one, Rerouted)),
        tuple(one for one in deciding if isinstance(one, Reclocked)),
        tuple(_same_routes(pair, deciding)),
        tuple(figures(newer.graph, graph)),
        tuple(one for one in deciding if isinstance(one, tuple)),
        tuple(scenarios_changed(newer.graph, graph, scenarios)),
        tuple(buyers_changed(newer.graph, graph, tried, today)),
        len(tried),
        new,
        fixed,
        len(newer.diagnostics) - len(new),
        tuple(_new_allows(newer.allows, older.allows)),
        tuple(_voided(newer.graph, older.graph)),
    )


def _findings(newer: Version, older: Version, names: Names) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Findings that are new and that are fixed; one that only names things otherwise is neither."""
    before = {one.fingerprint for one in older.diagnostics}
    now = {one.fingerprint for one in newer.diagnostics}
    new = [one for one in newer.diagnostics if one.fingerprint not in before]
    called = {ref.name: name for ref, name in names.items()}
    called[older.graph.journey.name] = newer.graph.journey.name
    alike: dict[tuple[str, str], list[int]] = {}
    for number, one in reversed([*enumerate(new)]):
        alike.setdefault((one.name, one.finding.message), []).append(number)
    fixed, known = [], set[int]()
    for one in older.diagnostics:
        if one.fingerprint in now:
            continue
        said = re.sub(r"\w+", lambda word: called.get(word[0], word[0]), one.finding.message)
        same = alike.get((one.name, said))
        if same:
            known.add(same.pop())
        else:
            fixed.append(one)
    return tuple(one for number, one in enumerate(new) if number not in known), tuple(fixed)


class _Pair(Record):
    """Both versions as things that use the newer names; `moved` has the new key of ways that lead elsewhere now,
    and `back` their old one."""

    journey: Journey
    older: Journey
    new_things: Mapping[Key, Thing]
    old_things: Mapping[Key, Thing]
    names: Names
    values: Values
    moved: Mapping[Key, Key]
    back: Mapping[Key, Key]

    def former(self, key: Key) -> Thing | None:
        """What a thing of the newer version was."""
        return self.old_things.get(self.back.get(key, key))


def _pair(newer: JourneyGraph, older: JourneyGraph) -> _Pair:
    new_things = things(newer.journey)
    names = renames(things(older.journey), new_things)
    journey = with_names(older.journey, {ref.name: name for ref, name in names.items() if ref.space == "name"})
    values = renamed_values(journey, newer.journey)
    journey = with_values(journey, values)
    old_things = renamed(things(journey), {ref: name for ref, name in names.items() if ref.space != "name"})
    old_things = paired_ways(_same_header(old_things, newer.journey.name), new_things)
    moved = moved_ways(old_things, new_things)
    back = {new: old for old, new in moved.items()}
    return _Pair(newer.journey, journey, new_things, old_things, names, values, moved, back)


def _changes(pair: _Pair) -> Iterator[Change]:
    for (field, old), new in pair.values.items():
        yield Change("renamed", ("value", f"{field}: {new}"), ("value", f"{field}: {old}"), "", old, new, (), None,
                     pair.new_things["field", field])  # fmt: skip
    yield from changes(pair.old_things, pair.new_things, pair.names, pair.moved)


def _told_to(found: Iterable[Change], newer: Audience, older: Audience) -> Iterator[Change]:
    for change in found:
        key = ("field", change.key[1].partition(":")[0]) if change.key[0] == "value" else change.key
        yield change.replace(teams=(older if change.kind == "removed" else newer).teams_of(key))


_Deciding = Meaning | Rerouted | Reclocked | tuple[Key, str]


def _deciding(pair: _Pair, newer: JourneyGraph, older: JourneyGraph, today: date) -> list[_Deciding]:
    """Everything that decides about buyers and is otherwise now."""
    versions = Versions(pair.journey, pair.older, today)
    compared = Compared(pair.journey, pair.older)
    known = _Known(knowledge(newer), knowledge(older))
    found: list[_Deciding] = []
    for key, new in pair.new_things.items():
        old = pair.former(key)
        found += _of_one(versions, compared, known, old, new)
    kept = set(pair.moved)
    for key, old in pair.old_things.items():
        if is_way(key) and key not in pair.new_things and key not in kept and old.declared.is_whole:
            found += [one for one in (gone_way(versions, old),) if one]
    return [(one.key, one.reason) if isinstance(one, Meaning) and one.verdict == "undecided" else one for one in found]


def _of_one(
    versions: Versions, compared: Compared, known: _Known, old: Thing | None, new: Thing
) -> Iterator[_Deciding]:
    if is_way(new.key):
        if not new.declared.is_whole or (old and not old.declared.is_whole):
            yield new.key, "part of it is not understood"
            return
        expected = known.when_taken(new, old) if old else frozenset()
        found = way_meaning(versions, compared, old, new, expected) if old else new_way(versions, new)
        yield from (found,) if found else ()
    elif old is not None and new.key[0] in ("rule", "segment", "band", "score"):
        found = condition_meaning(versions, compared, old, new)
        yield from (found,) if found else ()
    if old is not None and isinstance(new.declared, Handoff | Stage):
        sent = known.when_sent(new, old)
        passing = list(reclocked(versions, compared, old, new, sent))
        moving = list(rerouted(versions, compared, old, new, sent)) if isinstance(new.declared, Handoff) else []
        for one in (*moving, *passing):
            yield (new.key, one.reason) if isinstance(one, Undecided) else one


class _Known:
    """The fields that are known in both versions when something happens."""

    def __init__(self, newer: Knowledge, older: Knowledge) -> None:
        self.sides = (newer, older)

    def when_taken(self, new: Thing, old: Thing) -> frozenset[str]:
        """Known of every buyer who waits in the stages that a way leaves."""
        sets = [
            side.at[origin.name]
            for side, way in zip(self.sides, (new.declared, old.declared), strict=True)
            for origin in way.origins
        ]
        return frozenset.intersection(*sets) if sets else frozenset()

    def when_sent(self, new: Thing, old: Thing) -> frozenset[str]:
        """Known of every buyer whom a handoff sends, or who arrives in a stage."""
        sets: list[frozenset[str]] = []
        for side, thing in zip(self.sides, (new, old), strict=True):
            declared = thing.declared
            is_stage = isinstance(declared, Stage)
            sets += [side.at[declared.name]] if is_stage else side.when_handed_over(declared)
        return frozenset.intersection(*sets) if sets else frozenset()


def _same_routes(pair: _Pair, deciding: list[_Deciding]) -> Iterator[Key]:
    """Handoffs whose route is written otherwise, and takes nobody elsewhere."""
    moving = {one.key for one in deciding if isinstance(one, Rerouted)}
    moving |= {one[0] for one in deciding if isinstance(one, tuple)}
    for key, new in pair.new_things.items():
        old = pair.former(key)
        is_asked = key[0] == "handoff" and old is not None and key not in moving
        if is_asked and old and not is_same_route(old.declared.route, new.declared.route):
            yield key


def _new_allows(newer: Iterable[Allow], older: Iterable[Allow]) -> Iterator[Allow]:
    """Exemptions that the older version did not have: of other findings, or of more of them."""
    left = Counter((one.name, one.reason) for one in older)
    for one in newer:
        if left[one.name, one.reason]:
            left[one.name, one.reason] -= 1
        else:
            yield one


def _voided(newer: JourneyGraph, older: JourneyGraph) -> Iterator[Signature]:
    signed = [one for one in newer.journey.signatures if one.fingerprint]
    if signed:
        now, before = fingerprint_of(newer.journey), fingerprint_of(older.journey)
        kept = {one.fingerprint for one in older.journey.signatures}
        yield from (one for one in signed if one.fingerprint in kept and one.fingerprint == before != now)


def _same_header(older: dict[Key, Thing], name: str) -> dict[Key, Thing]:
    """There is one header in a journey, whatever the journey is called."""
    return {("journey", name) if key[0] == "journey" else key: thing for key, thing in older.items()}
