"""How long reasoning over all buyers takes, on random journeys, beside z3 in the same run where it is installed.

    python benchmarks/reasoning.py [--rounds 3] [--write]

Prints one table: processor time in milliseconds, the best of the rounds, and what is allowed. Limits hold where
`python -c "import lark, networkx"` takes 208 ms, and grow with what it takes here; `--write` puts the table into
docs/performance.md. z3 comes with `pip install -e .[reasoning]`; of several encodings its fastest counts.

Both are measured again in processes of their own, from loading themselves to the last answer, as a single check pays
for it. Questions are put to z3 as it likes them; ours stand in a journey that has been read.
"""

import argparse
import gc
import os
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

import solver  # type: ignore[import-not-found]

from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.questions import Reasoning
from journeydsl.model.conditions import Condition
from journeydsl.model.journey import Journey
from journeydsl.model.resolve import resolve
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 22)
RESULTS = ROOT / "docs" / "performance.md"
HEADING = "## Reasoning over all buyers\n"
CHOICES = {name: [f"{name}{number}" for number in range(count)] for name, count in (("c", 40), ("r", 6), ("t", 12))}
HIGHEST = 1_300
SCALE = 208
LIBRARIES = "import sys; sys.modules['interegular'] = None; import lark, networkx"
SPENT = "import resource as r; u = r.getrusage(r.RUSAGE_SELF); print((u.ru_utime + u.ru_stime) * 1000)"
LOADED = "import journeydsl.graph.journey_graph, journeydsl.model.resolve, journeydsl.syntax.parse"
Work = Callable[[], object]
Times = tuple[float | None, float | None]
"""Loaded already, and in a process of its own."""
Row = tuple[str, Times, Times, float | None, str]
"""What was done, ours, z3's, what is allowed, and what else is to be said."""
FRESH_OWN = (
    f"import gc, time; gc.disable(); {LOADED}; start = time.process_time(); import journeydsl.conditions.questions"
    "; spent = time.process_time() - start; import reasoning as r; work = r.works({!r}, {})[0]"
    "; start = time.process_time(); work(); print((time.process_time() - start + spent) * 1000)"
)
FRESH_PEER = (
    "import gc, time; gc.disable(); import reasoning as r; works = r.works({!r}, {})[1]"
    "; start = time.process_time(); works[{}](); print((time.process_time() - start) * 1000)"
)
PEAK = """
def peak():
    try:  # What `resource` tells begins with the process that started this one.
        return int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
    except OSError:
        return r.getrusage(r.RUSAGE_SELF).ru_maxrss
"""
IMPORTED = (
    f"import gc, time, resource as r\n{PEAK}\ngc.disable(); {LOADED}; before = peak()"
    "; start = time.process_time(); import journeydsl.conditions.questions"
    "; spent = time.process_time() - start; print(spent * 1000, (peak() - before) / 1024)"
)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--write", action="store_true")
    asked = words.parse_args()
    scale, rows = measured(asked.rounds)
    text = report(rows, scale, asked.rounds)
    print(text)
    if asked.write:
        before = RESULTS.read_text(encoding="utf-8").split(HEADING)[0].rstrip()
        RESULTS.write_text(f"{before}\n\n{HEADING}\n{text}\n", encoding="utf-8", newline="")


def measured(rounds: int) -> tuple[float, list[Row]]:
    """How slow this machine is, and every row."""
    gc.disable()  # as the command line does
    scale = min(told(f"{LIBRARIES}; {SPENT}")[0] for _ in range(rounds + 2)) / SCALE
    return scale, [*rule_rows(rounds), *table_rows(rounds), *highest_rows(rounds), *import_rows(rounds)]


def rule_rows(rounds: int) -> list[Row]:
    """A set of rules, from nothing to the last answer."""
    return [
        row(f"{count:,} rules, 40 score lines, all checks", "rules", count, rounds, limit, with_peer=count < 2_000)
        for count, limit in ((20, 15), (200, 150), (2_000, 1_500))
    ]


