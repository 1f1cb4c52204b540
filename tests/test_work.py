"""How much work journeys of odd shapes ask for: counted by calls, so that it is the same on every machine."""

import sys
from datetime import date

import pytest

from bulk import SHAPES, bulk
from journeydsl.analysis import Choice, analyze
from journeydsl.conditions.effort import ALONE, ALONE_MORE, Effort, alone
from journeydsl.syntax.parse import SyntaxFile, parse
from journeydsl.text.source import Source
from journeydsl.travel.known import knowledge
from journeydsl.travel.tables import Tables

TODAY = date(2026, 11, 22)
SIGNS = 20_000
MOST_CALLS = 2_500_000
MORE_CALLS = {
    "values that nobody lists": 6_000_000,
    "a list of numbers": 12_000_000,
    "owners after each other": 5_000_000,
}


def calls_of(file: SyntaxFile) -> int:
    """How many functions are called to check a journey."""
    count = 0

    def counted(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        analyze("a.journey", {"a.journey": file}, {}, TODAY, Choice({}))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_a_journey_of_any_shape_is_checked_in_few_calls(shape: str) -> None:
    file = parse(Source("a.journey", bulk(shape, SIGNS)))
    assert not file.faults
    assert calls_of(file) < MORE_CALLS.get(shape, MOST_CALLS)


def test_all_tables_of_a_journey_share_one_effort(monkeypatch: pytest.MonkeyPatch) -> None:
    spent: dict[int, int] = {}
    kept: list[Effort] = []
    spend = Effort.spend

    def counted(effort: Effort, steps: int) -> None:
        kept.append(effort)
        spent[id(effort)] = spent.get(id(effort), 0) + steps
        spend(effort, steps)

    monkeypatch.setattr(Effort, "spend", counted)
    text = bulk("lines of a route", 3_000)
    file = parse(Source("a.journey", text))
    found = analyze("a.journey", {"a.journey": file}, {}, TODAY, Choice({}, frozenset({"unused-name"})))
    assert found.graph
    spent.clear()
    tables = Tables(knowledge(found.graph), TODAY)
    assert list(tables.everything())
    assert set(spent) <= {id(tables.effort)}
    assert 0 < spent[id(tables.effort)] < ALONE + ALONE_MORE


def test_an_effort_of_its_own_grows_with_its_journeys_up_to_an_end() -> None:
    for signs, most in ((0, ALONE), (10_000, ALONE + 600_000), (10**9, ALONE + ALONE_MORE)):
        effort = alone(signs)
        effort.spend(most)
        assert not effort.is_spent
