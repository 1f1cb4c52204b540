"""`journey why`: what happens to a buyer at a stage, and why."""

from __future__ import annotations

from datetime import date

import click

from journeydsl.cli.options import format_option, settings_of, shelf_for, today_option
from journeydsl.cli.parts import Whole
from journeydsl.cli.printing import colours, complain, paint, say
from journeydsl.cli.single import single_journey
from journeydsl.conditions.buyer import Buyer, Case
from journeydsl.model.journey import Journey
from journeydsl.render.reports.reasons import reason_lines, reasons_json
from journeydsl.render.reports.terminal import plain
from journeydsl.scenarios.facts import Facts, from_object, from_row, from_words
from journeydsl.scenarios.situation import situation
from journeydsl.text.record import Record
from journeydsl.text.spelling import did_you_mean
from journeydsl.workspace.analyzing import Wish
from journeydsl.workspace.analyzing import day as day_of
from journeydsl.workspace.buyers import csv_buyer, json_buyer
from journeydsl.workspace.files import Unreadable


class _Asked(Record):
    """Where a buyer is written down."""

    facts: tuple[str, ...]
    json: str | None
    csv: str | None
    row: int | None


@click.command("why")
@click.argument("path")
@click.argument("facts", nargs=-1, metavar="[FACT]...")
@click.option("--at", "stage", required=True, metavar="STAGE", help="The stage where the buyer is.")
@click.option("--buyer", "json", metavar="FILE", help="Take the buyer from a JSON file.")
@click.option("--csv", metavar="FILE", help="Take the buyer from a CSV file, the row that `--row` says.")
@click.option("--row", type=Whole(1), metavar="N", help="Which row of the CSV file, from 1 below the header.")
@today_option
@format_option("text", "json", about="How to print the answer.")
def command(
    path: str, facts: tuple[str, ...], stage: str, json: str | None, csv: str | None, row: int | None,
    today: date | None, form: str,
) -> int:  # fmt: skip
    """Say what happens to a buyer at a stage, and why.

    PATH is a journey's file, or a folder that holds one. A FACT is employees=2400, "budget is missing", is_customer or
    "2 demo_request 5 days ago"; what is not said is missing. Exit code: 0 answered, 2 something was not understood.
    """
    shown = tuple(fact.encode(errors="replace").decode() for fact in facts)
    asked = _Asked(shown, json, csv, row)
    if csv and row is None:
        raise click.UsageError("`--csv` needs the row: add `--row 1`.")
    if (row is not None and not csv) or (csv and json):
        raise click.UsageError("A buyer comes from `--buyer FILE`, or from `--csv FILE --row N`.")
    shelf = shelf_for(path)
    ready = single_journey(shelf, path)
    if ready is None or ready.graph is None:
        return 2
    journey = ready.graph.journey
    if stage not in journey.stages:
        complain(f"No stage is called `{stage}`. {did_you_mean(stage, journey.stages)}")
        return 2
    now = day_of(shelf, ready.root, Wish(settings_of((path,), shelf.folder), (), today))
    buyer = _buyer(journey, asked, now)
    if buyer is None:
        return 2
    found = situation(ready.graph, Case(journey, buyer, now), stage)
    if form == "json":
        say(reasons_json(found))
    else:
        for line in reason_lines(found, paint if colours() else plain):
            say(line)
    return 0


def _buyer(journey: Journey, asked: _Asked, today: date) -> Buyer | None:
    """The buyer of a file, if one is named, with the facts on top; says what is not understood."""
    try:
        read = _from_file(journey, asked, today)
    except Unreadable as fault:
        complain(str(fault))
        return None
    facts = from_words(journey, asked.facts, today, read.buyer)
    problems = (*read.problems, *facts.problems)
    for problem in problems:
        complain(problem)
    if read.unread:
        listed = ", ".join(f"`{column}`" for column in read.unread)
        click.echo(f"Not read, since no field or activity is called so: {listed}", err=True)
    return None if problems else facts.buyer


def _from_file(journey: Journey, asked: _Asked, today: date) -> Facts:
    if asked.json:
        return from_object(journey, json_buyer(asked.json), today)
    if asked.csv and asked.row:
        return from_row(journey, csv_buyer(asked.csv, asked.row))
    return Facts(Buyer({}), ())
