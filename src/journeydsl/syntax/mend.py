"""Where the reader is stuck: the smallest mend that lets it read on, and a fault that says what was wrong.

A mend changes the tokens just ahead (or just behind) and is believed when what follows can then be read. Where no mend
is believed, the reader passes over the rest of the statement or property and goes on with the next one.
"""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.syntax.mends import (
    Mend,
    line_ends_before,
    missing_mends,
    misspelt_mends,
    other_kind_mends,
    said_on_line,
    surplus_mends,
)
from journeydsl.syntax.reader import DEEPEST, Reader
from journeydsl.syntax.rewinding import rewound_mends
from journeydsl.syntax.tokens import END

MOST_FAULTS = 200
_NEEDED = {"misspelt": 0, "other kind": 2, "missing": 3, "surplus": 3, "rewound": 3}
_LOOK_AHEAD = 7
_WHOLE_LINE = 4  # tokens that a line read to its end is worth


def mend(reader: Reader) -> None:
    """Gets the reader on from where it is stuck; every call moves it forward, or ends the reading."""
    reader.mended += 1
    tokens = reader.tokens
    if len(reader.states) > DEEPEST:
        reader.fault(
            "too deep", tokens.starts[reader.place], tokens.ends[reader.place], found=tokens.texts[reader.place]
        )
        _pass_over_statement(reader)
    elif reader.mended > MOST_FAULTS:
        reader.fault("too many", tokens.starts[reader.place], tokens.ends[reader.place])
        _give_up(reader)
    else:
        best = _best(reader)
        if best is not None:
            best.apply(reader)
        elif _in_block(reader) and _shows_block_unclosed(reader):
            _settle(reader)
            _close_blocks(reader)
        else:
            _pass_over(reader)


def _best(reader: Reader) -> Mend | None:
    best: tuple[float, Mend] | None = None
    for mend in _candidates(reader):
        reached = mend.reach(reader, _LOOK_AHEAD)
        worth = min(reached, _LOOK_AHEAD) - mend.cost
        if reached < _LOOK_AHEAD and mend.completes_line(reader):
            worth = max(worth, _WHOLE_LINE - mend.cost)
        elif reached < _NEEDED[mend.way]:
            continue
        if best is None or worth > best[0]:
            best = (worth, mend)
    return best[1] if best else None


def _candidates(reader: Reader) -> Iterator[Mend]:
    accepted = reader.accepted()
    level = _statement_level(reader)
    yield from misspelt_mends(reader, accepted)
    if _begins_item(reader):
        if _in_block(reader) and _shows_block_unclosed(reader):
            return
        yield from missing_mends(reader, [kind for kind in accepted if kind == "{"])
        yield from rewound_mends(reader, level)
        if not _is_word(reader.tokens.texts[reader.place]):
            yield from surplus_mends(reader)
    else:
        yield from other_kind_mends(reader, accepted)
        yield from missing_mends(reader, accepted)
        yield from rewound_mends(reader, level)
        yield from surplus_mends(reader)


def _begins_item(reader: Reader) -> bool:
    """Whether what stands before is complete and a new statement or property would begin here."""
    if len(reader.values) in (_statement_level(reader), _block_level(reader)):
        return True
    end = "}" if _in_block(reader) else END
    return line_ends_before(reader, reader.place) and reader.advance(list(reader.states), end)


def _in_block(reader: Reader) -> bool:
    return bool(_open_blocks(reader))


def _open_blocks(reader: Reader) -> list[int]:
    """Where on the stack the braces stand that are still open, outermost first."""
    opened: list[int] = []
    for index, value in enumerate(reader.values):
        if value == "{":
            opened.append(index)
        elif value == "}" and opened:
            opened.pop()
    return opened


def _shows_block_unclosed(reader: Reader) -> bool:
    """At the end of the text, or at a statement on a line of its own that cannot stand in a block."""
    return reader.tokens.kinds[reader.place] == END or _begins_statement(reader, reader.place)


