"""The questions of benchmarks/reasoning.py put to z3, each in several encodings of which the fastest counts.

Numbers are bit vectors, or yes and no for each number that is mentioned; scores are sums of integers, or weighted
yes and no. Everything stands in one solver, and questions are assumptions, so that it learns from one for the next.
"""

import re
from importlib import import_module
from itertools import pairwise
from typing import Any

Line = dict[str, Any]
Choices = dict[str, list[str]]


class Words:
    """Fields, activities and points as z3 has them; `numbers` is `vectors` or `cells`."""

    def __init__(self, choices: Choices, highest: int, numbers: str, may_miss: bool) -> None:
        self.z3: Any = import_module("z3")
        self.choices, self.highest, self.numbers, self.may_miss = choices, highest, numbers, may_miss
        self.solver = self.z3.SolverFor("QF_FD")
        self.seen: dict[str, Any] = {}
        self.cuts: dict[str, set[int]] = {}

    def known(self, name: str) -> Any:
        """Whether a field has a value."""
        return self.bool(f"{name} known") if self.may_miss else self.z3.BoolVal(True)

    def bool(self, name: str) -> Any:
        if name not in self.seen:
            self.seen[name] = self.z3.Bool(name)
        return self.seen[name]

    def one_of(self, name: str, values: list[str]) -> Any:
        """Whether a list has one of some values."""
        listed = self.choices[name]
        if f"{name} list" not in self.seen:
            self.seen[f"{name} list"] = cells = [self.bool(f"{name}={value}") for value in listed]
            self.solver.add(self.z3.AtMost(*cells, 1), self.known(name) == self.z3.Or(cells))
        return self.z3.Or([self.bool(f"{name}={value}") for value in values])

    def at_least(self, name: str, number: int) -> Any:
        """Whether a number that is known is as large."""
        if self.numbers == "vectors":
            if name not in self.seen:
                self.seen[name] = self.z3.BitVec(name, 11)
                self.solver.add(self.z3.ULE(self.seen[name], self.highest))
            return self.z3.UGE(self.seen[name], number)
        if number <= 0 or number > self.highest:
            return self.z3.BoolVal(number <= 0)
        self.cuts.setdefault(name, set()).add(number)
        return self.bool(f"{name}>={number}")

    def order(self) -> None:
        """Whoever has a larger number has the smaller."""
        for name, cuts in self.cuts.items():
            ordered = sorted(cuts)
            for low, high in pairwise(ordered):
                self.solver.add(self.z3.Implies(self.bool(f"{name}>={high}"), self.bool(f"{name}>={low}")))

    def test(self, text: str) -> Any:
        """`n1 >= 50`, `c in [c1, c2]`, `any a1 in 7 days`, `b1`"""
        if found := re.fullmatch(r"(n\d) (>=|<) (\d+)", text):
            above = self.at_least(found[1], int(found[3]))
            return self.z3.And(self.known(found[1]), above if found[2] == ">=" else self.z3.Not(above))
        if found := re.fullmatch(r"(\w) in \[(.*)\]", text):
            return self.one_of(found[1], found[2].split(", "))
        if found := re.fullmatch(r"any (a\d) in (\d+) days", text):
            return self.bool(f"{found[1]} in 7") if found[2] == "7" else self.bool(f"{found[1]}>=1")
        return self.bool(text)


def z3_gap_and_shadowed(table: list[Line], choices: Choices, highest: int, numbers: str) -> int:
    """The lines that earlier ones have taken, and whether some buyer is left out."""
    words = Words(choices, highest, numbers, may_miss=False)
    z3, solver = words.z3, words.solver
    lines = []
    for number, line in enumerate(table):
        tests = []
        for name, wanted in line.items():
            if isinstance(wanted, list):
                tests.append(words.one_of(name, wanted))
            else:
                tests += [words.at_least(name, wanted[0]), z3.Not(words.at_least(name, wanted[1] + 1))]
        taken = z3.Bool(f"line {number}")
        solver.add(taken == z3.And(tests))
        lines.append(taken)
    words.order()
    found = 0
    for taken in lines:
        found += solver.check(taken) == z3.unsat
        solver.add(z3.Not(taken))
    return int(found + (solver.check() == z3.sat))


