"""What is made in English elsewhere, told in German: every sentence of a check, of a picture and of a change."""

import ast
import itertools
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

import pages
from journeydsl.analysis import Analysis, Choice, analyze
from journeydsl.checks._catalogue import names
from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.model.journey import PLACES, Journey
from journeydsl.render.changes.blocks import ALL, report_blocks
from journeydsl.render.changes.report import report_of_pair
from journeydsl.render.diagrams.graphviz_library import draw
from journeydsl.render.playbook.document import Code, Plain, Strong, Words
from journeydsl.render.playbook.playbook import render_playbook
from journeydsl.render.playbook.site import Appearance
from journeydsl.render.tongues.tongue import LANGUAGES, read_tongue
from journeydsl.syntax.parse import parse
from journeydsl.text.record import Record
from journeydsl.text.source import Source

ROOM = pages.ROOT / "src" / "journeydsl"
CHECKS = ROOM / "checks"
TONGUES = ROOM / "render" / "tongues"
ALL_ON = Choice(dict.fromkeys(names(), "warning"))
TODAY = date(2026, 11, 22)
# Modules of the checks without sentences, and words of the grammar.
SILENT = {"_allows.py", "_blocks.py", "_catalogue.py", "_subject.py"}
MARK = re.compile(r"\{\w+\??(?::\w+)?\}|\[([a-z|]+)\]")
# What a playbook in German shows that is no German: units of money, values that the author named.
SHOWN = {
    "USD",
    "GB",
    "GBP",
    "CRM",
    "true",
    "false",
    "US",
    "call",
}


def analysed(text: str) -> Analysis:
    path = "x.journey"
    return analyze(path, {path: parse(Source(path, text))}, {}, TODAY, ALL_ON)


def sentences(found: Iterable[Diagnostic]) -> Iterator[str]:
    for one in found:
        yield from (one.finding.message, one.costs, *one.finding.evidence)
        yield from (label.text for label in one.finding.labels)
        yield from (one.finding.fix.text,) if one.finding.fix else ()


def test_every_sentence_of_the_pages_of_checks_has_its_german() -> None:
    german, missing = read_tongue("de"), set()
    for place, text in pages.journeys():
        if "checks/" in place:
            told = sentences(analysed(text).diagnostics)
            missing |= {sentence for sentence in told if german.retell(sentence) is None}
    assert sorted(missing) == []


@pytest.mark.parametrize("name", ["acme", "agency", "handbook"])
def test_every_finding_of_the_examples_and_of_what_is_left_of_them_has_its_german(name: str) -> None:
    text = (pages.ROOT / "journeys" / name / f"{name}.journey").read_text("utf-8")
    german = read_tongue("de")
    lines = text.split("\n")
    for every in (len(lines) + 1, 7):
        left = "\n".join(line for number, line in enumerate(lines, 1) if number % every)
        missing = [one for one in sentences(analysed(left).diagnostics) if german.retell(one) is None]
        assert missing == []


def test_every_template_of_a_check_has_a_pattern() -> None:
    """What no example shows, too: its words are those of some pattern, whatever stands in its slots."""
    known = patterns()
    missing = []
    for module in sorted(CHECKS.glob("*.py")):
        for template in templates(module) if module.name not in SILENT else ():
            shape = re.compile(template, re.DOTALL)
            if not any(shape.match(one) for one in known):
                missing.append((module.name, template))
    assert missing == []


@cache
def patterns() -> tuple[str, ...]:
    """Every pattern with something in its slots, once for each word that it can have."""
    said = tomllib.loads((TONGUES / "de.sentences.toml").read_text("utf-8"))
    return tuple(filled for part in said.values() for pattern in part for filled in each(pattern))


def each(pattern: str) -> Iterator[str]:
    choices: list[list[str]] = []
    place = 0
    for mark in MARK.finditer(pattern):
        words = (mark[1].split("|") if "|" in mark[1] else [mark[1], ""]) if mark[1] else ["x"]
        choices += [[pattern[place : mark.start()]], words]
        place = mark.end()
    yield from ("".join(parts) for parts in itertools.product(*choices, [pattern[place:]]))


