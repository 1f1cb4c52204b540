"""Two versions of a journey: what is told, and that nothing that matters is left out."""

import random
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from journeydsl.conditions.answers import Gaps
from journeydsl.conditions.buyer import Buyer, Happening, Value
from journeydsl.diff.compare import Comparison, compare
from journeydsl.diff.outcomes import Outcome, outcome
from journeydsl.formatting.format import format_text
from journeydsl.model.buyers import AnyOfType, BooleanType, DateType, OneOfType, TextType
from journeydsl.model.journey import Journey
from journeydsl.text.source import Source
from readings import ACME, TODAY, edited_acme, version_of

ROOT = Path(__file__).parent.parent


def compared(older: str, newer: str) -> Comparison:
    return compare(version_of(newer), version_of(older), TODAY)


def renamed_in_acme(name: str, new: str) -> str:
    """Acme with another name for something, its titles and texts left alone."""
    parts = re.split(r'("""[\s\S]*?"""|"[^"\n]*"|#[^\n]*)', ACME)
    return "".join(re.sub(rf"\b{name}\b", new, part) if number % 2 == 0 else part for number, part in enumerate(parts))


def statements(text: str) -> list[str]:
    """The top-level statements of a formatted journey, each with its comments and blank lines before it."""
    return re.split(r"(?m)^(?=(?:team|field|stage|handoff|rule|score|promise|move|role|segmentation|activity)\b)", text)


def test_the_same_journey_differs_in_nothing() -> None:
    assert compared(ACME, ACME).is_empty


def test_lay_out_comments_and_order_are_no_change() -> None:
    squeezed = re.sub(r"(?m)^#.*$", "", ACME).replace("  ", " ")
    assert compared(ACME, squeezed).is_empty
    formatted = format_text(Source("root.journey", ACME))
    first, *rest = statements(str(getattr(formatted, "text", formatted)))
    random.Random(4).shuffle(rest)
    assert compared(ACME, first + "\n".join(rest)).is_empty


@pytest.mark.parametrize(
    ("name", "new"),
    [("sal", "accepted_lead"), ("employees", "headcount"), ("sdr", "inside_sales"), ("engagement", "warmth"),
     ("qualified", "ready_for_sales"), ("enterprise", "large"), ("good_fit", "fits_well"), ("email_click", "clicked")],
)  # fmt: skip
def test_a_new_name_is_a_new_name_and_nothing_else(name: str, new: str) -> None:
    found = compared(ACME, renamed_in_acme(name, new))
    assert [(change.kind, change.old_key[1], change.key[1]) for change in found.changes] == [("renamed", name, new)]
    assert found.meanings == ()
    assert found.rerouted == ()


TABLE = """journey j "J" {}
team m "M" {}
team s "S" {}
TEAMS
field size integer 0..9_000
field place one of PLACES
activity visit
entry stage x "X" { owner m }
won stage y "Y" { owner s }
move x -> y when WHEN
handoff x -> y { by m  route first {
LINES
} }
"""


def table(lines: list[str], when: str = "any visit", places: str = "us, gb") -> str:
    teams = dict.fromkeys(line.split()[1] for line in lines)
    text = TABLE.replace("TEAMS", "\n".join(f"team {team} {{ part of s }}" for team in teams))
    return text.replace("LINES", "\n".join(lines)).replace("WHEN", when).replace("PLACES", places)


def test_desks_that_are_all_renamed_are_told_apart_by_their_lines() -> None:
    lines = ["to a when size >= 30", "to b when place = us", "to c when size < 3"]
    found = compared(table(lines), table(["to zed when size >= 30", "to yak when place = us", "to elk when size < 3"]))
    assert {(one.old_key[1], one.key[1]) for one in found.changes} == {("a", "zed"), ("b", "yak"), ("c", "elk")}
    assert found.rerouted == ()


