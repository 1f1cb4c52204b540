"""What is said of broken text and wrong names: every mistake once, at its line, and nothing else."""

import re
from datetime import date
from fractions import Fraction
from typing import get_args

import pytest

from journeydsl.analysis import Choice, analyze
from journeydsl.checks._catalogue import catalogue
from journeydsl.checks._slips import slip
from journeydsl.checks._subject import Reading
from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.model import faults
from journeydsl.model.faults import Fault
from journeydsl.syntax.faults import Problem, SyntaxFault
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Edit, Source, Span, apply_edits
from readings import analysis_of

TODAY = date(2026, 11, 22)
# Eleven lines in which nothing is wrong; what a test is about begins on line 12.
HEAD = """\
journey shop { for qualified  currency USD }
team marketing "Marketing"
team sales "Sales"
field country one of US, GB, DE
field budget money 0..
activity demo "Asked for a demo" hand raise
score fit "Fit" 0..100 { add 30 when country = US }
rule qualified "Qualified" when fit >= 30 or any demo in 7 days
entry stage lead "Lead" { owner marketing  collects country, budget }
won stage customer "Customer" { owner sales }
lost stage gone "Gone" { owner sales }
"""
MOVE = "move lead -> customer by sales\n"


def told(text: str, *only: str) -> list[Diagnostic]:
    return list(analysis_of(text, Choice({}, frozenset(only or ("unreadable-text",)))).diagnostics)


def found(text: str, *only: str) -> set[tuple[int, str]]:
    return {(diagnostic.span.line, diagnostic.name) for diagnostic in told(text, *only)}


def broken(lines: str) -> set[tuple[int, str]]:
    return found(HEAD + lines + "\n")


TEXT, NAME, TYPE = "unreadable-text", "unknown-name", "type-mismatch"

