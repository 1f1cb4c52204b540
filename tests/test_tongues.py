"""The playbook's own words: every message has its German, none is left over, and its slots are the same."""

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

import pages
from journeydsl.model.values import Duration, Money, Percent, TimeOfDay
from journeydsl.render.playbook import site as playbook_site
from journeydsl.render.playbook.playbook import render_playbook
from journeydsl.render.tongues.tongue import LANGUAGES, Tongue, read_tongue, tongue_of
from journeydsl.text.source import Source, Span
from test_playbook import analysed, no_engine, read

RENDER = pages.ROOT / "src" / "journeydsl" / "render"
PLAYBOOK = RENDER / "playbook"
# Words of these are for readers, wherever they stand among the arguments.
SAYING = {"words", "said", "note", "paragraph", "say", "fill", "counted", "listed", "table", "facts", "_values"}
# Modules that speak besides, by these calls and their tables of words alone.
SPEAKING = tuple(RENDER / "diagrams" / f"{name}.py" for name in (
    "journey_picture", "clock_picture", "plan_picture", "pinned", "views", "svg",
)) + tuple(RENDER.parent / "exchange" / f"{name}.py" for name in ("agenda", "ics"))  # fmt: skip
SPEAKING += (RENDER.parent / "serve" / "bar.py",)
ALOUD = {"say", "fill", "counted"}
# What readers never see although it looks like words: a kind of conjunction, and a page of the playbook's front.
SILENT = {"not all", "README.md"}
SLOT = re.compile(r"\{(\w+)")
HERE = Span(Source("x.journey", "x"), 0, 1)


def spoken_modules() -> list[Path]:
    playbook = [
        path for path in PLAYBOOK.rglob("*.py") if path.name not in ("document.py", "prose_markup.py", "style.py")
    ]
    return sorted([*playbook, RENDER / "wording.py", RENDER / "phrases.py", RENDER / "buyer_words.py"])


def texts_of(module: Path) -> Iterator[str]:
    """The texts of a module that are messages: handed to somebody who says them, values of a table of words, or words
    in a row."""
    tree = ast.parse(module.read_text("utf-8"))
    silent = {id(inner) for node in ast.walk(tree) for inner in silent_parts(node)}
    tabled = {id(value) for node in tree.body for value in tabled_values(node)}
    is_aloud = module in SPEAKING
    for node, caller in with_callers(tree, ""):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            text = node.value.strip()
            has_words = re.search(r"[A-Za-z“”]", re.sub(r"\{.*?\}", "", text)) and text not in SILENT
            is_said = caller in ALOUD if is_aloud else caller in SAYING or " " in text or text[:1].isupper()
            if has_words and (is_said or id(node) in tabled):
                yield text


def with_callers(node: ast.AST, caller: str) -> Iterator[tuple[ast.AST, str]]:
    yield node, caller
    inner = caller
    if isinstance(node, ast.Call):
        inner = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    for child in ast.iter_child_nodes(node):
        yield from with_callers(child, "" if isinstance(node, ast.Compare | ast.Subscript) else inner)


