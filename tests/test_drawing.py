"""Pictures: the same bytes everywhere, nothing cut or overlapping, and no text that acts."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import pytest

from journeydsl.render.diagrams.addresses import is_safe_address
from journeydsl.render.diagrams.drawing import (
    MOST_PARTS,
    Failure,
    Form,
    NoDrawing,
    Placed,
    Reason,
    draw_dot,
    draw_pdf,
    draw_png,
    draw_svg,
    place,
)
from journeydsl.render.diagrams.gathering import ENOUGH, gather
from journeydsl.render.diagrams.graphviz_library import draw
from journeydsl.render.diagrams.layout import Layout
from journeydsl.render.diagrams.lettering import Lettering, Weight, runs_left, width, wrap
from journeydsl.render.diagrams.mermaid import write_mermaid
from journeydsl.render.diagrams.palette import DARK, LANE_COLOURS, LIGHT, Theme, contrast, lane_colours
from journeydsl.render.diagrams.picture import Arrow, ArrowKind, Box, BoxKind, Direction, Lane, Mark, Picture
from journeydsl.render.diagrams.placing import LONGEST_PAGE, LONGEST_SIDE, MOST_DOTS, PAD, pdf_dots, png_dots
from journeydsl.render.diagrams.titles import title_places
from pictures import hostile, large, new_business

SVG = "{http://www.w3.org/2000/svg}"
TESTS = Path(__file__).parent
BOLD = Lettering(Weight.BOLD, 13)

PICTURES = [
    pytest.param(replace(picture, direction=direction), id=f"{picture.key}-{direction.value}")
    for picture in (new_business(), hostile(), large())
    for direction in Direction
]


def drawn(picture: Picture) -> str:
    answer = draw_svg(picture, draw)
    assert isinstance(answer, str), answer
    return answer


@dataclass(frozen=True)
class Rectangle:
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Rectangle") -> bool:
        return (
            self.left - 0.5 <= other.left
            and self.top - 0.5 <= other.top
            and other.right <= self.right + 0.5
            and other.bottom <= self.bottom + 0.5
        )

    def meets(self, other: "Rectangle") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 0.5 and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5


def rectangle(element: ElementTree.Element) -> Rectangle:
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    return Rectangle(x, y, x + float(element.attrib["width"]), y + float(element.attrib["height"]))


def outlines(text: ElementTree.Element) -> Rectangle:
    lettering = Lettering(
        Weight.BOLD if "font-weight" in text.attrib else Weight.REGULAR, float(text.attrib["font-size"])
    )
    wide = width(text.text or "", lettering)
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    left = x if text.attrib["class"] == "lane" else x - wide / 2
    return Rectangle(left, y - 0.75 * lettering.size, left + wide, y + 0.22 * lettering.size)


def groups(svg: str, name: str) -> Iterator[ElementTree.Element]:
    for group in ElementTree.fromstring(svg).iter(f"{SVG}g"):
        if group.attrib.get("class", "").split()[0] == name:
            yield group


def shapes(svg: str) -> list[Rectangle]:
    found = []
    for name in ("box", "arrow"):
        for group in groups(svg, name):
            found += [rectangle(r) for r in group.iter(f"{SVG}rect") if r.attrib["class"] in {"shape", "gate"}]
            if name == "arrow":
                found += [rectangle(r) for r in group.iter(f"{SVG}rect") if r.attrib["class"] == "ground"]
    return found


def course_points(svg: str) -> Iterator[tuple[float, float]]:
    """Points on the curves, five on each, its ends included."""
    for path in re.findall(r'd="M([^"]+)"', svg):
        points = [tuple(map(float, point.split(","))) for point in re.split(r"[C ]", path)]
        for first in range(0, len(points) - 1, 3):
            for part in (0.0, 0.25, 0.5, 0.75, 1.0):
                shares = ((1 - part) ** 3, 3 * part * (1 - part) ** 2, 3 * part**2 * (1 - part), part**3)
                curve = list(zip(shares, points[first : first + 4], strict=True))
                yield sum(share * x for share, (x, _) in curve), sum(share * y for share, (_, y) in curve)


@pytest.mark.parametrize("picture", PICTURES)
def test_every_text_is_inside_its_shape(picture: Picture) -> None:
    svg = drawn(picture)
    for group in [*groups(svg, "box"), *groups(svg, "arrow")]:
        texts = list(group.iter(f"{SVG}text"))
        if texts:
            shape = rectangle(next(iter(group.iter(f"{SVG}rect"))))
            assert all(shape.holds(outlines(text)) for text in texts)


@pytest.mark.parametrize("picture", PICTURES)
def test_nothing_lies_on_anything_else(picture: Picture) -> None:
    for one, other in combinations(shapes(drawn(picture)), 2):
        assert not one.meets(other)


@pytest.mark.parametrize("picture", PICTURES)
def test_nothing_is_cut_off(picture: Picture) -> None:
    svg = drawn(picture)
    x, y, wide, high = (float(n) for n in ElementTree.fromstring(svg).attrib["viewBox"].split())
    paper = Rectangle(x, y, x + wide, y + high)
    assert all(paper.holds(shape) for shape in shapes(svg))
    assert all(paper.holds(Rectangle(left, top, left, top)) for left, top in course_points(svg))


@pytest.mark.parametrize("picture", PICTURES)
def test_a_lane_holds_its_boxes_and_no_others(picture: Picture) -> None:
    svg = drawn(picture)
    lanes = [g for g in groups(svg, "lane") if "id" in g.attrib]
    for lane in lanes:
        area = rectangle(next(iter(lane.iter(f"{SVG}rect"))))
        inside = {shape for shape in shapes(svg) if area.meets(shape)}
        assert all(area.holds(shape) for shape in inside)
    for one, other in combinations(lanes, 2):
        assert not rectangle(one[0]).meets(rectangle(other[0]))


def test_the_title_and_the_description_are_told() -> None:
    picture = new_business()
    root = ElementTree.fromstring(drawn(picture))
    title, description = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", picture.title)
    assert (description.tag, description.text) == (f"{SVG}desc", picture.description)
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {description.attrib['id']}"
    assert root.attrib["role"] == "group"


def test_a_picture_without_links_is_an_image() -> None:
    boxes = (Box("lead", "Lead", "none"),)
    svg = drawn(Picture("plain", "A stage", "One stage.", (), boxes, ()))
    assert ElementTree.fromstring(svg).attrib["role"] == "img"


def test_every_box_and_arrow_keeps_its_link() -> None:
    picture = new_business()
    links = {a.attrib["href"] for a in ElementTree.fromstring(drawn(picture)).iter(f"{SVG}a")}
    assert {box.href for box in picture.boxes if box.href} <= links
    assert {arrow.href for arrow in picture.arrows if arrow.href} <= links


def test_hostile_titles_stay_text() -> None:
    svg = drawn(hostile())
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "g", "a", "path", "polygon", "text"}
    assert "javascript" not in svg
    assert "javascript" not in draw_dot(hostile())
    assert "<script" not in svg


def test_a_long_title_is_cut_and_told_in_full() -> None:
    svg = drawn(hostile())
    titles = [title.text or "" for title in ElementTree.fromstring(svg).iter(f"{SVG}title")]
    assert "A" * 10_000 in titles
    assert max(len(text.text or "") for text in ElementTree.fromstring(svg).iter(f"{SVG}text")) < 80


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("stages/lead.html", True),
        ("../teams/é.html#top", True),
        ("#lead", True),
        ("https://acme.example/?a=1&b=2", True),
        ("mailto:sales@acme.example", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("//elsewhere.example", False),
        ("", False),
    ],
)
def test_only_addresses_that_run_nothing_become_links(href: str, safe: bool) -> None:
    assert is_safe_address(href) is safe


def draw_elsewhere(tmp_path: Path, seed: str) -> list[bytes]:
    """The pictures drawn by a fresh process with an empty PATH, no home and another hash order."""
    program = (
        "import pathlib, sys; from pictures import hostile, new_business;"
        "from journeydsl.render.diagrams.drawing import *;"
        "from journeydsl.render.diagrams.graphviz_library import draw;"
        "out = pathlib.Path(sys.argv[1]);"
        "[(out / f'{n}.svg').write_text(draw_svg(p, draw), 'utf-8')"
        " and (out / f'{n}.png').write_bytes(draw_png(p, draw))"
        " for n, p in enumerate((new_business(), hostile()))]"
    )
    paths = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    environment = {"PATH": "", "HOME": str(tmp_path / "none"), "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
    here = tmp_path / "here"
    here.mkdir()
    for name in ("SYSTEMROOT", "TEMP", "TMP"):
        if name in os.environ:
            environment[name] = os.environ[name]
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path)], env=environment, capture_output=True, cwd=here)
    assert run.returncode == 0, run.stderr
    assert list(here.iterdir()) == []
    assert run.stderr == b""
    return [(tmp_path / name).read_bytes() for name in ("0.svg", "1.svg", "0.png", "1.png")]


def test_the_same_picture_gives_the_same_bytes_without_any_program_installed(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    first, second = draw_elsewhere(one, "1"), draw_elsewhere(other, "2")
    assert first == second
    assert first[0].decode() == drawn(new_business())
    assert first[2].startswith(b"\x89PNG")


def test_png_is_twice_the_size_in_points() -> None:
    png = draw_png(new_business(), draw)
    assert isinstance(png, bytes)
    wide = int.from_bytes(png[16:20], "big")
    view = float(ElementTree.fromstring(drawn(new_business())).attrib["width"])
    assert abs(wide / 2 - view) < 12


def test_a_new_last_stage_leaves_the_other_boxes_as_they_were() -> None:
    picture = new_business()
    longer = replace(picture, boxes=(*picture.boxes, Box("advocate", "Advocate", "success")))
    before, after = draw_dot(picture).splitlines(), draw_dot(longer).splitlines()
    assert [line for line in after if line not in before] == [line for line in after if "box_advocate" in line]


def test_arrows_to_boxes_that_are_not_shown_are_left_out() -> None:
    picture = new_business()
    fewer = replace(picture, boxes=tuple(box for box in picture.boxes if box.key != "nurture"))
    svg = drawn(fewer)
    assert "nurture" not in svg
    assert "nurture" not in write_mermaid(fewer)


def test_without_graphviz_there_is_still_the_dot_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    answer = draw_svg(new_business(), draw)
    assert isinstance(answer, NoDrawing)
    assert answer.reason is Reason.NO_GRAPHVIZ
    assert answer.dot == draw_dot(new_business())


def test_a_picture_of_thousands_of_parts_is_not_drawn() -> None:
    boxes = tuple(Box(f"s{n}", "Stage", "none") for n in range(MOST_PARTS + 1))
    answer = draw_svg(Picture("huge", "Huge", "", (), boxes, ()), draw)
    assert isinstance(answer, NoDrawing)
    assert answer.reason is Reason.TOO_LARGE


def test_another_engine_is_used_when_the_caller_brings_one() -> None:
    asked: list[Form] = []

    def engine(dot: str, form: Form) -> bytes | Failure:
        asked.append(form)
        return draw(dot, form)

    assert draw_svg(new_business(), engine) == drawn(new_business())
    assert asked == ["json0"]


def test_an_engine_that_fails_is_no_drawing() -> None:
    answer = draw_png(new_business(), lambda dot, form: Failure(Reason.FAILED, "out of ink"))
    assert answer == NoDrawing(Reason.FAILED, draw_dot(new_business()), "out of ink")


def test_places_do_not_depend_on_letters() -> None:
    def engine(dot: str, form: Form) -> bytes | Failure:
        assert "FONT" not in dot
        return draw(dot, form)

    assert isinstance(draw_svg(new_business(), engine), str)


def test_importing_the_room_loads_no_drawing_library() -> None:
    program = (
        "import sys, journeydsl.render.diagrams.graphviz_library, journeydsl.render.diagrams.mermaid;"
        "print([name for name in ('graphviz', 'pygraphviz') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent / "src")}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"


def test_two_boxes_joined_by_a_label_never_share_a_column() -> None:
    lanes = (Lane("a", "A", 0),)
    boxes = (Box("one", "One", "a"), Box("two", "Two", "a"), Box("three", "Three", "a"))
    arrows = (
        Arrow("one", "two"),
        Arrow("one", "three"),
        Arrow("three", "two", ArrowKind.BACK, lines=("not now",)),
    )
    svg = drawn(Picture("p", "P", "", lanes, boxes, arrows))
    left = [rectangle(next(iter(g.iter(f"{SVG}rect")))).left for g in groups(svg, "box")]
    assert len(set(left)) == 3


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Lead", ("Lead",)),
        ("Marketing to sales development", ("Marketing to sales", "development")),
        ("日本語のとても長いタイトル。次", ("日本語のとても長", "いタイトル。次")),
        ("two\nlines\x00 and \u202ea trick", ("two lines and a trick",)),
        ("", ()),
    ],
)
def test_text_is_wrapped_by_words_or_characters(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, BOLD, 150, 3) == lines


@pytest.mark.parametrize("text", ["x" * 10_000, "word " * 5_000, "👩‍👩‍👧‍👦" * 90, "é" * 400, "مرحلة " * 200])
def test_wrapped_lines_fit_and_end_in_an_ellipsis(text: str) -> None:
    lines = wrap(text, BOLD, 150, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(width(line, BOLD) <= 150 for line in lines)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(theme: Theme) -> None:
    pairs = [(theme.gate_ink, theme.gate), (theme.gate_soft, theme.gate), (theme.soft, theme.flat)]
    pairs += [(theme.soft, theme.card), (theme.faint, theme.paper), (theme.ink, theme.card)]
    pairs += [(ink, ground) for _, ground, ink in theme.badges]
    for number in range(LANE_COLOURS):
        lane = lane_colours(number, theme)
        pairs += [(lane.strong, lane.tint), (lane.strong, theme.card), (lane.on_solid, lane.solid)]
        pairs += [(theme.soft, lane.tint), (theme.faint, lane.tint)]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_mermaid_shows_hostile_text_as_text() -> None:
    text = write_mermaid(hostile())
    assert "<script" not in text
    assert "javascript" not in text
    labels = re.sub(r"<br/>|</?b>", "", "".join(re.findall(r'"([^"]*)"', text)))
    assert not set('<>`"\\') & set(labels)


def test_mermaid_has_every_lane_box_and_arrow() -> None:
    picture = new_business()
    text = write_mermaid(picture)
    assert text.startswith("flowchart LR\n  accTitle: Acme: new business\n")
    assert text.count("subgraph ") == len(picture.lanes)
    assert sum(bool(re.search(r"(==>|-->|-\.->)", line)) for line in text.splitlines()) == len(picture.arrows)


def test_places_are_found_once_for_every_form() -> None:
    asked: list[tuple[Form, bool]] = []

    def engine(dot: str, form: Form) -> bytes | Failure:
        asked.append((form, "layout=nop2" in dot))
        return draw(dot, form)

    placed = place(new_business(), engine)
    svg, png, pdf = draw_svg(placed, engine), draw_png(placed, engine), draw_pdf(placed, engine)
    assert (svg, png, pdf) == tuple(one(new_business(), draw) for one in (draw_svg, draw_png, draw_pdf))
    assert asked == [("json0", False), ("png", True), ("pdf", True)]


def test_a_page_has_the_size_of_the_picture() -> None:
    placed = place(new_business(), draw)
    assert isinstance(placed, Placed)
    pdf = draw_pdf(placed, draw)
    assert isinstance(pdf, bytes)
    (box,) = re.findall(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", pdf)
    wide, high = (float(side) - 2 * PAD for side in box)
    assert abs(wide - placed.layout.width) < 2
    assert abs(high - placed.layout.height) < 2


def test_what_is_drawn_for_paper_stays_as_small_as_programs_open_it() -> None:
    plain, vast = Layout(2_000, 500, {}, {}, {}), Layout(90_000, 30_000, {}, {}, {})
    assert (png_dots(plain), pdf_dots(plain)) == (144, 72)
    wide, high = (side * png_dots(vast) / 72 for side in (vast.width, vast.height))
    assert wide * high <= MOST_DOTS
    assert max(wide, high) <= LONGEST_SIDE
    assert vast.width * pdf_dots(vast) / 72 <= LONGEST_PAGE


@pytest.mark.parametrize("picture", PICTURES)
def test_no_arrow_crosses_the_title_of_a_lane(picture: Picture) -> None:
    placed = place(picture, draw)
    assert isinstance(placed, Placed)
    titles = title_places(placed.composition, placed.layout)
    assert titles
    points = [point for course in placed.layout.courses.values() for point in course.along(12)]
    for lane, frame in placed.composition.lanes:
        if (title := titles.get(lane.key)) and not title.is_crossed:
            wide = max(line.width for line in frame.lines)
            right, low = title.left + wide, title.top + frame.height
            assert not any(title.left < x < right and title.top < y < low for x, y in points)


def test_a_picture_that_runs_left_begins_at_the_right() -> None:
    placed = place(replace(new_business(), direction=Direction.LEFT), draw)
    assert isinstance(placed, Placed)
    nodes = placed.layout.nodes
    assert nodes["box_visitor"][0] > nodes["box_sal"][0] > nodes["box_customer"][0]
    assert write_mermaid(placed.composition.picture).startswith("flowchart RL\n")


@pytest.mark.parametrize(
    ("titles", "left"),
    [
        (("Lead", "Customer"), False),
        (("ליד חדש", "לקוח"), True),
        (("1. عميل جديد", "“فرصة”", "CRM"), True),
        (("Lead", "לקוח"), False),
        (("", "12"), False),
        ((), False),
    ],
)
def test_titles_tell_which_way_they_are_read(titles: tuple[str, ...], left: bool) -> None:
    assert runs_left(titles) is left


def quiet(many: int) -> Picture:
    """Stages one after the other, each of which ends in the same stage after a time."""
    lanes = (Lane("a", "A", 0),)
    boxes = (*(Box(f"s{n}", f"Stage {n}", "a") for n in range(many)), Box("gone", "Gone", "a", BoxKind.LOST))
    ahead = (Arrow(f"s{n}", f"s{n + 1}") for n in range(many - 1))
    limits = (Arrow(f"s{n}", "gone", ArrowKind.TIME_LIMIT, lines=("after 30 days",), concerns=(f"team-{n}",))
              for n in range(many))  # fmt: skip
    return Picture("quiet", "Quiet", "", lanes, boxes, (*ahead, *limits))


def test_many_quiet_ways_to_one_end_are_one_arrow() -> None:
    picture = gather(quiet(ENOUGH))
    (one,) = [arrow for arrow in picture.arrows if arrow.end == "gone"]
    (start,) = [box for box in picture.boxes if box.key == one.start]
    assert (start.title, start.after, one.lines) == (f"{ENOUGH} stages", f"s{ENOUGH - 1}", ("after 30 days",))
    assert one.concerns == tuple(f"team-{n}" for n in range(ENOUGH))
    told = [box for box in picture.boxes if box.key.startswith("s")]
    assert all(box.lines == ("after 30 days → Gone",) for box in told)
    placed = place(picture, draw)
    assert isinstance(placed, Placed)
    last, gone = (placed.layout.nodes[f"box_{key}"][0] for key in (f"s{ENOUGH - 1}", "gone"))
    assert last < gone


def test_few_ways_to_one_end_stay_as_they_are() -> None:
    assert gather(quiet(ENOUGH - 1)) == quiet(ENOUGH - 1)
    marked = quiet(ENOUGH)
    marked = replace(marked, arrows=tuple(replace(arrow, mark=Mark.ADDED) for arrow in marked.arrows))
    assert gather(marked) == marked
