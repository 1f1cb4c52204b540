"""What a plan asks for, in figures: volumes stage by stage, what a point of each rate is worth, who carries it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from journeydsl.model.values import Money, Percent
from journeydsl.numbers.plan_outlook import Outlook
from journeydsl.numbers.plan_promises import Yield
from journeydsl.render.playbook.composing import existing, listed, note, paragraph, said, section, table, words
from journeydsl.render.playbook.document import Amount, Block, Words
from journeydsl.render.playbook.pages.agreement import PER
from journeydsl.render.playbook.site import Book


def figures(book: Book, plan: str) -> tuple[Block, ...]:
    """What follows from a plan by arithmetic; a note where nothing does."""
    found = book.outlooks.get(plan)
    if found is None:
        return (note("The plan does not say enough for its volumes to be worked out."),)
    return existing(
        paragraph(*_wanted(book, found)),
        section(f"volumes-{plan}", "What each stage needs", _stages(book, found)),
        section(f"steps-{plan}", "What a point of each rate is worth", _steps(book, found)),
        section(f"loads-{plan}", "Who carries it", _teams(book, found)),
        section(f"yields-{plan}", "What the promises come to", _promises(book, found)),
        section(f"returns-{plan}", "What the offers come to", _offers(book, found)),
    )


def _wanted(book: Book, found: Outlook) -> Iterator[Words]:
    solution, deal = found.solution, found.plan.deal
    end = book.stage(solution.chain.end)
    if deal:
        worth = _money(solution.wanted * deal.amount, deal)
        yield words(said("Wanted are {number} buyers in {stage}, worth {money}.", number=_people(solution.wanted),
                         stage=end, money=worth))  # fmt: skip
    else:
        yield words(said("Wanted are {number} buyers in {stage}.", number=_people(solution.wanted), stage=end))
    yield words(" ", said("That takes {number} who come in fresh.", number=_people(solution.fresh)))


def _stages(book: Book, found: Outlook) -> Block | None:
    solution = found.solution
    fresh = {one.stage: _people(solution.fresh_in(one.stage)) for one in solution.stages}
    # Nobody comes a second time where all who arrive are fresh, so that one number says it.
    is_told = any(fresh[one.stage] != _people(one.arrivals) for one in solution.stages)
    rows = [
        (
            words(book.stage(one.stage)),
            words(Amount(fresh[one.stage])) if is_told else (),
            words(Amount(_people(one.arrivals))),
            words(Amount(_people(one.arrivals / solution.months))),
            words(Amount(_share(one.chance, found))),
            words(Amount(one.last_day)) if one.last_day else words("never"),
        )
        for one in solution.stages
    ]
    head = ("Stage", "Fresh", "All who arrive", "Each month", "Chance to win", "In time if there by")
    return table(head, rows)


def _steps(book: Book, found: Outlook) -> Block | None:
    rows = []
    for one in found.solution.steps:
        worth = found.solution.worth(one.origin, one.target)
        rows.append(
            (
                words(said("{origin} to {target}", origin=book.stage(one.origin), target=book.stage(one.target))),
                words(Amount(_share(one.rate, found))),
                words(Amount(one.lag)) if one.lag else words("no time"),
                words(Amount(_people(one.volume))),
                _gain(found, worth),
            )
        )
    return table(("Step", "Rate", "Takes", "Buyers", "One point more brings"), rows)


def _gain(found: Outlook, worth: Fraction | None) -> Words:
    if worth is None:
        return words("nothing: all go on")
    deal = found.plan.deal
    number = Amount(_rounded(worth))
    if deal and worth:
        return words(said("{number} buyers, {money}", number=number, money=_money(worth * deal.amount, deal)))
    return words(said("{number} buyers", number=number))


def _teams(book: Book, found: Outlook) -> Block | None:
    months, rows = found.solution.months, []
    for one in found.loads:
        said_room = next((line for line in one.team.capacities if line.stage.name == one.stage), None)
        room = said(PER[said_room.unit], number=said_room.number, what="buyers") if said_room else ""
        volume, each = one.volume, one.each
        rows.append(
            (
                words(book.team(one.team.name)),
                words(book.stage(one.stage)),
                words(Amount(_people(volume / months))) if volume is not None else words("not said"),
                words(Amount(_people(each / months))) if each is not None else (),
                words(room),
            )
        )
    return table(("Team", "Stage", "Each month", "For each person", "Can take"), rows)


def _promises(book: Book, found: Outlook) -> Block | None:
    rows = []
    for one, timely in found.yields:
        names = dict.fromkeys(given.promise.name for step in one.promised for given in step.deliveries)
        named = listed([words(book.named("promise", name)) for name in names])
        rows.append((named, words(Amount(_rounded(one.buyers))), _gap(found, one),
                     words(Amount(_rounded(timely))) if timely is not None else ()))  # fmt: skip
    return table(("Promise", "Comes to", "Against the target", "Of these in time"), rows)


def _gap(found: Outlook, one: Yield) -> Words:
    gap, deal = found.solution.wanted - one.buyers, found.plan.deal
    if not gap:
        return words("all")
    number = _people(gap) if gap > 0 else _rounded(-gap)
    if deal:
        message = "{number} missing, {money}" if gap > 0 else "{number} more, {money}"
        return words(said(message, number=number, money=_money(abs(gap) * deal.amount, deal)))
    return words(said("{number} missing" if gap > 0 else "{number} more", number=number))


def _offers(book: Book, found: Outlook) -> Block | None:
    rows, deal = [], found.plan.deal
    for one in found.returns:
        worth = words(_money(one.worth, deal)) if one.worth is not None and deal else ()
        costs = one.offer.costs
        each = words(_money(costs.amount / one.buyers, costs)) if costs and one.buyers else ()
        rows.append((words(book.named("offer", one.offer.name)), words(Amount(_rounded(one.buyers))), worth,
                     words(Amount(costs)) if costs else (), each))  # fmt: skip
    return table(("Offer", "Buyers won", "Worth", "Costs", "Cost of each"), rows)


def _people(number: Fraction | int) -> int:
    """Buyers, rounded up: nobody is half a buyer."""
    return int(-(-number // 1))


def _rounded(number: Fraction | int) -> Fraction | int:
    """To one place, halves upwards."""
    tenths = (number * 20 + 1) // 2
    return Fraction(int(tenths), 10) if tenths % 10 else int(tenths) // 10


def _share(part: Fraction, found: Outlook) -> Percent:
    share = part * 100
    places = 100 if share < 1 else 10
    return Percent(Fraction(int((share * places * 2 + 1) // 2), places), found.plan.span)


def _money(amount: Fraction | int, like: Money) -> Amount:
    """Money in whole units of the currency."""
    return Amount(like.replace(amount=int((amount * 2 + 1) // 2)))


def monthly(book: Book, stage: str, target: str | None) -> tuple[int, Amount | None] | None:
    """How many buyers a month come to a stage or take a step, and their worth, by the first plan that says so."""
    for found in book.outlooks.values():
        solution = found.solution if found else None
        if found is None or solution is None:
            continue
        number = solution.volume(stage, target) if target else solution.arrivals(stage)
        if number:
            chances = {one.stage: one.chance for one in solution.stages}
            deal, each_month = found.plan.deal, number / solution.months
            chance = chances.get(target or stage, Fraction(0))
            return _people(each_month), _money(each_month * chance * deal.amount, deal) if deal and chance else None
    return None
