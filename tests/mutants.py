"""Deliberate mistakes, made by the operators of Cosmic Ray: one small change in a module each, drawn by a seed.

Runs by itself, where Cosmic Ray is installed: `python tests/mutants.py SEED EACH MODULE …` prints them as JSON.
"""

from __future__ import annotations

import ast
import json
import random
import sys
from collections import defaultdict
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names


def mutants(path: Path, each: int, seed: str) -> list[dict[str, object]]:
    """So many mistakes in a module, at as many places as there are, and none that changes types or words alone."""
    code = path.read_text("utf-8")
    places = defaultdict(list)
    nodes = list(ast_nodes(get_ast(code)))
    chance = random.Random(f"{seed} {path.name}")
    for name in kinds(chance):
        operator = get_operator(name)()
        spots = (spot for node in nodes for spot in operator.mutation_positions(node))
        for occurrence, (start, _) in enumerate(spots):
            places[start].append((name, occurrence))
    order = sorted(places)
    chance.shuffle(order)
    found: list[dict[str, object]] = []
    plain = meaning(code)
    for start in order:
        if len(found) == each:
            break
        name, occurrence = chance.choice(places[start])
        changed = mutate_code(code, get_operator(name)(), occurrence)
        if changed is not None and meaning(changed) not in (None, plain):
            was, now = ([*text.split("\n"), ""] for text in (code, changed))
            line = next(number for number, (old, new) in enumerate(zip(was, now, strict=False)) if old != new)
            found.append({"path": str(path), "line": line + 1, "operator": name.removeprefix("core/"),
                          "was": was[line].strip(), "now": now[line].strip(), "code": changed})  # fmt: skip
    return found


def kinds(chance: random.Random) -> list[str]:
    """One operator of each kind, drawn from its variants: there are many ways to replace a `+`, few to say `not`."""
    variants = defaultdict(list)
    for name in sorted(operator_names()):
        if not get_operator(name).arguments():
            variants["_".join(name.split("_")[:2])].append(name)
    return [chance.choice(names) for names in variants.values()]


def meaning(code: str) -> str | None:
    """A module without `@cache` and annotations, which nothing evaluates; None where it is no Python."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef():
                node.returns = None
                node.decorator_list = [one for one in node.decorator_list if ast.unparse(one) != "cache"]
            case ast.arg():
                node.annotation = None
            case ast.AnnAssign():
                node.annotation = ast.Constant(None)
            case _:
                pass
    return ast.dump(tree)


if __name__ == "__main__":
    seed, each, *modules = sys.argv[1:]
    json.dump([mutant for module in modules for mutant in mutants(Path(module), int(each), seed)], sys.stdout)
