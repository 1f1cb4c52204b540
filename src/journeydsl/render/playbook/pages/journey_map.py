"""The journey map: stages across, and down what buyers do and hear there, who owns and who helps."""

from __future__ import annotations

from collections.abc import Callable

from journeydsl.graph.audience import content_in, expected_roles
from journeydsl.model.path import Stage
from journeydsl.model.people import Verb
from journeydsl.model.rhythm import Content
from journeydsl.render.playbook.composing import existing, said, words
from journeydsl.render.playbook.document import Grid, GridRow, Own, Page, Words
from journeydsl.render.playbook.pages.stages import PREFERENCES, leave_words
from journeydsl.render.playbook.site import MAP, Book

_MOST_SENT = 40
_BUYER: dict[Verb, str] = {
    "does": "The buyer does", "asks": "The buyer asks", "wants": "The buyer wants", "knows": "The buyer knows",
}  # fmt: skip


def map_page(book: Book) -> Page:
    """One grid of all stages, without the rows that say nothing."""
    stages = tuple(book.journey.stages.values())
    rows: list[tuple[str, tuple[Lines, ...]]]
    rows = [("Who owns the buyer", tuple(_owner(book, stage) for stage in stages))]
    rows += [(_BUYER[verb], tuple(_lines(stage, verb) for stage in stages)) for verb in _BUYER]
    handed = _handed_over(book)
    rows += [(title, tuple(make(book, stage) for stage in stages)) for title, make in _BEFORE]
    rows += [("Handed over", tuple(tuple(handed.get(stage.name, ())) for stage in stages))]
    rows += [("Time limit", tuple(_leave(book, stage) for stage in stages))]
    kept = tuple(GridRow(title, cells) for title, cells in rows if any(cells))
    grid = Grid("What happens in each stage", tuple(words(book.stage(stage.name)) for stage in stages), kept)
    under = words("The whole way on one sheet: what buyers do, what they hear, and who is there for them.")
    return Page(MAP, MAP, "", "Journey map", under, None, existing(grid if stages else None))


Lines = tuple[Words, ...]


def _lines(stage: Stage, verb: Verb) -> Lines:
    return tuple((Own(text.text),) for line in stage.words.buyer_lines if line.verb == verb for text in line.texts)


def _prefers(book: Book, stage: Stage) -> Lines:
    return (words(PREFERENCES[stage.prefers]),) if stage.prefers else ()


def _takes_part(book: Book, stage: Stage) -> Lines:
    return tuple(words(book.named("role", role)) for role in expected_roles(stage))


def _say(book: Book, stage: Stage) -> Lines:
    return tuple(words("“", Own(text.text), "”") for text in stage.words.says)


def _never(book: Book, stage: Stage) -> Lines:
    return tuple(words("“", Own(text.text), "”") for text in stage.words.never_says)


def _send(book: Book, stage: Stage) -> Lines:
    pieces = tuple(content_in(book.graph, stage))
    found = tuple(
        words(book.named("content", one.name)) if isinstance(one, Content) else words(Own(one.title.text))
        for one in pieces[:_MOST_SENT]
    )
    more = len(pieces) - len(found)
    return (*found, words(said("and {number} more", number=more))) if more else found


def _owner(book: Book, stage: Stage) -> Lines:
    return (words(book.team(stage.owner)) if stage.owner else words("Nobody yet"),)


def _helps(book: Book, stage: Stage) -> Lines:
    return tuple(words(book.team(one.team), ": " if one.text else "", Own(one.text.text) if one.text else "")
                 for one in stage.helps)  # fmt: skip


def _find_out(book: Book, stage: Stage) -> Lines:
    return tuple(words(book.named("field", field)) for field in stage.collects)


def _leave(book: Book, stage: Stage) -> Lines:
    return (leave_words(book, stage.leave),) if stage.leave else ()


def _handed_over(book: Book) -> dict[str, list[Words]]:
    """The handoffs out of each stage, by its name."""
    found: dict[str, list[Words]] = {}
    for way in book.journey.handoffs:
        told = words(book.handoff(way))
        if way.accept:
            told = words(told, ": ", said("within {time:dative}", time=way.accept.duration))
        for name in dict.fromkeys(origin.name for origin in way.origins):
            found.setdefault(name, []).append(told)
    return found


_BEFORE: tuple[tuple[str, Callable[[Book, Stage], Lines]], ...] = (
    ("The buyer prefers", _prefers),
    ("Who takes part", _takes_part),
    ("We say", _say),
    ("We never say", _never),
    ("We send", _send),
    ("We find out", _find_out),
    ("Who helps", _helps),
)
