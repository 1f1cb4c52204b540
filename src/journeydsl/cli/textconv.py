"""`journey textconv`: what git calls to compare journeys in sentences."""

from __future__ import annotations

import os

import click

from journeydsl.cli.printing import complain
from journeydsl.merging.sentences import sentences
from journeydsl.workspace.files import Unreadable, as_source, read_bytes


@click.command("textconv")
@click.argument("file")
def command(file: str) -> int:
    """Say a journey in sentences, one a line, in one order.

    For `git diff` and `git log -p`, which then show what is said and not how it is laid out. A file that cannot be read
    whole is printed as it is.
    """
    try:
        data = read_bytes(os.path.abspath(file))
    except Unreadable as fault:
        complain(str(fault))
        return 2
    told = sentences(as_source(data, file))
    click.echo(data if told is None else "".join(f"{line}\n" for line in told).encode(), nl=False)
    return 0
