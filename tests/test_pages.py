"""Every page shows what really happens."""

from pathlib import Path

import pytest

import pages


@pytest.mark.parametrize("section", [section for section in pages.all_sections() if section.runs], ids=str)
def test_a_page_shows_what_really_happens(section: pages.Section, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--bless"):
        for outcome in pages.bless(section, tmp_path):
            print(f"blessed: {pages.complaint(section, outcome)}")
        return
    wrong = [outcome for outcome in pages.run(section, tmp_path) if not outcome.agrees]
    if wrong:
        complaints = [pages.complaint(section, outcome) for outcome in wrong]
        hint = "If today's output is right: python3 run.py test --bless"
        pytest.fail("\n\n".join([*complaints, hint]), pytrace=False)
