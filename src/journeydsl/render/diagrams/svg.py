"""The picture as SVG: our own markup around the places that Graphviz found."""

import math
from collections.abc import Iterator, Mapping
from html import escape

from journeydsl.render.diagrams.addresses import is_safe_address
from journeydsl.render.diagrams.composition import BADGE_SIDE, LETTERING, Composition, Frame, Line, Part
from journeydsl.render.diagrams.dot import identifier
from journeydsl.render.diagrams.layout import Area, Course, Layout, Point
from journeydsl.render.diagrams.lettering import Weight, clean, is_measured
from journeydsl.render.diagrams.palette import LANE_COLOURS, NO_LANE, Theme, style_sheet
from journeydsl.render.diagrams.picture import Arrow, ArrowKind, BadgeKind, Box, BoxKind, Lane, Mark, Picture
from journeydsl.render.diagrams.titles import TitlePlace, title_places
from journeydsl.render.tongues.tongue import tongue_of

THICKNESS = {
    ArrowKind.HANDOFF: 2.4,
    ArrowKind.MOVE: 1.5,
    ArrowKind.BACK: 1.2,
    ArrowKind.TIME_LIMIT: 1.5,
    ArrowKind.PROMISE: 1.2,
}
"""How thick the line of an arrow of width 1 is drawn, in points."""

_PAD = 16.0
_CORNER = 9.0


def write_svg(composition: Composition, layout: Layout, theme: Theme | None = None) -> str:
    """An `<svg>` element without preamble, for a page or, as it stands, a file of its own; without a theme it is light
    or dark as its reader prefers. It is an image to those who cannot see it, or a group where it has links, which an
    image would hide from them.

    The groups have the classes `lane`, `box` and `arrow` with the part's kind beside it, `lane-N` for the
    lane's colour, `data-concerns` with what the part concerns, and ids made of the picture's key and the part's key.
    What is linked comes in reading order: a lane, its first stage, the handoffs out of it, the next stage.
    """
    picture = composition.picture
    key = identifier(picture.key)
    role = "group" if any(map(is_safe_address, _addresses(picture))) else "img"
    width, height = layout.width + 2 * _PAD, layout.height + 2 * _PAD
    colour_of = {lane.key: lane.colour % LANE_COLOURS for lane in picture.lanes}
    used = {colour_of.get(box.lane, NO_LANE) for box in picture.boxes}
    concerns = _lane_concerns(picture)
    lanes = [_lane(key, lane, concerns.get(lane.key, ""), layout) for lane, _ in composition.lanes]
    arrows = [_arrow(key, number, arrow, label, layout) for number, (arrow, label) in enumerate(composition.arrows)]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="journey-picture" id="{key}" role="{role}"'
            f' aria-labelledby="{key}-title {key}-desc" lang="{escape(clean(picture.language))}"'
            f' viewBox="{-_PAD:g} {-_PAD:g} {width:g} {height:g}" width="{width:g}" height="{height:g}">',
            f'<title id="{key}-title">{_words(picture.title)}</title>',
            f'<desc id="{key}-desc">{_words(picture.description)}</desc>',
            f"<style>{style_sheet(tuple(sorted(used)), theme)}</style>",
            f'<rect class="paper" x="{-_PAD:g}" y="{-_PAD:g}" width="{width:g}" height="{height:g}"/>',
            *(part for part in (*lanes, *arrows, *_read(composition, layout, colour_of)) if part),
            "</svg>\n",
        )
    )


def _read(composition: Composition, layout: Layout, colour_of: Mapping[str, int]) -> Iterator[str]:
    """What is read, in the order in which it is: titles of lanes, boxes, and the gates that lead out of each."""
    key, tongue = identifier(composition.picture.key), tongue_of(composition.picture.language)
    headers = {lane.key: (lane, frame) for lane, frame in composition.lanes}
    places = title_places(composition, layout)
    owners = {lane.key: lane.title for lane, _ in composition.lanes}
    titles = {box.key: box.title or box.key for box, _ in composition.boxes}
    concerns, gates = _lane_concerns(composition.picture), _gates(composition)
    for box, frame in composition.boxes:
        owner = owners.get(box.lane, "")
        if box.lane in headers:
            lane, title = headers.pop(box.lane)
            yield _lane_header(lane, title, concerns.get(lane.key, ""), places.get(box.lane))
        yield _box(key, box, frame, layout, colour_of.get(box.lane, NO_LANE), owner)
        for number, arrow, label in gates.get(box.key, ()):
            ends = tongue.fill("{origin} to {target}", origin=titles[arrow.start], target=titles[arrow.end])
            yield _gate(number, arrow, label, layout, ends)


