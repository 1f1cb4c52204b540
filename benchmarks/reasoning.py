"""How long reasoning over all buyers takes, on random journeys, beside z3 in the same run where it is installed.

    python benchmarks/reasoning.py [--rounds 3]

Prints medians in milliseconds. z3 comes with `pip install -e .[reasoning]`; it answers the same questions about tables.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from journeydsl.conditions.questions import Reasoning, Undecided
from journeydsl.model.conditions import Condition
from journeydsl.model.journey import Journey
from journeydsl.model.resolve import resolve
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

TODAY = date(2026, 11, 22)
CHOICES = {name: [f"{name}{number}" for number in range(count)] for name, count in (("c", 40), ("r", 6), ("t", 12))}


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rounds", type=int, default=3)
    rounds = words.parse_args().rounds
    for rules in (20, 200, 2_000):
        journey = journey_of(rules_text(rules, random.Random(rules)))
        told(f"{rules:,} rules, 40 score lines", median(lambda journey=journey: check_rules(journey), rounds))  # type: ignore[misc]
    for lines in (1_499, 5_000):
        table = table_of(lines, random.Random(lines))
        journey = journey_of(table_text(table))
        told(f"table of {lines:,} lines x 7 fields", median(lambda journey=journey: check_table(journey), rounds))  # type: ignore[misc]
        told(f"  its gap alone: {gap_of(journey)}", median(lambda journey=journey: gap_of(journey), rounds))  # type: ignore[misc]
        if find_spec("z3"):
            told("  its gap alone, z3", median(lambda table=table: z3_gap(table), rounds))  # type: ignore[misc]


def told(name: str, milliseconds: float) -> None:
    print(f"{name:60} {milliseconds:10.1f} ms", flush=True)


def median(work: Callable[[], object], rounds: int) -> float:
    """The median time of some runs, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def check_rules(journey: Journey) -> int:
    """Every rule, from nothing: can it hold, can it fail, and does it take somebody whom its neighbour leaves."""
    reasoning = Reasoning(journey, TODAY)
    whens = conditions(journey)
    found = 0
    for number, when in enumerate(whens):
        found += reasoning.is_possible(when) is False
        found += reasoning.always_holds(when) is True
        found += reasoning.implies(when, whens[number - 1]) is True
    return found


def check_table(journey: Journey) -> int:
    """A whole table, from nothing: the buyers whom no line takes, and every line that earlier ones have taken."""
    reasoning = Reasoning(journey, TODAY)
    lines = conditions(journey)
    gaps = reasoning.uncovered([], lines)
    assert not isinstance(gaps, Undecided), gaps
    return len(reasoning.shadowed(lines)) + (gaps is not None)


def gap_of(journey: Journey) -> str:
    """Whether some buyer is left out."""
    answer = Reasoning(journey, TODAY).answer([], conditions(journey))
    return "undecided" if isinstance(answer, Undecided) else "none" if answer is None else "there is one"


def conditions(journey: Journey) -> list[Condition]:
    return [rule.when for rule in journey.rules.values() if rule.when]


def journey_of(text: str) -> Journey:
    read = parse(Source("random.journey", text))
    found = resolve("random.journey", {"random.journey": read}, {})
    assert not read.faults
    assert not found.faults
    assert found.journey
    return found.journey


def rules_text(rules: int, dice: random.Random) -> str:
    """Random rules over 12 fields, 6 activities and a score of 40 lines."""
    fields = [f"field n{number} integer 0..1_000" for number in range(6)]
    fields += [f"field {name} one of {', '.join(values)}" for name, values in CHOICES.items()]
    fields += [f"field b{number} boolean" for number in range(3)]
    fields += [f"activity a{number}" for number in range(6)]
    lines = [f"add {dice.choice((5, 10, 15, 20))} when {test(dice)}" for _ in range(28)]
    lines += [f"add 5 per a{number} in 30 days, up to 25" for number in range(6)]
    lines += [f"subtract {dice.choice((5, 10))} when {test(dice)} and {test(dice)}" for _ in range(6)]
    score = "score fit 0..100 {\n" + "\n".join(lines) + "\n}"
    written = []
    for number in range(rules):
        parts = " and ".join(test(dice) for _ in range(dice.randint(1, 3)))
        other = f" or {test(dice)} and {test(dice)}" if dice.random() < 0.5 else ""
        written.append(f"rule q{number} when {parts} and fit >= {dice.randint(2, 20) * 5}{other}")
    return "\n".join(["journey random {}", *fields, score, *written])


def test(dice: random.Random) -> str:
    """One random test of a field or an activity."""
    match dice.randint(0, 4):
        case 0 | 1:
            return f"n{dice.randint(0, 5)} {dice.choice(('>=', '<'))} {dice.randint(1, 19) * 50}"
        case 2:
            name = dice.choice(list(CHOICES))
            return f"{name} in [{', '.join(dice.sample(CHOICES[name], 3))}]"
        case 3:
            return f"any a{dice.randint(0, 5)} in {dice.choice((7, 30))} days"
        case _:
            return f"b{dice.randint(0, 2)}"


Line = dict[str, Any]


def table_of(lines: int, dice: random.Random) -> list[Line]:
    """Lines of a routing table: some fields of seven, values of lists or a span of numbers."""
    table = []
    for _ in range(lines):
        line: Line = {}
        for name, values in CHOICES.items():
            if dice.random() < 0.8:
                line[name] = dice.sample(values, dice.randint(1, max(1, len(values) // 4)))
        for number in range(4):
            if dice.random() < 0.4:
                low = dice.randint(0, 900)
                line[f"n{number}"] = (low, low + dice.randint(20, 400))
        table.append(line or {"c": CHOICES["c"][:1]})
    return table


def table_text(table: list[Line]) -> str:
    fields = [f"field {name} one of {', '.join(values)} always known" for name, values in CHOICES.items()]
    fields += [f"field n{number} integer 0..1_300 always known" for number in range(4)]
    written = []
    for number, line in enumerate(table):
        tests = [
            f"{name} in [{', '.join(wanted)}]" if isinstance(wanted, list) else f"{name} in {wanted[0]}..{wanted[1]}"
            for name, wanted in line.items()
        ]
        written.append(f"rule q{number} when {' and '.join(tests)}")
    return "\n".join(["journey random {}", *fields, *written])


def z3_gap(table: list[Line]) -> str:
    """The same gap with z3: numbers and the places of list values as bounded integers."""
    z3: Any = import_module("z3")
    solver = z3.SolverFor("QF_FD")
    columns = {name: z3.BitVec(name, 11) for name in [*CHOICES, *(f"n{number}" for number in range(4))]}
    for name, column in columns.items():
        solver.add(z3.ULT(column, len(CHOICES[name]) if name in CHOICES else 1_301))
    for line in table:
        tests = []
        for name, wanted in line.items():
            column = columns[name]
            if isinstance(wanted, list):
                tests.append(z3.Or([column == CHOICES[name].index(value) for value in wanted]))
            else:
                tests.append(z3.And(z3.UGE(column, wanted[0]), z3.ULE(column, wanted[1])))
        solver.add(z3.Not(z3.And(tests)))
    return str(solver.check())


if __name__ == "__main__":
    main()
