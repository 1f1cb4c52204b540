"""What qualifies a buyer: scores with their bands, rules, and segments."""

from __future__ import annotations

from collections.abc import Iterable

from journeydsl.model.buyers import Rule, Score, ScoreLine, ScorePerLine, ScoreSumLine, Segmentation
from journeydsl.render.phrases import range_text, since
from journeydsl.render.playbook.composing import existing, note, paragraph, said, section, table, words
from journeydsl.render.playbook.document import Amount, Block, Own, Page, Place, Section, Soft, Words
from journeydsl.render.playbook.pages.points import goals, reached
from journeydsl.render.playbook.pages.prose import prose, titled_prose
from journeydsl.render.playbook.site import RULES, Book, anchor, mapped


def qualification_page(book: Book) -> Page:
    """Rules first, since people look for those, then scores and segments."""
    journey = book.journey
    blocks = existing(
        section("rules", "Rules", *(_rule(book, rule) for rule in journey.rules.values())),
        section("scores", "Scores", *(_score(book, score) for score in journey.scores.values())),
        section("segments", "Segments", *(_segmentation(book, parts) for parts in journey.segmentations.values())),
    )
    missing = note("What is not known about a buyer counts neither for nor against: a comparison with it is not true.")
    under = words("What a buyer has to be or do before a team takes the next step.")
    return Page(RULES, RULES, "", "Qualification", under, None, (*blocks, missing) if blocks else ())


def _rule(book: Book, rule: Rule) -> Section | None:
    ideal = book.journey.ideal
    return section(
        anchor("rule", rule.name),
        words(Own(rule.label)),
        paragraph("Takes a buyer off the path.") if rule.disqualifies else None,
        paragraph("This is the ideal customer.") if ideal and ideal.name == rule.name else None,
        book.when(rule.when) if rule.when else note("Its condition could not be read; see the findings."),
        titled_prose("Because", rule.because),
        place=rule.name_span,
    )


def _score(book: Book, score: Score) -> Section | None:
    rows = [(_points(line), earned_words(book, line), _most(line), words(Place(line.span))) for line in score.lines]
    kept = range_text(score.range, book.tongue) if score.range else ""
    held = words(said("The sum is kept within {range}.", range=Own(kept))) if kept else ()
    return section(
        anchor("score", score.name),
        words(Own(score.label)),
        prose(score.about),
        table(("Points", "When", "At most", "Written"), rows),
        paragraph(held) if held else None,
        *reached(book, score),
        _bands(book, score),
        *goals(book, score),
        place=score.name_span,
    )


def _points(line: ScoreLine | ScorePerLine | ScoreSumLine) -> Words:
    match line:
        case ScoreSumLine(is_subtracted=is_subtracted):
            return words("−" if is_subtracted else "+")
        case ScoreLine(points=points) | ScorePerLine(points=points):
            return words("+", Amount(points)) if points >= 0 else words("−", Amount(-points))


def earned_words(book: Book, line: ScoreLine | ScorePerLine | ScoreSumLine) -> Words:
    """What a line of a score gives points for."""
    match line:
        case ScoreLine(when=when):
            return book.condition(when)
        case ScorePerLine(activity=activity, window=window, once_per=once_per):
            named = book.named("activity", activity)
            each = said("for each “{activity}”", activity=named)
            if window:
                last = Own(since(window, book.tongue))
                each = said("for each “{activity}” in the last {window}", activity=named, window=last)
            return words(each, said(", counted at most once per {time}", time=once_per) if once_per else "")
        case ScoreSumLine(score=score):
            return words(said("the points of {score}", score=book.named("score", score)))


def _most(line: ScoreLine | ScorePerLine | ScoreSumLine) -> Words:
    match line:
        case ScoreSumLine():
            return ()
        case ScoreLine(cap=cap) | ScorePerLine(cap=cap):
            return words(Amount(cap)) if cap else ()


def _bands(book: Book, score: Score) -> Block | None:
    bands = [book.journey.bands[reference.name] for reference in score.bands]
    rows = [
        (words(Own(band.label)), words(Own(range_text(band.range, book.tongue))), words(Place(band.name_span)))
        for band in bands
    ]
    return table(("Band", "Points", "Written"), rows, [anchor("band", band.name) for band in bands])


def _segmentation(book: Book, parts: Segmentation) -> Section | None:
    about = "Every buyer belongs to exactly one of these."
    return section(
        anchor("segmentation", parts.name),
        words(Own(parts.label)),
        prose(parts.about),
        note(about),
        *_segments(book, parts),
        place=parts.name_span,
    )


def _segments(book: Book, parts: Segmentation) -> Iterable[Section | None]:
    for reference in parts.segments:
        segment = book.journey.segments[reference.name]
        crm = mapped(segment.mapped)
        yield section(
            anchor("segment", segment.name),
            words(Own(segment.label), Soft(" · ") if crm else "", crm),
            book.when(segment.when) if segment.when else note("Its condition could not be read; see the findings."),
            place=segment.name_span,
        )
