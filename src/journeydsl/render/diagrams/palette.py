"""The colours of pictures, by light and by dark, as plain values and as a style sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from journeydsl.render.diagrams.picture import BadgeKind, Mark

FONTS = "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif"

_LANES = (
    "#1d5fae",
    "#b3540a",
    "#0b7a6b",
    "#8a3ab0",
    "#5e6b0f",
    "#b42857",
    "#0a6f92",
    "#7d4a1e",
    "#4448b8",
    "#55606e",
)
LANE_COLOURS = len(_LANES)
NO_LANE = 9
"""The grey of boxes that stand in no lane."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours that do not depend on a lane. `gate` is the ground of a handoff, `gate_ink` its letters."""

    paper: str
    card: str
    ink: str
    soft: str
    faint: str
    rule: str
    flat: str
    gate: str
    gate_ink: str
    gate_soft: str
    badges: tuple[tuple[BadgeKind, str, str], ...]
    marks: tuple[tuple[Mark, str], ...]


@dataclass(frozen=True, slots=True)
class LaneColours:
    """`strong` is for letters and borders, `solid` for filled boxes with `on_solid` letters, `tint` for the
    lane's ground, `edge` for its outline."""

    strong: str
    solid: str
    on_solid: str
    tint: str
    edge: str


LIGHT = Theme(
    paper="#ffffff",
    card="#ffffff",
    ink="#1c2127",
    soft="#4c5661",
    faint="#606a75",
    rule="#8b95a0",
    flat="#e4e7eb",
    gate="#22282f",
    gate_ink="#ffffff",
    gate_soft="#d3d9df",
    badges=(
        (BadgeKind.ERROR, "#b3261e", "#ffffff"),
        (BadgeKind.WARNING, "#ffd479", "#3b2a00"),
        (BadgeKind.ADVICE, "#d5e6fb", "#143d6b"),
        (BadgeKind.NOTE, "#e4e7eb", "#2d353d"),
    ),
    marks=((Mark.ADDED, "#14713b"), (Mark.CHANGED, "#8a5a00"), (Mark.REMOVED, "#b3261e")),
)

DARK = Theme(
    paper="#12161b",
    card="#1c2229",
    ink="#edf1f5",
    soft="#bcc5ce",
    faint="#96a1ac",
    rule="#7b8692",
    flat="#333b44",
    gate="#edf1f5",
    gate_ink="#12161b",
    gate_soft="#3d4650",
    badges=(
        (BadgeKind.ERROR, "#f2746b", "#2b0603"),
        (BadgeKind.WARNING, "#e8b54a", "#2c1f00"),
        (BadgeKind.ADVICE, "#24456b", "#d9e8fa"),
        (BadgeKind.NOTE, "#3a434d", "#e2e7ec"),
    ),
    marks=((Mark.ADDED, "#63d08f"), (Mark.CHANGED, "#eab54d"), (Mark.REMOVED, "#f2746b")),
)

PRINT = Theme(
    paper="#ffffff",
    card="#ffffff",
    ink="#000000",
    soft="#303030",
    faint="#404040",
    rule="#6a6a6a",
    flat="#dcdcdc",
    gate="#1c1c1c",
    gate_ink="#ffffff",
    gate_soft="#e4e4e4",
    badges=(
        (BadgeKind.ERROR, "#000000", "#ffffff"),
        (BadgeKind.WARNING, "#c4c4c4", "#000000"),
        (BadgeKind.ADVICE, "#ffffff", "#000000"),
        (BadgeKind.NOTE, "#e4e4e4", "#000000"),
    ),
    marks=((Mark.ADDED, "#000000"), (Mark.CHANGED, "#000000"), (Mark.REMOVED, "#6a6a6a")),
)
"""Greys alone: shapes, line styles and words say what colours say elsewhere."""

THEMES: Mapping[str, Theme] = {"light": LIGHT, "dark": DARK, "print": PRINT}


DASHES = {Mark.NONE: "", Mark.ADDED: "", Mark.CHANGED: "9 4", Mark.REMOVED: "2 4"}
"""How a line is broken that became something since: what is new is whole and thick, what is gone is dotted."""


