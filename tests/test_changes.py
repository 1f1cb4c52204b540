"""Reports on changes in every form: what they hold, how long they get, and what they let through."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

import console
from journeydsl.diff.compare import compare
from journeydsl.diff.weight import KINDS, kinds_of
from journeydsl.render.changes.data import changes_json
from journeydsl.render.changes.html import changes_html
from journeydsl.render.changes.markdown import LONGEST, LONGEST_MERMAID, changes_markdown
from journeydsl.render.changes.report import Report, report
from journeydsl.render.diagrams.drawing import Failure, Reason
from journeydsl.signing.fingerprint import fingerprint_of
from readings import ACME, TODAY, edited_acme, version_of

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs/changes.schema.json").read_text(encoding="utf-8"))
EDITS = (
    ("employees >= 1000", "employees >= 800"),
    ("employees < 1000", "employees < 800"),
    ("accept within 4 business hours", "accept within 8 business hours"),
    ("share 30%", "share 40%"),
    ("deliver 900", "deliver 800"),
    ("target 2M USD", "target 3M USD"),
)


def told(older: str, newer: str) -> Report:
    return report("root.journey", compare(version_of(newer), version_of(older), TODAY))


def no_engine(dot: str, form: str) -> Failure:
    return Failure(Reason.NO_GRAPHVIZ)


def large(count: int, dice: random.Random) -> str:
    """A journey of many stages, each with a time limit and a way on."""
    lines = [
        'journey wide "Wide & <b>bold</b>" {}',
        'team sales "Sales | `desk`" { channel "#s" }',
        "field size integer",
    ]
    lines += ['entry stage s0 "Start" { owner sales }', 'won stage end "End" { owner sales }']
    for number in range(1, count):
        limit = dice.randrange(2, 90)
        title = f"Stage {number} with a long & winding <title>"
        lines.append(f'stage s{number} "{title}" {{ owner sales  leave within {limit} days else -> end }}')
        lines.append(f"move s{number - 1} -> s{number} when size >= {dice.randrange(1000)}")
    return "\n".join([*lines, f"move s{count - 1} -> end by sales"])


def test_every_form_says_the_same_change() -> None:
    found = told(ACME, edited_acme(*EDITS))
    text = changes_markdown([found], [])
    page = changes_html([found], [], no_engine)
    for words in ("employees in 800..999", "8 business hours to accept, was 4 business hours", "What the plans need"):
        assert words in text
        assert words in page
    assert found.kinds == ("moved", "promise", "scenario", "any")
    assert "```mermaid" in text


def test_data_keep_to_the_published_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    pairs = [
        (ACME, edited_acme(*EDITS)),
        (edited_acme(*EDITS), ACME),
        (large(9, random.Random(1)), large(12, random.Random(2))),
    ]
    data = json.loads(changes_json([told(*pair) for pair in pairs], ["a.journey"], [], ["b"]))
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(data)) == []
    kinds = SCHEMA["$defs"]["journey"]["properties"]["kinds"]["items"]["enum"]
    assert kinds == [*KINDS]


@pytest.mark.parametrize("count", [40, 260])
def test_a_large_change_stays_inside_the_limits_and_says_what_it_leaves_out(count: int) -> None:
    found = told(large(count, random.Random(1)), large(count + 5, random.Random(2)))
    text = changes_markdown([found], [])
    assert len(text.encode()) <= LONGEST
    pictures = re.findall(r"```mermaid\n(.*?)```", text, re.S)
    assert all(len(picture) <= LONGEST_MERMAID for picture in pictures)
    assert bool(pictures) is not ("The picture is left out" in text)
    short = changes_markdown([found], [], 12_000)
    assert len(short.encode()) <= 12_000
    assert "Lists are cut short here" in short
    assert re.search(r"… and [\d,]+ more", short)
    many = changes_markdown([found] * 12, ["The journey in `x` is new."] * 4_000)
    assert len(many.encode()) <= LONGEST
    assert re.search(r"and [\d,]+ more journeys", many)


def test_words_of_strangers_are_words_in_every_form() -> None:
    before, after = large(3, random.Random(1)), large(4, random.Random(2))
    found = told(before, after)
    page = changes_html([found], ["<script>alert(1)</script>"], no_engine)
    assert "<script>" not in page
    assert "<b>bold" not in page
    text = changes_markdown([found], ["<img src=x>"])
    assert "<img" not in text
    assert "<b>bold" not in re.sub(r"```mermaid.*?```", "", text, flags=re.S)


def test_nothing_is_told_of_form() -> None:
    assert told(ACME, re.sub(r"(?m)^#.*$", "", ACME)).is_empty
    assert "Nothing that matters" in changes_markdown([], [])


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        (("accept within 4 business hours", "accept within 5 business hours"), "promise"),
        (("answer 95%", "answer 90%"), "promise"),
        (("commercial_desk otherwise share", "commercial_desk when commercial and budget > 1k USD share"), "uncovered"),
        (("email is known", "email is known and employees is known"), "lost"),
    ],
)  # fmt: skip
def test_the_kinds_of_a_change_are_told(edit: tuple[str, str], kind: str) -> None:
    found = compare(version_of(edited_acme(edit)), version_of(ACME), TODAY)
    back = compare(version_of(ACME), version_of(edited_acme(edit)), TODAY)
    assert kind in kinds_of(found)
    assert kind not in kinds_of(back)


def test_a_fingerprint_is_of_meaning_and_not_of_form() -> None:
    own = fingerprint_of(version_of(ACME).graph.journey)
    kept = [
        ("employees >= 1000", "not employees < 1000"),
        ("employees < 1000 or employees is missing", "employees is missing or not employees > 999"),
        ("add 30 when employees >= 200", "add 30 when employees > 199"),
        ('"Sales-qualified lead"', '"Qualified"'),
    ]
    voided = [
        EDITS[0],
        *EDITS[2:5],
        ("add 30 when employees >= 200", "add 31 when employees >= 200"),
        ("leave within 60 days", "leave within 50 days"),
    ]
    for edit in kept:
        assert fingerprint_of(version_of(edited_acme(edit)).graph.journey) == own, edit
    for edit in voided:
        assert fingerprint_of(version_of(edited_acme(edit)).graph.journey) != own, edit
    for name in ("sal", "lead", "qualified", "engagement", "enterprise", "good_fit", "lead_volume"):
        parts = re.split(r'("""[\s\S]*?"""|"[^"\n]*"|#[^\n]*)', ACME)
        text = "".join(
            re.sub(rf"\b{name}\b", "other_name", part) if n % 2 == 0 else part for n, part in enumerate(parts)
        )
        assert fingerprint_of(version_of(text).graph.journey) == own, name


def test_lines_of_a_route_in_another_order_without_effect_keep_the_fingerprint() -> None:
    lines = ["to a when size >= 9", "to b when size < 3", "to c otherwise"]

    def table(*order: str) -> str:
        teams = " ".join(f'team {name} "{name}"' for name in "abc")
        return f"""journey j {{}}
