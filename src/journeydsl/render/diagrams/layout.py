"""Where everything came to stand: what Graphviz answers, read into plain data."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle by its top left corner. Lengths are points; y grows downwards."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Course:
    """The course of one edge: points of cubic Bézier curves, and the tip of its arrow head if it has one."""

    points: tuple[Point, ...]
    tip: Point | None

    def along(self, steps: int) -> Iterator[Point]:
        """Points on the curves, so many on each."""
        for first in range(0, len(self.points) - 3, 3):
            (ax, ay), (bx, by), (cx, cy), (dx, dy) = self.points[first : first + 4]
            for step in range(steps + 1):
                t = step / steps
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                yield a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy


@dataclass(frozen=True, slots=True)
class Layout:
    """`clusters` by name, `nodes` (their centres) by name, `courses` by the edge's id."""

    width: float
    height: float
    clusters: dict[str, Area]
    nodes: dict[str, Point]
    courses: dict[str, Course]


def read_layout(answer: bytes) -> Layout:
    """The layout that Graphviz wrote as `json0`. Raises ValueError on anything else."""
    graph: dict[str, Any] = json.loads(answer)
    _, _, width, height = _numbers(graph["bb"])
    clusters: dict[str, Area] = {}
    nodes: dict[str, Point] = {}
    for part in graph.get("objects", []):
        if "pos" in part:
            nodes[part["name"]] = _point(part["pos"], height)
        elif "bb" in part:
            left, bottom, right, top = _numbers(part["bb"])
            size = _round(right - left), _round(top - bottom)
            clusters[part["name"]] = Area(_round(left), _round(height - top), *size)
    courses = {edge["id"]: _course(edge, height) for edge in graph.get("edges", []) if "pos" in edge and "id" in edge}
    return Layout(_round(width), _round(height), clusters, nodes, courses)


def _course(edge: dict[str, Any], height: float) -> Course:
    points: list[Point] = []
    tip: Point | None = None
    tail: Point | None = None
    for word in edge["pos"].split():
        if word.startswith("e,"):
            tip = _point(word[2:], height)
        elif word.startswith("s,"):
            tail = _point(word[2:], height)
        else:
            points.append(_point(word, height))
    if tail is not None:
        points, tip = points[::-1], tail
    return Course(tuple(points), tip)


def _point(text: str, height: float) -> Point:
    x, y = _numbers(text)
    return _round(x), _round(height - y)


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]


def _round(number: float) -> float:
    """Two places are finer than any screen. Adding zero turns -0.0 into 0.0."""
    return round(number, 2) + 0.0
