"""What a diagram shows, as plain data: no model, no drawing program, no sizes."""

from dataclasses import dataclass
from enum import Enum


class Direction(Enum):
    """Which way buyers travel across the picture."""

    RIGHT = "right"
    LEFT = "left"
    """As Arabic and Hebrew are read."""
    DOWN = "down"


class BoxKind(Enum):
    """What a box stands for, which decides its shape."""

    PLAIN = "plain"
    ENTRY = "entry"
    RESTING = "resting"
    WON = "won"
    LOST = "lost"
    ANYWHERE = "anywhere"
    """Stands for every stage at once: the start of a way that leaves from any of them."""


class ArrowKind(Enum):
    """Why a buyer goes along an arrow, which decides how its line is drawn."""

    MOVE = "move"
    HANDOFF = "handoff"
    BACK = "back"
    """A rejection or a recycle."""
    TIME_LIMIT = "time limit"
    PROMISE = "promise"
    """A time that somebody promised between two stages, whatever lies between."""


class BadgeKind(Enum):
    """How grave a finding is that is pinned to a part, or that it is only a note."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    NOTE = "note"


class Mark(Enum):
    """What became of a part since an earlier version; nothing where no versions are compared."""

    NONE = ""
    ADDED = "new"
    CHANGED = "changed"
    REMOVED = "gone"


@dataclass(frozen=True, slots=True)
class Badge:
    """A few words pinned to a box: `2 findings`, `40 days`."""

    text: str
    kind: BadgeKind = BadgeKind.NOTE


@dataclass(frozen=True, slots=True)
class Lane:
    """One owner's part of the picture. `colour` counts from 0; colours start again after the tenth."""

    key: str
    title: str
    colour: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A stage. `lane` is a lane's key; a box of no lane of this picture stands outside them.

    `tag` is a word or two above the title (`Start`, `Won`), `lines` stand below it. One that is `is_beside` is
    another's, shown only for what leads there. `concerns` are words by which a reader may pick out parts: `team-sdr`.
    One that no arrow leads to may come `after` another, by its key.
    """

    key: str
    title: str
    lane: str
    kind: BoxKind = BoxKind.PLAIN
    tag: str = ""
    lines: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()
    tooltip: str = ""
    href: str = ""
    is_beside: bool = False
    concerns: tuple[str, ...] = ()
    mark: Mark = Mark.NONE
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way from one box to another, by their keys. One whose ends are not both in the picture is not drawn.

    `clock` is said in bold (`4 business hours`), `lines` below it (what is passed, the guard). `priority`
    orders ways out of one box and stands before the label. `width` is 1 but where a picture shows volumes. `mark` is
    shown by colour and by the line; in words it is said in `lines`, or in the `tag` of a box.
    """

    start: str
    end: str
    kind: ArrowKind = ArrowKind.MOVE
    clock: str = ""
    lines: tuple[str, ...] = ()
    priority: str = ""
    tooltip: str = ""
    href: str = ""
    width: float = 1.0
    badges: tuple[Badge, ...] = ()
    concerns: tuple[str, ...] = ()
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Picture:
    """A diagram. `key` makes its ids unlike those of other pictures on one page; `description` is read to
    those who cannot see it; `language` is a language tag. Lanes, boxes and arrows are in declared order,
    and the picture keeps to it: an arrow to a box declared earlier never pulls that box forward.
    """

    key: str
    title: str
    description: str
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    direction: Direction = Direction.RIGHT
    language: str = "en"
