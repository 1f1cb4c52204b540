"""`journey calendar`: what happens when, as a list or as a file that calendar programs read."""

from __future__ import annotations

import json
from datetime import date, timedelta

import click

from journeydsl.cli.options import day, settings_of, shelf_for, today_option
from journeydsl.cli.printing import say
from journeydsl.cli.saving import save
from journeydsl.cli.single import single_journey
from journeydsl.exchange.agenda import calendar_of, events
from journeydsl.exchange.events import Event
from journeydsl.exchange.listing import listing, listing_data, listing_lines
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.render.reports.terminal import printable
from journeydsl.render.tongues.tongue import tongue_of
from journeydsl.workspace.analyzing import Wish
from journeydsl.workspace.analyzing import day as day_of

_LISTED_DAYS = 90


def _day(ctx: click.Context, option: click.Parameter, said: str | None) -> date | None:
    """A day as it is written; none where it is not given, whatever the day is today."""
    return day(ctx, option, said) if said else None


@click.command("calendar")
@click.argument("path")
@click.option("--output", metavar="FILE", help="Write a calendar file, such as acme.ics.")
@click.option("--from", "first", metavar="DATE", callback=_day, help="The first day; for a list, today.")
@click.option("--until", "last", metavar="DATE", callback=_day, help="The last day; for a list, 90 days later.")
@today_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "ics"]),
    help="How to print it: by default ics with `--output`, else text.",
)
def command(
    path: str, output: str | None, first: date | None, last: date | None, today: date | None, form: str | None
) -> int:
    """Say what happens when: offers, meetings, reviews, the ends of periods.

    PATH is a journey's file, or a folder that holds one. With --output, a file for calendar programs is written; to
    import it again changes what has changed. Exit code: 0 done, 2 something was not understood.
    """
    if first and last and last < first:
        raise click.UsageError("`--until` comes before `--from`.")
    shelf = shelf_for(path)
    ready = single_journey(shelf, path)
    if ready is None or ready.graph is None:
        return 2
    now = day_of(shelf, ready.root, Wish(settings_of((path,), shelf.folder), (), today))
    form = form or ("ics" if output else "text")
    if form == "ics":
        found = events(ready.graph, now, first, last, tongue_of(ready.graph.journey.language).fill)
        return _give(_file(ready.graph, found, now, last), output, len(found))
    begins = first or now
    ends = last or begins + timedelta(days=min(_LISTED_DAYS, (date.max - begins).days))
    listed = listing(events(ready.graph, now, begins, ends), ends)
    if form == "json":
        told = {"from": begins.isoformat(), "until": ends.isoformat(), "events": listing_data(listed)}
        return _give(f"{json.dumps(told, indent=2, ensure_ascii=False)}\n".encode(), output, len(listed))
    lines = [printable(line) for line in listing_lines(listed)]
    nothing = f"Nothing from {begins.isoformat()} to {ends.isoformat()}."
    return _give("".join(f"{line}\n" for line in lines or [nothing]).encode(), output, len(listed))


def _file(graph: JourneyGraph, found: tuple[Event, ...], now: date, last: date | None) -> bytes:
    from journeydsl.exchange.ics import Heading, ics

    calendar = calendar_of(graph)
    zone = calendar.timezone.text if calendar and calendar.timezone else ""
    return ics(found, Heading(graph.journey.label, zone, now), last, tongue_of(graph.journey.language).fill)


def _give(data: bytes, output: str | None, count: int) -> int:
    if output is None:
        click.echo(data.decode(), nl=False, color=True)
        return 0
    if not save(output, data):
        return 2
    say(f"Wrote {count:,} {'event' if count == 1 else 'events'} to `{output}`.")
    return 0
