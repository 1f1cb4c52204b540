"""What `check` does, whichever way it was asked: finds, holds back what is known, prints, and keeps the answer.

Does without Click, since a plain `check` does without it.
"""

from __future__ import annotations

import os
from datetime import date
from typing import Any, NamedTuple

from journeydsl import __version__
from journeydsl.cli.answers import Answer, Watched, digest_file, digest_folder, keep_answer
from journeydsl.cli.cache import read_cache, write_cache
from journeydsl.cli.checking import FEW_ROOTS, Result, are_kept, check_roots
from journeydsl.cli.forms import add_job_summary, printed
from journeydsl.cli.known import Known, split
from journeydsl.cli.options import settings_of, shelf_for, wanted_paths
from journeydsl.cli.printing import Refusal, complain, put
from journeydsl.render.forms.report import Report
from journeydsl.render.reports.together import Merged, together
from journeydsl.workspace.analyzing import Wish, surely
from journeydsl.workspace.baseline import BASELINE
from journeydsl.workspace.reading import STDIN, Asked, Shelf, ask
from journeydsl.workspace.repository import below_repository

_WEIGHT = {"error": ("error",), "warning": ("error", "warning"), "advice": ("error", "warning", "advice")}


class Wanted(NamedTuple):
    """The options of `check`, as they are where none is given."""

    only: tuple[str, ...] = ()
    is_brief: bool = False
    form: str = "text"
    fail_on: str = "error"
    today: date | None = None
    no_baseline: bool = False
    fixes: bool = False
    shows_diff: bool = False
    also_unsafe: bool = False


class Checked(NamedTuple):
    """What was asked for and found, before the baseline."""

    asked: Asked
    results: dict[str, Result]
    findings: list[Merged]


def find(words: list[str], paths: tuple[str, ...], wanted: Wanted) -> int:
    """Checks what paths mean and prints it; gives the exit code. `words` are all words, by which the answer is kept."""
    folder = os.getcwd()
    settings = settings_of(paths, folder)
    paths = wanted_paths(paths, settings)
    wish = Wish(settings, wanted.only, wanted.today)
    kept = read_cache(folder)
    is_written = not wanted.fixes or _fix(folder, paths, wish, wanted, kept)
    shelf = shelf_for(*paths)
    checked = check_paths(shelf, paths, wish, kept)
    known = Known("", None, checked.findings, [], [], [])
    known = known if wanted.no_baseline else split(checked.findings, checked.results, wish, folder)
    report = _report(checked, known, wanted, folder)
    answer = Answer("" if wanted.shows_diff else printed(report, wanted.form, wanted.is_brief), _code(report, checked))
    _say(answer, report, is_always_printed=wanted.form not in ("text", "json") or bool(checked.results))
    is_lasting = wanted.form != "github" and not wanted.fixes
    if is_lasting and not checked.asked.problems and STDIN not in paths:
        keep_answer(words, answer, _watched(shelf, paths, wish, checked.results), kept)
    elif wanted.fixes:
        write_cache(folder, kept)
    if wanted.form == "github":
        add_job_summary(report)
    return answer.code if is_written else 2


def check_paths(shelf: Shelf, paths: tuple[str, ...], wish: Wish, kept: dict[str, Any]) -> Checked:
    """Checks what paths mean; `kept` is the cache."""

    def attempt() -> tuple[Asked, dict[str, Result]]:
        asked = ask(shelf, paths, wish.settings.excluded)
        return asked, check_roots(shelf, [*asked.roots, *asked.libraries], wish, kept)

    asked, results = surely(attempt)
    return Checked(asked, results, together(result.findings for result in results.values()))


def _fix(folder: str, paths: tuple[str, ...], wish: Wish, wanted: Wanted, kept: dict[str, Any]) -> bool:
    """Makes fixes where there are any; gives whether all could be written."""
    if STDIN in paths:
        raise Refusal("Standard input cannot be written back; name the file that `--fix` may change.")
    if not _may_mend(Shelf(folder), paths, wish, kept):
        return True
    from journeydsl.cli.mending import Fixing, fix_files

    is_apart = wanted.shows_diff or wanted.form != "text"
    return fix_files(
        folder,
        paths,
        wish,
        Fixing(wanted.also_unsafe, wanted.shows_diff),
        lambda line: put(f"{line}\n", is_beside=is_apart),
        kept,
    )


def _may_mend(shelf: Shelf, paths: tuple[str, ...], wish: Wish, kept: dict[str, Any]) -> bool:
    """Whether something has a fix, as far as that is known, or seen soonest by checking everything."""
    asked = surely(lambda: ask(shelf, paths, wish.settings.excluded))
    roots = [*asked.roots, *asked.libraries]
    if len(roots) < FEW_ROOTS and not surely(lambda: are_kept(shelf, roots, wish, kept)):
        return True
    return any(one.told["edits"] for one in check_paths(shelf, paths, wish, kept).findings)


def _report(checked: Checked, known: Known, wanted: Wanted, folder: str) -> Report:
    asked, results = checked.asked, checked.results
    is_for_a_host = wanted.form in ("sarif", "github", "gitlab")
    return Report(
        [one.told for one in known.new],
        tuple(dict.fromkeys(name for result in results.values() for name in result.files)),
        len(asked.roots),
        len(asked.libraries),
        _WEIGHT[wanted.fail_on],
        __version__,
        asked.problems,
        below_repository(folder) if is_for_a_host else "",
        None if known.entries is None else (len(known.held), len(known.fixed)),
    )


def _code(report: Report, checked: Checked) -> int:
    unreadable = any(not result.is_readable for result in checked.results.values())
    if checked.asked.problems or unreadable:
        return 2
    return 1 if any(told["severity"] in report.failing for told in report.findings) else 0


def _say(answer: Answer, report: Report, is_always_printed: bool) -> None:
    for problem in report.problems:
        complain(problem)
    if is_always_printed or not report.problems:
        put(answer.printed)


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
        files[os.path.join(above, BASELINE)] = None
        if os.path.dirname(above) == above:
            break
        above = os.path.dirname(above)
    outlines = [shelf.outline(name) for result in results.values() for name in result.files]
    until = float("1e12") if wish.today else next_midnight(outlines)
    return Watched({path: digest_file(path) for path in files}, {path: digest_folder(path) for path in folders}, until)
