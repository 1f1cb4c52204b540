"""Fixes carried out on texts: each is tried, looked at in every journey that reads the file, and kept or left out.

Nothing is written here but texts in memory; `written` puts them in place afterwards, file by file, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from journeydsl.diagnostics.finding import Diagnostic, Fix
from journeydsl.text.source import Edit, Source, apply_edits
from journeydsl.workspace.files import Unreadable, as_source, not_written, read_bytes, write_file
from journeydsl.workspace.judging import Seen, level, look, objection
from journeydsl.workspace.reading import STDIN, Shelf

MOST_ROUNDS = 20
MOST_SIGNS = 100_000  # of texts that are read anew to look for the fixes that cannot be made together
FEWEST_LOOKS = 4
SIGNS_A_FINDING = 300  # as much as which one more finding makes a look take
TOO_MANY = "too much has to be mended at once; once the rest is, it can be tried again"

Open = Callable[[dict[str, str]], Shelf]
"""A shelf on which these texts stand for their files."""


class Mended(NamedTuple):
    """Texts by path; what was fixed, in the order done; what was left out, each with half a sentence why.

    `waiting` is how many fixes more could be tried if unsafe ones were wanted; `seen` is what is told in the end.
    """

    texts: dict[str, str]
    fixed: list[Diagnostic]
    left_out: list[tuple[Diagnostic, str]]
    waiting: int
    seen: Seen


class _Looks:
    """How many more times the journeys may be looked at: fewer, the longer they are and the more there is to tell."""

    def __init__(self, seen: Seen) -> None:
        signs = sum(len(text) for told in seen.roots.values() for _, text in told.texts)
        signs += SIGNS_A_FINDING * sum(len(told.diagnostics) for told in seen.roots.values())
        self.left = FEWEST_LOOKS + MOST_SIGNS // (signs + 1_000)


class _Round:
    """The fixes of one round, all made on the same texts, so that their places stay true."""

    def __init__(self, seen: Seen, opening: Open, texts: dict[str, str], looks: _Looks) -> None:
        self.seen, self.opening, self.texts, self.looks = seen, opening, texts, looks
        self.left_out: list[tuple[Diagnostic, str]] = []
        self.best = seen

    def settle(self, kept: list[Diagnostic], group: list[Diagnostic]) -> list[Diagnostic]:
        """The kept ones with all of the group that can be made beside them; halves a group in which one cannot."""
        if not group:
            return kept
        if self.looks.left <= 0:
            self.left_out += [(one, TOO_MANY) for one in group]
            return kept
        self.looks.left -= 1
        trial = [*kept, *group]
        after = look(self.opening(_edited(self.seen.shelf, self.texts, trial)), self.seen)
        why = objection(self.seen, after, trial)
        if why is None:
            self.best = after
            return trial
        if len(group) == 1:
            self.left_out.append((group[0], why))
            return kept
        half = len(group) // 2
        return self.settle(self.settle(kept, group[:half]), group[half:])


def mend(opening: Open, paths: tuple[str, ...], exclude: tuple[str, ...], seen: Seen, also_unsafe: bool) -> Mended:
    """Makes every fix that can be made: first of the text, then of names, then of what is said of the journey.

    Of two that overlap, the later waits for the next round.
    """
    texts: dict[str, str] = {}
    fixed: list[Diagnostic] = []
    left_out: dict[tuple[object, ...], tuple[Diagnostic, str]] = {}
    looks = _Looks(seen)
    for _ in range(MOST_ROUNDS):
        wanted = [one for one in candidates(seen, also_unsafe) if _identity(one) not in left_out]
        if not wanted:
            break
        first = min(level(one.name) for one in wanted)
        work = _Round(seen, opening, texts, looks)
        made = work.settle([], _apart(one for one in wanted if level(one.name) == first))
        left_out |= {_identity(one): (one, why) for one, why in work.left_out}
        texts = _edited(seen.shelf, texts, made)
        fixed += made
        seen = work.best
    waiting = [one for one in candidates(seen, True) if _identity(one) not in left_out]
    return Mended(texts, fixed, list(left_out.values()), len(waiting), seen)


def written(shelf: Shelf, texts: dict[str, str]) -> tuple[list[str], list[str]]:
    """Puts texts in place of the files read on a shelf; gives what was written, and a sentence for the rest."""
    done, problems = [], []
    for path, text in texts.items():
        whole = shelf.absolute(path)
        try:
            data = read_bytes(whole)
            if as_source(data, path).text != shelf.source(path).text:
                problems.append(f"`{path}` has changed meanwhile, and is left alone")
                continue
            mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
            write_file(whole, mark + text.encode())
            done.append(path)
        except Unreadable as fault:
            problems.append(str(fault).replace(whole, path))
        except OSError as fault:
            problems.append(not_written(path, fault))
    return done, problems


def candidates(seen: Seen, also_unsafe: bool) -> list[Diagnostic]:
    """What has a fix that a machine can make, in the order of places, each once however many journeys tell it."""
    found: dict[tuple[object, ...], Diagnostic] = {}
    for root in seen.asked:
        for told in seen.roots[root].diagnostics:
            fix = told.finding.fix
            if fix and fix.edits and (fix.is_safe or also_unsafe) and _can_be_edited(seen.shelf, fix):
                places = tuple((edit.span.key, edit.text) for edit in fix.edits)
                found.setdefault((told.name, places), told)
    return sorted(found.values(), key=lambda told: (told.span.key, told.name))


def _can_be_edited(shelf: Shelf, fix: Fix) -> bool:
    return all(edit.span.source.path != STDIN and not edit.span.source.misread for edit in fix.edits)


def _identity(told: Diagnostic) -> tuple[object, ...]:
    """What a fix is known by from round to round, while its place moves."""
    fix = told.finding.fix
    texts = tuple(edit.text for edit in fix.edits) if fix else ()
    return (told.name, told.span.source.path, told.finding.subject, told.finding.message, texts)


def _apart(wanted: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those, from the front, whose edits touch no edit of another."""
    taken: dict[str, list[Edit]] = {}
    chosen = []
    for told in wanted:
        edits = told.finding.fix.edits if told.finding.fix else ()
        if not any(_touch(edit, other) for edit in edits for other in taken.get(edit.span.source.path, ())):
            chosen.append(told)
            for edit in edits:
                taken.setdefault(edit.span.source.path, []).append(edit)
    return chosen


def _touch(one: Edit, other: Edit) -> bool:
    a, b = one.span, other.span
    return a.start == b.start or (a.start < b.end and b.start < a.end)


def _edited(shelf: Shelf, texts: dict[str, str], made: Iterable[Diagnostic]) -> dict[str, str]:
    """All texts with these fixes made in those that they change."""
    edits: dict[str, list[Edit]] = {}
    for told in made:
        for edit in told.finding.fix.edits if told.finding.fix else ():
            edits.setdefault(edit.span.source.path, []).append(edit)
    changed = {path: apply_edits(source.text, _ended(source, edits[path]))
               for path in edits for source in (shelf.source(path),)}  # fmt: skip
    return texts | changed


def _ended(source: Source, edits: list[Edit]) -> list[Edit]:
    """The same edits, with the line endings of their file."""
    windows = source.text.count("\r\n")
    if windows * 2 <= source.text.count("\n"):
        return edits
    return [edit.replace(text=edit.text.replace("\r\n", "\n").replace("\n", "\r\n")) for edit in edits]