team m "M" {teams}
field size integer
entry stage x "X" {{ owner m }}
won stage y "Y" {{ owner a }}
handoff x -> y {{ by m  route first {{ {"  ".join(order)} }} }}"""

    own = fingerprint_of(version_of(table(*lines)).graph.journey)
    assert fingerprint_of(version_of(table(lines[1], lines[0], lines[2])).graph.journey) == own
    assert fingerprint_of(version_of(table("to a when size >= 20", *lines)).graph.journey) == own
    assert fingerprint_of(version_of(table("to b when size >= 20", *lines)).graph.journey) != own


def test_a_signature_is_written_and_voided(tmp_path: Path) -> None:
    (tmp_path / "acme.journey").write_text(ACME, encoding="utf-8")
    said, code = console.journey("sign sales --today 2026-11-22", tmp_path)
    assert code == 0, said
    signed = (tmp_path / "acme.journey").read_text(encoding="utf-8")
    assert f"sales 2026-11-22 as {fingerprint_of(version_of(ACME).graph.journey)}" in signed
    assert compare(version_of(signed.replace("share 30%", "share 45%")), version_of(signed), TODAY).voided
    assert not compare(version_of(signed.replace('"Sales"', '"Our sales"')), version_of(signed), TODAY).voided
    assert console.journey("sign leadership", tmp_path)[1] == 2
    assert console.journey("sign nobody", tmp_path)[1] == 2


def test_a_report_is_written_whole_into_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.journey").write_text(ACME, encoding="utf-8")
    (tmp_path / "b.journey").write_text(edited_acme(*EDITS), encoding="utf-8")
    for form in ("text", "markdown", "html", "json"):
        said, code = console.journey(f"diff a.journey b.journey --format {form} --output out.{form}", tmp_path)
        assert (said, code) == ("", 0)
        assert "employees in 800..999" in (tmp_path / f"out.{form}").read_text(encoding="utf-8")
    assert console.journey("diff a.journey b.journey --fail-on moved", tmp_path)[1] == 1
    assert console.journey("diff a.journey b.journey --fail-on uncovered", tmp_path)[1] == 0
    assert console.journey("diff a.journey gone.journey", tmp_path)[1] == 2