def templates(module: Path) -> Iterator[str]:
    """The sentences of a module as they are made, a regular expression each: what stands in slots is anything."""
    tree = ast.parse(module.read_text("utf-8"))
    silent = {id(inner) for node in ast.walk(tree) for inner in unsaid(node)}
    for node in ast.walk(tree):
        if id(node) not in silent and isinstance(node, ast.JoinedStr | ast.Constant):
            text = template(node)
            bare = text.replace(".*", "").replace("\\ ", " ")
            if len(bare.split()) > 2 and re.match(r"[A-Z.]", text) and re.search(r"[a-z]{3}.*[a-z]{3}", bare):
                yield text


def template(node: ast.JoinedStr | ast.Constant) -> str:
    """Anything in slots and in backticks; the words of a slot of `str.format` are one too."""
    if isinstance(node, ast.Constant):
        text = node.value if isinstance(node.value, str) else ""
        escaped = re.sub(r"\\\{\w+\\\}", ".*", re.escape(text))
    else:
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*" for part in node.values]
        escaped = "".join(parts)
    return re.sub(r"`[^`]*`", ".*", escaped)


def unsaid(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, the parts of an f-string, the group of a check, and what tells findings apart."""
    match node:
        case ast.Expr(value=ast.Constant() as text):
            yield text
        case ast.JoinedStr(values=values):
            yield from (inner for value in values for inner in ast.walk(value))
        case ast.Call(func=ast.Name(id="Finding" | "Unanswered" | "unanswered"), args=[_, _, subject, *_]):
            yield from ast.walk(subject)
        case ast.Assign(targets=[ast.Name(id="GROUP")], value=group):
            yield group
        case _:
            pass


def test_what_has_changed_is_told_in_german() -> None:
    german, said = read_tongue("de"), set[str]()

    def heard(sentence: str) -> Words:
        said.add(sentence)
        return (Code("x"),)

    for older, newer in itertools.chain(*(pairs(name) for name in ("acme", "agency"))):
        report = report_of_pair("x.journey", analysed(older), analysed(newer), TODAY)
        if report:
            said |= set(plain_words(report_blocks(report, heard, ALL, None)))
    assert len(said) > 100
    assert sorted(one for one in said if german.messages.get(one) is None and german.retell(one) is None) == []


def pairs(name: str) -> Iterator[tuple[str, str]]:
    """A journey and the same with lines left out, numbers raised or words added, each way round."""
    text = (pages.ROOT / "journeys" / name / f"{name}.journey").read_text("utf-8")
    lines = text.split("\n")
    edits = (
        lambda line: "" if line.count("{") == line.count("}") else line,
        lambda line: re.sub(r"\d+", lambda number: str(int(number[0]) + 1), line, count=1),
        lambda line: re.sub(r'"([^"]*)"', r'"\1 more"', line, count=1),
    )
    for edit, first in itertools.product(edits, (0, 5)):
        edited = "\n".join(edit(line) if number % 9 == first else line for number, line in enumerate(lines))
        yield from ((text, edited), (edited, text))


def plain_words(block: object) -> Iterator[str]:
    match block:
        case Plain(text=text) | Strong(text=text):
            yield from (text.strip(),) if re.search("[a-z]", text) else ()
        case tuple():
            yield from (word for one in block for word in plain_words(one))
        case Record():
            fields = (getattr(block, field) for field in type(block).__fields__)
            yield from (word for value in fields for word in plain_words(value))
        case _:
            pass


class Read(HTMLParser):
    """What people read or hear on a page, names and what is written in files apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value or "" for name, value in attrs if name in ("aria-label", "title", "alt", "data-head")]
        if tag not in ("meta", "link", "input", "br", "img", "path", "polygon", "rect"):
            classes = (dict(attrs).get("class") or "").split()
            self.open.append((tag, tag in ("code", "style", "script") or "place" in classes))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(is_written for _, is_written in self.open):
            self.said.append(data)


