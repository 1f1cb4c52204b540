"""Conditions: what they mean for one buyer, and that reasoning about all buyers agrees with it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from instances import TODAY
from journeydsl.conditions import evaluate
from journeydsl.conditions.answers import Example, Gaps, Undecided
from journeydsl.conditions.buyer import Buyer, Case, Happening, day_after, day_before
from journeydsl.conditions.cells import Counter
from journeydsl.conditions.histories import history_axis
from journeydsl.conditions.questions import Reasoning
from journeydsl.model.conditions import Condition, FieldValue, Known, NumberCompare
from journeydsl.model.journey import Journey
from journeydsl.model.values import Duration, Unit
from journeydsl.text.source import Source, Span
from readings import journey_of

ACME = """
journey acme { currency USD }
field employees integer 1..500_000
field country one of US, GB, DE, FR, other
field budget money 0..
field email text
field products any of crm, billing, data
field is_customer boolean always known
field renewal_on date
activity demo
activity click
score fit 0..100 {
  add 30 when employees >= 200
  add 20 when country in [US, GB, DE]
  subtract 50 when is_customer
  band good_fit 50..100
}
score engagement 0..100 { add 40 when any demo in 30 days  add 5 per click in 30 days, once per 3 days, up to 20 }
score both 0..150 { add fit  add engagement }
"""


def case(journey: Journey, happenings: Sequence[tuple[str, int]] = (), **values: object) -> Case:
    """A buyer with these values, who did these things so many days ago."""
    done = tuple(Happening(activity, TODAY - timedelta(days=ago)) for activity, ago in happenings)
    return Case(journey, Buyer(values, done), TODAY)  # type: ignore[arg-type]


def rules(*conditions: str) -> tuple[Journey, list[Condition]]:
    """The journey with a rule for each condition, and the conditions."""
    text = ACME + "".join(f"rule r{number} when {condition}\n" for number, condition in enumerate(conditions))
    journey = journey_of(text)
    return journey, [rule.when for rule in journey.rules.values() if rule.when]


@pytest.mark.parametrize(
    ("condition", "values", "truth"),
    [
        ("employees >= 200", {"employees": 200}, True),
        ("employees >= 200", {}, None),
        ("not employees >= 200", {}, None),
        ("employees >= 200 and country = US", {"country": "GB"}, False),
        ("employees >= 200 or country = US", {"country": "US"}, True),
        ("employees >= 200 or country = US", {"country": "GB"}, None),
        ("employees in 10..50", {"employees": 50}, True),
        ("country not in [US, GB]", {}, None),
        ("country != US", {"country": "FR"}, True),
        ("budget is missing", {}, True),
        ("not budget is known", {"budget": 5}, False),
        ("is_customer", {"is_customer": False}, False),
        ('email = "A@B.example"', {"email": "a@b.EXAMPLE"}, True),
        ('email ends with "@B.example"', {"email": "a@b.example"}, True),
        ('email contains "x"', {}, None),
        ("products includes all of [crm, data]", {"products": frozenset({"crm"})}, False),
        ("products includes any of [crm, data]", {"products": frozenset({"crm"})}, True),
        ("renewal_on within 90 days", {"renewal_on": TODAY + timedelta(days=90)}, True),
        ("renewal_on within 90 days", {"renewal_on": TODAY - timedelta(days=1)}, False),
        ("renewal_on before 90 days ago", {"renewal_on": TODAY - timedelta(days=90)}, False),
        ("renewal_on = 2026-11-22", {"renewal_on": TODAY}, True),
        ("good_fit", {}, False),
        ("good_fit", {"employees": 200, "country": "US", "is_customer": False}, True),
    ],
)
def test_a_condition_means_what_its_page_says(condition: str, values: dict[str, Any], truth: bool | None) -> None:
    journey, (when,) = rules(condition)
    assert evaluate.judge(case(journey, **values), when).truth is truth


def test_a_count_begins_after_today_less_its_window_and_ends_today() -> None:
    journey, (when,) = rules("count of demo in 7 days = 1")
    assert evaluate.holds(case(journey, [("demo", 7), ("demo", 6), ("demo", -1), ("click", 0)]), when)


def test_a_line_that_counts_once_in_so_many_days_takes_the_most_that_lie_so_far_apart() -> None:
    journey, _ = rules("is_customer")
    points = evaluate.score(case(journey, [("click", ago) for ago in (0, 1, 2, 3, 4, 7)]), "engagement")
    assert (points.total, [line.times for line in points.lines]) == (15, [3])
    many = [("click", ago) for ago in range(29)]
    assert evaluate.score(case(journey, many), "engagement").total == 20


def test_a_score_is_held_inside_its_range_once_at_the_end() -> None:
    journey, _ = rules("is_customer")
    points = evaluate.score(case(journey, employees=300, is_customer=True), "fit")
    assert (points.sum, points.total, len(points.lines)) == (-20, 0, 2)
    assert evaluate.score(case(journey, [("demo", 1)], employees=300, is_customer=True), "both").total == 40


@pytest.mark.parametrize(
    ("amount", "unit", "is_business", "before", "after"),
    [
        (7, "day", False, date(2026, 11, 15), date(2026, 11, 29)),
        (2, "week", False, date(2026, 11, 8), date(2026, 12, 6)),
        (9, "month", False, date(2026, 2, 22), date(2027, 8, 22)),
        (4, "hour", False, date(2026, 11, 21), date(2026, 11, 23)),
        (5, "day", True, date(2026, 11, 15), date(2026, 11, 29)),
        (6, "day", True, date(2026, 11, 13), date(2026, 11, 30)),
        (1_000_000, "year", False, date.min, date.max),
    ],
)
def test_durations_become_days(amount: int, unit: Unit, is_business: bool, before: date, after: date) -> None:
    duration = Duration(amount, unit, is_business, Span(Source("here", ""), 0, 0))
    assert (day_before(TODAY, duration), day_after(TODAY, duration)) == (before, after)


def test_a_month_before_its_last_day_is_the_last_day_of_a_shorter_month() -> None:
    month = Duration(1, "month", False, Span(Source("here", ""), 0, 0))
    assert day_before(date(2027, 3, 31), month) == date(2027, 2, 28)


def test_what_contradicts_itself_holds_for_nobody() -> None:
    conditions = (
        "employees < 10 and employees > 20",
        'email starts with "ab" and email starts with "b"',
        "count of demo in 7 days >= 2 and no demo in 30 days",
        "fit > 50",
        "both > 120",
        "not products includes any of [crm, billing, data]",
        'email = "x@y.example" and not email ends with ".example"',
        "engagement = 12",
        "country = US and country is missing",
    )
    journey, whens = rules(*conditions)
    reasoning = Reasoning(journey, TODAY)
    found = [text for text, when in zip(conditions, whens, strict=True) if reasoning.can_hold(when) is not None]
    assert found == []


def test_a_gap_is_told_with_a_buyer_a_region_and_the_closest_line() -> None:
    journey, (guard, first, second) = rules(
        "employees >= 200 and budget is known", "fit >= 50", "country in [US, GB, DE] and budget > 10k USD"
    )
    found = Reasoning(journey, TODAY).uncovered([guard], [first, second], known=("budget",))
    assert isinstance(found, Gaps)
    gap = found.gaps[0]
    assert gap.region == ("country is FR, other or missing", "fit < 50")
    assert gap.example.facts[:2] == ("employees 500", "country FR")
    assert gap.closest is not None
    assert (gap.closest.line, gap.closest.needs, gap.is_missing_data) == (0, ("fit >= 50",), False)


def test_a_gap_that_opens_only_where_something_is_missing_is_told_apart() -> None:
    journey, (small, large) = rules("employees < 100", "employees >= 100")
    found = Reasoning(journey, TODAY).uncovered([], [small, large])
    assert isinstance(found, Gaps)
    assert [(gap.region, gap.is_missing_data) for gap in found.gaps] == [(("employees is missing",), True)]
    assert Reasoning(journey, TODAY).uncovered([], [small, large], known=("employees",)) is None


def test_the_region_of_a_gap_has_the_scores_of_its_own_days_and_numbers() -> None:
    journey = journey_of(
        """
        journey j {}
        field ends_on date always known
        field size integer 0..6 always known
        activity visit
        score heat 0..20 { add 10 when size > 2  subtract 7 when ends_on after 1 month ago  add 9 when any visit }
        rule r when not (heat between 1 and 4 and any visit)
        """
    )
    (rule,) = (rule.when for rule in journey.rules.values() if rule.when)
    found = Reasoning(journey, TODAY).uncovered([], [rule])
    assert isinstance(found, Gaps)
    assert found.gaps[0].region == ("any visit", "heat in 1..4")


@pytest.mark.parametrize(
    ("lines", "region"),
    [
        (("employees = 48",), ("employees != 48",)),
        (("employees in [48, 60]",), ("employees not in [48, 60]",)),
        (("employees < 10", "employees > 20"), ("employees in 10..20",)),
        (("budget < 5k USD", "budget > 9k USD"), ("budget >= 5,000 USD and budget <= 9,000 USD",)),
        (("employees in 10..20",), ("employees < 10",)),
        (("no demo in 7 days",), ("any demo in 7 days",)),
        (("count of demo in 7 days > 2", "no demo in 7 days"), ("count of demo in 7 days in 1..2",)),
    ],
)
def test_a_region_reads_like_a_condition(lines: tuple[str, ...], region: tuple[str, ...]) -> None:
    journey, whens = rules(*lines)
    found = Reasoning(journey, TODAY).uncovered([], whens, known=("employees", "budget"))
    assert isinstance(found, Gaps)
    assert found.gaps[0].region == region


def test_lines_that_together_take_everybody_shadow_a_later_one() -> None:
    journey, (first, second, third) = rules("employees <= 50", "employees >= 40", "employees in 30..60")
    reasoning = Reasoning(journey, TODAY)
    assert reasoning.taken_by_earlier(third, [first, second]) is True
    assert reasoning.taken_by_earlier(third, [first]) is False


def test_two_versions_of_a_rule_are_compared_in_meaning() -> None:
    older, (old,) = rules("fit >= 40 and employees >= 100")
    newer, (new,) = rules("fit >= 50")
    reasoning = Reasoning(newer, TODAY, older)
    assert reasoning.gained(new, old) is None
    assert reasoning.lost(new, old) is None
    wider, (again,) = rules("fit >= 20")
    gained = Reasoning(wider, TODAY, older).gained(again, old)
    assert isinstance(gained, Example)
    assert gained.facts[-1] == "fit 20"


def test_a_field_compared_with_a_day_and_with_today_is_not_judged() -> None:
    journey, (when,) = rules("renewal_on within 90 days and renewal_on > 2026-01-01")
    assert isinstance(Reasoning(journey, TODAY).can_hold(when), Undecided)


def test_a_search_that_takes_too_long_says_so() -> None:
    journey, (one, other) = rules("employees = 7 or country = US", "employees != 7 or country != US")
    assert isinstance(Reasoning(journey, TODAY, most_steps=0).overlap(one, other), Undecided)


def test_scores_that_count_the_same_both_ways_without_an_end_are_proved_together_for_nobody() -> None:
    journey = journey_of(
        """
        journey j {}
        activity v
        activity c
        score one -5..45 { add 5 per v  subtract 7 per c }
        score two -5..45 { add 5 per v  subtract 6 per c }
        rule far when one = 0 and two >= 40
        rule near when one = 0 and two >= 10
        rule alone when two = 44 and any v
        """
    )
    far, near, alone = (rule.when for rule in journey.rules.values() if rule.when)
    reasoning = Reasoning(journey, TODAY)
    done = [Happening("v", TODAY)] * 56 + [Happening("c", TODAY)] * 40
    assert evaluate.holds(Case(journey, Buyer({}, tuple(done)), TODAY), far)
    assert isinstance(reasoning.can_hold(far), Undecided)
    assert isinstance(reasoning.can_hold(near), Example)
    assert isinstance(reasoning.can_hold(alone), Example)


def test_a_condition_that_stands_nowhere_can_be_asked_about() -> None:
    journey, (rule,) = rules("employees >= 200")
    span = rule.span
    others: list[Condition] = [Known("budget", False, span), NumberCompare(FieldValue("employees"), "<", 250, span)]
    reasoning = Reasoning(journey, TODAY, also=others)
    found = reasoning.can_hold(rule, *others)
    assert isinstance(found, Example)
    assert found.facts == ("employees 200", "budget missing")


def test_what_was_found_for_one_question_does_not_stand_for_another_score() -> None:
    journey, whens = rules("employees >= 1", "fit < 90", "fit >= 30 and employees < 200", "fit >= 30 and is_customer")
    reasoning = Reasoning(journey, TODAY)
    assert [reasoning.is_possible(when) for when in whens] == [True, True, False, False]


def test_histories_that_are_counted_in_many_ways_are_found_quickly() -> None:
    counters = {
        Counter(None, None): range(20), Counter(3, None): range(12), Counter(4, 2): (0, 2), Counter(None, 1): range(6),
    }  # fmt: skip
    axis = history_axis("visit", {counter: tuple(levels) for counter, levels in counters.items()})
    assert axis is not None
    assert len(set(axis.counts)) == len(axis.counts) == len(axis.histories)
    for counter, levels in counters.items():
        assert axis.between(counter, max(levels), None)