def silent_parts(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, keys, types, errors, the ids of sections, and what stands between the slots of an f-string."""
    match node:
        case ast.Expr(value=ast.Constant() as text):
            yield text
        case ast.JoinedStr(values=values):
            yield from values
        case ast.Raise():
            yield from ast.walk(node)
        case ast.Dict(keys=keys):
            yield from (key for key in keys if key)
        case ast.Call(func=ast.Name(id="section" | "Page" | "anchor"), args=[first, *_]):
            yield from ast.walk(first)
        case ast.Call(func=ast.Attribute(attr="named" | "address"), args=[first, *_]):
            yield first
        case ast.AnnAssign(annotation=annotation):
            yield from ast.walk(annotation)
        case _:
            pass


def tabled_values(node: ast.stmt) -> Iterator[ast.expr]:
    match node:
        case ast.Assign(value=ast.Dict(values=values)) | ast.AnnAssign(value=ast.Dict(values=values)):
            yield from values
        case _:
            pass


@cache
def messages() -> frozenset[str]:
    """Every message that code or templates say."""
    said = {text for module in (*spoken_modules(), *SPEAKING) for text in texts_of(module)}
    for template in (PLAYBOOK / "templates").glob("*.html"):
        said |= set(re.findall(r'say\("([^"]+)"\)', template.read_text("utf-8")))
    return frozenset(said)


def built_in(language: str, name: str) -> Mapping[str, str | bytes]:
    """A playbook of a journey of ours as if its header asked for a language."""
    text = (pages.ROOT / "journeys" / name / f"{name}.journey").read_text("utf-8")
    header = f"language {language}"
    text = text.replace("language en", header) if "language en" in text else text.replace("{", "{\n  " + header, 1)
    analysis = read({f"{name}.journey": text}, f"{name}.journey")
    assert analysis.journey
    assert analysis.graph
    return render_playbook(analysis.journey, analysis.graph, analysis.diagnostics, analysis.today, no_engine)


def test_every_message_has_its_german_and_none_is_left_over() -> None:
    german = read_tongue("de").messages
    assert sorted(messages() - set(german)) == []
    assert sorted(set(german) - messages()) == []


def test_a_message_and_its_german_have_the_same_slots() -> None:
    german = read_tongue("de").messages
    unlike = {said for said, other in german.items() if sorted(SLOT.findall(said)) != sorted(SLOT.findall(other))}
    assert unlike == set()
    assert all(text.strip() for text in german.values())


def test_every_language_writes_the_same_forms() -> None:
    shapes = {code: _shape(dict(read_tongue(code).forms)) for code in LANGUAGES}
    assert shapes["de"] == shapes["en"]


def _shape(forms: object) -> object:
    match forms:
        case dict():
            return {key: _shape(value) for key, value in forms.items()}
        case list():
            return len(forms)
        case _:
            return type(forms).__name__


@pytest.mark.parametrize("name", ["acme", "agency", "handbook", "whole"])
def test_nothing_is_said_that_is_no_message(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[str] = set()

    class Listening(Tongue):
        def say(self, message: str) -> str:
            said.add(message.strip())
            return super().say(message)

    german = read_tongue("de")
    listening = Listening(german.code, german.messages, german.forms)
    monkeypatch.setattr(playbook_site, "tongue_of", lambda language: listening)
    if name == "whole":
        whole = (pages.ROOT / "tests" / "whole.journey").read_text("utf-8")
        analysis = read({"whole.journey": whole}, "whole.journey")
    else:
        analysis = analysed(name)
    assert analysis.journey
    assert analysis.graph
    render_playbook(analysis.journey, analysis.graph, analysis.diagnostics, analysis.today, no_engine)
    spoken = {text for text in said if re.search(r"[A-Za-z“”]", re.sub(r"\{.*?\}", "", text))}
    assert sorted(spoken - set(german.messages)) == []


def test_a_playbook_speaks_the_language_of_its_journey() -> None:
    files = built_in("de", "acme")
    contract = " ".join(re.sub(r"<[^>]*>", "", str(files["handoffs/lead-to-sal.html"])).split())
    for words in (
        "Übergabevereinbarung",
        "innerhalb von 4 Arbeitsstunden",
        "mindestens 6 Versuche",
        "Zugestimmt am 1. Oktober 2026",
        "jede Woche",
        "kommt von selbst nach Sales-accepted lead, sobald Folgendes zutrifft",
        "Engagement ist mindestens 40",
    ):
        assert words in contract
    assert '<html lang="de">' in str(files["index.html"])
    assert "2.000.000 USD" in str(files["numbers.html"])
    assert "Tabelle" in str(files["markdown/crm.md"])
    assert b"\xc3\x9cbergabe" in bytes(files["sheets/handoffs.csv"])  # type: ignore[arg-type]


def test_a_language_that_the_playbook_does_not_speak_is_told_in_english() -> None:
    assert tongue_of("fr").code == "en"
    assert tongue_of(None).code == "en"
    assert tongue_of("de-AT").code == tongue_of("DE").code == "de"


@pytest.mark.parametrize(
    ("value", "form", "english", "german"),
    [
        (1234567, "", "1,234,567", "1.234.567"),
        (Fraction(5, 2), "", "2.5", "2,5"),
        (date(2027, 3, 1), "", "1 March 2027", "1. März 2027"),
        (Duration(1, "day", True, HERE), "dative", "1 business day", "1 Arbeitstag"),
        (Duration(5, "day", True, HERE), "dative", "5 business days", "5 Arbeitstagen"),
        (Duration(1, "week", False, HERE), "every", "every week", "jede Woche"),
        (Duration(2, "week", False, HERE), "every", "every 2 weeks", "alle 2 Wochen"),
        (Percent(Fraction(45, 2), HERE), "", "22.5%", "22,5 %"),
        (Money(40_000, "EUR", HERE), "", "40,000 EUR", "40.000 EUR"),
        (TimeOfDay(9, 30, HERE), "", "09:30", "09:30 Uhr"),
    ],
)
def test_numbers_days_and_times_are_written_as_the_language_does(
    value: Duration | Money | Percent | TimeOfDay | date | Fraction | int, form: str, english: str, german: str
) -> None:
    assert read_tongue("en").write(value, form) == english
    assert read_tongue("de").write(value, form) == german