def test_a_count_over_two_windows_is_told_whole() -> None:
    line = ["to a otherwise"]
    found = compared(table(line, "any visit in 7 days"), table(line, "count of visit in 14 days >= 2"))
    (meaning,) = found.meanings
    assert meaning.gained
    assert meaning.lost
    assert meaning.gained.gaps[0].region == ("no visit in 7 days and count of visit in 14 days >= 2",)
    assert meaning.lost.gaps[0].region == ("any visit in 7 days and count of visit in 14 days < 2",)


def test_of_two_long_routes_little_is_compared() -> None:
    lines = [
        f"to t{n % 30} when size in {n * 11}..{n * 11 + 15} and place = {'us' if n % 2 else 'gb'}" for n in range(400)
    ]
    changed = [*lines[:1], "to t7 when size = 25", *lines[2:]]
    started = time.process_time()
    found = compared(table(lines), table(changed, places="us, gb, de"))
    assert time.process_time() - started < 4
    assert found.rerouted


def test_a_moved_threshold_is_told_with_a_buyer_each_way() -> None:
    found = compared(
        ACME, edited_acme(("employees >= 1000", "employees >= 800"), ("employees < 1000", "employees < 800"))
    )
    verdicts = {one.key: one.verdict for one in found.meanings}
    assert verdicts == {("segment", "enterprise"): "wider", ("segment", "commercial"): "narrower"}
    assert [(one.before, one.now) for one in found.rerouted] == [(("commercial_desk",), ("enterprise_desk",))]
    assert found.rerouted[0].buyers.gaps[0].region == ("employees in 800..999",)


def test_a_condition_written_otherwise_means_the_same() -> None:
    found = compared(ACME, edited_acme(("employees >= 1000", "not employees < 1000")))
    assert [(one.key, one.verdict, one.is_rewritten) for one in found.meanings] == [
        (("segment", "enterprise"), "same", True)
    ]


def test_a_score_tells_who_has_more_points() -> None:
    found = compared(ACME, edited_acme(("add 30 when employees >= 200", "add 30 when employees >= 150")))
    score = next(one for one in found.meanings if one.key == ("score", "fit"))
    assert score.verdict == "wider"
    assert isinstance(score.gained, Gaps)
    assert score.gained.gaps[0].example.facts[0] == "employees 150"


