"""Journeys that nobody wrote so are read, told of and formatted without loss; `python3 run.py fuzz` tries more."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fuzzing
import growing
import guiding
import keeping
import probing
from commanding import Broken
from journeydsl.conditions.effort import TOO_MUCH, Effort, Unclear
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

HEAD = 'journey big "Big" { for q }\nteam marketing\nteam sales\nentry stage a { owner marketing }\n'
TAIL = "stage b { owner sales }\nwon stage c { owner sales }\nmove a -> b when q\nmove b -> c by sales\n"
FLAGS = "".join(f"field f{n} boolean\n" for n in range(100))
LARGE = {
    "parentheses": HEAD + "rule q when " + "(" * 20_000 + "f1" + ")" * 20_000 + FLAGS + TAIL,
    "braces": "{" * 50_000,
    "quotes": '"' * 50_000,
    "one line": " ".join((HEAD + FLAGS + TAIL).split("\n")) + "rule q when " + " or ".join(["f1"] * 5_000),
    "rules that read each other": HEAD + FLAGS + TAIL + "rule q when r0\n" + "".join(
        f"rule r{n} when (r{n + 1} and f{n}) or (r{n + 1} and not f{n + 1})\n" for n in range(60)) + "rule r60 when f1",
    "an and of ors": HEAD + FLAGS + TAIL + "rule q when " + " and ".join(
        f"(f{n % 97} or not f{n * 7 % 89} or f{n * 3 % 83})" for n in range(250)),
    "windows": HEAD + TAIL + "activity x\nrule q when " + " or ".join(
        f"count of x in {n + 1} days >= {n % 9 + 1}" for n in range(300)),
    "sums": HEAD + FLAGS + TAIL + "score s {\n" + "".join(
        f"  add {10**11 + n * 7_919} when f{n}\n" for n in range(40)) + "}\nrule q when s = 11223344556677",
    "numbers": HEAD + f"field n integer 0..{'9' * 4_000}\nrule q when n > {'9' * 4_000}\n" + TAIL,
    "misspelt words": "stgae x { ownr y }\n" * 300,
}  # fmt: skip


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_what_grows_without_end_is_told_of_after_counted_steps(text: str) -> None:
    probing.probe(text)


@pytest.mark.parametrize("number", range(12))
def test_damaged_journeys_lose_nothing_and_stop_nothing(number: int) -> None:
    probing.probe(fuzzing.damaged(random.Random(number)))


def test_every_form_in_which_a_name_stands_says_what_the_name_means() -> None:
    assert set(growing.labels_with_names()) == set(growing.MEANT)


@settings(max_examples=25, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_journeys_grown_from_the_grammar_lose_nothing_and_stop_nothing(dice: random.Random) -> None:
    for text in growing.grown(dice).files.values():
        probing.probe(text)


@pytest.mark.parametrize("number", range(12))
def test_commands_answer_about_journeys_that_nobody_wrote_so(number: int, tmp_path: Path) -> None:
    dice = random.Random(number)
    files = fuzzing.files_of(dice)
    fuzzing.attempt(files, dice, tmp_path / "journey", fuzzing.some(dice, 3))


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in keeping.kept()])
def test_what_broke_something_once_does_not_break_it_again(path: Path, tmp_path: Path) -> None:
    done = keeping.done_with(path)
    fuzzing.attempt(keeping.files_in(path), random.Random(path.name), tmp_path / "journey", [done])


@pytest.mark.parametrize("number", range(4))
def test_damaged_journeys_are_compared_and_written(number: int) -> None:
    text = fuzzing.damaged(random.Random(number))
    fuzzing.alone("compare", text)
    fuzzing.alone("write", text)


def test_what_breaks_something_is_kept_as_small_as_it_gets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "CORPUS", tmp_path)

    def breaks(files: keeping.Files, name: str) -> BaseException | None:
        is_broken = "stage" in files.get("a.journey", "".join(files.values())) and not name.startswith("read-7.")
        return Broken(f"{len(files)} is too many") if is_broken else None

    files = {"a.journey": 'team a\nstage b { owner a }\nteam c "stage"\n' * 40, "b.journey": "team d\n"}
    assert keeping.keep({"a.journey": files["a.journey"]}, "read", 7, breaks).name == "read-7-1.journey"
    assert (tmp_path / "read-7-1.journey").read_bytes() == b"stage"
    assert keeping.files_in(keeping.keep(files, "fix", 8, breaks)) == {"a.journey": "stage", "b.journey": ""}


def test_where_atheris_cannot_be_had_one_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(guiding, "install", lambda: False)
    assert guiding.guide(1.0, 1) == 2
    assert capsys.readouterr().err == f"{guiding.NO_WHEEL}\n"


def test_a_journey_that_asks_too_much_is_told_that_a_question_stays_open() -> None:
    told = probing.analysis_of(parse(Source("a.journey", LARGE["an and of ors"]))).diagnostics
    open_questions = [one.finding for one in told if one.name == "undecided-question"]
    assert any(TOO_MUCH in finding.evidence for finding in open_questions)


def test_one_who_asks_leaves_something_to_the_others() -> None:
    effort = Effort(90)
    effort.turn()
    with pytest.raises(Unclear):
        effort.spend(46)
    effort.turn()
    effort.spend(20)
    assert not effort.is_spent