def _gates(composition: Composition) -> dict[str, list[tuple[int, Arrow, Frame]]]:
    """The labels of arrows that lead somewhere, with their numbers, by the boxes where they begin."""
    found: dict[str, list[tuple[int, Arrow, Frame]]] = {}
    for number, (arrow, label) in enumerate(composition.arrows):
        if label is not None and is_safe_address(arrow.href):
            found.setdefault(arrow.start, []).append((number, arrow, label))
    return found


def _addresses(picture: Picture) -> tuple[str, ...]:
    lanes, boxes = (lane.href for lane in picture.lanes), (box.href for box in picture.boxes)
    return (*lanes, *boxes, *(arrow.href for arrow in picture.arrows))


def _lane_concerns(picture: Picture) -> dict[str, str]:
    """A lane has the concerns of all its boxes."""
    found: dict[str, dict[str, None]] = {}
    for box in picture.boxes:
        found.setdefault(box.lane, {}).update(dict.fromkeys(box.concerns))
    return {lane: _concerns(tuple(inside)) for lane, inside in found.items()}


def _lane(key: str, lane: Lane, concerns: str, layout: Layout) -> str:
    found = layout.clusters.get("cluster_" + identifier(lane.key))
    if found is None:
        return ""
    shape = _rectangle(found, "shape", _CORNER + 3)
    name = f"{key}-lane-{identifier(lane.key)}"
    return f'<g class="lane lane-{lane.colour % LANE_COLOURS}" id="{name}"{concerns}>{shape}</g>'


def _lane_header(lane: Lane, frame: Frame, concerns: str, place: TitlePlace | None) -> str:
    """The lane's title, drawn after the arrows, since one may have to pass behind it."""
    if place is None:
        return ""
    words = "\n".join(_text(line, place.left, place.top + line.baseline) for line in frame.lines)
    inside = _full_title(lane.title, frame) + _linked(words, lane.href, lane.title)
    return f'<g class="lane lane-{lane.colour % LANE_COLOURS}"{concerns}>{inside}</g>'


def _box(key: str, box: Box, frame: Frame, layout: Layout, colour: int, owner: str) -> str:
    x, y = layout.nodes["box_" + identifier(box.key)]
    area = _around((x, y), frame)
    corner = frame.height / 2 if box.kind is BoxKind.ENTRY and frame.height <= 64 else _CORNER
    shapes = _rectangle(area, "shape", corner)
    if box.kind is BoxKind.RESTING:
        inner = Area(area.x + 3, area.y + 3, area.width - 6, area.height - 6)
        shapes += _rectangle(inner, "inner", corner - 3)
    lines = "\n".join(_line(line, x, area.y) for line in frame.lines)
    title = f"<title>{_words(box.tooltip or box.title or box.key)}</title>"
    said = (box.tag, box.title or box.key, *box.lines, *(badge.text for badge in box.badges))
    name = " · ".join(part for part in (" ".join(part for part in said if part), owner) if part)
    inside = title + _linked(shapes + lines, box.href, name)
    kind = f"{box.kind.value}{' is-beside' if box.is_beside else ''}{_mark(box)}"
    place = f'id="{key}-box-{identifier(box.key)}"{_concerns(box.concerns)}'
    return f'<g class="box {kind} lane-{colour}" {place}>{inside}</g>'


def _arrow(key: str, number: int, arrow: Arrow, label: Frame | None, layout: Layout) -> str:
    name = f"arrow_{number}"
    courses = [c for c in (layout.courses.get(name + end) for end in ("", "_in", "_out")) if c is not None]
    width = _line_width(arrow)
    drawn = "".join(_course(course, width) for course in courses)
    place = layout.nodes.get(f"label_{number}")
    if label is not None and place is not None and not is_safe_address(arrow.href):
        drawn += _label(arrow, label, place)
    words = arrow.tooltip or " ".join(part for part in (arrow.priority, arrow.clock, *arrow.lines) if part)
    title = f"<title>{_words(words)}</title>" if words.strip() else ""
    inside = title + drawn if label is not None else _linked(title + drawn, arrow.href, words)
    ends = f"{identifier(arrow.start)}-to-{identifier(arrow.end)}"
    place_of = f'id="{key}-arrow-{number}-{ends}"{_concerns(arrow.concerns)}'
    return f'<g class="arrow {_kind(arrow)}{_mark(arrow)}" {place_of}>{inside}</g>'


