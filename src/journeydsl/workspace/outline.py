"""What can be told of a file without reading it whole: whether it is a root, what it uses, which time zone it names.

INVARIANT: an outline that was guessed is compared with the file as soon as it is parsed (`Shelf.file`); where they
differ the guess is thrown away.
"""

from __future__ import annotations

import re

from journeydsl.syntax.parse import SyntaxFile
from journeydsl.syntax.people import Calendar, CalendarProperty, Journey, Timezone, Use
from journeydsl.text.record import Record

_PROSE = re.compile(r'"""[^"]*(?:"(?!"")[^"]*)*"""')
_STATEMENT = re.compile(
    r'^[ \t]*(?:(journey)[ \t]+[A-Za-z_]|use[ \t]+"((?:[^"\\\n]|\\.)*)"'
    r'|(calendar)[ \t]+(\w+)|timezone[ \t]+"([^"\n]*)")',
    re.MULTILINE,
)
_TEXT_OR_REMARK = re.compile(r'"(?:[^"\\\n]|\\.)*"|#[^\n]*')
_HEADER = re.compile(r"\bjourney\b")
_ESCAPE = re.compile(r"\\(.)")


class Outline(Record):
    """`uses` are paths as written, in order; `calendar` the journey's, if it names one; `zones` by calendar."""

    is_root: bool
    uses: tuple[str, ...]
    calendar: str
    zones: tuple[tuple[str, str], ...]


def guess(text: str) -> Outline | None:
    """An outline from the beginnings of lines, right but for odd layouts; none where one may hide a root."""
    is_root, uses, calendar, last, zones = False, [], "", "", []
    text = _PROSE.sub('""', text) if '"""' in text else text
    for found in _STATEMENT.finditer(text):
        root, use, named, name, zone = found.groups()
        if root:
            is_root = True
        elif use is not None:
            uses.append(_ESCAPE.sub(r"\1", use))
        elif named:
            inside_header = is_root and not calendar and found.group()[:1] in " \t"
            calendar, last = (name, last) if inside_header else (calendar, name)
        elif zone is not None:
            zones.append((last, zone))
    if not is_root and "journey" in text and _HEADER.search(_TEXT_OR_REMARK.sub("", text)):
        return None
    return Outline(is_root, tuple(uses), calendar, tuple(zones))


def outline(file: SyntaxFile) -> Outline:
    """The outline of a file that is read."""
    is_root, uses, calendar, zones = False, [], "", []
    for node in file.statements:
        match node:
            case Journey(block=block):
                is_root = True
                items = block.items if block else ()
                named = (item.calendar.text for item in items if isinstance(item, CalendarProperty))
                calendar = next(named, calendar)
            case Use(path=path):
                uses.append(path.text)
            case Calendar(name=name, block=block):
                zones += [(name.text, item.text.text) for item in block.items if isinstance(item, Timezone)]
            case _:
                pass
    return Outline(is_root, tuple(uses), calendar, tuple(zones))