@pytest.mark.parametrize("name", ["acme", "agency", "handbook", "whole"])
def test_a_german_playbook_has_no_english_word_of_ours(name: str) -> None:
    """Of a journey whose own words are made up, each word is made up, German, or a name or value of the journey."""
    path = "tests/whole.journey" if name == "whole" else f"journeys/{name}/{name}.journey"
    text = made_up((pages.ROOT / path).read_text("utf-8"))
    found = analysed(text)
    assert found.journey
    assert found.graph
    book = (found.journey, found.graph, found.diagnostics, found.today)
    files = render_playbook(*book, draw, Appearance(has_single_file=True))
    known = german_words() | own_words(found.journey) | {word.lower() for word in SHOWN}
    strange: dict[str, str] = {}
    for file, data in files.items():
        for line in read_words(file, data if isinstance(data, str) else data.decode("utf-8", "replace")):
            for word in re.findall(r"[^\W\d_]{2,}", re.sub("|".join(names()), "", line)):
                if word.lower() not in known and "zq" not in word.lower():
                    strange.setdefault(word, f"{file}: {line.strip()[:100]}")
    assert strange == {}


def read_words(file: str, text: str) -> Iterator[str]:
    match file.rpartition(".")[2]:
        case "html" | "svg":
            yield from Read(text).said
        case "md":
            text = re.sub(r"```[\s\S]*?```|`[^`]*`|<[^>]*>|&\w+;|(?<=\])\([^)]*\)", "", text)
            yield from text.split("\n")
        case "ics":
            lines = text.replace("\r\n ", "").split("\r\n")
            yield from (line.partition(":")[2].replace("\\n", " ") for line in lines
                        if line.startswith(("SUMMARY", "DESCRIPTION", "CATEGORIES")))  # fmt: skip
        case "csv":
            yield text.split("\n")[0]
        case "js" if file.endswith("search-index.js"):
            yield from (row[0] for row in json.loads(text[text.index("[") :].rstrip("; \n")))
        case _:
            pass


def made_up(text: str) -> str:
    """A journey with made-up words in all of its texts, in German."""
    count = itertools.count()
    parts = re.split(r'("""[\s\S]*?"""|"[^"\n]*"|#[^\n]*)', text)
    texts = ("" if part.startswith("#") else re.sub(r'"+', lambda quotes: quotes[0], f'"Zq{next(count)}"')
             if number % 2 else part for number, part in enumerate(parts))  # fmt: skip
    whole = "".join(texts).replace("language en", "")
    return whole.replace("{", "{\n  language de", 1) if "language de" not in whole else whole


def own_words(journey: Journey) -> set[str]:
    """The names that a journey declares, and the values of its fields."""
    own = [name for place in PLACES.values() for name in getattr(journey, place)]
    for field in journey.fields.values():
        own += [value.text for value in getattr(field.type, "values", ())]
    return {word.lower() for part in own for word in re.findall(r"[^\W\d_]+", part)}


@cache
def german_words() -> frozenset[str]:
    found: set[str] = set()
    for file in ("de.toml", "de.sentences.toml"):
        waiting: list[object] = [tomllib.loads((TONGUES / file).read_text("utf-8"))]
        for one in waiting:
            if isinstance(one, dict | list):
                waiting += one.values() if isinstance(one, dict) else one
            elif isinstance(one, str):
                found |= {word.lower() for word in re.findall(r"[^\W\d_]+", re.sub(r"\{[^}]*\}|`[^`]*`", "", one))}
    return frozenset(found)


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("`first -> second` takes 4 business days", "`first -> second` dauert 4 Arbeitstage"),
        ("`answers` promises 1 business day, and the way may take 2 days + 1 week",
         "`answers` sagt 1 Arbeitstag zu, und der Weg kann 2 Tage + 1 Woche dauern"),
        ("30 wanted - 24 = 6: 6 are missing, worth 96,000 EUR", "30 gewollt - 24 = 6: 6 fehlen, Wert 96.000 EUR"),
        ("`a`, `b` … and 3 more exclude each other", "`a`, `b` … und 3 weitere schließen sich aus"),
        ("No content answers what buyers ask: `Who owns this and that?`",
         "Kein Inhalt beantwortet, was Interessenten fragen: `Who owns this and that?`"),
    ],
)  # fmt: skip
def test_names_stay_and_numbers_days_and_times_are_written_anew(english: str, german: str) -> None:
    assert read_tongue("de").retell(english) == german
    assert read_tongue("en").retell(english) == english


