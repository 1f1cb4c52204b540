"""`journey baseline`: accept what is found today, and tell what is new from tomorrow on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date

import click

from journeydsl.cli.cache import read_cache
from journeydsl.cli.findings import check_paths
from journeydsl.cli.known import Known, entry_of, split
from journeydsl.cli.options import paths_argument, settings_of, today_option, wanted_paths
from journeydsl.cli.printing import complain, say
from journeydsl.render.reports.terminal import brief
from journeydsl.render.reports.together import Merged
from journeydsl.workspace.analyzing import Wish
from journeydsl.workspace.baseline import Entry, write_baseline
from journeydsl.workspace.files import not_written, shown
from journeydsl.workspace.reading import STDIN, Shelf

_UNREAD = "unreadable-text"


@click.command("baseline")
@paths_argument
@click.option("--update", "only_shrinks", is_flag=True, help="Take out what is fixed, and leave what is new as it is.")
@click.option("--accept-new", is_flag=True, help="Take out what is fixed, and accept what is new.")
@today_option
def command(paths: tuple[str, ...], only_shrinks: bool, accept_new: bool, today: date | None) -> int:
    """Accept what is found today, and tell what is new from tomorrow on.

    PATHs are journey files or folders; without any, the folder you are in. Writes `.journey-baseline.jsonl` beside
    journey.toml, where `check` finds it; keep it in git. Exit code: 0 written or as before, 1 findings that are new and
    were not accepted, 2 something could not be read.
    """
    if STDIN in paths:
        raise click.UsageError("Standard input has no place in a baseline; name files or folders.")
    if only_shrinks and accept_new:
        raise click.UsageError("`--update` and `--accept-new` do not go together.")
    folder = os.getcwd()
    settings = settings_of(paths, folder)
    paths = wanted_paths(paths, settings)
    wish = Wish(settings, (), today)
    checked = check_paths(Shelf(folder), paths, wish, read_cache(folder))
    unread = [one for one in checked.findings if one.told["name"] == _UNREAD]
    for problem in checked.asked.problems:
        complain(problem)
    if unread or checked.asked.problems:
        _list(unread)
        if unread:
            complain("What cannot be read has no place in a baseline: mend it first")
        return 2
    known = split(checked.findings, checked.results, wish, folder)
    if known.entries is None and not only_shrinks:
        return _begin(known, folder)
    return _go_on(known, folder, only_shrinks, accept_new)


def _begin(known: Known, folder: str) -> int:
    if not known.new:
        say("Nothing is found, so there is nothing to accept.")
        return 0
    entries = _entries(known.new, known, folder)
    return _write(known, entries, folder, f"`{shown(known.path, folder)}` accepts {_findings(len(entries))}.")


def _go_on(known: Known, folder: str, only_shrinks: bool, accept_new: bool) -> int:
    if known.entries is None:
        say("There is no baseline here.")
        return 0
    if known.new and not (only_shrinks or accept_new):
        _list(known.new)
        they = "It is" if len(known.new) == 1 else "They are"
        complain(f"{_findings(len(known.new))} more than the baseline accepts. {they} not added without `--accept-new`")
        return 1
    more = _entries(known.new, known, folder) if accept_new else []
    if accept_new:
        _list(known.new)
    entries = [*known.kept, *more]
    if sorted(entries) == sorted(known.entries):
        say(f"`{shown(known.path, folder)}` accepts {_findings(len(entries))}, as before.")
        return 0
    changes = [f"{len(known.fixed):,} taken out"] if known.fixed else []
    changes += [f"{len(more):,} added"] if more else []
    about = f" ({', '.join(changes)})" if changes else ""
    return _write(known, entries, folder, f"`{shown(known.path, folder)}` accepts {_findings(len(entries))}{about}.")


def _write(known: Known, entries: Sequence[Entry], folder: str, done: str) -> int:
    try:
        write_baseline(known.path, entries)
    except OSError as fault:
        complain(not_written(shown(known.path, folder), fault))
        return 2
    say(done)
    return 0


def _entries(findings: Sequence[Merged], known: Known, folder: str) -> list[Entry]:
    return [entry_of(one, os.path.dirname(known.path), folder) for one in findings]


def _list(findings: Sequence[Merged]) -> None:
    for line in brief(one.told for one in findings):
        say(line)


def _findings(number: int) -> str:
    return f"{number:,} {'finding' if number == 1 else 'findings'}"