def table_rows(rounds: int) -> list[Row]:
    """A routing table: who is left out, with regions and examples, and every line that earlier ones have taken."""
    return [
        row(f"table of {count:,} lines x 7 fields, complete", "table", count, rounds, limit, with_peer=count < 5_000)
        for count, limit in ((1_499, 350), (5_000, 2_000))
    ]


def highest_rows(rounds: int) -> list[Row]:
    """Where z3 is at its best: a score whose lines all read several fields, at its highest and one point above."""
    if not find_spec("z3"):
        return []
    highest = solver.z3_highest(many_lines(), CHOICES, HIGHEST)
    reasoning, asked = highest_asked(highest)
    answers = [reasoning.is_possible(one) for one in asked]
    said = "undecided" if any(isinstance(one, Undecided) for one in answers) else ""
    return [row("100 lines that read several fields, at the highest", "highest", highest, rounds, None, True, said)]


def row(name: str, kind: str, count: int, rounds: int, limit: float | None, with_peer: bool, said: str = "") -> Row:
    """One kind of work, ours and z3's, here and in processes of their own."""
    own, peers = works(kind, count)
    fresh = min(told(FRESH_OWN.format(kind, count))[0] for _ in range(rounds))
    mine: Times = (best(own, rounds), fresh)
    if not with_peer or not find_spec("z3"):
        return name, mine, (None, None), limit, said
    loaded = [best(one, rounds if count < 1_000 else 1) for one in peers]
    again = rounds if count < 1_000 else 1
    fastest = loaded.index(min(loaded))
    other = min(told(FRESH_PEER.format(kind, count, fastest))[0] for _ in range(again))
    return name, mine, (loaded[fastest], other), limit, said


def works(kind: str, count: int) -> tuple[Work, list[Work]]:
    """Our work and z3's in its encodings."""
    if kind == "rules":
        lines, counted, rules = rules_of(count, random.Random(count))
        journey = journey_of(rules_text(lines, counted, rules))
        encodings = (("cells", "weights"), ("cells", "integers"))
        return partial(check_rules, journey), [
            partial(solver.z3_rules, lines, rules, CHOICES, HIGHEST, numbers, sums) for numbers, sums in encodings
        ]
    if kind == "highest":
        return partial(check_highest, count), [
            partial(solver.z3_reaches, many_lines(), [count, count + 1], CHOICES, HIGHEST)
        ]
    table = table_of(count, random.Random(count))
    journey = journey_of(table_text(table))
    return partial(check_table, journey), [partial(solver.z3_gap_and_shadowed, table, CHOICES, HIGHEST, "cells")]


def import_rows(rounds: int) -> list[Row]:
    """The engine, beside what a check has loaded anyway."""
    both = [told(IMPORTED) for _ in range(rounds + 6)]
    time_, memory = min(one for one, _ in both), min(other for _, other in both)
    none: Times = (None, None)
    return [
        ("importing the engine, ms", (None, time_), none, 3, ""),
        ("importing the engine, MiB", (None, memory), none, 15, ""),
    ]


def told(code: str) -> list[float]:
    """The numbers that a Python of its own prints; what it loads is compiled the first time and kept, as always."""
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "benchmarks")])}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True)
    return [float(number) for number in done.stdout.split()]


