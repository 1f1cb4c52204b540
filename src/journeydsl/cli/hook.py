"""`journey hook`: check what is committed to git, before it is."""

from __future__ import annotations

import os

import click

from journeydsl.cli.parts import Parts
from journeydsl.cli.printing import complain, say
from journeydsl.workspace.git import NoGit


@click.group("hook", cls=Parts)
def command() -> None:
    """Check what is committed to git, before it is.

    A hook is what git asks before each commit, also before that of a merge. `install` puts one into this repository,
    for you alone: git does not hand hooks to others.
    """


@command.command("run", short_help="Try the journeys of the next commit.")
@click.argument("parts", nargs=-1, metavar="[fmt|check|test|build]...")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "advice"]),
    default="error",
    show_default=True,
    help="From which severity on a finding stops the commit.",
)
def run(parts: tuple[str, ...], fail_on: str) -> int:
    """Try the journeys of the next commit, which may differ from the files as they are now.

    Without words: the lay-out, the findings, the scenarios, and whether playbooks that are kept in git are fresh. Exit
    code: 0 all is well, 1 something stops the commit, 2 something could not be read.
    """
    from journeydsl.cli.committing import PARTS, try_commit

    for part in parts:
        if part not in PARTS:
            raise click.UsageError(f"`{part}` is not tried; there are {', '.join(f'`{one}`' for one in PARTS)}.")
    try:
        return try_commit(os.getcwd(), parts or PARTS, fail_on)
    except NoGit as fault:
        complain(str(fault))
        return 2


@command.command("install")
@click.option("--drivers", is_flag=True, help="Also let git compare and merge journeys by what they say.")
def install(drivers: bool) -> int:
    """Put the hook into this repository; what somebody else put there is left alone."""
    from journeydsl.workspace.hooking import install_drivers, install_hook

    return _do(lambda folder: [*install_hook(folder), *(install_drivers(folder) if drivers else [])])


@command.command("uninstall")
def uninstall() -> int:
    """Take away what `install` put there."""
    from journeydsl.workspace.hooking import uninstall_all

    return _do(uninstall_all)


@command.command("status")
def status() -> int:
    """Say what is installed here. Exit code: 0 the hook is in place, 1 it is not."""
    from journeydsl.workspace.hooking import status_of

    try:
        found = status_of(os.getcwd())
    except (NoGit, OSError) as fault:
        complain(str(fault))
        return 2
    for line in found.lines:
        say(line)
    return 0 if found.is_installed else 1


def _do(what: object) -> int:
    from journeydsl.workspace.hooking import Refused

    assert callable(what)
    try:
        for line in what(os.getcwd()):
            say(line)
    except Refused as fault:
        complain(str(fault))
        return 1
    except (NoGit, OSError) as fault:
        complain(str(fault))
        return 2
    return 0
