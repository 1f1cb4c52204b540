"""What journeys that nobody wrote so have shown, each in the few words that show it."""

from pathlib import Path

import pytest

import console
import probing
from instances import TODAY
from journeydsl.conditions.points import Points, Reach
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source
from journeydsl.text.spacing import spaced
from readings import journey_of

SHOP = """
journey shop "The shop"
activity visit
activity call
team sales
entry stage lead { owner sales }
won stage customer
move lead -> customer when any visit in 30 days
"""


# ---- reading and layout


@pytest.mark.parametrize(
    "text",
    [
        'field i\tboolean""#\n,move\ny->s',
        'field\n_ date""#\n,rule r{when f\nincludes\nall of[M]}rule\ns',
        'stage a # one\n"A" # two\n{ # three\nowner # four\nb # five\n} # six\n',
        "move [a # one\n, b # two\n] # three\n-> c # four\nby # five\nd, # six\npriority 2",
    ],
)
def test_a_comment_between_two_words_is_laid_out_once_and_for_all(text: str) -> None:
    probing.probe(text)


@pytest.mark.parametrize(
    "text", ['activity a "b"-mail"', 'activity "Dance cck "Clicked"Downloaded the brochure"-mail"']
)
def test_a_hyphen_behind_a_text_is_no_part_of_a_name(text: str) -> None:
    probing.probe(text)


@pytest.mark.parametrize(
    "line", ["team other journey shop {}", "# about\n}journey shop {}", "team a\tjourney\n\tshop {}"]
)
def test_a_root_is_found_wherever_its_header_stands(line: str, tmp_path: Path) -> None:
    (tmp_path / "shop.journey").write_text(f"{line}\n", "utf-8")
    assert "1 journey" in console.journey("check .", tmp_path)[0]


@pytest.mark.parametrize("value", ["0D", "0 D", "0\n D", "0 # a remark\n D", "5 %", "5%", "2_000", "2026-01-01"])
def test_a_value_that_is_on_no_list_is_the_same_however_it_is_laid_out(value: str) -> None:
    probing.probe(f"journey n\nfield d one of us, gb\nstage s\nstage t\nmove s -> t when d in [{value}]\n")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("a=1", "a = 1"),
        ("a in [ 1 ,2 # few\n, 5USD..10  USD ]", "a in [1, 2, 5 USD..10 USD]"),
        (
            '( not\n a is  known )or b contains "two  spaces # one"',
            '(not a is known) or b contains "two  spaces # one"',
        ),
        ("add 5 per visit once per 2 days , up to 10", "add 5 per visit, once per 2 days, up to 10"),
        ("share 5 %", "share 5%"),
        ("mon .. fri 09:00 .. 17:30", "mon..fri 09:00..17:30"),
        ("x in 30 .. and y in .. -5", "x in 30.. and y in ..-5"),
        ("x in 5 USD .. and y", "x in 5 USD.. and y"),
        ("a -> b\n,c", "a -> b, c"),
    ],
)
def test_words_are_the_same_however_they_were_laid_out(written: str, words: str) -> None:
    assert spaced(written) == spaced(words) == words


def test_a_finding_that_was_accepted_stays_so_once_its_condition_is_laid_out_anew(tmp_path: Path) -> None:
    condition = "country in [ us ,gb # both\n ]  or\ncountry = us"
    (tmp_path / "shop.journey").write_text(
        SHOP.replace("any visit in 30 days", condition) + "field country one of us, gb\n", "utf-8"
    )
    assert "redundant-part" in console.journey("check .", tmp_path)[0]
    assert console.journey("baseline .", tmp_path)[1] == 0
    assert console.journey("fmt .", tmp_path)[1] == 0
    assert console.journey("check . --fail-on advice", tmp_path)[1] == 0


@pytest.mark.parametrize(
    "stage",
    [
        'stage idle # allow ownerless-stage: so\n{ about "Here." }',
        'stage # allow ownerless-stage: so\nidle { about "Here." }',
        'stage idle { # allow ownerless-stage: so\n  about "Here." }',
    ],
)
def test_what_is_allowed_stays_so_once_its_comment_is_laid_out_anew(stage: str) -> None:
    text = f"{SHOP}{stage}\n"
    assert "Nobody owns `idle`" in {one[1] for one in told(text.replace("allow", "about"))}
    assert "Nobody owns `idle`" not in {one[1] for one in told(text)}
    probing.probe(text)


def test_a_comma_behind_a_comment_does_not_move_what_is_allowed() -> None:
    plan = "plan p 2026-10-01..2026-12-31 { convert lead -> customer 0%# allow disagreeing-numbers: so\n"
    probing.probe(f"{SHOP}{plan}, convert lead -> customer 1% }}\n")


def told(text: str) -> set[tuple[str, str, str]]:
    return probing.told_of(probing.analysis_of(parse(Source("a.journey", text))))


# ---- the model


def test_a_score_on_two_cycles_is_cut_whole() -> None:
    text = "journey n\nscore a { add b  add c }\nscore b { add a }\nscore c { add a }\nrule r when a > 5\n"
    probing.probe(text)
    journey = probing.analysis_of(parse(Source("a.journey", text))).journey
    assert journey is not None
    assert [len(score.lines) for score in journey.scores.values()] == [0, 0, 1]
    probing.write(text)


def test_a_meeting_reads_no_kpi_that_could_not_be_understood() -> None:
    text = f"{SHOP}kpi lost {{ target 5 }}\nmeeting m every week {{ reads lost, lead -> customer }}\n"
    journey = probing.analysis_of(parse(Source("a.journey", text))).journey
    assert journey is not None
    assert len(journey.meetings["m"].readings) == 1
    assert not journey.meetings["m"].is_whole
    probing.write(text)


