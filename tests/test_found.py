"""What journeys that nobody wrote so have shown, each in the few words that show it."""

import pytest

import fuzzing
from instances import TODAY, journey_of
from journeydsl.conditions.points import Points, Reach


@pytest.mark.parametrize("value", ["0D", "0 D", "0\n D", "0 # a remark\n D", "5 %", "5%", "2_000", "2026-01-01"])
def test_a_value_that_is_on_no_list_is_the_same_however_it_is_laid_out(value: str) -> None:
    fuzzing.probe(f'journey n\nfield d one of us, gb\nstage s\nstage t\nmove s -> t when d in [{value}]\n')


def test_nobody_did_anything_before_there_were_days() -> None:
    journey = journey_of("""
        journey n
        activity visit
        activity demo
        score rare { add 2 per visit once per 2M months up to 100 }
        score slow { add 1 per demo once per 1 quarter up to 9_000 }
    """)
    points = Points(journey, TODAY)
    assert isinstance(points.highest("rare"), Reach)
    assert points.highest("rare").points == 2
