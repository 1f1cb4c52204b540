"""Arguments and options that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from journeydsl.cli.printing import Refusal
from journeydsl.text.spelling import did_you_mean
from journeydsl.workspace.files import Unreadable, seen_from, workspace_folder
from journeydsl.workspace.reading import STDIN, Shelf
from journeydsl.workspace.settings import Settings, read_settings

if TYPE_CHECKING:
    import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def paths_argument(command: _Command) -> _Command:
    """Files, folders, or `-`."""
    import click

    return click.argument("paths", nargs=-1, metavar="[PATH]...")(command)


def dot_option(command: _Command) -> _Command:
    """`--dot`, as `program`."""
    import click

    return click.option(
        "--dot",
        "program",
        metavar="PROGRAM",
        envvar="JOURNEY_DOT",
        show_envvar=True,
        help="Draw with this Graphviz program instead of the one that comes along.",
    )(command)


def today_option(command: _Command) -> _Command:
    """`--today`, a day; none where nobody says one."""
    import click

    about = "The day to take as today, such as 2027-01-31."
    return click.option("--today", metavar="DATE", callback=day, help=about)(command)


def format_option(*forms: str, about: str | None = None) -> Callable[[_Command], _Command]:
    """`--format`, as `form`: one of several, the first where nobody says one."""
    import click

    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help=about)


def shelf_for(*paths: str) -> Shelf:
    """The files as seen from the folder one is in, with what stands on standard input where a path is `-`."""
    return Shelf(os.getcwd(), sys.stdin.buffer.read() if STDIN in paths else b"")


def known_checks(ctx: click.Context, option: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of checks, as given; ends with a sentence where there is no such check."""
    from journeydsl.checks._catalogue import names as all_names

    for name in names:
        known_check(name, all_names())
    return names


def known_check(name: str, known: tuple[str, ...]) -> str:
    """The name of a check, as given; ends with a sentence where there is none."""
    if name not in known:
        raise Refusal(f"There is no check `{name}`. {did_you_mean(name, known, '`journey checks` lists them all.')}")
    return name


def day(ctx: click.Context, option: click.Parameter, said: str | None) -> date | None:
    """The day that `--today` or `JOURNEY_TODAY` names."""
    return day_named(said)


def day_named(said: str | None) -> date | None:
    """The day that a text, or else `JOURNEY_TODAY`, names; none where neither says anything."""
    from journeydsl.workspace.today import wanted_today

    try:
        return wanted_today(said)
    except ValueError:
        raise Refusal(f"`{said or os.environ.get('JOURNEY_TODAY')}` is no day; write it like 2027-01-31.") from None


def settings_of(paths: tuple[str, ...], folder: str) -> Settings:
    """The settings of the workspace that the first path is in."""
    from journeydsl.checks._catalogue import names

    first = next((path for path in paths if path != STDIN), ".")
    try:
        return read_settings(workspace_folder(os.path.join(folder, first)), names())
    except Unreadable as fault:
        raise Refusal(str(fault)) from None


def wanted_paths(paths: tuple[str, ...], settings: Settings) -> tuple[str, ...]:
    """The paths given, else those of `journey.toml`, which start at its folder, else the folder one is in."""
    return (
        paths or tuple(seen_from(os.getcwd(), os.path.join(settings.folder, path)) for path in settings.paths) or (".",)
    )
