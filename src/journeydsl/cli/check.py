"""`journey check`: find where buyers fall through."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any, cast

import click

from journeydsl.cli.answers import Answer, Watched, digest_file, digest_folder, keep_answer
from journeydsl.cli.cache import read_cache
from journeydsl.cli.checking import Result, check_roots
from journeydsl.cli.options import day, known_checks, paths_argument, settings_of, wanted_paths
from journeydsl.cli.printing import colours, complain, paint
from journeydsl.render.reports.terminal import brief, long, plain, summary
from journeydsl.render.reports.told import Told, published
from journeydsl.workspace.analyzing import Wish, surely
from journeydsl.workspace.reading import STDIN, Asked, Shelf, ask

_WEIGHT = {"error": ("error",), "warning": ("error", "warning"), "advice": ("error", "warning", "advice")}


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
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the findings.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "advice"]),
    default="error",
    show_default=True,
    help="From which severity on the exit code is 1.",
)
@click.option("--today", metavar="DATE", callback=day, help="The day to take as today, such as 2027-01-31.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], only: tuple[str, ...], is_brief: bool, form: str,
            fail_on: str, today: Any) -> int:  # fmt: skip
    """Find where buyers fall through.

    PATHs are journey files, folders, or - for standard input; without any, the folder you are in. Exit code: 0 nothing
    of weight, 1 findings, 2 something could not be read.
    """
    folder = os.getcwd()
    settings = settings_of(paths, folder)
    paths = wanted_paths(paths, settings)
    stdin = sys.stdin.buffer.read() if STDIN in paths else b""
    shelf = Shelf(folder, stdin)
    kept = read_cache(folder)
    wish = Wish(settings, only, today)
    asked, results = _check(shelf, paths, wish, kept)
    findings = _together(results)
    printed = "".join(f"{line}\n" for line in _lines(findings, asked, is_brief, form))
    unreadable = any(not result.is_readable for result in results.values())
    code = 2 if asked.problems or unreadable else 1 if any(f["severity"] in _WEIGHT[fail_on] for f in findings) else 0
    for problem in asked.problems:
        complain(problem)
    if results or not asked.problems:
        click.echo(printed, nl=False, color=True)
    if not asked.problems and STDIN not in paths:
        keep_answer(ctx.obj, Answer(printed, code), _watched(shelf, paths, wish, results), kept)
    return code


def _check(shelf: Shelf, paths: tuple[str, ...], wish: Wish, kept: dict[str, Any]) -> tuple[Asked, dict[str, Result]]:
    exclude = tuple(os.path.join(wish.settings.folder, path) for path in wish.settings.exclude)

    def attempt() -> tuple[Asked, dict[str, Result]]:
        asked = ask(shelf, paths, exclude)
        return asked, check_roots(shelf, [*asked.roots, *asked.libraries], wish, kept)

    return surely(attempt)


def _together(results: dict[str, Result]) -> list[Told]:
    """All findings in the order of their places; what several roots say of a library that they share is said once."""
    found: dict[tuple[Any, ...], Told] = {}
    for result in results.values():
        for finding in result.findings:
            told = cast(Told, finding)
            key = (told["file"], told["line"], told["column"], told["name"], told["message"], told["end_line"],
                   told["end_column"])  # fmt: skip
            found.setdefault(key, told)
    return [found[key] for key in sorted(found)]


def _lines(findings: list[Told], asked: Asked, is_brief: bool, form: str) -> Iterator[str]:
    if form == "json":
        yield json.dumps({"findings": [published(told) for told in findings]}, indent=2, ensure_ascii=False)
    elif is_brief:
        yield from brief(findings)
    else:
        yield from long(findings, paint if colours() else plain)
        yield summary(findings, len(asked.roots), len(asked.libraries))


def _watched(shelf: Shelf, paths: tuple[str, ...], wish: Wish, results: dict[str, Result]) -> Watched:
    """Everything that the answer came from."""
    from journeydsl.workspace.today import next_midnight

    files = dict.fromkeys(shelf.absolute(name) for result in results.values() for name in result.files)
    folders: dict[str, None] = {}
    for path in [*paths, wish.settings.folder]:
        whole = os.path.normpath(os.path.join(shelf.folder, path))
        if os.path.isdir(whole):
            folders |= dict.fromkeys(inner for inner, _, _ in os.walk(whole) if "/." not in inner)
        else:
            files[whole] = None
    above = wish.settings.folder
    while True:
        files[os.path.join(above, "journey.toml")] = None
        if os.path.dirname(above) == above:
            break
        above = os.path.dirname(above)
    outlines = [shelf.outline(name) for result in results.values() for name in result.files]
    until = float("1e12") if wish.today else next_midnight(outlines)
    return Watched({path: digest_file(path) for path in files}, {path: digest_folder(path) for path in folders}, until)
