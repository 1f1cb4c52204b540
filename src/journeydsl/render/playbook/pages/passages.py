"""Ways from stage to stage in words, as stages show those that lead in and out."""

from __future__ import annotations

from collections.abc import Iterable

from journeydsl.graph.passage import Passage
from journeydsl.model.path import Handoff, Move, Recycle, Rejection, TimeLimit
from journeydsl.model.values import Reference
from journeydsl.render.playbook.composing import listed, said, table, words
from journeydsl.render.playbook.document import Own, Place, Table, Words
from journeydsl.render.playbook.site import Book


def ways_in(book: Book, stage: str) -> Table | None:
    """How buyers come to a stage; a way out of any stage stands once."""
    rows = [
        (_origin(book, passage), *_how(book, passage), words(Place(passage.place)))
        for passage in _once(book.graph.ways_in(stage))
    ]
    return table(("From", "How", "When", "Who", "Written"), rows)


def ways_out(book: Book, stage: str) -> Table | None:
    """How buyers leave a stage."""
    rows = [
        (words(book.stage(passage.target)), *_how(book, passage), words(Place(passage.place)))
        for passage in book.graph.ways_out(stage)
    ]
    return table(("To", "How", "When", "Who", "Written"), rows)


def reasons(book: Book, references: tuple[Reference, ...]) -> Words:
    """Reasons in their order, with commas."""
    return listed([words(book.named("reason", reference)) for reference in references], "or")


def _once(passages: Iterable[Passage]) -> Iterable[Passage]:
    seen: set[int] = set()
    for passage in passages:
        if not passage.leaves_any or id(passage.way) not in seen:
            seen.add(id(passage.way))
            yield passage


def _origin(book: Book, passage: Passage) -> Words:
    return words("Any stage") if passage.leaves_any else words(book.stage(passage.origin))


def _how(book: Book, passage: Passage) -> tuple[Words, Words, Words]:
    """How a way is called, when it happens, and who decides."""
    way = passage.way
    match way:
        case Handoff():
            return words(said("Handoff: {name}", name=book.handoff(way))), _guard(book, way), _who(book, way)
        case Recycle():
            return (
                _titled("Sent back on purpose", "Sent back on purpose: {name}", way.title),
                _guard(book, way),
                _who(book, way),
            )
        case Move():
            return _titled("Move", "Move: {name}", way.title), _guard(book, way), _who(book, way)
        case Rejection():
            handoff = passage.handoff
            back = said("Rejected: {name}", name=book.handoff(handoff)) if handoff else "Rejected"
            return words(back), reasons(book, way.reasons), _receivers(book, passage)
        case TimeLimit():
            return (
                words("Time limit"),
                words(said("after {time:dative}", time=way.duration), _whom(book, passage)),
                words("by itself"),
            )


def _titled(kind: str, named: str, title: str | None) -> Words:
    return words(said(named, name=Own(title)) if title else kind)


def _guard(book: Book, way: Move | Handoff | Recycle) -> Words:
    when = words(said("when {condition}", condition=book.condition(way.when))) if way.when else ()
    if isinstance(way, Handoff) or not way.reasons:
        return when
    return words(when, "; " if when else "", said("because: {reasons}", reasons=reasons(book, way.reasons)))


def _who(book: Book, way: Move | Handoff | Recycle) -> Words:
    if way.by:
        return words(book.team(way.by))
    if way.fires_itself:
        return words("by itself")
    return words("the owner")


def _receivers(book: Book, passage: Passage) -> Words:
    if passage.handoff is None:
        return ()
    return listed([words(book.team(name)) for name in book.graph.receivers(passage.handoff)], "or")


def _whom(book: Book, passage: Passage) -> Words:
    """For which buyers a time limit is, where it is not for all."""
    wheres = book.journey.stages[passage.origin].wheres
    found = [where for where in wheres if where.leave is passage.way]
    return words(said(", for {segment}", segment=book.holds(found[0].holds))) if found else ()
