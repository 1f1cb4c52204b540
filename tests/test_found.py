"""What journeys that nobody wrote so have shown, each in the few words that show it."""

from pathlib import Path

import pytest

import console
import probing
from instances import TODAY, journey_of
from journeydsl.conditions.points import Points, Reach

SHOP = """
journey shop
activity visit
activity call
team sales
entry stage lead { owner sales }
won stage customer
move lead -> customer when any visit in 30 days
"""


@pytest.mark.parametrize("value", ["0D", "0 D", "0\n D", "0 # a remark\n D", "5 %", "5%", "2_000", "2026-01-01"])
def test_a_value_that_is_on_no_list_is_the_same_however_it_is_laid_out(value: str) -> None:
    probing.probe(f"journey n\nfield d one of us, gb\nstage s\nstage t\nmove s -> t when d in [{value}]\n")


def test_nobody_did_anything_before_there_were_days() -> None:
    journey = journey_of("""
        journey n
        activity visit
        activity demo
        score rare { add 2 per visit once per 2M months up to 100 }
        score slow { add 1 per demo once per 1 quarter up to 9_000 }
    """)
    most = Points(journey, TODAY).highest("rare")
    assert isinstance(most, Reach)
    assert most.points == 2


def test_who_does_more_than_can_be_looked_at_keeps_no_comparison_waiting() -> None:
    text = SHOP + 'scenario "Busy" { given 99M visit 2 days ago at lead expect stays }\n'
    probing.compare(text, text.replace("any visit", "any call"))


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-16", "is written in UTF-16, not in UTF-8"),
        ("utf-16-le", "is written in UTF-16, not in UTF-8"),
        ("utf-16-be", "is written in UTF-16, not in UTF-8"),
        ("utf-32", "is written in UTF-32, not in UTF-8"),
        ("cp1252", "is not written in UTF-8"),
        ("latin-1", "is not written in UTF-8"),
    ],
)
def test_what_is_not_utf8_is_told_once_and_nothing_else_about_that_file(
    encoding: str, words: str, tmp_path: Path
) -> None:
    slips = 'field größe text\nteam sales "Verkäufer\nstage { # allow no-such-check\n'
    (tmp_path / "teams.journey").write_bytes(('team helpers "Ä"\n' + slips).encode(encoding) + b"\xe4")
    (tmp_path / "shop.journey").write_text(SHOP.replace("team sales\n", 'use "teams.journey"\n'), "utf-8")
    printed, code = console.journey("check . --fail-on error", tmp_path)
    assert code == 2
    assert printed.count("teams.journey:") == 1
    assert f"error: This file {words}  [unreadable-text]" in printed
    assert "fix: Save the file as UTF-8" in printed
    assert "unknown-name" not in printed
