"""Checks of scores: ordinary ways to write one are not flagged, and what is flagged is so."""

import pytest

from journeydsl.analysis import Choice
from readings import analysis_of

FRAME = """
journey j "J" {{}}
team marketing "Marketing" {{ channel "#m" }}
field size integer 0..10_000
field idle integer 0..365
field rank one of low, medium, high in order
field lead_kind one of paid, organic always known
activity visit
activity webinar
activity call hand raise
entry stage start "Start" {{ owner marketing  leave within 9 days else -> gone }}
stage middle "Middle" {{ owner marketing  leave within 9 days else -> gone }}
won stage done "Done" {{ owner marketing }}
lost stage gone "Gone" {{ owner marketing }}
{text}
"""
WAYS = "move start -> middle when ready\nmove middle -> done by marketing\n"
NAMES = (
    "unreachable-score", "unreachable-band", "band-gap", "band-overlap", "one-event-qualifies", "flat-tier",
    "endless-points", "stale-points", "capped-out-line", "disordered-ladder",
)  # fmt: skip


def found(text: str) -> list[str]:
    analysis = analysis_of(FRAME.format(text=text), Choice({}, frozenset(NAMES)))
    names = [told.name for told in analysis.diagnostics]
    assert "unreadable-text" not in names, [told.finding.message for told in analysis.diagnostics]
    return [name for name in names if name in NAMES]


def score(lines: str, ready: str, range_: str = "0..100") -> str:
    return f"score s {range_} {{ {lines} }}\nrule ready when {ready}\n{WAYS}"


@pytest.mark.parametrize(
    "text",
    [
        # A score of what a buyer is reaches its threshold without anything done.
        score("add 40 when size >= 200  add 30 when rank = high", "s >= 40"),
        # Whoever asks to talk is heard at once.
        score("add 50 when any call in 30 days  add 20 when any webinar in 30 days", "s >= 40"),
        # The rule says that a webinar is enough.
        score("add 50 when any webinar in 30 days", "s >= 40 or any webinar in 7 days"),
        # One webinar gives the points, and the rule wants two visits as well.
        score("add 50 when any webinar in 30 days", "s >= 40 and count of visit in 30 days >= 2"),
        # Anything at all is meant to be enough.
        score("add 5 per visit in 30 days, up to 25", "s > 0"),
        # Something that happened takes points off for ever, or has to be missing.
        score("add 30 when size >= 5 and no visit  add 30 when rank = high  subtract 20 when any visit", "s >= 30"),
        # Bands that touch, and a stretch that no sum falls into.
        score("add 30 when size >= 5  add 30 when rank = high  band a 0..29  band b 30..59  band c 60..100", "b or c"),
        score("add 50 when size >= 5  band low 0..10  band top 50..100", "top"),
        # The firms in the middle are the best, and whoever was here lately.
        score("add 10 when size in 1..49  add 30 when size in 50..500  add 10 when size > 500", "s >= 30"),
        score("add 30 when idle <= 7  add 10 when idle in 8..30", "s >= 30"),
        # Steps that add up.
        score("add 20 when size >= 50  add 20 when size >= 500", "s >= 40"),
        # A floor that takes the points of most buyers, and not of all.
        score("add 10 when size >= 5  subtract 50 when rank = low", "s >= 10"),
        # Thresholds that rise, and one that is only asked on the way back.
        score("add 20 per visit in 30 days, up to 60", "s >= 30")
        + "recycle middle -> start when s < 10\nmove middle -> done when s >= 60\n",
        # Once a day inside a window is a limit.
        score("add 5 per visit in 10 days, once per day", "s >= 30"),
    ],
)
def test_ordinary_ways_to_write_a_score_are_not_flagged(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (score("add 40 when rank = low  add 50 when rank = high", "s >= 80"), ["unreachable-score"]),
        (score("add 40 when size >= 5  add 30 when lead_kind = paid", "s in 41..69"), ["unreachable-score"]),
        (score("add 20 when rank = medium  add 10 when rank = high", "s >= 10"), ["flat-tier"]),
        (score("add 5 per visit in 30 days", "s >= 30", ""), ["endless-points"]),
        (score("add 25 when any webinar  add 5 when rank = high", "s >= 30"), ["stale-points"]),
        (score("add 20 when size >= 5  add 30 when any webinar in 9 days", "s >= 15"), ["one-event-qualifies"]),
        (score("add 60 when size >= 5  add 20 when size >= 50", "s >= 50", "0..60"), ["capped-out-line"]),
        (score("subtract 10 when rank = low  add 30 when size >= 5 and rank = high", "s >= 30"), ["capped-out-line"]),
        (
            score("add 20 per visit in 30 days, up to 60", "s >= 50") + "move middle -> done when s >= 30\n",
            ["disordered-ladder"],
        ),
    ],
)
def test_what_is_wrong_with_a_score_is_found(text: str, names: list[str]) -> None:
    assert found(text) == names