def _gate(number: int, arrow: Arrow, label: Frame, layout: Layout, ends: str) -> str:
    """The label of an arrow that leads somewhere."""
    place = layout.nodes.get(f"label_{number}")
    if place is None:
        return ""
    words = " ".join(part for part in (arrow.priority, arrow.clock, *arrow.lines) if part)
    said = _words(arrow.tooltip or words)
    shown = " ".join((words, *(badge.text for badge in arrow.badges)))
    inside = _linked(_label(arrow, label, place), arrow.href, f"{shown} · {ends}")
    return f'<g class="arrow {_kind(arrow)}{_mark(arrow)}"{_concerns(arrow.concerns)}><title>{said}</title>{inside}</g>'


def _kind(arrow: Arrow) -> str:
    return arrow.kind.value.replace(" ", "-")


def _concerns(concerns: tuple[str, ...]) -> str:
    return f' data-concerns="{" ".join(map(identifier, concerns))}"' if concerns else ""


def _mark(part: Box | Arrow) -> str:
    return f" is-{part.mark.value}" if part.mark is not Mark.NONE else ""


def _label(arrow: Arrow, label: Frame, place: Point) -> str:
    area = _around(place, label)
    gate = arrow.kind is ArrowKind.HANDOFF
    ground = _rectangle(area, "gate" if gate else "ground", min(13.0, label.height / 2) if gate else 3.0)
    return ground + "\n".join(_line(line, place[0], area.y) for line in label.lines)


def _line_width(arrow: Arrow) -> float:
    return THICKNESS[arrow.kind] * arrow.width


def _course(course: Course, width: float) -> str:
    (x, y), *rest = course.points
    curve = " ".join(f"{px:g},{py:g}" for px, py in rest)
    path = f'<path d="M{x:g},{y:g}C{curve}" stroke-width="{width:g}"/>'
    return path if course.tip is None else path + _head(course.points[-1], course.tip, width)


def _head(base: Point, tip: Point, width: float) -> str:
    """A triangle from the end of the curve to the tip."""
    length = math.dist(base, tip) or 1.0
    half = 2.4 + 1.1 * width
    across = ((tip[1] - base[1]) / length * half, (base[0] - tip[0]) / length * half)
    corners = (tip, (base[0] + across[0], base[1] + across[1]), (base[0] - across[0], base[1] - across[1]))
    return '<polygon class="head" points="' + " ".join(f"{x:.2f},{y:.2f}" for x, y in corners) + '"/>'


def _line(line: Line, centre: float, top: float) -> str:
    if line.badge is None:
        return _text(line, centre, top + line.baseline)
    size = LETTERING[Part.BADGE].size
    middle = top + line.baseline - 0.358 * size
    area = Area(centre - line.width / 2 - BADGE_SIDE, middle - 7.5, line.width + 2 * BADGE_SIDE, 15)
    inside = _rectangle(area, "ground", 1.5 if line.badge is BadgeKind.ERROR else 7.5) + _text(
        line, centre, top + line.baseline
    )
    return f'<g class="badge-{line.badge.value}">{inside}</g>'


def _text(line: Line, x: float, y: float) -> str:
    """A line as wide as it was measured, in whatever font the reader has."""
    lettering = LETTERING[line.part]
    weight = ' font-weight="700"' if lettering.weight is Weight.BOLD else ""
    fitted = is_measured(line.text, lettering) and line.width > 0
    length = f' textLength="{line.width:g}" lengthAdjust="spacingAndGlyphs"' if fitted else ""
    place = f'x="{x:.2f}" y="{y:.2f}" font-size="{lettering.size:g}"'
    return f'<text class="{line.part.value}" {place}{weight}{length}>{escape(line.text)}</text>'


def _rectangle(area: Area, name: str, corner: float) -> str:
    place = f'x="{area.x:.2f}" y="{area.y:.2f}" width="{area.width:.2f}" height="{area.height:.2f}"'
    return f'<rect class="{name}" {place} rx="{corner:g}"/>'


def _around(centre: Point, frame: Frame) -> Area:
    return Area(centre[0] - frame.width / 2, centre[1] - frame.height / 2, frame.width, frame.height)


def _linked(inside: str, href: str, name: str) -> str:
    if not is_safe_address(href):
        return inside
    return f'<a href="{escape(href)}" aria-label="{_words(name)}">{inside}</a>'


def _full_title(title: str, frame: Frame) -> str:
    shown = " ".join(line.text for line in frame.lines)
    return "" if shown == clean(title) else f"<title>{_words(title)}</title>"


def _words(text: str) -> str:
    return escape(clean(text))