@pytest.mark.parametrize("every", ["0 weeks on mon 10:00", "0 months on first mon", "0 days", "0 quarters", "0 weeks"])
def test_a_meeting_every_0_weeks_is_never_held(every: str) -> None:
    text = f"{SHOP}plan year 2026-06-27..2027-10-27\nmeeting m every {every} for sales\n"
    probing.probe(text)
    probing.write(text)


def test_a_handoff_from_nowhere_is_told_of_as_a_name_and_no_more() -> None:
    text = f"{SHOP}handoff nowhere -> customer {{ reject -> lead because bad_data }}\n"
    probing.probe(text)
    told = {one.name for one in probing.analysis_of(parse(Source("a.journey", text))).diagnostics}
    assert "unknown-name" in told
    assert "unread-feedback" not in told


# ---- reasoning and numbers


def test_nobody_did_anything_before_there_were_days() -> None:
    journey = journey_of("""
        journey n
        activity visit
        activity demo
        score rare { add 2 per visit once per 2M months up to 100 }
        score slow { add 1 per demo once per 1 quarter up to 9_000 }
    """)
    most = Points(journey, TODAY).highest("rare")
    assert isinstance(most, Reach)
    assert most.points == 2


def test_what_is_counted_more_often_than_anybody_does_it_stays_open() -> None:
    text = SHOP.replace("any visit in 30 days", "count of visit in 30 days >= 10_001")
    told = probing.analysis_of(parse(Source("a.journey", text))).diagnostics
    assert [one.name for one in told if one.name == "undecided-question"]


@pytest.mark.parametrize("share", ["0%", "100%", "0.000001%", "-5%", "250%"])
def test_rates_of_nothing_all_and_more_are_planned_with(share: str, tmp_path: Path) -> None:
    plan = f"plan q1 2026-10-01..2026-12-31 {{ target 10 customer from lead  convert lead -> customer {share} }}"
    (tmp_path / "shop.journey").write_text(f"{SHOP}{plan}\n", "utf-8")
    assert console.journey("plan shop.journey", tmp_path)[1] in (0, 1, 2)
    probing.write(f"{SHOP}{plan}\n")


def test_a_value_that_is_on_no_list_is_signed_as_had_by_nobody() -> None:
    text = SHOP.replace("any visit in 30 days", "country = mars") + "field country one of us, gb\n"
    probing.compare(text, text.replace("mars", "venus"))


def test_who_does_more_than_can_be_looked_at_keeps_no_comparison_waiting() -> None:
    text = SHOP + 'scenario "Busy" { given 99M visit 2 days ago at lead expect stays }\n'
    probing.compare(text, text.replace("any visit", "any call"))


# ---- what is written


def test_a_meeting_at_24_o_clock_is_held_at_midnight(tmp_path: Path) -> None:
    (tmp_path / "shop.journey").write_text(f"{SHOP}meeting m every week on mon 24:00 for sales\n", "utf-8")
    printed, code = console.journey("calendar shop.journey --format ics", tmp_path)
    assert (code, "T000000" in printed) == (0, True)


@pytest.mark.parametrize("place", ["title", "stage", "team", "address"])
def test_very_long_words_are_drawn(place: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    long = "s" * 20_000
    texts = {
        "title": SHOP.replace("lead {", f'lead "{"漢" * 6_000}" {{'),
        "stage": SHOP.replace("lead", long),
        "team": SHOP.replace("sales", long),
        "address": f'{SHOP}content c in lead {{ at "https://shop.example/{long}" }}\n',
    }
    (tmp_path / "shop.journey").write_text(texts[place], "utf-8")
    assert console.journey("draw shop.journey --output shop.svg", tmp_path) == ("Wrote `shop.svg`.\n", 0)
    assert console.journey("draw shop.journey --output shop.pdf", tmp_path) == ("Wrote `shop.pdf`.\n", 0)
    assert capfd.readouterr().err == ""


def test_no_title_of_a_calendar_begins_a_property_of_its_own(tmp_path: Path) -> None:
    text = (
        SHOP.replace("The shop", "The shop\\nATTACH:https://b.example")
        + "meeting m every week on mon 10:00 for sales\n"
    )
    (tmp_path / "shop.journey").write_text(text, "utf-8")
    printed, code = console.journey("calendar shop.journey --format ics", tmp_path)
    assert code == 0
    assert [line for line in printed.splitlines() if line.startswith("ATTACH")] == []


# ---- encodings


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-16", "is written in UTF-16, not in UTF-8"),
        ("utf-16-le", "is written in UTF-16, not in UTF-8"),
        ("utf-16-be", "is written in UTF-16, not in UTF-8"),
        ("utf-32", "is written in UTF-32, not in UTF-8"),
        ("cp1252", "is not written in UTF-8"),
        ("latin-1", "is not written in UTF-8"),
    ],
)
def test_what_is_not_utf8_is_told_once_and_nothing_else_about_that_file(
    encoding: str, words: str, tmp_path: Path
) -> None:
    slips = 'field größe text\nteam sales "Verkäufer\nstage { # allow no-such-check\n'
    (tmp_path / "teams.journey").write_bytes(('team helpers "Ä"\n' + slips).encode(encoding) + b"\xe4")
    (tmp_path / "shop.journey").write_text(SHOP.replace("team sales\n", 'use "teams.journey"\n'), "utf-8")
    printed, code = console.journey("check . --fail-on error", tmp_path)
    assert code == 2
    assert printed.count("teams.journey:") == 1
    assert f"error: This file {words}  [unreadable-text]" in printed
    assert "fix: Save the file as UTF-8" in printed
    assert "unknown-name" not in printed
