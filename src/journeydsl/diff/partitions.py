"""All buyers, parted by what becomes of them in one version, and those who are in another part of the other version."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from journeydsl.conditions.answers import Gap, Gaps, Undecided
from journeydsl.conditions.cells import bits
from journeydsl.conditions.versions import LIMITS, Asked, Versions
from journeydsl.conditions.wording import words_of_box
from journeydsl.model.conditions import Condition
from journeydsl.text.record import Record

Outcome = tuple[str, ...]


class Part(Record):
    """The buyers of one version who have the same outcome for the same reason; the parts of a version are apart."""

    outcome: Outcome
    all_of: tuple[Condition, ...]
    none_of: Callable[[], tuple[Condition, ...]]
    """Of a long table these are many; most are never asked about."""

    @property
    def asked(self) -> Asked:
        """Both together."""
        return Asked(self.all_of, self.none_of())


def part(outcome: Outcome, asked: Asked) -> Part:
    """A part of which all is worked out."""
    return Part(outcome, asked.all_of, lambda: asked.none_of)


class Passing(Record):
    """Buyers who had one outcome and now have another."""

    before: Outcome
    now: Outcome
    buyers: Gaps


def passing(
    versions: Versions,
    now: Sequence[Part],
    before: Sequence[Part],
    expected: Collection[str] = (),
    shared: Sequence[int] | None = None,
    silent: Collection[str] = (),
) -> list[Passing] | Undecided:
    """Who has another outcome now, by the two outcomes, in the order of the older parts.

    `shared` are the newer parts, as bits, that somebody of each older part can be in; without it, it may be any.
    That the `silent` fields are known is not said.
    """
    found: dict[tuple[Outcome, Outcome], list[Gaps]] = {}
    every = (1 << len(now)) - 1
    for number, old in enumerate(before):
        for place in bits(every if shared is None else shared[number]):
            new = now[place]
            if new.outcome == old.outcome:
                continue
            # Most parts have nobody in common, and to see that is quick.
            is_any = versions.is_any(new.all_of, old.all_of)
            buyers = versions.buyers(new.asked, old.asked, expected, silent) if is_any is not False else None
            if isinstance(buyers, Undecided):
                return buyers
            if buyers:
                found.setdefault((old.outcome, new.outcome), []).append(buyers)
    return [Passing(old, new, together(versions, several)) for (old, new), several in found.items()]


def together(versions: Versions, several: Sequence[Gaps]) -> Gaps:
    """Gaps that are apart, as one, in as few regions as can be had by joining two that differ in one thing alone."""
    gaps = [gap for one in several for gap in one.gaps]
    while joined := next(_joined(versions, gaps), None):
        gaps = joined
    ordered = sorted(gaps, key=lambda gap: (bool(gap.unexpected), gap.is_missing_data))
    told = tuple(ordered[: LIMITS.told])
    return Gaps(told, sum(one.more for one in several) + len(gaps) - len(told))


def _joined(versions: Versions, gaps: list[Gap]) -> Iterator[list[Gap]]:
    full = versions.space.full
    for number, one in enumerate(gaps):
        here = dict(one.box)
        for later in range(number + 1, len(gaps)):
            there = dict(gaps[later].box)
            apart = [
                place for place in {*here, *there} if here.get(place, full[place]) != there.get(place, full[place])
            ]
            if len(apart) <= 1:
                both = {place: mask | there.get(place, full[place]) for place, mask in here.items()}
                box = {place: mask for place, mask in both.items() if mask != full[place]}
                example = one.example if one.is_missing_data <= gaps[later].is_missing_data else gaps[later].example
                whole = one.replace(
                    example=example,
                    region=words_of_box(versions.space, box),
                    is_missing_data=one.is_missing_data and gaps[later].is_missing_data,
                    unexpected=tuple(name for name in one.unexpected if name in gaps[later].unexpected),
                    box=tuple(sorted(box.items())),
                )
                yield [*gaps[:number], whole, *gaps[number + 1 : later], *gaps[later + 1 :]]