def mark_colour(mark: Mark, theme: Theme) -> str:
    """The colour of what became of a part; empty where nothing did."""
    return next((colour for one, colour in theme.marks if one is mark), "")


def lane_colours(colour: int, theme: Theme) -> LaneColours:
    """The colours of the lane with this number under this theme."""
    if theme is PRINT:
        return LaneColours("#1c1c1c", "#4a4a4a", "#ffffff", "#f4f4f4", "#9a9a9a")
    base = _LANES[colour % LANE_COLOURS]
    if theme is LIGHT:
        return LaneColours(base, base, "#ffffff", mix(base, theme.paper, 0.075), mix(base, theme.paper, 0.26))
    strong = mix(base, "#ffffff", 0.5)
    return LaneColours(strong, strong, theme.paper, mix(base, theme.paper, 0.2), mix(base, theme.paper, 0.6))


def mix(over: str, under: str, share: float) -> str:
    """`share` of the first colour on top of the second, both as `#rrggbb`."""
    pairs = zip(_channels(over), _channels(under), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def style_sheet(colours: tuple[int, ...], theme: Theme | None = None) -> str:
    """The CSS of a picture with these lane colours: in one theme, or light, dark where the reader prefers it or the
    page says so by `data-theme`, and light again on paper. A page may set any `--jp-` variable on
    `.journey-picture` itself."""
    light, dark = _variables(theme or LIGHT, colours), _variables(DARK, colours)
    lanes = "".join(
        f".journey-picture .lane-{n}{{--strong:var(--jp-strong-{n});--solid:var(--jp-solid-{n});"
        f"--on-solid:var(--jp-on-solid-{n});--tint:var(--jp-tint-{n});--edge:var(--jp-edge-{n})}}"
        for n in colours
    )
    by_preference = (
        f"@media screen and (prefers-color-scheme:dark){{"
        f":root:not([data-theme=light]) .journey-picture,svg.journey-picture:root{{{dark}}}}}"
        f"@media screen{{[data-theme=dark] .journey-picture{{{dark}}}}}"
    )
    return f".journey-picture{{{light};font-family:{FONTS}}}{'' if theme else by_preference}{lanes}{_RULES}"


_RULES = "".join(
    f".journey-picture {rule}"
    for rule in (
        ".paper{fill:var(--jp-paper)}",
        "text{text-anchor:middle;unicode-bidi:plaintext;fill:var(--jp-ink)}",
        ".lane rect{fill:var(--tint);stroke:var(--edge)}",
        ".lane text{fill:var(--strong);text-anchor:start}",
        ".lane text{stroke:var(--tint);stroke-width:4;paint-order:stroke}",
        ".box>.shape,.box a>.shape{fill:var(--jp-card);stroke:var(--strong);stroke-width:1.4}",
        ".box .line{fill:var(--jp-soft)}",
        ".box .tag{fill:var(--strong);letter-spacing:0}",
        ".box.resting .shape{stroke-width:1.2}",
        ".box .inner{fill:none;stroke:var(--strong);stroke-width:1}",
        ".box.won .shape{fill:var(--solid);stroke:var(--solid)}",
        ".box.won text{fill:var(--on-solid)}",
        ".box.lost .shape{fill:var(--jp-flat);stroke:var(--jp-flat)}",
        ".box.lost text{fill:var(--jp-soft)}",
        ".box.anywhere .shape{fill:none;stroke:var(--jp-rule);stroke-width:1;stroke-dasharray:2 3}",
        ".box.anywhere text{fill:var(--jp-soft)}",
        ".box.is-beside .shape{fill:var(--jp-card);stroke:var(--jp-rule);stroke-width:1}",
        ".box.is-beside .inner{stroke:var(--jp-rule)}",
        ".box.is-beside text{fill:var(--jp-soft)}",
        ".arrow path{fill:none;stroke:var(--jp-soft)}",
        ".arrow .head{fill:var(--jp-soft)}",
        ".arrow.handoff path{stroke:var(--jp-ink)}",
        ".arrow.handoff .head{fill:var(--jp-ink)}",
        ".arrow.back path{stroke:var(--jp-rule);stroke-dasharray:5 4}",
        ".arrow.time-limit path{stroke:var(--jp-rule);stroke-dasharray:1.5 3.5;stroke-linecap:round}",
        ".arrow.promise path{stroke:var(--jp-ink);stroke-dasharray:9 4}",
        ".arrow.promise .label{fill:var(--jp-ink)}",
        ".arrow.promise .head{fill:none;stroke:var(--jp-ink)}",
        ".arrow.back .head,.arrow.time-limit .head{fill:var(--jp-rule)}",
        ".arrow .ground{fill:none}",
        ".arrow .label{fill:var(--jp-soft)}",
        ".arrow.back .label,.arrow.time-limit .label{fill:var(--jp-faint)}",
        ".arrow .gate{fill:var(--jp-gate)}",
        ".arrow .clock{fill:var(--jp-gate-ink)}",
        ".arrow .passed{fill:var(--jp-gate-soft)}",
        *(
            f".is-{mark.value} .shape,.journey-picture .is-{mark.value} .inner,"
            f".journey-picture .arrow.is-{mark.value} path"
            f"{{stroke:var(--jp-{mark.value});stroke-width:3;stroke-dasharray:{DASHES[mark] or 'none'}}}"
            f".journey-picture .is-{mark.value} .head{{fill:var(--jp-{mark.value})}}"
            f".journey-picture .is-{mark.value} .gate{{stroke:var(--jp-{mark.value});stroke-width:3;"
            f"stroke-dasharray:{DASHES[mark] or 'none'}}}"
            for mark in (Mark.ADDED, Mark.CHANGED, Mark.REMOVED)
        ),
        "a{cursor:pointer;outline:none}",
        "a:hover .shape,a:hover .gate{filter:brightness(1.06) drop-shadow(0 1px 3px rgb(0 0 0/.35))}",
        "a:focus-visible .shape,a:focus-visible .gate,a:focus-visible .ground"
        "{stroke:var(--jp-ink);stroke-width:3;stroke-dasharray:none}",
        "a:focus-visible text,a:hover .label{text-decoration:underline}",
        "g[class] .badge-error .ground{stroke:var(--jp-on-error);stroke-width:.6}",
        "g[class] .badge-advice .ground{stroke:var(--jp-on-advice);stroke-width:.8;stroke-dasharray:2 1.5}",
        "g[class] .badge-warning .ground{stroke:var(--jp-on-warning);stroke-width:.8}",
        *(
            f"g[class] .badge-{kind.value} .ground{{fill:var(--jp-{kind.value})}}"
            f".journey-picture g[class] .badge-{kind.value} .badge{{fill:var(--jp-on-{kind.value})}}"
            for kind in BadgeKind
        ),
        ".is-dim{opacity:.13}",
    )
)


def _variables(theme: Theme, colours: tuple[int, ...]) -> str:
    pairs = [
        ("paper", theme.paper),
        ("card", theme.card),
        ("ink", theme.ink),
        ("soft", theme.soft),
        ("faint", theme.faint),
        ("rule", theme.rule),
        ("flat", theme.flat),
        ("gate", theme.gate),
        ("gate-ink", theme.gate_ink),
        ("gate-soft", theme.gate_soft),
    ]
    for kind, ground, ink in theme.badges:
        pairs += [(kind.value, ground), (f"on-{kind.value}", ink)]
    pairs += [(mark.value, colour) for mark, colour in theme.marks]
    for number in colours:
        lane = lane_colours(number, theme)
        pairs += [
            (f"strong-{number}", lane.strong),
            (f"solid-{number}", lane.solid),
            (f"on-solid-{number}", lane.on_solid),
            (f"tint-{number}", lane.tint),
            (f"edge-{number}", lane.edge),
        ]
    return ";".join(f"--jp-{name}:{colour}" for name, colour in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
