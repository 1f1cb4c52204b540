"""`journey rules`: whom rules, scores, segments, routes and stages take."""

from __future__ import annotations

from datetime import date

import click

from journeydsl.cli.options import format_option, settings_of, shelf_for, today_option
from journeydsl.cli.printing import complain, say
from journeydsl.cli.single import single_journey
from journeydsl.render.reports.tables import table_lines, table_markdown, tables_json
from journeydsl.text.spelling import did_you_mean
from journeydsl.travel.known import knowledge
from journeydsl.travel.tables import Tables
from journeydsl.workspace.analyzing import Wish
from journeydsl.workspace.analyzing import day as day_of


@click.command("rules")
@click.argument("path")
@click.argument("name", required=False)
@today_option
@format_option("text", "markdown", "json", about="How to print the tables.")
def command(path: str, name: str | None, today: date | None, form: str) -> int:
    """Say whom rules, scores, segments, routes and stages take.

    PATH is a journey's file, or a folder that holds one. NAME is a rule, score, band, segmentation, segment or
    stage, or a handoff with a route, such as "lead -> sal"; without it, everything is said. Exit code: 0 answered,
    2 something was not understood.
    """
    shelf = shelf_for(path)
    ready = single_journey(shelf, path)
    if ready is None or ready.graph is None:
        return 2
    now = day_of(shelf, ready.root, Wish(settings_of((path,), shelf.folder), (), today))
    tables = Tables(knowledge(ready.graph), now)
    wanted = " ".join(name.split()) if name else None
    if wanted and wanted not in tables.names():
        hint = did_you_mean(wanted, tables.names(), "`journey rules PATH` says all that have one.")
        complain(f"Nothing with a table is called `{wanted}`. {hint}")
        return 2
    found = tables.of(wanted) if wanted else tables.everything()
    if form == "json":
        say(tables_json(tables.journey, found))
        return 0
    for line in (table_lines if form == "text" else table_markdown)(tables.journey, found):
        say(line)
    return 0