def best(work: Work, rounds: int) -> float:
    """The least processor time of some runs, in milliseconds: what others do on the machine stays out."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def report(rows: list[Row], scale: float, rounds: int) -> str:
    said = [
        f"Processor time in milliseconds, the best of {rounds} rounds in one sitting: "
        f"Python {platform.python_version()}, "
        f'{platform.system()} {platform.machine()}. `python -c "import lark, networkx"` takes '
        f"{scale * SCALE:.0f} ms here; "
        f"limits are for {SCALE} ms, and {scale:.2f} times as much here. "
        "z3 is given the same questions in its best encoding, and is left out of the largest. *Fresh* is a process of "
        "its own, from loading the engine, or z3, to the last answer: what a single check pays; the times that z3 "
        "takes are told for that.",
        "",
        "| what | ms | fresh | z3 | z3, fresh | z3 takes | limit here | |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    for name, (own, fresh), (other, other_fresh), limit, more in rows:
        ratio = "" if other_fresh is None or fresh is None else f"{other_fresh / fresh:.1f} times"
        here = limit if limit is None or name.endswith("MiB") else limit * scale
        measured = own if own is not None else fresh
        verdict = "" if here is None or measured is None else "ok" if measured <= here else "over"
        if other is not None and own is not None and (other < own or more):
            verdict = f"{verdict}, z3 wins" if verdict else "z3 wins"
        cells = [
            _number(own),
            _number(fresh),
            _number(other),
            _number(other_fresh),
            ratio,
            "" if here is None else f"{here:.0f}",
        ]
        said.append(f"| {name} | {' | '.join(cells)} | {verdict}{': ' if more else ''}{more} |")
    return "\n".join(said)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def check_highest(highest: int) -> int:
    """Whether a score gets as high, and whether it gets one point higher."""
    reasoning, asked = highest_asked(highest)
    return sum(reasoning.is_possible(one) is True for one in asked)


def highest_asked(highest: int) -> tuple[Reasoning, list[Condition]]:
    points = [f"add {size} when {' and '.join(tests)}" for size, tests in many_lines()]
    asked = [f"rule q{number} when fit >= {number}" for number in (highest, highest + 1)]
    journey = journey_of("\n".join(["journey random {}", *fields(), "score fit 0..100_000 {", *points, "}", *asked]))
    return Reasoning(journey, TODAY), conditions(journey)


def many_lines() -> list[tuple[int, list[str]]]:
    """A hundred score lines of two or three tests each."""
    dice = random.Random(100)
    return [(dice.randint(1, 20), [test(dice) for _ in range(dice.randint(2, 3))]) for _ in range(100)]


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


def conditions(journey: Journey) -> list[Condition]:
    return [rule.when for rule in journey.rules.values() if rule.when]


def journey_of(text: str) -> Journey:
    read = parse(Source("random.journey", text))
    found = resolve("random.journey", {"random.journey": read}, {})
    assert not read.faults
    assert not found.faults
    assert found.journey
    return found.journey


def rules_of(rules: int, dice: random.Random) -> tuple[list[tuple[int, list[str]]], int, list[solver.Rule]]:
    """Random score lines, how many activities count, and rules over 12 fields and a score."""
    lines = [(dice.choice((5, 10, 15, 20)), [test(dice)]) for _ in range(28)]
    lines += [(-dice.choice((5, 10)), [test(dice), test(dice)]) for _ in range(6)]
    found = []
    for _ in range(rules):
        tests = [test(dice) for _ in range(dice.randint(1, 3))]
        others = [test(dice), test(dice)] if dice.random() < 0.5 else []
        found.append((tests, dice.randint(2, 20) * 5, others))
    return lines, 6, found


def rules_text(lines: list[tuple[int, list[str]]], counted: int, rules: list[solver.Rule]) -> str:
    points = [f"{'add' if size > 0 else 'subtract'} {abs(size)} when {' and '.join(tests)}" for size, tests in lines]
    points += [f"add 5 per a{number} in 30 days, up to 25" for number in range(counted)]
    written = []
    for number, (tests, reached, others) in enumerate(rules):
        other = f" or {' and '.join(others)}" if others else ""
        written.append(f"rule q{number} when {' and '.join(tests)} and fit >= {reached}{other}")
    return "\n".join(["journey random {}", *fields(), "score fit 0..100 {", *points, "}", *written])


def fields() -> list[str]:
    found = [f"field n{number} integer 0..{HIGHEST}" for number in range(6)]
    found += [f"field {name} one of {', '.join(values)}" for name, values in CHOICES.items()]
    found += [f"field b{number} boolean" for number in range(3)]
    return found + [f"activity a{number}" for number in range(6)]


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
    fields += [f"field n{number} integer 0..{HIGHEST} always known" for number in range(4)]
    written = []
    for number, line in enumerate(table):
        tests = [
            f"{name} in [{', '.join(wanted)}]" if isinstance(wanted, list) else f"{name} in {wanted[0]}..{wanted[1]}"
            for name, wanted in line.items()
        ]
        written.append(f"rule q{number} when {' and '.join(tests)}")
    return "\n".join(["journey random {}", *fields, *written])


if __name__ == "__main__":
    main()