@pytest.mark.parametrize(
    ("facts", "english", "german"),
    [
        ("employees < 1,000 and country is US, GB or missing",
         "`employees` is below 1,000 and `country` is US, GB or missing",
         "`employees` ist kleiner als 1.000 und `country` ist US, GB oder fehlt"),
        ("country is not saudi arabia, spain or united states, or missing",
         "`country` is not saudi arabia, spain or united states, or is missing",
         "`country` ist nicht saudi arabia, spain oder united states, oder fehlt"),
        ("budget >= 9,000 USD and paid in 5..9 and urgency >= medium",
         "`budget` is at least 9,000 USD and `paid` is between 5 and 9 and `urgency` is at least medium",
         "`budget` ist mindestens 9.000 USD und `paid` liegt zwischen 5 und 9 und `urgency` ist mindestens medium"),
        ("renewal_on < 2027-03-01 and open is false or missing",
         "`renewal_on` is before 1 March 2027 and `open`: no or missing",
         "`renewal_on` liegt vor dem 1. März 2027 und `open`: nein oder fehlt"),
        ("any call in 1 day and count of visit in 30 days >= 2 and no mail",
         "“`call`” at least once on the last day and “`visit`” at least 2 times in the last 30 days and no “`mail`”",
         "mindestens einmal „`call`“ innerhalb von 1 Tag und mindestens 2-mal „`visit`“ innerhalb von 30 Tagen und "
         "kein „`mail`“"),
        ("(fit < 30 or fit >= 50)", "(`fit` is below 30 or `fit` is at least 50)",
         "(`fit` ist kleiner als 30 oder `fit` ist mindestens 50)"),
    ],
)  # fmt: skip
def test_names_in_facts_stand_in_backticks_for_pages_to_say_their_titles(facts: str, english: str, german: str) -> None:
    assert read_tongue("en").retell(f"every such buyer: {facts}") == f"every such buyer: {english}"
    assert read_tongue("de").retell(f"every such buyer: {facts}") == f"alle solchen Interessenten: {german}"


def test_a_buyer_is_told_by_what_is_known_and_what_happened() -> None:
    buyer = "    employees 500 · country missing · kind decision maker · 2 visit 5 days ago, 1 visit today"
    assert read_tongue("en").retell(buyer) == (
        "    `employees`: 500 · `country`: missing · `kind`: decision maker · “`visit`” 2 times 5 days ago, "
        "“`visit`” today"
    )
    assert read_tongue("de").retell(buyer) == (
        "    `employees`: 500 · `country` fehlt · `kind`: decision maker · vor 5 Tagen 2-mal „`visit`“, heute „`visit`“"
    )


def test_what_is_told_of_buyers_is_told_anew_in_every_language() -> None:
    english, german = (tomllib.loads((TONGUES / f"{code}.sentences.toml").read_text("utf-8")) for code in ("en", "de"))
    assert list(english["facts"]) == list(german["facts"])
    about = {pattern for part in german.values() for pattern in part if ":facts}" in pattern}
    ours = {pattern for part in english.values() for pattern in part if ":facts}" in pattern}
    assert about - ours == {"a buyer with {facts:facts}"}  # a part of sentences that stand in English as a whole
    assert ours <= about


def test_every_check_has_a_title() -> None:
    assert list(read_tongue("de").checks) == list(names())
    assert all(len(title) < 50 for title in read_tongue("de").checks.values())


@pytest.mark.parametrize("sentence", ["Something that nobody says", "`x` is purple", "", "x" * 9_000, "a, b and c"])
def test_what_has_no_pattern_is_never_told_by_half(sentence: str) -> None:
    assert read_tongue("de").retell(sentence) in (None, sentence)


def test_a_pattern_and_its_german_have_the_same_slots() -> None:
    slot = re.compile(r"\{(\w+)")
    for code in LANGUAGES:
        file = TONGUES / f"{code}.sentences.toml"
        said = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
        for part in said.values():
            for pattern, told in part.items():
                assert set(slot.findall(told)) <= set(slot.findall(pattern)), pattern
                assert told.strip(), pattern
