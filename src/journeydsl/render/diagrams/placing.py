"""Places that were found, said again in DOT, so that a drawing of letters needs no second search for them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from journeydsl.render.diagrams.composition import Frame
from journeydsl.render.diagrams.layout import Layout, Point

if TYPE_CHECKING:
    from journeydsl.render.diagrams.titles import TitlePlace

PNG_DOTS_PER_INCH, _PDF_DOTS_PER_INCH = 144.0, 72.0
MOST_DOTS, LONGEST_SIDE, LONGEST_PAGE = 24_000_000, 16_000, 14_400
"""What programs open without a long wait: dots of a PNG, dots of its longer side, points of a side of a PDF page."""

PAD = 18.0
"""Points of paper around what is drawn."""


class Places:
    """What DOT says of where a part stands, by the name that it has there; by this one, Graphviz is to find out."""

    def graph(self) -> dict[str, str]:
        """Of the picture as a whole."""
        return {}

    def lane(self, name: str) -> dict[str, str]:
        """Of a cluster."""
        return {}

    def title(self, key: str, frame: Frame) -> dict[str, str]:
        """Of the title of a lane, by the lane's key."""
        return {}

    def node(self, name: str) -> dict[str, str]:
        """Of a box or a label."""
        return {}

    def edge(self, name: str) -> dict[str, str]:
        """Of an edge, by its id."""
        return {}


UNKNOWN = Places()


class Found(Places):
    """Every part where a layout has it. Graphviz counts upwards from the bottom, a layout downwards from the top."""

    def __init__(self, layout: Layout, titles: Mapping[str, TitlePlace], dots_per_inch: float) -> None:
        self._layout, self._titles, self._dots = layout, titles, dots_per_inch

    def graph(self) -> dict[str, str]:
        """Nothing is to be looked for, and lines go behind what has letters."""
        wide, high = self._layout.width, self._layout.height
        sides = f"{self._side(wide)},{self._side(high)}"
        return {
            "layout": "nop2",
            "notranslate": "true",
            "outputorder": "edgesfirst",
            "bb": f"0,0,{wide:g},{high:g}",
            "viewport": f"{sides},1,{wide / 2:g},{high / 2:g}",
            "pad": "0",
            "margin": "0",
            "dpi": f"{self._dots:.6g}",
        }

    def lane(self, name: str) -> dict[str, str]:
        area = self._layout.clusters.get(name)
        if area is None:
            return {}
        low, left, right = area.y + area.height, area.x, area.x + area.width
        return {"bb": ",".join((f"{left:g}", self._up(low), f"{right:g}", self._up(area.y)))}

    def title(self, key: str, frame: Frame) -> dict[str, str]:
        corner = self._titles.get(key)
        if corner is None:
            return {}
        middle = corner.left + frame.width / 2, corner.top + frame.height / 2
        return {"pos": self._point(middle), "style": "filled" if corner.is_crossed else ""}

    def node(self, name: str) -> dict[str, str]:
        place = self._layout.nodes.get(name)
        return {} if place is None else {"pos": self._point(place)}

    def edge(self, name: str) -> dict[str, str]:
        course = self._layout.courses.get(name)
        if course is None:
            return {}
        points = " ".join(map(self._point, course.points))
        if course.tip is None:
            return {"pos": points, "dir": "none"}
        return {"pos": f"e,{self._point(course.tip)} {points}", "dir": "forward"}

    def _point(self, point: Point) -> str:
        return f"{point[0]:g},{self._up(point[1])}"

    def _side(self, length: float) -> str:
        """With paper around, and of whole dots, so that the last of them is covered."""
        return f"{math.floor((length + 2 * PAD) * self._dots / 72) * 72 / self._dots:.6f}"

    def _up(self, down: float) -> str:
        return f"{self._layout.height - down:.2f}"


def png_dots(layout: Layout) -> float:
    """Dots per inch: twice as many as points, fewer where a picture is so large that few programs would open it."""
    wide, high = layout.width + 2 * PAD, layout.height + 2 * PAD
    most = min(math.sqrt(MOST_DOTS / (wide * high)), LONGEST_SIDE / max(wide, high))
    return min(PNG_DOTS_PER_INCH, max(1.0, math.floor(72 * most)))


def pdf_dots(layout: Layout) -> float:
    """A page of the picture's own size, smaller where no reader would open so large a page."""
    longest = max(layout.width, layout.height) + 2 * PAD
    return min(_PDF_DOTS_PER_INCH, 72 * LONGEST_PAGE / longest)
