"""What reasoning says of scores and routes: how far points get, the cheapest ways to them, a buyer for each line."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.conditions.answers import Answer, Example, Undecided
from journeydsl.conditions.buyer import Buyer
from journeydsl.conditions.ground import excerpt
from journeydsl.conditions.points import Reach
from journeydsl.conditions.score_tables import Goal, ScoreTable
from journeydsl.model.buyers import Score
from journeydsl.render.buyer_words import described
from journeydsl.render.phrases import range_text
from journeydsl.render.playbook.composing import facts, note, paragraph, said, section, table, words
from journeydsl.render.playbook.document import Amount, Block, Own, Section, Words
from journeydsl.render.playbook.site import Book
from journeydsl.render.reports.tables import sum_text


def reached(book: Book, score: Score) -> Iterator[Block | None]:
    """The most and the fewest points that anybody can have, each with a buyer."""
    found = _table(book, score)
    if found:
        yield facts(("Most", _reach(book, found.highest)), ("Fewest", _reach(book, found.lowest)))


def goals(book: Book, score: Score) -> Iterator[Section | None]:
    """The cheapest ways to each band, and to each number that something asks for."""
    found = _table(book, score)
    for goal in found.goals if found else ():
        if isinstance(goal.ways, Undecided):
            continue
        rows = [
            (_buyer(book, way.example), words(Own(sum_text(way.lines, way.total))), words(Amount(way.things)))
            for way in goal.ways.ways
        ]
        shown = table(("A buyer with", "Points", "Things to be or do"), rows)
        yield section(
            f"reach-{score.name}-{goal.band or goal.low}",
            words(said("The cheapest ways to {goal}", goal=_goal(book, goal))),
            shown or paragraph("Nobody can have these points."),
            note("There are more ways.") if rows and goal.ways.has_more else None,
        )


def met_words(book: Book, answer: Answer) -> Words:
    """A buyer whom a line of a route takes."""
    match answer:
        case Example():
            return _buyer(book, _as_far_as_it_matters(book, answer))
        case Undecided():
            return ()
        case None:
            return words("nobody: the lines above take everybody")


def _as_far_as_it_matters(book: Book, example: Example) -> Example:
    """A buyer by what decides; all of them where a score does."""
    told = {word for fact in example.facts for word in fact.split()}
    if not told or told & set(book.journey.scores):
        return example
    values = {name: value for name, value in example.buyer.values.items() if name in told}
    done = tuple(one for one in example.buyer.happenings if one.activity in told)
    return example.replace(buyer=Buyer(values, done))


def _table(book: Book, score: Score) -> ScoreTable | None:
    """What is known of a score that was read whole, with all that it adds up."""
    small = excerpt(book.journey, (score.name,), ())
    parts = (*small.scores.values(), *small.rules.values(), *small.segments.values())
    if not all(part.is_whole for part in parts):
        return None
    return next((found for found in book.tables.of(score.name) if isinstance(found, ScoreTable)), None)


def _reach(book: Book, reach: Reach | Undecided) -> Words:
    if isinstance(reach, Undecided):
        return ()
    if reach.points is None or reach.example is None:
        return words("there is no end")
    if not reach.lines:
        return words(Amount(reach.points))
    return words(said("{points}, for example: {buyer}", points=Own(sum_text(reach.lines, reach.points)),
                      buyer=_buyer(book, reach.example)))  # fmt: skip


def _goal(book: Book, goal: Goal) -> Words:
    if goal.band:
        band = book.journey.bands[goal.band]
        return words(Own(band.label), ", ", Own(range_text(band.range, book.tongue)))
    return words(said("{low} or more", low=goal.low))


def _buyer(book: Book, example: Example) -> Words:
    return book.words(described(book.journey, example.buyer, book.tables.today, book.tongue))
