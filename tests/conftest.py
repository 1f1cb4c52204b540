"""What pytest learns here.

``--bless`` writes today's output into the pages; ``--instances`` says how many to draw, ``--first`` from which on.
"""

import os
from pathlib import Path

import pytest

from journeydsl.checks._catalogue import write_catalogue

CHECKS = Path(__file__).resolve().parent.parent / "src" / "journeydsl" / "checks" / "catalogue.txt"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write today's output into the pages")
    parser.addoption("--instances", type=int, default=300, help="how many random journeys to reason about")
    parser.addoption("--first", type=int, default=0, help="the number of the first of them")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--bless") and os.environ.get("CI"):
        raise pytest.UsageError("--bless is for people: where CI is set, pages are never rewritten")
    if config.getoption("--bless"):
        # First of all, since every page is written with the checks that are listed.
        CHECKS.write_text(write_catalogue(), encoding="ascii", newline="")
