"""Which scores mean the same in two versions of a journey: word for word, with all that they stand on."""

from __future__ import annotations

from collections.abc import Iterable

from journeydsl.model.buyers import OneOfType
from journeydsl.model.definitions import stands_on
from journeydsl.model.journey import Journey


def same_scores(newer: Journey, older: Journey) -> frozenset[str]:
    """The names of scores that have the same lines in both, and whose lines ask for the same."""
    compared = Compared(newer, older)
    return frozenset(name for name in newer.scores if compared.is_same("score", name))


class Compared:
    """Two versions; asks whether a name stands for the same in both, word for word and all the way down."""

    def __init__(self, newer: Journey, older: Journey) -> None:
        self.sides = (newer, older)
        self.known: dict[tuple[str, str], bool] = {}

    def is_same(self, kind: str, name: str) -> bool:
        """Whether a name stands for the same in both."""
        if (kind, name) not in self.known:
            self.known[kind, name] = False  # what stands on itself is never the same
            new, old = (_definition(journey, kind, name) for journey in self.sides)
            below = stands_on(self.sides[0], kind, name)
            self.known[kind, name] = new is not None and new == old and all(self.is_same(*one) for one in below)
        return self.known[kind, name]


def _definition(journey: Journey, kind: str, name: str) -> object:
    match kind:
        case "score" if name in journey.scores:
            score = journey.scores[name]
            return (score.range, sorted(score.lines, key=repr_without_places))
        case "band" if name in journey.bands:
            return (journey.bands[name].score, journey.bands[name].range)
        case "rule" if name in journey.rules:
            return journey.rules[name].when
        case "segment" if name in journey.segments:
            return journey.segments[name].when
        case "field" if name in journey.fields:
            type_ = journey.fields[name].type
            # A longer list or range makes no test of a value come out otherwise, but for the order of values.
            return (type(type_).__name__, type_.values if isinstance(type_, OneOfType) and type_.is_ordered else ())
        case "activity" if name in journey.activities:
            return name
        case _:
            return None


def repr_without_places(record: object) -> str:
    """A text that is the same for records that are equal."""
    fields: Iterable[str] = getattr(record, "__compared__", ())
    if not fields:
        return "".join(repr_without_places(item) for item in record) if isinstance(record, tuple) else repr(record)
    return f"{type(record).__name__}({', '.join(repr_without_places(getattr(record, field)) for field in fields)})"