BROKEN: list[tuple[str, set[tuple[int, str]]]] = [
    ("move lead -> customer by sales", set()),
    ("move lead → customer when budget ≥ 40k USD", {(12, TEXT)}),
    ("move lead customer by sales\nmove lead -> gone by sale", {(12, TEXT), (13, NAME)}),
    ("move lead -> customer when (qualified and country = US\nmove lead -> gone by sales", {(12, TEXT)}),
    ("move lead -> customer when qualified)", {(12, TEXT)}),
    ("move lead -> customer by sales when", {(12, TEXT)}),
    ("move lead -> customer when country is US", {(12, TEXT)}),
    ("move lead -> customer when budget >= USD 40k", {(12, TEXT)}),
    ("move lead -> customer when budget >= €40k EUR", {(12, TEXT)}),
    ("move lead -> customer when budget >= $40k and country == US", {(12, TEXT)}),
    ("move lead -> customer when budget >= 40 and country = us", {(12, TYPE), (12, "value-off-list")}),
    ("move lead -> customer when budget and contry = US", {(12, TYPE), (12, NAME)}),
    ("move lead -> customer when country > US and fit = high", {(12, TYPE)}),
    ("move lead -> customer when fit > 120 or fit in 90..10", {(12, TYPE)}),
    ("move lead -> sales by lead", {(12, "wrong-kind")}),
    ("move lead -> customer by sales\nmove lead -> customer by sales", {(13, "duplicate-name")}),
    ("move any -> gone by sales because", {(12, TEXT)}),
    ("<<<<<<< HEAD\nmove lead -> customer by sales\n=======\nmove lead -> gone by x\n>>>>>>> y", {(12, TEXT)}),
    ('stage lead "Again" { owner sales }\n' + MOVE, {(12, "duplicate-name")}),
    ('stage sales "Sales" { owner sales }\n' + MOVE, {(12, "duplicate-name")}),
    ('stage talk "In talks {\n  owner sales\n}\nmove lead -> talk by sales', {(12, TEXT)}),
    ('stage "New" { owner sales }', {(12, TEXT)}),
    ("stage café { owner sales }\nmove café -> customer by sales", {(12, TEXT), (13, TEXT)}),
    ("stage open-deal { owner sales  leave within 5 dyas else -> gone }", {(12, TEXT)}),
    (
        "stage talk {\n  onwer sales\n  leave whithin 5 days else => gone\n  accept within 2 days\n  gate\n}\n" + MOVE,
        {(13, TEXT), (14, TEXT), (15, TEXT)},
    ),
    (
        "handoff lead -> customer {\n  when qualified\n  acept within 4 hours\n  pass country budget\n"
        "  reject to gone\n}",
        {(14, TEXT), (15, TEXT), (16, TEXT)},
    ),
    ("handoff lead -> customer\n  when qualified\n  pass country\n}", {(12, TEXT)}),
    ("handoff lead -> customer {\n  when qualified\n  pass country\nmove lead -> gone by sales", {(12, TEXT)}),
    ("handoff lead -> customer {\n  owner sales\n  by sales\n}", {(13, TEXT)}),
    (
        "handoff lead -> customer {\n  by sales\n  where qualified { owner sales  accept within 1 business week }\n"
        "  accept within 4 hours else escalates sales\n  accept within 5 hours\n}",
        {(14, TEXT), (14, TYPE), (15, TEXT), (16, "repeated-property")},
    ),
    ("where qualified { owner sales }", {(12, TEXT)}),
    ("if qualified then move lead -> customer", {(12, TEXT)}),
    ("use teams.journey", {(12, TEXT)}),
    ('use "teams.journey"', {(12, "used-file-missing")}),
    ("journey second {}", {(12, "duplicate-name")}),
    ("role champion {\n  cares Looks good\n  buyer asks Why?\n}", {(13, TEXT), (14, TEXT)}),
    ("team t { people 2.5  capacity 1000 lead per month capacity }", {(12, TYPE), (12, TEXT)}),
    ('field email text from "Lead.Email" personal for Answering"', {(12, TEXT)}),
    ("team agents { part of closers }\nteam closers { part of agents }", {(12, "circular-definition")}),
    ('rule r "R"\nrule s "S" when s or qualified', {(12, TEXT), (13, "circular-definition")}),
    ("field size integer 500..1\nfield x one of a, b, a", {(12, TYPE), (13, "duplicate-name")}),
    ('calendar c { timezone "Mars"  open mon-fri 9:00-25:30 }', {(12, TEXT)}),
    ('calendar c { timezone "europe london"  closed 2027-02-30 }', {(12, TYPE)}),
    ("calendar c { open mon..fri 9:00..25:30  holidays England }", {(12, TYPE)}),
    (
        'plan q1 "Q1" 2027-01-01..2027-03-31 {\n  target 2M from customer\n  deal 40k\n'
        "  convert lead -> customer 20\n}",
        {(14, TYPE), (15, TEXT)},
    ),
    ("promise vol marketing to sales { deliver 900 lead -> customer per fortnight }", {(12, TEXT)}),
    ("promise vol marketing to sales { answer 120% of lead -> customer within 4 hours }", {(12, TYPE)}),
    ("kpi k measures acceptance of lead -> customer target 90 shared by sales", {(12, TYPE)}),
    ("meeting m every week on tues for sales { kind audits  reads lead -> customer }\n" + MOVE, {(12, NAME)}),
    ("meeting m every week on tue for sales { reads gone -> customer }\n" + MOVE, {(12, NAME)}),
    ("offer w by sales { purpose harvst  runs 2027-02-14..2027-01-14  costs 9 EUR }", {(12, NAME), (12, TYPE)}),
    (
        'scenario "S" {\n  given country = uk, budget = 9k\n  at leed\n}',
        {(13, "value-off-list"), (13, TYPE), (14, NAME)},
    ),
    ("\0\0\0" + MOVE, {(12, TEXT)}),
    ("move lead -> \u200bcustomer by sales", {(12, TEXT)}),
    ('rule open_end when qualified because """It goes on', {(12, TEXT)}),
    ("move lead -> customer when not qualified and not (country in [US, GB", {(12, TEXT)}),
    ("}", {(12, TEXT)}),
    ("§§§ ??? !!!", {(12, TEXT)}),
]


