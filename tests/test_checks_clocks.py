"""Clocks against paths, promises and cadences: what is found, and what is silent though it looks alike."""

from __future__ import annotations

import pytest

from test_checks_ownership import found

TEAMS = """
journey shop "Shop" { calendar office }
calendar office { timezone "Europe/London" open mon..fri 09:00..17:00 }
calendar night { timezone "Europe/London" open mon..fri 22:00..06:00 }
calendar always { timezone "Europe/London" open mon..sun 00:00..00:00 }
calendar shut { timezone "Europe/London" }
calendar sydney { timezone "Australia/Sydney" open mon..fri 09:00..17:00 }
team web "Web"
team desk "Desk"
team owls "Owls" { calendar night }
team pager "Pager" { calendar always }
team ghosts "Ghosts" { calendar shut }
team far "Far" { calendar sydney }
team far_desk "Far desk" { part of far }
field size "Size" integer 0..
segmentation sizes { segment big "Big" when size >= 100  segment small "Small" when size < 100 or size is missing }
"""


def shop(*statements: str, receiver: str = "desk") -> str:
    stages = f"""
      entry stage lead {{ owner web }}
      stage talk {{ owner {receiver}  STAY }}
      resting stage later {{ owner web }}
      won stage customer {{ owner pager }}
    """
    return "\n".join((TEAMS, stages, *statements)).replace("STAY", "leave within 3 business days else -> later")


def handoff(block: str, receiver: str = "desk") -> str:
    return shop(f"handoff lead -> talk {{ {block} }}", receiver=receiver)


# ---- clocks and open hours


@pytest.mark.parametrize(
    ("block", "receiver"),
    [
        ("accept within 4 hours", "desk"),
        ("accept within 15 minutes", "desk"),
        ("contact within 1 day", "desk"),
        ("accept within 4 hours", "owls"),
        ("accept within 4 hours", "far_desk"),
        ("where big { accept within 2 hours }", "desk"),
        ("accept within 4 business hours", "ghosts"),
        ("contact within 2 business days", "ghosts"),
    ],
)
def test_a_clock_can_run_out_while_nobody_works(block: str, receiver: str) -> None:
    assert "handoff lead -> talk" in found("unstaffed-clock", handoff(block, receiver))


@pytest.mark.parametrize(
    ("block", "receiver"),
    [
        ("accept within 4 business hours", "desk"),
        ("accept within 4 hours", "pager"),
        ("accept within 1 day", "pager"),
        ("contact within 1 business day", "owls"),
    ],
)
def test_a_clock_that_runs_out_while_somebody_works_is_no_finding(block: str, receiver: str) -> None:
    assert found("unstaffed-clock", handoff(block, receiver)) == []


def test_nothing_is_said_of_hours_where_no_calendar_says_them() -> None:
    assert found("unstaffed-clock", handoff("accept within 4 hours").replace("{ calendar office }", "{}")) == []


# ---- two times for one handoff


def promised(block: str, promise: str, receiver: str = "desk") -> list[str]:
    return found("two-clocks", handoff(block, receiver) + promise)


@pytest.mark.parametrize(
    ("accept", "answer"),
    [
        ("4 business hours", "8 business hours"),
        ("1 business day", "4 business hours"),
        ("24 hours", "1 business day"),
        ("1 day", "1 business day"),
        ("2 days", "1 week"),
    ],
)
def test_two_times_for_one_handoff_contradict_each_other(accept: str, answer: str) -> None:
    promise = f"promise quick desk to web {{ answer 90% of lead -> talk within {answer} }}"
    assert promised(f"accept within {accept}", promise) == ["promise quick"]


@pytest.mark.parametrize(
    ("accept", "answer"),
    [
        ("4 business hours", "4 business hours"),
        ("60 minutes", "1 hour"),
        ("1 week", "7 days"),
        ("1 business day", "8 business hours"),  # every day of the office has eight
        ("2 business days", "16 business hours"),
    ],
)
def test_one_time_said_in_two_ways_is_no_contradiction(accept: str, answer: str) -> None:
    promise = f"promise quick desk to web {{ answer 90% of lead -> talk within {answer} }}"
    assert promised(f"accept within {accept}", promise) == []


