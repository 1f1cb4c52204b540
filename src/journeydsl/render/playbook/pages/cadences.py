"""Cadences day by day: what a team does with the buyers of a stage."""

from __future__ import annotations

from journeydsl.model.rhythm import Cadence, CadenceDay, Touch
from journeydsl.render.playbook.composing import existing, facts, listed, said, section, table, words
from journeydsl.render.playbook.document import Own, Page, Place, Section, Words
from journeydsl.render.playbook.pages.content import stages_words
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.site import CADENCES, Book, anchor


def cadences_page(book: Book) -> Page:
    """Every cadence."""
    blocks = existing(*(_cadence(book, cadence) for cadence in book.journey.cadences.values()))
    under = words("What we do with a buyer, day by day, and when we stop.")
    return Page(CADENCES, CADENCES, "", "Cadences", under, None, blocks)


def _cadence(book: Book, cadence: Cadence) -> Section | None:
    rows = [
        (words(said("Day {number}", number=day.day)), day_words(book, day), words(Place(day.span)))
        for day in cadence.days
    ]
    last = (*(f for f in [_last(book, cadence)] if f),)
    return section(
        anchor("cadence", cadence.name),
        words(Own(cadence.label)),
        prose(cadence.about),
        facts(
            ("In", stages_words(book, cadence)),
            ("By", words(book.team(cadence.by)) if cadence.by else ()),
            ("Stops when", book.condition(cadence.stop_when) if cadence.stop_when else ()),
        ),
        table(("Day", "What", "Written"), [*rows, *last]),
        place=cadence.name_span,
    )


def day_words(book: Book, day: CadenceDay) -> Words:
    """`call, then email with Calculator e-mail`"""
    return listed([_touch(book, touch) for touch in day.touches], "then")


def _touch(book: Book, touch: Touch) -> Words:
    if touch.content is None:
        return words(Own(touch.channel))
    return words(said("{channel} with {content}", channel=Own(touch.channel),
                      content=book.named("content", touch.content)))  # fmt: skip


def _last(book: Book, cadence: Cadence) -> tuple[Words, ...] | None:
    """What happens to a buyer who has not answered at the end, where the stages of the cadence say so."""
    leaves = [stage.leave for name in cadence.stages if (stage := book.journey.stages[name.name]).leave]
    if len(cadence.stages) != 1 or not leaves or leaves[0] is None:
        return None
    text = said("no answer: {stage}", stage=book.stage(leaves[0].target))
    when = said("After {time:dative}", time=leaves[0].duration)
    return (words(when), words(text), words(Place(leaves[0].span)))