@pytest.mark.parametrize(("lines", "expected"), BROKEN, ids=[lines[:50].strip() for lines, _ in BROKEN])
def test_every_mistake_is_told_at_its_line_and_nothing_else(lines: str, expected: set[tuple[int, str]]) -> None:
    assert broken(lines) == expected


@pytest.mark.parametrize("lines", [lines for lines, _ in BROKEN], ids=[lines[:50].strip() for lines, _ in BROKEN])
def test_safe_fixes_make_no_new_finding_on_another_line(lines: str) -> None:
    text = HEAD + lines + "\n"
    before = told(text)
    edits: list[Edit] = [
        edit for one in before if one.finding.fix and one.finding.fix.is_safe for edit in one.finding.fix.edits
    ]
    after = told(apply_edits(text, edits))
    assert {one.span.line for one in after} <= {one.span.line for one in before}
    if edits:
        mended = {one.finding.message for one in before if one.finding.fix and one.finding.fix.is_safe}
        assert mended & {one.finding.message for one in after} == set()


@pytest.mark.parametrize("lines", [lines for lines, _ in BROKEN], ids=[lines[:50].strip() for lines, _ in BROKEN])
def test_what_is_said_is_one_sentence_in_plain_words(lines: str) -> None:
    for diagnostic in told(HEAD + lines + "\n"):
        finding = diagnostic.finding
        said = [finding.message, *(label.text for label in finding.labels), finding.fix.text if finding.fix else ""]
        for words in said:
            plain = re.sub(r"`[^`]*`", "", words)
            assert not re.search(r"\b(token|node|null|invalid|must|syntax|parser|None)\b|!|\n|<[A-Z]+>", plain), words
            assert not words.endswith("."), words
        assert finding.message[:1] == "`" or finding.message[:1].isupper() or finding.message[:1].isdigit()


def sample_faults() -> list[Fault]:
    span, first = Span(Source("a.journey", "abc def"), 0, 3), Span(Source("a.journey", "abc def"), 4, 7)
    return [
        faults.UnknownName(span, "leed", ("stage",), "lead", ("lead",), ()),
        faults.UnknownStep(span, "lead", "customer"),
        faults.WrongKind(span, "sales", ("stage",), "team", first),
        faults.DuplicateName(span, "lead", "stage", "stage", first),
        faults.DuplicateWay(span, "handoff", "lead", "sal", first),
        faults.WrongType(span, "employees", "integer", "text"),
        faults.UnfitTest(span, "country", "one of", "<"),
        faults.OutsideRange(span, "people", 0, 1, None),
        faults.NotWhole(span, "people", Fraction(5, 2)),
        faults.MissingCurrency(span, "deal", None),
        faults.OtherCurrency(span, "deal", "EUR", "USD", first),
        faults.BadCurrency(span, "dollars"),
        faults.UnfitBusiness(span, "week"),
        faults.ValueOffList(span, "country", "uk", ("US", "GB"), None),
        faults.UnknownWord(span, "purpose", "grow", ("plant", "harvest"), None),
        faults.BadTimezone(span, "Mars"),
        faults.BadCountry(span, "England"),
        faults.BadDate(span, "2027-02-30"),
        faults.BadTime(span, "25:00"),
        faults.ReversedRange(span, "5", "1"),
        faults.RepeatedProperty(span, "owner", first),
        faults.RepeatedValue(span, "country", "US", first),
        faults.MisplacedProperty(span, "owner", "where"),
        faults.MissingProperty(span, "when", "rule", "qualified"),
        faults.UsedFileMissing(span, "teams.journey", "missing"),
        faults.CycleOfUses(span, "b.journey", ("a.journey", "b.journey", "a.journey")),
        faults.CycleOfDefinitions(span, "rule", ("a", "b")),
        faults.TwoHeaders(span, "second", first),
        faults.TooDeep(span),
        faults.TooTangled(span, "rule", "qualified"),
        faults.TooManyWays(span, "any -> lost"),
    ]


