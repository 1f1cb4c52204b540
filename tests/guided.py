"""A process in which Atheris breeds journeys: `guided.py STEP FOLDER`, then words for libFuzzer.

Every line of the program says when it is reached. What breaks something is put into the folder, and breeding goes on.
Half of the offspring is Atheris's own; the other half are damaged as people damage files, have a statement more, grown
from the grammar, or a piece of another journey.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["journeydsl"]):
    import journeydsl

    for _module in pkgutil.walk_packages(journeydsl.__path__, "journeydsl."):
        if "__main__" not in _module.name and not _module.name.startswith(("journeydsl.cli", "journeydsl.serve")):
            importlib.import_module(_module.name)

import fuzzing
import keeping
from commanding import Hanging
from growing import STATEMENTS, Grower, Scene, edited

PACE = 4.0
"""How much slower the program may be while it says what it reaches."""
EACH = 3  # of those that break the same are kept


def main(step: str, folder: Path, words: list[str]) -> None:
    """Breeds until libFuzzer says that it is enough."""
    known: Counter[str] = Counter()

    def tried(data: bytes) -> None:
        try:
            fuzzing.alone(step, data.decode("utf-8", "surrogateescape"), PACE)
        except (Exception, Hanging) as met:
            told = keeping.mark(met)
            known[told] += 1
            if known[told] <= EACH:
                (folder / f"{step}-{sha256(data).hexdigest()[:12]}").write_bytes(data)

    atheris.Setup([sys.argv[0], *words], tried, custom_mutator=offspring)
    atheris.Fuzz()


def offspring(data: bytes, longest: int, seed: int) -> bytes:
    """Another journey that is much like this one."""
    dice = random.Random(seed)
    if dice.random() < 0.5:
        mutated: bytes = atheris.Mutate(data, longest)
        return mutated
    text = data.decode("utf-8", "surrogateescape")
    match dice.randrange(4):
        case 0:
            text = edited(dice, {"": text})[""]
        case 1:
            grower = Grower(dice, Scene(dice, 5), dice.choice((0.0, 0.05, 0.3)))
            kind = dice.choice(STATEMENTS)
            lines = text.splitlines(keepends=True)
            lines.insert(dice.randint(0, len(lines)), grower.statement(kind, f"{kind}_{dice.randint(0, 4)}") + "\n")
            text = "".join(lines)
        case _:
            for _ in range(dice.randint(1, 3)):
                text = dice.choice(fuzzing.DAMAGES)(text, dice)[:longest]
    return text.encode("utf-8", "surrogateescape")[:longest]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
