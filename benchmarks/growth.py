"""How the time of a check grows with one journey: its stages, its ways, its rules, the lines of its route.

    python benchmarks/growth.py

Each is made 4 and 16 times as large while the rest stays; processor time of whole cold runs, the best of some.
"""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import inputs  # type: ignore[import-not-found]

HEADING = "## How it grows"
SIZES = {"stages": 15, "ways": 50, "rules": 20, "route lines": 20}
TIMES = (1, 4, 16)
LONGEST_ROUTE = 1_499


def main() -> None:
    print(section(rounds=3))


def section(rounds: int) -> str:
    """The curve as a table."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        rows = [row(kind, [taken(scratch, rounds, **{kind: SIZES[kind] * by}) for by in TIMES]) for kind in SIZES]
        rows.append(row("all of it", [taken(scratch, rounds, **{k: v * by for k, v in SIZES.items()}) for by in TIMES]))
        longest = taken(scratch, rounds, **{"route lines": LONGEST_ROUTE})
    start = ", ".join(f"{count} {kind}" for kind, count in SIZES.items())
    return "\n".join([
        HEADING, "",
        f"Processor time in milliseconds of whole cold runs of `check`, the best of {rounds}. One journey has {start}; "
        "of one kind after the other, and then of all, it gets 4 and 16 times as many. The last columns say how many "
        "times longer a run takes, with what it takes to start.", "",
        "| of what | as it is | 4 times | 16 times | longer at 4 | longer at 16 |", "|---|--:|--:|--:|--:|--:|", *rows,
        "", f"A route of {LONGEST_ROUTE:,} lines in such a journey, most of them with nobody left to take, takes "
        f"{longest:,.0f} ms.",
    ])  # fmt: skip


def row(kind: str, times: list[float]) -> str:
    first, *_ = times
    cells = [f"{time:,.0f}" for time in times] + [f"{time / first:.1f}" for time in times[1:]]
    return f"| {kind} | {' | '.join(cells)} |"


def taken(scratch: Path, rounds: int, **sizes: int) -> float:
    """Milliseconds of processor time for a journey of these sizes."""
    path = scratch / "grown.journey"
    path.write_text(journey({**SIZES, **sizes}), encoding="utf-8", newline="")
    source = str(inputs.ROOT / "src")
    variables = {**os.environ, "JOURNEY_CACHE": "off", "JOURNEY_TODAY": "2026-11-22", "PYTHONPATH": source}
    code = (
        "import sys, time; from journeydsl.cli import main; import gc; gc.disable(); main(['check', 'grown.journey']); "
        "print(time.process_time() * 1000, file=sys.stderr)"
    )
    times = []
    for _ in range(rounds):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=scratch, env=variables, capture_output=True, text=True, check=True
        )
        times.append(float(done.stderr.splitlines()[-1]))
    return min(times)


def journey(sizes: dict[str, int]) -> str:
    """A long chain of stages with ways on and back, rules over fields and a score, and one route with many lines."""
    dice = random.Random(1)
    stages = [f"stage_{number}" for number in range(sizes["stages"])]
    return "\n".join([
        *company(), *buyers(dice, sizes["rules"]), *path(stages), *handover(dice, stages, sizes["route lines"]),
        *ways(dice, stages, sizes["ways"], sizes["rules"]), "",
    ])  # fmt: skip


def company() -> list[str]:
    desks = [f'team desk_{number} "Desk {number}" {{ part of sales  channel "#desk" }}' for number in range(8)]
    return ['journey grown "Grown" {}', 'team marketing "Marketing" { channel "#marketing"  calendar office }',
            'team sales "Sales" { channel "#sales"  calendar office }', *desks,
            'calendar office "Office" { timezone "Europe/London"  open mon..fri 09:00..17:30 }']  # fmt: skip


def buyers(dice: random.Random, rules: int) -> list[str]:
    fields = [f'field size_{number} "Size {number}" integer 0..100_000' for number in range(6)]
    for name, count in (("country", 40), ("industry", 12)):
        values = ", ".join(f"{name[0]}{number}" for number in range(count))
        fields.append(f"field {name} one of {values} always known")
    activities = [f"activity act_{number}" for number in range(4)]
    points = [f"  add {dice.choice((5, 10, 15))} when size_{n % 6} >= {(n + 1) * 100}" for n in range(8)]
    written = [
        f"rule rule_{number} when size_{dice.randrange(6)} >= {dice.randrange(1, 900) * 10} and "
        f"(fit >= {dice.randrange(2, 18) * 5} or any act_{dice.randrange(4)} in 30 days)"
        for number in range(rules)
    ]
    score = ["score fit 0..100 {", *points, "  add 5 per act_0 in 30 days, up to 25", "}"]
    return [*fields, *activities, *score, *written]


def path(stages: list[str]) -> list[str]:
    *rest, lost, won = stages
    found = []
    for number, stage in enumerate(rest):
        owner = "marketing" if number < len(stages) // 2 else "sales"
        entry = "" if number else "entry "
        found.append(
            f"{entry}stage {stage} {{ owner {owner}  collects size_{number % 6}  leave within 60 days else -> {lost} }}"
        )
    return [*found, f"lost stage {lost} {{ owner sales }}", f"won stage {won} {{ owner sales }}"]


def handover(dice: random.Random, stages: list[str], lines: int) -> list[str]:
    middle = len(stages) // 2
    routed = [
        f"    to desk_{number % 8} when country in [c{dice.randrange(40)}, c{dice.randrange(40)}] "
        f"and industry = i{dice.randrange(12)} and size_0 >= {dice.randrange(1, 90) * 100}"
        for number in range(lines)
    ]
    return [f"handoff {stages[middle - 1]} -> {stages[middle]} {{", "  when fit >= 40", "  pass fit", "  route first {",
            *routed, "    to desk_0 otherwise", "  }", "}"]  # fmt: skip


def ways(dice: random.Random, stages: list[str], count: int, rules: int) -> list[str]:
    """The chain, and ways on and back between any two stages."""
    *live, _, won = stages
    middle = len(stages) // 2
    steps = {(number, number + 1) for number in range(len(live) - 1)}
    found = [
        f"move {live[at]} -> {live[to]} when rule_{at % rules}" for at, to in sorted(steps) if at != middle - 1
    ] + [f"move {live[-1]} -> {won} by sales"]
    pairs = [(at, to) for at in range(len(live)) for to in range(len(live)) if at != to and (at, to) not in steps]
    for at, to in dice.sample(pairs, min(len(pairs), max(0, count - len(found)))):
        owner = "marketing" if at < middle else "sales"
        found.append(f"{'move' if to > at else 'recycle'} {live[at]} -> {live[to]} by {owner}")
    return found


if __name__ == "__main__":
    main()
