"""`journey new`: start a journey with five questions, or with a plain starter."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import click

from journeydsl.cli.printing import complain, in_shell, say
from journeydsl.cli.saving import save
from journeydsl.suggest.starter import DEFAULTS, Answers, name_of, problem, starter


@click.command("new")
@click.argument("title", required=False, default="")
@click.option("--out", metavar="FILE", help="Where to write it; by default the title's name with .journey.")
@click.option("--plain", is_flag=True, help="Ask nothing and write a plain starter.")
def command(title: str, out: str | None, plain: bool) -> int:
    """Start a journey.

    TITLE is what people call it, such as "Bikes for companies". On a terminal it asks five questions; elsewhere, and
    with --plain, it writes a plain starter. The file checks clean.
    """
    answers = DEFAULTS.replace(title=title.strip() or DEFAULTS.title)
    path = out or f"{name_of(answers.title, set(), 'journey')}.journey"
    if os.path.lexists(path):
        complain(f"`{path}` is there already; name another file with --out")
        return 2
    if not plain and sys.stdin.isatty() and sys.stdout.isatty():
        answers = _ask(answers)
    if not save(path, starter(answers).encode()):
        return 2
    word = in_shell(path)
    say(f"Wrote `{path}`. Read it, change it, and run `journey check {word}`.")
    say(f"`journey serve {word}` shows it in a browser, and again whenever you save it.")
    return 0


def _ask(answers: Answers) -> Answers:
    say(f"Five questions about “{answers.title}”; `journey new TITLE` gives it another title.")
    say("Put commas between what you name; Enter takes what stands in brackets. Everything can be changed in the file.")
    teams = _list("1. Which teams work on the journey?", answers.teams, lambda said: _problem(answers, teams=said))
    stages = _list(
        "2. Which stages does a buyer go through, the last being the customer?",
        answers.stages,
        lambda said: _problem(answers, stages=said, owners=(answers.teams[0],) * len(said)),
    )
    owners = _list(
        "3. Who hands to whom? Name the team of each stage in order; where it changes, one hands to the other.",
        tuple(teams[min(number * len(teams) // len(stages), len(teams) - 1)] for number in range(len(stages))),
        lambda said: _problem(answers, teams=teams, stages=stages, owners=said),
    )
    within = _list(
        "4. How fast does the receiving team accept a buyer?",
        (answers.accept_within,),
        lambda said: _problem(answers, accept_within=" ".join(said)),
    )
    reasons = _list(
        "5. What may be sent back? Name the reasons.", answers.reasons, lambda said: _problem(answers, reasons=said)
    )
    return Answers(answers.title, teams, stages, owners, " ".join(within), reasons)


def _problem(answers: Answers, **changes: object) -> str:
    """What is wrong with one answer, the others being right."""
    changed = answers.replace(**changes)
    if "teams" in changes and "owners" not in changes:
        changed = changed.replace(owners=(changed.teams[:1] or ("",)) * len(changed.stages))
    return problem(changed)


def _list(question: str, default: tuple[str, ...], wrong: Callable[[tuple[str, ...]], str]) -> tuple[str, ...]:
    while True:
        said = click.prompt(question, default=", ".join(default))
        answer = tuple(part.strip() for part in said.split(",") if part.strip())
        fault = wrong(answer)
        if not fault:
            return answer
        say(fault)
