"""One mistake at a time in a whole journey: it is found, and nothing beside it but what follows from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import console
import pages

ACME = (pages.ROOT / "journeys" / "acme" / "acme.journey").read_text("utf-8")
SIGNED = "agreed by marketing 2026-10-01, sdr 2026-10-01, sales 2026-10-02, success 2026-10-02"
MAIL = '"""Book twenty minutes and bring your own numbers: the calculator shows the payback on one page."""'
REVIEW = ACME[ACME.index("meeting roi_review") : ACME.index("meeting listen_in")]
SECOND = """
offer second "Second" by marketing {
  purpose harvest
  runs 2027-01-10..2027-01-12
  for economic_buyer in lead
  announce 10 business days before to sdr, sales
  at "https://acme.example/second"
  say "Bring your own numbers", "Nobody sees them but you"
}
"""
CALCULATOR = 'at "https://acme.example/calculator"'
RUNS = "runs 2027-01-07..2027-01-21"

# What is found, and what was written instead of what.
MISTAKES: list[tuple[str, dict[str, str]]] = [
    (
        "expired-content",
        {"agreed by sdr 2026-09-28\n  review by 2027-06-30": "review by 2026-11-21  agreed by sdr 2026-09-28"},
    ),
    (
        "expired-content",
        {'at "https://acme.example/benchmark"': 'at "https://acme.example/benchmark" review by 2026-01-31'},
    ),
    ("expired-offer", {RUNS: "runs 2026-01-07..2026-01-21"}),
    ("unanswered-objection", {' answer "Eleven of twelve who tried came back"': ""}),
    ("forbidden-claim", {'"Payback in nine months"': '"Guaranteed savings in nine months"'}),
    ("forbidden-claim", {'"We got our money back before the pilot ended."': '"It was guaranteed   SAVINGS."'}),
    (
        "forbidden-claim",
        {'say "Two of three peers already fixed this"': 'say "Two of three peers: no migration needed"'},
    ),
    ("forbidden-claim", {"Book twenty minutes and bring": "Book twenty minutes, no\n    migration needed, and bring"}),
    ("forbidden-claim", {'"Eleven of twelve who tried came back"': '"A hot lead came back"'}),
    ("forbidden-claim", {'"Benchmark report"': '"No migration needed"'}),
    ("unagreed-words", {"  agreed by sdr 2026-09-28\n": ""}),
    ("unagreed-words", {"  agreed by sales 2026-10-02\n  review": "  review"}),
    ("unagreed-words", {"for economic_buyer in lead\n": "for economic_buyer in lead, sal\n"}),
    ("unanswered-question", {'  answers "How do I explain this upstairs?"\n': ""}),
    ("unanswered-question", {'  answers "Is this problem worth solving?"\n': ""}),
    ("buried-ask", {MAIL: '"Our calculator is loved by many. It shows the payback. Book twenty minutes!"'}),
    ("buried-ask", {"Take this page to your next budget meeting: cost, payback": "Cost, payback"}),
    ("late-content", {CALCULATOR: "due 2026-10-01", f"text {MAIL}": ""}),
    ("unreachable-content", {CALCULATOR: "", f"text {MAIL}": ""}),
    ("purpose-out-of-place", {"purpose harvest": "purpose plant"}),
    ("purpose-out-of-place", {"purpose harvest": "purpose cultivate"}),
    ("purpose-out-of-place", {"economic_buyer in lead\n": "economic_buyer in visitor\n"}),
    ("unreviewed-offer", {"  reads roi_webinar\n": ""}),
    ("unreviewed-offer", {REVIEW: ""}),
    ("unannounced-offer", {"  announce 10 business days before to sdr, sales\n": ""}),
    ("unannounced-offer", {"before to sdr, sales\n": "before to agency\n"}),
    (
        "two-stages-one-status",
        {
            'lead" {\n  owner sdr': 'lead" from "Open" {\n  owner sdr',
            'lead" {\n  owner sales': 'lead" from "Open" {\n  owner sales',
        },
    ),
    ("personal-data-in-handoff", {' personal for "Answering the request"': " personal"}),
    ("thin-offer", {', "Your data stays where it is"': ""}),
    ("thin-offer", {'  at "https://acme.example/roi"\n': ""}),
    ("offer-at-quarter-end", {RUNS: "runs 2026-12-20..2027-01-05"}),
    ("offer-after-quarter", {RUNS: "runs 2027-01-07..2027-01-25"}),
    (
        "clashing-offers",
        {"offer roi_webinar": f"{SECOND}\noffer roi_webinar", "reads roi_webinar": "reads roi_webinar, second"},
    ),
    ("unsigned-journey", {SIGNED: "agreed by marketing 2026-10-01"}),
    ("unsigned-journey", {SIGNED: ""}),
    ("overdue-review", {SIGNED: SIGNED.replace("2026-10", "2026-06")}),
    ("one-sided-meeting", {"mon 10:00 for marketing, sdr, sales, success": "mon 10:00 for marketing, sdr, sales"}),
    ("unaudited-promise", {" follow_up, meetings": " meetings"}),
    ("undefined-term", {"A `churned` customer": "A `cherned` customer"}),
    ("two-meanings", {"term win_back": 'term win_back "Again" means "A second pilot."\nterm win_back'}),
    ("two-meanings", {'term win_back "Win-back"': 'term win_back "Marketing-qualified lead"'}),
]
# What would be a mistake if a little more or less were said.
NO_MISTAKES: list[dict[str, str]] = [
    {'"Payback in nine months"': '"Nobody has guaranteed. Savings came anyway"'},
    {
        "no email_click in 30 days": "no email_click in 30 days",
        '"Two of three peers already fixed this"': '"Less migration"',
    },
    {'answers "Is this problem worth solving?"': 'answers "is THIS problem worth solving"'},
    {RUNS: "runs 2026-11-02..2026-11-20"},
    {RUNS: "runs 2027-01-07..2027-01-24"},
    {"purpose harvest": "purpose weed"},
    {"before to sdr, sales\n": "before to sdr_lead\n"},
    {SIGNED: "agreed by agency 2026-10-01, sales_lead 2026-10-02"},
    {"mon 10:00 for marketing, sdr, sales, success": "mon 10:00 for agency, sdr_lead, enterprise_desk, success_lead"},
    {"A `churned` customer": "A `partner` who was churned"},
    {
        '"Take this page to your next': '"# The page\n\n    Dear reader,\n\n    Take this page to your next'.replace(
            "\n", " "
        )
    },
    {"  review by 2027-06-30\n": "  review by 2026-11-22\n"},
    {f"  {CALCULATOR}\n": "  due 2026-11-01\n"},
]


@pytest.mark.parametrize(("name", "changes"), MISTAKES, ids=str)
def test_a_mistake_is_found_and_nothing_beside_it(name: str, changes: dict[str, str], tmp_path: Path) -> None:
    assert found(changes, tmp_path) == [name]


@pytest.mark.parametrize("changes", NO_MISTAKES, ids=str)
def test_what_is_no_mistake_is_not_found(changes: dict[str, str], tmp_path: Path) -> None:
    assert found(changes, tmp_path) == []


def test_a_question_is_graver_where_buyers_help_themselves(tmp_path: Path) -> None:
    (tmp_path / "acme.journey").write_text(
        changed({'  answers "Is this problem worth solving?"\n': ""}), encoding="utf-8"
    )
    assert "warning: No content answers" in console.journey("check acme.journey --brief", tmp_path)[0]
    (tmp_path / "journey.toml").write_text('[severity]\nunanswered-question = "error"\n', encoding="utf-8")
    assert "error: No content answers" in console.journey("check acme.journey --brief", tmp_path)[0]


def found(changes: dict[str, str], folder: Path) -> list[str]:
    (folder / "acme.journey").write_text(changed(changes), encoding="utf-8")
    output, _ = console.journey("check acme.journey --format json", folder)
    return [finding["name"] for finding in json.loads(output)["findings"]]


def changed(changes: dict[str, str]) -> str:
    text = ACME
    for written, instead in changes.items():
        assert written in text, written
        text = text.replace(written, instead, 1)
    return text
