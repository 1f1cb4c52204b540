"""What is true of every text, whoever wrote it: it is read, told of, formatted, compared and written without loss.

`tests/fuzzing.py` asks it of journeys that nobody wrote so, and `tests/guided.py` of bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

from commanding import Broken
from journeydsl.analysis import Analysis, Choice, analyze
from journeydsl.formatting.format import format_text
from journeydsl.model.as_json import journey_as_json
from journeydsl.render.changes.report import report_of_pair
from journeydsl.render.diagrams.drawing import Failure, Form, Reason
from journeydsl.render.playbook.playbook import render_playbook
from journeydsl.syntax.parse import SyntaxFile, parse
from journeydsl.text.decoding import decode
from journeydsl.text.source import Source

TODAY = date(2026, 11, 22)
OPEN = {"undecided-question"}
"""How far reasoning comes depends on how long a text is, and so on its layout."""


def source_of(text: str) -> Source:
    """A text as it is read from a file that holds it; what is not UTF-8 stands in it as Python escapes it."""
    decoded = decode(text.encode("utf-8", "surrogateescape"))
    return Source("a.journey", decoded.text, (decoded.encoding, decoded.offset) if decoded.encoding else None)


def probe(text: str) -> None:
    """Reads, checks and formats a text; raises `Broken` where that loses something, or whatever it raises itself."""
    source = source_of(text)
    file = parse(source)
    analysis = analysis_of(file)
    formatted = format_text(source)
    if formatted is None or source.misread:
        if not file.faults and not source.misread:
            raise Broken("a text without a fault is not formatted")
        return
    again = parse(Source("a.journey", formatted))
    if again.faults:
        raise Broken("what was formatted cannot be read")
    if format_text(again.source) != formatted:
        raise Broken("formatting twice is not formatting once")
    analysed_again = analysis_of(again)
    if model_of(analysis) != model_of(analysed_again):
        raise Broken("what was formatted means something else")
    if (told := told_of(analysis)) != (now := told_of(analysed_again)) and not OPEN & {one[0] for one in told | now}:
        raise Broken(f"what was formatted is told of otherwise: {', '.join(sorted({one[0] for one in told ^ now}))}")
    if _remarks(file) != _remarks(again):
        raise Broken("a comment is lost")
    if _words(source.text) != _words(formatted):
        raise Broken("a word is lost")


def analysis_of(file: SyntaxFile) -> Analysis:
    """Everything told of one file."""
    return analyze("a.journey", {"a.journey": file}, {}, TODAY, Choice({}))


def told_of(analysis: Analysis) -> set[tuple[str, str, str]]:
    """What is found, by check, words and fingerprint, wherever it stands."""
    return {(one.name, one.finding.message, one.fingerprint) for one in analysis.diagnostics}


def model_of(analysis: Analysis) -> object:
    """What a journey says, without the places where it says it."""
    return _without_places(journey_as_json(analysis.journey)) if analysis.journey else None


def _without_places(data: Any) -> Any:
    match data:
        case dict():
            return {key: _without_places(inner) for key, inner in data.items() if not key.endswith("span")}
        case list():
            return [_without_places(inner) for inner in data]
        case _:
            return data


def _remarks(file: SyntaxFile) -> Counter[str]:
    return Counter(comment.text.strip() for comment in file.comments)


def _words(text: str) -> Counter[str]:
    """The letters and digits of a text, which no layout changes."""
    return Counter(sign for sign in text if sign.isalnum())


def compare(text: str, other: str) -> None:
    """Says what has changed from one text to another, and back, and that nothing has from one to itself."""
    one, two = (analysis_of(parse(source_of(each))) for each in (text, other))
    for older, newer in ((one, two), (two, one), (one, one)):
        told = report_of_pair("a.journey", older, newer, TODAY)
        if older is newer and told and not told.is_empty and not told.open_questions:
            raise Broken("something is told as changed where nothing has")


def write(text: str) -> None:
    """Writes a journey as JSON and as a playbook with pictures for Mermaid and Graphviz, which is not asked to draw."""
    analysis = analysis_of(parse(source_of(text)))
    if analysis.journey is None or analysis.graph is None:
        return
    json.dumps(journey_as_json(analysis.journey), allow_nan=False).encode()
    book = render_playbook(analysis.journey, analysis.graph, analysis.diagnostics, TODAY, _undrawn)
    for name, contents in book.items():
        data = contents.encode() if isinstance(contents, str) else contents
        if name.endswith(".html") and not data.rstrip().endswith(b"</html>"):
            raise Broken(f"{name} is not whole")


def _undrawn(dot: str, form: Form) -> bytes | Failure:
    return Failure(Reason.FAILED, f"{form} of {len(dot)} signs")
