"""The picture as a Mermaid flowchart, for places that draw text: pull requests, wikis."""

import re

from journeydsl.render.diagrams.dot import identifier
from journeydsl.render.diagrams.lettering import clean
from journeydsl.render.diagrams.palette import DASHES, LIGHT, NO_LANE, lane_colours, mark_colour
from journeydsl.render.diagrams.picture import Arrow, ArrowKind, Box, BoxKind, Direction, Mark, Picture

_LONGEST = 120
_QUIET = (ArrowKind.BACK, ArrowKind.TIME_LIMIT)
_DIRECTIONS = {Direction.RIGHT: "LR", Direction.LEFT: "RL", Direction.DOWN: "TB"}
_ENTITIES = {
    "#": "#35;",
    "&": "#amp;",
    "<": "#lt;",
    ">": "#gt;",
    '"': "#quot;",
    "`": "#96;",
    "\\": "#92;",
    "*": "#42;",
    "_": "#95;",
    "~": "#126;",
    "$": "#36;",
}


def write_mermaid(picture: Picture) -> str:
    """The same boxes, lanes and arrows as in a drawing, without links: hosts resolve those differently."""
    shown = {box.key for box in picture.boxes}
    arrows = [arrow for arrow in picture.arrows if arrow.start in shown and arrow.end in shown]
    lanes = {lane.key for lane in picture.lanes}
    lines = ["flowchart " + _DIRECTIONS[picture.direction]]
    lines += _spoken("accTitle", picture.title) + _spoken("accDescr", picture.description)
    for lane in picture.lanes:
        members = [box for box in picture.boxes if box.lane == lane.key]
        if members:
            lines.append(f'  subgraph lane_{_name(lane.key)}["{_words(lane.title)}"]')
            lines += [f"    {_box(box)}" for box in members]
            lines.append("  end")
    lines += [f"  {_box(box)}" for box in picture.boxes if box.lane not in lanes]
    lines += [f"  {_arrow(arrow)}" for arrow in arrows]
    lines += _styles(picture, arrows)
    return "\n".join(lines) + "\n"


def _box(box: Box) -> str:
    badges = " · ".join(_words(badge.text) for badge in box.badges)
    title = f"<b>{_words(box.title or box.key)}</b>"
    parts = (_words(box.tag), title, *(_words(line) for line in box.lines[:4]), badges)
    label = '"' + "<br/>".join(part for part in parts if part) + '"'
    name = "box_" + _name(box.key)
    match box.kind:
        case BoxKind.ENTRY:
            return f"{name}([{label}])"
        case BoxKind.RESTING:
            return f"{name}[[{label}]]"
        case BoxKind.WON | BoxKind.LOST | BoxKind.ANYWHERE | BoxKind.PLAIN:
            return f"{name}({label})"


def _arrow(arrow: Arrow) -> str:
    clock = f"<b>{_words(arrow.clock)}</b>" if arrow.clock else ""
    badges = " · ".join(_words(badge.text) for badge in arrow.badges)
    parts = (_words(arrow.priority), clock, *(_words(line) for line in arrow.lines[:5]), badges)
    label = "<br/>".join(part for part in parts if part)
    middle = f'|"{label}"|' if label else ""
    match arrow.kind:
        case ArrowKind.HANDOFF:
            line = "==>"
        case ArrowKind.MOVE:
            line = "-->"
        case ArrowKind.BACK | ArrowKind.TIME_LIMIT | ArrowKind.PROMISE:
            line = "-.->"
    return f"box_{_name(arrow.start)} {line}{middle} box_{_name(arrow.end)}"


def _styles(picture: Picture, arrows: list[Arrow]) -> list[str]:
    lines: list[str] = []
    colour_of = {lane.key: lane.colour for lane in picture.lanes}
    for lane in picture.lanes:
        if any(box.lane == lane.key for box in picture.boxes):
            colours = lane_colours(lane.colour, LIGHT)
            look = f"fill:{colours.tint},stroke:{colours.edge},color:{colours.strong}"
            lines.append(f"  style lane_{_name(lane.key)} {look}")
    for box in picture.boxes:
        colours = lane_colours(colour_of.get(box.lane, NO_LANE), LIGHT)
        match box.kind:
            case BoxKind.WON:
                look = f"fill:{colours.solid},stroke:{colours.solid},color:{colours.on_solid}"
            case BoxKind.LOST:
                look = f"fill:{LIGHT.flat},stroke:{LIGHT.flat},color:{LIGHT.soft}"
            case BoxKind.ANYWHERE:
                look = f"fill:{LIGHT.card},stroke:{LIGHT.rule},color:{LIGHT.soft},stroke-dasharray:2 3"
            case BoxKind.PLAIN | BoxKind.ENTRY | BoxKind.RESTING:
                look = f"fill:{LIGHT.card},stroke:{colours.strong},color:{LIGHT.ink}"
        if box.is_beside:
            look = f"fill:{LIGHT.card},stroke:{LIGHT.rule},color:{LIGHT.soft}"
        lines.append(f"  style box_{_name(box.key)} {look}{_marked(box.mark)}")
    lines += [
        f"  linkStyle {number} {_marked(arrow.mark).removeprefix(',')}"
        for number, arrow in enumerate(arrows)
        if arrow.mark is not Mark.NONE
    ]
    quiet = [n for n, arrow in enumerate(arrows) if arrow.kind in _QUIET and arrow.mark is Mark.NONE]
    if quiet:
        lines.append(f"  linkStyle {','.join(map(str, quiet))} stroke:{LIGHT.rule}")
    wide = [(number, arrow.width) for number, arrow in enumerate(arrows) if arrow.width != 1]
    lines += [f"  linkStyle {number} stroke-width:{1.5 * width:.2f}px" for number, width in wide]
    return lines


def _marked(mark: Mark) -> str:
    """The line of a part that became something else since an earlier version."""
    if mark is Mark.NONE:
        return ""
    dashes = f",stroke-dasharray:{DASHES[mark]}" if DASHES[mark] else ""
    return f",stroke:{mark_colour(mark, LIGHT)},stroke-width:4px{dashes}"


def _spoken(keyword: str, text: str) -> list[str]:
    words = clean(text).lstrip("{:;#% ").replace("<", "‹").replace(">", "›")
    return [f"  {keyword}: {words}"] if words else []


def _name(key: str) -> str:
    """A name without hyphens, which Mermaid could take for the start of an arrow."""
    return identifier(key).replace("-", "_u_")


def _words(text: str) -> str:
    """Text that Mermaid shows as it is, with neither markup nor the look of a list."""
    words = clean(text)
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rstrip() + "…"
    escaped = "".join(_ENTITIES.get(character, character) for character in words)
    return re.sub(r"^(\d+)([.)])|^([-+])", _unlist, escaped)


def _unlist(found: re.Match[str]) -> str:
    number, mark, bullet = found.groups()
    return f"{number}#{ord(mark)};" if mark else f"#{ord(bullet)};"
