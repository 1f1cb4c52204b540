"""The picture as DOT, the language of Graphviz, with every size fixed beforehand."""

from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from journeydsl.render.diagrams.addresses import is_safe_address
from journeydsl.render.diagrams.composition import BADGE_SIDE, LETTERING, Composition, Frame, Line, Part
from journeydsl.render.diagrams.courses import Course, columns_apart, courses, effort
from journeydsl.render.diagrams.lettering import Weight, clean
from journeydsl.render.diagrams.palette import LIGHT, NO_LANE, LaneColours, Theme, lane_colours, mark_colour
from journeydsl.render.diagrams.picture import Arrow, ArrowKind, Box, BoxKind, Direction, Lane, Mark
from journeydsl.render.diagrams.placing import PAD, PNG_DOTS_PER_INCH, UNKNOWN, Places
from journeydsl.text.words import cut_short

if TYPE_CHECKING:
    from graphviz import Digraph

VAST = 1500
_FONT = "Arial"
# Graphviz reads no word of more than 16,384 bytes.
_LONGEST_KEY = 1_000
_LONGEST_ADDRESS = 4_000
_LONGEST_TOOLTIP = 1_000
_WEIGHTS = {
    ArrowKind.HANDOFF: "12",
    ArrowKind.MOVE: "6",
    ArrowKind.BACK: "1",
    ArrowKind.TIME_LIMIT: "1",
    ArrowKind.PROMISE: "1",
}


def write_dot(composition: Composition, theme: Theme = LIGHT, places: Places = UNKNOWN) -> str:
    """DOT that draws the picture in the colours of a theme, readable by any Graphviz since 2.40; where its `places`
    are known already, Graphviz has none to look for.

    Boxes are named `box_KEY`, lanes `cluster_KEY`. Arrow N of the composition is the edge with the id
    `arrow_N`, or, where it has a label, the edges `arrow_N_in` and `arrow_N_out` around `label_N`: a label in
    the arrow's course keeps its room and can never lie on anything else.
    """
    from graphviz import Digraph

    edges = _EDGE | {"color": theme.soft}
    members = _Members(composition)
    graph = Digraph(graph_attr=_graph_attributes(composition, theme) | places.graph(), node_attr=_NODE, edge_attr=edges)
    for lane, frame in composition.lanes:
        if lane.key in members.boxes:
            with graph.subgraph(name="cluster_" + identifier(lane.key)) as cluster:
                _write_lane(cluster, lane, frame, theme, places)
                _write_members(cluster, members, (lane.key,), lane.colour, theme, places)
    _write_members(graph, members, _without_lane(composition), NO_LANE, theme, places)
    lane_of = members.lane_of
    for number, (arrow, label) in enumerate(composition.arrows):
        if label is not None and lane_of[arrow.start] != lane_of[arrow.end]:
            _write_label(graph, number, arrow, label, theme, places)
    for box, _ in composition.boxes:
        if box.after is not None and box.after in lane_of and places is UNKNOWN:
            ends = (f"box_{identifier(key)}" for key in (box.after, box.key))
            graph.edge(*ends, style="invis", weight="0")
    apart = columns_apart(composition)
    for number, course in enumerate(courses(composition)):
        _write_arrow(graph, number, composition, course, apart, theme, places)
    source: str = graph.source
    return source


def identifier(key: str) -> str:
    """The key with letters, digits and `_` kept and the rest spelt out, so that unlike keys stay unlike."""
    if len(key) > _LONGEST_KEY:
        return f"{identifier(key[:_LONGEST_KEY])}-{sha256(key.encode('utf-8', 'replace')).hexdigest()}"
    return "".join(c if c.isascii() and (c.isalnum() or c == "_") else f"-{ord(c):x}-" for c in key)