def _settle(reader: Reader) -> None:
    """Completes what stands before; drops it where it is not complete."""
    end = "}" if _in_block(reader) else END
    if reader.advance(list(reader.states), end):
        reader.settle(end)
    else:
        level = _block_level(reader)
        if len(reader.values) > level:
            reader.skipped.append((reader.starts[level], reader.tokens.starts[reader.place]))
        _drop_to(reader, level, reader.place)


def _is_word(text: str) -> bool:
    return bool(text) and (text[0].isalpha() or text[0] == "_")


# ---- passing over what cannot be mended


def _statement_level(reader: Reader) -> int:
    """How many symbols are left on the stack when the statement under way is dropped."""
    return 1 if reader.values and isinstance(reader.values[0], list) else 0


def _block_level(reader: Reader) -> int:
    """The same for the property under way in the innermost open block; the statement's outside of all blocks."""
    opened = _open_blocks(reader)
    if not opened:
        return _statement_level(reader)
    after = opened[-1] + 1
    return after + (after < len(reader.values) and isinstance(reader.values[after], list))


def _inside(reader: Reader) -> str:
    """The word that begins the statement whose block is open, `stage` or `where`; empty outside of all blocks."""
    opened = _open_blocks(reader)
    if not opened:
        return ""
    outer = opened[-2] if len(opened) > 1 else -1
    words = [value for value in reader.values[outer + 1 : opened[-1]] if isinstance(value, str) and value.isalpha()]
    return words[0] if words else ""


def _pass_over(reader: Reader) -> None:
    """Drops the property under way, or the statement outside of blocks, and goes on behind it."""
    tokens, stuck = reader.tokens, reader.place
    if _begins_item(reader):
        _settle(reader)
    wanted = tuple(reader.accepted()[:40])
    level = _block_level(reader)
    begun = reader.starts[level] if len(reader.values) > level else tokens.starts[stuck]
    if level == _statement_level(reader) == len(reader.values) and stuck and tokens.kinds[stuck - 1] == "}":
        # A property on its own: the brace before it has closed its block too early.
        begun = tokens.starts[stuck - 1]
    inside = _inside(reader)
    goes_on = _next_item(reader, reader.states[: level + 1]) if _in_block(reader) else _next_statement(reader, stuck)
    if not said_on_line(reader, tokens.starts[stuck]):
        reader.fault(
            "unexpected",
            tokens.starts[stuck],
            tokens.ends[stuck],
            found=tokens.texts[stuck],
            wanted=wanted,
            inside=inside,
            opened=begun,
        )
    reader.skipped.append((begun, max(tokens.starts[goes_on], begun)))
    _drop_to(reader, level, goes_on)


def _drop_to(reader: Reader, level: int, place: int) -> None:
    del reader.values[level:], reader.starts[level:], reader.states[level + 1 :]
    reader.taken += ["<SKIPPED>"] * (place - len(reader.taken))
    reader.place = place


def _next_item(reader: Reader, states: list[int]) -> int:
    """Where the next property of the open block begins, or the block ends, or a new statement shows that it has."""
    tokens, place, depth = reader.tokens, reader.place, 0
    known = {word for word in reader.tables.actions[states[-1]] if word.isalpha()}
    while True:
        kind = tokens.kinds[place]
        if kind == END:
            return place
        if depth == 0 and (kind == "}" or (kind in known and _can_go_on(reader, states, place))):
            return place
        if place > reader.place and (
            _begins_statement(reader, place) or (depth == 0 and _begins_property(reader, place))
        ):
            return place
        depth += (kind == "{" and _opens_block(reader, place)) - (kind == "}" and depth > 0)
        place += 1


def _begins_property(reader: Reader, place: int) -> bool:
    """Whether a word begins a line there, as far in as the line that is passed over, and no list goes on."""
    tokens = reader.tokens
    if not _first_on_line(reader, place) or not tokens.kinds[place].isidentifier() or tokens.kinds[place - 1] == ",":
        return False
    return _indentation(reader, place) == _indentation(reader, reader.place)