def test_a_promise_may_say_the_time_of_some_buyers() -> None:
    block = "accept within 4 business hours where big { accept within 1 business hour }"
    assert promised(block, "promise quick desk to web { answer 90% of lead -> talk within 1 business hour }") == []
    assert promised(block, "promise quick desk to web { answer 90% of lead -> talk within 2 business hours }") != []


def test_two_promises_for_one_step_contradict_each_other() -> None:
    one = "promise one desk to web lead -> talk within 4 business hours "
    assert promised("", one + "promise two desk to web lead -> talk within 1 business day") == ["promise two"]
    assert promised("", one + "promise two desk to buyer lead -> talk within 1 business day") == []


# ---- promises along a path

SECOND = "handoff talk -> customer { by desk  accept within 1 business day }"


@pytest.mark.parametrize(
    ("promise", "is_broken"),
    [
        ("lead -> customer within 5 business days", True),
        ("lead -> customer within 6 business days", False),
        ("lead -> customer within 1 week", True),
        ("lead -> customer within 10 days", True),  # sent on Friday evening
        ("lead -> customer within 11 days", False),
        ("lead -> talk within 2 business days", False),
        ("lead -> talk within 1 business day", True),
        ("lead -> talk within 4 days", True),  # from Friday evening to Wednesday morning
        ("lead -> talk within 5 days", False),
        ("lead -> talk within 16 business hours", False),
        ("lead -> talk within 15 business hours", True),
        ("lead -> later within 1 business day", False),
    ],
)
def test_the_times_on_the_way_are_added_up(promise: str, is_broken: bool) -> None:
    text = shop("handoff lead -> talk { accept within 2 business days }", SECOND)
    text = text.replace("owner pager", "owner desk") + f"promise fast desk to buyer {promise}"
    assert found("promise-broken-by-path", text) == (["promise fast"] if is_broken else [])


def test_a_stage_without_a_limit_is_no_way_to_keep_a_promise() -> None:
    text = shop(
        "handoff lead -> talk { accept within 1 business day }", SECOND, "promise fast lead -> customer within 1 year"
    )
    assert found("promise-broken-by-path", text) == []
    assert found("promise-broken-by-path", text.replace("leave within 3 business days else -> later", "")) != []
    some = text.replace("leave within 3 business days", "where big { leave within 3 business days").replace(
        "else -> later }", "else -> later } }"
    )
    assert found("promise-broken-by-path", some) == ["promise fast"]


def test_a_detour_through_a_stage_that_rests_does_not_count_where_there_is_a_straight_way() -> None:
    text = shop(
        "handoff lead -> talk { accept within 1 business day }",
        "move lead -> later by web handoff later -> talk { accept within 1 business day }",
        "promise fast lead -> talk within 1 business day",
    )
    assert found("promise-broken-by-path", text) == []


def test_the_times_of_some_buyers_are_added_up_for_them() -> None:
    text = shop(
        "handoff lead -> talk { accept within 1 business day where big { accept within 3 business days } }",
        "promise fast lead -> talk within 2 business days",
    )
    assert found("promise-broken-by-path", text) == ["promise fast"]


# ---- cadences


def cadence(days: str, contact: str = "1 business day, at least 3 attempts, else escalate to web") -> list[str]:
    text = shop(f"handoff lead -> talk {{ accept within 1 business day  contact within {contact} }}")
    return found("cadence-breaks-promise", f"{text} cadence calls in talk by desk {{ {days} }}")


@pytest.mark.parametrize(
    "days",
    [
        "day 0 call day 1 call",
        "day 2 call, call, email",
        "day 0 call, call, call day 6 email",
        "day 0 call, call, call day 4 email",  # in on Monday, gone on Thursday
    ],
)
def test_a_cadence_that_breaks_what_is_owed(days: str) -> None:
    assert cadence(days) == ["cadence calls"]


@pytest.mark.parametrize("days", ["day 0 call day 1 call day 2 email", "day 1 call, call day 3 call"])
def test_a_cadence_that_keeps_what_is_owed(days: str) -> None:
    assert cadence(days) == []


def test_two_cadences_of_a_stage_count_together() -> None:
    assert cadence("day 0 call } cadence mails in talk by desk { day 1 email, email") == []