_RANKS = {Direction.RIGHT: "LR", Direction.LEFT: "RL", Direction.DOWN: "TB"}
_NODE = {
    "shape": "box",
    "fixedsize": "true",
    "fontname": _FONT,
    "fontsize": "11",
    "margin": "0",
    "penwidth": "1.4",
}
_EDGE = {"fontname": _FONT, "fontsize": "10.5", "arrowsize": "0.7", "penwidth": "1.4"}


def _graph_attributes(composition: Composition, theme: Theme) -> dict[str, str]:
    picture = composition.picture
    large = len(composition.boxes) + len(composition.arrows) > 400
    # Of very much, Graphviz looks a short while for good places and draws straight lines.
    vast = effort(composition) > VAST
    return {
        "rankdir": _RANKS[picture.direction],
        "nodesep": "0.34",
        "ranksep": "0.34",
        "pad": f"{PAD / 72:g}",
        "bgcolor": theme.paper,
        "fontname": _FONT,
        "dpi": f"{PNG_DOTS_PER_INCH:g}",
        "splines": "line" if vast else "polyline" if large else "true",
        "newrank": "true",
        "nslimit": "0.5" if vast else "4" if large else "40",
        "mclimit": "0.05" if vast else "0.5" if large else "4",
        "charset": "UTF-8",
        "label": "",
    }


def _write_lane(cluster: "Digraph", lane: Lane, frame: Frame, theme: Theme, places: Places) -> None:
    """A lane with its title; once places are known, the title is a part of its own, over any line that crosses it."""
    colours, name = lane_colours(lane.colour, theme), identifier(lane.key)
    title = _html(_fixed(frame, "".join(_row(line, colours.strong, theme) for line in frame.lines)))
    place = places.title(lane.key, frame)
    if place:
        look = {"fillcolor": colours.tint, "penwidth": "0"}
        cluster.node(f"title_{name}", label=title, **look, **_size(frame), **place)
    cluster.attr(
        label="" if place else title,
        labeljust="l",
        margin="14",
        style="rounded,filled",
        fillcolor=colours.tint,
        color=colours.edge,
        penwidth="1",
        **_link(lane.href, lane.title),
        **places.lane(f"cluster_{name}"),
    )


class _Members:
    """The boxes of each lane, and the labels of arrows that stay within it, with their numbers."""

    def __init__(self, composition: Composition) -> None:
        self.lane_of = {box.key: box.lane for box, _ in composition.boxes}
        self.boxes: dict[str, list[tuple[Box, Frame]]] = {}
        self.labels: dict[str, list[tuple[int, Arrow, Frame]]] = {}
        for box, frame in composition.boxes:
            self.boxes.setdefault(box.lane, []).append((box, frame))
        for number, (arrow, label) in enumerate(composition.arrows):
            lane = self.lane_of[arrow.start]
            if label is not None and lane == self.lane_of[arrow.end]:
                self.labels.setdefault(lane, []).append((number, arrow, label))


def _write_members(
    graph: "Digraph", members: _Members, lanes: tuple[str, ...], colour: int, theme: Theme, places: Places
) -> None:
    """The boxes of these lanes, and the labels of arrows that stay within one of them."""
    for lane in lanes:
        for box, frame in members.boxes.get(lane, ()):
            _write_box(graph, box, frame, lane_colours(colour, theme), theme, places)
    for lane in lanes:
        for number, arrow, label in members.labels.get(lane, ()):
            _write_label(graph, number, arrow, label, theme, places)


def _without_lane(composition: Composition) -> tuple[str, ...]:
    """The keys of lanes that some box names and the picture does not have."""
    known = {lane.key for lane, _ in composition.lanes}
    return tuple(dict.fromkeys(box.lane for box, _ in composition.boxes if box.lane not in known))


