"""What is true of every journey that stands in any page, of damaged ones, and of every starter."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark

import pages
from journeydsl.formatting.format import format_text
from journeydsl.suggest.starter import DEFAULTS, problem, starter
from journeydsl.syntax.parse import parse, read
from journeydsl.text.record import Record
from journeydsl.text.source import Source, Span
from readings import analysis_of

TODAY = date(2026, 11, 22)
ACME = (pages.ROOT / "journeys" / "acme" / "acme.journey").read_text("utf-8")
PIECES = re.findall(r'\s+|\w+|"[^"\n]*"|[^\w\s]', ACME)
JUNK = [
    "}",
    "{",
    '"',
    ";",
    "->",
    "=>",
    "xyz",
    "12",
    ",",
    "stage",
    "when",
    "“",
    "\0",
    "\u200b",
    "é",
    "#",
    "$",
    '"""',
    "\n",
]
VALUES = {"NAME", "STRING", "PROSE", "UNIT", "NUMBER", "PERCENT", "DATE", "TIME", "FINGERPRINT"}


def texts() -> Iterator[tuple[str, str]]:
    """Every journey in a page or an example, with where it stands."""
    for page, text in pages.journeys():
        yield str(page), text
    for path in sorted((pages.ROOT / "journeys").rglob("*.journey")):
        yield str(path.relative_to(pages.ROOT)), path.read_text("utf-8")


every_journey = pytest.mark.parametrize(
    ("place", "text"), [pytest.param(place, text, id=place) for place, text in texts()]
)


@cache
def lark() -> Lark:
    grammar = (pages.ROOT / "grammar" / "journey.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", maybe_placeholders=True)


@every_journey
def test_lark_reads_the_same_words_as_our_reader(place: str, text: str) -> None:
    reader = read(Source(place, text))
    if reader.tokens.faults:
        return
    values = [token for token in lark().parse(text).scan_values(bool) if token.type in VALUES]
    ours = [
        (start, kind.strip("<>"))
        for kind, start in zip(reader.taken, reader.tokens.starts, strict=False)
        if kind.strip("<>") in VALUES
    ]
    assert sorted((token.start_pos or 0, str(token.type)) for token in values) == ours


@every_journey
def test_every_finding_lies_in_its_file(place: str, text: str) -> None:
    for told in analysis_of(text).diagnostics:
        places = [told.span, *(label.span for label in told.finding.labels)]
        assert all(0 <= span.start <= span.end <= len(span.source.text) for span in places)


def test_no_value_is_changed_once_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_once(value: Record, field: str, given: object) -> None:
        assert not hasattr(value, field), f"{type(value).__name__}.{field} is changed"
        object.__setattr__(value, field, given)

    monkeypatch.setattr(Record, "__setattr__", give_once)
    with pytest.raises(AssertionError, match="start is changed"):
        setattr(Span(Source("a.journey", ""), 0, 0), "start", 1)  # noqa: B010 - type checkers forbid it otherwise
    for place, text in texts():
        assert analysis_of(text).root, place


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_damaged_journeys_are_read_and_told_of_and_never_stop_anything(data: st.DataObject) -> None:
    pieces = list(PIECES)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(pieces) - 1))
        pieces[place] = data.draw(st.sampled_from(["", pieces[place] * 2, *JUNK]))
    text = "".join(pieces)
    source = Source("a.journey", text)
    file = parse(source)
    assert all(0 <= fault.start <= fault.end <= len(text) for fault in file.faults)
    assert all(0 <= start <= end <= len(text) for start, end in file.skipped)
    told = [diagnostic.name for diagnostic in analysis_of(text).diagnostics]
    if file.faults:
        assert "unreadable-text" in told
        assert format_text(source) is None


@pytest.mark.parametrize("space", [chr(code) for code in range(0x3100) if chr(code).isspace()], ids=ascii)
def test_white_space_of_any_kind_parts_words_and_hides_nothing_behind_it(space: str) -> None:
    file = parse(Source("a.journey", f"team sales{space}{{}}\n{space}team{space}marketing {{{{ oh{space}"))
    assert len(file.statements) == 2
    assert [fault.problem for fault in file.faults] != []
    assert format_text(Source("a.journey", f"team{space}sales {{}}\n")) == "team sales {}\n"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read(text: str) -> None:
    analysis_of(text)


LETTERS = st.characters(codec="utf-8", exclude_characters=",")
WORDS = st.text(LETTERS, min_size=1, max_size=25).map(str.strip).filter(bool)
REASONS = st.sampled_from(["Not a fit", "Not now", "Too small"])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_starter_checks_clean_in_its_one_form(data: st.DataObject) -> None:
    teams = tuple(data.draw(st.lists(WORDS, min_size=1, max_size=4, unique=True)))
    stages = tuple(data.draw(st.lists(WORDS, min_size=2, max_size=6, unique=True)))
    owners = tuple(data.draw(st.sampled_from(teams)) for _ in stages)
    reasons = tuple(data.draw(st.lists(REASONS, min_size=1, unique=True)))
    answers = DEFAULTS.replace(
        title=data.draw(WORDS), teams=teams, stages=stages, owners=owners, reasons=reasons, accept_within="2 hours"
    )
    assert problem(answers) == ""
    text = starter(answers)
    told = [(found.name, found.finding.message) for found in analysis_of(text).diagnostics]
    # A team that owns no stage has nothing to do yet, and hears so.
    assert [found for found in told if found[0] not in ("unfed-team", "unused-name", "vague-reason")] == []
    assert format_text(Source("a.journey", text)) == text


def test_a_plain_starter_checks_clean() -> None:
    assert analysis_of(starter(DEFAULTS)).diagnostics == ()


def test_deep_nesting_and_long_lines_are_read_and_told_of() -> None:
    for text in ("stage x {" + " where y {" * 10_000, "{" * 10_000, "stage x { owner " + "a " * 20_000 + "}"):
        assert parse(Source(str(Path("a.journey")), text)).faults