class Scored:
    """A score of lines and counted activities beside rules that ask for points."""

    def __init__(self, words: Words, lines: list[tuple[int, list[str]]], counted: int, sums: str) -> None:
        self.words, self.sums = words, sums
        z3 = words.z3
        self.terms: list[tuple[Any, int]] = []
        for points, tests in lines:
            self.terms.append((z3.And([words.test(one) for one in tests]), points))
        for activity in (f"a{number}" for number in range(counted)):
            times = [words.bool(f"{activity}>={count}") for count in range(1, 6)]
            words.solver.add(*(z3.Implies(more, less) for less, more in pairwise(times)))
            words.solver.add(z3.Implies(words.bool(f"{activity} in 7"), times[0]))
            self.terms += [(one, 5) for one in times]
        if sums == "integers":
            self.total = z3.Int("fit")
            words.solver.add(self.total == z3.Sum([z3.If(when, points, 0) for when, points in self.terms]))

    def at_least(self, points: int) -> Any:
        z3 = self.words.z3
        key = f"fit>={points}"
        if key not in self.words.seen:
            reached = z3.PbGe(self.terms, points) if self.sums == "weights" else self.total >= points
            self.words.solver.add(self.words.bool(key) == reached)
        return self.words.seen[key]


Rule = tuple[list[str], int, list[str]]


def z3_rules(
    lines: list[tuple[int, list[str]]], rules: list[Rule], choices: Choices, highest: int, numbers: str, sums: str
) -> int:
    """Of every rule: can it hold, can it fail, does it take somebody whom its neighbour leaves."""
    words = Words(choices, highest, numbers, may_miss=True)
    z3 = words.z3
    if sums == "integers":
        words.solver = z3.Solver()
    scored = Scored(words, lines, 6, sums)
    named = []
    for number, (tests, points, others) in enumerate(rules):
        both = z3.And([*map(words.test, tests), scored.at_least(points)])
        meant = z3.Or(both, z3.And([words.test(one) for one in others])) if others else both
        named.append(z3.Bool(f"rule {number}"))
        words.solver.add(named[-1] == meant)
    words.order()
    found = 0
    for number, rule in enumerate(named):
        found += words.solver.check(rule) == z3.unsat
        found += words.solver.check(z3.Not(rule)) == z3.unsat
        found += words.solver.check(rule, z3.Not(named[number - 1])) == z3.unsat
    return found


def z3_reaches(lines: list[tuple[int, list[str]]], asked: list[int], choices: Choices, highest: int) -> list[bool]:
    """Whether a score gets so high, for each of some numbers."""
    words = Words(choices, highest, "cells", may_miss=True)
    terms = [(words.z3.And([words.test(one) for one in tests]), points) for points, tests in lines]
    for name in {f"a{number} in 7" for number in range(6)} & words.seen.keys():
        words.solver.add(words.z3.Implies(words.bool(name), words.bool(f"{name[:2]}>=1")))
    words.order()
    found = []
    for points in asked:
        words.solver.push()
        words.solver.add(words.z3.PbGe(terms, points))
        found.append(words.solver.check() == words.z3.sat)
        words.solver.pop()
    return found


def z3_highest(lines: list[tuple[int, list[str]]], choices: Choices, highest: int) -> int:
    """The most points that a score of lines comes to, none of which takes any off."""
    low, high = 0, sum(points for points, _ in lines)
    while low < high:
        middle = (low + high + 1) // 2
        if z3_reaches(lines, [middle], choices, highest)[0]:
            low = middle
        else:
            high = middle - 1
    return low
