"""`journey completion`: what makes a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from journeydsl.cli.printing import say


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print what makes a shell complete commands.

    For bash: journey completion bash >> ~/.bashrc
    """
    from journeydsl.cli.commands import journey

    kind = get_completion_class(shell)
    assert kind is not None
    say(kind(journey, {}, "journey", "_JOURNEY_COMPLETE").source().rstrip())
