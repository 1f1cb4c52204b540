"""Journeys from Python: read one, check some, build the playbook of one.

In: paths. Out: the values of the house, which are frozen. The same as the command line does, without its printing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from journeydsl.text.file_names import free_name
from journeydsl.text.record import Record
from journeydsl.workspace.analyzing import Wish, analyze_root, surely
from journeydsl.workspace.building import Written, write_folder
from journeydsl.workspace.files import Unreadable, not_written_in, seen_from, workspace_folder
from journeydsl.workspace.looks import appearance
from journeydsl.workspace.reading import Shelf, ask, why_not_one
from journeydsl.workspace.settings import Settings, read_settings

if TYPE_CHECKING:
    from journeydsl.analysis import Analysis
    from journeydsl.diagnostics.finding import Diagnostic
    from journeydsl.model.journey import Journey
    from journeydsl.render.changes.report import Report
    from journeydsl.render.diagrams.drawing import Engine
    from journeydsl.render.playbook.overview import Volume


class JourneyError(Exception):
    """What was asked for cannot be done; the message is a sentence for people, or several, a line each."""


def load(path: str | os.PathLike[str]) -> Journey:
    """The journey at a path, every name resolved: its root file, or a folder that holds one root.

    Raises `JourneyError` where there is no journey, or more than one. A journey with faults is given as far as it could
    be read; `check` says what is wrong.
    """
    analysis, _ = _one(os.fspath(path), None)
    assert analysis.journey is not None
    return analysis.journey


def check(
    *paths: str | os.PathLike[str], only: Iterable[str] = (), today: date | None = None
) -> tuple[Diagnostic, ...]:
    """Every finding in the journeys at these paths, in the order of their places; with the settings of their workspace.

    Without paths: those that `journey.toml` names, else the folder you are in. What a baseline accepts is among them:
    it has the `fingerprint` that stands there.

    Raises `JourneyError` where a path cannot be read.
    """
    words = tuple(os.fspath(path) for path in paths)
    shelf, settings = _shelf(words)
    words = words or tuple(os.path.join(settings.folder, path) for path in settings.paths) or (shelf.folder,)
    asked = surely(lambda: ask(shelf, words, settings.excluded))
    if asked.problems:
        raise JourneyError("\n".join(asked.problems))
    wish = Wish(settings, tuple(only), today)
    found: dict[object, Diagnostic] = {}
    for root in (*asked.roots, *asked.libraries):
        for diagnostic in surely(lambda root=root: analyze_root(shelf, root, wish)).diagnostics:  # type: ignore[misc]
            found.setdefault((diagnostic.span.key, diagnostic.name, diagnostic.finding.message), diagnostic)
    return tuple(sorted(found.values(), key=lambda told: (told.span.key, told.name, told.finding.message)))


def build(
    path: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    today: date | None = None,
    engine: Engine | None = None,
    overwrites: bool = False,
    single_file: bool = False,
) -> Written:
    """Writes pictures and playbook of the journey at a path into a folder.

    Raises `JourneyError` where there is not one journey, or where the folder holds a file that no build wrote in the
    way (unless it `overwrites`). With `single_file`, the playbook is written as one HTML file, too. `engine` draws
    instead of the Graphviz that comes with the package.
    """
    analysis, settings = _one(os.fspath(path), today)
    try:
        files = playbook_files(analysis, settings, engine, single_file=single_file)
        return write_folder(os.fspath(out), files, overwrites=overwrites)
    except Unreadable as fault:
        raise JourneyError(str(fault)) from None
    except OSError as fault:
        raise JourneyError(not_written_in(os.fspath(out), fault)) from None


def playbook_files(
    analysis: Analysis,
    settings: Settings,
    engine: Engine | None = None,
    changes: tuple[Report, str] | None = None,
    *,
    single_file: bool = False,
) -> dict[str, str | bytes]:
    """Every file of a journey's playbook, by path; with a page of `changes`, and what they start from, if there are.

    Raises `Unreadable` where a template of the workspace has a fault.
    """
    from journeydsl.render.diagrams.graphviz_library import draw
    from journeydsl.render.playbook.playbook import render_playbook
    from journeydsl.render.templating.fault import TemplateFault

    assert analysis.journey is not None
    assert analysis.graph is not None
    book = (analysis.journey, analysis.graph, analysis.diagnostics, analysis.today)
    below = seen_from(os.getcwd(), settings.folder).replace(os.sep, "/")
    folder = "" if below == "." else f"{below}/"
    looks = appearance(settings.folder, settings.looks)
    looks = looks.replace(source=settings.source, folder=folder, has_single_file=single_file)
    try:
        return dict(render_playbook(*book, engine or draw, looks, changes))
    except TemplateFault as fault:
        raise Unreadable(str(fault)) from None


class Edition(Record):
    """The playbooks of several journeys, made and not written: `files` by path, and what each was made of, in order."""

    files: Mapping[str, str | bytes]
    analyses: tuple[Analysis, ...]
    volumes: tuple[Volume, ...]


def make_edition(
    shelf: Shelf,
    roots: Iterable[str],
    wish: Wish,
    engine: Engine | None,
    done: Callable[[], None],
    changes: Mapping[str, tuple[Report, str]] = MappingProxyType({}),
    *,
    single_file: bool = False,
) -> Edition:
    """Makes the playbook of one journey, or of several in folders of their own with a page in front.

    `changes` are by root. Calls `done` after each journey. Raises `Unreadable` where a root holds no journey, or a
    template has a fault.
    """
    from journeydsl.render.playbook.overview import Volume, overview_files

    every = tuple(roots)
    files: dict[str, str | bytes] = {}
    analyses: list[Analysis] = []
    volumes: list[Volume] = []
    for root in every:
        analysis = surely(lambda root=root: analyze_root(shelf, root, wish))  # type: ignore[misc]
        if analysis.journey is None:
            raise Unreadable(f"`{root}` holds no journey that can be read")
        analyses.append(analysis)
        place = _free_folder(analysis.journey.name, [volume.folder for volume in volumes])
        before = f"{place}/" if len(every) > 1 else ""
        journey = analysis.journey
        volumes.append(Volume(place, journey.label, len(analysis.diagnostics), journey.language))
        made = playbook_files(analysis, wish.settings, engine, changes.get(root), single_file=single_file)
        files |= {f"{before}{path}": data for path, data in made.items()}
        done()
    if len(volumes) > 1:
        files |= overview_files(tuple(volumes), appearance(wish.settings.folder, wish.settings.looks))
    return Edition(files, tuple(analyses), tuple(volumes))


def _free_folder(name: str, taken: list[str]) -> str:
    """A folder's name for a journey that every system takes, apart from those taken."""
    return free_name(name or "journey", {other.lower() for other in taken})


def _one(path: str, today: date | None) -> tuple[Analysis, Settings]:
    """The analysis of the one root at a path, and the settings of its workspace."""
    shelf, settings = _shelf((path,))
    asked = surely(lambda: ask(shelf, (path,), settings.excluded))
    if asked.problems:
        raise JourneyError("\n".join(asked.problems))
    why = why_not_one(path, asked.roots)
    if why:
        raise JourneyError(why)
    return surely(lambda: analyze_root(shelf, asked.roots[0], Wish(settings, (), today))), settings


def _shelf(paths: tuple[str, ...]) -> tuple[Shelf, Settings]:
    from journeydsl.checks._catalogue import names

    folder = os.getcwd()
    try:
        return Shelf(folder), read_settings(workspace_folder(paths[0] if paths else folder), names())
    except Unreadable as fault:
        raise JourneyError(str(fault)) from None