def _indentation(reader: Reader, place: int) -> str:
    line_start = reader.text.rfind("\n", 0, reader.tokens.starts[place]) + 1
    line = reader.text[line_start : reader.tokens.starts[place]]
    return line[: len(line) - len(line.lstrip())]


def _opens_block(reader: Reader, place: int) -> bool:
    """Whether a brace passed over has one that closes it: further lines are set in, or it stands on the same line."""
    tokens = reader.tokens
    after = place + 1
    if tokens.kinds[after] == END or "\n" in reader.text[tokens.ends[place] : tokens.starts[after]]:
        return len(_indentation(reader, after)) > len(_indentation(reader, place))
    line_end = reader.text.find("\n", tokens.starts[place])
    line_end = len(reader.text) if line_end < 0 else line_end
    return "}" in reader.text[tokens.starts[place] : line_end]


def _can_go_on(reader: Reader, states: list[int], place: int) -> bool:
    return (place > reader.place or len(states) < len(reader.states)) and reader.reach(
        states, reader.tokens.kinds[place : place + 2]
    ) == 2


def _next_statement(reader: Reader, place: int) -> int:
    """Where the next statement begins: on a line of its own, and outside of any block passed over."""
    tokens, depth, first = reader.tokens, 0, place
    while tokens.kinds[place] != END:
        if place > first and _begins_statement(reader, place) and (depth <= 0 or _at_margin(reader, place)):
            break
        if place > first and depth == 0 and _at_margin(reader, place) and _begins_property(reader, place):
            break
        depth += (tokens.kinds[place] == "{") - (tokens.kinds[place] == "}")
        place += 1
    return place


def _begins_statement(reader: Reader, place: int) -> bool:
    """Whether a statement begins on a line of its own here, as far as a few tokens tell."""
    tables, kind = reader.tables, reader.tokens.kinds[place]
    return (
        kind in tables.actions[tables.start]
        and _first_on_line(reader, place)
        and reader.reach([tables.start], reader.tokens.kinds[place : place + 2]) == 2
    )


def _first_on_line(reader: Reader, place: int) -> bool:
    tokens = reader.tokens
    return place == 0 or "\n" in reader.text[tokens.ends[place - 1] : tokens.starts[place]]


def _at_margin(reader: Reader, place: int) -> bool:
    start = reader.tokens.starts[place]
    return start == 0 or reader.text[start - 1] == "\n"


def _close_blocks(reader: Reader) -> None:
    """The end of the text, or the next statement, shows that open blocks were never closed: closes them here."""
    place = reader.place
    opened = [reader.starts[index] for index in _open_blocks(reader)]
    at = reader.tokens.starts[place]
    reader.fault("unclosed block", at, max(at, reader.tokens.ends[place]), opened=opened[-1], inside=_inside(reader))
    for start in opened:
        reader.replace(place, 0, (("}", "}"),))
        reader.skipped.append((start, at))


def _pass_over_statement(reader: Reader) -> None:
    level = _statement_level(reader)
    begun = reader.starts[level] if len(reader.starts) > level else reader.tokens.starts[reader.place]
    tokens, place = reader.tokens, reader.place
    depth = len(_open_blocks(reader))
    while tokens.kinds[place] != END and (depth > 0 or not _begins_statement(reader, place)):
        depth += (tokens.kinds[place] == "{") - (tokens.kinds[place] == "}")
        place += 1
    reader.skipped.append((begun, tokens.starts[place]))
    _drop_to(reader, level, place)


def _give_up(reader: Reader) -> None:
    level = _statement_level(reader)
    begun = reader.starts[level] if len(reader.starts) > level else reader.tokens.starts[reader.place]
    end = len(reader.tokens.kinds) - 1
    reader.skipped.append((begun, reader.tokens.starts[end]))
    _drop_to(reader, level, end)
