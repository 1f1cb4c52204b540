"""`journey checks`: all checks there are."""

from __future__ import annotations

import json

import click

from journeydsl.cli.options import format_option
from journeydsl.cli.printing import say


@click.command("checks")
@format_option("text", "json", about="How to print them.")
def command(form: str) -> None:
    """List all checks by group, with the severity each has unless journey.toml says otherwise."""
    from journeydsl.checks._catalogue import GROUPS, catalogue

    if form == "json":
        every = [
            {
                "name": check.name,
                "group": check.group,
                "severity": check.severity,
                "off": check.is_off,
                "costs": check.costs,
            }
            for check in catalogue()
        ]
        say(json.dumps({"checks": every}, indent=2, ensure_ascii=False))
        return
    widest = max(len(check.name) for check in catalogue())
    for group in (group for group in GROUPS if any(check.group == group for check in catalogue())):
        say(group)
        for check in (check for check in catalogue() if check.group == group):
            say(f"  {check.name:<{widest}}  {check.severity}{' (off)' if check.is_off else ''}")
        say()
    say("`journey explain NAME` tells more about one of them.")