def _write_box(graph: "Digraph", box: Box, frame: Frame, colours: LaneColours, theme: Theme, places: Places) -> None:
    name = "box_" + identifier(box.key)
    shape = {"style": "rounded,filled", "fillcolor": theme.card, "color": colours.strong}
    tag, title, line = colours.strong, theme.ink, theme.soft
    match box.kind:
        case BoxKind.WON:
            shape |= {"fillcolor": colours.solid, "color": colours.solid}
            tag = title = line = colours.on_solid
        case BoxKind.LOST:
            shape |= {"fillcolor": theme.flat, "color": theme.flat}
            tag = title = line = theme.soft
        case BoxKind.ANYWHERE:
            shape |= {"style": "rounded,dashed", "color": theme.rule, "penwidth": "1"}
            tag = title = line = theme.soft
        case BoxKind.RESTING:
            shape |= {"peripheries": "2"}
            # The outer line stands four points outside, where the size of other boxes ends.
            frame = Frame(frame.width - 8, frame.height - 8, frame.lines)
        case BoxKind.PLAIN | BoxKind.ENTRY:
            pass
    if box.is_beside:
        shape |= {"fillcolor": theme.card, "color": theme.rule, "penwidth": "1"}
        tag = title = line = theme.soft
    marked = _marked(box.mark, theme)
    shape |= marked | {"style": f"rounded,filled,{marked['style']}"} if marked else {}
    inks = {Part.TAG: tag, Part.TITLE: title, Part.LINE: line}
    rows = "".join(_row(line, inks.get(line.part, theme.ink), theme) for line in frame.lines)
    link = _link(box.href, box.tooltip or box.title)
    graph.node(name, label=_html(_table(rows)), **_size(frame), **shape, **link, **places.node(name))


def _write_arrow(
    graph: "Digraph", number: int, composition: Composition, course: Course, apart: int, theme: Theme, places: Places
) -> None:
    arrow, label = composition.arrows[number]
    start, end, name = "box_" + identifier(arrow.start), "box_" + identifier(arrow.end), f"arrow_{number}"
    look = _line_look(arrow, theme) | _marked(arrow.mark, theme) | _link(arrow.href, arrow.tooltip)
    look |= {"weight": _WEIGHTS[arrow.kind]}

    def draw(tail: str, head: str, part: str = "", **more: str) -> None:
        graph.edge(tail, head, id=name + part, **(look | more | places.edge(name + part)))

    if label is None:
        length = str(apart)
        match course:
            case Course.AHEAD:
                draw(start, end, minlen=length)
            case Course.AGAINST:
                draw(end, start, minlen=length, dir="back")
            case Course.ASIDE:
                draw(start, end, constraint="false")
        return
    middle = f"label_{number}"
    if course is Course.AGAINST:
        draw(end, middle, "_out", dir="back")
        draw(middle, start, "_in", dir="none")
        return
    out, into = _gate_sides(arrow, composition.picture.direction)
    draw(start, middle + into, "_in", dir="none")
    if arrow.start == arrow.end:
        draw(end, middle, "_out", dir="back")
    else:
        draw(middle + out, end, "_out")


def _gate_sides(arrow: Arrow, direction: Direction) -> tuple[str, str]:
    """Where a handoff leaves its gate and enters it, as Graphviz writes it; other arrows go as they like."""
    if arrow.kind is not ArrowKind.HANDOFF or arrow.start == arrow.end:
        return "", ""
    match direction:
        case Direction.RIGHT:
            return ":e", ":w"
        case Direction.LEFT:
            return ":w", ":e"
        case Direction.DOWN:
            return ":s", ":n"


def _write_label(graph: "Digraph", number: int, arrow: Arrow, label: Frame, theme: Theme, places: Places) -> None:
    name = f"label_{number}"
    look = {"penwidth": "0", "style": "", "margin": "0"}
    if arrow.kind is ArrowKind.HANDOFF:
        look = {"style": "rounded,filled", "fillcolor": theme.gate, "color": theme.gate}
        look |= _link(arrow.href, arrow.tooltip)
    graph.node(name, label=_html(_table(_rows(label, theme))), **_size(label), **look, **places.node(name))


