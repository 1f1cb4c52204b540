"""What a text of a test says: its journey, everything analysed, and the journey of Acme with a few words changed."""

from datetime import date
from pathlib import Path

from journeydsl.analysis import Analysis, Choice, analyze
from journeydsl.diff.compare import Version
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.journey import Journey
from journeydsl.model.resolve import resolve
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

TODAY = date(2026, 11, 22)
ACME = (Path(__file__).parent.parent / "journeys/acme/acme.journey").read_text(encoding="utf-8")
FILE = "a.journey"
ALL_ON = Choice({})


def journey_of(text: str) -> Journey:
    """The journey of a text without faults."""
    read = parse(Source(FILE, text))
    found = resolve(FILE, {FILE: read}, {})
    assert not read.faults, (read.faults, text)
    assert not found.faults, (found.faults, text)
    assert found.journey is not None
    return found.journey


def half_read(text: str) -> Journey:
    """The journey of a text, as far as it is understood."""
    found = resolve(FILE, {FILE: parse(Source(FILE, text))}, {}).journey
    assert found is not None
    return found


def version_of(text: str) -> Version:
    """A text as one of two versions, without its findings."""
    return Version(JourneyGraph(half_read(text)), ())


def analysis_of(text: str, choice: Choice = ALL_ON) -> Analysis:
    """Everything found in a text."""
    return analyze(FILE, {FILE: parse(Source(FILE, text))}, {}, TODAY, choice)


def edited_acme(*edits: tuple[str, str]) -> str:
    """The journey of Acme with some words in place of others, which are there."""
    text = ACME
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after)
    return text
