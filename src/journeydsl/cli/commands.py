"""The commands, each imported when it is called."""

from __future__ import annotations

import re
from importlib import import_module

import click

from journeydsl import __version__
from journeydsl.cli.parts import Whole
from journeydsl.cli.printing import Refusal, complain
from journeydsl.text.words import joined

_TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)$")
_GROUPS = {
    "To begin with": {
        "new": "Start a journey: five questions, or a plain starter.",
        "check": "Find where buyers fall through.",
        "explain": "Explain a finding.",
        "build": "Draw the journey and print the playbook.",
        "serve": "Show the playbook in a browser, and again at every save.",
    },
    "To ask a journey": {
        "why": "Say what happens to a buyer at a stage, and why.",
        "test": "Try the scenarios of journeys.",
        "rules": "Say whom rules, scores, segments, routes and stages take.",
        "plan": "Say what a plan needs at each stage, and what the promises yield.",
        "clock": "Say when the time of a handoff, or along a path, is over.",
        "calendar": "Say what happens when, or write it for calendar programs.",
        "draw": "Draw one picture of a journey, or of a part of it.",
        "diff": "Say what changed between two versions, and for which buyers.",
    },
    "To agree and keep in order": {
        "sign": "Agree to a journey as it is, in the name of one side.",
        "fmt": "Bring journeys into their one form.",
        "baseline": "Accept what is found today, and tell what is new from tomorrow on.",
        "allows": "List what is allowed, why and until when.",
        "checks": "List all checks.",
    },
    "With git and other programs": {
        "hook": "Check what is committed to git, before it is.",
        "merge": "Merge two edits of a journey, for git.",
        "textconv": "Say a journey in sentences, for git.",
        "show": "Show what the tool has read: tokens, tree, model, graph or content.",
        "completion": "Print what makes a shell complete commands.",
    },
}
_COMMANDS = {name: said for group in _GROUPS.values() for name, said in group.items()}


class _Commands(click.Group):
    """Knows its commands by name; imports one when it is called, and meets misspelt ones with the nearest."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"journeydsl.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS:
            from journeydsl.text.spelling import nearest

            close = nearest(args[0], _COMMANDS)
            hint = f" Did you mean `journey {close}`?" if close else " `journey --help` lists the commands."
            ctx.fail(f"There is no command `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in _GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(f"{name:<10}", said) for name, said in commands.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="journey", message="%(prog)s %(version)s")
def journey() -> None:
    """How your buyers travel from marketing to sales: written down, checked and drawn.

    A journey is a text file whose name ends with .journey. Begin with `journey new`, then `journey check`.
    """


def _sentence(fault: click.ClickException) -> str:
    """What was wrong with the words, said our way."""
    context = fault.ctx if isinstance(fault, click.UsageError) else None
    more = f" `{context.command_path} --help` tells more." if context else ""
    match fault:
        case click.MissingParameter(param=click.Parameter() as missing):
            return f"{_named(missing)} is missing.{more}"
        case click.BadParameter(param=click.Parameter() as wrong) if isinstance(wrong.type, click.Choice):
            choices = joined([f"`{choice}`" for choice in wrong.type.choices], "or")
            return f"{_named(wrong)} is {choices}.{more}"
        case click.BadParameter(param=click.Parameter() as wrong) if isinstance(wrong.type, Whole):
            return f"{_named(wrong)} is {wrong.type.said}.{more}"
        case click.NoSuchOption(option_name=option, possibilities=possible):
            hint = f" Did you mean `{possible[0]}`?" if possible else more
            return f"There is no option `{option}`.{hint}"
        case click.BadOptionUsage(option_name=option):
            return f"Nothing stands behind `{option}`.{more}"
        case click.UsageError() if many := _TOO_MANY.match(fault.format_message()):
            spare = [f"`{word}`" for word in many[1].split()]
            return f"{joined(spare, 'and')} {'is' if len(spare) == 1 else 'are'} too much.{more}"
        case _:
            return fault.format_message()


def _named(parameter: click.Parameter) -> str:
    names = [name for name in parameter.opts if name.startswith("--")]
    return f"`{names[0] if names else (parameter.human_readable_name or '').upper()}`"


def run(words: list[str]) -> int:
    """Runs the words after `journey`; gives the exit code, 2 where an option or a path is wrong."""
    try:
        code = journey.main(args=list(words), prog_name="journey", standalone_mode=False, obj=list(words))
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as fault:
        fault.show()
        return 2
    except click.ClickException as fault:
        complain(_sentence(fault))
        return 2
    except Refusal as fault:
        complain(str(fault))
        return 2
    except click.Abort:
        click.echo("Stopped.", err=True)
        return 130
