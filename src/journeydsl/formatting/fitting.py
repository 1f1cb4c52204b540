"""Parts of a text laid out within the width: on one line where they fit, else broken in the manner of their group."""

from __future__ import annotations

from typing import Literal

from journeydsl.formatting.words import Note

WIDTH = 100
INDENT = "  "

Manner = Literal[
    "flow",  # as many as fit stand on a line
    "rows",  # each stands on a line of its own, the first one too
    "joints",  # each stands on a line of its own, but for the first
    "brackets",  # the brackets stand apart
    "prose",  # lines between triple quotes
]


class Gap:
    """A place where a line may break, and breaks where comments stand."""

    __slots__ = ("notes", "space")

    def __init__(self, space: str, notes: list[Note]) -> None:
        self.space = space
        self.notes = notes


class Group:
    """Parts that are broken together."""

    __slots__ = ("manner", "parts")

    def __init__(self, manner: Manner, parts: list[Part]) -> None:
        self.manner = manner
        self.parts = parts


Part = str | Gap | Group


class Fitting:
    """Lines under way: those done, and the one being written."""

    __slots__ = ("depth", "done", "line")

    def __init__(self, depth: int) -> None:
        self.done: list[str] = []
        self.depth = depth
        self.line = INDENT * depth

    def add(self, text: str) -> None:
        """Goes on with the line; a line does not begin with a space."""
        self.line += text if self.line.strip(" ") else text.lstrip(" ")

    def turn(self, depth: int, notes: list[Note] | None = None) -> None:
        """Begins a new line, after the comments that stand here."""
        self.line = self.line.rstrip(" ")
        for note in notes or ():
            if note.trails and self.line:
                self.line += f"  {note.text}"
            else:
                self._end(depth)
                self.line += note.text
        self._end(depth)

    def _end(self, depth: int) -> None:
        if self.line.strip(" "):
            self.done.append(self.line)
        self.depth = depth
        self.line = INDENT * depth


def fit(group: Group, depth: int, hanging: int, tail: int) -> Fitting:
    """The lines of a group, the first one `depth` deep; what is broken stands one deeper than `hanging`.

    `tail` is the width of what is to follow on the last line.
    """
    fitting = Fitting(depth)
    _put(fitting, group, hanging, tail)
    return fitting


def _put(fitting: Fitting, group: Group, depth: int, tail: int) -> None:
    flat = flat_text(group.parts) if group.manner != "prose" else None
    if flat is not None and len(fitting.line) + len(flat) + tail <= WIDTH:
        fitting.add(flat)
        return
    match group.manner:
        case "flow":
            _put_flow(fitting, group.parts, depth, tail)
        case "rows" | "joints":
            _put_apart(fitting, group.parts, depth, tail)
        case "brackets":
            _put_brackets(fitting, group.parts, depth, tail)
        case "prose":
            _put_prose(fitting, group.parts)


def _put_flow(fitting: Fitting, parts: list[Part], depth: int, tail: int) -> None:
    deep, broken = depth, False
    for gap, segment, is_last in _segments(parts):
        after = tail if is_last else 0
        if gap and (gap.notes or broken or not _goes_on(fitting, gap, segment, after)):
            deep = depth + 1
            fitting.turn(deep, gap.notes)
        elif gap:
            fitting.add(gap.space)
        lines = len(fitting.done)
        _put_all(fitting, segment, deep, after)
        broken = len(fitting.done) > lines


def _goes_on(fitting: Fitting, gap: Gap, segment: list[Part], tail: int) -> bool:
    """Whether the line has room for what comes next: all of it, or all up to where it may hang."""
    room = WIDTH - len(fitting.line) - len(gap.space)
    flat = flat_text(segment)
    if flat is not None and len(flat) + tail <= room:
        return True
    head = _hanging_head(segment)
    return head is not None and head <= room


def _put_apart(fitting: Fitting, parts: list[Part], depth: int, tail: int) -> None:
    for gap, segment, is_last in _segments(parts):
        if gap:
            fitting.turn(depth + 1, gap.notes)
        _put_all(fitting, segment, depth + 1, tail if is_last else 0)


def _put_brackets(fitting: Fitting, parts: list[Part], depth: int, tail: int) -> None:
    segments = _segments(parts)
    for gap, segment, is_last in segments:
        if gap:
            fitting.turn(depth if is_last else depth + 1, gap.notes)
        # What flows between brackets is not indented once more.
        _put_all(fitting, segment, depth, tail if is_last else 0)


def _put_prose(fitting: Fitting, lines: list[Part]) -> None:
    fitting.add('"""')
    fitting.done.append(fitting.line)
    inside = INDENT * (fitting.depth + 1)
    fitting.done += [f"{inside}{line}" if line else "" for line in lines]
    fitting.line = f'{INDENT * fitting.depth}"""'


def _put_all(fitting: Fitting, segment: list[Part], depth: int, tail: int) -> None:
    for index, part in enumerate(segment):
        match part:
            case str():
                fitting.add(part)
            case Group():
                following = flat_text(segment[index + 1 :]) or ""
                _put(fitting, part, depth, tail + len(following))
            case Gap():
                fitting.turn(depth + 1, part.notes)


def _segments(parts: list[Part]) -> list[tuple[Gap | None, list[Part], bool]]:
    """What stands between the gaps, each with the gap before it, and whether it is the last."""
    found: list[tuple[Gap | None, list[Part]]] = [(None, [])]
    for part in parts:
        if isinstance(part, Gap):
            found.append((part, []))
        else:
            found[-1][1].append(part)
    return [(gap, segment, number == len(found)) for number, (gap, segment) in enumerate(found, 1)]


def flat_text(parts: list[Part]) -> str | None:
    """The parts on one line; None where a comment or prose stands among them."""
    flat: list[str] = []
    for part in parts:
        match part:
            case str():
                flat.append(part)
            case Gap():
                if part.notes:
                    return None
                flat.append(part.space)
            case Group():
                inner = flat_text(part.parts) if part.manner != "prose" else None
                if inner is None:
                    return None
                flat.append(inner)
    return "".join(flat)


def _hanging_head(segment: list[Part]) -> int | None:
    """How wide a clause is up to its first own line break, where it ends with what may hang from its line."""
    *head, last = segment
    if not isinstance(last, Group) or not all(isinstance(part, str) for part in head):
        return None
    width = sum(len(part) for part in head if isinstance(part, str))
    match last.manner:
        case "rows":
            return width
        case "brackets":
            return width + 1
        case "prose":
            return width + 3
        case "flow" if isinstance(last.parts[0], Gap):
            return width
        case "flow" | "joints":
            return None
