"""Parts of commands: commands of their own, of which a misspelt one is met with the nearest, and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journeydsl.text.spelling import nearest
from journeydsl.text.words import joined

if TYPE_CHECKING:
    _Number = click.ParamType[int]
else:
    _Number = click.ParamType  # which takes no type in older editions of Click


class Parts(click.Group):
    """A command that has commands of its own."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            close = nearest(args[0], self.commands)
            hint = f"Did you mean `{ctx.command_path} {close}`?" if close else f"There are {self._listed()}."
            ctx.fail(f"`{ctx.command_path} {args[0]}` is no command. {hint}")
        return super().resolve_command(ctx, args)

    def _listed(self) -> str:
        return joined([f"`{name}`" for name in sorted(self.commands)], "and")


class Whole(_Number):
    """A whole number from one to another; without the other, without an end."""

    name = "number"

    def __init__(self, low: int, high: int | None = None) -> None:
        self.low, self.high = low, high

    @property
    def said(self) -> str:
        """What it is, in words."""
        return f"a whole number from {self.low} {'on' if self.high is None else f'to {self.high}'}"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(str(value))
        except ValueError:
            self.fail(self.said, param, ctx)
        if number < self.low or (self.high is not None and number > self.high):
            self.fail(self.said, param, ctx)
        return number