def _line_look(arrow: Arrow, theme: Theme) -> dict[str, str]:
    match arrow.kind:
        case ArrowKind.HANDOFF:
            return {"color": theme.ink, "penwidth": f"{2.4 * arrow.width:g}", "arrowsize": "0.8"}
        case ArrowKind.MOVE:
            return {"penwidth": f"{1.4 * arrow.width:g}"}
        case ArrowKind.BACK:
            return {"color": theme.rule, "style": "dashed", "penwidth": f"{1.1 * arrow.width:g}"}
        case ArrowKind.TIME_LIMIT:
            return {"color": theme.rule, "style": "dotted", "penwidth": f"{1.4 * arrow.width:g}"}
        case ArrowKind.PROMISE:
            return {"color": theme.ink, "style": "dashed", "penwidth": f"{1.1 * arrow.width:g}", "arrowhead": "vee"}


def _marked(mark: Mark, theme: Theme) -> dict[str, str]:
    """The look of a part that became something else since an earlier version."""
    if mark is Mark.NONE:
        return {}
    style = {Mark.CHANGED: "dashed", Mark.REMOVED: "dotted"}.get(mark, "solid")
    return {"color": mark_colour(mark, theme), "penwidth": "3", "style": style}


def _rows(frame: Frame, theme: Theme) -> str:
    inks = {Part.CLOCK: theme.gate_ink, Part.PASSED: theme.gate_soft}
    return "".join(_row(line, inks.get(line.part, theme.soft), theme) for line in frame.lines)


def _row(line: Line, ink: str, theme: Theme) -> str:
    lettering = LETTERING[line.part]
    # Graphviz reads a backslash even here: "\\N" would become the name of the box.
    text = escape(line.text).replace("\\", "\\\\")
    if lettering.weight is Weight.BOLD:
        text = f"<B>{text}</B>"
    before, after = "", ""
    for kind, ground, letters in theme.badges:
        if line.badge is kind:
            size = f'FIXEDSIZE="TRUE" WIDTH="{line.width + 2 * BADGE_SIDE:.0f}" HEIGHT="15"'
            look = f'BORDER="0" CELLSPACING="0" CELLPADDING="0" STYLE="ROUNDED" BGCOLOR="{ground}"'
            before = f"<TABLE {look} {size}><TR><TD {size}>"
            after, ink = "</TD></TR></TABLE>", letters
    letters = f'<FONT POINT-SIZE="{lettering.size:g}" COLOR="{ink}">{text}</FONT>'
    side = ' ALIGN="LEFT"' if line.part is Part.LANE else ""
    return f"<TR><TD{side}>{before}{letters}{after}</TD></TR>"


def _table(rows: str) -> str:
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1">{rows}</TABLE>' if rows else ""


def _fixed(frame: Frame, rows: str) -> str:
    """A table of exactly this size, whatever the font, around the rows."""
    size = f'FIXEDSIZE="TRUE" WIDTH="{frame.width:g}" HEIGHT="{frame.height:g}"'
    look = f'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" {size}'
    return f"<TABLE {look}>{rows or '<TR><TD></TD></TR>'}</TABLE>"


def _html(markup: str) -> str:
    """Markup as the `graphviz` package knows it: between angle brackets. Words in it are escaped already."""
    return f"<{markup}>" if markup else ""


def _size(frame: Frame) -> dict[str, str]:
    return {"width": f"{frame.width / 72:.5f}", "height": f"{frame.height / 72:.5f}"}


def _link(href: str, tooltip: str) -> dict[str, str]:
    from graphviz import escape as escape_text

    is_link = is_safe_address(href) and len(href) <= _LONGEST_ADDRESS
    words = {"URL": href if is_link else "", "tooltip": cut_short(clean(tooltip), _LONGEST_TOOLTIP)}
    return {name: escape_text(text) for name, text in words.items() if text}
