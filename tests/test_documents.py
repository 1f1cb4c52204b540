"""The pictures in the documents: they show what the journey beside them says."""

import re
from datetime import date
from pathlib import Path

import pytest

import pages
from journeydsl.analysis import Choice, analyze
from journeydsl.render.diagrams.drawing import draw_svg
from journeydsl.render.diagrams.graphviz_library import draw
from journeydsl.render.diagrams.journey_picture import NO_ADDRESSES
from journeydsl.render.diagrams.picture import Direction, Picture
from journeydsl.render.diagrams.views import View, view_picture
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

PICTURE = pages.ROOT / "docs" / "pictures" / "bikes.svg"


def front_journey() -> str:
    """The whole journey of the front document."""
    document = (pages.ROOT / "README.md").read_text("utf-8")
    found: list[str] = re.findall(r"```journey bikes\.journey\n(.*?)```", document, re.DOTALL)
    return found[-1]


def words_of(svg: str) -> list[str]:
    """What a picture says; where its words stand depends on who lays it out."""
    return re.findall(r"<(?:title|desc|text)[^>]*>([^<]*)<", svg)


def test_the_picture_of_the_front_document_says_what_its_journey_says(pytestconfig: pytest.Config) -> None:
    trees = {"bikes.journey": parse(Source("bikes.journey", front_journey()))}
    graph = analyze("bikes.journey", trees, {}, date(2026, 11, 22), Choice({})).graph
    assert graph
    picture = view_picture(graph, View("whole"), NO_ADDRESSES, Direction.RIGHT, ())
    assert isinstance(picture, Picture)
    svg = draw_svg(picture, draw)
    assert isinstance(svg, str)
    if pytestconfig.getoption("--bless"):
        PICTURE.write_text(svg, "utf-8", newline="\n")
    assert sorted(words_of(PICTURE.read_text("utf-8"))) == sorted(words_of(svg))


def test_every_picture_of_a_document_is_there_and_said_in_words() -> None:
    for page in pages.all_pages():
        for said, file in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", page.read_text("utf-8")):
            if "://" not in file and Path(file).suffix in (".png", ".svg"):
                assert said.strip(), page