def test_every_fault_is_spoken_by_exactly_one_check() -> None:
    samples = sample_faults()
    assert {type(fault) for fault in samples} == set(get_args(Fault))
    for fault in samples:
        reading = Reading((), (fault,))
        speaking = [c.name for c in catalogue() if c.check_reading for _ in c.check_reading(reading)]
        assert len(speaking) == 1, (fault, speaking)


@pytest.mark.parametrize("problem", get_args(Problem))
def test_every_problem_of_the_reader_has_words(problem: Problem) -> None:
    said = slip("stage lead onwer", SyntaxFault(problem, 11, 16, "onwer", ("owner",), "stage", 0))
    assert said.message


def test_a_missing_way_is_not_missed_where_something_could_not_be_read() -> None:
    structure = ("unreachable-stage", "trapped-stage", "no-entry-stage", "no-end-stage", "unclocked-stage")
    lines = "stage island { owner sales }\nmove lead -> customer by sales\n"
    assert found(HEAD + lines, *structure) == {
        (9, "unclocked-stage"), (11, "unreachable-stage"), (12, "unreachable-stage"), (12, "trapped-stage"),
    }  # fmt: skip
    for gap in (
        "move lead -> §",
        "<<<<<<<\n=======\n>>>>>>>",
        'rule r when qualified because """It',
        'use "x"',
        "stage {",
    ):
        assert {name for _, name in found(HEAD + lines + gap, *structure)} & set(structure) == set(), gap


def test_a_library_name_that_another_root_uses_is_used() -> None:
    root, library = (
        Source("shop.journey", 'use "f.journey"\n' + HEAD + MOVE),
        Source("f.journey", "field size integer\n"),
    )
    files = {"f.journey": parse(library), "shop.journey": parse(root)}
    uses = {("shop.journey", "f.journey"): "f.journey"}
    choice = Choice({}, frozenset(("unused-name",)))
    alone = analyze("shop.journey", files, uses, TODAY, choice)
    shared = analyze("shop.journey", files, uses, TODAY, choice, frozenset({("field", "size")}))
    assert [one.finding.subject for one in alone.diagnostics] == ["field size"]
    assert shared.diagnostics == ()


def test_one_band_in_use_is_its_score_and_all_bands_in_use() -> None:
    score = "score heat 0..100 { add 5 per demo  band hot 50..100  band cold 0..49 }\n"
    assert found(HEAD + MOVE + score) == {(13, "unused-name")}
    assert found(HEAD + score + "move lead -> customer when hot\n") == set()


def test_an_allow_is_vacant_expired_or_without_reason_and_never_two_of_them() -> None:
    unused = "field size integer\n" + MOVE
    used = "field size integer\nstage talk { owner sales  collects size }\n" + MOVE
    assert found(HEAD + "# allow unused-name: the web team reads it\n" + unused) == set()
    assert found(HEAD + "# allow unused-name: the web team reads it\n" + used) == {(12, "vacant-allow")}
    assert found(HEAD + "# allow unused-nmae: the web team reads it\n" + used) == {(12, "vacant-allow")}
    assert found(HEAD + "# allow unused-name\n" + used) == {(12, "allow-without-reason")}
    assert found(HEAD + "# allow unused-name until 2026-11-21: soon\n" + used) == {(12, "expired-allow")}
    assert found(HEAD + "# allow unused-name until 2026-11-22: soon\n" + used) == {(12, "vacant-allow")}
    assert found(HEAD + "# allow seller-stage: later\n" + used) == set()
