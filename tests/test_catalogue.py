"""What the list of checks says of each is true of it: above all, where a check has nothing to say."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import fuzzing
from journeydsl.checks._catalogue import Check, catalogue
from journeydsl.checks._subject import Reading, Subject
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.journey import Journey
from journeydsl.model.resolve import resolve
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

PARTLY = [check for check in catalogue() if check.about]
BARE = """journey boats "Boats" {}
team marketing "Marketing" {}
entry stage reader "Reader" { owner marketing }
won stage owner "Owner" { owner marketing }
move reader -> owner by marketing
"""


@pytest.mark.parametrize("check", PARTLY, ids=[check.name for check in PARTLY])
def test_what_a_check_is_about_is_a_part_of_a_journey(check: Check) -> None:
    assert set(check.about) <= set(Journey.__fields__)
    assert check.check_journey is not None


def test_a_check_finds_nothing_in_a_journey_without_what_it_is_about() -> None:
    left_out = 0
    for text in fuzzing.seeds():
        journey = resolve("a.journey", {"a.journey": parse(Source("a.journey", text))}, {}).journey
        if journey is None:
            continue
        subject = Subject(journey, JourneyGraph(journey), date(2026, 11, 22))
        for check in PARTLY:
            if not check.speaks_of(journey):
                assert check.check_journey
                assert list(check.check_journey(subject)) == [], check.name
                left_out += 1
    assert left_out > 1_000


def test_no_check_speaks_of_reading_where_all_was_understood() -> None:
    for text in fuzzing.seeds():
        file = parse(Source("a.journey", text))
        if not file.faults:
            for check in catalogue():
                assert not check.check_reading or list(check.check_reading(Reading((file,), ()))) == [], check.name


def test_a_run_imports_the_checks_that_have_something_to_say(tmp_path: Path) -> None:
    (tmp_path / "boats.journey").write_text(BARE, encoding="utf-8")
    run = "import sys; from journeydsl.cli import main; main(['check', '.']); "
    run += "print(*(name.rpartition('.')[2].replace('_', '-') for name in sys.modules if '.checks.' in name))"
    surroundings = {**os.environ, "JOURNEY_CACHE": "off"}
    done = subprocess.run([sys.executable, "-c", run], cwd=tmp_path, env=surroundings, capture_output=True, text=True)
    imported = set(done.stdout.splitlines()[-1].split())
    for check in catalogue():
        is_asked = "check_journey" in check.questions and not check.about and not check.is_off
        assert (check.name in imported) == is_asked, check.name