def test_random_edits_mirror_each_other_and_hide_no_change_of_outcome(request: pytest.FixtureRequest) -> None:
    """`python3 run.py test -k mirror --instances 2000` makes 200 edits and tries 500 buyers on each."""
    wanted = int(request.config.getoption("--instances"))
    for number in range(max(20, wanted // 10)):
        dice = random.Random(number)
        text = random_edit(ACME, dice)
        there, back = compared(ACME, text), compared(text, ACME)
        assert mirrored(there) == plain(back), text
        for stage, was, is_ in brute_force(ACME, text, dice, max(40, wanted // 4)):
            for name in sorted(set(was.holds) ^ set(is_.holds)):
                assert is_told(there, name), (name, text)
            for way in sorted(set(was.goes + was.may) ^ set(is_.goes + is_.may)):
                assert is_told_of_way(there, stage, way.partition(" to ")[0]), (stage, way, text)


def is_told(found: Comparison, name: str) -> bool:
    """Whether a rule, segment or band is said to take other buyers, or to have come or gone."""
    changed = {one.key[1] for one in found.meanings if one.verdict != "same"}
    changed |= {one.key[1] for one in found.changes if one.kind in ("added", "removed")}
    return name in changed


def is_told_of_way(found: Comparison, stage: str, target: str) -> bool:
    """Whether a way between two stages is said to take other buyers, to give them elsewhere, or to be another way."""
    keys = {one.key for one in found.meanings if one.verdict != "same"} | {one.key for one in found.rerouted}
    keys |= {one.key for one in found.changes if one.kind != "renamed"}
    ends = [key[1].partition(" (")[0].split(" -> ") for key in keys if " -> " in key[1]]
    return any(end == target and (origin == "any" or stage in re.findall(r"\w+", origin)) for origin, end in ends)


def plain(found: Comparison) -> object:
    """What is gained and lost, added and removed."""
    return (
        sorted((one.key, one.verdict, bool(one.gained), bool(one.lost)) for one in found.meanings),
        sorted((one.kind, one.key, one.property) for one in found.changes if one.kind != "changed"),
        sorted((one.key, str(one.before), str(one.now)) for one in found.rerouted),
    )


def mirrored(found: Comparison) -> object:
    other = {"added": "removed", "removed": "added"}
    turned = {"wider": "narrower", "narrower": "wider", "new": "gone", "gone": "new"}
    return (
        sorted((one.key, turned.get(one.verdict, one.verdict), bool(one.lost), bool(one.gained))
               for one in found.meanings),
        sorted((other.get(one.kind, one.kind), one.old_key, one.property) for one in found.changes
               if one.kind != "changed"),
        sorted((one.key, str(one.now), str(one.before)) for one in found.rerouted),
    )  # fmt: skip


def random_edit(text: str, dice: random.Random) -> str:
    """Acme with one thing changed: a number, a comparison, a word of a condition, a time, or a way left out."""
    kind = dice.randrange(5)
    if kind == 0:
        places = list(re.finditer(r"(?<=>= )\d+|(?<=< )\d+|(?<=add )\d+", text))
        place = dice.choice(places)
        return text[: place.start()] + str(int(place.group()) + dice.choice((-5, 5, 50))) + text[place.end() :]
    if kind == 1:
        places = list(re.finditer(r"(?<= )(>=|<)(?= \d)", text))
        place = dice.choice(places)
        return text[: place.start()] + {">=": ">", "<": "<="}[place.group()] + text[place.end() :]
    if kind == 2:
        places = list(re.finditer(r"(?<=[a-z)\d]) (and|or) (?=[a-z(])", text))
        place = dice.choice(places)
        return text[: place.start()] + {" and ": " or ", " or ": " and "}[place.group()] + text[place.end() :]
    if kind == 3:
        places = list(re.finditer(r"\b(\d+) (?=(?:business )?(?:days?|hours?)\b)", text))
        place = dice.choice(places)
        return text[: place.start(1)] + str(int(place.group(1)) + 1) + text[place.end(1) :]
    lines = [line for line in text.splitlines() if re.match(r"(move|recycle) ", line) and line.count("{") == 0]
    return text.replace(dice.choice(lines) + "\n", "")


def brute_force(older: str, newer: str, dice: random.Random, count: int) -> Iterator[tuple[str, Outcome, Outcome]]:
    """What becomes of some buyers in both versions, where it differs, each with the stage."""
    before, now = version_of(older).graph, version_of(newer).graph
    for _ in range(count):
        buyer = random_buyer(before.journey, dice)
        stage = dice.choice(["lead", "sal", "nurture", "visitor", "sql"])
        was, is_ = outcome(before, buyer, stage, TODAY), outcome(now, buyer, stage, TODAY)
        if was != is_:
            yield stage, was, is_


def random_buyer(journey: Journey, dice: random.Random) -> Buyer:
    values: dict[str, Value] = {}
    for name, field in journey.fields.items():
        if not field.is_always_known and dice.random() < 0.2:
            continue
        match field.type:
            case OneOfType(values=listed):
                values[name] = dice.choice(listed).text
            case AnyOfType(values=listed):
                values[name] = frozenset({dice.choice(listed).text})
            case BooleanType():
                values[name] = dice.random() < 0.3
            case TextType():
                values[name] = dice.choice(("a@b.example", "a@competitor.example", "a@freemail.example"))
            case DateType():
                values[name] = TODAY + timedelta(days=dice.choice((-10, 5, 90, 91, 200)))
            case _:
                values[name] = dice.choice((1, 50, 195, 199, 200, 205, 500, 995, 999, 1000, 1005, 1050, 5000))
    done = [
        Happening(activity, TODAY - timedelta(days=dice.choice((0, 3, 6, 7, 8, 13, 14, 29, 30, 31))))
        for activity in journey.activities
        for _ in range(dice.choice((0, 0, 1, 2, 5)))
    ]
    return Buyer(values, tuple(done))
