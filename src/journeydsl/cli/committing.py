"""The next commit, tried: lay-out, findings, scenarios and playbooks of every workspace in it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from journeydsl import __version__
from journeydsl.cli.cache import digest, read_cache, write_cache
from journeydsl.cli.printing import in_shell, say
from journeydsl.workspace.git import top_of
from journeydsl.workspace.staged import Next, laid_out, listed, next_commit

PARTS = ("fmt", "check", "test", "build")
_WELL = "well"


class _Trial(NamedTuple):
    """One commit to try: where it is laid out, from which severity on a finding stops it, the cache, and what was said
    already."""

    found: Next
    folder: str
    fail_on: str
    kept: dict[str, Any]
    said: set[str]


def try_commit(folder: str, parts: tuple[str, ...], fail_on: str) -> int:
    """Tries the parts and says what stops the commit; gives the exit code. Raises `NoGit`.

    What was well once and has not changed is not tried again on the same day.
    """
    from journeydsl.workspace.today import wanted_today

    found = next_commit(top_of(folder))
    if not found.journeys:
        return 0
    kept = read_cache(found.top)
    today = wanted_today(None)
    key = digest(*parts, fail_on, str(today or _day()), listed(found.files))
    if kept["facts"].get(key) == _WELL:
        return 0
    with laid_out(found) as place, contextlib.chdir(place):
        trial = _Trial(found, place, fail_on, kept, set())
        code = 0
        for part in parts:
            code = max(code, _TRIES[part](trial)) if code < 2 else code
    if code == 0:
        kept["facts"][key] = _WELL
    else:
        say()
        say("The commit is stopped. Mend what stands above, `git add` the files and commit again; "
            "`git commit --no-verify` commits them as they are.")  # fmt: skip
    write_cache(found.top, kept)
    return code


def _try_layout(trial: _Trial) -> int:
    from journeydsl.formatting.format import format_text
    from journeydsl.workspace.files import as_source, read_bytes

    excluded = {os.path.normpath(os.path.join(workspace, path)) for workspace, _, exclude in _workspaces(trial)
                for path in exclude}  # fmt: skip
    wrong = []
    for file in trial.found.files:
        if not file.path.endswith(".journey") or _is_below(file.path, excluded):
            continue
        key = digest("fmt", file.content)
        if trial.kept["facts"].get(key) != _WELL:
            source = as_source(read_bytes(file.path), file.path)
            text = None if source.misread else format_text(source)
            if text is not None and text != source.text:
                wrong.append(file.path)
                continue
            trial.kept["facts"][key] = _WELL
    for path in wrong:
        word = in_shell(path)
        say(f"`{path}` is not in its one form: `journey fmt {word}` brings it there, then `git add {word}`")
    return 1 if wrong else 0


def _try_findings(trial: _Trial) -> int:
    from journeydsl.cli.findings import check_paths
    from journeydsl.cli.known import split
    from journeydsl.cli.printing import colours, complain, paint
    from journeydsl.render.reports.terminal import long, plain
    from journeydsl.render.reports.trials import fault_line
    from journeydsl.workspace.analyzing import Wish
    from journeydsl.workspace.reading import Shelf

    code = 0
    weight = ("advice", "warning", "error")
    for workspace, settings, _ in _workspaces(trial):
        wish = Wish(settings, (), _today())
        checked = check_paths(Shelf(trial.folder), _paths(trial, workspace, settings), wish, trial.kept)
        known = split(checked.findings, checked.results, wish, trial.folder)
        stopping = [one.told for one in known.new if weight.index(one.told["severity"]) >= weight.index(trial.fail_on)]
        for problem in checked.asked.problems:
            complain(problem)
        for line in long(stopping, paint if colours() else plain):
            say(line)
        trial.said.update(map(fault_line, stopping))
        is_readable = all(result.is_readable for result in checked.results.values())
        code = max(code, 2 if checked.asked.problems or not is_readable else 1 if stopping else 0)
    return code


def _try_scenarios(trial: _Trial) -> int:
    from journeydsl.cli.printing import colours, paint
    from journeydsl.render.reports.terminal import plain
    from journeydsl.render.reports.trials import Tested, not_understood, trial_lines
    from journeydsl.scenarios.trial import try_scenario
    from journeydsl.workspace.journeys import ready_journeys
    from journeydsl.workspace.reading import Shelf

    code = 0
    for workspace, settings, _ in _workspaces(trial):
        _, journeys = ready_journeys(Shelf(trial.folder), _paths(trial, workspace, settings), settings)
        for journey in journeys:
            if journey.graph is None or journey.faults:
                code = max(code, 1 if journey.is_readable else 2)
                for line in not_understood(journey.faults):
                    if line not in trial.said:
                        say(line)
                continue
            tried = tuple(try_scenario(journey.graph, scenario) for scenario in journey.graph.journey.scenarios)
            failed = tuple(one for one in tried if not one.passed)
            for line in (
                trial_lines(Tested(journey.root, failed, None), paint if colours() else plain) if failed else ()
            ):
                say(line)
            code = max(code, 1 if failed else 0)
    return code


def _try_playbooks(trial: _Trial) -> int:
    from journeydsl.workspace.freshness import freshness

    code = 0
    for playbook in trial.found.playbooks:
        found = freshness(playbook, None, __version__)
        if not found.is_fresh:
            code = 1
            for line in found.lines(playbook):
                say(line)
    return code


_TRIES: dict[str, Callable[[_Trial], int]] = {
    "fmt": _try_layout, "check": _try_findings, "test": _try_scenarios, "build": _try_playbooks,
}  # fmt: skip


def _workspaces(trial: _Trial) -> Iterator[tuple[str, Any, list[str]]]:
    """Each workspace with its settings, in which what belongs to a workspace further below is left out."""
    from journeydsl.cli.options import settings_of

    for workspace in trial.found.workspaces:
        settings = settings_of((workspace or ".",), trial.folder)
        exclude = (*settings.exclude, *trial.found.below(workspace))
        yield workspace, settings.replace(exclude=exclude), list(settings.exclude)


def _paths(trial: _Trial, workspace: str, settings: Any) -> tuple[str, ...]:
    """The paths of a workspace that are there, as seen from the top."""
    paths = [os.path.normpath(os.path.join(workspace, path)) for path in settings.paths or (".",)]
    return tuple(path for path in paths if any(_is_below(one, {path}) for one in trial.found.journeys))


def _is_below(path: str, folders: set[str]) -> bool:
    return any(
        folder == "." or path == folder or path.startswith(f"{folder}/".replace(os.sep, "/")) for folder in folders
    )


def _today() -> Any:
    from journeydsl.workspace.today import wanted_today

    return wanted_today(None)


def _day() -> str:
    import time

    return time.strftime("%Y-%m-%d %H", time.gmtime())[:13]
