"""`journey check`: find where buyers fall through."""

from __future__ import annotations

from typing import Any

import click

from journeydsl.cli.findings import Wanted, find
from journeydsl.cli.forms import FORMS
from journeydsl.cli.options import known_checks, paths_argument, today_option


@click.command("check")
@paths_argument
@click.option(
    "--only",
    "only",
    multiple=True,
    metavar="NAME",
    callback=known_checks,
    help="Run this check beside the reading of text and names alone; may be given several times.",
)
@click.option("--brief", "is_brief", is_flag=True, help="One line for each finding.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default=Wanted().form,
    show_default=True,
    help="How to print the findings.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "advice"]),
    default=Wanted().fail_on,
    show_default=True,
    help="From which severity on the exit code is 1.",
)
@click.option("--fix", "fixes", is_flag=True, help="Make the fixes that a machine can make, then check.")
@click.option("--diff", "shows_diff", is_flag=True, help="With --fix: write nothing; show what would change.")
@click.option("--unsafe-fixes", "also_unsafe", is_flag=True, help="With --fix: also those that may mean another thing.")
@click.option("--no-baseline", is_flag=True, help="Show what the baseline holds back, too.")
@today_option
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[str, ...], **options: Any) -> int:
    """Find where buyers fall through.

    PATHs are journey files, folders, or - for standard input; without any, the folder you are in. Exit code: 0 nothing
    of weight, 1 findings, 2 something could not be read.
    """
    wanted = Wanted(**options)
    if (wanted.shows_diff or wanted.also_unsafe) and not wanted.fixes:
        raise click.UsageError(f"`{'--diff' if wanted.shows_diff else '--unsafe-fixes'}` goes with `--fix`.")
    return find(ctx.obj, paths, wanted)
