"""`journey explain`: the page of a finding."""

from __future__ import annotations

import click

from journeydsl.cli.options import known_check
from journeydsl.cli.printing import say


@click.command("explain")
@click.argument("name")
def command(name: str) -> None:
    """Explain a finding: what it means, why it costs money, an example, and what to do instead."""
    from journeydsl.checks._catalogue import names, page

    say(page(known_check(name, names())).rstrip())
