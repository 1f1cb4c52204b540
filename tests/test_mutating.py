"""Deliberate mistakes are tried where they would be noticed, and the score is kept."""

import re
import sys
from pathlib import Path

import pytest

import pages

pytest.importorskip("resource", reason="asks for a system that can split processes")
import mutating


def test_a_mistake_in_a_check_is_held_against_its_own_page_first() -> None:
    near = mutating.near_pages("journeydsl.checks.late_role")
    assert near[0] == pages.ROOT / "src" / "journeydsl" / "checks" / "late_role.md"


def test_a_mistake_in_reasoning_is_held_against_checks_above_it_and_its_own_tests() -> None:
    near = mutating.near_pages("journeydsl.conditions.points")
    assert [page.parent.name for page in near] == ["checks"] * mutating.NEAREST + ["commands"] * mutating.SHOWING
    assert ["tests/test_brute_force.py", "--instances", "20"] in list(
        mutating.near_tests("journeydsl.conditions.points")
    )


def test_a_mistaken_module_is_loaded_in_the_place_of_its_own() -> None:
    path = "src/journeydsl/checks/_catalogue.py"
    mutant: mutating.Mutant = {"path": path, "line": 1, "operator": "", "was": "", "now": "", "code": "MISTAKEN = 1\n"}
    finder = mutating.Mistaken(mutant)
    spec = finder.find_spec("journeydsl.checks._catalogue", None)
    assert spec is not None
    assert spec.loader is not None
    module = type(sys)("mistaken")
    exec(spec.loader.get_code("journeydsl.checks._catalogue"), module.__dict__)  # type: ignore[attr-defined]
    assert module.MISTAKEN == 1
    assert Path(str(spec.origin)) == pages.ROOT / path
    assert finder.find_spec("journeydsl.checks._words", None) is None


def test_the_score_of_both_rooms_is_kept() -> None:
    text = mutating.REPORT.read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == {"checks", "conditions"}
