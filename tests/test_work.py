"""How much work journeys of odd shapes ask for: counted by calls, so that it is the same on every machine."""

from datetime import date

import pytest

from bulk import SHAPES, bulk, calls_in
from journeydsl.analysis import Choice, analyze
from journeydsl.conditions.effort import ALONE, ALONE_MORE, MOST_COMPARING, MOST_SUGGESTING, Effort, alone
from journeydsl.diff.compare import Version, compare
from journeydsl.suggest.scenarios import suggest
from journeydsl.syntax.parse import SyntaxFile, parse
from journeydsl.text.source import Source
from journeydsl.travel.known import knowledge
from journeydsl.travel.tables import Tables

TODAY = date(2026, 11, 22)
SIGNS = 20_000
MOST_CALLS = 2_500_000
MORE_AT_ONCE = 200_000  # steps that the last question may take too many
MORE_CALLS = {
    "values that nobody lists": 6_000_000,
    "a list of numbers": 12_000_000,
    "owners after each other": 5_000_000,
}


def calls_of(file: SyntaxFile) -> int:
    """How many functions are called to check a journey."""
    return calls_in(lambda: analyze("a.journey", {"a.journey": file}, {}, TODAY, Choice({})))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_journey_of_any_shape_is_checked_in_few_calls(shape: str) -> None:
    file = parse(Source("a.journey", bulk(shape, SIGNS)))
    assert not file.faults
    assert calls_of(file) < MORE_CALLS.get(shape, MOST_CALLS)


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """The steps that are spent from now on, by the effort that they are taken from."""
    found: dict[int, int] = {}
    kept: list[Effort] = []
    spend = Effort.spend

    def counted(effort: Effort, steps: int) -> None:
        kept.append(effort)
        found[id(effort)] = found.get(id(effort), 0) + steps
        spend(effort, steps)

    monkeypatch.setattr(Effort, "spend", counted)
    return found


def version_of(text: str) -> Version:
    file = parse(Source("a.journey", text))
    found = analyze("a.journey", {"a.journey": file}, {}, TODAY, Choice({}, frozenset({"unused-name"})))
    assert found.graph
    return Version(found.graph, found.diagnostics)


def test_all_tables_of_a_journey_share_one_effort(spent: dict[int, int]) -> None:
    graph = version_of(bulk("lines of a route", 3_000)).graph
    spent.clear()
    tables = Tables(knowledge(graph), TODAY)
    assert list(tables.everything())
    assert set(spent) <= {id(tables.effort)}
    assert 0 < spent[id(tables.effort)] < ALONE + ALONE_MORE


@pytest.mark.parametrize(("shape", "was", "is_now"), [("bands", "add 5", "add 7"), ("lines of a route", "7\n", "8\n")])
def test_all_questions_about_two_versions_share_one_effort(
    shape: str, was: str, is_now: str, spent: dict[int, int]
) -> None:
    text = bulk(shape, 3_000)
    newer, older = version_of(text.replace(was, is_now)), version_of(text)
    spent.clear()
    assert not compare(newer, older, TODAY).is_empty
    assert len(spent) == 1
    assert 0 < sum(spent.values()) < MOST_COMPARING + MORE_AT_ONCE


@pytest.mark.parametrize("shape", ["a list of numbers", "lines of a route", "lines that are apart"])
def test_scenarios_are_suggested_with_one_effort(shape: str, spent: dict[int, int]) -> None:
    graph = version_of(bulk(shape, 3_000)).graph
    spent.clear()
    suggest(graph, TODAY, lambda more: None)
    assert len(spent) == 1
    assert 0 < sum(spent.values()) < MOST_SUGGESTING + MORE_AT_ONCE


def test_what_a_change_concerns_is_found_in_few_calls() -> None:
    lines = (f"rule r{k} when n >= {k}\nmove s0 -> s1 by a when r{k}" for k in range(300))
    text = bulk("measures", 0) + "\n".join(lines)
    newer, older = version_of(text.replace(">= ", ">= 1")), version_of(text)
    assert calls_in(lambda: compare(newer, older, TODAY)) < 6_000_000


def test_an_effort_of_its_own_grows_with_its_journeys_up_to_an_end() -> None:
    for signs, most in ((0, ALONE), (10_000, ALONE + 600_000), (10**9, ALONE + ALONE_MORE)):
        effort = alone(signs)
        effort.spend(most)
        assert not effort.is_spent
